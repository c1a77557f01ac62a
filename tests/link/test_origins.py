"""How many independent origins stand behind a claim, why, and what would change the count."""

from __future__ import annotations

import pytest

from lagebild.link.origins import Counted, find_origins
from lagebild.link.outlets import OutletNames
from lagebild.link.records import CreditIn, DocumentIn, Edge, Reason, Unit
from lagebild.link.supports import Provenance
from tests.link.invented import document, said, sentence

TEXT = "Die Reederei Brodersen hat drei Schleppkähne nach Lindholm geliefert."
ABOUT = "Hafen Kräne Verladung Getreidesilo Lotsenstation Pegelstand Fahrrinne Deichgraf Buhnen Hafenmeisterei Kaimauer"
ELSEWHERE = "Haushalt Stadtrat Kämmerei Grundsteuer Hebesatz Parkgebühren Turnhalle Freibad Sanierungsstau Kreditrahmen"


def count(units: list[Unit], *edges: Edge, documents: list[DocumentIn] | None = None) -> Counted:
    documents = documents or [document(n, f"Blatt {n}") for n in sorted({u.doc for u in units})]
    return find_origins(sorted(units, key=lambda u: u.order), Provenance.of(documents, edges, OutletNames(documents)))


def interval(found: Counted) -> tuple[int, int]:
    return len(found.origins), found.most


def copy(doc: int, origin: int, certain: bool = True, **changes: object) -> Edge:
    return Edge(doc, origin, f"Blatt {origin}", "copy", Reason(0.9, "84 % of its text"), certain=certain, **changes)  # type: ignore[arg-type]


def test_two_outlets_of_other_affairs_of_text_are_two() -> None:
    assert interval(count([sentence(1, TEXT, ABOUT), sentence(2, TEXT.replace("drei", "vier"), ELSEWHERE)])) == (2, 2)


def test_a_copy_counts_once_and_says_of_what() -> None:
    found = count([sentence(1, TEXT, ABOUT), sentence(2, TEXT, ELSEWHERE)], copy(2, 1))
    assert interval(found) == (1, 1)
    assert found.origins[0].reasons == ("Blatt 2 takes from Blatt 1: 84 % of its text",)


def test_a_passage_counts_only_for_what_lies_in_it() -> None:
    units = [sentence(1, TEXT, ABOUT), sentence(2, TEXT, ELSEWHERE)]
    inside = copy(2, 1, spans=((0, 60),), origin_spans=((0, 60),), share=0.3)
    outside = copy(2, 1, spans=((500, 900),), origin_spans=((500, 900),), share=0.3)
    assert interval(count(units, inside)) == (1, 1)
    assert interval(count(units, outside)) == (2, 2)


def test_a_candidate_widens_the_interval_and_says_what_would_change_it() -> None:
    found = count([sentence(1, TEXT, ABOUT), sentence(2, TEXT, ELSEWHERE)], copy(2, 1, certain=False))
    assert interval(found) == (1, 2)
    assert found.origins[0].doubted and found.changes == ("if not so (Blatt 2 takes from Blatt 1: 84 % of its text): 2",)


@pytest.mark.parametrize(
    ("one", "other", "origins"),
    [
        ("Otto Keller", "Otto Keller", (1, 1)),
        ("Keller", "Otto Keller", (1, 1)),
        ("Aleksej Lawrow", "Alexey Lavrov", (1, 1)),
        ("Otto Keller", "Anna Weiß", (2, 2)),
        ("Geheimdienst KWX", "südmärkischer Geheimdienst KWX", (1, 1)),
    ],
)
def test_names_of_sources(one: str, other: str, origins: tuple[int, int]) -> None:
    assert interval(count([said(1, one, TEXT, ABOUT), said(2, other, TEXT, ELSEWHERE)])) == origins


def test_what_ends_at_one_agency_is_one() -> None:
    def via(doc: int, who: str, source: str, *chain: str) -> Unit:
        return said(doc, who, TEXT, ABOUT if doc == 1 else ELSEWHERE, source_class=source, chain=(*chain, who), voice=())

    assert interval(count([via(1, "Funkdienst", "agency"), via(2, "Funkdienst", "agency")])) == (1, 1)
    assert interval(count([via(1, "Funkdienst", "agency"), via(2, "Diplomaten", "anonymous", "Funkdienst")])) == (1, 1)
    assert interval(count([via(1, "Funkdienst", "agency"), via(2, "Pressedienst", "agency")])) == (2, 2)


def test_anonymous_sources_of_two_outlets_may_be_the_same_people() -> None:
    def insider(doc: int, **changes: object) -> Unit:
        fields = {"source_class": "anonymous", "voice": ()} | changes
        return said(doc, "Diplomaten (anonymous)", TEXT, ABOUT if doc == 1 else ELSEWHERE, **fields)

    found = count([insider(1), insider(2)])
    assert interval(found) == (1, 2)
    assert found.changes == ("if not so (the unnamed sources of Blatt 1 and Blatt 2 may be the same people): 2",)
    assert interval(count([insider(1, home="NOR"), insider(2, home="OST")])) == (2, 2)


def test_who_credits_an_agency_rests_on_it() -> None:
    credit = CreditIn("agency", "Funkdienst", None, (0, 3))
    documents = [document(1, "A", "2024-11-15", credit), document(2, "B", "2024-11-15", credit)]
    found = count([sentence(1, TEXT, ABOUT), sentence(2, TEXT, ELSEWHERE)], documents=documents)
    assert interval(found) == (1, 1) and found.origins[0].reasons == ("both credit Funkdienst",)


def test_a_documents_own_voice_rests_on_the_source_that_it_names() -> None:
    where = (100, 150)
    later = said(1, "Otto Keller", TEXT, ABOUT)._replace(start=100, spans=(where,), sentence=where)
    found = count([sentence(1, TEXT, ABOUT), later])
    assert [o.name for o in found.origins] == ["Otto Keller"]


def test_who_retells_all_and_names_no_source_is_one_with_whom_it_retells_unless_it_heard_for_itself() -> None:
    first, later = said(1, "Otto Keller", TEXT, ABOUT), sentence(2, TEXT, ABOUT)
    assert interval(count([first, later])) == (1, 1)
    assert later.telling is not None
    assert interval(count([first, later._replace(telling=later.telling._replace(reports=True))])) == (2, 2)


def test_deniers_are_no_origins() -> None:
    found = count([sentence(1, TEXT, ABOUT), said(2, "Anna Weiß", TEXT, ELSEWHERE, side="denies")])
    assert interval(found) == (1, 1) and sorted(found.numbers) == [0, 1]


def test_ties_are_not_taken_from_a_group_beyond_what_the_words_allow() -> None:
    units = [
        sentence(n, TEXT, about) for n, about in enumerate((ABOUT, ELSEWHERE, "Alpenverein Hüttenwirt Lawinenkegel Skitour Gipfelkreuz"), 1)
    ]
    assert interval(count(units, copy(2, 1), copy(3, 2, certain=False))) == (1, 2)
