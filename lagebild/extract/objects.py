"""What an event is about, and how much of it."""

from __future__ import annotations

import re

from lagebild.extract.amounts import scene_quantity
from lagebild.extract.kinds import ObjectKinds
from lagebild.extract.parties import Filler
from lagebild.extract.scene import Scene
from lagebild.model import EventObject, ObjectKind, Span

CURRENCY = re.compile(r"[A-Z]{3}")
# The kind of what a mention names where its noun tells none.
MENTIONED: dict[str, ObjectKind] = {"treaty": "treaty", "person": "person", "equipment": "arms"}
# What an act strikes, takes or gives up, where the text has it in a party's place; what moves by itself.
THINGS: frozenset[ObjectKind] = frozenset({"arms", "goods", "treaty", "technology", "money"})
MOVERS: frozenset[ObjectKind] = frozenset({"troops", "arms"})


def event_object(scene: Scene, fillers: tuple[Filler, ...], kinds: ObjectKinds, taken: frozenset[int]) -> EventObject | None:
    """Return the object that the fillers make up, with the kind of its head noun or of what a number noun counts."""
    if not fillers:
        return None
    head = fillers[0]
    span = scene.phrase_of(head.i)
    before = max((k for k in taken if span[0] <= scene.parse.tokens[k].start < scene.parse.tokens[head.i].start), default=None)
    if before is not None:
        span = scene.parse.tokens[before + 1].start, span[1]
    span = span[0], _end_before(scene, head.i, span, taken)
    span = span[0], _with_counted(scene, span)
    return EventObject(span, _kind(scene, head, span, kinds))


def struck(scene: Scene, fillers: tuple[Filler, ...], kinds: ObjectKinds, sorts: frozenset[ObjectKind]) -> EventObject | None:
    """Return a party as the object of an act that names none: a thing of these sorts, or people who are counted."""
    for filler in fillers[:1]:
        if filler.kind != "noun":
            continue
        span = scene.phrase_of(filler.i)
        kind = _kind(scene, filler, span, kinds)
        if kind in sorts:
            return EventObject(span, kind)
        counted = scene_quantity(scene, span)
        if counted is not None and counted.unit == "persons" and sorts is not MOVERS:
            return EventObject(span, "person")
    return None


def _with_counted(scene: Scene, span: Span) -> int:
    """Return the end of an object with what its number and measure count (*eine Million Barrel Öl*)."""
    counted = scene_quantity(scene, span)
    of = counted.of if counted is not None else None
    return of[1] if of is not None and 0 <= of[0] - span[1] <= 1 else span[1]


def _kind(scene: Scene, head: Filler, span: Span, kinds: ObjectKinds) -> ObjectKind:
    """Return the kind of an object: by its head noun, what is counted where that is a number or a measure, its mention's kind."""
    parse = scene.parse
    counted = scene_quantity(scene, span)
    kind = kinds.of(parse.tokens[head.i].lemma)
    number = counted is not None and counted.span[0] <= parse.tokens[head.i].start < counted.span[1]
    if counted is not None and number and (kind == "other" or (kind == "money" and not CURRENCY.fullmatch(counted.unit))):
        nouns = parse.at(counted.of or (counted.span[0], span[1]))
        found = (kinds.of(parse.tokens[k].lemma) for k in reversed(nouns) if parse.tokens[k].pos in ("NOUN", "PROPN"))
        kind = next((k for k in found if k not in ("other", "money")), "person" if counted.unit == "persons" else "other")
        return "money" if CURRENCY.fullmatch(counted.unit) and kind == "other" else kind
    if kind == "other" and head.mention is not None:
        kind = MENTIONED.get(head.mention.kind, kind)
    if kind == "other" and counted is not None:
        within = (kinds.of(parse.tokens[k].lemma) for k in parse.at(span) if parse.tokens[k].pos == "NOUN")
        kind = next((k for k in within if k in ("troops", "arms", "money", "goods")), kind)
    return kind


def _end_before(scene: Scene, head: int, span: Span, taken: frozenset[int]) -> int:
    """Return where an object ends: before the prepositional phrase of a party inside it (*Munition an Moldau*)."""
    parse = scene.parse
    for k in sorted(taken):
        case = next((c for c in parse.children(k) if c.dep == "case"), None)
        if case and parse.tokens[head].end < case.start and parse.tokens[k].end <= span[1] and parse.tokens[k].head == head:
            return parse.tokens[case.i - 1].end
    return span[1]
