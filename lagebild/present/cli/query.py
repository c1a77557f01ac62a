"""Opening a case for reading, and what the listing commands share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from lagebild.present.cli.common import flush, print_json, settings

if TYPE_CHECKING:
    from lagebild.store.records import StoredEvent
    from lagebild.store.view import View

T = TypeVar("T")


@contextmanager
def open_view(case: Path | None) -> Iterator[View]:
    """Yield the read-only view of the case. Raises StoreError where there is no case."""
    from lagebild.store.case import Case

    with Case.open(settings(case=case).case, create=False) as opened, opened.view() as view:
        yield view


def limited(records: Iterable[T], limit: int) -> Iterable[T]:
    """Return at most `limit` records; 0 means all."""
    return islice(records, limit) if limit else records


def print_records(records: Iterable[Any]) -> None:
    """Print frozen records as JSON lines."""
    for record in records:
        print_json(asdict(record))
    flush()


def parties(event: StoredEvent) -> str:
    """Return `A, B → C` for an event."""
    sides = [", ".join(dict.fromkeys(p.name for p in side)) for side in (event.actor, event.recipient)]
    return " → ".join(sides) if sides[1] else sides[0]
