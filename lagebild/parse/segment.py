"""Split a region's text into sentences by rule.

Every candidate (a sentence-final mark, a line break) is judged by a bounded number of characters around it, so the time is linear
in the length of the text, whatever the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lagebild.lang.pack import Pack
from lagebild.model import Span

WORD = 40
WRAP_WIDTHS = (30, 120)
_CANDIDATE = re.compile(r"[.!?…]|\n")
_FINAL = frozenset(".!?…")
_CLOSERS = frozenset("“”\"'’‘«»‹›)]")
_AMBIGUOUS = frozenset("“”\"'«»‹›‘")
_OPENERS = frozenset("„‚»«›‹“”\"'([–—-‘")
_INNER_DOT = re.compile(r"\.[^\W\d_A-Z]")
_ROMAN = re.compile(r"[IVX]{1,6}$")


@dataclass(frozen=True)
class SentenceWords:
    """The words that tell a full stop at a sentence's end from others; all in lower case."""

    abbreviations: frozenset[str]
    may_end: frozenset[str]
    letter_parts: frozenset[str]
    openers: frozenset[str]
    after_ordinal: frozenset[str]
    continuing: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> SentenceWords:
        data = pack.toml("grammar.toml")["sentences"]
        names = ("abbreviations", "may_end", "letter_parts", "openers", "after_ordinal", "continuing")
        return cls(*(frozenset(data[name]) for name in names))


def sentences(text: str, span: Span, pack: Pack) -> list[Span]:
    """Return the sentences of ``text[span[0]:span[1]]``, trimmed, in order; together they hold every character that is no blank."""
    words = pack.get(SentenceWords.from_pack)
    wrap = _wrap_width(text, span)
    out: list[Span] = []
    start, resume, line = span[0], span[0], span[0]
    for match in _CANDIDATE.finditer(text, span[0], span[1]):
        at = match.start()
        if at < resume:
            continue
        if text[at] == "\n":
            end, resume = (at, at + 1) if _line_ends(text, (line, at), span, wrap, words) else (-1, at + 1)
            line = at + 1
        else:
            end, resume = _mark_ends(text, at, span, words)
        if end >= 0:
            _add(out, text, start, end)
            start = end
    _add(out, text, start, span[1])
    return out


def _add(out: list[Span], text: str, start: int, end: int) -> None:
    """Append the trimmed span, if anything is in it; marks alone go to the sentence before."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        out.append((start, end))


def _mark_ends(text: str, at: int, span: Span, words: SentenceWords) -> tuple[int, int]:
    """Judge the sentence-final mark at `at`: return (where the sentence ends or -1, where to go on)."""
    stop = at + 1
    while stop < span[1] and text[stop] in _FINAL:
        stop += 1
    end = stop
    while end < span[1] and text[end] in _CLOSERS and not _opens_here(text, end, span):
        end += 1
    if end >= span[1]:
        return end, end
    following = text[end]
    if not following.isspace():
        return (end, end) if _space_is_missing(text, at, stop, end, span) else (-1, stop)
    begin = end
    while begin < span[1] and text[begin].isspace() and text[begin] != "\n" and begin - end < WORD:
        begin += 1
    if begin >= span[1] or text[begin] == "\n":
        return -1, end
    ends = _before_next(text, (at, stop, end), begin, span, words)
    return (end if ends else -1), end


def _opens_here(text: str, at: int, span: Span) -> bool:
    """Tell whether the mark at `at`, right after a full stop, opens what follows: it is ambiguous and a word follows without a blank."""
    return text[at] in _AMBIGUOUS and at + 1 < span[1] and text[at + 1].isalnum()


def _space_is_missing(text: str, at: int, stop: int, end: int, span: Span) -> bool:
    """Tell whether a new sentence follows without a blank: lower-case word, mark, capitalised word (``ab.Weiter``), no address or path."""
    following = text[end : end + 2]
    if text[end] in _OPENERS and text[end] not in "-–—'’" and end + 1 < span[1] and text[end + 1].isupper():
        return text[at - 1 : at].islower() and not _address(text, at, span)
    plain = end == stop == at + 1
    if not following[:1].isupper() or not following[1:].islower() or (plain and not text[max(span[0], at - 2) : at].islower()):
        return False
    return at - span[0] >= 2 and not _address(text, at, span)


def _address(text: str, at: int, span: Span) -> bool:
    """Tell whether the blank-free run around `at` looks like an address, a file or a handle."""
    before = text[max(span[0], at - WORD) : at].rsplit(None, 1)[-1:]
    behind = text[at + 1 : min(span[1], at + WORD)].split(None, 1)[:1]
    if any(mark in run for run in before + behind for mark in ("/", "@", "www", "_", "#", "\\")):
        return True
    return any(_INNER_DOT.search(run) for run in behind)


def _before_next(text: str, marks: tuple[int, int, int], begin: int, span: Span, words: SentenceWords) -> bool:
    """Decide whether a sentence ends at a mark that a blank and the word at `begin` follow."""
    at, stop, end = marks
    first = begin
    while first < span[1] and first - begin < 4 and text[first] in _OPENERS:
        first += 1
    dash = text[begin] in "–—-" and first < span[1] and text[first].isspace()
    if dash:
        first += 1
    char = text[first : first + 1]
    if not char or char.islower() or char in ",;:)/.!?":
        return False
    if text[at] != "." or end > stop:
        return not (dash and end > stop) and (text[at] != "…" or _ellipsis_ends(text, at, first, span, words))
    if stop - at > 1:
        return _ellipsis_ends(text, at, first, span, words)
    return _full_stop_ends(text, at, first, begin, span, words)


def _ellipsis_ends(text: str, at: int, first: int, span: Span, words: SentenceWords) -> bool:
    """An ellipsis ends a sentence where it is tied to the word before, or where what follows is no noun."""
    tied = at > span[0] and text[at - 1].isalpha()
    return tied or _word_at(text, first, span).lower() in words.openers


def _full_stop_ends(text: str, at: int, first: int, begin: int, span: Span, words: SentenceWords) -> bool:
    before = _word_before(text, at, span)
    following = _word_at(text, first, span)
    opener = following[:1].isupper() and following.lower() in words.openers
    quoted = first > begin and text[begin] in '„»“"'
    if not before:
        return True
    if before.isdigit():
        return _number_ends(text, at, before, following, opener or quoted, span, words)
    lower = before.lower()
    if len(before) == 1 and before.isalpha():
        return _letter_ends(before, opener, words)
    if _ROMAN.match(before):
        return opener
    if lower in words.may_end:
        return opener or (lower not in words.abbreviations and quoted)
    return lower not in words.abbreviations or _is_noun_or_name(before, lower, opener)


def _is_noun_or_name(before: str, lower: str, opener: bool) -> bool:
    """Some abbreviations are words too (Max., Art., Gen.): capitalised and before an opener such a word ends a sentence."""
    return opener and before[:1].isupper() and len(lower) >= 3


def _number_ends(text: str, at: int, before: str, following: str, opens: bool, span: Span, words: SentenceWords) -> bool:
    """A number and a full stop: an ordinal or date goes on, a year or amount ends the sentence."""
    previous = text[at - len(before) - 1 : at - len(before)] if at - len(before) > span[0] else ""
    if following.lower() in words.after_ordinal:
        return False
    if following[:1].isdigit():
        return len(before) == 4 or previous in (",", ":")
    return opens or len(before) >= 4 or previous in (",", ":", "-", "–", ".")


def _letter_ends(letter: str, opener: bool, words: SentenceWords) -> bool:
    """A single letter is an initial or part of an abbreviation, unless a word follows that opens sentences."""
    if letter.islower():
        return opener or letter not in words.letter_parts
    return opener


def _word_before(text: str, at: int, span: Span) -> str:
    """Return the letters or digits right before `at` (at most WORD); one kind only."""
    k = at
    limit = max(span[0], at - WORD)
    while k > limit and text[k - 1].isalnum() and (k == at or text[k - 1].isdigit() == text[at - 1].isdigit()):
        k -= 1
    return text[k:at]


def _word_at(text: str, first: int, span: Span) -> str:
    k = first
    limit = min(span[1], first + WORD)
    while k < limit and text[k].isalnum():
        k += 1
    return text[first:k]


def _wrap_width(text: str, span: Span) -> int:
    """Return the width at which the text is hard-wrapped, or 0: most lines are nearly as long as the longest."""
    longest = lines = full = 0
    lengths: list[int] = []
    start = span[0]
    while start <= span[1]:
        at = text.find("\n", start, span[1])
        at = span[1] if at < 0 else at
        if at > start:
            lengths.append(at - start)
            longest = max(longest, at - start)
            if longest > WRAP_WIDTHS[1]:
                return 0
        start = at + 1
    lines = len(lengths)
    full = sum(1 for length in lengths if length >= 0.75 * longest)
    return longest if lines >= 3 and longest >= WRAP_WIDTHS[0] and full >= max(2, 0.5 * lines) else 0


def _line_ends(text: str, line: Span, span: Span, wrap: int, words: SentenceWords) -> bool:
    """Judge the line break at ``line[1]``: does a sentence end there?"""
    at = line[1]
    begin = at + 1
    while begin < span[1] and text[begin].isspace() and begin - at < WORD:
        if text[begin] == "\n":
            return True
        begin += 1
    last = text[max(line[0], at - WORD) : at].rstrip()
    if not last or begin >= span[1]:
        return True
    if last[-1] in "-,;" or text[begin].islower():
        return False
    word = _word_before(last, len(last), (0, len(last)))
    if last.rstrip("".join(_CLOSERS))[-1:] in _FINAL:
        return not last.endswith(".") or _full_stop_ends(text, line[0] + len(text[line[0] : at].rstrip()) - 1, begin, begin, span, words)
    if word.lower() in words.continuing and word.islower():
        return False
    return not (wrap and at - line[0] + 1 + len(_word_at(text, begin, span)) >= wrap - 2)
