"""Statements and events of many documents → claims with their independent origins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Table, or_, select

from lagebild.link.claims import resolve
from lagebild.link.keys import keys, related
from lagebild.link.origins import Provenance
from lagebild.link.outlets import OutletNames
from lagebild.link.records import ClaimOut, DocumentIn, Edge, QuantityIn, Unit
from lagebild.link.tellings import Figure, Telling
from lagebild.store import schema
from lagebild.store.linking.documents import documents_in
from lagebild.store.linking.edges import edge_of
from lagebild.store.linking.merges import delete_merges, merge_rows
from lagebild.store.linking.spaces import Kind, Space
from lagebild.store.linking.state import CHUNK, delete_by, write
from lagebild.store.queries.common import chunks
from lagebild.store.queries.documents import text_of
from lagebild.store.rows import Row
from lagebild.store.units import Places, read_units

_TEXTS: Final = 16  # held: claims come by their oldest document, whose words often stand for them
_DOCUMENTS: Final = 64
_COMPONENTS: Final = 256
_QUANTITY: Final = Unit._fields.index("quantity")
_TELLING: Final = Unit._fields.index("telling")
_PLAIN: Final = [k for k in range(len(Unit._fields)) if k not in (_QUANTITY, _TELLING)]
_NAMES: Final = [Unit._fields[k] for k in _PLAIN]
_HOPS: Final = 2  # from a claim's document to one that takes from the same origin


def _frozen(value: Any) -> Any:
    """Return a list, and lists in it, as tuples: units nest no deeper."""
    return tuple(tuple(v) if isinstance(v, list) else v for v in value) if isinstance(value, list) else value


def decode_unit(data: list[Any]) -> Unit:
    """Return a unit as `encode_unit` took it apart."""
    *plain, quantity, telling = (data[k] for k in (*_PLAIN, _QUANTITY, _TELLING))
    found = dict(zip(_NAMES, map(_frozen, plain), strict=True))
    found["quantity"] = QuantityIn(*map(_frozen, quantity)) if quantity is not None else None
    found["telling"] = None
    if telling is not None:
        told = Telling(*map(_frozen, telling))
        found["telling"] = told._replace(figures=tuple(Figure(*f) for f in told.figures))
    return Unit(**found)


def encode_unit(unit: Unit) -> list[Any]:
    """Return a unit as JSON holds it: its values in order."""
    return list(unit)


UNITS: Final[Kind[Unit]] = Kind("unit", encode_unit, decode_unit, keys, related)


def link_claims(connection: Connection, fresh: Sequence[int], gone: Sequence[int], renamed: Sequence[int], touched: Iterable[int],
                names: OutletNames) -> int:  # fmt: skip
    """Compute the claims of new documents, and anew those that changed documents touch; returns how many were written.

    `renamed` are documents whose names stand for other entities now, `touched` those with new lineage.
    """
    space = Space(connection, UNITS)
    again = sorted({*gone, *renamed})
    space.remove(again)
    for table in (schema.speakers, schema.party_entities):
        delete_by(connection, table.c.doc, again)
    places = Places(connection)
    for docs in chunks(sorted({*fresh, *renamed} - set(gone)), _DOCUMENTS):
        _add_units(connection, space, places, docs)
        space.settle()
    space.touch(touched)
    _delete(connection, space.stale())
    counts = 0
    for part in chunks(space.dirty(), _COMPONENTS):
        known = _provenance(connection, {x.doc for _, items in part for x in items}, names)
        counts += write(connection, _rows(connection, part, known, places)).get("claims", 0)
    return counts


def _add_units(connection: Connection, space: Space[Unit], places: Places, docs: Sequence[int]) -> None:
    """Read the units of documents, and write which entities speak and act on the way."""
    rows: list[tuple[Table, Row]] = []
    found: list[tuple[int, int, Unit]] = []
    for placed, units in read_units(connection, places, docs):
        rows += placed
        found += [(unit.doc, n, unit) for n, unit in enumerate(units)]
    write(connection, rows)
    space.add(found)


def _delete(connection: Connection, components: set[int]) -> None:
    c = schema.claims.c
    for some in chunks(sorted(components), CHUNK):
        ids = list(connection.execute(select(c.id).where(c.component.in_(some))).scalars())
        delete_by(connection, schema.claim_origins.c.claim, ids)
        delete_by(connection, schema.claim_support.c.claim, ids)
        delete_merges(connection, "claim", ids)
        delete_by(connection, c.id, ids)


def _provenance(connection: Connection, docs: set[int], names: OutletNames) -> Provenance:
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


def _rows(connection: Connection, part: Sequence[tuple[int, Any]], known: Provenance, places: Places) -> Iterator[tuple[Table, Row]]:
    text_at = lru_cache(maxsize=_TEXTS)(lambda doc: text_of(connection, doc))
    for component, items in part:
        for claim in resolve(sorted((x.value for x in items), key=lambda u: u.order), known):
            text = text_at(claim.best.doc)
            headline = " … ".join(" ".join(text[a:b].split()) for a, b in claim.best.shown or claim.best.spans)
            yield schema.claims, _claim_row(claim, places, headline, component)
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
