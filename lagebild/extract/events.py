"""Who does what to whom: candidates from the lexicon, filtered and typed by a trained model, with roles, object, place, date, status."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast as as_type

from lagebild.extract.amounts import event_quantity
from lagebild.extract.deeds import Deed, clause_of
from lagebild.extract.details import DetailWords, event_details, with_details
from lagebild.extract.kinds import ObjectKinds
from lagebild.extract.linear import LinearModel, Vector, read_model
from lagebild.extract.marks import is_fitting, marks_of
from lagebild.extract.objects import MOVERS, THINGS, event_object, struck
from lagebild.extract.parties import Filler, parties
from lagebild.extract.places import event_place
from lagebild.extract.roles import Cast, cast, sentence_fillers
from lagebild.extract.scene import Scene, make_scene
from lagebild.extract.status import status_of, teller
from lagebild.extract.surroundings import StatusWords, Surroundings, surroundings
from lagebild.extract.trigger_features import document_features
from lagebild.extract.triggers import NONE, Candidate, TriggerEntry, TriggerLexicon, candidates
from lagebild.extract.when import carried_date, event_date
from lagebild.lang.pack import Pack
from lagebild.model import Document, Event, EventObject, EventType, Mention, Party, Quantity, Statement, Time, content_id, overlaps, within
from lagebild.parse.base import Parse

# Weight of a type that the lexicon does not give for a word.
OUTSIDE = 0.3
# Acts whose object may stand where a party does: what is struck, taken or freed; what moves or withdraws.
STRIKING = frozenset({"ASSAULT", "COERCE", "CONCEDE", "AID", "REJECT"})
MOVING_THEMSELVES = frozenset({"MOBILIZE", "RETREAT"})


@dataclass(frozen=True)
class EventModels:
    """The trained models and their thresholds, the lexica: all that finding events needs of a pack."""

    lexicon: TriggerLexicon
    status_words: StatusWords
    kinds: ObjectKinds
    details: DetailWords
    types: LinearModel
    roles: LinearModel
    statuses: LinearModel
    event_threshold: float
    marked: float
    object_threshold: float
    interstate: dict[str, float]

    @classmethod
    def from_pack(cls, pack: Pack) -> EventModels:
        settings = pack.toml("event_thresholds.toml")
        return cls(
            pack.get(TriggerLexicon.from_pack),
            pack.get(StatusWords.from_pack),
            pack.get(ObjectKinds.from_pack),
            pack.get(DetailWords.from_pack),
            read_model(pack, "event_types.tsv"),
            read_model(pack, "event_roles.tsv"),
            read_model(pack, "event_statuses.tsv"),
            float(settings["event"]),
            float(settings["marked"]),
            float(settings["object"]),
            {name: float(x) for name, x in settings["interstate"].items()},
        )

    def threshold(self, scene: Scene, candidate: Candidate) -> float:
        """Return how likely an event must be: less where a marked act (arms, treaty, letter …) stands in a sentence with two states.

        Less too where its arguments name the things that such acts deal with (*schickte Haubitzen, ratifizierte den Pakt*).
        """
        best = candidate.best
        fitting = is_fitting(best.type, marks_of(scene, candidate.i))
        usual = min(self.event_threshold, self.marked) if fitting else self.event_threshold
        lower = self.interstate.get(best.mode) or self.interstate.get(best.type)
        if lower is None or (not best.mode and best.type == "CONSULT"):
            return usual
        sentence = scene.parse.sentence_of(candidate.i)
        held = (scene.mention_at.get(k) for k in range(sentence.first, sentence.last))
        return min(lower, usual) if len({m.country for m in held if m and m.country}) > 1 else usual


def find_events(
    document: Document,
    parse: Parse,
    mentions: tuple[Mention, ...],
    times: tuple[Time, ...],
    quantities: tuple[Quantity, ...],
    statements: tuple[Statement, ...],
    pack: Pack,
) -> tuple[Event, ...]:
    """Return the political events that a document tells of, in text order."""
    return events_of(make_scene(document, parse, mentions, times, quantities, statements, pack), pack.get(EventModels.from_pack))


def events_of(scene: Scene, models: EventModels) -> tuple[Event, ...]:
    """Return the events of a document by given models, in text order."""
    known: dict[int, tuple[Filler, ...]] = {}
    found = []
    for candidate, around, chosen in _triggers(scene, models):
        number = scene.parse.sentence_number(candidate.i)
        if number not in known:
            known[number] = sentence_fillers(scene, candidate.i)
        found.append(_event(scene, candidate, around, chosen, models, known[number]))
    return tuple({event.id: event for event in found}.values())


def _triggers(scene: Scene, models: EventModels) -> list[tuple[Candidate, Surroundings, str]]:
    """Return the candidates that the model takes for events, with their types; the noun of a light verb goes with its verb."""
    possible = candidates(scene.parse, models.lexicon)
    scene.type_at.update({c.i: c.best.type for c in possible})
    arounds = [surroundings(scene, c.i, models.status_words) for c in possible]
    shares = models.types.many(document_features(scene, possible, arounds))
    chosen = [
        choose_type(models.types.classes, share, models.threshold(scene, c), frozenset(r.type for r in c.readings))
        for c, share in zip(possible, shares, strict=True)
    ]
    verbs = {c.i: (c, kind) for c, kind in zip(possible, chosen, strict=True) if c.pos == "V"}
    return [
        (c, a, kind)
        for c, a, kind in zip(possible, arounds, chosen, strict=True)
        if kind != NONE and not (c.pos == "N" and _is_told(scene, c, kind, verbs.get(scene.parse.tokens[c.i].head)))
    ]


def _is_told(scene: Scene, candidate: Candidate, kind: str, verb: tuple[Candidate, str] | None) -> bool:
    """Tell whether a noun's act is that of the verb above it: a light verb's noun, or its object (*den Vertrag ratifiziert*)."""
    if verb is None or verb[1] != kind:
        return False
    return verb[0].met or scene.parse.tokens[candidate.i].dep in ("obj", "nsubj:pass")


def choose_type(classes: tuple[str, ...], shares: Vector, threshold: float, readings: frozenset[str] = frozenset()) -> str:
    """Return the likeliest type where the chance that there is an event at all reaches the threshold, else NONE.

    Types outside `readings`, where the lexicon gives any, count half.
    """
    none = classes.index(NONE)
    if 1.0 - float(shares[none]) < threshold:
        return NONE
    weight = {
        c: float(share) * (1.0 if not readings or c in readings else OUTSIDE) for c, share in zip(classes, shares, strict=True) if c != NONE
    }
    return max(weight, key=lambda c: weight[c])


def entry_for(candidate: Candidate, chosen: str) -> TriggerEntry:
    """Return the reading of a candidate that has the chosen type, else its best reading."""
    return next((r for r in candidate.readings if r.type == chosen), candidate.best)


def _event(scene: Scene, candidate: Candidate, around: Surroundings, chosen: str, models: EventModels, known: tuple[Filler, ...]) -> Event:
    entry = entry_for(candidate, chosen)
    roles = cast(scene, candidate, entry, around, chosen, models.roles, models.object_threshold, known)
    trigger = scene.parse.tokens[candidate.i].span
    actor = _apart(_parties(scene, roles.actor), ()) or _in_compound(scene, candidate, entry)
    recipient = _apart(_parties(scene, roles.recipient), actor)
    taken = frozenset(f.i for f in (*roles.actor, *roles.recipient))
    thing = event_object(scene, roles.object, models.kinds, taken) or _struck(scene, roles, chosen, models.kinds)
    status = status_of(scene, candidate, around, chosen, models.status_words, models.statuses)
    statement = teller(scene, candidate, around, status)
    event = Event(
        id=content_id(scene.document.id, chosen, trigger, tuple(p.code or p.name for p in (*actor, *recipient))),
        type=as_type(EventType, chosen),
        trigger=trigger,
        status=status,
        mode=(entry.mode or None) if entry.type == chosen else None,
        actor=actor,
        recipient=recipient,
        object=thing,
        quantity=event_quantity(scene, (candidate.i, around.verb), as_type(EventType, chosen), thing, recipient),
        place=event_place(scene, candidate.i, chosen, actor, taken),
        date=event_date(scene, candidate.i) or carried_date(scene, candidate.i, chosen, status),
        statement=statement.id if statement else None,
    )
    return with_details(event, event_details(_deed(scene, candidate, around, entry, event), models.details))


def _struck(scene: Scene, roles: Cast, chosen: str, kinds: ObjectKinds) -> EventObject | None:
    """Return what an act without an object strikes or moves, where it stands in a party's place."""
    if chosen in MOVING_THEMSELVES:
        return struck(scene, roles.actor, kinds, MOVERS)
    return struck(scene, roles.recipient, kinds, THINGS) if chosen in STRIKING else None


def _deed(scene: Scene, candidate: Candidate, around: Surroundings, entry: TriggerEntry, event: Event) -> Deed:
    """Return an event laid over the parse, for the readers of its details."""
    return Deed(
        scene, candidate.i, around.verb, candidate.lemma, entry.lemma, event.type, event.mode or "", event.status, around.negated,
        event.actor, event.recipient, event.object, clause_of(scene, candidate.i, around.verb),
    )  # fmt: skip


def _parties(scene: Scene, chosen: tuple[Filler, ...]) -> tuple[Party, ...]:
    return tuple(p for f in chosen for p in parties(scene, f, f.code))


def _apart(parties: tuple[Party, ...], others: tuple[Party, ...]) -> tuple[Party, ...]:
    """Return the parties whose spans touch none of `others` and none before them, but for states that one phrase stands for."""
    kept: list[Party] = []
    for one in parties:
        before = (*others, *(k for k in kept if k.span != one.span or k.code == one.code))
        if not any(overlaps(one.span, other.span) for other in before):
            kept.append(one)
    return tuple(kept)


def _in_compound(scene: Scene, candidate: Candidate, entry: TriggerEntry) -> tuple[Party, ...]:
    """Return the state or body that a compound trigger begins with, as its actor (*US-Sanktionen*)."""
    mention = scene.mention_at.get(candidate.i)
    token = scene.parse.tokens[candidate.i]
    named = mention is not None and mention.country and mention.kind in ("state", "organization") and within(mention.span, token.span)
    if mention is None or not named or candidate.whole or "adj" not in entry.actor:
        return ()
    return (Party(mention.span, mention.name, mention.country or ""),)
