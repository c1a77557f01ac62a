"""Nouns that name a party without a proper name: offices, people, bodies ("Außenminister", "Truppen", "Regierung").

A compound is known by its end: "Verteidigungsminister" by "Minister". Forms are spread by the pack's rules of inflection.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias, cast

from lagebild.lang.pack import Pack
from lagebild.parse.base import Token

NounClass: TypeAlias = Literal["office", "person", "group", "organization", "title", "anonymous", "no"]
Speaks: TypeAlias = Literal["state", "body", "none", "never"]
_SHORTEST_END = 4
_SHORTEST_START = 2
_REMEMBERED = 1 << 14


@dataclass(frozen=True, slots=True)
class Noun:
    """`lemma`: the masculine singular as printed ("Minister", "Beamter"), `plural` its plural; `bound`: never the end of a compound.

    `has_feminine`: a woman is called by another form, so that this one tells a man (or nobody in particular).
    """

    lemma: str
    plural: str
    kind: NounClass
    speaks: Speaks
    bound: bool
    has_feminine: bool = False


@dataclass(frozen=True, slots=True)
class NounForm:
    """A word form of `noun`; `lemma` includes the compound's first part. number: Sing, Plur, or "" where the form shows none."""

    noun: Noun
    lemma: str
    number: str
    feminine: bool

    @property
    def plural(self) -> str:
        """The plural of the whole compound."""
        start = self.lemma[: len(self.lemma) - len(self.noun.lemma)]
        return start + (self.noun.plural[0].lower() + self.noun.plural[1:] if start and start[-1] != "-" else self.noun.plural)


class NounLexicon:
    """`forms`: every inflected form of every noun of the pack's offices.tsv; `accounts`: ends of words for what somebody tells.

    Look-ups are remembered: most words come again.
    """

    def __init__(self, forms: dict[str, NounForm], accounts: tuple[str, ...] = ()) -> None:
        self.forms, self._accounts = forms, accounts
        self.lookup = lru_cache(maxsize=_REMEMBERED)(self._lookup)

    @classmethod
    def from_pack(cls, pack: Pack) -> NounLexicon:
        """Spread offices.tsv into forms; the first noun keeps a form that two share."""
        rules = pack.rules("naming")
        forms: dict[str, NounForm] = {}
        for row in pack.table("offices.tsv"):
            name = row["noun"].replace("e~", "er")
            many = row["plural"] or row["noun"].removesuffix("~")
            singular, plural, feminine = rules.noun_forms(row["noun"], row["plural"], row["feminine"])
            noun = Noun(name, many, cast(NounClass, row["class"]), cast(Speaks, row["speaks"]), row["bound"] == "yes", bool(feminine))
            for form in sorted(singular | plural):
                number = "" if form in singular and form in plural else "Plur" if form in plural else "Sing"
                forms.setdefault(form, NounForm(noun, name, number, form in feminine))
        return cls(forms, tuple(pack.toml("mentions.toml")["accounts"]))

    def of(self, tokens: Sequence[Token]) -> list[NounForm | None]:
        """Return for each token what it names, None for most."""
        return [self.lookup(t.text) if t.text[:1].isupper() or (t.text[:1].isdigit() and "-" in t.text) else None for t in tokens]

    def _lookup(self, word: str) -> NounForm | None:
        """Return what `word` is by itself or by its end; None for words that name no party."""
        found = self.forms.get(word) or (self._by_end(word) if not word[:1].islower() else None)
        if found is None and word.endswith(self._accounts):
            return self._giver(word)
        return found if found and found.noun.kind != "no" else None

    def _giver(self, word: str) -> NounForm | None:
        """Return who gives an account by the first part of its name: "Polizeiangaben" → Polizei."""
        start = next(word[: -len(end)] for end in self._accounts if word.endswith(end))
        forms = (self.forms.get(s) for s in (start, start.removesuffix("s"), start.removesuffix("n")))
        return next((f for f in forms if f is not None and f.noun.kind != "no"), None)

    def _by_end(self, word: str) -> NounForm | None:
        start, hyphen, end = word.rpartition("-")
        if hyphen:
            inner = self._lookup(end)
            return inner and _compound(inner, start + hyphen, inner.lemma)
        for cut in range(_SHORTEST_START, len(word) - _SHORTEST_END + 1):
            found = self.forms.get(word[cut].upper() + word[cut + 1 :])
            if found and not found.noun.bound and word[cut].islower():
                return _compound(found, word[:cut], found.lemma[0].lower() + found.lemma[1:])
        return None


def _compound(form: NounForm, start: str, end: str) -> NounForm:
    return NounForm(form.noun, start + end, form.number, form.feminine)
