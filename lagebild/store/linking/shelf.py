"""Documents whose sentences are compared: read from the case, or from a file where no process but the one that links sees them yet."""

from __future__ import annotations

import pickle
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select

from lagebild.link.affairs import Outline, near
from lagebild.link.meaning import stored_rows
from lagebild.link.ties import Tie, tie
from lagebild.link.told import Told
from lagebild.store import schema
from lagebild.store.linking.sentences import Sentences, decode, unpacked, weighed
from lagebild.store.queries.common import chunks

_HELD: Final = 16_384  # sentences
_OTHERS: Final = 64  # documents compared at once


class Meeting(NamedTuple):
    """A document and others that may be of its affair. Those in `places` (document, where it begins and ends) no other process can read
    from the case yet, but from a file at `path`."""

    doc: int
    others: tuple[int, ...]
    path: str = ""
    places: tuple[tuple[int, int, int], ...] = ()


class Met(NamedTuple):
    """What ties a sentence of a document, by its place, to one of another."""

    doc: int
    place: int
    other: int
    there: int
    tie: Tie


@dataclass
class _Book:
    """A document's outline, and its sentences as they are stored, or as they are; each is prepared when it is first compared."""

    outline: Outline
    _sentences: Sequence[Any]
    _stored: bool
    _told: dict[int, Told] = field(default_factory=dict)

    def told(self, place: int) -> Told:
        """Return a sentence that tells something."""
        if place not in self._told:
            one = self._sentences[place]
            self._told[place] = Told.of(decode(one, self.outline.context) if self._stored else one)
        return self._told[place]


class SentenceFile:
    """Sentences of documents in a temporary file, for processes that cannot see them in the case: it goes when it is closed."""

    def __init__(self) -> None:
        self._file = NamedTemporaryFile(prefix="lagebild-")  # noqa: SIM115 - closed by `close`
        self._places: dict[int, tuple[int, int, int]] = {}

    def put(self, found: Sentences) -> None:
        """Add the sentences of a document that tell something."""
        if found.outline is not None:
            start = self._file.tell()
            told = found.sentences[: len(found.outline.vectors)]
            self._file.write(zlib.compress(pickle.dumps((found.outline, told), pickle.HIGHEST_PROTOCOL), 1))
            self._file.flush()
            self._places[found.doc] = found.doc, start, self._file.tell()

    def placed(self, meetings: Iterable[Meeting]) -> Iterator[Meeting]:
        """Yield meetings with what of their documents is in the file."""
        for meeting in meetings:
            places = (self._places[doc] for doc in (meeting.doc, *meeting.others) if doc in self._places)
            yield meeting._replace(path=self._file.name, places=tuple(places))

    def close(self) -> None:
        """Remove the file."""
        self._file.close()


@dataclass
class Shelf:
    """Documents at hand: of too many sentences those go whose documents were not asked for longest."""

    _held: dict[int, _Book] = field(default_factory=dict)

    def meet(self, connection: Connection, meeting: Meeting) -> list[Met]:
        """Return what ties the sentences of a document to those of others."""
        found = []
        for some in chunks(meeting.others, _OTHERS):
            one, *others = self._books(connection, [meeting.doc, *some], meeting)
            for a, n, b in near(one.outline, [other.outline for other in others]):
                known = tie(one.told(a), others[n].told(b))
                if known is not None:
                    found.append(Met(meeting.doc, a, some[n], b, known))
        return found

    def _books(self, connection: Connection, docs: Sequence[int], meeting: Meeting) -> list[_Book]:
        places = {place[0]: place for place in meeting.places}
        found = {doc: self._held.pop(doc) for doc in docs if doc in self._held}
        found.update(_filed(meeting.path, [places[doc] for doc in docs if doc not in found and doc in places]))
        found.update(_stored(connection, [doc for doc in docs if doc not in found]))
        self._held.update(found)
        sentences = sum(len(book.outline.vectors) for book in self._held.values())
        for doc in list(self._held):
            if sentences <= _HELD or doc in found:
                break
            sentences -= len(self._held.pop(doc).outline.vectors)
        return [found[doc] for doc in docs]


def _filed(path: str, places: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, _Book]]:
    if places:
        with Path(path).open("rb") as file:
            for doc, start, end in places:
                file.seek(start)
                outline, sentences = pickle.loads(zlib.decompress(file.read(end - start)))
                yield doc, _Book(outline, sentences, False)


def _stored(connection: Connection, docs: Sequence[int]) -> Iterator[tuple[int, _Book]]:
    o, d, t = schema.outlines.c, schema.documents.c, schema.tellings.c
    data: dict[int, list[Any]] = defaultdict(list)
    for doc, sentence in connection.execute(select(t.doc, t.data).where(t.doc.in_(docs)).order_by(t.doc, t.ord)) if docs else ():
        data[doc].append(sentence)
    query = select(o.doc, o.context, o.vectors, o.holds, d.id, d.published).join(schema.documents, d.pk == o.doc)
    for row in connection.execute(query.where(o.doc.in_(docs))) if docs else ():
        one = Outline(row.id, row.published, weighed(row.context), stored_rows(row.vectors), unpacked(row.holds))
        yield row.doc, _Book(one, data[row.doc], True)
