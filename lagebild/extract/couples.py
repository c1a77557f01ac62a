"""Two who speak together: whom `die beiden`, `beide Seiten`, `die beiden Länder` stand for, the last two named of one kind."""

from __future__ import annotations

from lagebild.extract.antecedents import candidates
from lagebild.extract.drafts import Reading
from lagebild.extract.source_class import SourceWords
from lagebild.extract.standing import Kind, Memory, Name, Occurrence
from lagebild.model import SourceClass
from lagebild.parse.base import Token

_NEAR = 4
_LONGEST = 3
_CLASSES: dict[Kind, SourceClass] = {"person": "named", "state": "office", "body": "group"}


def couple(reading: Reading, indices: list[int], memory: Memory) -> Name | None:
    """Return the two for whom a phrase with `beide` stands, None where it is another phrase or no two were named nearby."""
    words = reading.lexicon.words["pronouns"]
    tokens = [reading.tokens[i] for i in indices]
    if len(tokens) > _LONGEST or not any(t.lemma.lower() in words["both"] or t.text.lower() in words["both"] for t in tokens[:2]):
        return None
    noun = tokens[-1] if tokens[-1].pos == "NOUN" else None
    if noun is None and len(tokens) == _LONGEST:
        return None
    number = reading.parse.sentence_number(indices[0])
    joint = reading.pack.get(SourceWords.from_pack).joint
    known = candidates(memory, tokens[0].start, lambda o: _single(o, joint))
    found = [c.last for c in known if number - c.last.sentence <= _NEAR]
    pairs = [two for kind in _kinds(reading, noun) if (two := _last_two(found, kind))]
    latest = max(pairs, key=lambda two: two[0].end, default=None)
    if latest is None:
        return None
    name = joint.join(o.name.name or "" for o in latest)
    return Name(name, None, _CLASSES[latest[0].kind], (tokens[0].start, tokens[-1].end))


def _single(o: Occurrence, joint: str) -> bool:
    return o.number != "Plur" and joint not in (o.name.name or "") and (o.own if o.kind in ("person", "body") else o.kind == "state")


def _last_two(found: list[Occurrence], kind: Kind) -> list[Occurrence]:
    same = [o for o in found if o.kind == kind]
    return same[-2:] if len(same) > 1 else []


def _kinds(reading: Reading, noun: Token | None) -> tuple[Kind, ...]:
    """Return which kinds of party a noun after `beide` may stand for; without one people, then the rest."""
    words = reading.pack.get(SourceWords.from_pack)
    if noun is None:
        return ("person",)
    if noun.lemma in reading.lexicon.words["sources"]["sides"]:
        return ("person", "state", "body")
    if noun.lemma in reading.lexicon.words["sources"]["lands"]:
        return ("state",)
    form = words.nouns.lookup(noun.text)
    if form is not None and form.noun.kind in ("office", "person"):
        return ("person",)
    return ("body",) if words.names_body(noun) else ()
