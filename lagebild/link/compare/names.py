"""Names of persons: spellings, transliterations, order, initials, middle names.

Two spellings of a word are compared by three forms, from strict to loose: without marks (*Müller*, *Mueller*), by sound (*Lawrow*,
*Lavrov*) and by the skeleton of its consonants (*Dschong*, *Jong*; *Walerij*, *Valery*), the last only where the letters are alike too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

from rapidfuzz import fuzz

from lagebild.link.compare.weights import Feature, Table
from lagebild.link.records import Reason
from lagebild.link.words import normal, sound

_SPELLINGS: Final = (
    ("dsch", "j"), ("dzh", "j"), ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("kh", "c"), ("ch", "c"), ("zh", "s"), ("sh", "s"), ("ph", "v"),
    ("th", "t"), ("dh", "d"), ("gh", "g"), ("bh", "b"), ("ck", "k"), ("tz", "s"), ("ts", "s"), ("z", "s"), ("q", "k"), ("x", "ks"),
    ("w", "v"), ("f", "v"),
)  # fmt: skip
_SOFT: Final = re.compile(r"dsch|dzh|dj|j")
_ROUGH: Final = re.compile(r"(?<!s)(?<!t)(?<!ts)[ck]h")
_VOWELS: Final = re.compile(r"[aeiouyj]+")
_DOUBLE: Final = re.compile(r"(.)\1+")
_FEW: Final = 3  # a skeleton of fewer letters tells too little
_ALIKE: Final = 60.0  # of 100: how like the letters of two words of one skeleton must be
_VERY: Final = 80.0
_SHORT: Final = 3

Form: TypeAlias = Literal["same", "sound", "consonants", "initial", "short"]
_RANK: Final = ("same", "sound", "consonants", "initial", "short")


class PersonName(NamedTuple):
    """A name in its parts, small letters without marks: given names in order (empty where the surname stands alone), surname."""

    given: tuple[str, ...]
    family: str

    @property
    def words(self) -> str:
        return " ".join((*self.given, self.family))


def sounds(name: str) -> tuple[str, ...]:
    """Return the words of a name, each as it may be spelled in any romanisation."""
    return tuple(sound(word) for word in normal(name).split())


def skeleton(word: str) -> str:
    """Return the consonants of a word as most romanisations write them, its sound where they are few."""
    return skeletons(word)[0]


@lru_cache(maxsize=16384)
def skeletons(word: str) -> tuple[str, ...]:
    """Return the consonants of a word as any romanisation may write them: *Dsch-*, *J-* as a vowel or *Sch-*, *ch* as *tsch* or *h*."""
    soft = _SOFT.sub("sch", word) if _SOFT.match(word) else word
    spelled = (word, soft, _ROUGH.sub("h", word))
    return tuple(dict.fromkeys(_consonants(w) for w in spelled))


def _consonants(word: str) -> str:
    bare = word
    for spelling, one in _SPELLINGS:
        bare = bare.replace(spelling, one)
    first = "a" if _VOWELS.match(bare) else bare[:1]
    rest = _VOWELS.sub("", bare[1:]).replace("h", "")
    found = _DOUBLE.sub(r"\1", first + rest)
    return found if len(found) >= _FEW else sound(word)


@lru_cache(maxsize=16384)
def compare_words(a: str, b: str) -> Form | None:
    """Compare two words of names, in small letters without marks: how they are one, or None."""
    if a == b:
        return "same"
    if sound(a) == sound(b):
        return "sound"
    if not set(skeletons(a)).isdisjoint(skeletons(b)) and fuzz.ratio(sound(a), sound(b)) >= _ALIKE:
        return "consonants"
    return None


def alike(a: str, b: str) -> bool:
    """Tell whether two names of one skeleton sound so much alike that they may be one in two romanisations."""
    return fuzz.ratio(_sounding(a), _sounding(b)) >= _VERY


@lru_cache(maxsize=16384)
def _sounding(name: str) -> str:
    return " ".join(map(sound, name.split()))


def _given_words(a: str, b: str) -> Form | None:
    """Compare two given names, of which one may be an initial or cut short."""
    found = compare_words(a, b)
    if found is None and min(len(a), len(b)) == 1 and a[:1] == b[:1]:
        return "initial"
    if found is None and min(len(a), len(b)) >= _SHORT and (a.startswith(b) or b.startswith(a)):
        return "short"
    return found


def _looser(forms: Sequence[Form]) -> Form:
    return max(forms, key=_RANK.index)


def _aligned(a: Sequence[str], b: Sequence[str]) -> list[Form] | None:
    """Compare what the longer of two rows of given names shares with the shorter: first names, then the others in order."""
    few, many = sorted((a, b), key=len)
    forms = [_given_words(few[0], many[0])]
    rest = list(many[1:])
    for word in few[1:]:
        at = next((k for k, other in enumerate(rest) if _given_words(word, other)), None)
        forms.append(_given_words(word, rest[at]) if at is not None else None)
        rest = rest[at + 1 :] if at is not None else rest
    return None if None in forms else [f for f in forms if f]


def compare_given(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[Form, bool] | None:
    """Compare given names: (the loosest way in which they are one, has one a middle name more?); None where they are two."""
    joined = compare_words("".join(a), "".join(b))
    if joined is not None:
        return joined, False
    forms = _aligned(a, b)
    return (_looser(forms), len(a) != len(b)) if forms else None


def compare_person_names(a: PersonName, b: PersonName, romanised: bool, weights: Table) -> Feature | None:
    """Compare two full names; None where they cannot be one person's. `romanised`: written in other letters at home."""
    if not a.given or not b.given:
        return None
    if a.words == b.words:  # however hyphens part given name and surname
        return Feature("name", weights["same"], f"“{a.words}” and “{b.words}”: one name")
    family, found = compare_words(a.family, b.family), compare_given(a.given, b.given)
    if family is None or found is None:
        return None
    form = _looser((family, found[0]))
    if form == "consonants" and not alike(a.words, b.words):
        return None
    bits = weights[f"romanised_{form}" if form == "consonants" and romanised else "romanised" if form == "sound" and romanised else form]
    if form in ("initial", "short"):
        bits += weights["same" if family == "same" else "sound"]
    bits += weights["more"] * found[1]
    told = {"same": "one name", "initial": "one by its initial", "short": "one cut short"}.get(form, "spellings of one name")
    return Feature("name", bits, f"“{a.words}” and “{b.words}”: {told}" + (", a middle name more" if found[1] else ""))


def compare_names(a: str, b: str) -> Reason | None:
    """Compare two full names as strings: equal, spelled otherwise, or with more given names; None where they are two."""
    if a == b:
        return Reason(1.0, f"the name is the same: “{a}”")
    if normal(a) == normal(b):
        return Reason(0.98, f"“{a}” and “{b}” differ in marks only")
    one, other = sounds(a), sounds(b)
    if one == other:
        return Reason(0.92, f"“{a}” and “{b}” are spellings of one name")
    if len(one) > 1 and len(other) > 1 and (one[0], one[-1]) == (other[0], other[-1]) and (len(one) == 2 or len(other) == 2):
        return Reason(0.88, f"“{a}” and “{b}” share first and last name")
    return None
