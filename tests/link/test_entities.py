from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.link import entities
from lagebild.link.compare.names import compare_names
from lagebild.link.records import Entity, MentionIn
from lagebild.link.words import normal, sentence_at
from tests.link.invented import person


def link_entities(mentions: list[MentionIn]) -> list[Entity]:
    """Link mentions, the documents in the order in which they first come."""
    order = list(dict.fromkeys(m.doc for m in mentions))
    return sorted(entities.link_entities(sorted(mentions, key=lambda m: order.index(m.doc))), key=lambda e: e.id)


def names(mentions: list[MentionIn]) -> list[set[str]]:
    return sorted(({n for n, _ in e.names} for e in link_entities(mentions)), key=sorted)


ONE = [
    ("Sergej Lawrow", "Sergei Lavrov"),
    ("Kim Jong Un", "Kim Jong-un"),
    ("Wolodymyr Selenskyj", "Volodymyr Zelensky"),
    ("Jürgen Müller", "Juergen Mueller"),
    ("JENS STOLTENBERG", "Jens Stoltenberg"),
    ("Wladimir Putin", "Wladimir Wladimirowitsch Putin"),
    ("Dmitrij Peskow", "Dmitri Peskov"),
    ("Michail Gorbatschow", "Mikhail Gorbachev"),
]
TWO = [("Kim Jong Un", "Kim Jong Il"), ("Hans Maier", "Karl Maier"), ("George H. Busch", "George W. Busch"), ("Anna Weiß", "Anna Schwarz")]


@pytest.mark.parametrize(("a", "b"), ONE)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert compare_names(a, b) is not None
    (entity,) = link_entities([person(1, a, "RUS"), person(2, b, "RUS")])
    assert {n for n, _ in entity.names} == {a, b}
    assert entity.reasons and all(0 < r.score <= 1 and r.text for r in entity.reasons)


@pytest.mark.parametrize(("a", "b"), TWO)
def test_two_persons_stay_two(a: str, b: str) -> None:
    assert len(link_entities([person(1, a, "RUS"), person(2, b, "RUS")])) == 2


def test_countries_tell_namesakes_apart() -> None:
    assert len(link_entities([person(1, "Jan Hrdlitschka", "CZE"), person(2, "Jan Hrdlitschka", "SVN")])) == 2
    assert len(link_entities([person(1, "Jan Hrdlitschka", "CZE"), person(2, "Jan Hrdlitschka")])) == 1


def test_a_common_name_alone_is_not_enough() -> None:
    assert len(link_entities([person(1, "Thomas Weber"), person(2, "Thomas Weber")])) == 2
    assert len(link_entities([person(1, "Thomas Weber", "AUT"), person(2, "Thomas Weber", "AUT")])) == 1


def test_offices_of_fields_apart_are_two_persons() -> None:
    trainer, judge = person(1, "Lukas Ferchland", "DEU", "Trainer"), person(2, "Lukas Ferchland", "DEU", "Richter")
    assert len(link_entities([trainer, judge])) == 2
    assert len(link_entities([trainer, person(2, "Lukas Ferchland", "DEU", "Spieler")])) == 1
    assert len(link_entities([judge, person(2, "Lukas Ferchland", "DEU", "Minister")])) == 1, "people change between near fields"


def test_a_country_read_wrongly_once_is_outvoted() -> None:
    mentions = [person(d, "Otto Brennicke", "DEU") for d in range(8)] + [person(9, "Otto Brennicke", "FRA")]
    (entity,) = link_entities(mentions)
    assert entity.country == "DEU"


def test_a_surname_joins_its_bearer_on_evidence_only() -> None:
    full = [person(1, "Sergej Lawrow", "RUS"), person(1, "Jegor Tulin", "RUS", ord=1)]
    beside = [person(2, "Lavrov", "RUS"), person(2, "Jegor Tulin", "RUS", ord=1)]
    lawrow, _ = sorted(link_entities([*full, *beside]), key=lambda e: e.name, reverse=True)
    assert lawrow.name == "Sergej Lawrow" and len(lawrow.packed) == 2
    assert any("tulin" in r.text for r in lawrow.reasons)
    alone = link_entities([*full, person(2, "Lawrow")])
    (open_one,) = (e for e in alone if e.name == "Lawrow")
    assert any(r.text.startswith("open: “Lawrow” may be “Sergej Lawrow”") for r in open_one.reasons)


def test_a_surname_of_two_joins_neither() -> None:
    assert names([person(1, "Hans Maier"), person(2, "Karl Maier"), person(3, "Maier")]) == [{"Hans Maier"}, {"Karl Maier"}, {"Maier"}]
    assert len(link_entities([person(1, "Hans Maier", "DEU"), person(2, "Maier", "AUT")])) == 2


def test_states_are_one_by_code_whatever_stands_for_them() -> None:
    mentions = [
        MentionIn(1, 0, "state", "Nordkorea", None, "PRK", None),
        MentionIn(2, 0, "state", "Pjöngjang", None, "PRK", None),
        MentionIn(2, 1, "place", "Nordkorea", None, "PRK", None),
        MentionIn(2, 2, "place", "Pjöngjang-Stadt", None, "PRK", None),
        MentionIn(3, 0, "state", "Südkorea", None, "KOR", None),
    ]
    assert names(mentions) == [{"Nordkorea", "Pjöngjang"}, {"Pjöngjang-Stadt"}, {"Südkorea"}]


def test_an_office_joins_its_only_holder() -> None:
    lawrow, office = person(1, "Sergej Lawrow", "RUS", "Außenminister"), person(2, "der russische Außenminister", "RUS", "Außenminister")
    (entity,) = link_entities([lawrow, office])
    assert entity.name == "Sergej Lawrow" and "der russische Außenminister" not in dict(entity.names)
    assert len(link_entities([lawrow, person(2, "der ukrainische Außenminister", "UKR", "Außenminister")])) == 2
    assert len(link_entities([lawrow, person(3, "Jegor Iwanow", "RUS", "Außenminister"), office])) == 3


def body(doc: int, ord: int, name: str, role: str | None = None, country: str | None = None) -> MentionIn:
    return person(doc, name, country, role, ord=ord)._replace(kind="organization", local=name)


def test_a_first_word_stands_for_a_longer_name_in_the_same_company() -> None:
    both = [person(1, "Ada Quirin"), body(1, 1, "Velbrunn Capital"), person(2, "Ada Quirin"), body(2, 1, "Velbrunn")]
    assert {"Velbrunn", "Velbrunn Capital"} in names(both)
    assert {"Velbrunn"} in names([*both, body(3, 0, "Velbrunn"), body(3, 1, "Velbrunn Pharma")])


def test_a_ministry_in_the_capital_is_its_states() -> None:
    rows = [("Außenministerium (Moskau)", "RUS"), ("Außenministerium (RUS)", "RUS")]
    found = names([body(n, 0, name, "Außenministerium", country) for n, (name, country) in enumerate(rows)])
    assert found == [{name for name, _ in rows}]


@pytest.mark.parametrize("name", ["", "?", "…", "\0", "🎖", "'", " "])
def test_names_without_letters_are_entities_too(name: str) -> None:
    assert len(link_entities([person(1, name), person(2, "Otto Keller")])) == 2


NAMES = ["Sergej Lawrow", "Sergei Lavrov", "Lawrow", "Hans Maier", "Karl Maier", "Maier", "Kim Jong-un", "Kim", "UN", "Minister"]
MENTIONS = st.builds(
    MentionIn, doc=st.integers(1, 6), ord=st.integers(0, 9), kind=st.sampled_from(["person", "state", "organization", "place"]),
    name=st.sampled_from(NAMES), local=st.sampled_from([None, "a", "b"]), country=st.sampled_from([None, "RUS", "DEU"]),
    role=st.sampled_from([None, "Minister"]),
)  # fmt: skip


@given(st.lists(MENTIONS, max_size=25, unique_by=lambda m: (m.doc, m.ord)), st.randoms())
@settings(max_examples=200, deadline=None)
def test_any_order_gives_the_same_entities(mentions: list[MentionIn], chance: random.Random) -> None:
    found = link_entities(mentions)
    assert sorted(m for e in found for m in e.members) == sorted((m.doc, m.ord) for m in mentions)
    assert len({e.id for e in found}) == len(found)
    shuffled = list(mentions)
    chance.shuffle(shuffled)
    assert link_entities(shuffled) == found


@given(st.text(max_size=30))
def test_normalising_twice_changes_nothing(name: str) -> None:
    assert normal(normal(name)) == normal(name)


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("Er kam. Sie ging heim. Er blieb.", "ging", "Sie ging heim."),
        ("Er sagte: „Wir gehen.“ Dann ging er.", "Dann", "Dann ging er."),
        ("Am 3. Mai kam Dr. Klein an. Er blieb.", "Klein", "Am 3. Mai kam Dr. Klein an."),
        ("Titel\nEr kam an", "kam", "Er kam an"),
        ("Kam er? Ja!", "Ja", "Ja!"),
    ],
)
def test_sentences(text: str, word: str, sentence: str) -> None:
    start = text.index(word)
    a, b = sentence_at(text, start, start + len(word))
    assert text[a:b] == sentence


@given(st.text(alphabet="ab .!?\n“A1", max_size=60), st.data())
def test_a_sentence_holds_its_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    a, b = sentence_at(text, start, end)
    assert 0 <= a <= start and end <= b <= len(text)
