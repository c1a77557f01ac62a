"""A document's lines with its statements marked: coloured by stance, and in numbered brackets that show what lies in what.

Passages that stand in other documents too are marked likewise, in brackets of their own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lagebild.model import Span
from lagebild.present.cli.style import REUSED, STANCE
from lagebild.present.text import safe

if TYPE_CHECKING:
    from rich.text import Text

    from lagebild.present.reuse import Reuse
    from lagebild.store.records import StoredDocument, StoredStatement

READABLE: Final = frozenset({"headline", "dateline", "byline", "body", "caption", "credit"})
_OUTSIDE: Final = 1 << 40  # longer than any quote: brackets of shared passages lie outside of those of statements
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Line:
    """One line of the text that is not empty: its span, whether it is more than rubble, and the statements in it, by number."""

    start: int
    end: int
    readable: bool
    statements: list[int] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)
    reused: list[int] = field(default_factory=list)


def lines_of(found: StoredDocument, reuse: Sequence[Reuse] = ()) -> list[Line]:
    """Return the lines of a document with the places, in `found.statements`, of those whose quotes touch them, or begin in them.

    Likewise with the places in `reuse` of passages that stand in other documents too, which begin in them.
    """
    lines = list(_lines(found))
    starts, ends = [line.start for line in lines], [line.end for line in lines]
    for n, s in enumerate(found.statements):
        touched = sorted({k for a, b in s.quote for k in range(bisect_right(ends, a), bisect_left(starts, b))})
        for k in touched:
            lines[k].statements.append(n)
        if touched:
            lines[touched[0]].begun.append(n)
    for n, r in enumerate(reuse):
        k = bisect_right(ends, min((a for a, _ in r.spans), default=len(found.text)))
        if k < len(lines):
            lines[k].reused.append(n)
    return lines


def _lines(found: StoredDocument) -> Iterator[Line]:
    at = k = 0
    regions = found.regions
    for line in found.text.split("\n"):
        end = at + len(line)
        if line.strip():
            while k + 1 < len(regions) and regions[k].span[1] <= at:
                k += 1
            yield Line(at, end, not regions or regions[k].kind in READABLE)
        at = end + 1


def raised(number: int) -> str:
    """Return a number in raised digits."""
    return str(number).translate(_RAISED)


def marked(found: StoredDocument, line: Line, reuse: Sequence[Reuse] = ()) -> Text:
    """Return a line of the document with its statements, each piece of a quote between `[¹` and `¹]`, the outer ones outside.

    Passages that stand in other documents too lie between `⟦k1` and `k1⟧`, outside of all.
    """
    from rich.text import Text

    here = [(n + 1, found.statements[n]) for n in line.statements]
    shared = [(n, r, piece) for n, r in enumerate(reuse) for a, b in r.spans if (piece := _within(found.text, line, a, b))]
    marks = sorted((*_brackets(line, here), *_reuse_brackets(shared)))
    out, at = Text(style="" if line.readable else "dim"), line.start
    shift: list[tuple[int, int]] = []
    for place, _, bracket, style in marks:
        out.append(safe(found.text[at:place]))
        shift.append((place, len(bracket)))
        out.append(bracket, style=f"dim {style}".strip())
        at = place
    out.append(safe(found.text[at : line.end]))
    _colour(out, line, here, shared, shift)
    return out


def _within(text: str, line: Line, start: int, end: int) -> Span | None:
    """Return the part of a passage that lies in a line, without blanks at its ends; each line of it is bracketed for itself."""
    start, end = max(start, line.start), min(end, line.end)
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _reuse_brackets(shared: Sequence[tuple[int, Reuse, Span]]) -> Iterator[tuple[int, tuple[int, int, int], str, str]]:
    for n, r, (a, b) in shared:
        yield b, (0, _OUTSIDE, -n), f"\u00a0{r.label}⟧", REUSED[r.certain]
        yield a, (1, -_OUTSIDE, n), f"⟦{r.label}\u00a0", REUSED[r.certain]


def _brackets(line: Line, here: Sequence[tuple[int, StoredStatement]]) -> Iterator[tuple[int, tuple[int, int, int], str, str]]:
    """Yield (place, order, bracket, colour): where pieces meet, those that end close first, the inner before the outer."""
    for number, s in here:
        style = STANCE.get(s.stance, "")
        for a, b in s.quote:
            if line.start < b <= line.end:
                yield b, (0, -a, -number), f"{raised(number)}]", style
            if line.start <= a < line.end:
                yield a, (1, -b, number), f"[{raised(number)}", style


def _colour(
    out: Text, line: Line, here: Sequence[tuple[int, StoredStatement]], shared: Sequence[tuple[int, Reuse, Span]],
    shift: Sequence[tuple[int, int]],
) -> None:  # fmt: skip
    """Style quotes by stance, the inner over the outer, underline who speaks and the words of saying, slant what is shared."""
    places = [place for place, _ in shift]
    sums = [0]
    for _, length in shift:
        sums.append(sums[-1] + length)

    def place(offset: int, after: bool) -> int:
        k = bisect_right(places, offset) if after else bisect_left(places, offset)
        return offset - line.start + sums[k]

    def stylize(style: str, span: Span) -> None:
        a, b = max(span[0], line.start), min(span[1], line.end)
        if a < b and style:
            out.stylize(style, place(a, after=True), place(b, after=False))

    for _, s in sorted(here, key=lambda x: sum(a - b for a, b in x[1].quote)):
        for span in s.quote:
            stylize(STANCE.get(s.stance, "blue"), span)
    for _, s in here:
        for span in (*s.speaker, *s.cue):
            stylize("underline", span)
    for _, r, span in shared:
        if r.certain:
            stylize("italic", span)
