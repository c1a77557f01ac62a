"""What the parts of the statement stage share: units of reading, cues, and statements in the making."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cached_property

from lagebild.extract.clausal import Clause, ClauseWords, clauses_of
from lagebild.extract.cues import CueKind, Entry, SpeechLexicon
from lagebild.extract.judge import Judge
from lagebild.extract.mend import mended
from lagebild.lang.pack import Pack
from lagebild.model import Span, StatementType
from lagebild.parse.base import Parse, Token
from lagebild.parse.quotemarks import Quotation, quotations

LONGEST_UNIT = 600
_SHORTEST = 3
_PLAIN = 3


@dataclass(slots=True)
class Quoted:
    """A quotation of a unit: its token range (marks included), and the quotations right inside it."""

    mark: Quotation
    first: int
    last: int
    inner: list[Quoted] = field(default_factory=list)


@dataclass(slots=True)
class Unit:
    """A sentence, or several that one quotation holds together: tokens `[first, last)`, clauses, outermost quotations."""

    first: int
    last: int
    clauses: list[Clause]
    quotes: list[Quoted]
    opaque: frozenset[int]
    paragraph: bool = False

    def clause_at(self, i: int) -> Clause | None:
        return next((c for c in self.clauses if c.holds(i)), None)

    def content_first(self, before: int) -> int:
        """Return where what stands before token `before` begins: behind the last colon or semicolon, else with the unit."""
        return max((c.first for c in self.clauses if c.first < before and c.before in (":", ";")), default=self.first)

    def end_with_subordinates(self, clause: Clause, stops: tuple[str, ...] = ()) -> int:
        """Return the end of a clause with the subordinate clauses that hang on it, but for those behind one of the marks `stops`."""
        inside, end = {clause.index}, clause.last
        for c in self.clauses:
            if c.index > clause.index and c.parent in inside and c.kind != "main" and c.before not in stops:
                inside.add(c.index)
                end = max(end, c.last)
        return end


@dataclass(slots=True)
class Cue:
    """Words of saying: token indices, the clause that they rule, and what the lexicon knows (None where only the form speaks)."""

    kind: CueKind
    tokens: tuple[int, ...]
    clause: Clause
    entry: Entry | None
    verb: int = -1
    passive: bool = False
    negated: bool = False
    phrase: tuple[int, ...] = ()


@dataclass(slots=True, eq=False)
class Draft:
    """A statement in the making; spans are characters. `meant` is who `nach eigenen Angaben` means: the speaker's span stays the phrase."""

    type: StatementType
    quote: list[Span]
    unit: int
    cue: Cue | None = None
    cue_spans: list[Span] = field(default_factory=list)
    frame: list[Span] = field(default_factory=list)
    speaker: list[Span] = field(default_factory=list)
    addressee: list[Span] = field(default_factory=list)
    parent: Draft | None = None
    source: Draft | None = None
    meant: Span | None = None

    @property
    def hull(self) -> Span:
        if len(self.quote) == 1:
            return self.quote[0]
        return min(s for s, _ in self.quote), max(e for _, e in self.quote)


@dataclass(frozen=True)
class Reading:
    """A document as this stage reads it."""

    parse: Parse
    units: tuple[Unit, ...]
    lexicon: SpeechLexicon
    pack: Pack
    judge: Judge

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return self.parse.tokens

    @cached_property
    def lows(self) -> list[str]:
        """All tokens in lower case."""
        return [t.text.lower() for t in self.parse.tokens]

    @cached_property
    def lemmas(self) -> list[str]:
        """The lemmas of all tokens in lower case."""
        return [t.lemma.lower() for t in self.parse.tokens]

    def low(self, i: int) -> str:
        """Return token `i` in lower case."""
        return self.lows[i]


def read_units(parse: Parse, pack: Pack, judge: Judge | None = None) -> Reading:
    """Cut a parsed document into units with their clauses and quotations; `judge` takes the place of the pack's own."""
    lexicon = pack.get(SpeechLexicon.from_pack)
    parse = mended(parse, lexicon.first_adverbs, lexicon.people, pack.rules("konjunktiv").mood)
    words = pack.get(ClauseWords.from_pack)
    marks = _outer_quotations(parse, pack, lexicon)
    units = []
    starts = [q.first for q in marks]
    for first, last in _unit_ranges(parse, marks):
        quotes = [q for q in marks[bisect_left(starts, first) : bisect_left(starts, last)] if q.last <= last]
        opaque = frozenset(i for q in quotes for i in range(q.first, q.last))
        gap = parse.text[parse.tokens[first - 1].end : parse.tokens[first].start] if first else "\n\n"
        units.append(Unit(first, last, clauses_of(parse, first, last, opaque, words), quotes, opaque, "\n" in gap))
    return Reading(parse, tuple(units), lexicon, pack, judge or pack.get(Judge.from_pack))


def _outer_quotations(parse: Parse, pack: Pack, lexicon: SpeechLexicon) -> list[Quoted]:
    if not parse.tokens:
        return []
    found: list[Quoted] = []
    for q in quotations(parse.text, (parse.tokens[0].start, parse.tokens[-1].end), pack):
        at = parse.at(q.span) if q.depth < 2 else range(0)
        if len(at) and q.depth == 0:
            found.append(_closed(Quoted(q, at[0], at[-1] + 1), parse, lexicon))
        elif len(at) and found and at[-1] < found[-1].last:
            found[-1].inner.append(Quoted(q, at[0], at[-1] + 1))
    return found


def _closed(quoted: Quoted, parse: Parse, lexicon: SpeechLexicon) -> Quoted:
    """End a quotation without its closing mark in front of its frame: `„Das reicht, sagte X.`"""
    if quoted.mark.close is not None or not quoted.mark.broken:
        return quoted
    for k in range(quoted.first + _SHORTEST, quoted.last - 1):
        token = parse.tokens[k]
        frames = any(e.strength >= _PLAIN and e.takes("a") for e in lexicon.verbs.whole.get(token.text, ()))
        behind = parse.tokens[k - 1].text == "," and token.verbform == "Fin" and token.mood != "Sub" and token.person != "1"
        if frames and behind:
            inner = (quoted.mark.inner[0], parse.tokens[k - 2].end)
            return Quoted(replace(quoted.mark, inner=inner), quoted.first, k - 1)
    return quoted


def _unit_ranges(parse: Parse, marks: list[Quoted]) -> list[tuple[int, int]]:
    """Join sentences that one closed quotation spans, up to LONGEST_UNIT tokens."""
    ends = {s.last for s in parse.sentences}
    for q in marks:
        if q.last - q.first <= LONGEST_UNIT:
            ends.difference_update(range(q.first + 1, q.last))
    ranges, start = [], 0
    for end in sorted(ends):
        if end > start:
            ranges.append((start, end))
            start = end
    if start < len(parse.tokens):
        ranges.append((start, len(parse.tokens)))
    return ranges


def trimmed(parse: Parse, first: int, last: int, marks: str = ",;:–—-. ") -> Span | None:
    """Return the character span of tokens `[first, last)` without marks at its ends; None where nothing is left."""
    tokens = parse.tokens
    while first < last and tokens[first].text in marks:
        first += 1
    while last > first and tokens[last - 1].text in marks:
        last -= 1
    return (tokens[first].start, tokens[last - 1].end) if first < last else None


def spans_of(parse: Parse, indices: list[int]) -> list[Span]:
    """Return the character spans of token indices, neighbours joined."""
    out: list[tuple[int, int]] = []
    for i in sorted(set(indices)):
        if out and out[-1][1] == i:
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    return [(parse.tokens[a].start, parse.tokens[b - 1].end) for a, b in out]
