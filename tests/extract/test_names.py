"""Who a speaker is: names beside descriptions, pronouns, bodies named before, the nominative, and the class of the source."""

from __future__ import annotations

import pytest

from lagebild.model import Statement
from tests.extract.drawn import drawn


def last(text: str) -> Statement:
    return [s for s in drawn(text).statements if s.parent is None][-1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der Vorsitzende des Vereins, Jonas Reuter, sagte, das Fest falle aus.", "Jonas Reuter"),
        ("Jonas Reuter, ein Sprecher des Vereins, sagte, das Fest falle aus.", "Jonas Reuter"),
        ("Jonas Reuter leitet den Verein seit Mai. Er sagte, das Fest falle aus.", "Jonas Reuter"),
        ("Clara Lindner traf am Abend Jonas Reuter. Sie sagte, das Fest falle aus.", "Clara Lindner"),
        ("Ministerin Clara Lindner kam nach Kiel. Die Ministerin kündigte an, die Brücke werde erneuert.", "Clara Lindner"),
        ("Minister Jonas Reuter tritt zurück. Der Politiker räumte ein, Fehler gemacht zu haben.", "Jonas Reuter"),
        ("Ministerin Clara Lindner tritt zurück. Die Politikerin räumte ein, Fehler gemacht zu haben.", "Clara Lindner"),
        ("Das Landgericht Kiel verhandelte am Montag. Das Gericht teilte mit, das Urteil falle im Mai.", "Landgericht Kiel"),
        ("Ministerpräsident Jan Koller reiste nach Kiel. Der Regierungschef sagte, das Fest falle aus.", "Jan Koller"),
        ("Der Konzern Nordglas baut um. Das Unternehmen teilte mit, zwei Werke würden schließen.", "Nordglas"),
        ("Der Pianist Igor Lerow sagte ab. Der 71-Jährige erklärte, er brauche Ruhe.", "Igor Lerow"),
        ("Aus Paris hieß es, der Vertrag sei fertig.", "Regierung (Frankreich)"),
        ("Jan Koller traf Paul Reimer. Dieser erklärte, das Fest falle aus.", "Paul Reimer"),
        ("Die Hilfsorganisation Ärzte ohne Grenzen teilte mit, die Straße sei gesperrt.", "Ärzte ohne Grenzen"),
        ("Eine Beschwerde des Vereins lehnte Clara Lindner am Montag ab.", "Clara Lindner"),
        ("Wenige Stunden nach dem Sturm erklärte der Landrat, die Straße sei gesperrt.", "Landrat"),
        ("Der Bund der Imker kritisierte das Gesetz. Zudem wurde ein Verbot gefordert.", "Bund der Imker"),
        ("Das Bundesverfassungsgericht tagte. Das Gericht blieb lange. Das Gericht sagte, es sei so.", "Bundesverfassungsgericht"),
        ("Steve Martens, Sprecher der Büros in Kiel, sagte, das Fest falle aus.", "Steve Martens"),
        ("Die Grünen warnten, das Gesetz sei falsch.", "Grüne"),
        ("Anna Petersens Anwalt bestritt, dass es eine Abrede gegeben habe.", "Anna Petersens Anwalt"),
        ("Nach Angaben der norwegischen Behörden wurden zwei Menschen verletzt.", "norwegische Behörden"),
        ("Polizeiangaben zufolge wurde niemand verletzt.", "Polizei"),
        ("Laut Insidern plant der Konzern einen Verkauf.", "Insider (anonymous)"),
    ],
)
def test_a_speaker_is_named_as_the_document_tells(text: str, name: str) -> None:
    assert last(text).speaker_name == name


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Clara Lindner sagte, das Fest falle aus.", "named"),
        ("Die Polizei teilte mit, niemand sei verletzt.", "office"),
        ("Eine Sprecherin des Ministeriums sagte, das Gesetz komme im Herbst.", "office"),
        ("Der Verband der Imker warnte, die Ernte sei gering.", "group"),
        ("Umweltschützer warnten, der Fluss sei vergiftet.", "group"),
        ("Augenzeugen berichteten, es habe zwei Schüsse gegeben.", "anonymous"),
        ("Laut einer Studie sinkt die Zahl der Bienen.", "document"),
        ("Die Nachrichtenagentur Reuters meldete, der Hafen sei gesperrt.", "agency"),
        ("Der „Spiegel“ berichtet, der Hafen sei gesperrt.", "outlet"),
        ("Meinungsumfragen zufolge liegt die Partei vorn.", "document"),
        ("Der Betriebsrat warnte, das Werk schließe.", "group"),
        ("Die Notenbank teilte mit, der Zins steige.", "office"),
        ("Nach offiziellen Angaben starben zwei Menschen.", "office"),
    ],
)
def test_the_class_of_a_source(text: str, kind: str) -> None:
    assert last(text).source_class == kind


@pytest.mark.parametrize(
    "text",
    [
        "Es wird befürchtet, dass der Damm bricht.",
        "Dem Vernehmen nach wird die Straße gesperrt.",
        "Der Mann soll das Geld versteckt haben.",
    ],
)
def test_an_unknown_source_stays_unknown(text: str) -> None:
    found = drawn(text).statements
    assert found
    assert all(s.speaker_name is None and s.chain == () for s in found)


@pytest.mark.parametrize("text", ["Ich glaube, dass der Damm bricht.", "Wir haben über das Urteil berichtet."])
def test_the_reporters_own_account_is_no_statement(text: str) -> None:
    assert not drawn(text).statements


def test_a_first_person_within_a_quotation_speaks() -> None:
    found = drawn("Anna Maier sagte: „Ich glaube, dass der Damm bricht.“").statements
    assert found and found[0].speaker_name == "Anna Maier"


def test_a_new_paragraph_brings_a_new_source_by_its_first_sentence() -> None:
    text = "Die Polizei teilte mit, die Straße sei gesperrt.\n\nMinister Jan Koller ist besorgt. Der Damm sei nicht sicher."
    assert [s.speaker_name for s in drawn(text).statements] == ["Polizei", "Jan Koller"]


def test_an_adverb_between_a_name_and_its_relative_clause() -> None:
    assert last("Jan Koller hingegen, der seit Mai im Amt ist, bekräftigte, das Fest falle aus.").speaker_name == "Jan Koller"
