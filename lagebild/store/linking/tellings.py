"""Sentences of a case with what they tell, what ties them, and the components that ties make of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import numpy as np
from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from lagebild.link.groups import Groups
from lagebild.link.tellings import Weighed
from lagebild.link.ties import LEVELS, MOST, OWN, Tie
from lagebild.store import schema
from lagebild.store.linking.affairs import SPACE
from lagebild.store.linking.sentences import Sentence, Sentences, decode, packed, tells, weighed
from lagebild.store.linking.shelf import Met
from lagebild.store.linking.state import CHUNK, insert_plain, rows_by
from lagebild.store.queries.common import chunks

_COMPONENTS: Final = 256
_TIES: Final = select(*(schema.ties.c[name] for name in ("a", "b", *Tie._fields)))
_CLOSE: Final = 32_768  # ties that components are joined by at once


@dataclass(frozen=True, slots=True)
class Part:
    """A component: its sentences by item, oldest first, and what ties them, by item, the smaller first."""

    component: int
    sentences: tuple[tuple[int, Sentence], ...]
    ties: tuple[tuple[int, int, Tie], ...]


class _Home(NamedTuple):
    """The component of a sentence, numbered by its first item, and the level of ties that holds it together."""

    component: int
    level: int


class _Close(NamedTuple):
    """Two sentences by item, and the highest level at which they are decided upon together."""

    a: int
    b: int
    level: int


@dataclass
class Tellings:
    """The sentences of a case in a writing transaction. After `add`, `bind` and `remove`, `dirty` yields the components that changed.

    A sentence is of the lowest level (`link.ties.LEVELS`) at which no more than `MOST` sentences hang together, and decided upon with
    these: which they are depends on all ties, not on the order in which they came.
    """

    connection: Connection
    _components: Groups[int] = field(default_factory=Groups)
    _touched: set[int] = field(default_factory=set)
    _left: set[int] = field(default_factory=set)

    def add(self, documents: Sequence[Sentences]) -> None:
        """Add the sentences of documents, and tie denials to those of their own that they may be about."""
        item = self.connection.execute(select(func.coalesce(func.max(schema.tellings.c.item), 0))).scalar_one()
        rows, outlines, key_rows, own = [], [], [], []
        for one in documents:
            if one.outline is not None:
                outlines.append(_outline_row(one, item + 1))
                key_rows += [(SPACE, key, one.doc) for key in one.keys]
                own += [(item + 1 + a, item + 1 + b, OWN) for a, b in one.denials]
            for place, data in enumerate(one.data):
                item += 1
                rows.append((item, one.doc, place, item, 0, data))
                self._touched.add(item)
        insert_plain(self.connection, schema.tellings, rows)
        if outlines:
            self.connection.execute(insert(schema.outlines), outlines)
        insert_plain(self.connection, schema.item_keys, sorted(key_rows))
        self._join_all(self._tie(own))

    def bind(self, found: Iterable[Sequence[Met]]) -> None:
        """Tie sentences of documents to those of others, some at a time."""
        close: list[_Close] = []
        for some in found:
            first = self._first({doc for met in some for doc in (met.doc, met.other)})
            pairs = ((first[met.doc] + met.place, first[met.other] + met.there, met.tie) for met in some)
            close += self._tie([(min(a, b), max(a, b), known) for a, b, known in pairs])
            if len(close) >= _CLOSE:
                self._join_all(close)
                close = []
        self._join_all(close)

    def _first(self, docs: Iterable[int]) -> dict[int, int]:
        """Return the items of documents' first sentences; the others follow."""
        o = schema.outlines.c
        return {row.doc: row.first for row in rows_by(self.connection, select(o.doc, o.first), o.doc, docs)}

    def _tie(self, found: Sequence[tuple[int, int, Tie]]) -> list[_Close]:
        """Write what ties sentences; returns those that may be decided upon together."""
        insert_plain(self.connection, schema.ties, [(a, b, *known) for a, b, known in sorted(found)])
        return [_Close(a, b, known.level) for a, b, known in found if known.binds]

    def _join_all(self, close: Sequence[_Close]) -> None:
        while close:
            close = self._join(close)

    def _join(self, close: Sequence[_Close]) -> list[_Close]:
        """Make components one that are tied at their level; returns the ties of those that were too large, and now are of the next."""
        homes = self._homes({item for tied in close for item in tied[:2]})
        raised: set[int] = set()
        for a, b, level in close:
            one, two = sorted((homes[a], homes[b]), key=lambda home: home.level)
            if level < one.level:
                continue
            self._touched.update((one.component, two.component))
            if one.level < two.level:  # what the one is tied to is too large at its level, and so is it
                raised.add(one.component)
            else:
                self._components.join(*sorted(map(self._components.find, (one.component, two.component))))
        root = {home.component: self._components.find(home.component) for home in homes.values()}
        self._settle()
        raised = {root[component] for component in raised} | self._too_large(set(root.values()))
        self._raise(raised)
        return [tied for tied in close if not raised.isdisjoint((root[homes[tied.a].component], root[homes[tied.b].component]))]

    def _homes(self, items: Iterable[int]) -> dict[int, _Home]:
        t = schema.tellings.c
        query = select(t.item, t.component, t.level)
        return {row.item: _Home(row.component, row.level) for row in rows_by(self.connection, query, t.item, items)}

    def _settle(self) -> None:
        """Write which components have become one."""
        rows = []
        for members in self._components.groups():
            root = self._components.find(members[0])
            rows += [{"old": m, "new": root} for m in members if m != root]
        old = {row["old"] for row in rows}
        self._left |= old
        self._touched -= old
        self._touched.update(row["new"] for row in rows)
        if rows:
            where = schema.tellings.c.component == bindparam("old")
            self.connection.execute(update(schema.tellings).where(where).values(component=bindparam("new")), rows)
        self._components = Groups()

    def _too_large(self, components: Iterable[int]) -> set[int]:
        """Return which components hold more sentences than are decided upon together, though there are closer ties."""
        t = schema.tellings.c
        query = select(t.component).group_by(t.component).having(func.count() > MOST, func.max(t.level) < len(LEVELS) - 1)
        return {row.component for row in rows_by(self.connection, query, t.component, components)}

    def _raise(self, components: Iterable[int]) -> None:
        """Let components fall into the parts that ties of the next level hold together, and such parts as are too large again."""
        t = schema.tellings.c
        waiting = sorted(components)
        while waiting:
            component = waiting.pop()
            rows = self.connection.execute(select(t.item, t.level).where(t.component == component)).all()
            self._left.add(component)
            waiting += self._part([row.item for row in rows], rows[0].level + 1)

    def _part(self, items: Sequence[int], level: int) -> set[int]:
        """Give each part of some sentences that ties of a level hold together a component of its own; returns those that are too large."""
        groups = Groups(sorted(items))
        for a, b, known in self._ties_of(items):
            if known.level >= level:
                groups.join(*sorted((groups.find(a), groups.find(b))))
        rows = [{"i": item, "c": groups.find(item), "l": level} for item in items]
        if rows:
            t = schema.tellings.c
            values: dict[str, Any] = {"component": bindparam("c"), "level": bindparam("l")}
            self.connection.execute(update(schema.tellings).where(t.item == bindparam("i")).values(**values), rows)
        self._touched.update(row["c"] for row in rows)
        return {groups.find(members[0]) for members in groups.groups() if len(members) > MOST and level < len(LEVELS) - 1}

    def _ties_of(self, items: Sequence[int]) -> Iterator[tuple[int, int, Tie]]:
        """Yield what ties some sentences among each other."""
        x, wanted = schema.ties.c, set(items)
        for a, b, *known in rows_by(self.connection, _TIES, x.a, wanted):
            if b in wanted:
                yield a, b, Tie(*known)

    def remove(self, docs: Iterable[int]) -> None:
        """Remove the sentences of documents; what is left of their components falls into the parts that ties still hold together."""
        t, o, k, x = schema.tellings.c, schema.outlines.c, schema.item_keys.c, schema.ties.c
        for some in chunks(sorted(docs), CHUNK):
            gone = set(self.connection.execute(select(t.item).where(t.doc.in_(some))).scalars())
            homes = set(self._homes(gone).values())
            beside = self._tied(gone) - gone
            listed = self.connection.execute(select(o.doc, o.key_list).where(o.doc.in_(some)))
            rows = [{"k": key, "i": doc} for doc, own in listed for key in own]
            if rows:
                where = (k.space == SPACE, k.key == bindparam("k"), k.item == bindparam("i"))
                self.connection.execute(delete(schema.item_keys).where(*where), rows)
            for items in chunks(sorted(gone), CHUNK):
                self.connection.execute(delete(schema.ties).where(or_(x.a.in_(items), x.b.in_(items))))
            self.connection.execute(delete(schema.tellings).where(t.doc.in_(some)))
            self.connection.execute(delete(schema.outlines).where(o.doc.in_(some)))
            for home in sorted(homes):
                self._left.add(home.component)
                self._part(list(self.connection.execute(select(t.item).where(t.component == home.component)).scalars()), home.level)
            self._lower(beside)

    def _lower(self, items: Iterable[int]) -> None:
        """Decide upon sentences at the lowest level at which they are not too many, where others that they were tied to are gone.

        Whatever fell apart at some level holds one of these sentences in each of its parts.
        """
        large: set[tuple[int, int]] = set()
        done: set[int] = set()
        for item, home in sorted(self._homes(items).items()):
            level, found = home.level, None
            while item not in done and level > 0 and (together := self._together(item, level - 1, large)) is not None:
                level, found = level - 1, together
            if found is not None:
                self._gather(found, level)
                done |= found

    def _together(self, item: int, level: int, large: set[tuple[int, int]]) -> set[int] | None:
        """Return what ties of a level hold together with a sentence; None where that is too much, which `large` remembers of all met."""
        found, new = {item}, {item}
        while new:
            if len(found) > MOST or any((level, other) in large for other in new):
                large.update((level, other) for other in found)
                return None
            new = self._tied(new, level) - found
            found |= new
        return found

    def _gather(self, items: set[int], level: int) -> None:
        """Give sentences that ties of a level hold together one component."""
        t = schema.tellings.c
        first = min(items)
        self._left.update(home.component for home in self._homes(items).values())
        self._touched.add(first)
        for some in chunks(sorted(items), CHUNK):
            self.connection.execute(update(schema.tellings).where(t.item.in_(some)).values(component=first, level=level))

    def _tied(self, items: Iterable[int], level: int = 0) -> set[int]:
        """Return what ties of a level tie to some sentences, these among it."""
        x = schema.ties.c
        wanted = set(items)
        rows = (row for end in (x.a, x.b) for row in rows_by(self.connection, _TIES, end, wanted))
        return {item for a, b, *known in rows if Tie(*known).level >= level for item in (a, b)}

    def touch(self, docs: Iterable[int]) -> None:
        """Take the components of some documents' sentences for changed."""
        t = schema.tellings.c
        self._touched.update(row.component for row in rows_by(self.connection, select(t.component).distinct(), t.doc, docs))

    def stale(self) -> set[int]:
        """Return the components whose claims no longer hold: those that changed, and those that are no more."""
        return self._touched | self._left

    def dirty(self) -> Iterator[Part]:
        """Yield the components that changed."""
        t = schema.tellings.c
        for some in chunks(sorted(self._touched), _COMPONENTS):
            rows = self.connection.execute(select(t.component, t.item, t.doc, t.data).where(t.component.in_(some))).all()
            contexts = self._contexts(doc for _, _, doc, data in rows if tells(data))
            parts: dict[int, dict[int, Sentence]] = defaultdict(dict)
            for component, item, doc, data in rows:
                parts[component][item] = decode(data, contexts.get(doc, ()))
            home = {item: component for component, item, _, _ in rows}
            ties: dict[int, list[tuple[int, int, Tie]]] = defaultdict(list)
            for a, b, known in self._ties_of(list(home)):
                if home[a] == home[b]:
                    ties[home[a]].append((a, b, known))
            for component, sentences in sorted(parts.items()):
                ordered = sorted(sentences.items(), key=lambda pair: pair[1][0].order)
                yield Part(component, tuple(ordered), tuple(ties[component]))
        self._touched, self._left = set(), set()

    def _contexts(self, docs: Iterable[int]) -> dict[int, Weighed]:
        """Return what documents are about."""
        o = schema.outlines.c
        return {row.doc: weighed(row.context) for row in rows_by(self.connection, select(o.doc, o.context), o.doc, docs)}


def _outline_row(one: Sentences, first: int) -> dict[str, Any]:
    assert one.outline is not None
    context = [list(term) for term in one.outline.context]
    vectors = one.outline.vectors.astype(np.int8).tobytes()
    row = {"doc": one.doc, "context": context, "key_list": list(one.keys), "first": first}
    return {**row, "vectors": vectors, "holds": packed(one.outline.holds)}
