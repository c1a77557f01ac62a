"""Linking a case: stored records → link → the computed tables, replaced in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, delete, insert, select

from lagebild.link.claims import link_claims
from lagebild.link.entities import link_entities
from lagebild.link.lineage import link_lineage
from lagebild.link.origins import Provenance
from lagebild.link.outlets import OutletNames
from lagebild.link.records import ClaimOut, CreditIn, DocumentIn, Edge, Entity, MentionIn, Reason, Unit
from lagebild.link.unitfile import UnitFile
from lagebild.store import schema
from lagebild.store.queries.common import chunks, stream
from lagebild.store.queries.documents import text_of
from lagebild.store.rows import Row
from lagebild.store.units import Places, read_units
from lagebild.store.writer import set_meta

_BODY: Final = ("headline", "body", "dateline", "caption")
_TEXTS: Final = 16  # held: claims come by their oldest document, whose words often stand for them
_GAP: Final = 2  # characters between regions, a line end


@dataclass(frozen=True, slots=True)
class LinkCounts:
    entities: int = 0
    lineage: int = 0
    claims: int = 0


def _mentions(connection: Connection) -> Iterator[MentionIn]:
    m = schema.mentions.c
    columns: list[Any] = [m.doc, m.ord, m.kind, m.name, m.local, m.country, m.role]
    query = select(*columns).select_from(schema.mentions.join(schema.documents)).where(schema.documents.c.current).order_by(m.doc, m.ord)
    for row in stream(connection, query):
        yield MentionIn(**row)


def _published(connection: Connection) -> dict[int, tuple[str, str | None]]:
    """Return the public id and date of each document."""
    d = schema.documents.c
    return {row["pk"]: (row["id"], row["published"]) for row in stream(connection, select(d.pk, d.id, d.published))}


def _documents(connection: Connection) -> list[DocumentIn]:
    d, r, c = schema.documents.c, schema.regions.c, schema.credits.c
    bodies: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in stream(connection, select(r.doc, r.start, r.end).where(r.kind.in_(_BODY)).order_by(r.doc, r.start)):
        before = bodies[row["doc"]]
        if before and row["start"] <= before[-1][1] + _GAP:  # few spans a document: they are held for all
            before[-1] = (before[-1][0], max(before[-1][1], row["end"]))
        else:
            before.append((row["start"], row["end"]))
    credits: dict[int, list[CreditIn]] = defaultdict(list)
    for row in stream(connection, select(schema.credits).order_by(c.doc, c.ord)):
        credits[row["doc"]].append(CreditIn(row["kind"], row["origin"], row["lang"], (row["start"], row["end"])))
    query = select(d.pk, d.id, d.outlet, d.published, d.lang).where(d.current).order_by(d.id)
    return [
        DocumentIn(row["pk"], row["id"], row["outlet"], row["published"], row["lang"], tuple(bodies[row["pk"]]), tuple(credits[row["pk"]]))
        for row in stream(connection, query)
    ]


def _named(document: DocumentIn, names: OutletNames) -> DocumentIn:
    """Give outlets the names that stand for them."""
    credits = tuple(c._replace(origin=names.of(c.origin) or c.origin) for c in document.credits)
    return replace(document, outlet=names.of(document.outlet), credits=credits)


def _entity_rows(entities: Iterable[Entity]) -> Iterator[tuple[Table, Row]]:
    for e in entities:
        row = {
            "id": e.id, "kind": e.kind, "name": e.name, "country": e.country, "names": [list(n) for n in e.names], "roles": list(e.roles),
            "mentions": len(e.packed), "documents": len({doc for doc, _ in e.members}),
        }  # fmt: skip
        yield schema.entities, row
        for doc, place in e.members:
            yield schema.entity_mentions, {"doc": doc, "mention": place, "entity": e.id}
        yield from _merge_rows("entity", e.id, e.reasons)


def _merge_rows(kind: str, target: str, reasons: Iterable[Reason]) -> Iterator[tuple[Table, Row]]:
    for n, reason in enumerate(reasons):
        yield schema.merges, {"kind": kind, "target": target, "ord": n, "score": reason.score, "reason": reason.text}


def _lineage_rows(edges: Iterable[Edge]) -> Iterator[tuple[Table, Row]]:
    for n, e in enumerate(edges):
        row = {
            "ord": n, "doc": e.doc, "origin_doc": e.origin_doc, "origin": e.origin, "kind": e.kind, "score": e.reason.score,
            "reason": e.reason.text, "spans": [list(s) for s in e.spans], "origin_spans": [list(s) for s in e.origin_spans],
        }  # fmt: skip
        yield schema.lineage, row


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


def _claim_row(claim: ClaimOut, places: Places, headline: str) -> Row:
    supporters = [u for u in claim.units if u.side == "supports"]
    shown = supporters or list(claim.units)
    dates = sorted({u.date for u in shown if u.date}, key=lambda d: (-len(d), d))
    return {
        "id": claim.id, "type": claim.type, "headline": headline, "doc": claim.best.doc,
        "spans": [list(s) for s in claim.best.shown or claim.best.spans],
        "actors": _common(shown, "actors", places), "recipients": _common(shown, "recipients", places),
        "object_kind": next((u.object_kind for u in shown if u.object_kind), None), "date": dates[0] if dates else None,
        "quantities": _quantities(claim.units), "supporters": len(supporters), "deniers": len(claim.units) - len(supporters),
        "documents": len({u.doc for u in claim.units}), "origins": len(claim.origins),
    }  # fmt: skip


def _support_row(claim: ClaimOut, n: int) -> Row:
    u = claim.units[n]
    return {
        "claim": claim.id, "ord": n, "side": u.side, "doc": u.doc, "statement": u.statement, "event": u.event, "dispute": u.dispute,
        "spans": [list(s) for s in u.spans], "who": u.who, "source_class": u.source_class, "chain": list(u.chain), "stance": u.stance,
        "status": u.status, "origin": claim.origin_of[n],
    }  # fmt: skip


def _claim_rows(reader: Connection, claims: Iterable[ClaimOut], places: Places) -> Iterator[tuple[Table, Row]]:
    text_at = lru_cache(maxsize=_TEXTS)(lambda doc: text_of(reader, doc))
    for claim in claims:
        text = text_at(claim.best.doc)
        headline = " … ".join(" ".join(text[a:b].split()) for a, b in claim.best.shown or claim.best.spans)
        yield schema.claims, _claim_row(claim, places, headline)
        for n in range(len(claim.units)):
            yield schema.claim_support, _support_row(claim, n)
        for o in claim.origins:
            yield schema.claim_origins, {"claim": claim.id, "origin": o.number, "name": o.name, "reasons": list(o.reasons)}
        yield from _merge_rows("claim", claim.id, claim.reasons)


def _write(connection: Connection, rows: Iterable[tuple[Table, Row]]) -> dict[str, int]:
    """Insert rows table by table, parents first within each stretch; returns counts by table."""
    counts: dict[str, int] = defaultdict(int)
    for chunk in chunks(rows, 4096):
        by_table: dict[Table, list[Row]] = defaultdict(list)
        for table, row in chunk:
            by_table[table].append(row)
        for table in schema.metadata.sorted_tables:
            if table in by_table:
                connection.execute(insert(table), by_table[table])
                counts[table.name] += len(by_table[table])
    return counts


def _fill(units: UnitFile, connection: Connection, places: Places) -> None:
    """Read the units of the case, and write which entities speak and act on the way."""

    def rows() -> Iterator[tuple[Table, Row]]:
        for placed, found in read_units(connection, places):
            for unit in found:
                units.append(unit)
            yield from placed

    _write(connection, rows())


def relink(reader: Engine, writer: Engine) -> LinkCounts:
    """Compute and replace what is linked; deterministic, and independent of the order in which documents came.

    The caller holds the case's lock, so what is read here cannot change before it is written.
    """
    with reader.connect() as read, writer.begin() as write:
        for table in schema.LINKED:
            write.execute(delete(table))
        published = _published(read)
        counts = _write(write, _entity_rows(link_entities(_mentions(read), published.__getitem__)))
        places = Places(write)
        documents = _documents(read)
        names = OutletNames(documents)
        documents = [_named(d, names) for d in documents]
        edges = link_lineage(documents, lambda pk: text_of(read, pk))
        counts |= _write(write, _lineage_rows(edges))
        known = Provenance.of(documents, edges, names)
        with UnitFile() as units:
            _fill(units, write, places)
            counts |= _write(write, _claim_rows(read, link_claims(units, known), places))
        set_meta(write, "linked", "yes")
    return LinkCounts(counts.get("entities", 0), counts.get("lineage", 0), counts.get("claims", 0))
