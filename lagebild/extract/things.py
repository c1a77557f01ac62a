"""Named things that are no party: treaties, facilities, weapons, events; and what only the parser's entity tags know."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from lagebild.lang.pack import Pack
from lagebild.model import Mention, MentionKind, content_id
from lagebild.parse.base import Parse

_KINDS: tuple[MentionKind, ...] = ("treaty", "facility", "equipment", "event")
_ENDINGS = ("", "s", "es", "n", "en")


@dataclass(frozen=True)
class ThingWords:
    """Ends of words by kind, inflected; `common` ends make a thing only as part of a compound; `lengths`: those of the ends, longest first."""

    ends: dict[str, MentionKind]
    lengths: tuple[int, ...]
    common: frozenset[str]
    weapons: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> ThingWords:
        data = pack.toml("mentions.toml")["things"]
        ends: dict[str, MentionKind] = {}
        for kind in _KINDS:
            for end in data[kind]:
                for ending in _ENDINGS:
                    ends.setdefault(end + ending, kind)
        common = frozenset(end + ending for end in data["common"] for ending in _ENDINGS)
        lengths = tuple(sorted({len(end) for end in ends}, reverse=True))
        return cls(ends, lengths, common, frozenset(data["weapon_names"]))

    def kind(self, word: str) -> MentionKind | None:
        """Return the kind of thing that a capitalised word names by its end."""
        if word in self.weapons:
            return "equipment"
        low = word.casefold()
        for n in self.lengths:
            if n <= len(low) and low[-n:] in self.ends and (len(low) > n or low not in self.common):
                return self.ends[low[-n:]]
        return None


def find_things(parse: Parse, held: Container[int], pack: Pack) -> list[Mention]:
    """Return things by their words, and organizations and places that the parser tags; `held` tokens are named already."""
    words = pack.get(ThingWords.from_pack)
    found: list[Mention] = []
    kinds: dict[str, MentionKind | None] = {}
    skip = 0
    for t in parse.tokens:
        if t.i < skip or not t.text[:1].isupper() or t.i in held or not (t.ner or t.pos in ("NOUN", "PROPN", "X", "")):
            continue
        if t.text not in kinds:
            kinds[t.text] = words.kind(t.text)
        kind, skip = kinds[t.text], t.i + 1
        if kind is None and t.ner in ("ORG", "LOC"):
            kind = "organization" if t.ner == "ORG" else "place"
            while skip < len(parse.tokens) and parse.tokens[skip].ner == t.ner and not parse.tokens[skip].ner_begin and skip not in held:
                skip += 1
        if kind is not None:
            span = parse.span_of(t.i, skip)
            name = parse.text[span[0] : span[1]]
            found.append(Mention(span, kind, name, content_id(kind, name)))
    return found
