"""What an event is about, how much of it, where and when."""

from __future__ import annotations

from lagebild.extract.kinds import ObjectKinds
from lagebild.extract.parties import Filler
from lagebild.extract.relations import governor, preposition
from lagebild.extract.scene import Scene
from lagebild.model import EventObject, EventPlace, Mention, Quantity, Span, overlaps

LOCAL = frozenset({"place", "state", "facility"})
# Tokens (with a surcharge for another clause) beyond which a place is none of the event's.
FARTHEST = 24


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
    kind = kinds.of(scene.parse.tokens[head.i].lemma)
    if kind == "other":
        if head.mention and head.mention.kind == "treaty":
            kind = "treaty"
        elif head.mention and head.mention.kind == "person":
            kind = "person"
        elif head.mention and head.mention.kind == "equipment":
            kind = "arms"
    if kind == "other":
        within = (kinds.of(scene.parse.tokens[k].lemma) for k in scene.parse.at(span) if scene.parse.tokens[k].pos == "NOUN")
        counted = scene_quantity(scene, span)
        kind = next((k for k in within if k in ("troops", "arms", "money", "goods")), kind) if counted else kind
    return EventObject(span, kind)


def _end_before(scene: Scene, head: int, span: Span, taken: frozenset[int]) -> int:
    """Return where an object ends: before the prepositional phrase of a party inside it (*Munition an Moldau*)."""
    parse = scene.parse
    for k in sorted(taken):
        case = next((c for c in parse.children(k) if c.dep == "case"), None)
        if case and parse.tokens[head].end < case.start and parse.tokens[k].end <= span[1] and parse.tokens[k].head == head:
            return parse.tokens[case.i - 1].end
    return span[1]


def scene_quantity(scene: Scene, span: tuple[int, int]) -> Quantity | None:
    """Return the first quantity that overlaps a span and counts no time."""
    return next((q for q in scene.quantities if overlaps(q.span, span) or (q.of is not None and overlaps(q.of, span))), None)


def event_place(scene: Scene, i: int, taken: frozenset[int]) -> EventPlace | None:
    """Return the place of the event at token `i`: a place after a local preposition in the same clause, nearest to the trigger."""
    parse = scene.parse
    sentence = parse.sentence_of(i)
    start, end = parse.span_of(sentence.first, sentence.last)
    clause = governor(parse, i)
    best: tuple[int, Mention] | None = None
    for mention in scene.mentions:
        if mention.kind not in LOCAL or mention.span[0] < start or mention.span[1] > end:
            continue
        k = parse.at(mention.span).start
        local = scene.words.place if mention.kind != "state" else scene.words.inside
        if k in taken or k == i or not _links(scene, k) & local:
            continue
        score = abs(k - i) + (0 if governor(parse, k) == clause else 20) + (0 if mention.kind == "place" else 2)
        if best is None or score < best[0]:
            best = score, mention
    if best is None or best[0] > FARTHEST:
        return None
    return EventPlace(best[1].span, best[1].name, best[1].country)


def _links(scene: Scene, k: int) -> frozenset[str]:
    """Return the prepositions that a name may stand behind: its own, that of what it is an apposition to, the word before it."""
    parse, words = scene.parse, scene.words
    token = parse.tokens[k]
    found = {preposition(parse, k, words)}
    if token.dep in ("appos", "flat", "nmod") and 0 <= token.head != k:
        found.add(preposition(parse, token.head, words))
    for before in parse.tokens[max(0, k - 2) : k]:
        if before.i == k - 1 or parse.tokens[k - 1].pos in ("DET", "ADJ"):
            lower = before.text.lower()
            found.add(words.contractions.get(lower, lower))
    return frozenset(found)
