from __future__ import annotations

import pytest

from tests.clean.helpers import BODY, HEADLINE, LEAD, clean_text, kind_of


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Quelle: The Telegraph", [("republished_from", "The Telegraph", "en")]),
        ("Quelle: Küstenbote", [("republished_from", "Küstenbote", None)]),
        ("Quelle: https://baoviet.vn/tin-tuc-123.html", [("translated_from", "baoviet.vn", "vi")]),
        ("Quelle: https://www.lemonde.fr/a/b.html", [("translated_from", "lemonde.fr", "fr")]),
        ("Quelle: https://www.kuestenbote.de/a", [("republished_from", "kuestenbote.de", "de")]),
        ("Quelle: https://en.hafen.example/a", [("translated_from", "en.hafen.example", "en")]),
        ("Quelle: https://hafen.example/a", [("republished_from", "hafen.example", None)]),
        ("Quelle: dpa", [("agency", "dpa", None)]),
        ("Quelle: hafen-tv.de, abc/dpa", [("agency", "dpa", None), ("republished_from", "hafen-tv.de", None)]),
        ("(Mit Material von dpa und AFP)", [("agency", "dpa", None), ("agency", "AFP", None)]),
        ("(Mit Material der Agentur Nordlicht)", [("agency", "Agentur Nordlicht", None)]),
        ("dpa/AFP", [("agency", "dpa", None), ("agency", "AFP", None)]),
        ("Zuerst erschienen bei Kyiv Independent", [("republished_from", "Kyiv Independent", "en")]),
        ("Dieser Artikel erschien zuerst in der Neuen Presse.", [("republished_from", "Neuen Presse", None)]),
        ("Übersetzt aus dem Englischen von Max Muster", [("translated_from", "Englischen", "en")]),
        ("Aus dem Russischen von Max Muster", [("translated_from", "Russischen", "ru")]),
        ("Nachrichtenagenturen dpa und AFP", [("agency", "dpa", None), ("agency", "AFP", None)]),
        ("mit AFP, dpa", [("agency", "AFP", None), ("agency", "dpa", None)]),
        ("Maschinelle Übersetzung aus dem Russischen", [("translated_from", "Russischen", "ru")]),
        ("Dieser Artikel wurde von Nora Muster aus dem Ukrainischen übersetzt.", [("translated_from", "Ukrainischen", "uk")]),
        ("Die Zeitung erschien zuerst in Wien.", []),
        ("Dieser Text ist kurz und sagt nichts.", []),
    ],
)
def test_credit_lines(line: str, expected: list[tuple[str, str, str | None]]) -> None:
    document = clean_text("\n\n".join((HEADLINE, LEAD, BODY, line)))
    assert sorted((c.kind, c.origin, c.lang) for c in document.credits) == sorted(expected)
    assert all(document.text[slice(*c.span)] in line for c in document.credits)


@pytest.mark.parametrize(
    ("sentence", "origin"),
    [
        ("Die New York Times berichtete zunächst von einem Entwurf.", "New York Times"),
        ("Zuerst hatte der „Küstenbote“ darüber berichtet.", "Küstenbote"),
        ("Darüber berichtete zuerst die Süddeutsche Zeitung.", "Süddeutsche Zeitung"),
        ("Wie die Zeitung Le Monde zuerst berichtete, gibt es Pläne.", "Le Monde"),
        ("Das Portal Axios hatte zuerst über den Plan berichtet.", "Axios"),
        ("Zuerst berichtete Bloomberg über den Fall.", "Bloomberg"),
        ("Zunächst hatte Amazon erklärt, nicht zu verkaufen.", None),
        ("Die Polizei berichtete zunächst von zwei Verletzten.", None),
        ("Darüber berichtete zunächst niemand.", None),
        ("Das berichtete zunächst nur ein Anwohner.", None),
    ],
)
def test_first_reported_by(sentence: str, origin: str | None) -> None:
    document = clean_text("\n\n".join((HEADLINE, LEAD, sentence, BODY)))
    assert [c.origin for c in document.credits if c.kind == "first_reported_by"] == ([origin] if origin else [])


def test_a_page_that_names_itself_credits_nobody() -> None:
    text = "\n\n".join((HEADLINE, LEAD, BODY, "Quelle: kuestenbote.de, dpa"))
    document = clean_text(text, url="https://www.kuestenbote.de/hafen")
    assert [c.origin for c in document.credits] == ["dpa"]


@pytest.mark.parametrize(
    ("end", "agencies"),
    [
        ("(dpa)", ["dpa"]),
        ("(mit dpa/Reuters)", ["dpa", "Reuters"]),
        ("(Nora Muster, dpa)", ["dpa"]),
        ("(Mit Material von dts)", ["dts Nachrichtenagentur"]),
        ("(Quelle: epd)", ["epd"]),
        ("WBT/abc/mit dpa", ["dpa"]),
        ("WBT/dpa/AFP", ["dpa", "AFP"]),
        ("mit dpa", ["dpa"]),
        ("Mit Material der Nachrichtenagentur Reuters", ["Reuters"]),
        ("Nachrichtenagenturen dpa, AFP und rtr", ["dpa", "AFP", "Reuters"]),
        ("Nachrichtenagentur dpa Tafel der Pegelstände", ["dpa"]),
        ("Verwendete Quellen: Hafenamt, DPA", ["dpa"]),
        ("Quelle: abc./dpa/Reuters Hier können Sie den Text bestellen.", ["dpa", "Reuters"]),
        ("© dpa-infocom, dpa:240311-99-123456/2", ["dpa"]),
    ],
)
def test_credits_at_the_end_of_the_last_paragraph(end: str, agencies: list[str]) -> None:
    document = clean_text("\n\n".join((HEADLINE, LEAD, f"{LEAD} {BODY} {end}")))
    assert [c.origin for c in document.credits if c.kind == "agency"] == agencies
    assert kind_of(document, BODY) == "body" and kind_of(document, end) == "credit"


@pytest.mark.parametrize(
    "end",
    [
        "Das sagte ein Sprecher der Nachrichtenagentur dpa.",
        "Er arbeitete früher bei AP und Reuters.",
        "Sie sprach mit der dpa.",
        "Der Vertrag mit Agenturen läuft aus.",
    ],
)
def test_an_agency_within_a_sentence_is_no_credit_line(end: str) -> None:
    document = clean_text("\n\n".join((HEADLINE, LEAD, f"{LEAD} {BODY} {end}")))
    assert [c for c in document.credits if c.kind == "agency"] == [] and kind_of(document, end) == "body"


@pytest.mark.parametrize(
    ("sentence", "origins"),
    [
        ("Laut Bloomberg soll die Werft verkauft werden.", ["Bloomberg"]),
        ("Der Kauf ist laut einem Bericht des „Deichboten“ gescheitert.", ["Deichboten"]),
        ("Nach Informationen der Nachrichtenagentur Reuters prüft das Amt den Fall.", ["Reuters"]),
        ("Wie die „Washington Post“ am Montag berichtete, war der Kran defekt.", ["Washington Post"]),
        ("Das meldet der Sender NDR.", ["NDR"]),
        ("Das berichtet die Zeitung „Hafenblatt“.", ["Hafenblatt"]),
        ("Das Blatt schreibt dies unter Berufung auf die „New York Times“.", ["New York Times"]),
        ("Ein Bericht der Zeitung „Welt“ hatte die Debatte ausgelöst.", ["Welt"]),
        ("Der Sender stützt sich auf Informationen der Agentur AFP.", ["AFP"]),
        ("Die Agentur Kyodo meldete am Abend neue Beben.", ["Kyodo"]),
        ("Das berichten der „Deichbote“ und laut Bloomberg auch die Werft.", ["Deichbote", "Bloomberg"]),
        ("Laut Bloomberg, laut einem Bericht der Agentur Reuters und laut „Hafenblatt“ ist es so.", ["Bloomberg", "Reuters", "Hafenblatt"]),
        ("Laut Polizei blieb die Welt draußen ruhig.", []),
        ("Nach Angaben der Werft läuft die Zeit davon.", []),
        ("Sie berichtet der Kommission am Freitag.", []),
        ("Er beruft sich auf das Grundgesetz.", []),
    ],
)
def test_citations_within_sentences(sentence: str, origins: list[str]) -> None:
    document = clean_text("\n\n".join((HEADLINE, LEAD, sentence, BODY)))
    assert [c.origin for c in document.credits if c.kind == "cites"] == origins
    assert all(document.text[slice(*c.span)] in sentence for c in document.credits)
