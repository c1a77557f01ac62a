"""Abbreviations that a text brings in for its own use: "Gewerkschaft der Hafenarbeiter Nord (GHN)"; later the abbreviation alone.

The long form is found as Schwartz and Hearst do (A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text, PSB
2003): from right to left each letter of the abbreviation in the words before the bracket, its first at the start of a word. For an
abbreviation that a table knows as something else each letter must begin a word.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from lagebild.extract.usage import UsageWords
from lagebild.model import Mention, Span, content_id, overlaps
from lagebild.parse.base import Parse

_ABBREVIATION = re.compile(r"(?=(?:.*[A-ZÄÖÜ]){2})[A-ZÄÖÜ][A-Za-zÄÖÜäöüß0-9.&\-]{1,9}")
_WORD = re.compile(r"[^\W\d_]+")
_BREAK = re.compile(r"[(),;:„“\"»«]")
_COVERS = 0.6  # of its long form: what a mention must hold to be its body


@dataclass(frozen=True, slots=True)
class Introduced:
    """`short` stands for the words at `span`; `initials`: each of its letters begins one of them."""

    short: str
    span: Span
    initials: bool


def introduced(parse: Parse, names: Container[int], words: UsageWords) -> list[Introduced]:
    """Return the abbreviations that the text explains, in brackets or behind "kurz". `names`: tokens of personal names."""
    found = []
    small = words.determiners
    for t in parse.tokens[:-1]:
        if t.text not in words.in_short:
            continue
        short = parse.tokens[t.i + 1]
        closed = t.text != "(" or (t.i + 2 < len(parse.tokens) and parse.tokens[t.i + 2].text in (")", ",", ";"))
        end = t.i - (t.text != "(" and parse.tokens[t.i - 1].text == ",")
        if closed and end > 0 and end - 1 not in names and _ABBREVIATION.fullmatch(short.text):
            whole = _long_form(parse, end, short.text, small)
            found += [whole] if whole is not None else []
    return found


def _long_form(parse: Parse, end: int, short: str, small: Container[str]) -> Introduced | None:
    """Return what the abbreviation stands for among the words that end before token `end`."""
    letters = [c.casefold() for c in short if c.isalpha()]
    most = min(len(letters) + 5, 2 * len(letters))
    first = max(parse.sentence_of(end - 1).first, end - most)
    start, stop = parse.tokens[first].start, parse.tokens[end - 1].end
    text = parse.text[start:stop].casefold()
    if len(text) != stop - start:
        return None
    at = len(text)
    for k in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and (text[at] != letters[k] or (k == 0 and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
    while stop > start + at and not parse.text[stop - 1].isalnum():
        stop -= 1
    span = (start + at, stop)
    words = _WORD.findall(parse.text[span[0] : span[1]])
    if len(words) < 2 or words[0] in small or not words[0][:1].isupper() or short in words or _BREAK.search(parse.text[span[0] : stop]):
        return None
    initials = [w[0].casefold() for w in words]
    return Introduced(short, span, all(c in initials for c in letters) and initials[0] == letters[0])


def with_abbreviations(parse: Parse, found: Sequence[Mention], pairs: Sequence[Introduced], known: Container[Span]) -> list[Mention]:
    """Return the mentions with each abbreviation standing for the body that its long form names. `known`: spans of names in the tables."""
    out = list(found)
    for pair in pairs:
        places = [t.span for t in parse.tokens if t.text == pair.short]
        if any(p in known for p in places) and not pair.initials:
            continue
        body = _body(parse, out, pair, known)
        out = [m for m in out if m.span not in places and m.span != pair.span]
        out += [replace(body, span=place, role=None) for place in [pair.span, *places]]
    return out


def _body(parse: Parse, found: Sequence[Mention], pair: Introduced, known: Container[Span]) -> Mention:
    """Return the mention of the long form: a known body, or one of that name, of the state that its words tell."""
    name = parse.text[pair.span[0] : pair.span[1]]
    size = pair.span[1] - pair.span[0]
    inside = [m for m in found if overlaps(m.span, pair.span)]
    whole = [m for m in inside if m.kind in ("organization", "media", "group") and m.span[1] - m.span[0] >= _COVERS * size]
    if whole and whole[0].span in known:
        return whole[0]
    described = next((m for m in inside if m.kind == "organization" and m.span[0] <= pair.span[0] + 1), None)
    return Mention(pair.span, "organization", name, content_id("organization", name), described.country if described else None)
