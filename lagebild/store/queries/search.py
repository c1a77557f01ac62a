"""Search by form or lemma, with the places of the hits in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from sqlalchemy import Connection, select

from lagebild.model import Span
from lagebild.store import schema, sqlite
from lagebild.store.queries.documents import infos
from lagebild.store.records import SearchHit

_WORD: Final = re.compile(r"\w+")
_AROUND: Final = 90


def fold(word: str) -> str:
    """Return a word as the index compares it: case and diacritics away."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


def _phrases(query: str) -> list[tuple[list[str], bool]]:
    """Return the word sequences of a query, each with whether its last word is a prefix."""
    found = []
    for k, part in enumerate(query.split('"')):
        for piece in [part] if k % 2 else part.split():
            if words := [fold(w) for w in _WORD.findall(piece)]:
                found.append((words, piece.rstrip().endswith("*")))
    return found


def _matches(words: Sequence[str], phrase: Sequence[str], prefix: bool) -> Iterator[int]:
    last = len(phrase) - 1
    for k in range(len(words) - last):
        if list(words[k : k + last]) == list(phrase[:last]):
            word = words[k + last]
            if word == phrase[last] or (prefix and word.startswith(phrase[last])):
                yield k


def align(lemmas: Sequence[str], forms: Sequence[str]) -> dict[int, int]:
    """Return for the places of lemmas the places of their forms: equal words anchor, words between anchors go in step."""
    found: dict[int, int] = {}
    for tag, a, b, c, d in SequenceMatcher(None, lemmas, forms, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and b - a == d - c):
            found.update(zip(range(a, b), range(c, d), strict=True))
        elif tag == "replace":
            found.update((k, c + min((k - a) * (d - c) // (b - a), d - c - 1)) for k in range(a, b))
    return found


def hit_spans(text: str, lemmas: str, query: str) -> tuple[Span, ...]:
    """Return where the terms of a query stand in a text, by form, or by lemma where no form is equal."""
    places = [m.span() for m in _WORD.finditer(text)]
    forms = [fold(text[a:b]) for a, b in places]
    lemma_words: list[str] | None = None
    step: dict[int, int] = {}
    found: set[Span] = set()
    for phrase, prefix in _phrases(query):
        for k in _matches(forms, phrase, prefix):
            found.add((places[k][0], places[k + len(phrase) - 1][1]))
        if lemma_words is None and lemmas:
            lemma_words = [fold(w) for w in _WORD.findall(lemmas)]
            step = align(lemma_words, forms)
        for k in _matches(lemma_words or (), phrase, prefix):
            first, last = step.get(k), step.get(k + len(phrase) - 1)
            if first is not None and last is not None and 0 <= last - first < len(phrase) + 2:
                found.add((places[first][0], places[last][1]))
    return tuple(sorted(found))


def _snippet(text: str, spans: Sequence[Span]) -> Span:
    """Return the stretch of text that shows most of the hits, cut at spaces."""
    if not spans:
        return 0, min(len(text), 2 * _AROUND)
    best = max(spans, key=lambda s: (sum(s[0] <= t[0] < s[0] + 2 * _AROUND for t in spans), -s[0]))
    start, end = max(0, best[0] - _AROUND), min(len(text), best[1] + 2 * _AROUND)
    space = text.find(" ", start, best[0])
    start = space + 1 if start and space >= 0 else start
    space = text.rfind(" ", best[1], end)
    return start, space if end < len(text) and space > 0 else end


def search(connection: Connection, query: str, limit: int = 20) -> list[SearchHit]:
    """Return the best documents for words and "phrases" (all must occur, as form or lemma; `word*` is a prefix)."""
    ranked = sqlite.search_rows(connection, query, limit)
    known = infos(connection, [pk for pk, _ in ranked])
    d = schema.documents.c
    hits = []
    for pk, score in ranked:
        row = connection.execute(select(d.text, d.lemmas).where(d.pk == pk)).one()
        spans = hit_spans(row.text, row.lemmas, query)
        start, end = _snippet(row.text, spans)
        hits.append(SearchHit(known[pk], row.text[start:end], start, spans, -score))
    return hits
