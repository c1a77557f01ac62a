"""What makes a source the same source, and the same content, when it is read again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from lagebild.model import Extraction, Failure, Source


@dataclass(frozen=True, slots=True)
class Item:
    """What became of one source: `key` says which source it is, `sha` which content it had; no result: it was known already."""

    key: str
    sha: str
    result: Extraction | Failure | None


def source_key(source: Source) -> str:
    """Return the identity of a source: its address, else the id that its input gives it, else its name."""
    if source.given.url:
        return f"url:{source.given.url}"
    if source.given.id:
        return f"id:{source.given.id}"
    return f"name:{source.name}"


def source_sha(source: Source) -> str:
    """Return the SHA-256 of a source's content, with what its input says of it: a changed date is a change too."""
    digest = hashlib.sha256(source.data if source.data is not None else (source.text or "").encode("utf-8", "surrogatepass"))
    digest.update(repr((source.html, source.given)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def extraction_item(extraction: Extraction) -> Item:
    """Return the item of an extraction whose source is no longer at hand."""
    d = extraction.document
    key = f"url:{d.url}" if d.url else f"id:{d.id}"
    return Item(key, d.raw_sha256 or hashlib.sha256(d.text.encode("utf-8", "surrogatepass")).hexdigest(), extraction)


def failure_item(failure: Failure) -> Item:
    """Return the item of a source that could not even be read: known by its name, with no content."""
    return Item(f"name:{failure.name}", "", failure)
