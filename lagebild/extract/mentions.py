"""Placeholder until the stage is written."""

from __future__ import annotations

from lagebild.lang.pack import Pack
from lagebild.model import Document, Mention
from lagebild.parse.base import Parse


def find_mentions(document: Document, parse: Parse, pack: Pack) -> tuple[Mention, ...]:
    return ()
