"""The units, counted nouns and hedges of a language, compiled from its pack (`quantities.toml`, `numbers.toml`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args

from lagebild.extract.numerals import Numerals
from lagebild.lang.pack import Pack
from lagebild.model import Hedge

GAP = r"[^\S\n]{0,3}\n?[^\S\n]{0,3}"
PREFIX = 3  # letters by which a word is known to be no number
UNKNOWN = ""  # the unit of a noun that looks like a person and is none
NOT_MEASURED = frozenset({"points", "persons", "items"})


@dataclass(frozen=True)
class Hedging:
    """The hedges of a language: `phrases` by their words in lower case, one blank between them; `last`: the last of each.

    `longest`: words of the longest phrase.
    """

    phrases: dict[str, Hedge]
    last: frozenset[str]
    longest: int
    ambiguous: frozenset[str]
    measured: frozenset[str]
    counting: frozenset[str]
    between: frozenset[str]
    signs: dict[str, Hedge]
    after: dict[str, Hedge]
    after_pattern: re.Pattern[str]
    adjectives: dict[str, Hedge]

    @classmethod
    def from_pack(cls, pack: Pack) -> Hedging:
        data = pack.toml("quantities.toml")
        hedges = data["hedges"]
        phrases = _by_hedge(hedges)
        phrases |= {
            f"{degree} {w}": phrases[w] for w in hedges["compared"] for degree in hedges["degrees"] if f"{degree} {w}" not in phrases
        }
        after = _by_hedge(data["after"])
        stop = either(data["after"]["not_before"])
        return cls(
            phrases=phrases,
            last=frozenset(p.split()[-1] for p in (*phrases, *hedges["between"])),
            longest=max(len(p.split()) for p in phrases),
            ambiguous=frozenset(hedges["ambiguous"]), measured=frozenset(hedges["measured"]), counting=frozenset(hedges["counting"]),
            between=frozenset(hedges["between"]), signs=data["signs"], after=after,
            after_pattern=re.compile(rf"{GAP}({either(after)})(?!\w)(?!{GAP}(?:{stop})\b)"),
            adjectives=_by_hedge(data["degree_adjectives"]),
        )  # fmt: skip


@dataclass(frozen=True)
class Units:
    """The units and counted nouns of a language, and the words of numbers beside the numerals."""

    measures: dict[str, str]
    currencies: dict[str, str]
    subunits: dict[str, str]
    weights_too: dict[str, str]
    nouns: dict[str, str]
    endings: dict[str, str]
    vague_nouns: dict[str, float]
    shares: dict[str, float]
    headed: dict[str, str]
    data: dict[str, Any]
    numerals: Numerals
    hedging: Hedging

    @classmethod
    def from_pack(cls, pack: Pack) -> Units:
        data = pack.toml("quantities.toml")
        counted = {**data["things"], "persons": data["persons"]["words"]}
        plain = {form: unit for unit, forms in counted.items() for form in forms}
        plain |= dict.fromkeys(data["persons"]["not"], UNKNOWN)
        endings = dict.fromkeys(data["persons"]["endings"], "persons")
        endings |= {form[1:]: unit for form, unit in plain.items() if form[0] == "-"}
        nouns = dict.fromkeys(_people(pack), "persons") | {form.removeprefix("-"): unit for form, unit in plain.items()}
        return cls(
            measures=by_form(data["measures"]), currencies=by_form(data["currencies"]), subunits=by_form(data["subunits"]),
            weights_too=data["weights_too"], nouns=nouns, endings=endings, vague_nouns=data["vague"]["nouns"], shares=data["shares"],
            headed=by_form(data["headed"]), data=data, numerals=pack.get(Numerals.from_pack), hedging=pack.get(Hedging.from_pack),
        )  # fmt: skip

    def words(self, section: str, key: str = "words") -> frozenset[str]:
        """Return a list of the pack's as a set."""
        return self._lists[section, key]

    @cached_property
    def _lists(self) -> dict[tuple[str, str], frozenset[str]]:
        rows = ((section, key, value) for section, table in self.data.items() for key, value in table.items())
        return {(section, key): frozenset(value) for section, key, value in rows if isinstance(value, list)}

    @cached_property
    def people(self) -> frozenset[str]:
        """Measures that are themselves what is counted (*3.000 Mann*)."""
        return frozenset(form for form, unit in self.measures.items() if unit == "persons")

    @cached_property
    def worth(self) -> frozenset[str]:
        """What may stand between a thing and the sum that it comes to."""
        return self.words("worth")

    @cached_property
    def money(self) -> dict[str, str]:
        """Currency codes by the words and signs of currencies and their hundredths."""
        return self.currencies | self.subunits

    @cached_property
    def signs(self) -> re.Pattern[str]:
        """A unit's sign right behind a number."""
        return re.compile(rf"[^\S\n]?({either(f for f in [*self.currencies, *self.measures] if not f[0].isalnum())})")

    @cached_property
    def codes_before(self) -> re.Pattern[str]:
        """A currency's sign or code right before a number."""
        codes = [f for f in self.currencies if not f.isalpha() or (len(f) == 3 and f.isupper())]
        return re.compile(rf"(?<![^\W_])({either(f for f in codes if ' ' not in f)})[^\S\n]?\Z")

    @cached_property
    def long(self) -> re.Pattern[str]:
        """A unit of more than letters: two words, marks within (*Pfund Sterling*, *US-$*, *km/h*)."""
        forms = [f for f in [*self.money, *self.measures] if not f.isalpha() and f[0].isalnum()]
        return re.compile(rf"{GAP}({either(forms)})(?!\w)")

    @cached_property
    def unit(self) -> re.Pattern[str]:
        """Any measure or currency behind a number."""
        return re.compile(rf"{GAP}({either([*self.money, *self.measures])})(?!\w)")

    @cached_property
    def fraction(self) -> re.Pattern[str]:
        """What makes the comma or the point before it a decimal one: a magnitude or measure, also behind a second number of a range."""
        return re.compile(rf"(?:{self.joint}\d[\d.,]*)?{GAP}({either([*self.numerals.magnitudes, *self.measures])})(?!\w)\.?")

    @cached_property
    def joint(self) -> str:
        """A pattern for what stands between the ends of a range."""
        hedges = self.data["hedges"]
        return rf"{GAP}(?:{either([*hedges['range'], *hedges['and']])}){GAP}"

    @cached_property
    def range_mark(self) -> re.Pattern[str]:
        hedges = self.data["hedges"]
        return re.compile(rf"{GAP}({either([*hedges['range'], *hedges['and']])}){GAP}(?=\w)")

    @cached_property
    def glued(self) -> re.Pattern[str]:
        """A magnitude or unit written on to the digits: *3Mio.*, *12-tausend*, *20km*."""
        units = [f for f in [*self.money, *self.measures] if len(f) > 1 and f.isalpha()]
        return re.compile(rf"[-‑]?({either(self.numerals.magnitudes)})\b(?![-‑])|({either(units)})\b(?![-‑])")

    @cached_property
    def compound(self) -> re.Pattern[str]:
        """A magnitude and a currency within a compound: *61[-Milliarden-Dollar-Paket]*."""
        money = either(f for f in self.currencies if " " not in f)
        return re.compile(rf"[-‑]({either(self.numerals.magnitudes)})\.?[-‑ ]({money})(?:[-‑]\w+)*")

    @cached_property
    def magnitude(self) -> re.Pattern[str]:
        return re.compile(rf"{GAP}({either(self.numerals.magnitudes)})\.?(?!\w)")

    @cached_property
    def vague_before(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)({either(self.data['vague']['before_magnitude'])}){GAP}\Z", re.IGNORECASE)

    @cached_property
    def of_magnitude(self) -> re.Pattern[str]:
        """A magnitude that a vague number multiplies: *Hunderte [von Millionen]*."""
        of = either(self.data["of"]["words"])
        return re.compile(rf"{GAP}(?:(?:{of}){GAP})?({either(m for m, n in self.numerals.magnitudes.items() if n >= 1e6)})(?!\w)")

    @cached_property
    def headed_digits(self) -> re.Pattern[str]:
        return re.compile(rf"[-‑]?({either(self.headed)})(?!\w)")

    @cached_property
    def headed_endings(self) -> tuple[str, ...]:
        return tuple(self.headed)

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The first letters, in lower case, of every word that a number can begin with."""
        numerals = self.numerals
        parts = [*numerals.words, *numerals.one, *numerals.half, *numerals.magnitudes, *self.vague_nouns, *self.shares]
        return frozenset(w[:PREFIX].lower() for w in [*parts, numerals.data["thousand"], *numerals.data["units"]])

    @cached_property
    def start(self) -> re.Pattern[str]:
        """A word or digits that a number may begin with: a scan by first letters, as most words are none."""
        rests: dict[str, set[str]] = defaultdict(set)
        for beginning in self.beginnings:
            rests[beginning[0]].add(beginning[1:])
        words = "|".join(f"[{a}{a.upper()}](?:{'|'.join(sorted(map(re.escape, rest)))})" for a, rest in sorted(rests.items()))
        return re.compile(rf"\b(?:\d+|(?:{words})[^\W\d_]*)")

    def measured(self, noun: str) -> bool:
        """Tell whether a noun is a measure or money, before which the article is a number."""
        return noun in self.money or self.measures.get(noun, "points") not in NOT_MEASURED

    def of_noun(self, noun: str) -> str | None:
        """Return the unit that a counted noun stands for, or None: by the word itself, else by its longest known ending."""
        unit = self.measures.get(noun) or self.money.get(noun)
        if unit:
            return unit
        lower = noun.lower()
        unit = self.nouns.get(lower)
        if unit is None:
            unit = next((self.endings[lower[i:]] for i in range(len(lower)) if lower[i:] in self.endings), None)
        return unit or None


def _by_hedge(table: dict[str, list[str]]) -> dict[str, Hedge]:
    return {w: h for h in get_args(Hedge) for w in table.get(h, ())}


def _people(pack: Pack) -> frozenset[str]:
    """Return the pack's nouns for people (those with a feminine form) and their plurals in lower case, with the dative's ending too."""
    rows = [
        row
        for row in pack.table("offices.tsv")
        if row["class"] in ("office", "person", "group", "anonymous") and row.get("feminine") != "-"
    ]
    plurals = {(row.get("plural") or row["noun"]).lower().removesuffix("~") for row in rows}
    singular = {row["noun"].lower() for row in rows if row["class"] in ("person", "group", "anonymous") and not row["noun"].endswith("~")}
    return frozenset(plurals | {p if p.endswith(("n", "s")) else f"{p}n" for p in plurals} | singular)


def by_form(table: dict[str, list[str]]) -> dict[str, str]:
    return {form: unit for unit, forms in table.items() for form in forms}


def either(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first, blanks as gaps."""
    return "|".join(re.escape(w).replace(r"\ ", GAP) for w in sorted(words, key=lambda w: (-len(w), w)))
