"""How much an event is about: which of the document's quantities is its own."""

from __future__ import annotations

from lagebild.extract.scene import Scene
from lagebild.extract.units import Units
from lagebild.model import EventObject, EventType, Party, Quantity, Span, overlaps

# Types whose actors' number is what a reader asks for: 5.000 Menschen demonstrierten, 300 Soldaten rückten aus.
BY_SUBJECT: frozenset[EventType] = frozenset({"PROTEST", "MOBILIZE"})
WORTH_REACH = 45  # characters behind an object in which the sum that it comes to may begin


def event_quantity(
    scene: Scene, heads: tuple[int, ...], kind: EventType, thing: EventObject | None, recipient: tuple[Party, ...]
) -> Quantity | None:
    """Return how much: the quantity in the object or the sum it comes to (*Kredite in Höhe von 5 Millionen Euro*), that of the trigger
    (*41 Festnahmen*), of what it is done to, of the subject of its passive.

    `heads`: the tokens of the trigger and of the verb that it stands with.
    """
    found = scene_quantity(scene, thing.span) or _worth(scene, thing.span[1]) if thing else None
    found = found or _of_trigger(scene, heads[0])
    for party in () if found else recipient:
        found = found or scene_quantity(scene, party.span)
    return found or _of_subject(scene, heads, kind)


def scene_quantity(scene: Scene, span: Span) -> Quantity | None:
    """Return the first quantity that overlaps a span, itself or by what it counts."""
    return next((scene.quantity_at[i] for i in scene.parse.at(span) if i in scene.quantity_at), None)


def _worth(scene: Scene, end: int) -> Quantity | None:
    """Return the sum named behind an object's end: *Zahlungen [in Höhe von 6 Milliarden]*."""
    following = scene.parse.at((end, end + WORTH_REACH))
    quantity = next((scene.quantity_at[i] for i in following if i in scene.quantity_at), None)
    if quantity is None or quantity.span[0] <= end:
        return None
    between = " ".join(scene.document.text[end : quantity.span[0]].split())
    return quantity if between in scene.pack.get(Units.from_pack).worth else None


def _of_trigger(scene: Scene, i: int) -> Quantity | None:
    quantity = scene.quantity_at.get(i)
    return quantity if quantity and quantity.of and overlaps(quantity.of, scene.parse.tokens[i].span) else None


def _of_subject(scene: Scene, heads: tuple[int, ...], kind: EventType) -> Quantity | None:
    """Return the quantity of the subject where that is what it is done to, or whose number counts."""
    links = ("nsubj:pass", "nsubj") if kind in BY_SUBJECT else ("nsubj:pass",)
    subjects = (c for k in heads if k >= 0 for c in scene.parse.children(k) if c.dep in links)
    return next((q for c in subjects if (q := scene_quantity(scene, scene.phrase_of(c.i)))), None)
