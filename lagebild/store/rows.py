"""Records → rows of the schema's tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from sqlalchemy import Table

from lagebild.model import Event, Extraction, Quantity, Span, Spans, Statement, hull
from lagebild.store import schema

Row: TypeAlias = dict[str, Any]
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def storable(value: Any) -> Any:
    """Return `value` with lone surrogates, which no database takes, as U+FFFD: one character for one, so offsets hold."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [storable(v) for v in value]
    if isinstance(value, dict):
        return {storable(k): storable(v) for k, v in value.items()}
    return value


def _spans(spans: Spans) -> list[list[int]]:
    return [list(s) for s in spans]


def _span(span: Span | None) -> list[int] | None:
    return list(span) if span is not None else None


def _cut(text: str, span: Span | None) -> str | None:
    return text[span[0] : span[1]] if span is not None else None


def quantity_value(q: Quantity | None) -> Row | None:
    if q is None:
        return None
    return {"span": list(q.span), "value": q.value, "upper": q.upper, "unit": q.unit, "hedge": q.hedge}


def document_row(x: Extraction, pk: int, public_id: str, key: str, version: int, read_in: str) -> Row:
    d = x.document
    return {
        "pk": pk, "id": public_id, "source_key": key, "version": version, "current": True, "name": d.name, "url": d.url,
        "outlet": d.outlet, "title": d.title, "authors": list(d.authors), "published": d.published, "published_basis": d.published_basis,
        "published_evidence": _span(d.published_evidence), "fetched": d.fetched, "read_in": read_in, "lang": d.lang,
        "raw_sha256": d.raw_sha256, "dateline_place": d.dateline_place, "text": d.text, "lemmas": x.lemmas,
    }  # fmt: skip


def _statement_row(s: Statement, text: str) -> Row:
    start, end = hull(s.quote or s.frame or s.cue or ((0, 0),))
    return {
        "id": s.id, "type": s.type, "medium": s.medium, "stance": s.stance, "quote": _spans(s.quote), "cue": _spans(s.cue),
        "frame": _spans(s.frame), "speaker": _spans(s.speaker), "addressee": _spans(s.addressee),
        "content": " … ".join(text[a:b] for a, b in s.quote), "speaker_name": s.speaker_name, "speaker_local": s.speaker_entity,
        "source_class": s.source_class, "chain": list(s.chain), "chain_spans": [_span(c) for c in s.chain_spans],
        "parent": s.parent, "said": s.said, "start": start, "end": end,
    }  # fmt: skip


def _event_row(e: Event, text: str) -> Row:
    place = {"span": list(e.place.span), "name": e.place.name, "country": e.place.country} if e.place else None
    return {
        "id": e.id, "type": e.type, "mode": e.mode, "start": e.trigger[0], "end": e.trigger[1], "trigger": _cut(text, e.trigger),
        "status": e.status, "object": _span(e.object.span) if e.object else None,
        "object_text": _cut(text, e.object.span) if e.object else None, "object_kind": e.object.kind if e.object else None,
        "quantity": quantity_value(e.quantity), "place": place, "date": e.date, "statement": e.statement, "details": dict(e.details),
        "evidence": {key: list(span) for key, span in e.evidence.items()},
    }  # fmt: skip


def _party_rows(x: Extraction, pk: int) -> Iterator[Row]:
    for k, e in enumerate(x.events):
        for side, parties in (("actor", e.actor), ("recipient", e.recipient)):
            for n, p in enumerate(parties):
                yield {"doc": pk, "event": k, "side": side, "ord": n, "start": p.span[0], "end": p.span[1], "name": p.name, "code": p.code}


def _plain(x: Extraction) -> Iterator[tuple[Table, Iterator[Row]]]:
    d, text = x.document, x.document.text
    yield schema.regions, ({"start": r.span[0], "end": r.span[1], "kind": r.kind} for r in d.regions)
    yield (
        schema.credits,
        ({"start": c.span[0], "end": c.span[1], "kind": c.kind, "origin": c.origin, "lang": c.lang} for c in d.credits),
    )
    yield schema.problems, ({"message": p} for p in d.problems)
    yield (
        schema.mentions,
        (
            {"start": m.span[0], "end": m.span[1], "kind": m.kind, "name": m.name, "local": m.entity, "country": m.country, "role": m.role}
            for m in x.mentions
        ),
    )
    yield schema.times, ({"start": t.span[0], "end": t.span[1], "value": t.value, "kind": t.kind} for t in x.times)
    yield (
        schema.quantities,
        (
            {"start": q.span[0], "end": q.span[1], "value": q.value, "upper": q.upper, "unit": q.unit, "hedge": q.hedge, "of": _span(q.of)}
            for q in x.quantities
        ),
    )
    yield schema.statements, (_statement_row(s, text) for s in x.statements)
    yield schema.events, (_event_row(e, text) for e in x.events)
    yield (
        schema.disputes,
        (
            {
                "denier": _span(p.denier), "denier_text": _cut(text, p.denier), "denial": _span(p.denial),
                "denial_text": _cut(text, p.denial), "kind": p.kind, "claim": _span(p.claim), "claim_text": _cut(text, p.claim),
                "statement": p.statement,
            }
            for p in x.disputes
        ),
    )  # fmt: skip


def record_rows(x: Extraction, pk: int) -> Iterator[tuple[Table, list[Row]]]:
    """Yield each table with the rows that one extraction adds to it, in an order that satisfies foreign keys."""
    for table, rows in _plain(x):
        yield table, [{"doc": pk, "ord": n, **row} for n, row in enumerate(rows)]
    yield schema.event_parties, list(_party_rows(x, pk))


def is_dirty(x: Extraction) -> bool:
    """Tell whether strings of an extraction may hold lone surrogates (all others are cut from these)."""
    d = x.document
    parts = (d.text, d.name, d.id, d.url or "", d.outlet or "", d.title or "", *d.authors, x.lemmas)
    return any(_SURROGATE.search(p) for p in parts)
