"""Placeholder until the stage is written."""

from __future__ import annotations

from lagebild.lang.pack import Pack
from lagebild.model import Document, Event, Mention, Quantity, Statement, Time
from lagebild.parse.base import Parse


def find_events(
    document: Document,
    parse: Parse,
    mentions: tuple[Mention, ...],
    times: tuple[Time, ...],
    quantities: tuple[Quantity, ...],
    statements: tuple[Statement, ...],
    pack: Pack,
) -> tuple[Event, ...]:
    return ()
