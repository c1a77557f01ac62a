"""Names of bodies that no table knows, by their shape: a legal form at the end ("Ostsee Solar AG"), English words that join ("Bank of
America"), a state's name that goes on ("China Construction Bank")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lagebild.extract.gazetteer import Entry, Hit
from lagebild.extract.nouns import NounForm
from lagebild.lang.pack import Pack
from lagebild.parse.base import Parse, Token

_LONGEST = 6
_OF_WORDS = 2  # before the word for a body
_NAMING = frozenset(("PROPN", "NOUN", "X", "ADJ", "NUM", ""))


@dataclass(frozen=True)
class CompanyWords:
    """`legal`: legal forms; `joints`: small words inside English names; `kinds`: English words for bodies, one of which such a name holds;
    `and_`: signs between the words of a firm."""

    legal: frozenset[str]
    joints: frozenset[str]
    kinds: frozenset[str]
    and_: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> CompanyWords:
        data = pack.toml("mentions.toml")["companies"]
        return cls(frozenset(data["legal"]), frozenset(data["joints"]), frozenset(data["kinds"]), frozenset(data["and"]))


def with_companies(parse: Parse, hits: Sequence[Hit], nouns: Sequence[NounForm | None], words: CompanyWords) -> list[Hit]:
    """Return the known names with those of bodies by shape put in; a known name inside such a one gives way, or becomes it."""
    starts = {h.first: h for h in hits}
    spans: dict[int, int] = {}
    for t in parse.tokens:
        if t.text in words.legal:
            first = _before_legal(parse, t.i, nouns, words, starts)
            spans |= {first: t.i + 1} if first < t.i else {}
        elif t.text in words.joints and t.i:
            first, last = _around_joint(parse, t.i, words)
            spans |= {first: last} if first < last else {}
        elif t.text in words.kinds and _in_a_run(parse, t):
            first = _run_before(parse, t.i)
            spans |= {first: t.i + 1} if t.i - first >= _OF_WORDS and not any(k in starts for k in range(first, t.i)) else {}
        elif t.ner == "ORG" and t.ner_begin and t.i in starts and starts[t.i].entry.kind in ("state", "place"):
            last = _run(parse, t.i)
            spans |= {t.i: last} if last > starts[t.i].last and starts[t.i].whole and starts[t.i].entry.form != "adjective" else {}
    if not spans:
        return list(hits)
    inside = {i: first for first, last in spans.items() for i in range(first, last)}
    kept = [h for h in hits if h.first not in inside]
    made = [_hit(parse, first, last, starts.get(first)) for first, last in spans.items() if inside[first] == first]
    return sorted([*kept, *made], key=lambda h: h.first)


def _hit(parse: Parse, first: int, last: int, known: Hit | None) -> Hit:
    """Make a hit of tokens `[first, last)`: a known body with its legal form stays that body."""
    span = parse.span_of(first, last)
    if known is not None and known.entry.kind in ("organization", "media") and known.last >= last - 1:
        return replace(known, span=span, last=last)
    return Hit(span, first, last, Entry("organization", parse.text[span[0] : span[1]], None), True)


def _capital(t: Token) -> bool:
    return t.text[:1].isupper() and t.pos in _NAMING


def _before_legal(parse: Parse, i: int, nouns: Sequence[NounForm | None], words: CompanyWords, starts: Mapping[int, Hit]) -> int:
    """Return the first token of the name that ends in the legal form at token `i`; "Grazer", and what it is, belong to none."""
    tokens, first, sentence = parse.tokens, i, parse.sentence_of(i).first
    while first > sentence and i - first < _LONGEST:
        t = tokens[first - 1]
        form = nouns[t.i]
        hit = starts.get(t.i)
        if hit is not None and hit.entry.form == "adjective" and first < i and not _calls(parse, t.i, first):
            break
        if "-" in t.text and t.pos == "NOUN" and first < i:
            break
        if form is not None and first < i and form.noun.kind in ("office", "person", "organization", "group", "title"):
            break
        if _capital(t) and not (t.pos == "ADJ" and t.i == sentence):
            first -= 1
        elif t.text in words.and_ and first < i and first - 1 > sentence and _capital(tokens[first - 2]):
            first -= 2
        else:
            break
    return first


def _calls(parse: Parse, i: int, first: int) -> bool:
    """Does the adjective at token `i` belong to a name of common nouns ("Hamburger Hafen AG") rather than stand before a proper one?"""
    return parse.tokens[first].pos == "NOUN"


def _around_joint(parse: Parse, i: int, words: CompanyWords) -> tuple[int, int]:
    """Return the tokens of a name with an English joint at token `i`; none where a side has no capitalised word."""
    tokens, sentence = parse.tokens, parse.sentence_of(i)
    first, last = i, i + 1
    while first > sentence.first and _capital(tokens[first - 1]) and tokens[first - 1].tag != "ART" and i - first < _LONGEST:
        first -= 1
    while last < sentence.last and (_capital(tokens[last]) or tokens[last].text in words.joints) and last - i < _LONGEST:
        last += 1
    while last > i + 1 and not _capital(tokens[last - 1]):
        last -= 1
    named = any(t.text in words.kinds for t in tokens[first:last])
    return (first, last) if first < i and last > i + 1 and named else (i, i)


def _in_a_run(parse: Parse, t: Token) -> bool:
    """Does a word for a body end a tagged name: "Royal Harbour Institute"?"""
    after = parse.tokens[t.i + 1] if t.i + 1 < len(parse.tokens) else None
    return t.ner == "ORG" and (after is None or after.ner != "ORG" or after.ner_begin)


def _run_before(parse: Parse, i: int) -> int:
    """Return the first token of the tagged name that ends with token `i`; an article belongs to none."""
    tokens, first = parse.tokens, i
    while first > 0 and not tokens[first].ner_begin and tokens[first - 1].ner == "ORG" and _capital(tokens[first - 1]):
        first -= 1
    return first + (tokens[first].tag == "ART")


def _run(parse: Parse, i: int) -> int:
    """Return the end of the tagged name that begins at token `i`, as far as its words are capitalised."""
    tokens, last = parse.tokens, i + 1
    while last < len(tokens) and tokens[last].ner == "ORG" and not tokens[last].ner_begin and _capital(tokens[last]):
        last += 1
    return last
