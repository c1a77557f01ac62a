from __future__ import annotations

import pytest

from tests.clean.helpers import BODY, HEADLINE, LEAD, clean_text, kind_of, kinds


def page(*lines: str, gap: str = "\n\n") -> str:
    return gap.join(lines)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("[Anzeige_2]", "ad"),
        ("Anzeige", "ad"),
        ("- ANZEIGE -", "body"),
        ("Werbung", "ad"),
        ("Siehe auch  Schiffe stauen sich vor der Küste", "teaser"),
        ("Mehr zum Thema – Was Reeder jetzt wissen müssen", "teaser"),
        ("Lesen Sie auch: Werft entlässt hundert Leute", "teaser"),
        ("Erhalten Sie kostenlose Updates zur Lage im Hafen", "teaser"),
        ("Melden Sie sich jetzt für unseren Newsletter an!", "teaser"),
        ("Folgen Sie uns auf Telegram", "teaser"),
        ("Schreibe einen Kommentar", "comment"),
        ("Kommentar (0)", "comment"),
        ("Kommentare (12)", "comment"),
        ("Hinterlasse eine Antwort", "comment"),
        ("Ähnliche Artikel", "related"),
        ("Das könnte Sie auch interessieren", "related"),
        ("Weitere Nachrichten aus der Region", "related"),
        ('Schaltfläche "Zurück zum Anfang"', "boilerplate"),
        ("Nach oben", "boilerplate"),
        ("xyz-de-58", "boilerplate"),
        ("source site-20", "boilerplate"),
        ("Facebook Twitter WhatsApp E-Mail", "boilerplate"),
        ("© 2023 Küstenbote Verlag", "boilerplate"),
        ("Impressum | Datenschutz | AGB", "boilerplate"),
        ("Wir verwenden Cookies, um Ihnen das beste Erlebnis zu bieten.", "boilerplate"),
        ("Lesezeit: 3 Minuten", "boilerplate"),
        ("Foto: Ole Test", "caption"),
        ("Der Hafen am Morgen. (Quelle: Küstenbote) |", "caption"),
        ("Der Hafen am frühen Morgen. Foto: Ole Test", "caption"),
        ("Quelle: Küstenbote", "credit"),
        ("(dpa)", "credit"),
        ("dpa/AFP", "credit"),
        ("Teilen auf Facebook", "boilerplate"),
        ("Klicken, um auf Telegram zu teilen (Wird in neuem Fenster geöffnet)", "boilerplate"),
        ("Gastbeiträge müssen nicht die Sichtweise der Redaktion widerspiegeln.", "boilerplate"),
        ("© dpa-infocom, dpa:220312-99-12345/3", "credit"),
        ("Redaktion: Jana Quast", "byline"),
        # What looks like rubble and is report.
        ("Siehe da, der Hafen ist wieder offen.", "body"),
        ("Die Quelle: ein Beamter, der nicht genannt werden wollte.", "body"),
        ("Er wollte keinen Kommentar abgeben.", "body"),
        ("Anzeige wegen Betrugs erstattete ein Reeder am Freitag.", "body"),
        ("Kommentare wollte das Ministerium nicht abgeben.", "body"),
        ("Cookies backen die Kinder im Hafenviertel jedes Jahr im Advent.", "body"),
        ("Streit um die Zuständigkeit", "body"),
        ("Ein Foto: mehr blieb von dem Schiff nicht.", "body"),
    ],
)
def test_lines(line: str, kind: str) -> None:
    document = clean_text(page(HEADLINE, LEAD, BODY, line))
    assert kind_of(document, line) == kind
    assert kind_of(document, LEAD) == "body"


def test_a_whole_page() -> None:
    text = page(
        "Welt Nachrichten", HEADLINE, "Hafen gesperrt Behoerde spricht von Vors", "Von Jana Quast und Ole Test", "Neustadt (dpa) – " + LEAD,
        "Mehr zum Thema – Werft entlässt hundert Leute", BODY, "Quelle: The Coastal Herald", "Mia Muster",
        "Mia Muster ist freie Journalistin und schreibt über Häfen. Sie absolvierte ihr Studium in Neustadt.", "Ähnliche Artikel",
        "Werft entlässt hundert Leute", "Schreibe einen Kommentar", "Name *",
    )  # fmt: skip
    document = clean_text(text)
    assert [k for k, _ in kinds(document)] == [
        "boilerplate", "headline", "boilerplate", "byline", "dateline", "body", "teaser", "body", "credit", "author_bio", "author_bio",
        "related", "related", "comment", "comment",
    ]  # fmt: skip
    assert document.title == HEADLINE
    assert document.authors == ("Jana Quast", "Ole Test", "Mia Muster")
    assert document.dateline_place == "Neustadt"
    assert [(c.kind, c.origin) for c in document.credits] == [("agency", "dpa"), ("republished_from", "The Coastal Herald")]


def test_lines_without_gaps() -> None:
    document = clean_text(page(HEADLINE, LEAD, BODY, "[Anzeige_1]", "Kommentar (0)", gap="\n"))
    assert [k for k, _ in kinds(document)] == ["headline", "body", "ad", "comment"]


def test_text_that_opens_with_a_sentence_has_no_headline() -> None:
    document = clean_text(page(LEAD, BODY))
    assert [k for k, _ in kinds(document)] == ["body"]
    assert document.title is None


def test_given_title_marks_the_headline() -> None:
    document = clean_text(page(HEADLINE.rstrip(".") + ".", LEAD, BODY), title=HEADLINE)
    assert kind_of(document, HEADLINE) == "headline"
    other = clean_text(page("Ein Satz ohne Punkt", LEAD, BODY), title=HEADLINE)
    assert [k for k, _ in kinds(other)] == ["body"]
    assert other.title == HEADLINE


def test_the_well_spelt_headline_wins() -> None:
    document = clean_text(page("Hafen gesperrt: Behoerde spricht von Vorsicht", HEADLINE, LEAD, BODY))
    assert document.title == HEADLINE
    assert [k for k, _ in kinds(document)] == ["boilerplate", "headline", "body"]


def test_hard_wrapped_paragraphs_stay_whole() -> None:
    words = (LEAD + " " + BODY).split()
    lines = [" ".join(words[i : i + 9]) for i in range(0, len(words), 9)]
    document = clean_text("\n".join(lines) + "\n\n" + "\n".join(lines[:3]) + "\nzurück.")
    assert {k for k, _ in kinds(document)} == {"body"}


def test_text_goes_on_after_a_comment_form_in_the_middle() -> None:
    document = clean_text(page(HEADLINE, "Schreibe einen Kommentar", LEAD, BODY, BODY))
    assert kind_of(document, LEAD) == "body"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Von Jana Quast", ("Jana Quast",)),
        ("Von Jana Quast, Ole Test und Ina de Vries", ("Jana Quast", "Ole Test", "Ina de Vries")),
        ("von Jana Quast | Stand: 12.03.2022", ("Jana Quast",)),
        ("Autor: Karl-Heinz Test", ("Karl-Heinz Test",)),
        ("Ein Gastbeitrag von Dr. Jana Quast", ("Dr. Jana Quast",)),
        ("Artikel von Jana Quast • 3 Std. • 2 Minuten Lesezeit", ("Jana Quast",)),
        ("Von unserem Korrespondenten Ole Test, Neustadt", ("Ole Test",)),
        ("Von Berlin nach Moskau", ()),
        ("Von Beginn an", ()),
    ],
)
def test_bylines(line: str, authors: tuple[str, ...]) -> None:
    document = clean_text(page(HEADLINE, line, LEAD, BODY))
    assert document.authors == authors
    assert (kind_of(document, line) == "byline") == bool(authors)


def test_a_person_in_the_news_is_no_author() -> None:
    sentence = "Jana Quast ist nach Angaben ihres Anwalts am Freitag aus der Haft entlassen worden."
    document = clean_text(page(HEADLINE, LEAD, BODY, BODY, sentence))
    assert kind_of(document, sentence) == "body"


def test_agencies_at_the_end_of_a_paragraph() -> None:
    document = clean_text(page(HEADLINE, LEAD, BODY + " (dpa/AFP)"))
    assert kinds(document)[-1] == ("credit", "(dpa/AFP)")
    assert [c.origin for c in document.credits] == ["dpa", "AFP"]
