"""Placeholder until the stage is written."""

from __future__ import annotations

from lagebild.lang.pack import Pack
from lagebild.model import Document, Time
from lagebild.parse.base import Parse


def find_times(document: Document, parse: Parse, pack: Pack) -> tuple[Time, ...]:
    return ()
