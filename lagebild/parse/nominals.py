"""Determiners, pronouns and endings with their readings; the cases that a chunk may have, and its agreement with a verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.lang.pack import Pack
from lagebild.parse.base import Parse, Token

ALL_CASES = frozenset({"Nom", "Gen", "Dat", "Acc"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a form; number and gender are "" where the form leaves them open."""

    case: str
    number: str = ""
    gender: str = ""


@dataclass(frozen=True)
class NominalWords:
    """Determiners, pronouns and adjective endings with their readings, and the word lists of chunks; all in lower case."""

    forms: dict[str, tuple[Reading, ...]]
    pronouns: dict[str, tuple[Reading, ...]]
    endings: tuple[tuple[str, tuple[Reading, ...]], ...]
    time_nouns: frozenset[str]
    adverbs: frozenset[str]
    collectives: tuple[str, ...]
    singular_verbs: frozenset[str]
    plural_verbs: frozenset[str]
    attribute_prepositions: frozenset[str]
    coordinators: frozenset[str]
    possessives: frozenset[str]
    pointing: frozenset[str]
    passive: frozenset[str]
    saying: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> NominalWords:
        grammar = pack.toml("grammar.toml")
        determiners, chunks = grammar["determiners"], grammar["chunks"]
        forms = {word: _readings(marks) for word, marks in determiners["forms"].items()}
        for model in ("like_der", "like_ein"):
            for stem in determiners[model]["stems"]:
                for ending, marks in determiners[model]["endings"].items():
                    forms.setdefault(stem + ending, _readings(marks))
        endings = sorted(((e, _readings(m)) for e, m in determiners["adjective_endings"].items()), key=lambda x: -len(x[0]))
        return cls(
            forms,
            {word: _readings(marks) for word, marks in determiners["pronouns"].items()},
            tuple(endings),
            frozenset(chunks["time_nouns"]),
            frozenset(chunks["adverbs"]),
            tuple(chunks["collectives"]),
            frozenset(chunks["singular_verbs"]),
            frozenset(chunks["plural_verbs"]),
            frozenset(chunks["attribute_prepositions"]),
            frozenset(chunks["coordinators"]),
            frozenset(chunks["possessives"]),
            frozenset(chunks["pointing"]),
            frozenset(chunks["passive"]),
            frozenset(row["lemma"] for row in pack.table("reporting_verbs.tsv") if " " not in row["lemma"]),
        )


def _readings(marks: list[str]) -> tuple[Reading, ...]:
    return tuple(Reading(*mark.split(".")) for mark in marks)


def possible_readings(parse: Parse, chunk: tuple[int, int], pack: Pack, trust_tags: bool = True) -> tuple[Reading, ...]:
    """Return the readings that the forms at the beginning of the chunk allow; empty where the forms tell nothing.

    `trust_tags` lets the noun's predicted gender and number narrow them.
    """
    words = pack.get(NominalWords.from_pack)
    tokens = parse.tokens[chunk[0] : chunk[1]]
    first = tokens[0]
    lower = first.text.lower()
    if first.pos == "PRON" or (len(tokens) == 1 and lower in words.pronouns):
        return words.pronouns.get(lower, words.forms.get(lower, ()))
    adjective, noun = _adjective_and_noun(tokens[1:] if lower in words.forms else tokens)
    readings = words.forms.get(lower, ()) if first.pos in ("DET", "PRON", "NUM", "ADJ") else ()
    if readings:
        return _narrowed(readings, adjective, noun, trust_tags)
    if first.pos == "ADJ" and (first.tag in ("ADJA", "") or noun is not None):
        return _narrowed(next((r for e, r in words.endings if lower.endswith(e)), ()), None, noun, trust_tags)
    return ()


def _adjective_and_noun(tokens: Sequence[Token]) -> tuple[Token | None, Token | None]:
    adjective = None
    for token in tokens:
        if token.pos in ("NOUN", "PROPN"):
            return adjective, token
        if token.pos == "ADJ" and adjective is None:
            adjective = token
        elif token.pos not in ("ADJ", "NUM", "ADV", "PUNCT"):
            break
    return adjective, None


def _narrowed(readings: tuple[Reading, ...], adjective: Token | None, noun: Token | None, trust_tags: bool) -> tuple[Reading, ...]:
    """Narrow a determiner's readings by the adjective's weak ending, the plural dative's -n and the noun's gender; never to nothing."""
    kept = readings
    if adjective is not None and adjective.text.endswith("e"):
        kept = tuple(r for r in kept if r.number == "Sing" and r.case in ("Nom", "Acc")) or kept
    elif adjective is not None and adjective.text.endswith("en") and not any(r.case == "Acc" and r.gender == "Masc" for r in readings):
        kept = tuple(r for r in kept if r.number == "Plur" or r.case in ("Gen", "Dat")) or kept
    if noun is not None and noun.pos == "NOUN":
        if not noun.text.endswith(("n", "s")):
            kept = tuple(r for r in kept if not (r.number == "Plur" and r.case == "Dat")) or kept
        if noun.gender and trust_tags:
            kept = tuple(r for r in kept if r.number == "Plur" or r.gender in ("", noun.gender)) or kept
        if noun.number and trust_tags:
            kept = tuple(r for r in kept if r.number in ("", noun.number)) or kept
    return kept


def possible_cases(parse: Parse, chunk: tuple[int, int], pack: Pack, trust_tags: bool = True) -> frozenset[str]:
    """Return the cases that a noun chunk may have by its determiner and adjectives: some of Nom, Gen, Dat, Acc (all where nothing tells).

    A chunk behind a preposition (or with one as its first token) is never nominative.
    """
    first = chunk[0]
    before = parse.tokens[first - 1] if first > parse.sentence_of(first).first else None
    if parse.tokens[first].pos == "ADP":
        return frozenset({"Gen", "Dat", "Acc"})
    readings = possible_readings(parse, chunk, pack, trust_tags)
    cases = frozenset(r.case for r in readings) or ALL_CASES
    if before is not None and is_governed(before, parse.tokens[first]):
        cases = cases - {"Nom"} or frozenset({"Gen", "Dat", "Acc"})
    return cases


def is_governed(before: Token, first: Token) -> bool:
    """Tell whether the word before a chunk is its preposition: no verb particle, postposition or *als* before a number."""
    counted = before.tag == "KOKOM" and first.pos == "NUM"
    return before.pos == "ADP" and before.tag not in ("PTKVZ", "APPO") and not counted


def verb_number(token: Token, pack: Pack) -> str:
    """Return Sing, Plur or "" for a finite verb of the third person, by its form rather than its tag."""
    words = pack.get(NominalWords.from_pack)
    form = token.text.lower()
    if form in words.singular_verbs:
        return "Sing"
    if form in words.plural_verbs or form.endswith(("en", "ern", "eln")):
        return "Plur"
    return "Sing"


def agrees(parse: Parse, chunk: tuple[int, int], verb: int, pack: Pack, trust_tags: bool = True) -> bool:
    """Tell whether a chunk may be the subject of a finite verb by number; coordination (in the chunk) and collective nouns are free.

    `trust_tags` lets the noun's predicted number decide where its determiner leaves it open.
    """
    words = pack.get(NominalWords.from_pack)
    tokens = parse.tokens[chunk[0] : chunk[1]]
    number = verb_number(parse.tokens[verb], pack)
    coordinated = any(t.text.lower() in words.coordinators for t in tokens[1:])
    lower = [t.text.lower() for t in tokens]
    if any(w.endswith(words.collectives) for w in lower) or (
        len(tokens) == 1 and tokens[0].pos == "PRON" and not words.pronouns.get(lower[0])
    ):
        return True
    numbers = {r.number for r in possible_readings(parse, chunk, pack, trust_tags=False) if r.case == "Nom"} - {""}
    if len(numbers) != 1 and not trust_tags:
        return True
    if len(numbers) != 1:
        noun = next((t for t in tokens if t.pos in ("NOUN", "PROPN")), None)
        bare = noun is tokens[0]
        numbers = {noun.number} if noun is not None and noun.number and noun.pos == "NOUN" and not bare else numbers
    if number == "Plur":
        return coordinated or not numbers or "Plur" in numbers
    return not numbers or "Sing" in numbers or coordinated
