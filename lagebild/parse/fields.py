"""Topological fields: a sentence cut into segments at marks and coordinators, and what the verbs of a segment tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lagebild.lang.pack import Pack
from lagebild.parse.base import Token

_BREAKS = frozenset(",;:–—-…!?()[]")
HARD = frozenset(":;!?")
PAIRS = {"(": ")", "[": "]", "„": '“”"', "»": "«", "«": "»", "“": "”“", "‚": "‘’", '"': '"', "``": "''"}
_MARKS = frozenset(".`'/")
_INFINITIVE_TAGS = ("VVINF", "VAINF", "VMINF", "VVIZU")
RELATIVE_TAGS = ("PRELS", "PRELAT")
QUOTES = frozenset("„“”\"»«‚‘›‹'’`") | {"``", "''"}


@dataclass(frozen=True)
class ClauseWords:
    """The closed classes that open clauses; all in lower case."""

    subordinators: frozenset[str]
    infinitive_introducers: frozenset[str]
    comparing: frozenset[str]
    relatives: frozenset[str]
    complementizers: frozenset[str]
    coordinators: frozenset[str]
    before_subordinator: frozenset[str]
    verbless_frames: frozenset[str]
    to: frozenset[str]
    appending: frozenset[str]
    free_relatives: frozenset[str]
    with_to: tuple[str, ...]
    could_be_participle: Callable[[str], bool]

    @classmethod
    def from_pack(cls, pack: Pack) -> ClauseWords:
        grammar = pack.toml("grammar.toml")
        data = grammar["clauses"]
        with_to = tuple(prefix + to for prefix in grammar["konjunktiv"]["prefixes"] for to in data["to"])
        sets = {name: frozenset(data[name]) for name in cls.__dataclass_fields__ if name in data}
        return cls(**sets, with_to=with_to, could_be_participle=pack.rules("konjunktiv").could_be_participle)


@dataclass(slots=True)
class Segment:
    """Tokens between two marks, or a coordinated part of them; `mark` is the mark before it."""

    tokens: list[Token]
    mark: str
    coordinated: bool = False


def is_finite(token: Token) -> bool:
    """Tell whether a token is a finite verb: by its mood, its verb form or its tag, unless the tag is an infinitive's."""
    if token.tag in _INFINITIVE_TAGS:
        return False
    return bool(token.mood) or (token.pos in ("VERB", "AUX") and (token.verbform == "Fin" or token.tag.endswith("FIN")))


def is_particle(token: Token) -> bool:
    """Tell whether a token is a separated verb particle."""
    return token.tag == "PTKVZ" or token.dep in ("compound:prt", "svp")


def segments(tokens: list[Token], words: ClauseWords) -> list[Segment]:
    """Cut at marks, then at coordinators that join clauses."""
    cut: list[Segment] = []
    current = Segment([], "")
    tokens = corrected(tokens, words)
    inside = enclosed(tokens)
    for k, token in enumerate(tokens):
        if token.text in QUOTES or inside.get(k) == "(" or (token.pos == "PUNCT" and (inside.get(k) or set(token.text) <= _MARKS)):
            continue
        tight = token.text == "-" and 0 < k < len(tokens) - 1 and (tokens[k - 1].end == token.start or token.end == tokens[k + 1].start)
        if token.pos == "PUNCT" and set(token.text) <= _BREAKS and not tight:
            if current.tokens:
                cut.append(current)
            current = Segment([], token.text)
        else:
            current.tokens.append(token)
    if current.tokens:
        cut.append(current)
    return [part for segment in cut for part in _split_coordinated(segment, words)]


def _split_coordinated(segment: Segment, words: ClauseWords) -> list[Segment]:
    """Split at a coordinator that stands between two finite verbs, or before a subordinator."""
    parts: list[Segment] = []
    tokens = segment.tokens
    start, mark, coordinated = 0, segment.mark, False
    for k in range(1, len(tokens) - 1):
        if _comma_is_missing(tokens, k, start, words):
            parts.append(Segment(tokens[start:k], mark, coordinated))
            start, mark, coordinated = k, ",", False
            continue
        if tokens[k].text.lower() not in words.coordinators or tokens[k].pos not in ("CCONJ", "SCONJ"):
            continue
        before = any(is_finite(t) for t in tokens[start:k])
        following = tokens[k + 1].text.lower()
        introduced = following in words.subordinators and following not in words.comparing
        if introduced or (before and any(is_finite(t) for t in tokens[k + 1 :])):
            parts.append(Segment(tokens[start:k], mark, coordinated))
            start, mark, coordinated = k, "", True
    parts.append(Segment(tokens[start:], mark, coordinated))
    return parts


def corrected(tokens: list[Token], words: ClauseWords) -> list[Token]:
    """Return the tokens with what is tagged as finite but cannot be made an infinitive.

    That is a form with *zu* inside (*zurückzugewinnen*), and a plural form behind a modal verb of the same field that lacks its infinitive.
    """
    out = _participles(tokens, words)
    modal: int | None = None
    for k, token in enumerate(tokens):
        form = token.text.lower()
        if token.pos == "PUNCT" and token.text not in QUOTES:
            modal = None
        elif (
            token.pos in ("VERB", "ADJ") and form.startswith(words.with_to) and form.endswith("n") and len(form) > 8 and token.tag != "ADJA"
        ):
            out[k] = replace(token, pos="VERB", mood="", verbform="Inf", tag="VVIZU")
        elif modal is not None and token.pos == "VERB" and is_finite(token) and form.endswith("n") and _closes_field(tokens, k):
            out[k] = replace(token, mood="", verbform="Inf", tag="VVINF")
            modal = None
        elif token.pos in ("VERB", "AUX"):
            modal = k if token.tag == "VMFIN" and not _closes_field(tokens, k) else None
    return out


def _participles(tokens: list[Token], words: ClauseWords) -> list[Token]:
    """Settle what is tagged as a participle: finite only in the middle of a field without any other verb."""
    out = list(tokens)
    start = 0
    for k in range(len(tokens) + 1):
        if k < len(tokens) and (tokens[k].pos != "PUNCT" or tokens[k].text in QUOTES):
            continue
        field = range(start, k)
        start = k + 1
        doubtful = [j for j in field if tokens[j].tag == "VVPP" and words.could_be_participle(tokens[j].text)]
        sure = [j for j in field if is_finite(tokens[j]) and j not in doubtful]
        others = sure or has_to([tokens[j] for j in field], words)
        for j in doubtful:
            if others and is_finite(tokens[j]):
                out[j] = replace(tokens[j], mood="", verbform="Part")
            elif not others and len(doubtful) == 1 and field[0] < j < field[-1] and tokens[j].text.endswith("t"):
                out[j] = replace(tokens[j], mood="Ind", verbform="Fin", tag="VVFIN")
    return out


def _closes_field(tokens: list[Token], k: int) -> bool:
    """Tell whether a mark, a coordinator or the end stands behind token `k`."""
    return k + 1 == len(tokens) or tokens[k + 1].pos in ("PUNCT", "CCONJ")


def enclosed(tokens: Sequence[Token]) -> dict[int, str]:
    """Return the places within brackets ("(") and quotations ('"') without a finite verb: nothing there ends a clause."""
    found: dict[int, str] = {}
    opened: tuple[int, str] | None = None
    for k, token in enumerate(tokens):
        if opened is not None and token.text in opened[1]:
            if not any(is_finite(t) for t in tokens[opened[0] : k]):
                kind = "(" if tokens[opened[0]].text in "([" else '"'
                found.update(dict.fromkeys(range(opened[0], k + 1), kind))
            opened = None
        elif opened is None and token.text in PAIRS:
            opened = (k, PAIRS[token.text])
    return found


def _comma_is_missing(tokens: list[Token], k: int, start: int, words: ClauseWords) -> bool:
    """Tell whether an unmistakable subordinator stands at `k` behind a finite verb, without the comma that it should have."""
    word = tokens[k].text.lower()
    if tokens[k].tag in RELATIVE_TAGS and (tokens[k - 1].pos in ("NOUN", "PROPN") or is_finite(tokens[k - 1])):
        return verb_final(tokens[k:])
    if word not in words.subordinators or word in words.comparing or not (tokens[k].pos == "SCONJ" or tokens[k].tag == "KOUS"):
        return False
    if tokens[k - 1].text.lower() in words.before_subordinator or tokens[k - 1].text.lower() in words.coordinators:
        return False
    return any(is_finite(t) for t in tokens[start:k]) and any(is_finite(t) for t in tokens[k + 1 :])


def begins_relative(core: list[Token]) -> bool:
    return any(t.tag in RELATIVE_TAGS for t in core[:2])


def without_coordinator(segment: Segment, words: ClauseWords) -> tuple[list[Token], list[Token]]:
    """Return the segment's tokens without a coordinator at its beginning, and that coordinator."""
    tokens = segment.tokens
    if len(tokens) > 1 and tokens[0].text.lower() in words.coordinators and tokens[0].pos in ("CCONJ", "SCONJ", "ADV"):
        if tokens[0].pos == "ADV" and not is_finite(tokens[1]) and tokens[1].text.lower() not in words.subordinators:
            return tokens, []
        return tokens[1:], tokens[:1]
    return tokens, []


def verb_final(tokens: list[Token]) -> bool:
    """Tell whether the last finite verb stands at the end, but for other verbs and at most a phrase behind the bracket."""
    last = max((k for k, t in enumerate(tokens) if is_finite(t)), default=-1)
    if last <= 0:
        return False
    rest = tokens[last + 1 :]
    while rest and rest[0].pos in ("VERB", "AUX"):
        rest = rest[1:]
    if not rest:
        return True
    before = tokens[last - 1]
    closed = before.verbform in ("Part", "Inf") and before.pos in ("VERB", "AUX")
    return closed or ((rest[0].pos in ("ADP", "SCONJ") or rest[0].tag == "KOKOM") and last >= 3)


def is_determiner(tokens: list[Token], k: int) -> bool:
    """Tell whether the word at `k` goes with a noun right after it, by agreement of place: article, adjectives, noun."""
    j = k + 1
    while j < len(tokens) and tokens[j].pos in ("ADJ", "NUM"):
        j += 1
    return tokens[k].pos == "DET" and j < len(tokens) and tokens[j].pos in ("NOUN",)


def has_to(tokens: list[Token], words: ClauseWords) -> bool:
    """Tell whether the tokens hold an infinitive with *zu*, as a word or inside the verb."""
    for k, token in enumerate(tokens):
        if token.tag == "VVIZU":
            return True
        if token.text.lower() in words.to and k + 1 < len(tokens) and tokens[k + 1].verbform == "Inf":
            return True
    return False
