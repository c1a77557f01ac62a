"""Clauses in the order of the text, cut at punctuation and conjunctions.

German punctuation marks clauses so reliably that a pass over commas, finite verbs and first words finds them without a tree;
what stands in quotation marks counts as one word of its clause. A clause may be interrupted by others (its `parts`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from lagebild.lang.pack import Pack
from lagebild.parse.base import Parse, Token

ClauseKind: TypeAlias = Literal["main", "content", "question", "how", "adverbial", "relative", "infinitive", "fragment"]
_BREAKS = frozenset({",", ":", ";", "–", "—", "-", "(", ")", "[", "]", "!", "?", "…"})
_MARKS = _BREAKS | {"."}
_BRACKETS = {"(": ")", "[": "]"}
_LONGEST_BRACKET = 12
_SHORTEST = 2


@dataclass(frozen=True)
class ClauseWords:
    """First words of clauses, in lower case, by the kind that they open."""

    content: frozenset[str]
    question: frozenset[str]
    how: frozenset[str]
    adverbial: frozenset[str]
    relative: frozenset[str]
    coordinating: frozenset[str]
    bare: frozenset[str]
    infinitive_openers: frozenset[str]
    zu: str
    particles: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> ClauseWords:
        data = pack.toml("attribution.toml")["clauses"]
        names = ("content", "question", "how", "adverbial", "relative", "coordinating", "bare", "infinitive_openers")
        return cls(**{n: frozenset(data[n]) for n in names}, zu=data["zu"], particles=frozenset(pack.rules("verbforms").SEPARABLE))


@dataclass(slots=True)
class Clause:
    """A clause: `parts` are token ranges [first, last) in order, without the breaks round them; `finite` is a token index or -1.

    `before` is the break token's text in front of the first part ("" at the start of the unit); `joined` tells that a coordinating
    conjunction opens the clause; `parent` is the index of the clause that it is subordinate to, or interrupts, or is joined to (-1: none).
    `verb_first` tells that the finite verb stands first. `phrases` and `subjects` keep what `subjects.py` has found in the clause.
    """

    index: int
    kind: ClauseKind
    parts: list[tuple[int, int]]
    finite: int = -1
    parent: int = -1
    before: str = ""
    joined: bool = False
    verb_first: bool = False
    verbs: list[int] = field(default_factory=list)
    _tokens: tuple[int, ...] | None = None
    phrases: list[tuple[int, int]] | None = field(default=None, init=False, repr=False, compare=False)
    subjects: dict[tuple[object, ...], tuple[int, int] | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def first(self) -> int:
        return self.parts[0][0]

    @property
    def last(self) -> int:
        return self.parts[-1][1]

    def tokens(self) -> tuple[int, ...]:
        """Return the indices of the clause's own tokens, in order."""
        if self._tokens is None:
            self._tokens = tuple([i for a, b in self.parts for i in range(a, b)])
        return self._tokens

    def extend(self, first: int, last: int, verbs: list[int]) -> None:
        """Add tokens `[first, last)` with their verbs."""
        self.parts.append((first, last))
        self.verbs.extend(verbs)
        self._tokens = None

    def holds(self, i: int) -> bool:
        return any(a <= i < b for a, b in self.parts)


@dataclass(slots=True)
class _Field:
    first: int
    last: int
    before: str
    finites: list[int]
    verbs: list[int]
    zu: bool


def is_finite(t: Token) -> bool:
    return t.pos in ("VERB", "AUX") and t.verbform == "Fin"


def is_verb(t: Token) -> bool:
    return t.pos in ("VERB", "AUX")


def prefield(clauses: list[Clause], clause: Clause) -> int:
    """Return where a verb-first main clause begins: with the subordinate clause in its first place, if there is one."""
    if not clause.verb_first or clause.joined or clause.kind != "main" or clause.index == 0:
        return clause.first
    front = clauses[clause.index - 1]
    while (
        front.kind in ("infinitive", "relative", "content") and front.parent >= 0 and clauses[front.parent].kind not in ("main", "fragment")
    ):
        front = clauses[front.parent]
    if front.kind == "content" and front.parent == 0 and clauses[0].verb_first and not clauses[0].before:
        return clauses[0].first
    return front.first if front.kind in ("adverbial", "content", "question", "infinitive") else clause.first


def stretches(clause: Clause) -> list[tuple[int, int]]:
    """Return the clause's parts, joined where only a mark stands between them."""
    out: list[tuple[int, int]] = []
    for first, last in sorted(clause.parts):
        if out and first - out[-1][1] <= 1:
            out[-1] = (out[-1][0], last)
        else:
            out.append((first, last))
    return out


def stretch_end(clause: Clause, i: int) -> int:
    """Return the end of the stretch of a clause that holds token `i`."""
    return next((b for a, b in stretches(clause) if a <= i < b), clause.last)


def clauses_of(parse: Parse, first: int, last: int, opaque: frozenset[int], words: ClauseWords) -> list[Clause]:
    """Return the clauses of tokens `[first, last)`. Tokens in `opaque` (inside quotations) neither break nor rule a clause."""
    fields = [piece for f in _fields(parse, first, last, opaque, words) for piece in _split_joined(parse, f, opaque, words)]
    clauses: list[Clause] = []
    for f in fields:
        _place(parse, clauses, f, opaque, words)
    for clause in clauses:
        _begin_content(parse, clauses, clause)
    return clauses


def _begin_content(parse: Parse, clauses: list[Clause], clause: Clause) -> None:
    """Give a subjunctive clause its first place back: `X sagte, der Zug, der am Abend kam, sei voll gewesen`."""
    if not clause.verb_first or clause.joined or clause.kind != "main" or clause.before != "," or clause.finite < 0:
        return
    if parse.tokens[clause.finite].mood != "Sub" or clause.index < _SHORTEST:
        return
    between = clauses[clause.index - 1]
    while between.kind == "relative" and between.parent >= 0 and clauses[between.parent].kind == "relative":
        between = clauses[between.parent]
    host = clauses[between.parent] if between.kind == "relative" and between.parent >= 0 else None
    if host is None or host.finite < 0 or host.kind not in ("main", "how") or len(host.parts) < _SHORTEST:
        return
    first, last = host.parts[-1]
    if last == between.first - 1 and host.finite < first and not any(first <= i < last for i in host.verbs):
        host.parts.pop()
        clause.parts.insert(0, (first, last))
        clause.verb_first = False


def _fields(parse: Parse, first: int, last: int, opaque: frozenset[int], words: ClauseWords) -> list[_Field]:
    out: list[_Field] = []
    start, before = first, ""
    marks = [i for i, t in enumerate(parse.tokens[first:last], first) if t.text in _MARKS]
    closed = _bracketed(parse, marks, last)
    for i in (*(i for i in marks if i not in opaque and i not in closed and _is_break(parse, i)), last):
        if i > start:
            out.append(_field(parse, start, i, before, opaque, words))
            before = ""
        if i < last:
            mark = parse.tokens[i].text
            before = mark if mark in ":;()–—" or not before else before
            start = i + 1
    return out


def _is_break(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    if token.text == ".":
        return parse.sentence_of(i).last == i + 1
    return token.text in _BREAKS and token.pos in ("PUNCT", "SYM", "X", "")


def _bracketed(parse: Parse, marks: list[int], last: int) -> set[int]:
    """Return the tokens of short brackets without a finite verb, marks included: they go with the phrase before them."""
    found: set[int] = set()
    for i in [i for i in marks if parse.tokens[i].text in _BRACKETS]:
        close = _BRACKETS[parse.tokens[i].text]
        for k in range(i + 1, min(last, i + _LONGEST_BRACKET)):
            if is_finite(parse.tokens[k]):
                break
            if parse.tokens[k].text == close:
                found.update(range(i, k + 1))
                break
    return found


def _field(parse: Parse, first: int, last: int, before: str, opaque: frozenset[int], words: ClauseWords) -> _Field:
    tokens = parse.tokens
    verbs = [i for i in range(first, last) if i not in opaque and is_verb(tokens[i])]
    finites = [i for i in verbs if tokens[i].verbform == "Fin"] or _missed_finite(tokens, first, last, verbs, words)
    zu = any(_is_zu_infinitive(tokens, i, first, words) for i in verbs if i not in finites)
    return _Field(first, last, before, finites, verbs, zu)


def _missed_finite(tokens: tuple[Token, ...], first: int, last: int, verbs: list[int], words: ClauseWords) -> list[int]:
    """An infinitive without zu that ends a clause with a subordinator is a plural finite verb taken for an infinitive."""
    if not verbs or verbs[-1] != last - 1:
        return []
    opener = next((i for i in range(first, last) if tokens[i].text.lower() not in words.coordinating), first)
    how = tokens[opener].text.lower() in words.how
    relative = tokens[opener].tag == "PRELS" or (tokens[opener].pos == "ADP" and opener + 1 < last and tokens[opener + 1].tag == "PRELS")
    introduced = how or relative or tokens[opener].tag == "KOUS" or tokens[opener].text.lower() in words.content
    alone = how or (len(verbs) == 1 and last - opener > _SHORTEST)
    if not introduced or tokens[verbs[-1]].verbform not in ("Inf", "", "Part" if alone else ""):
        return []
    return [] if _is_zu_infinitive(tokens, verbs[-1], first, words) else [verbs[-1]]


def _is_zu_infinitive(tokens: tuple[Token, ...], i: int, first: int, words: ClauseWords) -> bool:
    inner = tokens[i].text.find(words.zu, 2)
    if inner > 0 and tokens[i].verbform == "Inf" and tokens[i].text[:inner] in words.particles:
        return True
    return (tokens[i].tag == "VVIZU" and words.zu in tokens[i].text) or (
        i > first and tokens[i - 1].text == words.zu and tokens[i].verbform in ("Inf", "")
    )


def _split_joined(parse: Parse, f: _Field, opaque: frozenset[int], words: ClauseWords) -> list[_Field]:
    """Cut a field before the coordinating conjunction between two finite verbs, or between two participles of one auxiliary."""
    cut = _bare_content(parse, f, opaque, words)
    if cut >= 0:
        return [_field(parse, f.first, cut, f.before, opaque, words), _field(parse, cut, f.last, "", opaque, words)]
    if len(f.finites) < 2:
        return _split_infinitive(parse, f, opaque, words) or _split_participles(parse, f, opaque, words)
    for a, b in zip(f.finites, f.finites[1:], strict=False):
        for i in range(b - 1, a, -1):
            if i not in opaque and parse.tokens[i].text in words.coordinating:
                head = _field(parse, f.first, i, f.before, opaque, words)
                tail = _field(parse, i, f.last, "", opaque, words)
                return [head, *_split_joined(parse, tail, opaque, words)]
    return [f]


def _bare_content(parse: Parse, f: _Field, opaque: frozenset[int], words: ClauseWords) -> int:
    """Return where a content clause begins that no comma sets off (`Er sagte dass er kommt`): right behind the finite verb, or -1."""
    for a, b in zip(f.finites, f.finites[1:], strict=False):
        if a + 1 < b and a + 1 not in opaque and parse.tokens[a + 1].text in words.bare:
            return a + 1
    return -1


def _place(parse: Parse, clauses: list[Clause], f: _Field, opaque: frozenset[int], words: ClauseWords) -> None:
    """Add a field to the clause that it goes on with, or open a new clause."""
    kind, joined, lead = _kind(parse, f, opaque, words)
    open_clause = _open(clauses)
    begins_verb = bool(f.finites) and f.finites[0] == lead
    if kind == "fragment" and not clauses and f.last - f.first > 1 and parse.tokens[lead].text.lower() in words.how:
        kind = "how"
    if kind == "fragment":
        last = clauses[-1] if clauses else None
        target = open_clause or last
        if target is not None and f.before not in (":", ";", "–", "—", "("):
            target.extend(f.first, f.last, f.verbs)
        else:
            clauses.append(Clause(len(clauses), "fragment", [(f.first, f.last)], -1, len(clauses) - 1, f.before, joined, False, f.verbs))
        return
    if open_clause is not None and _resumes(parse, open_clause, f, kind, begins_verb):
        open_clause.extend(f.first, f.last, f.verbs)
        open_clause.finite = f.finites[0]
        open_clause.kind = "main" if open_clause.kind == "fragment" else open_clause.kind
        return
    parent = _parent(clauses, kind, joined)
    finite = f.finites[0] if f.finites else -1
    if kind in ("content", "question", "how", "adverbial", "relative") and f.finites:
        finite = f.finites[-1]
    clauses.append(Clause(len(clauses), kind, [(f.first, f.last)], finite, parent, f.before, joined, begins_verb, list(f.verbs)))


def _split_infinitive(parse: Parse, f: _Field, opaque: frozenset[int], words: ClauseWords) -> list[_Field]:
    """Cut off an infinitive that no comma sets off, behind a particle or participle: `Sie bietet an den Lohn zu erhöhen`."""
    tokens = parse.tokens
    if not f.zu or not f.finites or not f.verbs or f.verbs[-1] != f.last - 1:
        return []
    closing = (i for i in range(f.finites[0] + 1, f.last - _SHORTEST) if i not in opaque)
    at = next((i for i in closing if tokens[i].tag == "PTKVZ" or (tokens[i].tag == "VVPP" and tokens[i].pos == "VERB")), -1)
    if at < 0 or tokens[at + 1].pos not in ("DET", "PRON", "NOUN", "ADP", "ADV", "PROPN", "ADJ"):
        return []
    return [_field(parse, f.first, at + 1, f.before, opaque, words), _field(parse, at + 1, f.last, "", opaque, words)]


def _split_participles(parse: Parse, f: _Field, opaque: frozenset[int], words: ClauseWords) -> list[_Field]:
    """`hat A dementiert und B behauptet`: the second part is a clause that shares the auxiliary."""
    tokens = parse.tokens
    parts = [i for i in f.verbs if tokens[i].verbform == "Part" and i > (f.finites[0] if f.finites else f.last)]
    if len(parts) < 2 or tokens[f.finites[0]].pos != "AUX":
        return [f]
    cut = parts[0] + 1
    if cut < parts[1] and tokens[cut].text in words.coordinating and cut not in opaque and f.verbs[-1] == parts[-1]:
        return [_field(parse, f.first, cut, f.before, opaque, words), _field(parse, cut, f.last, "", opaque, words)]
    return [f]


def _resumes(parse: Parse, clause: Clause, f: _Field, kind: ClauseKind, begins_verb: bool) -> bool:
    """Tell whether a field with the finite verb goes on with a clause that still waits for one."""
    if kind != "main" or f.before not in (",", "–", "—", ")", "-", "") or not f.finites:
        return False
    return begins_verb or clause.kind not in ("fragment", "main") or _apposes(parse, clause, f)


def _apposes(parse: Parse, clause: Clause, f: _Field) -> bool:
    """Tell whether a verb-second field goes on with a noun phrase left open: `Anna Maier, Sprecherin des Amtes sagte`."""
    if parse.tokens[f.finites[0]].mood == "Sub":
        return False
    first, last = parse.tokens[clause.first], parse.tokens[clause.last - 1]
    follows = parse.tokens[f.first].pos in ("DET", "NOUN", "PROPN", "ADJ")
    return f.before == "," and first.pos in ("DET", "NOUN", "PROPN", "ADJ") and last.pos in ("NOUN", "PROPN", "PUNCT", "X") and follows


def _open(clauses: list[Clause]) -> Clause | None:
    """Return the latest clause that still waits for its finite verb."""
    for clause in reversed(clauses):
        if clause.finite < 0 and clause.kind != "infinitive":
            return clause
        if clause.finite >= 0 and clause.kind == "main":
            return None
    return None


def _parent(clauses: list[Clause], kind: ClauseKind, joined: bool) -> int:
    if not clauses:
        return -1
    if kind == "main":
        return next((c.index for c in reversed(clauses) if c.kind == "main"), -1) if joined else -1
    return clauses[-1].index


def _kind(parse: Parse, f: _Field, opaque: frozenset[int], words: ClauseWords) -> tuple[ClauseKind, bool, int]:
    """Return (kind, joined by a conjunction, index of the first token after the conjunction)."""
    tokens = parse.tokens
    lead, joined = f.first, False
    while lead < f.last - 1 and tokens[lead].text.lower() in words.coordinating and lead not in opaque:
        lead, joined = lead + 1, True
    word = tokens[lead].text.lower() if lead not in opaque else ""
    verb_last = bool(f.finites) and all(is_verb(tokens[i]) and i not in opaque for i in range(f.finites[-1], f.last))
    if not f.finites and joined and f.verbs and f.before == "" and tokens[f.last - 1].verbform == "Part":
        return "main", joined, lead
    if not f.finites:
        if f.zu:
            return "infinitive", joined, lead
        if word in words.content:
            return "content", joined, lead
        if word in words.adverbial and len(f.verbs) == 0 and f.last - f.first > 1 and tokens[lead].pos == "SCONJ":
            return "adverbial", joined, lead
        if word in words.relative and tokens[lead].pos == "PRON" and lead > 0 and f.before == ",":
            return "relative", joined, lead
        return "fragment", joined, lead
    if f.finites[0] == lead:
        return "main", joined, lead
    if word in words.content:
        return "content", joined, lead
    late = f.finites[0] > lead + 1
    if word in words.how and (late or verb_last):
        return "how", joined, lead
    if word in words.adverbial and late and tokens[lead].pos not in ("ADP", "PART") and (verb_last or tokens[lead].pos == "SCONJ"):
        return "adverbial", joined, lead
    if f.before == "" and not joined and late and verb_last and word in words.question - words.relative:
        return "question", joined, lead
    if f.before == "," or joined or f.before == "(":
        if word in words.question and word not in words.relative and (late or verb_last):
            return "question", joined, lead
        pron = lead if word in words.relative else lead + 1 if tokens[lead].pos == "ADP" and lead + 1 < f.last else -1
        if pron >= 0 and tokens[pron].text.lower() in words.relative and f.finites[-1] > pron and _relative(tokens, pron, f, verb_last):
            return ("question" if word in words.question and not _after_noun(tokens, f.first) else "relative"), joined, lead
    return "main", joined, lead


def _relative(tokens: tuple[Token, ...], pron: int, f: _Field, verb_last: bool) -> bool:
    """Tell a relative clause (pronoun first, finite verb last) from a main clause that begins with an article."""
    if tokens[pron].pos not in ("DET", "PRON"):
        return verb_last
    if not verb_last and tokens[f.finites[-1]].mood == "Sub" and not _after_noun(tokens, f.first):
        return False
    if tokens[pron].tag in ("PRELS", "PRELAT") or (not tokens[pron].tag and tokens[pron].pos == "PRON"):
        return verb_last or f.finites[-1] > pron + 1
    return verb_last and f.finites[-1] > pron + 2 and _after_noun(tokens, f.first) and tokens[f.finites[-1]].mood != "Sub"


def _after_noun(tokens: tuple[Token, ...], first: int) -> bool:
    k = first - 1
    while k >= 0 and tokens[k].pos == "PUNCT":
        k -= 1
    return k >= 0 and tokens[k].pos in ("NOUN", "PROPN", "PRON", "NUM", "X")
