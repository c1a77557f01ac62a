"""`lagebild events`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lagebild.present.cli import which
from lagebild.present.cli.common import CASE_OPTION, JSON_OPTION, LIMIT_OPTION, console, print_table
from lagebild.present.cli.query import limited, open_view, parties, print_records
from lagebild.present.cli.style import STATUS
from lagebild.present.text import amount, chain_text, clip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lagebild.store.records import StoredEvent

WIDE = 110
"""Columns from which on a terminal has room for the source beside the status."""


def events(
    case: Path | None = CASE_OPTION,
    type: which.Type = None,
    mode: which.Mode = None,
    status: which.Status = None,
    party: which.Taking = None,
    actor: which.Acting = None,
    recipient: which.Receiving = None,
    object: which.Thing = None,
    place: which.Place = None,
    source: which.Source = None,
    since: which.Since = None,
    until: which.Until = None,
    happened_since: which.HappenedSince = None,
    happened_until: which.HappenedUntil = None,
    doc: which.Doc = None,
    limit: int = LIMIT_OPTION,
    json: bool = JSON_OPTION,
) -> None:
    """List who did what to whom, with how many, when, and how sure the text is of it; each option narrows."""
    wanted = which.event_filter(
        type=type, mode=mode, status=status, party=party, actor=actor, recipient=recipient, object=object, place=place, source=source,
        since=since, until=until, happened_since=happened_since, happened_until=happened_until, doc=doc,
    )  # fmt: skip
    with open_view(case) as view:
        found = limited(view.events(**wanted), limit)
        if json:
            return print_records(found)
        _print(found, console().width >= WIDE)


def _print(found: Iterable[StoredEvent], wide: bool) -> None:
    from rich.text import Text

    def row(e: StoredEvent) -> list[object]:
        what = " ".join(x for x in (e.trigger_text, e.object_text or "", f"({e.place})" if e.place else "", _details(e)) if x)
        many = amount(e.quantity.value, e.quantity.upper, e.quantity.unit, e.quantity.hedge) if e.quantity else ""
        cells: list[object] = [
            e.date or "",
            e.type,
            clip(parties(e), 80),
            clip(what, 160),
            many,
            Text(e.status, style=STATUS.get(e.status, "")),
        ]
        if wide:
            cells.append(clip(chain_text(e.chain, e.speaker, None) if e.statement else "", 60))
        return [*cells, e.document[:8]]

    columns = ("date", "type", "who → whom", "what", "how many", "status", *(("on whose word",) if wide else ()), "document")
    print_table("Events", columns, map(row, found), wide=("who → whom", "what", "on whose word"))


def _details(event: StoredEvent) -> str:
    return "[" + ", ".join(f"{key}: {value}" for key, value in event.details.items()) + "]" if event.details else ""
