"""A story, and what became of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lagebild.link.records import Reason


@dataclass(frozen=True, slots=True)
class Story:
    """Documents about one affair in one stretch of time, oldest first; each with its reason, in the same order.

    `id` derives from the oldest document; `title` is that of the document nearest to all others; `words` are what they share, the
    weightiest first; `first` and `last` are days (ISO 8601), None where no document has one.
    """

    id: str
    title: str
    words: tuple[str, ...]
    documents: tuple[str, ...]
    reasons: tuple[Reason, ...]
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Move:
    """What became of stories when documents came: `kind`, the stories before and after, the documents concerned, and a sentence."""

    kind: Literal["merged", "split", "renamed"]
    before: tuple[str, ...]
    after: tuple[str, ...]
    documents: tuple[str, ...]
    text: str
