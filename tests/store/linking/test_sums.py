"""Entities linked by sums: the same whatever came first, went in between, or was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, insert, select, update

from lagebild.link.records import MentionIn
from lagebild.store import schema
from lagebild.store.linking import sums
from lagebild.store.linking.entities import link_entities

NAMES = [
    "Jegor Tulin",
    "Egor Tulin",
    "Tulin",
    "Hans Maier",
    "Karl Maier",
    "Maier",
    "Halvorsen",
    "Halvorsen Capital",
    "Mann",
    "GSN",
    "Außenminister (RUS)",
    "Präsident (RUS)",
]
MENTIONS = st.builds(
    MentionIn, doc=st.integers(1, 9), ord=st.integers(0, 4), kind=st.sampled_from(["person", "person", "organization"]),
    name=st.sampled_from(NAMES), local=st.none(), country=st.sampled_from([None, "RUS", "RUS"]),
    role=st.sampled_from([None, "Trainer", "Mann", "Außenminister", "Präsident"]),
)  # fmt: skip
PILES = st.lists(MENTIONS, max_size=40, unique_by=lambda m: (m.doc, m.ord))
SIDE = {"kind": "person", "country": "", "doc": "", "mention": ""}
SAME = {"a": {**SIDE, "name": "Hans Maier"}, "b": {**SIDE, "name": "Karl Maier"}}


@contextmanager
def _case(mentions: Sequence[MentionIn]) -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    schema.metadata.create_all(engine)
    row: dict[str, Any] = {
        "version": 1, "current": True, "authors": [], "read_in": "", "lang": "de", "raw_sha256": "", "text": "", "lemmas": "",
    }  # fmt: skip
    with engine.begin() as connection:
        for pk in range(1, 10):
            own = {"pk": pk, "id": f"d{9 - pk}", "source_key": str(pk), "name": "", "published": f"2024-11-{pk + 10}"}
            connection.execute(insert(schema.documents), row | own)
        if mentions:
            connection.execute(insert(schema.mentions), [{**m._asdict(), "start": 0, "end": 1} for m in mentions])
        yield connection


def _found(connection: Connection) -> list[list[Any]]:
    e, m = schema.entities.c, schema.merges.c
    told = select(e.id, e.kind, e.name, e.country, e.names, e.roles, e.mentions, e.documents).order_by(e.id)
    why = select(m.target, m.ord, m.score, m.reason).order_by(m.target, m.ord)
    return [list(connection.execute(query)) for query in (told, schema.entity_mentions.select().order_by("doc", "mention"), why)]


def _judge(connection: Connection, kind: str) -> None:
    connection.execute(insert(schema.judgements), {"kind": kind, **SAME, "at": "2025-01-02", "author": "", "note": ""})


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make sums of any two."""
    monkeypatch.setattr(sums, "_LARGE", 1)
    monkeypatch.setattr(sums, "_MANY", 2)


@pytest.mark.usefixtures("few")
@given(
    PILES,
    st.permutations(range(1, 10)),
    st.integers(1, 4),
    st.sets(st.integers(1, 9), max_size=3),
    st.sampled_from(["", "same", "different"]),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_parts_give_what_one_by_one_gives_at_once(
    mentions: list[MentionIn], order: list[int], size: int, gone: set[int], judged: str
) -> None:
    with _case(mentions) as parts, _case(mentions) as once:
        for k in range(0, 9, size):
            link_entities(parts, order[k : k + size], ())
        link_entities(parts, (), sorted(gone))
        left = sorted(set(range(1, 10)) - gone)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sums, "_LARGE", 1000)
            for k in left if not judged else ():
                link_entities(once, [k], ())
            if judged:
                _judge(parts, judged)
                link_entities(parts, left[:1], left[:1])
                _judge(once, judged)
                link_entities(once, left, ())
        assert _found(parts) == _found(once)


@pytest.mark.usefixtures("few")
def test_what_is_new_is_all_that_is_read() -> None:
    mentions = [MentionIn(d, 0, "organization", "GSN", None, None, None) for d in range(1, 10)]
    i = schema.items.c
    with _case(mentions) as connection:
        link_entities(connection, range(1, 9), ())
        connection.execute(update(schema.items).where(i.space == "entity").values(data=[]))  # unreadable from now on
        link_entities(connection, [9], ())
        (entity,) = connection.execute(schema.entities.select()).all()
        assert (entity.mentions, entity.documents, entity.names) == (9, 9, [["GSN", 9]])
        (row,) = connection.execute(select(i.data, i.outcome).where(i.space == sums.SUMS)).all()
        assert len(row.data[0]) == 9 and row.outcome == entity.id


def test_who_holds_an_office_loses_what_goes_with_a_report() -> None:
    """The one report that names nothing but his office goes: its mention, and why it was his."""
    named = [MentionIn(d, 0, "person", "Jegor Tulin", None, "RUS", "Außenminister") for d in (1, 2)]
    office = MentionIn(3, 0, "person", "Außenminister (RUS)", None, "RUS", "Außenminister")
    with _case([*named, office]) as case, _case(named) as without:
        link_entities(without, [1, 2, 3], ())
        link_entities(case, [1, 2, 3], ())
        assert _found(case) != _found(without)
        link_entities(case, (), [3])
        assert _found(case) == _found(without)
