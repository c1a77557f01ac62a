"""A case: documents and records in one SQLite file, written in batches that hold or do not happen, read through one view."""

from __future__ import annotations

from lagebild.items import Item, extraction_item, failure_item, source_key, source_sha
from lagebild.store.case import Case
from lagebild.store.records import AddCounts
from lagebild.store.view import View
from lagebild.store.writer import Writer

__all__ = ["AddCounts", "Case", "Item", "View", "Writer", "extraction_item", "failure_item", "source_key", "source_sha"]
