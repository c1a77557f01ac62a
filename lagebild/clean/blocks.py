"""Blocks: the lines or paragraphs of a text, as spans; the unit that regions are labelled by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lagebild.model import RegionKind

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'“”»«’‘)\]]*$")
_WRAP_MIN, _WRAP_MAX, _WRAP_SLACK = 45, 110, 30


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch `[start, end)` of the text without white space at its ends.

    `hint` is what the page's markup says of it (`weak`: where its own words say nothing); `gap` tells whether an empty
    line (or block border) stands before it.
    """

    start: int
    end: int
    gap: bool = True
    hint: RegionKind | None = None
    weak: bool = False


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does, closing quotation marks and brackets aside."""
    return _ENDS_SENTENCE.search(line[-6:]) is not None


def _lines(text: str) -> list[Block]:
    found: list[Block] = []
    last = 0
    for m in _LINE.finditer(text):
        raw = m.group()
        stripped = raw.strip()
        if not stripped:
            continue
        start = m.start() + len(raw) - len(raw.lstrip())
        between = text[last:start]
        breaks = between.count("\n") or between.count("\r") or len(between)
        found.append(Block(start, start + len(stripped), gap=not found or breaks > 1))
        last = start + len(stripped)
    return found


def _wrapped(text: str, run: list[Block]) -> bool:
    """Tell whether a run of adjacent lines is one paragraph broken at a fixed width."""
    if len(run) < 3:
        return False
    widths = [b.end - b.start for b in run]
    longest = max(widths)
    if not _WRAP_MIN <= longest <= _WRAP_MAX or min(widths[:-1]) < longest - _WRAP_SLACK:
        return False
    open_ended = sum(not ends_sentence(text[b.start : b.end]) for b in run[:-1])
    return open_ended * 2 > len(run) - 1


def _unwrap(text: str, run: list[Block]) -> list[Block]:
    return [Block(run[0].start, run[-1].end, gap=run[0].gap)] if _wrapped(text, run) else run


def split_blocks(text: str) -> list[Block]:
    """Return the blocks of a plain text: its lines, lines of a hard-wrapped paragraph joined."""
    found: list[Block] = []
    run: list[Block] = []
    for block in _lines(text):
        if block.gap and run:
            found += _unwrap(text, run)
            run = []
        run.append(block)
    return found + (_unwrap(text, run) if run else [])
