"""Sums of local entities (`link.entities.sums`) of a case: kept for components so large that reading all of one again takes its time.

A sum is an item of a space of its own, in the component of those that it adds up; it knows which these are. Items that come together
anew (`Space.again`) lose their sums, which are made again when their component is next resolved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, bindparam, func, insert, select, update

from lagebild.link.entities import Judgement, LocalEntity, Side, Sum, sum_key
from lagebild.store import schema
from lagebild.store.linking.spaces import Item, Space
from lagebild.store.linking.state import CHUNK
from lagebild.store.queries.common import chunks

SUMS: Final = "entity sum"
_LARGE: Final = 32  # items of a component up to which all are read
_MANY: Final = 8  # items that are worth a sum


@dataclass(slots=True)
class Kept:
    """A sum, the items in it, their entity the last time, and its own item (`row`; None before it is written). new: the items just added;
    spare: rows that say the same, to be deleted."""

    value: Sum
    items: list[int]
    outcome: str | None = None
    row: int | None = None
    new: list[Item[LocalEntity]] = field(default_factory=list)
    spare: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Component:
    """The local entities of a component: those known one by one, and sums of the others."""

    number: int
    items: list[Item[LocalEntity]]
    kept: list[Kept] = field(default_factory=list)


class Meant:
    """Tells which components judgements mean, whose local entities are known one by one."""

    def __init__(self, connection: Connection, space: str, decided: Iterable[Judgement]) -> None:
        self._sides = [side for j in decided if j.holds for side in (j.a, j.b)]
        i, d = schema.items.c, schema.documents.c
        docs = sorted({side.doc_id for side in self._sides if side.doc_id is not None})
        self._anchored: set[int] = set()
        for some in chunks(docs, CHUNK):
            query = select(i.component).join(schema.documents, d.pk == i.doc).where(i.space == space, d.id.in_(some))
            self._anchored.update(connection.execute(query).scalars())

    def __call__(self, component: Component) -> bool:
        if not self._sides:
            return False
        return component.number in self._anchored or any(self._is_side(side, component) for side in self._sides)

    def _is_side(self, side: Side, component: Component) -> bool:
        added_up = any(k.value.first.kind == side.kind and not k.value.names.keys().isdisjoint(side.names) for k in component.kept)
        return added_up or any(side.fits(x.value) for x in component.items)


def read(space: Space[LocalEntity], components: Sequence[int], meant: Callable[[Component], bool]) -> Iterator[Component]:
    """Yield some components (at most a few hundred), those that hold nothing left out."""
    i = schema.items.c
    kept: dict[int, list[Kept]] = defaultdict(list)
    query = select(i.component, i.item, i.data, i.outcome).where(i.space == SUMS, i.component.in_(components)).order_by(i.item)
    for component, row, data, outcome in space.connection.execute(query):
        kept[component].append(Kept(Sum.from_json(data[1]), data[0], outcome, row))
    items = space.of([c for c in components if c not in kept])
    items.update(space.of(sorted(kept), {item for sums in kept.values() for k in sums for item in k.items}))
    for number, found in items.items():
        component = Component(number, found, kept.get(number, []))
        if meant(component):
            _drop(space.connection, [k.row for k in component.kept if k.row is not None])
            component = Component(number, space.of([number])[number]) if component.kept else component
        elif component.kept or len(found) > _LARGE:
            component = _added_up(component)
        if component.items or component.kept:
            yield component


def _added_up(component: Component) -> Component:
    """Return a component with the items that are many of one key in their sums."""
    kept: dict[Hashable, Kept] = {}
    for k in component.kept:
        own = kept.setdefault(sum_key(k.value.first), k)
        if own is not k:
            _take(own, k)
    rest: list[Item[LocalEntity]] = []
    by_key: dict[Hashable, list[Item[LocalEntity]]] = defaultdict(list)
    for x in component.items:
        key = sum_key(x.value)
        (rest if key is None else by_key[key]).append(x)
    for key, group in by_key.items():
        if key in kept:
            kept[key].value.add(x.value for x in group)
        elif len(group) >= _MANY:
            kept[key] = Kept(Sum.of([x.value for x in group]), [])
        else:
            rest += group
            continue
        kept[key].items += [x.item for x in group]
        kept[key].new += group
    return Component(component.number, rest, list(kept.values()))


def _take(own: Kept, other: Kept) -> None:
    """Take in a sum of the same key, from what was another component; of two entities until now, all are looked at."""
    own.value.take(other.value)
    own.items += other.items
    own.outcome = own.outcome if own.outcome == other.outcome else None
    own.spare += [other.row] if other.row is not None else []


def became(space: Space[LocalEntity], k: Kept, component: int, outcome: str) -> list[Item[LocalEntity]]:
    """Write what a sum became; returns its items that may have been another entity until now."""
    changed = k.new if k.outcome == outcome else space.items(k.items)
    if not k.new and not k.spare and k.outcome == outcome:
        return changed
    first = k.value.first
    row = {"doc": first.doc, "ord": first.number, "component": component, "outcome": outcome, "data": [k.items, k.value.as_json()]}
    i = schema.items.c
    _drop(space.connection, k.spare)
    if k.row is None:
        last = space.connection.execute(select(func.max(i.item))).scalar_one()
        space.connection.execute(insert(schema.items), {**row, "item": last + 1, "space": SUMS, "key_list": []})
    else:
        space.connection.execute(update(schema.items).where(i.item == bindparam("row")), {**row, "row": k.row})
    return changed


def _drop(connection: Connection, rows: Sequence[int]) -> None:
    for some in chunks(rows, CHUNK):
        connection.execute(schema.items.delete().where(schema.items.c.item.in_(some)))
