"""Placeholder until the stage is written."""

from __future__ import annotations

from lagebild.lang.pack import Pack
from lagebild.model import Document, Quantity, Time
from lagebild.parse.base import Parse


def find_quantities(document: Document, parse: Parse, times: tuple[Time, ...], pack: Pack) -> tuple[Quantity, ...]:
    return ()
