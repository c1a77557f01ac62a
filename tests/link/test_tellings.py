"""What a sentence tells: stages, negation, kinds of things, and words without the frame."""

from __future__ import annotations

import pytest

from lagebild.link.tellings import Figure, Marks, Named
from tests.link.invented import teller

STAGES = [
    ("Südmark hat Nordland Panzer geliefert.", "done"),
    ("Südmark bietet Nordland Panzer an.", "offered"),
    ("Südmark könnte Nordland Panzer überlassen.", "possible"),
    ("Südmark will Nordland Panzer überlassen.", "planned"),
    ("Die Lotsen sind seit Mittwoch im Streik.", "begun"),
    ("Die Gewerkschaft ruft für Mittwoch zum Streik auf.", "planned"),
    ("Die Firmen verhandeln über einen Zusammenschluss.", "talks"),
    ("Die Firmen haben sich nach langen Verhandlungen geeinigt.", "agreed"),
    ("Das Parlament hat den Vertrag ratifiziert.", "ratified"),
    ("Die Kammer hat den Angeklagten verurteilt.", "convicted"),
    ("Der Rat hat eine Liste vorgeschlagen.", "proposed"),
]


@pytest.mark.parametrize(("sentence", "stage"), STAGES)
def test_how_far_a_thing_has_got(sentence: str, stage: str) -> None:
    assert stage in teller().tell(sentence, (0, len(sentence)), Marks()).stages


@pytest.mark.parametrize(
    ("sentence", "negated"),
    [
        ("Man habe keine Panzer geliefert.", True),
        ("Panzer habe man nie geliefert.", True),
        ("Nicht nur Panzer wurden geliefert.", False),
        ("Panzer wurden geliefert.", False),
    ],
)
def test_what_is_told_in_the_negative(sentence: str, negated: bool) -> None:
    assert teller().tell(sentence, (0, len(sentence)), Marks()).negated is negated


def test_words_of_one_kind_meet_in_their_concept() -> None:
    one, other = (teller().tell(s, (0, len(s)), Marks()) for s in ("Zwei Granaten fielen.", "Geliefert wird Artilleriemunition."))
    assert {c for c, _ in one.concepts} & {c for c, _ in other.concepts} == {"ammunition"}


def test_who_says_it_is_not_what_is_told() -> None:
    text = "Drei Kräne seien umgestürzt, sagte Hafenmeisterin Gesa Brodersen am Freitag in Lindholm."
    frame = (text.index("sagte"), len(text) - 1)
    marks = Marks(named=[Named((text.index("Gesa"), text.index(" am")), "person", "Gesa Brodersen", None)], frames=[frame])
    told = teller().tell(text, (0, len(text)), marks)
    assert told.names == () and "freitag" not in dict(told.terms) and "umgesturz" in dict(told.terms)


def test_marks_fall_to_their_sentences() -> None:
    figures = [((3, 5), Figure(1.0, None, "items", "")), ((25, 27), Figure(2.0, None, "items", ""))]
    one, other = Marks(figures=figures, frames=[(8, 30)]).inside([(0, 20), (21, 40)])
    assert [f.value for _, f in one.figures] == [1.0] and [f.value for _, f in other.figures] == [2.0]
    assert list(one.frames) == list(other.frames) == [(8, 30)]


def test_a_state_is_one_by_its_name_its_capital_and_its_adjective() -> None:
    names = [Named((0, 4), "state", "Frankreich", "FRA"), Named((0, 4), "place", "Paris", "FRA"), Named((0, 4), "group", "Leute", "FRA")]
    assert {teller().key(n) for n in names} == {"s:FRA"}


def test_letters_with_marks_of_their_own_and_numbers_are_whole_terms() -> None:
    composed, apart = "Überzeugt sind 79 Jahre alte Flößer.", "U\u0308berzeugt sind 79 Jahre alte Flo\u0308ßer."
    one, other = (teller().tell(s, (0, len(s)), Marks()).terms for s in (composed, apart))
    assert one == other
    assert "79" in dict(one)


def test_terms_are_shown_as_the_sentence_writes_them() -> None:
    text = "Fünfzehn Drohnen stürzten in die Lagune."
    told = teller().tell(text, (0, len(text)), Marks())
    assert "Drohnen" in dict(told.written).values()
    assert set(dict(told.written)) <= set(dict(told.terms))
