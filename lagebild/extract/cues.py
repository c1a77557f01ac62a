"""The lexica of saying: reporting verbs, reporting nouns and words of attribution, indexed by form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal, TypeAlias

from lagebild.lang.pack import Pack
from lagebild.model import Medium, Stance

_REMEMBERED = 20_000
CueKind: TypeAlias = Literal["verb", "noun", "adposition", "so"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One reporting verb (with the further words of a fixed phrase) or noun.

    `frames` are the letters that the tables explain; `words` holds, for each further word of a phrase, its admissible forms.
    """

    lemma: str
    medium: Medium
    stance: Stance
    frames: frozenset[str]
    preps: frozenset[str]
    addressees: frozenset[str]
    strength: int
    words: tuple[frozenset[str], ...] = ()

    def takes(self, *letters: str) -> bool:
        return not self.frames.isdisjoint(letters)


@dataclass(frozen=True, slots=True)
class VerbForms:
    """Where a form may be found: in one word, or as a finite form with its particle elsewhere in the clause."""

    whole: dict[str, tuple[Entry, ...]]
    split: dict[str, tuple[tuple[str, Entry], ...]]
    particles: frozenset[str]
    forms: frozenset[str]


@dataclass(frozen=True)
class SpeechLexicon:
    """All lexica of the stage; `words` are the tables of attribution and sources as they stand in the pack."""

    verbs: VerbForms
    nouns: dict[str, Entry]
    words: dict[str, Any]
    first_adverbs: frozenset[str]
    people: frozenset[str]
    attributing: frozenset[str]
    citing: dict[str, frozenset[tuple[str, str]]]

    @classmethod
    def from_pack(cls, pack: Pack) -> SpeechLexicon:
        words = pack.toml("attribution.toml") | pack.toml("sources.toml")
        people = frozenset(words["sources"]["anonymous"]) | frozenset(words["sources"]["many"])
        adverbs = frozenset(words["phrases"]["first_adverbs"])
        lists = ("any", "perspective", "post", "translated", "anaphoric")
        attributing = frozenset(w for name in lists for w in words["adpositions"][name]) | {
            words["adpositions"]["after"],
            words["so"]["word"],
        }
        return cls(_verbs(pack), _nouns(pack), words, adverbs, people, attributing, _citing(words["adpositions"]["citing"]))

    @cached_property
    def noun(self) -> Callable[[str], Entry | None]:
        """The reporting noun that a form belongs to; compounds (`Polizeiangaben`) by their last part. Look-ups are remembered."""
        return lru_cache(maxsize=_REMEMBERED)(self._noun)

    def _noun(self, form: str) -> Entry | None:
        low = form.lower().rsplit("-", 1)[-1]
        for cut in range(0, max(1, len(low) - 3)):
            if (cut == 0 or cut >= 3) and low[cut:] in self.nouns:
                return self.nouns[low[cut:]]
        return None


def _citing(phrases: list[str]) -> dict[str, frozenset[tuple[str, str]]]:
    """Index phrases such as `unter Berufung auf` by their noun: the words before and after it."""
    found: dict[str, set[tuple[str, str]]] = {}
    for phrase in phrases:
        before, noun, after = phrase.split()
        found.setdefault(noun, set()).add((before, after))
    return {noun: frozenset(around) for noun, around in found.items()}


def _split(cell: str) -> frozenset[str]:
    return frozenset(w for w in cell.split(",") if w)


def _verbs(pack: Pack) -> VerbForms:
    rules = pack.rules("verbforms")
    strong = rules.strong_verbs(pack)
    whole: dict[str, list[Entry]] = {}
    split: dict[str, list[tuple[str, Entry]]] = {}
    for row in pack.table("reporting_verbs.tsv"):
        words = row["lemma"].split()
        verb = next((w for w in words if rules.is_infinitive(w)), words[0])
        rest = tuple(frozenset(w.lower() for w in word.split("|")) for word in words if word is not verb)
        entry = _entry(row, verb, rest)
        forms, finite, particle = rules.verb_forms(verb, strong)
        for form in forms:
            whole.setdefault(form, []).append(entry)
        for form in finite:
            split.setdefault(form, []).append((particle, entry))
    return VerbForms(
        {k: tuple(v) for k, v in whole.items()},
        {k: tuple(v) for k, v in split.items()},
        frozenset(p for v in split.values() for p, _ in v),
        frozenset(whole) | frozenset(split),
    )


def _entry(row: dict[str, str], lemma: str, words: tuple[frozenset[str], ...]) -> Entry:
    return Entry(
        lemma, row["medium"], row["stance"], frozenset(row["frames"]), _split(row.get("preps", "")), _split(row.get("addr", "")),  # type: ignore[arg-type]
        int(row["strength"]), words,
    )  # fmt: skip


def _nouns(pack: Pack) -> dict[str, Entry]:
    forms = pack.rules("verbforms").noun_forms
    found: dict[str, Entry] = {}
    for row in pack.table("reporting_nouns.tsv"):
        entry = _entry(row, row["lemma"], ())
        for form in forms(row["lemma"]):
            found.setdefault(form, entry)
    return found
