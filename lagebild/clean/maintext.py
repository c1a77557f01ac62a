"""Which blocks of a page are its report: trafilatura's judgement, laid over our own blocks."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lagebild.clean.blocks import Block, ends_sentence

_SPACE = re.compile(r"\s+")
_INSIDE_MIN = 30
_TEXT_MIN = 200
_SHORT = 300
_SEARCH_MAX = 500_000_000
_MAX_CHARS = 3_000_000


def mark_main_text(text: str, blocks: Sequence[Block], root: Any, markup_chars: int) -> tuple[Block, ...]:
    """Return `blocks` with a hint on those that are not part of the main text.

    A block that trafilatura keeps loses a hint that only its surroundings gave it. Where trafilatura finds too little, the
    markup's hints stand alone, unless they would leave no text.
    """
    kept = _kept(root) if markup_chars <= _MAX_CHARS else ""
    if len(kept) < _TEXT_MIN:
        return _by_hints(text, blocks)
    lines = frozenset(kept.split("\n"))
    inside = kept if len(blocks) * len(kept) <= _SEARCH_MAX else ""
    return tuple(_judge(text[b.start : b.end], b, lines, inside) for b in blocks)


def _judge(line: str, block: Block, lines: frozenset[str], inside: str) -> Block:
    squeezed = _SPACE.sub("", line)
    if block.hint in ("headline", "caption", "byline") and len(line) <= _SHORT:
        return block
    if len(squeezed) >= _INSIDE_MIN and (squeezed in lines or squeezed in inside):
        return replace(block, hint=None)
    if block.hint is None and squeezed not in lines:
        return replace(block, hint="boilerplate", weak=True)
    return block


def _by_hints(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks as their markup hints; a page that is hinted away as a whole keeps its paragraphs."""
    if sum(b.end - b.start for b in blocks if b.hint is None) >= _TEXT_MIN:
        return tuple(blocks)
    return tuple(replace(b, hint=None) if _is_paragraph(text[b.start : b.end]) else b for b in blocks)


def _is_paragraph(line: str) -> bool:
    return len(line) >= 80 and ends_sentence(line)


def _kept(root: Any) -> str:
    """Return trafilatura's main text, each paragraph without its spaces, on lines of their own."""
    import trafilatura  # half a second that text pages need not pay

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        text = trafilatura.extract(root, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False)
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError):
        return ""
    return "\n" + "\n".join(_SPACE.sub("", line.lstrip("-| ")) for line in (text or "").splitlines()) + "\n"
