from __future__ import annotations

import pytest

from lagebild.link.citations import Saying, citations, leads_to
from lagebild.link.outlets import OutletNames
from lagebild.link.records import CreditIn, DocumentIn, Edge, Reason
from tests.link.invented import document

NAMES = OutletNames()


def edges(*credits: CreditIn, sayings: tuple[Saying, ...] = (), outlet: str = "Deichblatt") -> set[tuple[str | None, str]]:
    return {(e.origin, e.kind) for e in citations(document(1, outlet, "2024-03-04", *credits), sayings, NAMES)}


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        (CreditIn("agency", "dpa", None, (0, 3)), {("dpa", "credits")}),
        (CreditIn("republished_from", "Meridian Herald", None, (0, 3)), {("Meridian Herald", "credits")}),
        (CreditIn("republished_from", "meridianherald.example", "en", (0, 3)), {("meridianherald.example", "translation")}),
        (CreditIn("translated_from", "Englischen", "en", (0, 3)), {(None, "translation")}),
        (CreditIn("first_reported_by", "N.Y. Times", None, (0, 3)), {("New York Times", "cites")}),
        (CreditIn("cites", "Bloomberg", None, (0, 3)), {("Bloomberg", "cites")}),
        (CreditIn("republished_from", "Deichblatt", None, (0, 3)), set()),
        (CreditIn("republished_from", "Medien", None, (0, 3)), set()),
        (CreditIn("republished_from", "2020", None, (0, 3)), set()),
    ],
)
def test_credits_lead_to_outlets(credit: CreditIn, expected: set[tuple[str | None, str]]) -> None:
    assert edges(credit) == expected


@pytest.mark.parametrize(
    ("saying", "expected"),
    [
        (Saying(("Bloomberg", "Insider"), ((5, 14), (30, 37)), "anonymous", (40, 60)), {("Bloomberg", "cites")}),
        (Saying(("Küstenwelle",), ((5, 14),), "outlet", (40, 60)), {("Küstenwelle", "cites")}),
        (Saying(("Küstenwelle",), ((5, 14),), "named", (40, 60)), set()),
        (Saying(("Nora Muster",), (None,), "named", (40, 60)), set()),
        (Saying(("US-Medien",), ((5, 14),), "outlet", (40, 60)), set()),
        (Saying(("Deichblatt",), ((5, 14),), "outlet", (40, 60)), set()),
        (
            Saying(("NYT", "Washington Post"), ((5, 8), None), "outlet", (40, 60)),
            {("New York Times", "cites"), ("Washington Post", "cites")},
        ),
    ],
)
def test_chains_of_sources_lead_to_outlets(saying: Saying, expected: set[tuple[str | None, str]]) -> None:
    assert edges(sayings=(saying,)) == expected


def test_one_edge_an_outlet_of_the_strongest_kind() -> None:
    agency, cited = CreditIn("agency", "dpa", None, (90, 93)), CreditIn("cites", "Deutsche Presse-Agentur", None, (10, 40))
    (edge,) = citations(document(1, "Deichblatt", "2024-03-04", cited, agency), [], NAMES)
    assert (edge.origin, edge.kind, edge.spans, edge.origin_doc) == ("dpa", "credits", ((90, 93),), None)
    assert "credits" in edge.reason.text


def test_an_outlet_does_not_cite_its_own_code() -> None:
    assert edges(CreditIn("agency", "hsw", None, (0, 3)), outlet="Hafen (hsw)") == set()
    assert edges(CreditIn("agency", "amw", None, (0, 3)), outlet="Agentur Mittelwelle") == set()


def related(taker: int, origin: int, certain: bool = True) -> Edge:
    return Edge(taker, origin, None, "rewrite", Reason(0.9, "12 facts in common"), ((0, 9),), ((5, 14),), certain=certain)


@pytest.mark.parametrize(
    ("article", "relation", "leads"),
    [
        (document(2, "Agentur Mittelwelle", "2024-03-03"), related(1, 2), True),
        (document(2, "Agentur Mittelwelle", "2024-03-03"), related(2, 1, certain=False), True),
        (document(2, "Weserbote", "2024-03-03"), related(1, 2), False),
        (document(2, "Agentur Mittelwelle", "2024-03-06T10:00:00"), related(1, 2), False),
        (document(2, "Agentur Mittelwelle", "2024-03-03"), None, False),
        (document(2, "Agentur Mittelwelle", "2024-03-03"), related(1, 3), False),
    ],
)
def test_a_credit_leads_to_the_article(article: DocumentIn, relation: Edge | None, leads: bool) -> None:
    (edge,) = citations(document(1, "Deichblatt", "2024-03-04", CreditIn("agency", "amw", None, (0, 3))), [], NAMES)
    found = leads_to(edge, article, relation, "2024-03-04", NAMES)
    assert (found is not None) is leads
    if found is not None and relation is not None:
        assert (found.doc, found.origin_doc, found.kind, found.certain) == (1, 2, "credits", relation.certain)
        assert found.reason.score == min(edge.reason.score, relation.reason.score)
