"""The one read-only view of a case: what `present` and users of the library read through."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from types import TracebackType
from typing import Unpack

from sqlalchemy import Connection, Engine, Table, func, select

from lagebild.store import schema
from lagebild.store.queries import actors, claims, documents, events, judgements, records, search, sources, statements, stories
from lagebild.store.records import (
    Actor,
    Actors,
    Claim,
    ClaimDetail,
    DocumentInfo,
    EntityLink,
    EventFilter,
    LineageEdge,
    Merge,
    Outlet,
    Relation,
    SearchHit,
    Sources,
    StatementFilter,
    Stats,
    StoredCredit,
    StoredDispute,
    StoredDocument,
    StoredEvent,
    StoredFailure,
    StoredJudgement,
    StoredStatement,
    Story,
    TimelineEntry,
)  # fmt: skip


class View:
    """A case as it was when the view was made: what is written meanwhile does not show. Iterators stream; memory stays flat.

    Close it, or use it as a context manager. A view is not shared between threads; make one a thread.
    """

    def __init__(self, engine: Engine) -> None:
        self._connection: Connection = engine.connect()
        self._connection.execute(select(schema.meta.c.key).limit(1)).all()  # the first read fixes the snapshot

    def documents(
        self, outlet: str | None = None, since: str | None = None, until: str | None = None, all_versions: bool = False
    ) -> Iterator[DocumentInfo]:
        """Yield documents, oldest publication first; dates are ISO, `until` holds all of its day or month."""
        return documents.documents(self._connection, outlet, since, until, all_versions)

    def document(self, wanted: str) -> StoredDocument:
        """Return a document by id, start of an id, name or address, with all its records. Raises StoreError where that fails."""
        return documents.document(self._connection, wanted)

    def text(self, wanted: str) -> str:
        """Return the text of a document, named as for `document`."""
        return documents.text_of(self._connection, documents.find(self._connection, wanted)[0])

    def versions(self, wanted: str) -> list[DocumentInfo]:
        """Return all versions of a document, oldest first."""
        return documents.versions(self._connection, wanted)

    def statements(self, **wanted: Unpack[StatementFilter]) -> Iterator[StoredStatement]:
        """Yield statements, by publication, then place; each keyword narrows, as `StatementFilter` tells."""
        return statements.statements(self._connection, self._row(wanted.get("document")), wanted)

    def events(self, **wanted: Unpack[EventFilter]) -> Iterator[StoredEvent]:
        """Yield events, by publication, then place; see `EventFilter` for what narrows them."""
        return events.events(self._connection, self._row(wanted.get("document")), wanted)

    def disputes(self, document: str | None = None) -> Iterator[StoredDispute]:
        """Yield who contests what."""
        return records.disputes(self._connection, document=self._row(document))

    def claims(
        self,
        *,
        type: str | Collection[str] | None = None,
        contested: bool | None = None,
        min_origins: int = 0,
        document: str | None = None,
        words: str | None = None,
        limit: int | None = None,
    ) -> Iterator[Claim]:
        """Yield claims, contested and widely told ones first."""
        return claims.claims(
            self._connection,
            type=type,
            contested=contested,
            min_origins=min_origins,
            document=self._row(document),
            words=words,
            limit=limit,
        )

    def claim(self, wanted: str) -> ClaimDetail:
        """Return a claim by id or start of an id, with supporters, deniers, origins and reasons. Raises StoreError where that fails."""
        return claims.claim(self._connection, wanted)

    def timeline(self, **wanted: Unpack[EventFilter]) -> Iterator[TimelineEntry]:
        """Yield what happened, by date, from claims with an event as `wanted`; `since` and `until` are of the date shown."""
        return claims.timeline(self._connection, self._row(wanted.get("document")), wanted)

    def entities(self, kind: str | None = None, limit: int | None = None) -> Iterator[Actor]:
        """Yield entities, most widely named first."""
        return actors.entities(self._connection, kind, limit)

    def relations(self, limit: int | None = None, **wanted: Unpack[EventFilter]) -> list[Relation]:
        """Return who does what to whom, by counts."""
        return actors.relations(self._connection, limit, self._row(wanted.get("document")), wanted)

    def actors(self, kind: str | None = None, **wanted: Unpack[EventFilter]) -> Actors:
        """Return entities and relations; with a filter, only who takes part in such events."""
        return actors.actors(self._connection, kind, self._row(wanted.get("document")), wanted)

    def entity_reasons(self, entity: str) -> list[Merge]:
        """Return why the names of an entity were taken as one."""
        return actors.entity_reasons(self._connection, entity)

    def entity(self, wanted: str) -> Actor:
        """Return an entity by id, start of an id, or name. Raises StoreError where that fails."""
        return actors.entity(self._connection, wanted)

    def entity_links(self, entity: str) -> list[EntityLink]:
        """Return the entities that may be the same as one: candidates, not merges."""
        return actors.entity_links(self._connection, entity)

    def stories(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        min_documents: int = 1,
        words: str | None = None,
        document: str | None = None,
        limit: int | None = None,
    ) -> Iterator[Story]:
        """Yield stories, the largest first, without their documents."""
        return stories.stories(
            self._connection, since=since, until=until, min_documents=min_documents, words=words, document=self._row(document), limit=limit
        )

    def story(self, wanted: str) -> Story:
        """Return a story by id or start of an id, with its documents. Raises StoreError where that fails."""
        return stories.story(self._connection, wanted)

    def judgements(self) -> list[StoredJudgement]:
        """Return what analysts decided, oldest first."""
        return judgements.judgements(self._connection)

    def outlets(self) -> list[Outlet]:
        """Return outlets, those with most documents first; "" stands for documents whose outlet is unknown."""
        return sources.outlets(self._connection)

    def outlet_names(self) -> dict[str, str]:
        """Return which name stands for an outlet, by each of its names."""
        return sources.outlet_names(self._connection)

    def lineage(self, document: str | None = None) -> Iterator[LineageEdge]:
        """Yield who takes from whom, strongest first; of one document, if given, both what it takes and who takes from it."""
        return sources.lineage(self._connection, self._row(document))

    def credits(self) -> Iterator[StoredCredit]:
        """Yield what documents say of their own origin."""
        return sources.credits(self._connection)

    def sources(self) -> Sources:
        """Return outlets, documents, lineage and credits."""
        return sources.sources(self._connection)

    def search(self, query: str, limit: int = 20) -> list[SearchHit]:
        """Return the best documents for words and "phrases", by form or lemma; no input is a syntax error."""
        return search.search(self._connection, query, limit)

    def errors(self) -> Iterator[StoredFailure]:
        """Yield what was set aside, with its reason."""
        f = schema.failures.c
        for row in self._connection.execute(select(f.id, f.name, f.kind, f.message, f.at).order_by(f.name, f.id)):
            yield StoredFailure(row.id, row.name, row.kind, row.message, row.at)

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield (document, message): what could not be read or known in documents that were read."""
        p, d = schema.problems.c, schema.documents.c
        query = select(d.id, p.message).select_from(schema.problems.join(schema.documents)).where(d.current).order_by(d.id, p.ord)
        for row in self._connection.execute(query):
            yield row.id, row.message

    def stats(self) -> Stats:
        """Return counts over current versions."""
        d, m = schema.documents.c, schema.meta.c
        row = self._connection.execute(
            select(func.count(), func.count(d.outlet.distinct()), func.min(d.published), func.max(d.published)).where(d.current)
        ).one()
        linked = self._connection.execute(select(m.value).where(m.key == "linked")).scalar()
        return Stats(
            documents=row[0], versions=self._count(schema.documents, current=False), failures=self._count(schema.failures, current=False),
            outlets=row[1], mentions=self._count(schema.mentions), statements=self._count(schema.statements),
            events=self._count(schema.events), disputes=self._count(schema.disputes), entities=self._count(schema.entities, current=False),
            claims=self._count(schema.claims, current=False), lineage=self._count(schema.lineage, current=False),
            first_published=row[2], last_published=row[3], linked=linked != "no",
        )  # fmt: skip

    def _count(self, table: Table, current: bool = True) -> int:
        query = select(func.count()).select_from(table)
        if current:
            query = select(func.count()).select_from(table.join(schema.documents)).where(schema.documents.c.current)
        return int(self._connection.execute(query).scalar_one())

    def _row(self, document: str | None) -> int | None:
        return None if document is None else documents.find(self._connection, document)[0]

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> View:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
