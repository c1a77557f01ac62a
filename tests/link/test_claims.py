"""Which sentences become one claim, and which must not; claims are a pure function of units, whatever their order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.link.affairs import keys, near, of_one_affair, whole
from lagebild.link.claims import resolve, sentences_of
from lagebild.link.clusters import Clusters
from lagebild.link.outlets import OutletNames
from lagebild.link.records import ClaimOut, Unit
from lagebild.link.supports import Provenance
from lagebild.link.ties import RELATED, Tie, tie
from lagebild.link.together import components, link_claims, outline, ties_of
from lagebild.link.told import Told
from tests.link.invented import document, figure, said, sentence

PORT = "Hafen Lindholm Kräne Verladung Reederei Brodersen Getreidesilo Schleppkähne Lotsenstation"


def known(units: list[Unit]) -> Provenance:
    documents = [document(n, f"Blatt {n}") for n in sorted({u.doc for u in units})]
    return Provenance.of(documents, [], OutletNames(documents))


def claims(*units: Unit) -> list[ClaimOut]:
    return list(link_claims(list(units), known(list(units))))


def told_of(units: list[Unit]) -> list[Told]:
    return [Told.of(members) for members in sentences_of(units)[0]]


def together(*texts: str) -> bool:
    """Tell whether the sentences of as many documents of one affair are one claim."""
    found = claims(*(sentence(n, text, PORT) for n, text in enumerate(texts)))
    return any({u.doc for u in c.units} == set(range(len(texts))) for c in found)


SAME = [
    (
        "Die Reederei Brodersen hat drei Schleppkähne nach Lindholm geliefert.",
        "Drei Schleppkähne sind von Brodersen nach Lindholm geliefert worden.",
    ),
    ("Im Hafen Lindholm haben die Lotsen die Arbeit niedergelegt.", "Die Lotsen sind im Hafen Lindholm im Streik."),
    (
        "Brodersen und die Werft Tamm haben sich auf eine Fusion geeinigt.",
        "Der Zusammenschluss von Brodersen und der Werft Tamm ist vereinbart.",
    ),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_thing_in_other_words_is_one_claim(one: str, other: str) -> None:
    assert together(one, other)


OTHER = [
    ("Brodersen hat Lindholm drei Schleppkähne geliefert.", "Brodersen hat Lindholm drei Schleppkähne angeboten."),
    ("Die Lotsen in Lindholm wollen streiken.", "Die Lotsen in Lindholm sind im Streik."),
    ("Brodersen und die Werft Tamm verhandeln über eine Fusion.", "Brodersen und die Werft Tamm haben sich auf eine Fusion geeinigt."),
    ("Gegen den Kapitän Jonte Harms ist Anklage erhoben worden.", "Der Kapitän Jonte Harms ist verurteilt worden."),
    ("Die Reederei Brodersen hat drei Schleppkähne geliefert.", "Am Deich bei Lindholm blüht der Raps in diesem Jahr früh."),
]


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_another_stage_and_another_thing_are_other_claims(one: str, other: str) -> None:
    assert not together(one, other)


def test_sentences_of_other_affairs_are_never_compared() -> None:
    units = [
        sentence(1, "Drei Menschen sind ums Leben gekommen.", PORT),
        sentence(2, "Vier Menschen sind gestorben.", "Lawine Skigebiet Hochalm Bergwacht Pistenraupe Hüttenwirt"),
    ]
    one, other = (outline([t]) for t in told_of(units))
    assert not of_one_affair(one.about, other.about) and not list(whole([one, other]))
    assert list(whole([one, one])) == [(0, 1)] and list(near(one, [one])) == [(0, 0, 0)]


def test_units_of_one_sentence_are_one_claim() -> None:
    first = sentence(1, SAME[0][0], PORT, type="TRANSFER", event=0)
    second = first._replace(type="AGREE", event=1, telling=None, start=9)
    (claim,) = claims(first, second)
    assert len(claim.units) == 2


def test_a_figure_that_grows_is_one_claim() -> None:
    texts = {"2024-11-15": ("12 Tote", 12.0), "2024-11-16": ("19 Tote", 19.0), "2024-11-17": ("23 Tote", 23.0)}
    units = [
        sentence(
            n,
            f"Bei der Explosion im Getreidesilo von Lindholm gab es {words}.",
            PORT,
            {words: value},
            published=day,
            quantity=figure(value),
        )
        for n, (day, (words, value)) in enumerate(texts.items())
    ]
    (claim,) = claims(*units)
    assert [u.quantity.value for u in claim.units if u.quantity] == [12.0, 19.0, 23.0]


def test_a_denial_joins_what_it_denies_in_another_document() -> None:
    claim = sentence(1, "Die Reederei Brodersen hat Getreide aus dem Silo gestohlen.", PORT, type="ASSAULT", event=0)
    no = said(2, "Brodersen", "Kein Getreide sei aus dem Silo gestohlen worden.", PORT, side="denies", dispute=0, statement=None)
    (found,) = claims(claim, no)
    assert [u.side for u in found.units] == ["supports", "denies"] and len(found.origins) == 1
    assert any("denial by" in r.text for r in found.reasons)


def test_a_denial_joins_the_sentence_of_its_document_that_it_points_to() -> None:
    claim = sentence(1, "Die Reederei Brodersen hat Getreide aus dem Silo gestohlen.", PORT, type="ASSAULT", event=0)
    no = said(
        1, "Ein Sprecher", "Ein Sprecher wies das als frei erfunden zurück.", PORT, side="denies", told=False, pointing=True, dispute=0
    )
    where = (90, 140)
    no = no._replace(start=90, spans=(where,), sentence=where, denies=(0,), telling=no.telling._replace(span=where) if no.telling else None)
    (found,) = claims(claim, no)
    assert {u.side for u in found.units} == {"supports", "denies"}


def test_what_is_told_in_the_negative_is_a_claim_and_no_denial() -> None:
    (claim,) = claims(
        sentence(1, "In Lindholm liefert Brodersen kein Getreide mehr.", PORT, type="TRANSFER", event=0, status="negated", side="denies")
    )
    assert [u.side for u in claim.units] == ["supports"] and len(claim.origins) == 1


def test_a_sentence_that_one_document_tells_is_a_claim_only_with_an_event_or_a_denial() -> None:
    assert claims(sentence(1, SAME[0][0], PORT)) == []
    assert len(claims(sentence(1, SAME[0][0], PORT, type="TRANSFER", event=0))) == 1


def test_a_figure_that_somebody_gives_is_a_claim() -> None:
    text = "Im Hafen Lindholm fehlten neun Lotsen."
    assert len(claims(said(1, "Jonte Harms", text, PORT, quantity=figure(9.0)))) == 1
    assert claims(said(1, "Jonte Harms", text, PORT)) == claims(sentence(1, text, PORT, quantity=figure(9.0))) == []


WORDS = [text for pair in (*SAME, *OTHER) for text in pair]
UNITS = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from(WORDS), st.sampled_from(["", "Otto Keller", "Anna Weiß"]), st.booleans()), max_size=10
)
Drawn = list[tuple[int, str, str, bool]]


def drawn_units(drawn: Drawn) -> list[Unit]:
    units = []
    for n, (doc, text, who, denies) in enumerate(drawn):
        unit = said(doc, who, text, PORT) if who else sentence(doc, text, PORT)
        where = (n * 200, n * 200 + len(text))
        telling = unit.telling._replace(span=where) if unit.telling else None
        unit = unit._replace(start=where[0], spans=(where,), sentence=where, telling=telling, event=n, type="TRANSFER")
        units.append(unit._replace(side="denies", dispute=n) if denies else unit)
    return units


@given(UNITS, st.randoms())
@settings(max_examples=40, deadline=None)
def test_any_order_gives_the_same_claims(drawn: Drawn, chance: random.Random) -> None:
    units = drawn_units(drawn)
    found = claims(*units)
    assert len({c.id for c in found}) == len(found)
    shuffled = list(units)
    chance.shuffle(shuffled)
    assert sorted(claims(*shuffled), key=lambda c: c.id) == sorted(found, key=lambda c: c.id)


@given(UNITS)
@settings(max_examples=40, deadline=None)
def test_the_claims_of_a_case_are_those_of_its_components(drawn: Drawn) -> None:
    units = drawn_units(drawn)
    told = told_of(units)
    ties = ties_of(told)
    apart = []
    for places in components(len(told), ties.items()):
        new = {k: n for n, k in enumerate(places)}
        inside = {(new[a], new[b]): t for (a, b), t in ties.items() if a in new and b in new}
        apart += list(resolve([told[k] for k in places], inside, known(units)))
    assert sorted(apart, key=lambda c: c.id) == sorted(resolve(told, ties, known(units)), key=lambda c: c.id)


@given(UNITS)
@settings(max_examples=20, deadline=None)
def test_ties_are_symmetric_and_each_document_has_keys(drawn: Drawn) -> None:
    told = told_of(drawn_units(drawn))
    for a in told:
        assert list(keys(outline([a])))
        assert all(tie(a, b) == tie(b, a) for b in told)


def test_no_units_make_no_claims() -> None:
    assert claims() == []


def members(scores: dict[tuple[int, int], float], count: int = 4) -> list[list[int]]:
    """Return how sentences of as many documents fall into groups by how likely two of them tell one thing."""
    told = told_of([sentence(n, f"{SAME[0][0]} Blatt {n}.", PORT) for n in range(count)])
    clusters = Clusters(told, {pair: Tie(score) for pair, score in scores.items()})
    clusters.cluster()
    return sorted(clusters.members.values())


def test_no_pair_outweighs_several_that_have_nothing_in_common() -> None:
    assert members({(0, 1): 0.99, (1, 2): 0.9, (2, 3): 0.999}) == [[0, 1], [2, 3]]
    assert members({(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.8, (0, 2): 0.5, (0, 3): 0.4, (1, 3): 0.4}) == [[0, 1, 2, 3]]


@given(st.dictionaries(st.sampled_from([(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]), st.floats(0.0, 1.0)))
def test_sentences_of_one_group_are_likelier_one_than_the_least_that_binds(scores: dict[tuple[int, int], float]) -> None:
    for group in members(scores):
        found = [scores.get((a, b), 0.0) for a in group for b in group if a < b]
        assert not found or max(found) >= RELATED
