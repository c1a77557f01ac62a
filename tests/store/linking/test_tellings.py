"""Sentences of a case: tied as in memory, whatever the order, and falling apart where what bound them goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, insert

from lagebild.link import together
from lagebild.link.claims import sentences_of
from lagebild.link.records import Unit
from lagebild.link.ties import Tie
from lagebild.link.together import components, ties_of
from lagebild.link.told import Told
from lagebild.store import schema
from lagebild.store.linking import affairs, shelf, tellings
from lagebild.store.linking.affairs import Affairs
from lagebild.store.linking.sentences import sentences_in
from lagebild.store.linking.shelf import Met, Shelf
from lagebild.store.linking.tellings import Tellings
from tests.link.invented import said, sentence

PORT = "Hafen Lindholm Kräne Verladung Reederei Brodersen Getreidesilo Schleppkähne Lotsenstation"
TEXTS = (
    "Die Reederei Brodersen hat drei Schleppkähne nach Lindholm geliefert.",
    "Drei Schleppkähne sind von Brodersen nach Lindholm geliefert worden.",
    "Im Hafen Lindholm haben die Lotsen die Arbeit niedergelegt.",
    "Die Reederei Brodersen hat drei Schleppkähne nach Lindholm geliefert, sagte der Hafenmeister.",
    "Am Deich blüht der Raps.",
)
Groups = set[frozenset[tuple[str, int]]]


def document(doc: int) -> dict[str, object]:
    """Return the row of an invented document, the eighth undated."""
    row = {"pk": doc, "id": f"d{doc}", "source_key": f"k{doc}", "version": 1, "current": True, "name": "", "lang": "de", "text": ""}
    published = None if doc == 8 else "2024-11-15"
    return {**row, "published": published, "authors": [], "read_in": "", "raw_sha256": "", "lemmas": ""}


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.begin() as found:
        schema.metadata.create_all(found)
        for doc in range(1, 9):
            found.execute(insert(schema.documents), document(doc))
        yield found
    engine.dispose()


def documents() -> dict[int, list[Unit]]:
    """Return units of eight documents: of one affair, one of them undated, one with a sentence that nothing is compared with, one empty."""
    found = {n: [sentence(n, text, PORT)] for n, text in enumerate(TEXTS, 1)}
    denial = said(6, "Brodersen", "Schleppkähne seien nicht nach Lindholm geliefert worden.", PORT, side="denies", start=200)
    where = (200, 256)
    telling = denial.telling._replace(span=where, place=1) if denial.telling else None
    claim = sentence(6, TEXTS[0], PORT)
    found[6] = [claim, denial._replace(spans=(where,), sentence=where, telling=telling, denies=(0,))]
    found[7] = [claim._replace(doc=7, doc_id="d7", telling=None, sentence=None)]
    found[8] = [sentence(8, TEXTS[1], PORT, published=None)]
    return found


def stored(space: Tellings) -> tuple[Groups, int]:
    """Return the components of sentences that tell something, and the number of ties."""
    parts = list(space.dirty())
    told = [p for p in parts if any(u.telling for _, units in p.sentences for u in units)]
    return {frozenset((units[0].doc_id, units[0].start) for _, units in p.sentences) for p in told}, sum(len(p.ties) for p in told)


def whole(docs: Sequence[int]) -> Groups:
    """Return the components of documents held in memory."""
    units = [u for doc in docs for u in documents()[doc]]
    told = [Told.of(members) for members in sentences_of(units)[0]]
    return {
        frozenset((told[k].first.doc_id, told[k].first.start) for k in places) for places in components(len(told), ties_of(told).items())
    }


def add(space: Tellings, docs: Sequence[int]) -> None:
    found = []
    for doc in docs:
        found.append(sentences_in(doc, documents()[doc]))
    space.add(found)
    held = Shelf()
    space.bind(held.meet(space.connection, meeting) for meeting in Affairs(space.connection).meetings(docs))


@pytest.mark.parametrize("parts", [[[1, 2, 3, 4, 5, 6, 7, 8]], [[8, 3], [1], [6, 7, 2], [5, 4]], [[n] for n in (4, 8, 2, 6, 1, 7, 3, 5)]])
def test_sentences_of_a_case_are_tied_as_in_memory(connection: Connection, parts: list[list[int]]) -> None:
    space = Tellings(connection)
    for docs in parts:
        add(space, docs)
    found, _ = stored(space)
    assert found == whole(range(1, 9)) and max(map(len, found)) >= 4


@pytest.mark.parametrize("gone", [[1], [6], [2, 8], [1, 4, 6]])
def test_what_is_left_of_components_is_as_if_the_rest_had_never_come(connection: Connection, gone: list[int]) -> None:
    space = Tellings(connection)
    add(space, list(range(1, 9)))
    stored(space)
    space.remove(gone)
    space.touch(set(range(1, 9)) - set(gone))
    found, _ = stored(space)
    assert found == whole([n for n in range(1, 9) if n not in gone])
    add(space, gone)
    space.touch(range(1, 9))
    assert stored(space)[0] == whole(range(1, 9))


def test_what_is_no_longer_held_is_read_again(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for hardly anything, sentences and outlines come back from the tables as they were."""
    monkeypatch.setattr(affairs, "_HELD", 2)
    monkeypatch.setattr(shelf, "_HELD", 2)
    monkeypatch.setattr(shelf, "_OTHERS", 1)
    space = Tellings(connection)
    for doc in range(1, 9):
        add(space, [doc])
    assert stored(space)[0] == whole(range(1, 9))


def test_a_document_without_sentences_is_nothing(connection: Connection) -> None:
    space = Tellings(connection)
    space.add([sentences_in(1, [])])
    assert stored(space) == (set(), 0)
    space.remove([1])
    assert stored(space) == (set(), 0)


def test_sentences_that_bind_none_are_alone(connection: Connection) -> None:
    space = Tellings(connection)
    add(space, [3, 5])
    assert stored(space) == ({frozenset({("d3", 0)}), frozenset({("d5", 0)})}, 0)


CLOSE = st.sampled_from([0.1, 0.25, 0.35, 0.5, 0.8, 0.95])
PAIR = st.tuples(st.integers(1, 9), st.integers(1, 9), CLOSE).filter(lambda t: t[0] < t[1])
TIED = st.lists(PAIR, max_size=30, unique_by=lambda t: t[:2])


def tied(space: Tellings, found: Sequence[tuple[int, int, float]]) -> None:
    """Tie the only sentences of documents to each other, the later ones as they come."""
    space.bind([Met(a, 0, b, 0, Tie(0.9, close=close))] for a, b, close in found)


@given(TIED, st.integers(0, 30), st.sets(st.integers(1, 9), max_size=3))
@settings(max_examples=60, deadline=None)
def test_of_too_many_the_closer_ones_are_decided_upon_together(found: list[tuple[int, int, float]], cut: int, gone: set[int]) -> None:
    """Whatever the order, and also when documents go: as in memory."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection, pytest.MonkeyPatch.context() as patch:
        patch.setattr(tellings, "MOST", 3)
        patch.setattr(tellings, "_CLOSE", 4)
        patch.setattr(together, "MOST", 3)
        schema.metadata.create_all(connection)
        for doc in range(1, 10):
            connection.execute(insert(schema.documents), document(doc))
        space = Tellings(connection)
        space.add([sentences_in(doc, [sentence(doc, TEXTS[0], PORT)]) for doc in range(1, 10)])
        tied(space, found[:cut])
        tied(space, found[cut:])

        def expected(docs: Sequence[int]) -> Groups:
            ties = {(a - 1, b - 1): Tie(0.9, close=close) for a, b, close in found if a in docs and b in docs}
            parts = ([k + 1 for k in places if k + 1 in docs] for places in components(9, ties.items()))
            return {frozenset((f"d{doc}", 0) for doc in part) for part in parts if part}

        assert stored(space)[0] == expected(range(1, 10))
        space.remove(gone)
        left = [doc for doc in range(1, 10) if doc not in gone]
        space.touch(left)
        assert stored(space)[0] == expected(left)
    engine.dispose()
