"""Records → the JSON object that `lagebild extract` prints (FORMAT)."""

from __future__ import annotations

import hashlib
from typing import Any

from lagebild.model import Event, Extraction, Failure, Party, Quantity, Spans, Statement
from lagebild.scales import goldstein, quad_class


def _spans(spans: Spans) -> list[list[int]]:
    return [list(s) for s in spans]


def quantity_json(q: Quantity) -> dict[str, Any]:
    return {"span": list(q.span), "value": q.value, "upper": q.upper, "unit": q.unit, "hedge": q.hedge, "of": list(q.of) if q.of else None}


def statement_json(s: Statement) -> dict[str, Any]:
    return {
        "id": s.id, "type": s.type, "medium": s.medium, "stance": s.stance,
        "quote": _spans(s.quote), "cue": _spans(s.cue), "frame": _spans(s.frame), "speaker": _spans(s.speaker),
        "addressee": _spans(s.addressee), "speaker_name": s.speaker_name, "speaker_entity": s.speaker_entity, "class": s.source_class,
        "chain": list(s.chain), "chain_spans": [list(c) if c else None for c in s.chain_spans], "parent": s.parent, "said": s.said,
    }  # fmt: skip


def _party(p: Party) -> dict[str, Any]:
    return {"span": list(p.span), "name": p.name, "code": p.code}


def event_json(e: Event) -> dict[str, Any]:
    return {
        "id": e.id, "type": e.type, "mode": e.mode, "trigger": list(e.trigger),
        "actor": [_party(p) for p in e.actor], "recipient": [_party(p) for p in e.recipient],
        "object": {"span": list(e.object.span), "kind": e.object.kind} if e.object else None,
        "quantity": quantity_json(e.quantity) if e.quantity else None,
        "place": {"span": list(e.place.span), "name": e.place.name, "country": e.place.country} if e.place else None,
        "date": e.date, "status": e.status, "statement": e.statement, "details": dict(e.details),
        "details_spans": {key: list(span) for key, span in e.evidence.items()}, "goldstein": goldstein(e), "quad": quad_class(e),
    }  # fmt: skip


def extraction_json(x: Extraction) -> dict[str, Any]:
    """Return the FORMAT object of one document."""
    d = x.document
    return {
        "id": d.id, "lang": d.lang, "title": d.title, "outlet": d.outlet, "authors": list(d.authors), "url": d.url,
        "published": d.published, "published_basis": d.published_basis,
        "published_evidence": list(d.published_evidence) if d.published_evidence else None,
        "text_sha256": hashlib.sha256(d.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "regions": [{"span": list(r.span), "kind": r.kind} for r in d.regions],
        "credits": [{"span": list(c.span), "origin": c.origin, "kind": c.kind, "lang": c.lang} for c in d.credits],
        "mentions": [
            {"span": list(m.span), "kind": m.kind, "name": m.name, "entity": m.entity, "country": m.country, "role": m.role,
             "members": list(m.members), "wikidata": m.wikidata}
            for m in x.mentions
        ],
        "times": [{"span": list(t.span), "value": t.value, "kind": t.kind, "date": t.date} for t in x.times],
        "quantities": [quantity_json(q) for q in x.quantities],
        "statements": [statement_json(s) for s in x.statements],
        "events": [event_json(e) for e in x.events],
        "disputes": [
            {"denier": list(p.denier), "denial": list(p.denial), "claim": list(p.claim) if p.claim else None, "kind": p.kind,
             "statement": p.statement}
            for p in x.disputes
        ],
        "problems": list(d.problems),
    }  # fmt: skip


def failure_json(f: Failure) -> dict[str, Any]:
    return {"id": f.id, "name": f.name, "error": {"kind": f.kind, "message": f.message}}
