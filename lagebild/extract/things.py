"""Named things that are no party: treaties, facilities, weapons, events; and what only the parser's entity tags know."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import lru_cache

from lagebild.extract.usage import entity_id
from lagebild.lang.pack import Pack
from lagebild.model import Mention, MentionKind
from lagebild.parse.base import Parse

_KINDS: tuple[MentionKind, ...] = ("treaty", "facility", "equipment", "event")
_SHORTEST, _LONGEST = 2, 6
_REMEMBERED = 1 << 14
_ENDINGS = ("", "s", "es", "n", "en")


class ThingWords:
    """Ends of words by kind, inflected; `common` ends make a thing only as part of a compound; `no_bodies` are capitals that name none.

    Look-ups are remembered.
    """

    def __init__(self, ends: dict[str, MentionKind], common: frozenset[str], weapons: frozenset[str], no_bodies: frozenset[str]) -> None:
        self.no_bodies = no_bodies
        self._ends, self._common, self._weapons = ends, common, weapons
        self._lengths = tuple(sorted({len(end) for end in ends}, reverse=True))
        self.kind = lru_cache(maxsize=_REMEMBERED)(self._kind)

    @classmethod
    def from_pack(cls, pack: Pack) -> ThingWords:
        data = pack.toml("mentions.toml")["things"]
        ends: dict[str, MentionKind] = {}
        for kind in _KINDS:
            for end in data[kind]:
                for ending in _ENDINGS:
                    ends.setdefault(end + ending, kind)
        common = frozenset(end + ending for end in data["common"] for ending in _ENDINGS)
        return cls(ends, common, frozenset(data["weapon_names"]), frozenset(pack.toml("mentions.toml")["abbreviations"]["no_bodies"]))

    def _kind(self, word: str) -> MentionKind | None:
        """Return the kind of thing that a capitalised word names by its end."""
        if word in self._weapons or ("-" in word and word.partition("-")[0] in self._weapons):
            return "equipment"
        low = word.casefold()
        for n in self._lengths:
            if n <= len(low) and low[-n:] in self._ends and (len(low) > n or low not in self._common):
                return self._ends[low[-n:]]
        return None


def _is_acronym(word: str) -> bool:
    """A short word with capitals inside names a body that no table knows ("GdF", "UDD")."""
    return _SHORTEST <= len(word) <= _LONGEST and word.isalpha() and sum(c.isupper() for c in word) >= _SHORTEST


def find_things(parse: Parse, held: Container[int], demonyms: Mapping[int, str | None], pack: Pack) -> list[Mention]:
    """Return things by their words, and organizations and places that the parser tags.

    `held` tokens are named already; `demonyms`: token of a demonym adjective → state, which is also that of the thing behind it.
    """
    words = pack.get(ThingWords.from_pack)
    found: list[Mention] = []
    skip = 0
    for t in parse.tokens:
        if (
            t.i < skip
            or not t.text[:1].isupper()
            or t.i in held
            or t.text in words.no_bodies
            or not (t.ner or t.pos in ("NOUN", "PROPN", "X", ""))
        ):
            continue
        kind, skip = words.kind(t.text), t.i + 1
        if kind is None and t.ner in ("", "MISC") and _is_acronym(t.text):
            kind = "organization"
        elif (
            kind is None
            and (t.ner == "ORG" or (t.ner == "LOC" and t.i > 0 and parse.tokens[t.i - 1].pos == "ADP"))
            and (t.pos != "NOUN" or t.text[1:2].isupper())
        ):
            kind = "organization" if t.ner == "ORG" else "place"
            while skip < len(parse.tokens) and parse.tokens[skip].ner == t.ner and not parse.tokens[skip].ner_begin and skip not in held:
                skip += 1
        if kind is not None:
            span = parse.span_of(t.i, skip)
            name = parse.text[span[0] : span[1]]
            found.append(Mention(span, kind, name, entity_id(kind, name), demonyms.get(t.i - 1)))
    return found
