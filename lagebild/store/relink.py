"""Linking a case: what is new or gone → link → the computed tables, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from sqlalchemy import Connection, Engine

from lagebild.garbage import rarely_collected
from lagebild.store.linking import state
from lagebild.store.linking.ahead import Ahead, Spread
from lagebild.store.linking.claims import link_claims
from lagebild.store.linking.documents import documents_of_outlets, outlet_names
from lagebild.store.linking.entities import link_entities
from lagebild.store.linking.lineage import link_lineage
from lagebild.store.linking.stories import link_stories
from lagebild.store.writer import set_meta


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """What linking wrote: entities, lineage edges, stories and claims, new or computed anew.

    `moved` tells which documents changed their story, in words; `seconds` what each part took.
    """

    documents: int = 0
    entities: int = 0
    lineage: int = 0
    stories: int = 0
    claims: int = 0
    moved: tuple[str, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict, hash=False)


@contextmanager
def _timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    start = perf_counter()
    yield
    seconds[name] = round(perf_counter() - start, 3)


def relink(writer: Engine, whole: bool = False, spread: Spread | None = None) -> LinkCounts:
    """Link the documents that are new, take out what is gone, and link anew what these touch; all documents where `whole`.

    The result is that of linking the whole case: it does not depend on the order in which documents came, nor on how many came at once (but
    for what too many share to be compared by it: `docs/architecture.md`).
    The caller holds the case's lock. What depends on one document alone, or on two, is made by `spread` where there is one.
    """
    with rarely_collected(), writer.begin() as connection:
        if whole:
            state.forget(connection)
        counts = _link(connection, spread)
        set_meta(connection, "linked", "yes")
    return counts


def _link(connection: Connection, spread: Spread | None) -> LinkCounts:
    fresh, gone = state.fresh_and_gone(connection)
    with closing(Ahead(connection, fresh, spread)) as ahead:
        return _link_parts(connection, ahead, fresh, gone)


def _link_parts(connection: Connection, ahead: Ahead, fresh: list[int], gone: list[int]) -> LinkCounts:
    seconds: dict[str, float] = {}
    with _timed(seconds, "entities"):
        entities = link_entities(connection, fresh, gone)
    with _timed(seconds, "lineage"):
        names, changed = outlet_names(connection)
        edges, touched = link_lineage(connection, fresh, ahead.facts(names), gone, names)
        touched |= set(documents_of_outlets(connection, changed))
    with _timed(seconds, "stories"):
        stories, moved = link_stories(connection, fresh, gone, touched)
    with _timed(seconds, "claims"):
        claims = link_claims(connection, ahead, gone, entities.moved, touched.union(entities.recalled), names)
    state.mark(connection, fresh, gone)
    return LinkCounts(len(fresh), entities.count, edges, stories, claims, moved, seconds)
