"""The units, counted nouns and hedges of a language, compiled from its pack (`quantities.toml`, `numbers.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from lagebild.extract.numerals import Numerals
from lagebild.lang.pack import Pack
from lagebild.model import Hedge

GAP = r"[^\S\n]{0,3}\n?[^\S\n]{0,3}"


@dataclass(frozen=True)
class Units:
    """The units and counted nouns of a language, and its hedges."""

    measures: dict[str, str]
    currencies: dict[str, str]
    long_currency: re.Pattern[str]
    things: dict[str, str]
    persons: frozenset[str]
    person_endings: tuple[str, ...]
    not_persons: tuple[str, ...]
    hedges: dict[str, Hedge]
    hedge_before: re.Pattern[str]
    hedge_share: re.Pattern[str]
    ambiguous: frozenset[str]
    between: frozenset[str]
    joins: frozenset[str]
    range_mark: re.Pattern[str]
    more_after: re.Pattern[str]
    vague_before: re.Pattern[str]
    vague_nouns: dict[str, float]
    shares: dict[str, float]
    both: frozenset[str]
    labels: frozenset[str]
    fillers: frozenset[str]
    dimensions: frozenset[str]
    of_words: frozenset[str]
    time_units: frozenset[str]
    headed: re.Pattern[str]
    headed_endings: tuple[str, ...]
    headed_units: dict[str, str]
    magnitude: re.Pattern[str]
    numerals: Numerals

    @classmethod
    def from_pack(cls, pack: Pack) -> Units:
        data, numerals = pack.toml("quantities.toml"), pack.get(Numerals.from_pack)
        hedges: dict[str, Hedge] = {w: h for h in get_args(Hedge) for w in data["hedges"].get(h, ())}
        currencies = by_form(data["currencies"])
        # fmt: off
        return cls(
            measures=by_form(data["measures"]), currencies=currencies,
            long_currency=re.compile(rf"{GAP}({either(c for c in currencies if ' ' in c)})(?!\w)"),
            things={form: kind for kind, forms in data["things"].items() for form in forms},
            persons=frozenset(data["persons"]["words"]) | _people(pack), person_endings=tuple(data["persons"]["endings"]),
            not_persons=tuple(data["persons"]["not_endings"]), hedges=hedges,
            hedge_before=re.compile(rf"(?<!\w)({either([*hedges, *data['hedges']['between']])}){GAP}$", re.IGNORECASE),
            hedge_share=re.compile(
                rf"(?<!\w)({either(hedges)}){GAP}(?:(?:{either(data['shares_articles']['words'])}){GAP})?$", re.IGNORECASE
            ),
            ambiguous=frozenset(data["hedges"]["ambiguous"]), between=frozenset(data["hedges"]["between"]),
            joins=frozenset(data["hedges"]["and"]),
            range_mark=re.compile(rf"{GAP}({either([*data['hedges']['range'], *data['hedges']['and']])}){GAP}(?=\w)"),
            more_after=re.compile(rf"{GAP}({either(data['hedges']['more_after'])})(?!\w)"),
            vague_before=re.compile(rf"(?<!\w)({either(data['vague']['before_magnitude'])}){GAP}$", re.IGNORECASE),
            vague_nouns=data["vague"]["nouns"], shares=data["shares"], both=frozenset(data["both"]["words"]),
            labels=frozenset(data["labels"]["words"]), fillers=frozenset(data["between"]["words"]),
            dimensions=frozenset(data["dimensions"]["words"]),
            of_words=frozenset(data["of"]["words"]),
            time_units=frozenset(data["timeunits"]["words"]),
            headed=re.compile(rf"[-‑]({either(by_form(data['headed']))})(?!\w)"),
            headed_endings=tuple(by_form(data["headed"])),
            headed_units=by_form(data["headed"]),
            magnitude=re.compile(rf"{GAP}({either(numerals.magnitudes)})\.?(?!\w)"), numerals=numerals,
        )
        # fmt: on

    def of_noun(self, noun: str) -> str | None:
        """Return the unit that a counted noun stands for, or None."""
        if noun in self.measures:
            return self.measures[noun]
        if noun in self.currencies:
            return self.currencies[noun]
        lower = noun.lower()
        if lower in self.persons or (lower.endswith(self.person_endings) and not lower.endswith(self.not_persons)):
            return "persons"
        return next((self.things[lower[i:]] for i in range(len(lower)) if lower[i:] in self.things), None)


def _people(pack: Pack) -> frozenset[str]:
    """Return the plurals of the pack's nouns for people (those with a feminine form), in lower case, with the dative's ending too."""
    rows = [
        row
        for row in pack.table("offices.tsv")
        if row["class"] in ("office", "person", "group", "anonymous") and row.get("feminine") != "-"
    ]
    plurals = {(row.get("plural") or row["noun"]).lower() for row in rows}
    return frozenset(plurals | {p if p.endswith(("n", "s")) else f"{p}n" for p in plurals})


def by_form(table: dict[str, list[str]]) -> dict[str, str]:
    return {form: unit for unit, forms in table.items() for form in forms}


def either(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first, blanks as gaps."""
    return "|".join(re.escape(w).replace(r"\ ", GAP) for w in sorted(words, key=lambda w: (-len(w), w)))
