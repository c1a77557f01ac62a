"""How a known name is used where it stands: does it count at all, and is it a state, a place, or its inhabitants?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, TypeAlias

from lagebild.extract.gazetteer import Hit
from lagebild.lang.pack import Pack
from lagebild.model import Mention, MentionKind, content_id
from lagebild.parse.base import Parse, Token

DEMONYM = "demonym"
_UNIT = 2  # letters of a unit that may look like a state: "16 GB"
Bearing: TypeAlias = Literal["foreign", "several", "there"]


@dataclass(frozen=True)
class UsageWords:
    """The small words of the pack's mentions.toml."""

    locative: frozenset[str]
    genitive: frozenset[str]
    seated: frozenset[str]
    determiners: frozenset[str]
    definite: frozenset[str]
    plural: frozenset[str]
    joining: frozenset[str]
    datelines: frozenset[str]
    media_nouns: tuple[str, ...]
    media_before: frozenset[str]
    media_verbs: tuple[str, ...]
    quotes: frozenset[str]
    closing: frozenset[str]
    own_land: frozenset[str]
    codes: dict[str, str]
    foreign: frozenset[str]
    several: frozenset[str]
    one_a_state: frozenset[str]
    there: frozenset[str]
    seats_of: frozenset[str]
    against: frozenset[str]
    federal: tuple[str, ...]
    federations: tuple[str, ...]
    wider: dict[str, tuple[str, ...]]
    general: dict[str, frozenset[str]]
    meant: dict[str, dict[str, str]]
    joint: str
    lands: frozenset[str]
    near: frozenset[str]
    amounts: frozenset[str]
    in_short: frozenset[str]
    stateless: tuple[str, ...]
    charge: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> UsageWords:
        data = pack.toml("mentions.toml")
        return cls(
            locative=frozenset(data["locative"]),
            genitive=frozenset(data["genitive"]),
            seated=frozenset(data["seated"]),
            determiners=frozenset(data["determiners"]),
            definite=frozenset(data["definite"]),
            plural=frozenset(data["plural"]),
            joining=frozenset(data["joining"]),
            datelines=frozenset(data["datelines"]),
            media_nouns=tuple(data["media_nouns"]),
            media_before=frozenset(data["media_before"]),
            media_verbs=tuple(data["media_verbs"]),
            quotes=frozenset(data["opening_quotes"]),
            closing=frozenset(data["closing_quotes"]),
            own_land=frozenset(data["own_land"]),
            codes=dict(data["codes"]),
            foreign=frozenset(_stem(w) for w in data["foreign"]),
            several=frozenset(_stem(w) for w in data["several"]),
            one_a_state=frozenset(data["one_a_state"]),
            there=frozenset(_stem(w) for w in data["there"]),
            seats_of=frozenset(data["seats_of"]),
            against=frozenset(data["against"]),
            federal=tuple(data["federal"]),
            federations=tuple(data["federations"]),
            wider=_wider(data["wider"]),
            joint=data["joint"],
            lands=frozenset(data["states"]["lands"]),
            near=frozenset(data["near"]),
            amounts=frozenset(data["amounts"]),
            charge=frozenset(data["charge"]),
            stateless=tuple(data["stateless"]),
            in_short=frozenset(data["abbreviations"]["in_short"]),
            general={word: frozenset(codes) for word, codes in data["general"].items()},
            meant={word: dict(names) for word, names in data["meant"].items()},
        )

    def federation(self, home: str | None) -> str:
        """Return whose a federal body is: the document's country's where that is a federation, else the likeliest one's."""
        return home if home is not None and home in self.federations else self.federations[0]

    def bearing(self, word: str) -> Bearing | None:
        """Tell how an adjective or quantifier bears on whose a party is; None for most words."""
        stem = _stem(word)
        return "foreign" if stem in self.foreign else "several" if stem in self.several else "there" if stem in self.there else None


def _wider(table: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Turn wider word → offices into office → wider words."""
    found: dict[str, tuple[str, ...]] = {}
    for wide, offices in table.items():
        for office in offices:
            found[office] = (*found.get(office, ()), wide)
    return found


def _stem(word: str) -> str:
    """Return an adjective without its ending; crude, but the same for the table and the text."""
    return word.casefold().rstrip("nrsme")


def counts(hit: Hit, parse: Parse, words: UsageWords) -> bool:
    """Tell whether the name is meant: everyday words that are also media or towns need a sign of it, and no unit follows a number."""
    before = parse.tokens[hit.first - 1] if hit.first else None
    unit = hit.whole and hit.span[1] - hit.span[0] == _UNIT and parse.text[slice(*hit.span)].isupper()
    if before is not None and before.pos == "NUM" and unit:
        return False
    if before is not None and hit.entry.kind == "place" and (before.text in words.amounts or before.text[:1].isdigit()):
        return False
    if hit.entry.cue:
        return _is_medium(hit, parse, words)
    token = parse.tokens[hit.first]
    if not hit.whole and (hit.entry.form == "people" or token.text.partition("-")[0].casefold() in words.against):
        return False
    bare = hit.entry.kind == "place" and hit.last - hit.first == 1 and not (hit.entry.role == "area" and hit.entry.country)
    if bare and token.pos == "NOUN" and token.ner != "LOC":
        return not (before and before.text in words.determiners)
    return not (hit.entry.form == "people" and token.pos in ("VERB", "AUX"))


def _is_medium(hit: Hit, parse: Parse, words: UsageWords) -> bool:
    if not hit.first:
        return False
    tokens, k = parse.tokens, hit.first - 1
    quoted = tokens[k].text in words.quotes
    if quoted and k:
        k -= 1
    noun = tokens[k].text.casefold().endswith(words.media_nouns)
    after = parse.tokens[hit.last] if hit.last < len(parse.tokens) else None
    closes = after is not None and after.text in words.quotes
    rest = parse.text[hit.span[1] : parse.tokens[hit.last - 1].end]
    compound = rest.startswith("-") and rest.casefold().endswith(words.media_nouns)
    spelled = (
        hit.last - hit.first > 1
        and tokens[hit.first].text.lower() not in words.determiners
        and all(t.text[:1].isupper() for t in (tokens[hit.first], tokens[hit.last - 1]))
    ) or (after is not None and after.text.startswith(words.media_verbs))
    return (
        noun or spelled or (quoted and closes and tokens[k].text in words.media_before) or compound or parse.tokens[hit.first].ner == "ORG"
    )


@lru_cache(maxsize=1 << 14)
def entity_id(kind: str, *name: str | None) -> str:
    """Return the id of an entity by its name, or of a state by its code; remembered, as most names come again."""
    return content_id(kind, *name)


def previous_word(hit: Hit, parse: Parse, words: UsageWords) -> Token | None:
    """Return the word that governs the name: the one before it; articles, adjectives and names joined to it are passed over."""
    k = hit.first - 1
    while k >= 0 and parse.sentence_number(k) == parse.sentence_number(hit.first):
        t = parse.tokens[k]
        if t.text in words.joining and k and parse.tokens[k - 1].pos == "PROPN":
            k -= 2
        elif t.text in words.determiners or t.pos == "ADJ":
            k -= 1
        else:
            return t
    return None


def is_located(hit: Hit, parse: Parse, words: UsageWords) -> bool:
    """Tell whether the state or capital is where something is (True) or acts, is acted on, or owns (False).

    A capital without a preposition acts, but for a dateline ("Berlin (dpa)") and the town before its state ("Lima, Peru").
    """
    if not hit.whole:
        return False
    before = previous_word(hit, parse, words)
    if before is not None:
        beside = before.i > 0 and before.text in words.genitive and parse.tokens[before.i - 1].text in words.near
        return beside or before.text in words.locative
    if hit.entry.form != "capital" or hit.last >= len(parse.tokens):
        return False
    return hit.first == parse.sentence_of(hit.first).first and parse.tokens[hit.last].text in words.datelines


def hit_mention(hit: Hit, parse: Parse, words: UsageWords) -> Mention:
    """Return the mention that a known name makes."""
    entry = hit.entry
    kind: MentionKind = entry.kind
    name = entry.name
    if entry.form == "people" or _is_inhabitant(hit, parse):
        return _inhabitants(hit, parse, words)
    if entry.form in ("name", "capital") and entry.country and entry.role != "seat" and kind in ("state", "place"):
        located = is_located(hit, parse, words)
        if entry.form == "capital":
            kind = "place" if located else "state"
        elif kind == "state" and located:
            kind = "place"
    if kind == "state" and entry.speaks_for:
        return Mention(hit.span, "organization", name, entity_id("state", entry.speaks_for), entry.speaks_for, entry.role)
    identity = entity_id("state", entry.country) if kind == "state" or entry.kind == "state" else entity_id(kind, name)
    return Mention(hit.span, kind, name, identity, entry.country, DEMONYM if entry.form == "adjective" else entry.role)


def named_state(mention: Mention, states: dict[str, str]) -> Mention:
    """Give a capital that stands for its state the state's name."""
    if mention.kind == "state" and mention.role is None and mention.country in states:
        return replace(mention, name=states[mention.country])
    return mention


def _is_inhabitant(hit: Hit, parse: Parse) -> bool:
    """A capitalised demonym adjective without a noun behind it: "die Deutschen"."""
    token = parse.tokens[hit.first]
    if (
        hit.entry.form != "adjective"
        or hit.entry.kind != "state"
        or not hit.whole
        or hit.last - hit.first != 1
        or not token.text[0].isupper()
    ):
        return False
    following = parse.tokens[hit.last] if hit.last < len(parse.tokens) else None
    noun_follows = following is not None and following.text[:1].isupper()
    return not noun_follows and token.pos in ("NOUN", "PROPN") and hit.first != parse.sentence_of(hit.first).first


def _inhabitants(hit: Hit, parse: Parse, words: UsageWords) -> Mention:
    token, entry = parse.tokens[hit.last - 1], hit.entry
    article = parse.tokens[hit.first - 1].text.lower() if hit.first else ""
    several = token.number != "Sing" or (entry.form == "adjective" and token.text.endswith("n") and article in words.plural)
    plural = entry.plural if entry.plural != entry.singular else several
    return Mention(hit.span, "group" if plural else "person", entry.name, content_id("people", entry.country, plural), entry.country)
