"""What a language pack knows of names and offices, as linking needs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from lagebild.lang.pack import Pack
from lagebild.link.compare.names import PersonName
from lagebild.link.rarity import Rarity, terms
from lagebild.link.words import normal

_LONG: Final = 6


@dataclass(frozen=True, eq=False)
class NameWords:
    """Words of the pack's names.toml, mentions.toml, states.tsv and entities.toml; names and nouns in small letters without marks.

    `fields`: end of a noun → field; `same`: office → further words for it; `single`: offices of one holder a state; `many`: state →
    those that have several holders there; `states`: (name, code) of all states; `seated`: ends of nouns that belong to the names of bodies;
    `capitals`: (town, code) of the capitals; `of_state`: ends of nouns for bodies of which a state has one, so that its capital's is its
    own; `unseen`: is a word none that the language's documents hold; `titles`: nouns before a name; `nouns`: ends of nouns for bodies;
    `cuts`: particles that are prepositions too; `monarchs`: titles before a single name.
    """

    given: frozenset[str]
    family_first: frozenset[str]
    family_first_states: frozenset[str]
    romanised: frozenset[str]
    particles: frozenset[str]
    marks: frozenset[str]
    fields: Mapping[str, str]
    near: frozenset[frozenset[str]]
    same: Mapping[str, frozenset[str]]
    federal: tuple[str, ...]
    other_office: tuple[str, ...]
    common: frozenset[str]
    monarchs: frozenset[str]
    single: frozenset[str]
    many: Mapping[str, frozenset[str]]
    legal: frozenset[str]
    kinds: frozenset[str]
    small: frozenset[str]
    states: frozenset[tuple[str, str]]
    seated: tuple[str, ...]
    titles: frozenset[str]
    nouns: tuple[str, ...]
    cuts: frozenset[str]
    capitals: frozenset[tuple[str, str]]
    of_state: tuple[str, ...]
    unseen: Callable[[str], bool]

    @classmethod
    def from_pack(cls, pack: Pack) -> NameWords:
        names, own = pack.toml("names.toml"), pack.toml("entities.toml")
        return cls(
            given=_normal({*names["male"], *names["female"]}),
            family_first=_normal(names["family_first"]),
            family_first_states=frozenset(names["family_first_states"]),
            romanised=frozenset((*names["romanised_states"], *own["names"]["other_letters"])),
            particles=_normal(names["particles"]),
            marks=_normal(names["marks"]),
            fields={normal(noun): field for field, nouns in own["fields"].items() for noun in nouns},
            near=frozenset(frozenset(pair) for pair in own["near"]["pairs"]),
            same=_same(own["offices"]),
            federal=tuple(own["names"]["federal"]),
            other_office=tuple(own["names"]["other_office"]),
            common=_normal(own["names"]["common"]),
            monarchs=_normal(own["names"]["single"]),
            single=_normal(own["single"]["offices"]),
            many={state: _normal(offices) for state, offices in own["single"]["not_in"].items()},
            legal=_normal(pack.toml("mentions.toml")["companies"]["legal"]),
            kinds=_normal(own["bodies"]["kinds"]),
            small=_normal(own["bodies"]["small"]),
            seated=tuple(own["bodies"]["seated"]),
            titles=_titles(pack),
            nouns=tuple(
                normal(row["noun"]) for row in pack.table("offices.tsv") if row["class"] == "organization" and len(row["noun"]) >= _LONG
            ),
            cuts=_normal(names["prepositions"]),
            capitals=_capitals(pack),
            of_state=tuple(own["bodies"]["of_state"]),
            unseen=_unseen(pack.lang, pack.get(Rarity.from_pack)),
            states=frozenset((normal(row["name"]), row["code"]) for row in pack.table("states.tsv")),
        )

    def office(self, role: str) -> tuple[str, ...]:
        """Return the words that an office goes by, its own first: *Bundeskanzler* → bundeskanzler, kanzler, regierungschef."""
        return _office(self, role)

    def field(self, role: str) -> str | None:
        """Return the field of an office or calling, by the longest known end of its noun."""
        return _field(self, role)

    def one_holder(self, role: str, country: str | None) -> bool:
        """Tell whether a state has one holder of an office at a time."""
        office = self.office(role)[0]
        return bool(country) and office in self.single and office not in self.many.get(country or "", ())

    def person(self, name: str, country: str | None) -> PersonName:
        """Return the parts of a personal name, whichever stands first."""
        pieces = [normal(piece) for piece in name.split()]
        title = next((p for p in pieces if p in self.monarchs), None)
        pieces = self._cut([p for p in pieces if p and p not in self.marks]) or [normal(name)]
        if len(pieces) == 1 and title is not None and title != pieces[0]:
            return PersonName((title,), pieces[0])
        if len(pieces) == 1:
            return PersonName((), self._bare(pieces[0]))
        split = self._family_at(pieces, country)
        if split == 0:
            return PersonName(tuple(" ".join(pieces[1:]).split()), pieces[0])
        return PersonName(tuple(" ".join(pieces[:split]).split()), self._bare(" ".join(pieces[split:])))

    def _cut(self, pieces: list[str]) -> list[str]:
        """Leave out what a reading took into a name: a noun or preposition before it, a preposition with a body behind it."""
        while len(pieces) > 1 and (pieces[0] in self.titles or pieces[0].endswith(self.nouns)):
            pieces = pieces[1:]
        if len(pieces) > 2 and pieces[0] in self.cuts and pieces[1] not in self.particles:
            pieces = pieces[1:]
        behind = (
            k for k in range(2, len(pieces)) if pieces[k] in self.cuts and pieces[0] in self.given and pieces[k - 1] not in self.given
        )
        return pieces[: next(behind, len(pieces))]

    def _bare(self, family: str) -> str:
        """Return a surname without the particles before it: papers leave them out as they like."""
        words = family.split()
        first = next((k for k, word in enumerate(words) if word not in self.particles), 0)
        return " ".join(words[first:])

    def _family_at(self, pieces: list[str], country: str | None) -> int:
        """Return where the surname begins (0: it stands first and is one word)."""
        first, last = pieces[0], pieces[-1]
        if first in self.family_first and first not in self.given:
            return 0
        if country in self.family_first_states and first not in self.given and last in self.given:
            return 0
        return next((k for k in range(1, len(pieces) - 1) if pieces[k] in self.particles), len(pieces) - 1)


def _normal(words: Any) -> frozenset[str]:
    return frozenset(normal(word) for word in words)


def _capitals(pack: Pack) -> frozenset[tuple[str, str]]:
    rows = ((row["code"], city.partition("=")[0]) for row in pack.table("states.tsv") for city in row["capitals"].split("|"))
    return frozenset((normal(city), code) for code, city in rows if city.strip())


def _unseen(lang: str, rarity: Rarity) -> Callable[[str], bool]:
    def unseen(word: str) -> bool:
        """Tell whether no document has a word, which is given as it is written."""
        return all(rarity.of(term) >= rarity.highest for term in terms(word, lang))

    return unseen


def _titles(pack: Pack) -> frozenset[str]:
    return frozenset(normal(row["noun"].rstrip("~")) for row in pack.table("offices.tsv") if row["class"] in ("office", "title", "person"))


def _same(offices: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for wide, narrow in offices.items():
        for word in narrow:
            found.setdefault(normal(word), set()).add(normal(wide))
    return {word: frozenset(wider) for word, wider in found.items()}


@lru_cache(maxsize=8192)
def _office(words: NameWords, role: str) -> tuple[str, ...]:
    parts = [normal(p).replace(" ", "") for p in role.split("-") if p]
    noun = parts[-1] if parts else normal(role)
    if len(parts) > 1 and parts[-2] in words.other_office:
        noun = parts[-2] + noun
    for start in words.federal:
        shorter = noun.removeprefix(start)
        if shorter != noun and (shorter in words.single and noun not in words.single):
            noun = shorter
    return (noun, *sorted(words.same.get(noun, ())))


@lru_cache(maxsize=8192)
def _field(words: NameWords, role: str) -> str | None:
    noun = normal(role.rpartition("-")[2])
    found = next((words.fields[noun[k:]] for k in range(len(noun)) if noun[k:] in words.fields), None)
    return None if found == "open" else found
