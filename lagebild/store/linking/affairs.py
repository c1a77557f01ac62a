"""Which documents of a case may be of one affair: those that a key leads to, and that are about the same."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from lagebild.link.affairs import About, of_one_affair
from lagebild.link.groups import Groups, stretches
from lagebild.store import schema
from lagebild.store.linking.sentences import weighed
from lagebild.store.linking.shelf import Meeting
from lagebild.store.linking.state import CHUNK, rows_by
from lagebild.store.queries.common import chunks

SPACE: Final = "outline"
_HOLDERS: Final = 400  # of one key: what so many documents are about leads nowhere
_HELD: Final = 4096  # documents at hand
_DOCUMENTS: Final = 64


@dataclass
class Affairs:
    """What the documents of a case are about, some of which is at hand."""

    connection: Connection
    _about: dict[int, About] = field(default_factory=dict)

    def meetings(self, docs: Iterable[int]) -> Iterator[Meeting]:
        """Yield new documents, whose outlines are stored, each with those that may be of its affair, each two once.

        Documents that are about the same follow each other, so that what is read for one is at hand for the next. Of each two, a few
        numbers are in memory.
        """
        fresh = frozenset(docs)
        ordered = self._in_time(fresh)
        pairs = array("q")
        likest: dict[int, tuple[float, int]] = {}
        for some in chunks(ordered, _DOCUMENTS):
            for doc, others in self._neighbours(some, fresh):
                for alike, other in self._alike(doc, others):
                    pairs.extend((doc, other))
                    if other in fresh:
                        likest[doc] = max(likest.get(doc, (0.0, 0)), (alike, other))
                        likest[other] = max(likest.get(other, (0.0, 0)), (alike, doc))
        yield from _grouped(np.frombuffer(pairs, np.int64).reshape(-1, 2), list(_together(ordered, likest)))

    def _in_time(self, docs: Iterable[int]) -> list[int]:
        """Return the documents that have an outline, in the order of their publication."""
        o, d = schema.outlines.c, schema.documents.c
        query = select(d.published, d.pk).join(schema.outlines, d.pk == o.doc)
        rows = rows_by(self.connection, query, o.doc, docs)
        return [doc for _, doc in sorted((row.published or "", row.pk) for row in rows)]

    def _neighbours(self, docs: Sequence[int], fresh: frozenset[int]) -> Iterator[tuple[int, list[int]]]:
        """Yield documents with those that a key leads to; of two new ones the one with the other, not again the other with it."""
        o, k = schema.outlines.c, schema.item_keys.c
        listed = self.connection.execute(select(o.doc, o.key_list).where(o.doc.in_(docs)))
        keys: dict[int, list[int]] = {row.doc: row.key_list for row in listed}
        holders: dict[int, list[int]] = defaultdict(list)
        for some in chunks(sorted({key for own in keys.values() for key in own}), CHUNK):
            few = select(k.key).where(k.space == SPACE, k.key.in_(some)).group_by(k.key).having(func.count() <= _HOLDERS)
            selective = list(self.connection.execute(few).scalars())
            for key, doc in self.connection.execute(select(k.key, k.item).where(k.space == SPACE, k.key.in_(selective))):
                holders[key].append(doc)
        for doc in docs:
            met = {other for key in keys[doc] for other in holders.get(key, ())}
            yield doc, sorted(other for other in met if other != doc and (other not in fresh or other < doc))

    def _alike(self, doc: int, others: Sequence[int]) -> list[tuple[float, int]]:
        """Return those of some documents that may be of the affair of one, with how much they are about the same."""
        one, *found = self._abouts([doc, *others])
        alike = ((of_one_affair(one, about), other) for other, about in zip(others, found, strict=True))
        return [pair for pair in alike if pair[0]]

    def _abouts(self, docs: Sequence[int]) -> list[About]:
        found = {doc: self._about[doc] for doc in docs if doc in self._about}
        o, d = schema.outlines.c, schema.documents.c
        query = select(o.doc, o.context, d.published).join(schema.documents, d.pk == o.doc)
        for doc, context, published in rows_by(self.connection, query, o.doc, (doc for doc in docs if doc not in found)):
            found[doc] = self._hold(doc, About.of(weighed(context), published))
        return [found[doc] for doc in docs]

    def _hold(self, doc: int, about: About) -> About:
        """Keep what a document is about at hand; of too many the older half goes."""
        if len(self._about) >= _HELD:
            for old in list(islice(self._about, _HELD // 2)):
                del self._about[old]
        self._about[doc] = about
        return about


def _together(docs: Sequence[int], likest: Mapping[int, tuple[float, int]]) -> Iterator[int]:
    """Yield documents so that each is in one group with the likest, these in the order that they come in."""
    groups = Groups(docs)
    for doc in docs:
        if doc in likest:
            groups.join(groups.find(likest[doc][1]), groups.find(doc))
    for members in groups.groups():
        yield from members


def _grouped(pairs: NDArray[np.int64], order: Sequence[int]) -> Iterator[Meeting]:
    """Yield those documents, in order, that have others: those paired with them that come before, or are not among these."""
    if not len(pairs):
        return
    last = int(max(pairs.max(), max(order)))
    place = np.full(last + 1, -1, np.int64)
    place[np.array(order)] = np.arange(len(order))
    later = place[pairs[:, 0]] > place[pairs[:, 1]]
    doc, other = np.where(later, pairs[:, 0], pairs[:, 1]), np.where(later, pairs[:, 1], pairs[:, 0])
    sort = np.lexsort((other, place[other], place[doc]))
    doc, other = doc[sort], other[sort]
    for start, end in stretches(doc, 1):
        yield Meeting(int(doc[start]), tuple(other[start:end].tolist()))
