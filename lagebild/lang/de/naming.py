"""How German inflects names, demonyms and offices: small pure rules over single words and patterns.

Used by `lagebild.extract.gazetteer` and `lagebild.extract.nouns` to spread the tables of this folder into word forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

ADJECTIVE = ("e", "en", "er", "es", "em")
_SIBILANTS = ("s", "ß", "x", "z", "ce")
_PLURAL_TAKES_N = ("e", "er", "el")


def adjective_forms(stem: str) -> set[str]:
    """Return the inflected forms of a demonym adjective ("russisch"); stems in -er ("hongkonger") do not inflect and are capitalised."""
    if stem.endswith("er"):
        return {stem[:1].upper() + stem[1:]}
    forms = {stem, *(stem + e for e in ADJECTIVE)}
    return forms | {f[:1].upper() + f[1:] for f in forms}


def city_adjectives(city: str) -> set[str]:
    """Return the indeclinable adjectives in -er of a town ("Pariser", "Bremer", "Münchener"); empty for names of several words."""
    if " " in city or len(city) < 3:
        return set()
    if city.endswith("en"):
        return {city[:-2] + "er", city + "er"}
    return {city + "r"} if city.endswith("e") else {city + "er"}


def inflect_name(name: str) -> set[str]:
    """Return a proper name with its genitive."""
    return {name} if name.endswith(_SIBILANTS) else {name, name + "s"}


def _head_forms(word: str) -> set[str]:
    forms = {word} if word.endswith(("s", "ß", "x", "z")) else {word, word + "s"}
    if word[-1:].isalpha() and not word.isupper() and word[-1] not in "aeiou":
        forms.add(word + "es")
    if word.endswith(_PLURAL_TAKES_N):
        forms.add(word + "n")
    return forms


def pattern_forms(pattern: str) -> Iterator[str]:
    """Yield the word forms of a pattern: `~` after a word marks an adjective, the first or the last other word inflects."""
    words = pattern.split()
    nouns = [k for k, word in enumerate(words) if not word.endswith("~")]
    for inflected in dict.fromkeys((nouns[0], nouns[-1])) if nouns else (-1,):
        slots = [_slot(word, k == inflected) for k, word in enumerate(words)]
        yield from (" ".join(chosen) for chosen in product(*slots))


def with_endings(name: str) -> str:
    """Mark the adjectives of a name for `pattern_forms`: "Amerikanische Jungferninseln" → "Amerikanische~ Jungferninseln"."""
    words = name.split()
    return " ".join(w.rstrip("rs") + "~" if w != words[-1] and w.rstrip("rs").endswith(("ische", "igte", "karische")) else w for w in words)


def _slot(word: str, inflected: bool) -> list[str]:
    if word.endswith("~"):
        return [word[:-1].removesuffix("e") + ending for ending in ADJECTIVE]
    return sorted(_head_forms(word)) if inflected else [word]


def demonym_forms(person: str) -> tuple[set[str], set[str]]:
    """Return (singular, plural) forms of a word for an inhabitant, both genders; shapes that are both stand in both."""
    if person.endswith("~"):
        stem = person[:-1].removesuffix("e")
        return {stem + "e", stem + "er"}, {stem + "e", stem + "en"}
    if person.endswith("e"):
        stem = person[:-1]
        return {person, person + "n", stem + "in"}, {person + "n", stem + "innen"}
    if person.endswith("in"):
        return {person}, {person + "nen"}
    if person.endswith("er"):
        return {person, person + "s", person + "in"}, {person, person + "n", person + "innen"}
    if person.endswith(("it", "ot", "ut", "ar")):
        return {person, person + "en", person + "in"}, {person + "en", person + "innen"}
    return {person, person + "s"}, {person, person + "s"}


def noun_forms(noun: str, plural: str, feminine: str) -> tuple[set[str], set[str], set[str]]:
    """Return (singular, plural, feminine among both) forms of a noun of offices.tsv.

    `plural` is the nominative plural or ""; `feminine` is "-" for none, "" for the rule (-in, -innen), or the singular.
    """
    if noun.endswith("~"):
        stem = noun[:-1].removesuffix("e")
        return {stem + e for e in ADJECTIVE}, {stem + "e", stem + "en", stem + "er"}, set()
    singular = _head_forms(noun)
    plurals = {plural} if plural else set()
    if plural.endswith(_PLURAL_TAKES_N):
        plurals.add(plural + "n")
    if plural.endswith("n") and plural.startswith(noun[:-1]) and noun[-1:] != "n":
        singular.add(plural) if _weak(noun, plural) else None
    if feminine == "-":
        return singular, plurals, set()
    woman = feminine or noun.removesuffix("e") + "in"
    women = woman + "nen" if woman.endswith("in") else woman + "en"
    return singular | {woman}, plurals | {women}, {woman, women}


def _weak(noun: str, plural: str) -> bool:
    """Weak masculines (der Präsident, den Präsidenten) look like their plural in every case but one."""
    return plural in (noun + "en", noun + "n") and not noun.endswith(("or", "ung", "ion", "ei", "schaft", "tät", "ur", "ik"))


def bare_names(word: str) -> tuple[str, ...]:
    """Return what a name may be without its genitive ending, the word itself first ("Putins" → "Putins", "Putin")."""
    for ending in ("'s", "’s", "s'", "s’"):
        if word.endswith(ending):
            return word, word[:-2] + ("s" if ending[0] == "s" else "")
    if word.endswith(("'", "’")):
        return word, word[:-1]
    return (word, word[:-1]) if word.endswith("s") and len(word) > 2 else (word,)
