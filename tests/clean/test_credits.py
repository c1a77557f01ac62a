from __future__ import annotations

import pytest

from tests.clean.helpers import BODY, HEADLINE, LEAD, clean_text


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
