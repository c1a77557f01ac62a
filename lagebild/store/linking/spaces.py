"""Items of one space: stored with their keys, compared where these meet, gathered in components."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar
from zlib import crc32

from sqlalchemy import ColumnElement, Connection, String, bindparam, cast, delete, func, insert, select, update

from lagebild.link.groups import Groups
from lagebild.store import schema
from lagebild.store.linking.state import insert_plain
from lagebild.store.queries.common import chunks

T = TypeVar("T")
_CHUNK: Final = 400  # values in one condition: below what any database takes
_HOLDERS: Final = 400  # of one key: who shares only what so many hold is not compared by it
_COMPARED: Final = 200  # others that one item is compared with, those first that share most keys
_HELD: Final = 6_000  # items in memory


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """What a space is: its name, how an item is stored, its keys, and whether two items have to do with each other.

    `related` must be symmetric and know nothing of the case; None where to share a key is enough. `about`: the space of rows that say
    something of components of this one: they stay with these, and go when these are connected anew.
    """

    space: str
    encode: Callable[[T], Any]
    decode: Callable[[Any], T]
    keys: Callable[[T], Iterable[Hashable]]
    related: Callable[[T, T], bool] | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Item(Generic[T]):
    """A stored item: its row, document, place in that, and what it became the last time."""

    item: int
    doc: int
    ord: int
    value: T
    outcome: str | None = None


def key_number(key: Hashable) -> int:
    """Return a number of 32 bits for a key, the same on every machine. Two keys of one number cost a comparison, or a
    larger component, that `resolve` takes apart."""
    return crc32(repr(key).encode("utf-8", "surrogatepass"))


@dataclass
class Space(Generic[T]):
    """A space of a case in a writing transaction. After `add` and `remove`, `dirty` yields the components that changed."""

    connection: Connection
    kind: Kind[T]
    _components: Groups[int] = field(default_factory=Groups)
    _touched: set[int] = field(default_factory=set)
    _left: set[int] = field(default_factory=set)
    _values: dict[int, T] = field(default_factory=dict)

    def add(self, found: Sequence[tuple[int, int, T]], outcomes: Sequence[str | None] = ()) -> None:
        """Add items (document, place in it, value) and connect them with those stored; `outcomes` are what they were before."""
        keys = self._store(found, outcomes or [None] * len(found))
        related = self.kind.related
        if related is None:
            self._join_by_key(keys)
            return
        for item, others in self.neighbours(keys):
            self._connect(item, others, related)

    def _join_by_key(self, keys: dict[int, set[int]]) -> None:
        """Connect new items with all that share a key: for each key one of its holders stands for all."""
        by_key: dict[int, int] = {}
        for item, own in keys.items():
            for key in own:
                first = by_key.setdefault(key, item)
                self._components.join(first, item)
        k = schema.item_keys.c
        older: dict[int, int] = {}
        for some in chunks(sorted(by_key), _CHUNK):
            query = select(k.key, func.min(k.item)).where(k.space == self.kind.space, k.key.in_(some), k.item < min(keys))
            older.update(self.connection.execute(query.group_by(k.key)).all())
        components = self._components_of(older.values())
        for key, item in older.items():
            self._touched.add(components[item])
            self._components.join(components[item], by_key[key])

    def pairs(self, found: Sequence[tuple[int, int, T]]) -> Iterator[tuple[T, T]]:
        """Add items, and yield each pair of one of them with another, new or stored, that shares a key: for what needs no components."""
        keys = self._store(found, [None] * len(found))
        for item, others in self.neighbours(keys):
            met = [other for other, _ in others if other not in keys or other < item][:_COMPARED]
            one, *rest = self.fetch([item, *met])
            yield from ((one, other) for other in rest)

    def neighbours(self, keys: dict[int, set[int]]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """Yield each of some new items with the others (item, component) that share a key with it, those sharing most first."""
        by_key: dict[int, list[int]] = defaultdict(list)
        for item, own in keys.items():
            for key in own:
                by_key[key].append(item)
        met: dict[int, Counter[int]] = defaultdict(Counter)
        older = self._holders(by_key, min(keys, default=0))
        for key, new in by_key.items():
            held = [*older.get(key, ()), *new]
            if 1 < len(held) <= _HOLDERS:
                for item in new:
                    met[item].update(held)
        components = self._components_of({other for counts in met.values() for other in counts} - keys.keys())
        for item in keys:
            ranked = sorted(met.get(item, Counter()).items(), key=lambda pair: (-pair[1], pair[0]))
            yield item, [(other, components.get(other, other)) for other, _ in ranked if other != item]

    def _holders(self, keys: Iterable[int], before: int) -> dict[int, list[int]]:
        """Return the items up to one that hold some keys."""
        k = schema.item_keys.c
        found: dict[int, list[int]] = defaultdict(list)
        for some in chunks(sorted(keys), _CHUNK):
            query = select(k.key, k.item).where(k.space == self.kind.space, k.key.in_(some), k.item < before)
            for key, item in self.connection.execute(query):
                found[key].append(item)
        return found

    def _components_of(self, items: Iterable[int]) -> dict[int, int]:
        i = schema.items.c
        found: dict[int, int] = {}
        for some in chunks(sorted(items), _CHUNK):
            found.update(self.connection.execute(select(i.item, i.component).where(i.item.in_(some))).all())
        return found

    def _store(self, found: Sequence[tuple[int, int, T]], outcomes: Sequence[str | None]) -> dict[int, set[int]]:
        last = self.connection.execute(select(func.coalesce(func.max(schema.items.c.item), 0))).scalar_one()
        rows, key_rows, keys = [], [], {}
        for item, ((doc, place, value), outcome) in enumerate(zip(found, outcomes, strict=True), last + 1):
            row = {"item": item, "space": self.kind.space, "doc": doc, "ord": place, "component": item, "outcome": outcome}
            keys[item] = {key_number(key) for key in self.kind.keys(value)}
            rows.append({**row, "data": self.kind.encode(value), "key_list": sorted(keys[item])})
            key_rows += [(self.kind.space, key, item) for key in keys[item]]
            self._values[item] = value
            self._touched.add(item)
        if rows:
            self.connection.execute(insert(schema.items), rows)
        insert_plain(self.connection, schema.item_keys, sorted(key_rows))
        return keys

    def _connect(self, item: int, others: Sequence[tuple[int, int]], related: Callable[[T, T], bool]) -> None:
        apart = [(o, c) for o, c in others if self._components.find(item) != self._components.find(c)][:_COMPARED]
        self.fetch([item, *(other for other, _ in apart)])
        for other, component in apart:
            if self._components.find(item) == self._components.find(component):
                continue
            if related(self._values[item], self._values[other]):
                self._touched.update((item, component))
                self._components.join(component, item)

    def fetch(self, items: Sequence[int]) -> list[T]:
        """Return the values of stored items (at most a few hundred), in order."""
        missing = [k for k in items if k not in self._values]
        if len(self._values) + len(missing) > _HELD:
            kept = set(items)
            for old in [k for k in self._values if k not in kept][: _HELD // 2]:
                del self._values[old]
        i = schema.items.c
        for some in chunks(missing, _CHUNK):
            for item, data in self.connection.execute(select(i.item, i.data).where(i.item.in_(some))):
                self._values[item] = self.kind.decode(data)
        return [self._values[k] for k in items]

    def remove(self, docs: Iterable[int]) -> None:
        """Remove the items of documents; what is left of their components is connected anew."""
        self.settle()
        i = schema.items.c
        gone: set[int] = set()
        components: set[int] = set()
        for some in chunks(sorted(docs), _CHUNK):
            for item, component in self.connection.execute(select(i.item, i.component).where(i.space == self.kind.space, i.doc.in_(some))):
                gone.add(item)
                components.add(component)
        self.again(components, gone)

    def again(self, components: set[int], without: Set[int] = frozenset()) -> None:
        """Connect the items of components anew, as their keys and relation are now, but for those `without`, which are removed."""
        self.settle()
        self._left |= components
        found = [x for some in chunks(sorted(components), _CHUNK) for items in self.of(some).values() for x in items]
        i = schema.items.c
        for some in chunks(sorted(components) if self.kind.about else (), _CHUNK):
            self.connection.execute(delete(schema.items).where(i.space == self.kind.about, i.component.in_(some)))
        self._delete([x.item for x in found])
        left = [x for x in found if x.item not in without]
        self.add([(x.doc, x.ord, x.value) for x in left], [x.outcome for x in left])

    def _delete(self, items: Sequence[int]) -> None:
        for some in chunks(items, _CHUNK):
            for item in some:
                self._values.pop(item, None)
            i, k = schema.items.c, schema.item_keys.c
            found = self.connection.execute(select(i.item, i.key_list).where(i.item.in_(some)))
            rows = [{"s": self.kind.space, "k": key, "i": item} for item, keys in found for key in keys]
            if rows:
                where = (k.space == bindparam("s"), k.key == bindparam("k"), k.item == bindparam("i"))
                self.connection.execute(delete(schema.item_keys).where(*where), rows)
            self.connection.execute(delete(schema.items).where(schema.items.c.item.in_(some)))

    def touch(self, docs: Iterable[int]) -> None:
        """Take the components of some documents' items for changed."""
        i = schema.items.c
        for some in chunks(sorted(docs), _CHUNK):
            query = select(i.component).where(i.space == self.kind.space, i.doc.in_(some)).distinct()
            self._touched.update(self.connection.execute(query).scalars())

    def settle(self) -> None:
        """Write which components have become one."""
        rows = []
        for members in self._components.groups():
            root = self._components.find(members[0])
            rows += [{"old": m, "new": root} for m in members if m != root]
            if len(members) > 1:
                self._left.update(m for m in members if m != root)
        if rows:
            i = schema.items.c
            for own in filter(None, (self.kind.space, self.kind.about)):
                where = (i.space == own, i.component == bindparam("old"))
                self.connection.execute(update(schema.items).where(*where).values(component=bindparam("new")), rows)
        self._touched = {self._components.find(t) for t in self._touched}
        self._components = Groups()

    def of(self, components: Sequence[int], without: Set[int] = frozenset()) -> dict[int, list[Item[T]]]:
        """Return the items of some components (at most a few hundred), but for those `without`, which are not read."""
        i = schema.items.c
        where = (i.space == self.kind.space, i.component.in_(components))
        found: dict[int, list[Item[T]]] = {component: [] for component in components}
        if without:
            numbers = func.aggregate_strings(cast(i.item, String), ",")  # as one text: far faster than a row for each
            rows = self.connection.execute(select(numbers).where(*where).group_by(i.component)).scalars()
            for component, x in self._read([item for row in rows for item in map(int, row.split(",")) if item not in without]):
                found[component].append(x)
        elif components:
            for component, *row in self.connection.execute(select(i.component, *self._columns()).where(*where)):
                found[component].append(self._item(*row))
        return found

    def items(self, items: Sequence[int]) -> list[Item[T]]:
        """Return stored items, in any order."""
        return [x for _, x in self._read(items)]

    def _read(self, items: Sequence[int]) -> Iterator[tuple[int, Item[T]]]:
        i = schema.items.c
        for some in chunks(items, _CHUNK):
            query = select(i.component, *self._columns()).where(i.item.in_(some))
            yield from ((component, self._item(*row)) for component, *row in self.connection.execute(query))

    def _columns(self) -> tuple[ColumnElement[Any], ...]:
        i = schema.items.c
        return i.item, i.doc, i.ord, i.data, i.outcome

    def _item(self, item: int, doc: int, place: int, data: Any, outcome: str | None) -> Item[T]:
        value = self._values[item] if item in self._values else self.kind.decode(data)
        return Item(item, doc, place, value, outcome)

    def stale(self) -> set[int]:
        """Return the components whose results no longer hold: those that changed, and those that are no more."""
        self.settle()
        return self._touched | self._left

    def became(self, outcomes: Iterable[tuple[int, str | None]]) -> None:
        """Write what items became."""
        rows = [{"i": item, "o": outcome} for item, outcome in outcomes]
        if rows:
            where = schema.items.c.item == bindparam("i")
            self.connection.execute(update(schema.items).where(where).values(outcome=bindparam("o")), rows)

    def changed(self) -> list[int]:
        """Return the components that changed, which are taken as they are from now on."""
        self.settle()
        found = sorted(self._touched)
        self._touched, self._left = set(), set()
        return found

    def dirty(self) -> Iterator[tuple[int, list[Item[T]]]]:
        """Yield the components that changed, each with its items."""
        for some in chunks(self.changed(), _CHUNK):
            yield from ((component, items) for component, items in self.of(some).items() if items)
