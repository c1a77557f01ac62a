"""The facts that a document tells, in its order: figures, dates, names, quotations and rare words, each with what it weighs.

Weights come from the language's static rarity and from the figures themselves; none depends on what else a case holds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple

from lagebild.extract.numerals import Numerals, digits_value
from lagebild.lang.pack import load_pack
from lagebild.link.outlets import OutletNames
from lagebild.link.rarity import Rarity, terms
from lagebild.link.rewrites.told import Told
from lagebild.link.words import normal, sentences, sound
from lagebild.model import Span, Spans, overlaps

RARE_WORD: Final = 3.0  # idf from which a word is a fact: it stands in at most every twentieth document
_REMEMBERED: Final = 100_000  # words whose reading is kept at hand
MOST_WORDS: Final = 260  # of one document, the first
_STATE: Final = 1.5
_NAMED: Final = {"person": 1.0, "organization": 1.0, "place": 1.0, "facility": 1.0, "treaty": 1.0, "equipment": 1.0, "event": 0.7}
_WORD: Final = re.compile(r"\d[\d.,\u00a0\u202f]*\d|[^\W_]+")
_DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T.*)?$")
_QUOTED: Final = 4  # words that a quotation must have


class Fact(NamedTuple):
    """A fact: two are the same where kind and key are. `span` is its first occurrence in the text."""

    kind: str
    key: str
    weight: float
    start: int
    end: int


class Quoted(NamedTuple):
    """A quotation by its words (stems and figures)."""

    words: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FactList:
    """What a document tells, in order; each fact once.

    `name` and `outlet` are the name of its outlet and its key, `title` the rare terms of the title, `credited` (kind, key of the outlet);
    `marks` counts the marks of a translation, `spellings` are (sound, spelling) of persons, `sentences` the spans of its sentences.
    """

    doc: int
    id: str
    name: str
    outlet: str
    published: str | None
    lang: str
    facts: tuple[Fact, ...]
    title: tuple[str, ...]
    quotes: tuple[Quoted, ...]
    credited: tuple[tuple[str, str], ...]
    marks: int
    spellings: tuple[tuple[str, str], ...]
    sentences: Spans

    def as_json(self) -> dict[str, Any]:
        """Return plain lists and values, to be stored; `from_json` reads them."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> FactList:
        """Return what `as_json` gave, also after it went through JSON text."""
        lists = ("title", "credited", "spellings", "sentences")
        plain = {k: tuple(tuple(x) if isinstance(x, list) else x for x in data[k]) for k in lists}
        facts = tuple(Fact(*f) for f in data["facts"])
        return cls(**{**data, **plain, "facts": facts, "quotes": tuple(Quoted(tuple(q[0]), q[1], q[2]) for q in data["quotes"])})


class Words(NamedTuple):
    """What the facts of a language are read with. `read` gives of a word its value as a number (None of most), its term and rarity."""

    rarity: Rarity
    read: Callable[[str], tuple[float | None, str, float]]
    outlets: OutletNames
    marks: re.Pattern[str]


@lru_cache(maxsize=8)
def words_of(lang: str) -> Words:
    """Return it; raises PackError where the language has no pack."""
    pack = load_pack(lang)
    marks = pack.toml("translations.toml")["marks"] if (pack.folder / "translations.toml").is_file() else ["(?!)"]
    rarity, numerals = Rarity.load(lang), pack.get(Numerals.from_pack)

    @lru_cache(maxsize=_REMEMBERED)
    def read(word: str) -> tuple[float | None, str, float]:
        value = digits_value(word) if word[0].isdigit() else numerals.word(word) if word[1:].islower() else None
        term = next(iter(terms(word, lang)), "") if value is None else ""
        return value, term, rarity.of(term) if term else 0.0

    return Words(rarity, read, OutletNames((), lang), re.compile("|".join(f"(?:{m})" for m in marks)))


def facts(told: Told) -> FactList:
    """Return the facts of a document."""
    words = words_of(told.lang)
    found = sorted(_within(_all(told, words), told.body), key=lambda f: (f.start, f.end, f.kind, f.key))
    once: dict[tuple[str, str], Fact] = {}
    for fact in found:
        once.setdefault((fact.kind, fact.key), fact)
    return FactList(
        told.doc, told.id, told.outlet or "", words.outlets.key(told.outlet or ""), told.published, told.lang, tuple(once.values()),
        tuple(dict.fromkeys(t for t in terms(told.title, told.lang) if words.rarity.of(t) >= RARE_WORD)),
        tuple(_quoted(told, words)), tuple(sorted({(c.kind, words.outlets.key(c.origin)) for c in told.credits})),
        sum(1 for a, b in told.body for _ in words.marks.finditer(told.text, a, b)), tuple(sorted(_spellings(told))),
        tuple(s for a, b in told.body for s in sentences(told.text, a, b)),
    )  # fmt: skip


def _within(found: Iterable[Fact], body: Spans) -> Iterator[Fact]:
    starts = [a for a, _ in body]
    for f in found:
        k = bisect_right(starts, f.start) - 1
        if k >= 0 and f.end <= body[k][1]:
            yield f


def _all(told: Told, words: Words) -> Iterator[Fact]:
    taken: list[Span] = []
    for figure in told.figures:
        taken.append(figure.span)
        value = figure.value if figure.upper is None else (figure.value + figure.upper) / 2
        yield Fact("figure", figure_key(value, figure.unit), figure_weight(value), *figure.span)
    for when in told.times:
        taken.append(when.span)
        weight = date_weight(when.value, told.published)
        if weight:
            yield Fact("date", when.value[:10], weight, *when.span)
    for m in told.names:
        weight, key = _name(m.kind, m.name, m.country, words, told.lang)
        if key:
            taken += [m.span] if m.kind != "state" else []
            yield Fact("name", key, weight, *m.span)
    yield from _words(told, words, sorted(taken))


def _words(told: Told, words: Words, taken: Sequence[Span]) -> Iterator[Fact]:
    """Yield the rare words and bare numbers outside figures, dates and names."""
    count, at = 0, 0
    for a, b in told.body:
        for m in _WORD.finditer(told.text, a, b):
            while at < len(taken) and taken[at][1] <= m.start():
                at += 1
            if at < len(taken) and overlaps(taken[at], m.span()):
                continue
            value, term, weight = words.read(m.group())
            if value is not None:
                yield Fact("figure", figure_key(value, ""), figure_weight(value), *m.span())
            elif weight >= RARE_WORD and count < MOST_WORDS and not m.group()[0].isdigit():
                count += 1
                yield Fact("word", term, weight, *m.span())


def figure_key(value: float, unit: str) -> str:
    """Return what one figure shares in all wordings: its value, and whether it is a percentage, a sum of money or a plain number."""
    kind = "%" if unit in ("percent", "share") else unit if len(unit) == 3 and unit.isupper() else ""
    return f"{value:g}{kind}"


def figure_weight(value: float) -> float:
    """Return how much it says that two texts share a figure: 3 says little, 12,347 much; by its digits without end zeros, then its size."""
    digits = f"{abs(value):.6g}".replace(".", "").strip("0") if abs(value) < 1e15 else "1"
    size = min(len(f"{abs(value):.0f}"), 7)
    return min(1.2 + 2.0 * (max(len(digits), 1) - 1) + 0.5 * (size - 1), 8.0)


def date_weight(value: str, published: str | None) -> float:
    """Return how much a date says: days around the publication little, days far from it more, months and years little."""
    day = _DAY.match(value)
    if day is None:
        return 1.0 if re.fullmatch(r"\d{4}(?:-\d{2})?", value) else 0.0
    try:
        apart = abs((date.fromisoformat(day[1]) - date.fromisoformat((published or "")[:10])).days)
    except ValueError:
        return 2.0
    return 0.7 if apart <= 2 else 2.0 if apart <= 7 else 4.0


def _name(kind: str, name: str, country: str | None, words: Words, lang: str) -> tuple[float, str]:
    """Return weight and key of a name: of a person the last name by its sound, of a state its code."""
    if kind == "state" and country:
        return _STATE, f"state {country}"
    if kind not in _NAMED or not name:
        return 0.0, ""
    spelled = normal(name)
    if not spelled:
        return 0.0, ""
    weight = max((words.rarity.of(t) for t in terms(name, lang)), default=0.0) * _NAMED[kind]
    if kind == "person":
        last = spelled.split()[-1]
        return weight, f"person {sound(last)}"
    return weight, f"name {spelled}"


def _spellings(told: Told) -> set[tuple[str, str]]:
    lasts = {normal(m.name).split()[-1] for m in told.names if m.kind == "person" and normal(m.name)}
    return {(sound(last), last) for last in lasts}


def _quoted(told: Told, words: Words) -> Iterator[Quoted]:
    for a, b in told.quotes:
        held = tuple(dict.fromkeys(terms(told.text[a:b], told.lang)))
        if len(held) >= _QUOTED:
            yield Quoted(held, a, b)
