"""Ids of documents: what the input gives, or derived from content."""

from __future__ import annotations

import hashlib

from lagebild.model import Source, content_id


def raw_bytes(source: Source) -> bytes:
    """Return the bytes of a source as received; a record's text as UTF-8."""
    return source.data if source.data is not None else (source.text or "").encode("utf-8", "replace")


def identify(source: Source) -> str:
    """Return the document's id: the one given, or derived from its bytes and address, never from its file name."""
    if source.given.id:
        return source.given.id
    return content_id(hashlib.sha256(raw_bytes(source)).hexdigest(), source.given.url or "")
