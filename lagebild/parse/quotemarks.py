"""Pair quotation marks, whole and broken, within a span of text.

One pass with a stack; every step looks at a bounded number of characters and stack items, so the time is linear in the
length of the span. Paragraphs bound a quotation, unless the first mark of the next paragraph plainly closes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lagebild.lang.pack import Pack
from lagebild.model import Span

DEPTH = 6
LONG_LINE = 120
_PARAGRAPH = re.compile(r"\n[ \t\r\f\v\u00a0]*\n")
_ENDINGS = frozenset('.!?…:“”"»«)‘')
_OPENING_CONTEXT = frozenset("([{-–—/„‚»«›‹“\"'‘…:")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: its marks, what stands between them, and its depth (0 for the outermost).

    `open` is empty (a zero-width span) where the opening mark is missing; `close` is None where the closing mark is.
    `broken` tells that a mark is missing; a quotation that the next paragraph takes up with a new opening mark is not broken.
    """

    open: Span
    close: Span | None
    inner: Span
    depth: int = 0
    broken: bool = False

    @property
    def span(self) -> Span:
        """The quotation with its marks."""
        return self.open[0], self.close[1] if self.close else self.inner[1]


@dataclass(frozen=True)
class Marks:
    """The marks of a language: closers and level (2 double, 1 single) by opening mark."""

    closers: dict[str, str]
    level: dict[str, int]
    stray: frozenset[str]
    apostrophes: frozenset[str]
    pattern: re.Pattern[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> Marks:
        data = pack.toml("grammar.toml")["quotemarks"]
        closers = {o: c for o, c, _ in data["pairs"]}
        level = {o: n for o, _, n in data["pairs"]}
        every = set(closers) | set("".join(closers.values()))
        pattern = re.compile("[" + re.escape("".join(sorted(every))) + "]")
        return cls(closers, level, frozenset(data["closing_only"]), frozenset(data["apostrophes"]), pattern)


@dataclass(slots=True)
class _Open:
    """An opening mark that waits for its partner; `end` is set when it is known."""

    start: int
    mark: str
    width: int
    level: int
    paragraph: int
    close: int = -1
    limit: int = -1
    broken: bool = False


def quotations(text: str, span: Span, pack: Pack) -> tuple[Quotation, ...]:
    """Return the quotations of ``text[span[0]:span[1]]`` in order of their start; they nest or lie apart, never overlap."""
    marks = pack.get(Marks.from_pack)
    ends = _paragraph_ends(text, span)
    found = _pair(text, span, ends, marks)
    return _settle(text, found)


def _paragraph_ends(text: str, span: Span) -> list[int]:
    """Return where paragraphs end: at blank lines, after lines that end like a sentence, after very long lines, at the span's end."""
    ends: list[int] = []
    line, at = span[0], text.find("\n", span[0], span[1])
    while at >= 0:
        last = _last_char(text, line, at)
        following = text.find("\n", at + 1, span[1])
        blank = following >= 0 and text[at + 1 : min(following, at + 9)].strip() == "" and following - at < 9
        if blank or last in _ENDINGS or at - line > LONG_LINE or not last:
            ends.append(at)
        line, at = at + 1, following
    ends.append(span[1])
    return ends


def _last_char(text: str, start: int, end: int) -> str:
    """Return the last character of a line that is no blank ("" for a blank line); looks back 16 characters at most."""
    return text[max(start, end - 16) : end].rstrip()[-1:]


def _pair(text: str, span: Span, ends: list[int], marks: Marks) -> list[_Open]:
    done: list[_Open] = []
    stack: list[_Open] = []
    paragraph, begin = 0, span[0]
    for match in marks.pattern.finditer(text, span[0], span[1]):
        at, mark = match.start(), match.group()
        if at > ends[paragraph]:
            before = paragraph
            while at > ends[paragraph]:
                paragraph += 1
            begin = ends[paragraph - 1]
            _turn_page(text, span, stack, at, mark, (before, paragraph, ends), marks)
        opens, closes = _context(text, span, at)
        if _close(stack, at, mark, opens and not closes, marks):
            begin = at + 1 if not stack else begin
        elif not _open(text, stack, done, at, mark, (opens, closes, paragraph), marks):
            begin = _stray(done, stack, at, mark, (closes, begin, paragraph), marks)
    for item in stack:
        item.limit = ends[item.paragraph] if item.limit < 0 else item.limit
        item.broken = True
    return done


def _turn_page(text: str, span: Span, stack: list[_Open], at: int, mark: str, pages: tuple[int, int, list[int]], marks: Marks) -> None:
    """Settle what is open when the next mark stands in a later paragraph: keep the outermost only if that mark plainly closes it."""
    before, now, ends = pages
    opens, closes = _context(text, span, at)
    goes_on = bool(stack) and closes and not opens and now - before <= 2 and mark in marks.closers[stack[0].mark] and stack[0].level == 2
    anew = opens and not text[ends[now - 1] : min(at, ends[now - 1] + 16)].strip() and at - ends[now - 1] < 16
    for item in stack[1:] if goes_on else stack:
        item.limit = ends[item.paragraph]
        item.broken = not anew
    del stack[1 if goes_on else 0 :]


def _context(text: str, span: Span, at: int) -> tuple[bool, bool]:
    """Tell whether a mark may open and may close by its neighbours. Free on both sides, or tight on both, it may do both."""
    left = text[at - 1] if at > span[0] else " "
    right = text[at + 1] if at + 1 < span[1] else " "
    free_left = left.isspace() or left in _OPENING_CONTEXT
    if left.isspace() and right.isspace():
        return True, True
    opens = free_left and not right.isspace() and right not in ",.;!?:)]"
    closes = not left.isspace() and not (right.isalnum() and free_left)
    if not opens and not closes:
        return True, True
    return opens, closes


def _close(stack: list[_Open], at: int, mark: str, only_opens: bool, marks: Marks) -> bool:
    """Close the nearest open quotation that `mark` fits; what stands above it on the stack ends here unclosed."""
    if only_opens:
        return False
    for k in range(len(stack) - 1, max(-1, len(stack) - 1 - DEPTH), -1):
        if mark in marks.closers[stack[k].mark]:
            for item in stack[k + 1 :]:
                item.limit, item.broken = at, True
            stack[k].close = at
            del stack[k:]
            return True
    return False


def _open(text: str, stack: list[_Open], done: list[_Open], at: int, mark: str, state: tuple[bool, bool, int], marks: Marks) -> bool:
    opens, closes, paragraph = state
    if not opens or mark not in marks.closers or (mark in marks.apostrophes and (closes or _is_apostrophe(text, at))):
        return False
    item = _Open(at, mark, 1, marks.level[mark], paragraph)
    stack.append(item)
    done.append(item)
    return True


def _is_apostrophe(text: str, at: int) -> bool:
    """Tell apostrophes at a word's start: '90er, 's, 'n."""
    word = text[at + 1 : at + 4]
    return word[:1].isdigit() or (word[:1].islower() and not word[1:2].isalpha())


def _stray(done: list[_Open], stack: list[_Open], at: int, mark: str, state: tuple[bool, int, int], marks: Marks) -> int:
    """Note a closing mark without an opening one: its quotation begins after the last one of the paragraph, or with the paragraph.

    Return where the next such quotation could begin.
    """
    closes, begin, paragraph = state
    if not closes or mark not in marks.stray or any(item.level == 2 for item in stack):
        return begin
    for item in stack:
        item.limit = at
    stack.clear()
    done.append(_Open(begin, mark, 0, 2, paragraph, close=at, broken=True))
    return at + 1


def _settle(text: str, found: list[_Open]) -> tuple[Quotation, ...]:
    """Set the ends of unclosed quotations (at the next double mark or the paragraph's end), drop apostrophes, count depths."""
    following = -1
    kept: list[Quotation] = []
    for item in reversed(found):
        if item.close < 0 and item.level == 1:
            continue
        if item.close < 0 and 0 <= following < item.limit:
            item.limit = following
        kept.append(_quotation(text, item))
        if item.level == 2 or item.start < following < item.close:
            following = item.start
    out: list[Quotation] = []
    open_ends: list[int] = []
    for quotation in sorted(kept, key=lambda q: (q.open[0], -q.span[1])):
        while open_ends and open_ends[-1] <= quotation.open[0]:
            open_ends.pop()
        out.append(replace(quotation, depth=len(open_ends)) if open_ends else quotation)
        open_ends.append(quotation.span[1])
    return tuple(out)


def _quotation(text: str, item: _Open) -> Quotation:
    start = item.start + item.width
    end = item.close if item.close >= 0 else max(start, item.limit)
    if item.width == 0:
        start += _blanks(text[start : min(end, start + 64)])
        return Quotation((start, start), (end, end + 1), (start, end), broken=True)
    if item.close < 0:
        end -= _blanks(text[max(start, end - 64) : end][::-1])
        return Quotation((item.start, start), None, (start, end), broken=item.broken)
    return Quotation((item.start, start), (end, end + 1), (start, end), broken=item.broken)


def _blanks(piece: str) -> int:
    return len(piece) - len(piece.lstrip())
