"""Whom a pronoun or a bare description stands for: the likeliest of those named before it, by a weighted sum of what speaks for each."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from lagebild.extract.drafts import Reading
from lagebild.extract.nouns import NounForm
from lagebild.extract.source_class import SourceWords
from lagebild.extract.standing import Memory, Occurrence
from lagebild.lang.pack import Pack
from lagebild.model import SourceClass
from lagebild.parse.base import Token

_FAR = 4


@dataclass(frozen=True)
class AntecedentWeights:
    """Weights of signs, for pronouns and for descriptions, and the least sum at which a description stands for somebody."""

    pronoun: dict[str, float]
    description: dict[str, float]
    least: float

    @classmethod
    def from_pack(cls, pack: Pack) -> AntecedentWeights:
        data = pack.toml("antecedents.toml")
        return cls(data["pronoun"], data["description"], data["least"])


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody named before: the last place, and how often so far."""

    last: Occurrence
    times: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pronoun or description stands: character, sentence, start of its sentence and paragraph; the speakers before it."""

    at: int
    sentence: int
    sentence_start: int
    paragraph_start: int
    speakers: tuple[str | None, ...]


def place_of(reading: Reading, token: Token, memory: Memory) -> Place:
    number = reading.parse.sentence_number(token.i)
    start = reading.tokens[reading.parse.sentences[number].first].start
    paragraph = reading.parse.text.rfind("\n", 0, start) + 1
    spoke = [o.name.name for o in memory.seen if o.end <= token.start]
    return Place(token.start, number, start, paragraph, tuple(spoke[-3:]))


def candidates(memory: Memory, at: int, fits: Callable[[Occurrence], bool]) -> list[Candidate]:
    """Return those named before a place who fit, each at the last place, in text order."""
    last: dict[str, Occurrence] = {}
    times: dict[str, int] = {}
    for o in memory.before(at):
        if o.name.name is not None and fits(o):
            key = o.name.entity or o.name.name
            last[key] = _merged(last.get(key), o)
            times[key] = times.get(key, 0) + 1
    return sorted((Candidate(o, times[key]) for key, o in last.items()), key=lambda c: c.last.end)


def _merged(earlier: Occurrence | None, later: Occurrence) -> Occurrence:
    """Return the later of two places, with the proper name and the role that the earlier one gives."""
    if earlier is None or later.own or not earlier.own:
        return later if earlier is None or later.role else replace(later, role=earlier.role, country=later.country or earlier.country)
    return replace(later, name=earlier.name, kind=earlier.kind, own=True, gender=earlier.gender or later.gender)


def signs(candidate: Candidate, place: Place) -> dict[str, float]:
    """Return what speaks for and against a candidate, whatever stands for them."""
    o = candidate.last
    away = place.sentence - o.sentence
    name = o.name.name
    return {
        "same": float(away == 0),
        "one": float(away == 1),
        "two": float(away == 2),
        "far": float(min(away, 12)) / 4,
        "paragraph": float(o.start >= place.paragraph_start),
        "subject": float(o.subject),
        "subject_near": float(o.subject and away <= 1),
        "governed": float(o.governed),
        "spoke_last": float(bool(place.speakers) and place.speakers[-1] == name),
        "spoke": float(name in place.speakers),
        "times": math.log(candidate.times),
        "person": float(o.kind == "person" and o.own),
        "office": float(o.kind == "person" and not o.own),
        "people": float(o.kind == "people"),
        "media": float(o.kind == "media"),
        "state": float(o.kind == "state"),
        "gender": float(bool(o.gender)),
    }


def weigh(found: dict[str, float], weights: dict[str, float]) -> float:
    return sum(weights.get(sign, 0.0) * value for sign, value in found.items())


def first_of_sentence(options: list[Candidate], place: Place) -> Candidate | None:
    """Return the first candidate within the sentence: mostly its subject."""
    own = [c for c in options if c.last.start >= place.sentence_start]
    return min(own, key=lambda c: c.last.start, default=None)


def pronoun_options(reading: Reading, token: Token, memory: Memory, form: str | None = None) -> list[tuple[Candidate, dict[str, float]]]:
    """Return whom a pronoun may mean, with what speaks for each; `form`: the personal pronoun that a possessive stands for."""
    low = form or token.text.lower()
    words = reading.lexicon.words["pronouns"]
    plural = low in words["she_or_they"] and _verb_number(reading, token) == "Plur"
    place = place_of(reading, token, memory)
    found = candidates(memory, token.start, lambda o: _may_mean(o, low, plural, words))
    first = first_of_sentence(found, place)
    out = []
    for k, c in enumerate(found):
        told = signs(c, place) | {"first": float(c is first), "latest": float(k == len(found) - 1), "plural": float(plural)}
        told["body"] = float(c.last.kind == "body")
        told["body_plural"] = float(plural and c.last.kind == "body")
        out.append((c, told))
    return out


def pronoun(reading: Reading, token: Token, memory: Memory, form: str | None = None) -> Occurrence | None:
    """Return whom a pronoun stands for, None where nobody fits; `dieser` is the last of those named."""
    weights = reading.pack.get(AntecedentWeights.from_pack).pronoun
    options = pronoun_options(reading, token, memory, form)
    if form is None and token.text.lower() in reading.lexicon.words["pronouns"]["latter"]:
        weights = weights | {"latest": weights["latter"]}
    best = max(options, key=lambda option: weigh(option[1], weights), default=None)
    return best[0].last if best is not None else None


def _may_mean(o: Occurrence, low: str, plural: bool, words: dict[str, list[str]]) -> bool:
    if low in words["he"] and o.name.source_class in ("outlet", "agency", "document"):
        return False
    if low in words["his"]:
        return o.number != "Plur" and o.gender not in ("Fem", "Neut")
    if plural:
        return o.number == "Plur" or (o.kind == "body" and o.own)
    if low in words["her"]:
        return o.number != "Plur" and o.gender not in ("Masc", "Neut")
    return True


def _verb_number(reading: Reading, token: Token) -> str:
    """Return the number of the finite verb nearest to a pronoun."""
    sentence = reading.parse.sentence_of(token.i)
    finite = [t for t in reading.parse.tokens_of(sentence) if t.verbform == "Fin" and t.number]
    return min(finite, key=lambda t: abs(t.i - token.i)).number if finite else ""


@dataclass(frozen=True, slots=True)
class Description:
    """A bare definite description: first token, noun and what it names, the state of its adjective, whom its mention names."""

    first: Token
    noun: Token
    form: NounForm | None
    country: str | None
    feminine: bool
    named: str | None = None
    vague: bool = False


def description_options(reading: Reading, told: Description, memory: Memory) -> list[tuple[Candidate, dict[str, float]]]:
    """Return whom a definite description may stand for, with what speaks for each."""
    words = reading.pack.get(SourceWords.from_pack)
    person = told.vague or (told.form is not None and told.form.noun.kind in ("office", "person"))
    head = (told.form.lemma if told.form is not None else told.noun.lemma).lower()
    base = told.form.noun.lemma.lower() if told.form is not None else head
    place = place_of(reading, told.first, memory)
    kind = words.of_noun(told.noun)
    found = candidates(memory, told.first.start, lambda o: _may_be(o, told, person, kind, head))
    out = []
    for k, c in enumerate(found):
        more = signs(c, place) | _kinship(c.last, head, base, told) | _alike(reading, c.last, told)
        more["latest"] = float(k == len(found) - 1)
        more["mention"] = float(told.named is not None and c.last.name.name == told.named)
        more["medium"] = float(kind in ("outlet", "agency"))
        more["vague"] = float(told.vague)
        more["human"] = float(person and c.last.kind == "person" and c.last.own)
        more["thing"] = float(not person and c.last.own and c.last.kind == "body")
        out.append((c, more))
    return out


def _kinship(o: Occurrence, head: str, base: str, told: Description) -> dict[str, float]:
    """Return what the words of a description share with somebody's role and name."""
    name = (o.name.name or "").lower()
    words = name.replace("-", " ").split()
    role = o.role.split()[-1] if o.role else ""
    return {
        "role": float(role == head),
        "role_end": float(role != head and bool(role) and (role.endswith(base) or head.endswith(role))),
        "role_other": float(bool(role) and not role.endswith(base) and not head.endswith(role)),
        "in_name": float(any(w.endswith(head) for w in words) and name != head),
        "country": float(told.country is not None and told.country == o.country),
        "foreign": float(told.country is not None and o.country is not None and told.country != o.country),
    }


def _alike(reading: Reading, o: Occurrence, told: Description) -> dict[str, float]:
    """Return whether a description uses another or a wider word for somebody's office or body, or one that any body may be called."""
    words = reading.lexicon.words["sources"]
    lemma = (told.form.noun.lemma if told.form is not None else told.noun.lemma).lower()
    ends = [o.role.split()[-1]] if o.role else [w for w in (o.name.name or "").lower().split() if o.kind == "body"]
    same = any(lemma in group and any(end.endswith(tuple(group)) and not end.endswith(lemma) for end in ends) for group in words["same"])
    covers = next((under for wide, under in words["covers"].items() if wide in lemma), ())
    wider = bool(o.role) and ends[0].endswith(tuple(covers))
    bare = told.noun.i == told.first.i + 1 and told.noun.lemma.lower() in words["generic"]
    return {
        "same_office": float(same),
        "wider": float(wider),
        "generic": float(bare and o.own and o.kind == "body"),
        **({"role_other": 0.0} if same or bare or wider else {}),
    }


def _may_be(o: Occurrence, told: Description, person: bool, kind: SourceClass | None, head: str) -> bool:
    name = (o.name.name or "").lower()
    if kind in ("outlet", "agency"):
        return o.name.source_class == kind
    if person:
        gender = "Fem" if told.feminine else "Masc" if told.noun.gender != "Neut" else ""
        return o.kind == "person" and o.own and o.number != "Plur" and (not o.gender or not gender or o.gender == gender)
    within = any(word.endswith(head) and word != head for word in name.replace("-", " ").split())
    if kind == "document" or o.kind in ("person", "state", "people"):
        return o.kind != "person" and (within or (head in name.split() and name != head))
    return (o.own or within) and o.kind == "body" and o.number != "Plur"


def description(reading: Reading, told: Description, memory: Memory) -> Occurrence | None:
    """Return whom a definite description stands for, None where nobody is likely enough."""
    weights = reading.pack.get(AntecedentWeights.from_pack)
    options = [(c, weigh(found, weights.description)) for c, found in description_options(reading, told, memory)]
    best = max(options, key=lambda option: option[1], default=None)
    return best[0].last if best is not None and best[1] >= weights.least else None
