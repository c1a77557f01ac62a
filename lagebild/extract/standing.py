"""Who has been named so far: what pronouns and bare descriptions may stand for, with what tells one from the other.

An `Occurrence` is one mention or speaker in the text; those with the same name are one candidate, known by the last of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

from lagebild.extract.drafts import Reading
from lagebild.extract.gazetteer import Gazetteer
from lagebild.extract.persons import NameParts
from lagebild.extract.source_class import SourceWords
from lagebild.model import Mention, SourceClass, Span
from lagebild.parse.base import Token

Kind: TypeAlias = Literal["person", "body", "media", "state", "people"]
_REACH = 2500
LATEST = 60
_STEM = 4
_SHORT = 2
_KINDS: dict[str, Kind] = {"person": "person", "organization": "body", "media": "media", "state": "state", "group": "people"}


@dataclass(frozen=True, slots=True)
class Name:
    """A source: its name (None if unknown), entity and class, and the span that names it."""

    name: str | None
    entity: str | None = None
    source_class: SourceClass | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Somebody named at a place: where (characters, sentence number), who, and how the words mark them.

    gender: Masc Fem Neut or ""; number: Sing Plur or ""; role: the noun that describes them, in lower case, or "".
    """

    start: int
    end: int
    sentence: int
    name: Name
    kind: Kind
    gender: str
    number: str
    role: str
    country: str | None
    subject: bool
    governed: bool
    own: bool


class Named:
    """What the mentions of a document tell; read when first asked for, as many documents ask for little."""

    def __init__(self, reading: Reading, mentions: tuple[Mention, ...]) -> None:
        self._reading, self._mentions = reading, mentions

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """The mentions that a later phrase may stand for, in text order."""
        found = (_occurrence(self._reading, m) for m in self._mentions if m.kind in _KINDS and m.entity)
        return tuple(o for o in found if o is not None)

    @cached_property
    def printed(self) -> dict[str, str]:
        """Entity of a body or medium → the fullest name that the document gives it."""
        return _full_names(self._reading, self._mentions)


@dataclass(slots=True)
class Memory:
    """The mentions of a document, what they tell, and the speakers so far in text order."""

    mentions: tuple[Mention, ...]
    named: Named
    seen: list[Occurrence] = field(default_factory=list)

    @classmethod
    def of(cls, reading: Reading, mentions: tuple[Mention, ...]) -> Memory:
        return cls(mentions, Named(reading, mentions))

    def copy(self) -> Memory:
        """Return a memory that goes on by itself: what it meets is not remembered here."""
        return Memory(self.mentions, self.named, self.seen[-LATEST:])

    def before(self, start: int) -> list[Occurrence]:
        """Return what was named within reach before a place, in text order, speakers included."""
        occurrences = self.named.occurrences
        first = bisect_left(occurrences, start - _REACH, key=lambda o: o.start)
        last = bisect_left(occurrences, start, key=lambda o: o.start)
        near = [o for o in occurrences[max(first, last - LATEST) : last] if o.end <= start]
        near += [o for o in self.seen[-LATEST:] if o.end <= start]
        return sorted(near, key=lambda o: o.end)


def _full_names(reading: Reading, mentions: tuple[Mention, ...]) -> dict[str, str]:
    """Return how the document names each body and medium in full, its abbreviation in brackets: `Verband der Imker (VDI)`."""
    known = reading.pack.get(Gazetteer.from_pack)
    forms: dict[str, list[Mention]] = {}
    for m in mentions:
        if m.entity and (m.kind == "media" or (m.kind == "organization" and m.role is None)):
            forms.setdefault(m.entity, []).append(m)
    out = {}
    for entity, found in forms.items():
        texts = [reading.parse.text[m.span[0] : m.span[1]] for m in found]
        texts = [t for t in texts if known.lookup(t) is not None] or texts
        longest = spelled(max(texts, key=len), found[0].name)
        if found[0].kind == "media" and len(longest) <= _SHORT:
            longest = found[0].name
        short = next((t for t in texts if t.isupper() and t not in longest and len(t) < len(longest)), None)
        out[entity] = f"{longest} ({short})" if short is not None else longest
    return out


def spelled(text: str, name: str) -> str:
    """Return a name as the tables spell it where the text has the same words."""
    known = name.partition(" (")[0]
    words, others = text.split(), known.split()
    same = len(words) == len(others) and all(a[:_STEM].lower() == b[:_STEM].lower() for a, b in zip(words, others, strict=True))
    return known if same else text


def _occurrence(reading: Reading, mention: Mention) -> Occurrence | None:
    at = reading.parse.at(mention.span)
    if not len(at):
        return None
    tokens = [reading.tokens[i] for i in at]
    kind = _KINDS[mention.kind]
    proper = kind == "person" and is_proper(mention)
    if mention.role == "demonym" and kind == "state":
        return None
    name = Name(mention.name, mention.entity, _class(mention, proper), (tokens[0].start, tokens[-1].end))
    gender = gender_of_person(reading, mention.name, at[0]) if kind == "person" else gender_of(reading, at[0], tokens)
    role = "" if kind == "media" else (mention.role or "").lower()
    own = proper or (kind == "body" and _introduced(mention))
    number = "Plur" if kind == "people" else "" if kind == "body" and own else number_of(tokens)
    return Occurrence(
        mention.span[0], mention.span[1], reading.parse.sentence_number(at[0]), name, kind, gender, number, role,
        mention.country, is_subject(reading, at), _governed(reading, at[0]), own,
    )  # fmt: skip


def _class(mention: Mention, proper: bool) -> SourceClass:
    if mention.kind == "media":
        return "agency" if mention.role == "agency" else "outlet"
    if mention.kind == "person":
        return "named" if proper else "office"
    return "office" if mention.kind == "state" else "group"


def _introduced(mention: Mention) -> bool:
    """Tell whether a body is known by name: not by the noun that describes it alone."""
    return mention.role is None or not mention.name.lower().startswith(mention.role[:_STEM].lower())


def is_proper(mention: Mention) -> bool:
    """Tell whether a person is known by name, not only by office."""
    return mention.name != mention.role and "(" not in mention.name


def gender_of_person(reading: Reading, name: str, first: int) -> str:
    """Return the gender that a first name, a form of address or the noun before a person's name tells, "" if none does."""
    parts = reading.pack.get(NameParts.from_pack)
    given = next(iter(name.split()), "")
    if given in parts.women:
        return "Fem"
    if parts.is_given(given):
        return "Masc"
    before = reading.tokens[first - 1] if first else None
    noun = reading.pack.get(SourceWords.from_pack).nouns.lookup(before.text) if before is not None and before.pos == "NOUN" else None
    here = noun or reading.pack.get(SourceWords.from_pack).nouns.lookup(reading.tokens[first].text)
    return "" if here is None else "Fem" if here.feminine else "Masc"


def gender_of(reading: Reading, first: int, tokens: Sequence[Token]) -> str:
    """Return the gender of a noun phrase by its noun or the article before or in it."""
    head = next((t for t in tokens if t.pos == "NOUN"), None)
    if head is not None:
        form = reading.pack.get(SourceWords.from_pack).nouns.lookup(head.text)
        return "Fem" if form is not None and form.feminine else head.gender
    before = reading.tokens[first - 1] if first else None
    article = tokens[0] if tokens[0].pos == "DET" else before if before is not None and before.pos == "DET" else None
    return article.gender if article is not None and article.number != "Plur" else ""


def number_of(tokens: Sequence[Token]) -> str:
    """Return the number of a noun phrase: plural where it joins several."""
    if any(t.pos == "CCONJ" for t in tokens):
        return "Plur"
    head = next((t for t in tokens if t.pos in ("NOUN", "PROPN")), None)
    return head.number if head is not None and head.pos == "NOUN" else "Sing" if head is not None else ""


def is_subject(reading: Reading, at: Sequence[int]) -> bool:
    """Tell whether the tree makes a phrase the subject of its clause."""
    return any(reading.tokens[i].dep.startswith("nsubj") for i in at)


def _governed(reading: Reading, first: int) -> bool:
    """Tell a phrase that a preposition governs or that is a genitive."""
    k = first - 1
    while k >= 0 and reading.tokens[k].pos in ("DET", "ADJ", "NUM") and k > first - 4:
        if reading.tokens[k].case == "Gen":
            return True
        k -= 1
    return k >= 0 and reading.tokens[k].pos == "ADP"


def spoken(reading: Reading, at: Sequence[int], name: Name) -> Occurrence:
    """Return a speaker as somebody whom later words may stand for."""
    tokens = [reading.tokens[i] for i in at]
    person = name.source_class == "named"
    gender = gender_of_person(reading, name.name or "?", at[0]) if person else gender_of(reading, at[0], tokens)
    if person and not gender:
        gender = tokens[0].gender if tokens[0].pos == "PRON" else gender_of(reading, at[0], tokens)
    noun = next((t for t in tokens if t.pos == "NOUN"), None)
    human = noun is not None and reading.pack.get(SourceWords.from_pack).names_person(noun)
    kind: Kind = "person" if person or human else "media" if name.source_class in ("outlet", "agency") else "body"
    number = "Sing" if person and reading.pack.get(SourceWords.from_pack).joint not in (name.name or "") else number_of(tokens)
    head = noun.lemma.lower() if noun is not None else ""
    number_in_text = reading.parse.sentence_number(at[0])
    return Occurrence(tokens[0].start, tokens[-1].end, number_in_text, name, kind, gender, number, head, None, True, False, person)
