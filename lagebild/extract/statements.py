"""Placeholder until the stage is written."""

from __future__ import annotations

from lagebild.lang.pack import Pack
from lagebild.model import Document, Mention, Statement, Time
from lagebild.parse.base import Parse


def find_statements(
    document: Document, parse: Parse, mentions: tuple[Mention, ...], times: tuple[Time, ...], pack: Pack
) -> tuple[Statement, ...]:
    return ()
