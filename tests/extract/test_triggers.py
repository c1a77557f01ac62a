"""Which words may name an event: forms, particles, compounds, light verbs; what was told before."""

from __future__ import annotations

import pytest

from lagebild.extract.trigger_features import Repetition, repetitions
from lagebild.extract.triggers import Candidate, TriggerLexicon, candidates
from lagebild.model import Document, Region
from tests.extract.drawn import pack, parser


def found(text: str) -> dict[str, tuple[str, Candidate]]:
    """Return each candidate of a text by its form: its best type and itself."""
    document = Document("t", text, "de", "", regions=(Region((0, len(text)), "body"),))
    parse = parser().parse(document)
    listed = candidates(parse, pack().get(TriggerLexicon.from_pack))
    return {parse.tokens[c.i].text: (c.best.type, c) for c in listed}


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        # separable particles
        ("Die Fregatte kehrt morgen heim, die Truppen rücken in die Stadt ein.", "rücken", "MOBILIZE"),
        ("Estland wies gestern drei Diplomaten aus.", "wies", "SANCTION"),
        ("Das Gericht sprach den Bürgermeister schuldig.", "sprach", "SANCTION"),
        # light verbs
        ("Der Minister stattete der Insel einen Besuch ab.", "stattete", "CONSULT"),
        ("Das Parlament setzte den Vertrag in Kraft.", "setzte", "AGREE"),
        ("Die Rebellen nahmen den Hafen unter Beschuss.", "nahmen", "ASSAULT"),
        ("Die Arbeiter der Werft traten in den Ausstand.", "traten", "PROTEST"),
        ("Kanada belegte drei Banken mit Sanktionen.", "belegte", "SANCTION"),
        ("Das Kabinett erteilte dem Antrag eine Absage.", "erteilte", "REJECT"),
        # nouns and compounds
        ("Die Pendeldiplomatie der Gesandten blieb ohne Ergebnis.", "Pendeldiplomatie", "CONSULT"),
        ("Die Truppenverlegung begann am Montag.", "Truppenverlegung", "MOBILIZE"),
        ("Der Streikaufruf kam von der Gewerkschaft.", "Streikaufruf", "REQUEST"),
        ("Der Drohnenangriff traf das Depot.", "Drohnenangriff", "ASSAULT"),
        ("Die Schuldenerlasse halfen dem Land.", "Schuldenerlasse", "CONCEDE"),
        ("Nach der Konzernübernahme gingen Stellen verloren.", "Konzernübernahme", "TRANSFER"),
        ("Die Botschafterabberufung folgte sofort.", "Botschafterabberufung", "SANCTION"),
        ("Der Hungerstreik der Häftlinge dauert an.", "Hungerstreik", "PROTEST"),
        ("Die Vetodrohung wirkte.", "Vetodrohung", "THREATEN"),
        # adjectives
        ("Sie nannte das Urteil beschämend.", "beschämend", "ACCUSE"),
    ],
)
def test_words_that_may_name_an_event(text: str, word: str, kind: str) -> None:
    words = found(text)
    assert word in words
    assert words[word][0] == kind


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Der Fluss trat nachts über die Ufer.", "trat"),
        ("Er trat an die Stelle seines Vaters.", "trat"),
        ("Der Klimaschutz kostet Geld.", "Klimaschutz"),
        ("Die Wahlbeteiligung sank.", "Wahlbeteiligung"),
        ("Die Lieferkette riss.", "Lieferkette"),
        ("Das Kleid lag auf dem Stuhl.", "Kleid"),
        ("Der Regen fiel und der Kurs fiel.", "fiel"),
    ],
)
def test_words_that_name_none(text: str, word: str) -> None:
    assert word not in found(text)


def test_the_reading_that_is_met_comes_first() -> None:
    met = found("Die Regierung verlängerte den Vertrag.")["verlängerte"][1]
    assert met.met
    assert met.best.type == "AGREE"


def test_repetitions_count_words_and_types_told_before() -> None:
    lexicon = pack().get(TriggerLexicon.from_pack)
    attack, raid, talk = (lexicon.entries["N", lemma] for lemma in ("angriff", "überfall", "gespräch"))
    listed = [Candidate(i, "N", entries[0].lemma, entries, whole=True, met=False) for i, entries in enumerate((attack, talk, raid, attack))]
    assert repetitions(listed) == [Repetition(0, 0, 2), Repetition(0, 0, 1), Repetition(0, 1, 1), Repetition(1, 2, 2)]


@pytest.mark.parametrize(
    ("pos", "lemma", "strength"),
    [("V", "festnehmen", "4"), ("N", "luftangriff", "4"), ("V", "verzichten", "3"), ("V", "sollen", "1"), ("N", "kritiker", "1")],
)
def test_a_speaker_judged_how_surely_words_name_events(pos: str, lemma: str, strength: str) -> None:
    assert pack().get(TriggerLexicon.from_pack).entries[pos, lemma][0].strength == strength


def test_a_compound_is_as_sure_as_its_head() -> None:
    entry = found("Der Hafenarbeiterstreik begann.")["Hafenarbeiterstreik"][1].best
    assert (entry.lemma, entry.strength) == ("streik", "4")


def test_strengths_are_of_the_scale() -> None:
    assert {row["strength"] for row in pack().table("event_triggers.tsv")} == {"", "1", "3", "4"}
