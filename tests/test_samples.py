"""The five real pages beside the project: what an analyst must find in them. No sentence of theirs stands here."""

from __future__ import annotations

from pathlib import Path

import pytest

from lagebild.config import Settings
from lagebild.engines.local import extract_stream
from lagebild.model import Extraction

SAMPLES = Path(__file__).resolve().parent.parent.parent / "shared" / "samples"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real pages are not here (../shared/samples)")]


@pytest.fixture(scope="module")
def pages() -> dict[str, Extraction]:
    found = list(extract_stream([str(SAMPLES)], Settings()))
    assert all(isinstance(x, Extraction) for x in found)
    return {Path(x.document.name).name[:3]: x for x in found if isinstance(x, Extraction)}


def _chains(x: Extraction) -> list[tuple[str, ...]]:
    return [s.chain for s in x.statements]


def test_all_are_read_and_their_rubble_is_no_text(pages: dict[str, Extraction]) -> None:
    assert len(pages) == 5
    for x in pages.values():
        kinds = {r.kind for r in x.document.regions}
        assert "body" in kinds
        assert len(kinds) > 1


@pytest.mark.parametrize(
    ("page", "first", "last"),
    [("000", "Bloomberg", "anonymous"), ("002", "KCNA", "Kim"), ("003", "New York Times", "Beamte"), ("002", "Staatsmedien", "Putin")],
)
def test_chains_name_who_carried_it(page: str, first: str, last: str, pages: dict[str, Extraction]) -> None:
    assert any(len(c) >= 2 and first in c[0] and any(last in name for name in c[1:]) for c in _chains(pages[page]))


@pytest.mark.parametrize(
    ("page", "value", "unit", "hedge"),
    [("000", 10_000, "persons", "at_least"), ("001", 10_000, "persons", "exact"), ("002", 100_000, "persons", "exact")],
)
def test_quantities(page: str, value: float, unit: str, hedge: str, pages: dict[str, Extraction]) -> None:
    assert (value, unit, hedge) in {(q.value, q.unit, q.hedge) for q in pages[page].quantities}


@pytest.mark.parametrize(("page", "denier"), [("000", "Peking"), ("001", "Pjöngjang"), ("004", "Moskau und Pjöngjang")])
def test_denials_are_linked_to_what_they_deny(page: str, denier: str, pages: dict[str, Extraction]) -> None:
    x = pages[page]
    claims = [p.claim for p in x.disputes if x.document.text[slice(*p.denier)] == denier]
    assert claims
    assert all(claims)


@pytest.mark.parametrize(
    ("page", "type"),
    [
        ("000", "MOBILIZE"), ("000", "TRANSFER"), ("001", "CONSULT"), ("002", "TRANSFER"), ("002", "SUPPORT"), ("002", "SANCTION"),
        ("003", "CONSULT"), ("003", "TRANSFER"), ("004", "SANCTION"), ("004", "ACCUSE"), ("004", "TRANSFER"),
    ],
)  # fmt: skip
def test_events_of_each_kind_are_found(page: str, type: str, pages: dict[str, Extraction]) -> None:
    assert type in {e.type for e in pages[page].events}


def test_what_is_attributed_is_never_told_as_fact(pages: dict[str, Extraction]) -> None:
    for x in pages.values():
        quotes = {s.id: s.quote for s in x.statements}
        for e in x.events:
            if e.statement is not None:
                assert any(a <= e.trigger[0] < b for a, b in quotes[e.statement])


def test_credits_name_the_origin(pages: dict[str, Extraction]) -> None:
    origins = {page: {(c.kind, c.origin) for c in x.document.credits} for page, x in pages.items()}
    assert ("translated_from", "baoquocte.vn") in origins["001"]
    assert ("republished_from", "The Telegraph") in origins["002"]
    assert ("agency", "Reuters") in origins["004"]
