"""Placeholder until the stage is written."""

from __future__ import annotations

from lagebild.lang.pack import Pack
from lagebild.model import Dispute, Document, Event, Mention, Statement
from lagebild.parse.base import Parse


def find_disputes(
    document: Document,
    parse: Parse,
    mentions: tuple[Mention, ...],
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
    pack: Pack,
) -> tuple[Dispute, ...]:
    return ()
