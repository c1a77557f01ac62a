"""Statements and events of many documents → claims with their independent origins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from sqlalchemy import Connection, Table, or_, select

from lagebild.link.claims import resolve, resolve_alone
from lagebild.link.outlets import OutletNames
from lagebild.link.records import ClaimOut, DocumentIn, Edge, Unit
from lagebild.link.supports import Provenance
from lagebild.link.told import Told
from lagebild.store import schema
from lagebild.store.linking.affairs import Affairs
from lagebild.store.linking.ahead import Ahead
from lagebild.store.linking.documents import documents_in
from lagebild.store.linking.edges import edge_of
from lagebild.store.linking.merges import delete_merges, merge_rows
from lagebild.store.linking.state import CHUNK, delete_by, write
from lagebild.store.linking.tellings import Part, Tellings
from lagebild.store.queries.common import chunks
from lagebild.store.queries.documents import text_of
from lagebild.store.rows import Row
from lagebild.store.units import Places, read_acting

_TEXTS: Final = 16  # held: claims come by their oldest document, whose words often stand for them
_DOCUMENTS: Final = 64
_COMPONENTS: Final = 256
_HOPS: Final = 2  # from a claim's document to one that takes from the same origin


def link_claims(connection: Connection, ahead: Ahead, gone: Sequence[int], renamed: Sequence[int], touched: Iterable[int],
                names: OutletNames) -> int:  # fmt: skip
    """Compute the claims of new documents, whose facts have been read, and anew those that changed documents touch; returns how many were
    written.

    `renamed` are documents whose names stand for other entities now: who acts there is told anew, which no claim rests on. `touched` are
    those with new lineage, or where a state acts that is called otherwise.
    """
    places = Places(connection)
    _write_acting(connection, places, gone, [*ahead.docs, *renamed])
    space = Tellings(connection)
    space.remove(gone)
    for some in chunks(ahead.sentences(names), _DOCUMENTS):
        space.add(some)
    space.bind(ahead.ties(Affairs(connection).meetings(ahead.docs), names))
    space.touch(touched)
    _delete(connection, space.stale())
    counts = 0
    for part in chunks(space.dirty(), _COMPONENTS):
        known = provenance_of(connection, {u.doc for p in part for _, units in p.sentences for u in units}, names)
        counts += write(connection, _rows(connection, part, known, places)).get("claims", 0)
    return counts


def _write_acting(connection: Connection, places: Places, gone: Iterable[int], docs: Iterable[int]) -> None:
    """Write which entities speak and act in documents, anew where that is known."""
    wanted = sorted(set(docs) - set(gone))
    for table in (schema.speakers, schema.party_entities):
        delete_by(connection, table.c.doc, {*gone, *wanted})
    for some in chunks(wanted, _DOCUMENTS):
        write(connection, read_acting(connection, places.states, some))


def _delete(connection: Connection, components: set[int]) -> None:
    c = schema.claims.c
    for some in chunks(sorted(components), CHUNK):
        ids = list(connection.execute(select(c.id).where(c.component.in_(some))).scalars())
        delete_by(connection, schema.claim_origins.c.claim, ids)
        delete_by(connection, schema.claim_support.c.claim, ids)
        delete_merges(connection, "claim", ids)
        delete_by(connection, c.id, ids)


def provenance_of(connection: Connection, docs: set[int], names: OutletNames) -> Provenance:
    """Return what is known of the origins of some documents, and of those that they share an origin with."""
    edges: dict[int, Edge] = {}
    reached, new = set(docs), set(docs)
    x = schema.lineage.c
    for _ in range(_HOPS):
        found: set[int] = set()
        for some in chunks(sorted(new), CHUNK):
            query = select(schema.lineage).where(or_(x.doc.in_(some), x.origin_doc.in_(some)))
            for row in connection.execute(query).mappings():
                edges[row["edge"]] = edge_of(row)
                found.update(doc for doc in (row["doc"], row["origin_doc"]) if doc is not None)
        new = found - reached
        reached |= found
    documents: list[DocumentIn] = documents_in(connection, sorted(reached), names)
    return Provenance.of(documents, [edges[k] for k in sorted(edges)], names)


def _resolved(part: Part, known: Provenance) -> Iterator[ClaimOut]:
    if len(part.sentences) == 1 or all(u.telling is None for _, units in part.sentences for u in units):
        for _, units in part.sentences:
            yield from resolve_alone(units, known)
        return
    places = {item: k for k, (item, _) in enumerate(part.sentences)}
    ties = {(min(places[a], places[b]), max(places[a], places[b])): tie for a, b, tie in part.ties}
    yield from resolve([Told.of(units) for _, units in part.sentences], ties, known)


def _rows(connection: Connection, parts: Sequence[Part], known: Provenance, places: Places) -> Iterator[tuple[Table, Row]]:
    text_at = lru_cache(maxsize=_TEXTS)(lambda doc: text_of(connection, doc))
    for part in parts:
        for claim in _resolved(part, known):
            text = text_at(claim.best.doc)
            headline = " … ".join(" ".join(text[a:b].split()) for a, b in claim.best.shown or claim.best.spans)
            yield schema.claims, _claim_row(claim, places, headline, part.component)
            for n in range(len(claim.units)):
                yield schema.claim_support, _support_row(claim, n)
            for o in claim.origins:
                yield schema.claim_origins, {"claim": claim.id, "origin": o.number, "name": o.name, "reasons": list(o.reasons)}
            yield from merge_rows("claim", claim.id, claim.reasons)


def _quantities(units: Iterable[Unit]) -> list[Row]:
    found = []
    for u in units:
        if u.quantity is not None and u.side == "supports":
            found.append({**u.quantity._asdict(), "doc": u.doc, "published": u.published})
    return found


def _common(units: Iterable[Unit], name: str, places: Places) -> list[str]:
    """Return the parties of a claim, as most of its units have them, by name."""
    counts: dict[str, int] = {}
    for u in units:
        for key in getattr(u, name):
            counts[key] = counts.get(key, 0) + 1
    return [places.name(key) for key in sorted(counts, key=lambda k: (-counts[k], k))][:6]


def _claim_row(claim: ClaimOut, places: Places, headline: str, component: int) -> Row:
    supporters = [u for u in claim.units if u.side == "supports"]
    shown = supporters or list(claim.units)
    dates = sorted({u.date for u in shown if u.date}, key=lambda d: (-len(d), d))
    return {
        "id": claim.id, "type": claim.type, "headline": headline, "doc": claim.best.doc,
        "spans": [list(s) for s in claim.best.shown or claim.best.spans],
        "actors": _common(shown, "actors", places), "recipients": _common(shown, "recipients", places),
        "object_kind": next((u.object_kind for u in shown if u.object_kind), None), "date": dates[0] if dates else None,
        "quantities": _quantities(claim.units), "supporters": len(supporters), "deniers": len(claim.units) - len(supporters),
        "documents": len({u.doc for u in claim.units}), "origins": len(claim.origins), "origins_most": claim.origins_most,
        "would_change": list(claim.changes), "component": component,
    }  # fmt: skip


def _support_row(claim: ClaimOut, n: int) -> Row:
    u = claim.units[n]
    return {
        "claim": claim.id, "ord": n, "side": u.side, "doc": u.doc, "statement": u.statement, "event": u.event, "dispute": u.dispute,
        "spans": [list(s) for s in u.spans], "who": u.who, "source_class": u.source_class, "chain": list(u.chain), "stance": u.stance,
        "status": u.status, "origin": claim.origin_of[n],
    }  # fmt: skip
