"""Named things that are no party: treaties, facilities, weapons, events; and what only the parser's entity tags know."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.lang.pack import Pack
from lagebild.model import Mention, MentionKind, content_id
from lagebild.parse.base import Parse

_KINDS: tuple[MentionKind, ...] = ("treaty", "facility", "equipment", "event")


@dataclass(frozen=True)
class ThingWords:
    """Ends of words by kind; `common` ends make a thing only as part of a compound."""

    ends: dict[str, MentionKind]
    longest: int
    common: frozenset[str]
    weapons: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> ThingWords:
        data = pack.toml("mentions.toml")["things"]
        ends: dict[str, MentionKind] = {end: kind for kind in _KINDS for end in data[kind]}
        return cls(ends, max(map(len, ends)), frozenset(data["common"]), frozenset(data["weapon_names"]))

    def kind(self, word: str) -> MentionKind | None:
        """Return the kind of thing that a capitalised word names by its end."""
        if word in self.weapons:
            return "equipment"
        low = word.casefold()
        for n in range(min(len(low), self.longest + 2), 2, -1):
            for stem in (low[-n:], low[-n:].removesuffix("es"), low[-n:].removesuffix("s")):
                kind = self.ends.get(stem)
                if kind and (len(low) > n or stem not in self.common):
                    return kind
        return None


def find_things(parse: Parse, held: set[int], pack: Pack) -> list[Mention]:
    """Return things by their words, and organizations and places that the parser tags; `held` tokens are named already."""
    words = pack.get(ThingWords.from_pack)
    found: list[Mention] = []
    i = 0
    while i < len(parse.tokens):
        t = parse.tokens[i]
        end = i + 1
        if i not in held and t.text[:1].isupper():
            kind = words.kind(t.text) if t.pos in ("NOUN", "PROPN", "X", "") else None
            if kind is None and t.ner in ("ORG", "LOC"):
                kind = "organization" if t.ner == "ORG" else "place"
                while end < len(parse.tokens) and parse.tokens[end].ner == t.ner and not parse.tokens[end].ner_begin and end not in held:
                    end += 1
            if kind is not None:
                span = parse.span_of(i, end)
                name = parse.text[span[0] : span[1]]
                found.append(Mention(span, kind, name, content_id(kind, name)))
        i = end
    return found
