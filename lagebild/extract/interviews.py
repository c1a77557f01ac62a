"""Answers of an interview: lines that begin with a speaker's name and a colon (`Wolf: Das hoffe ich.`), without quotation marks."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from lagebild.extract.drafts import Draft, Reading
from lagebild.model import within

_LONGEST_LABEL = 5
_LINES = 4
_AGAIN = 2
_SENTENCE_ENDS = frozenset('.!?…“”"«)')
_IN_NAMES = ("PROPN", "NOUN", "ADJ", "X")


def answers(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with each labelled line as direct speech; what is summed up or goes on within a line is part of it.

    Only texts with several such lines and a label that comes again are interviews: `Zutaten: …` is none.
    """
    labelled = [(first, colon) for first in _line_starts(reading) if (colon := _label_end(reading, first)) > first]
    counts = Counter(reading.parse.text[reading.tokens[a].start : reading.tokens[b].start] for a, b in labelled)
    if len(labelled) < _LINES or max(counts.values()) < _AGAIN:
        return drafts
    ends = [*(first for first, _ in labelled[1:]), len(reading.tokens)]
    found = [_answer(reading, first, colon, end) for (first, colon), end in zip(labelled, ends, strict=True)]
    inner = ("Reported", "FreeIndirect", "IndirectFreeIndirect")
    starts = [f.hull[0] for f in found]
    kept = [d for d in drafts if d.type not in inner or not _within_one(d, found, starts)]
    return kept + found


def _within_one(draft: Draft, answers_: list[Draft], starts: list[int]) -> bool:
    """Tell whether a draft lies within one of the answers, which begin at `starts` and lie apart."""
    at = bisect_right(starts, draft.hull[0]) - 1
    return at >= 0 and within(draft.hull, answers_[at].hull)


def _line_starts(reading: Reading) -> list[int]:
    """Return the first words of lines, marks of indentation or lists in front of them left out."""
    text, tokens = reading.parse.text, reading.tokens
    found: list[int] = []
    fresh = True
    for i, token in enumerate(tokens):
        fresh = fresh or "\n" in text[tokens[i - 1].end : token.start]
        if fresh and token.pos != "PUNCT":
            found.append(i)
            fresh = False
    return found


def _label_end(reading: Reading, first: int) -> int:
    """Return the index of the colon behind a name that begins a line and is followed by plain words, or -1."""
    tokens = reading.tokens
    last = min(len(tokens) - 2, first + _LONGEST_LABEL)
    colon = next((i for i in range(first + 1, last + 1) if tokens[i].text == ":"), -1)
    if colon < 0 or "\n" in reading.parse.text[tokens[first].start : tokens[colon + 1].start] or tokens[colon + 1].pos == "PUNCT":
        return -1
    label = [t for t in tokens[first:colon] if t.text != "."]
    named = any(t.pos == "PROPN" or t.ner for t in label)
    return colon if named and all(t.pos in _IN_NAMES and t.text[:1].isupper() for t in label) else -1


def _ends(reading: Reading, last: int) -> bool:
    """Tell whether a paragraph ends behind a token: at an empty line, or where a sentence ends with its line (lines may be wrapped)."""
    tokens = reading.tokens
    gap = reading.parse.text[tokens[last].end : tokens[last + 1].start]
    return gap.count("\n") > 1 or ("\n" in gap and tokens[last].text[-1] in _SENTENCE_ENDS)


def _answer(reading: Reading, first: int, colon: int, end: int) -> Draft:
    """Return what follows the label of tokens `[first, colon]` up to the end of its paragraph, `end` (the next label) at the latest."""
    tokens = reading.tokens
    last = colon + 1
    while last + 1 < end and not _ends(reading, last):
        last += 1
    number = bisect_right(reading.units, colon + 1, key=lambda u: u.first) - 1
    draft = Draft("Direct", [(tokens[colon + 1].start, tokens[last].end)], number)
    draft.frame, draft.speaker = [(tokens[first].start, tokens[colon].end)], [(tokens[first].start, tokens[colon - 1].end)]
    return draft
