"""What every store has to do, whichever database is behind it: one check, run on each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, replace
from typing import Any

from lagebild.items import Item
from lagebild.model import Failure
from lagebild.store import AddCounts, Case, View
from tests.store.helpers import TEMPLATE, item, make


def state(view: View) -> dict[str, Any]:
    """Return all that a view shows, but for what depends on when a document was read in, or on how many had been before it."""
    return {
        "documents": [{**asdict(d), "read_in": None} for d in view.documents()],
        "statements": list(view.statements()),
        "events": list(view.events()),
        "claims": [view.claim(c.id) for c in view.claims()],
        "timeline": list(view.timeline()),
        "actors": view.actors(),
        "reasons": [view.entity_reasons(e.id) for e in view.entities()],
        "lineage": list(view.lineage()),
        "stories": [view.story(s.id) for s in view.stories()],
        "credits": list(view.credits()),
        "search": [(h.document.id, h.spans) for h in sorted(view.search("Panzer"), key=lambda h: h.document.id)],
        "errors": [(f.name, f.message) for f in view.errors()],
        "stats": view.stats(),
    }


def long_text(n: int) -> str:
    """Return a report with enough words of its own for a copy of it to be one."""
    return TEMPLATE.format(n=n) + "".join(f" Ort{n}x{k} blieb{n}x{k} ruhig{n}x{k}." for k in range(6))


def pile() -> list[Item]:
    """Return new documents, one more that copies another, and one that cannot be read."""
    made = [make(n, text=long_text(n), outlet=f"Blatt {n % 3}", published=f"2024-11-{10 + n:02d}") for n in range(6)]
    copy = make(2, text=long_text(2), outlet="Kopie", published="2024-11-28")
    copy = replace(copy, document=replace(copy.document, id="copy", name="copy.html", url="http://copy.example"))
    return [*(item(x) for x in made), item(copy, "url:http://copy.example"), Item("name:x", "1", Failure("x", "x", "no_text", "empty"))]


def fill(case: Case, items: Sequence[Item], batch: int) -> AddCounts:
    total = AddCounts()
    with case.writer() as writer:
        for k in range(0, len(items), batch):
            total += writer.add(items[k : k + batch])
    return total


def check_store(cases: Iterable[AbstractContextManager[Case]]) -> None:
    """Check a store by three of its cases, empty ones: order and batches do not matter, nor does adding twice."""
    items = pile()
    shown = []
    for opened, order, batch in zip(cases, (items, items[::-1], items[3:] + items[:3]), (1, 4, 16), strict=True):
        with opened as case:
            assert fill(case, order, batch) == AddCounts(added=7, failed=1)
            assert case.relink() is not None
            with case.view() as view:
                before = state(view)
            assert fill(case, order, batch) == AddCounts(unchanged=8)
            assert case.relink() is None
            assert case.relink(force=True) is not None
            with case.view() as view:
                assert state(view) == before
                check_evidence(view)
            shown.append(before)
    assert shown[0] == shown[1] == shown[2]


def check_parts(cases: Iterable[AbstractContextManager[Case]]) -> None:
    """Check by three empty cases that linking after each few documents, a changed one among them, gives what linking at once does."""
    items = pile()
    other = make(2, text=long_text(2).replace("ruhig", "still"), outlet="Blatt 2", published="2024-11-12")
    changed = replace(items[2], result=other, sha="2")
    shown = []
    for opened, parts in zip(cases, (1, 3, len(items)), strict=True):
        with opened as case:
            for k in range(0, len(items), parts):
                fill(case, items[k : k + parts], 16)
                if k == 0:
                    fill(case, [changed], 16)
                case.relink()
            fill(case, [changed], 16)
            case.relink()
            with case.view() as view:
                in_parts = state(view)
            case.relink(force=True)
            with case.view() as view:
                shown.append(state(view))
            assert in_parts == shown[-1]
    assert [s["stats"].documents for s in shown] == [7, 7, 7]


def check_evidence(view: View) -> None:
    """Check that every record leads to characters of its document."""
    for d in view.documents():
        text = view.text(d.id)
        assert len(text) == d.length
        for s in view.statements(document=d.id):
            assert s.content == " … ".join(text[a:b] for a, b in s.quote)
        for e in view.events(document=d.id):
            assert e.trigger_text == text[slice(*e.trigger)]
    for claim in view.claims():
        detail = view.claim(claim.id)
        assert claim.headline == " … ".join(" ".join(view.text(claim.document)[a:b].split()) for a, b in claim.spans)
        assert (len(detail.supporters), len(detail.deniers), len(detail.origins)) == (claim.supporters, claim.deniers, claim.origins)
        assert {s.origin for s in detail.supporters} == {o.number for o in detail.origins}
        for s in (*detail.supporters, *detail.deniers):
            assert s.text == " … ".join(view.text(s.document)[a:b] for a, b in s.spans)
    assert [(e.document, e.kind) for e in view.lineage() if e.origin_document] == [("copy", "copy")]
    for edge in view.lineage():
        assert edge.origin_document is not None or edge.origin
