"""Sentences of a case with what they tell, what ties them, and the components that ties make of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, NamedTuple

import numpy as np
from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from lagebild.link.affairs import Outline, near, of_one_affair
from lagebild.link.groups import Groups
from lagebild.link.meaning import stored_rows
from lagebild.link.tellings import Weighed
from lagebild.link.ties import OWN, Tie, tie
from lagebild.link.together import own_ties
from lagebild.link.told import Told
from lagebild.store import schema
from lagebild.store.linking.sentences import Sentence, Sentences, decode, is_lone, packed, tells, unpacked
from lagebild.store.linking.state import CHUNK, insert_plain
from lagebild.store.queries.common import chunks

SPACE: Final = "outline"
_HOLDERS: Final = 400  # of one key: what so many documents are about leads nowhere
_OUTLINES: Final = 4096  # held
_TOLD: Final = 16_384
_OTHERS: Final = 256  # documents compared at once
_COMPONENTS: Final = 256


@dataclass(frozen=True, slots=True)
class Part:
    """A component: its sentences by item, oldest first, and what ties them, by item, the smaller first."""

    component: int
    sentences: tuple[tuple[int, Sentence], ...]
    ties: tuple[tuple[int, int, Tie], ...]


class Held(NamedTuple):
    """A document's outline, and the item of its first sentence; the others follow."""

    outline: Outline
    first: int


@dataclass
class Tellings:
    """The sentences of a case in a writing transaction. After `add` and `remove`, `dirty` yields the components that changed."""

    connection: Connection
    _components: Groups[int] = field(default_factory=Groups)
    _touched: set[int] = field(default_factory=set)
    _left: set[int] = field(default_factory=set)
    _told: dict[int, Told] = field(default_factory=dict)
    _outlines: dict[int, Held] = field(default_factory=dict)

    def add(self, documents: Sequence[Sentences]) -> None:
        """Add the sentences of documents, and tie them to each other and to those stored."""
        fresh = self._store(documents)
        found: list[tuple[int, int, Tie]] = []
        for doc, others in self._neighbours(fresh):
            found += self._ties(doc, others)
        insert_plain(self.connection, schema.ties, [(a, b, *known) for a, b, known in sorted(found)])
        binding = [(a, b) for a, b, known in found if known.binds]
        components = self._components_of({item for pair in binding for item in pair})
        for a, b in binding:
            self._touched.update((components[a], components[b]))
            self._join(components[a], components[b])
        self._settle()

    def _store(self, documents: Sequence[Sentences]) -> dict[int, tuple[int, ...]]:
        """Write sentences and outlines; returns the keys of each document that can meet others."""
        item = self.connection.execute(select(func.coalesce(func.max(schema.tellings.c.item), 0))).scalar_one()
        rows, outlines, key_rows, found = [], [], [], {}
        for one in documents:
            if one.outline is not None:
                self._hold_outline(one.doc, Held(one.outline, item + 1))
                outlines.append(_outline_row(one, item + 1))
                found[one.doc] = one.keys
                key_rows += [(SPACE, key, one.doc) for key in one.keys]
            for place, (units, data) in enumerate(zip(one.sentences, one.data, strict=True)):
                item += 1
                rows.append((item, one.doc, place, item, data))
                self._touched.add(item)
                if not is_lone(units):
                    self._hold(item, Told.of(units))
        insert_plain(self.connection, schema.tellings, rows)
        if outlines:
            self.connection.execute(insert(schema.outlines), outlines)
        insert_plain(self.connection, schema.item_keys, sorted(key_rows))
        return found

    def _hold(self, item: int, told: Told) -> Told:
        """Keep a sentence at hand; of too many the older half goes."""
        _make_room(self._told, _TOLD)
        self._told[item] = told
        return told

    def _hold_outline(self, doc: int, held: Held) -> Held:
        _make_room(self._outlines, _OUTLINES)
        self._outlines[doc] = held
        return held

    def _held(self, docs: Sequence[int]) -> list[Held]:
        """Return the outlines of documents, in order."""
        found = {doc: self._outlines[doc] for doc in docs if doc in self._outlines}
        o, d = schema.outlines.c, schema.documents.c
        query = select(o.doc, o.context, o.first, o.vectors, o.holds, d.id, d.published).join(schema.documents, d.pk == o.doc)
        for some in chunks(sorted(set(docs) - found.keys()), CHUNK):
            for row in self.connection.execute(query.where(o.doc.in_(some))):
                context = tuple((term, weight) for term, weight in row.context)
                one = Outline(row.id, row.published, context, stored_rows(row.vectors), unpacked(row.holds))
                found[row.doc] = self._hold_outline(row.doc, Held(one, row.first))
        return [found[doc] for doc in docs]

    def _neighbours(self, fresh: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, list[int]]]:
        """Yield each new document with those, older or new, that a key leads to; each two once."""
        k = schema.item_keys.c
        holders: dict[int, list[int]] = defaultdict(list)
        for some in chunks(sorted({key for own in fresh.values() for key in own}), CHUNK):
            held = select(k.key).where(k.space == SPACE, k.key.in_(some)).group_by(k.key).having(func.count() <= _HOLDERS)
            selective = list(self.connection.execute(held).scalars())
            for key, doc in self.connection.execute(select(k.key, k.item).where(k.space == SPACE, k.key.in_(selective))):
                holders[key].append(doc)
        for doc, own in fresh.items():
            met = {other for key in own for other in holders.get(key, ())}
            yield doc, sorted(other for other in met if other != doc and (other not in fresh or other < doc))

    def _ties(self, doc: int, others: Sequence[int]) -> Iterator[tuple[int, int, Tie]]:
        """Yield what ties the sentences of a document to each other and to those of others, by item, the smaller first."""
        (one,) = self._held([doc])
        count = len(one.outline.vectors)
        own = self._fetch(range(one.first, one.first + count))
        yield from ((one.first + a, one.first + b, OWN) for a, b in own_ties(own))
        for some in chunks(others, _OTHERS):
            held = [other for other in self._held(some) if of_one_affair(one.outline, other.outline)]
            met = [(a, held[n].first + b) for a, n, b in near(one.outline, [other.outline for other in held])]
            for part in chunks(met, _TOLD // 4):
                told = dict(zip((item for _, item in part), self._fetch([item for _, item in part]), strict=True))
                for a, item in part:
                    known = tie(own[a], told[item])
                    if known is not None:
                        yield min(one.first + a, item), max(one.first + a, item), known

    def _fetch(self, items: Sequence[int]) -> list[Told]:
        """Return stored sentences that tell something, in order."""
        found = {item: self._told[item] for item in items if item in self._told}
        t = schema.tellings.c
        for some in chunks(sorted(set(items) - found.keys()), CHUNK):
            rows = self.connection.execute(select(t.item, t.doc, t.data).where(t.item.in_(some))).all()
            contexts = self._contexts(doc for _, doc, _ in rows)
            for item, doc, data in rows:
                found[item] = self._hold(item, Told.of(decode(data, contexts[doc])))
        return [found[item] for item in items]

    def _components_of(self, items: Iterable[int]) -> dict[int, int]:
        t = schema.tellings.c
        found: dict[int, int] = {}
        for some in chunks(sorted(items), CHUNK):
            found.update(self.connection.execute(select(t.item, t.component).where(t.item.in_(some))).all())
        return found

    def _join(self, a: int, b: int) -> None:
        """Make two components one, under the smaller number."""
        one, two = sorted((self._components.find(a), self._components.find(b)))
        self._components.join(one, two)

    def _settle(self) -> None:
        """Write which components have become one."""
        rows = []
        for members in self._components.groups():
            root = self._components.find(members[0])
            rows += [{"old": m, "new": root} for m in members if m != root]
        self._left.update(row["old"] for row in rows)
        if rows:
            where = schema.tellings.c.component == bindparam("old")
            self.connection.execute(update(schema.tellings).where(where).values(component=bindparam("new")), rows)
        self._touched = {self._components.find(t) for t in self._touched}
        self._components = Groups()

    def remove(self, docs: Iterable[int]) -> None:
        """Remove the sentences of documents; what is left of their components falls into the parts that ties still hold together."""
        t, o, k = schema.tellings.c, schema.outlines.c, schema.item_keys.c
        for some in chunks(sorted(docs), CHUNK):
            found = self.connection.execute(select(t.item, t.component).where(t.doc.in_(some))).all()
            gone, components = {item for item, _ in found}, {component for _, component in found}
            self._left |= components
            listed = self.connection.execute(select(o.doc, o.key_list).where(o.doc.in_(some)))
            rows = [{"k": key, "i": doc} for doc, own in listed for key in own]
            if rows:
                self.connection.execute(
                    delete(schema.item_keys).where(k.space == SPACE, k.key == bindparam("k"), k.item == bindparam("i")), rows
                )
            for items in chunks(sorted(gone), CHUNK):
                x = schema.ties.c
                self.connection.execute(delete(schema.ties).where(or_(x.a.in_(items), x.b.in_(items))))
            self.connection.execute(delete(schema.tellings).where(t.doc.in_(some)))
            self.connection.execute(delete(schema.outlines).where(o.doc.in_(some)))
            self._forget(gone)
            self._part(components)

    def _forget(self, items: Iterable[int]) -> None:
        """Hold removed sentences no longer, nor any outline: their documents may come again."""
        for item in items:
            self._told.pop(item, None)
        self._outlines.clear()

    def _part(self, components: set[int]) -> None:
        """Give each part of what were components a component of its own."""
        t = schema.tellings.c
        for some in chunks(sorted(components), CHUNK):
            items = list(self.connection.execute(select(t.item).where(t.component.in_(some))).scalars())
            groups = Groups(sorted(items))
            for a, b, known in self._ties_of(items):
                if known.binds:
                    groups.join(*sorted((groups.find(a), groups.find(b))))
            rows = [{"i": item, "c": groups.find(item)} for item in items]
            if rows:
                self.connection.execute(update(schema.tellings).where(t.item == bindparam("i")).values(component=bindparam("c")), rows)
            self._touched.update(row["c"] for row in rows)

    def _ties_of(self, items: Sequence[int]) -> Iterator[tuple[int, int, Tie]]:
        """Yield what ties some sentences among each other."""
        x, wanted = schema.ties.c, set(items)
        for some in chunks(sorted(items), CHUNK):
            for a, b, score, apart, denied in self.connection.execute(select(x.a, x.b, x.score, x.apart, x.denied).where(x.a.in_(some))):
                if b in wanted:
                    yield a, b, Tie(score, apart, denied)

    def touch(self, docs: Iterable[int]) -> None:
        """Take the components of some documents' sentences for changed."""
        t = schema.tellings.c
        for some in chunks(sorted(docs), CHUNK):
            self._touched.update(self.connection.execute(select(t.component).where(t.doc.in_(some)).distinct()).scalars())

    def stale(self) -> set[int]:
        """Return the components whose claims no longer hold: those that changed, and those that are no more."""
        return self._touched | self._left

    def dirty(self) -> Iterator[Part]:
        """Yield the components that changed."""
        t = schema.tellings.c
        for some in chunks(sorted(self._touched), _COMPONENTS):
            rows = self.connection.execute(select(t.component, t.item, t.doc, t.data).where(t.component.in_(some))).all()
            contexts = self._contexts(doc for _, item, doc, data in rows if item not in self._told and tells(data))
            parts: dict[int, dict[int, Sentence]] = defaultdict(dict)
            for component, item, doc, data in rows:
                held = self._told.get(item)
                parts[component][item] = held.units if held is not None else decode(data, contexts.get(doc, ()))
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
        wanted = sorted(set(docs))
        return {doc: held.outline.context for doc, held in zip(wanted, self._held(wanted), strict=True)}


def _make_room(held: dict[int, Any], most: int) -> None:
    """Of too many let the older half go."""
    if len(held) >= most:
        for old in list(islice(held, most // 2)):
            del held[old]


def _outline_row(one: Sentences, first: int) -> dict[str, Any]:
    assert one.outline is not None
    context = [list(term) for term in one.outline.context]
    vectors = one.outline.vectors.astype(np.int8).tobytes()
    row = {"doc": one.doc, "context": context, "key_list": list(one.keys), "first": first}
    return {**row, "vectors": vectors, "holds": packed(one.outline.holds)}
