"""A small case whose linking is written by hand, so that what is shown of it does not depend on how linking decides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update

from lagebild.items import extraction_item
from lagebild.store import schema, sqlite
from lagebild.store.case import Case
from tests.present.make import CLAIM, DENIAL, FIRST, HOSTILE, claiming, denying, find

Row = dict[str, Any]
TURNED = "\u202everkehrt\u202c"
"""Turns the direction of what follows it."""
CONTESTED, PLAIN = "c0ffee0000000001", "c1aa000000000002"
ADA, NAMESAKE, NORTH, SOUTH = "e0000000000000a1", "e0000000000000a2", "e0000000000000b1", "e0000000000000b2"
WINTER, SPRING = "5000000000000001", "5100000000000002"
DOCUMENTS = (
    ("first", "Südkurier-Muster", "2024-01-08"), ("copy", "Abschreiber", "2024-01-09"), ("rewrite", f"Zweitblatt {HOSTILE}", "2024-01-10"),
    ("maybe", "Drittblatt", "2024-01-12"), ("twin", "Viertblatt", "2024-01-12"),
)  # fmt: skip
QUOTE = find(FIRST, CLAIM)


def _edge(doc: int, origin_doc: int | None, kind: str, score: float, reason: str, **more: Any) -> Row:
    spans = [[0, len(FIRST)]] if kind == "copy" else [list(QUOTE)] if origin_doc else []
    return {
        "doc": doc, "origin_doc": origin_doc, "origin": None, "kind": kind, "score": score, "reason": reason, "spans": spans,
        "origin_spans": spans, "directed": True, "certain": True, "share": None, "origin_share": None, **more,
    }  # fmt: skip


def _lineage(pk: dict[str, int]) -> list[Row]:
    return [
        _edge(pk["copy"], pk["first"], "copy", 0.97, f"copy of first {HOSTILE}{TURNED}", share=0.97, origin_share=0.84),
        _edge(pk["rewrite"], pk["first"], "rewrite", 0.8, "the same facts in the same order"),
        _edge(pk["twin"], pk["rewrite"], "passage", 0.3, "a passage of 40 words", share=0.3, origin_share=0.3, directed=False),
        _edge(pk["maybe"], pk["first"], "rewrite", 0.61, "few facts in common", certain=False),
        _edge(pk["copy"], None, "credits", 1.0, "it credits the agency", origin="Musteragentur"),
        _edge(pk["denial"], None, "cites", 1.0, "it cites a report", origin="Südkurier-Muster"),
    ]


def _figure(doc: int, value: float, published: str, upper: float | None = None) -> Row:
    span = list(find(FIRST, "300 Drohnen"))
    return {"value": value, "upper": upper, "unit": "drones", "hedge": "exact", "doc": doc, "span": span, "published": published}


def _claim(id: str, type: str | None, doc: int, headline: str, counts: tuple[int, ...], **more: Any) -> Row:
    names = ("supporters", "deniers", "documents", "origins", "origins_most")
    return {
        "id": id, "type": type, "headline": headline, "doc": doc, "spans": [list(QUOTE)], "actors": ["Nordland"], "recipients": ["Südland"],
        "object_kind": "arms", "date": "2024-01", "quantities": [], "would_change": [], "component": 1,
        **dict(zip(names, counts, strict=True)),
        **more,
    }  # fmt: skip


def _claims(pk: dict[str, int]) -> list[Row]:
    figures = [
        _figure(pk["first"], 300, "2024-01-08"),
        _figure(pk["rewrite"], 500, "2024-01-10"),
        _figure(pk["maybe"], 450, "2024-01-12", 480),
    ]
    change = [f"if Drittblatt's officials are those of Südkurier-Muster, there are 2 {HOSTILE}{TURNED}"]
    return [
        _claim(CONTESTED, "TRANSFER", pk["first"], f"{CLAIM} {HOSTILE}", (4, 1, 5, 2, 3), quantities=figures, would_change=change),
        _claim(PLAIN, "AGREE", pk["first"], "Beide Seiten einigten sich", (1, 0, 1, 1, 1)),
    ]


def _support(ord: int, doc: int, origin: int, who: str, side: str = "supports") -> Row:
    at = QUOTE if side == "supports" else find(DENIAL, CLAIM)
    return {
        "claim": CONTESTED, "ord": ord, "side": side, "doc": doc, "statement": 0, "event": None, "dispute": None, "spans": [list(at)],
        "who": who, "source_class": "named", "chain": [who], "stance": "asserts" if side == "supports" else "denies", "status": None,
        "origin": origin,
    }  # fmt: skip


def _entity(id: str, kind: str, name: str, country: str, names: list[list[Any]]) -> Row:
    return {"id": id, "kind": kind, "name": name, "country": country, "names": names, "roles": ["Ministerin"] if kind == "person" else [],
            "mentions": 5, "documents": 4, "component": 1}  # fmt: skip


def _rows(pk: dict[str, int]) -> dict[Any, list[Row]]:
    merges = [
        ("claim", CONTESTED, "same parties, object and time"),
        ("entity", ADA, f"0.9 the same name {HOSTILE}"),
        ("entity", ADA, "office"),
    ]
    return {
        schema.linked: [{"doc": doc} for doc in pk.values()],
        schema.entities: [
            _entity(ADA, "person", "Ada Berg", "SWE", [["Ada Berg", 4], ["Berg", 1]]),
            _entity(NAMESAKE, "person", "Ada Berger", "NOR", [["Ada Berger", 1]]),
            _entity(NORTH, "state", "Nordland", "NOR", [["Nordland", 5]]), _entity(SOUTH, "state", "Südland", "SWE", [["Südland", 4]]),
        ],
        schema.entity_links: [{"a": ADA, "b": NAMESAKE, "score": 0.42, "reason": "names alike, but of different states"}],
        schema.merges: [{"kind": k, "target": t, "ord": n, "score": 0.9, "reason": r} for n, (k, t, r) in enumerate(merges)],
        schema.lineage: _lineage(pk),
        schema.outlet_names: [{"name": "SKM", "canonical": "Südkurier-Muster"}],
        schema.stories: [
            {"id": WINTER, "component": 1, "title": f"Lieferung {HOSTILE}", "doc": pk["first"], "first": "2024-01-08", "last": "2024-01-12",
             "documents": 5, "terms": ["Drohne", "Lieferung"]},
            {"id": SPRING, "component": 2, "title": "Nein aus Nordstadt", "doc": pk["denial"], "first": "2024-01-09", "last": "2024-01-09",
             "documents": 1, "terms": ["Nordstadt"]},
        ],
        schema.story_documents: [
            {"doc": doc, "story": SPRING if id == "denial" else WINTER, "score": 0.8, "reason": f"shares rare words {TURNED}"}
            for id, doc in pk.items()
        ],
        schema.claims: _claims(pk),
        schema.claim_support: [
            _support(0, pk["first"], 1, "Ada Berg"), _support(1, pk["copy"], 1, "Ada Berg"), _support(2, pk["rewrite"], 1, "Ada Berg"),
            _support(3, pk["maybe"], 2, "ein Beamter"), _support(4, pk["denial"], 0, "Nordland", "denies"),
        ],
        schema.claim_origins: [
            {"claim": CONTESTED, "origin": 1, "name": "Ada Berg", "reasons": [f"copy of first, 84 % of its text {HOSTILE}"]},
            {"claim": CONTESTED, "origin": 2, "name": "Drittblatt", "reasons": ["an official who is not named"]},
            {"claim": PLAIN, "origin": 1, "name": "Südkurier-Muster", "reasons": []},
        ],
    }  # fmt: skip


def build(path: Path) -> Path:
    """Write the case to `path`."""
    found = [*(claiming(*d) for d in DOCUMENTS), denying()]
    with Case.open(path) as case, case.writer() as writer:
        writer.add([extraction_item(x) for x in found])
    engine = sqlite.make_engine(path, write=True)
    with engine.begin() as connection:
        pk = {
            row.id: row.pk
            for row in connection.execute(select(schema.documents.c.id, schema.documents.c.pk).order_by(schema.documents.c.pk))
        }
        for table, rows in _rows(pk).items():
            connection.execute(insert(table), rows)
        connection.execute(update(schema.meta).where(schema.meta.c.key == "linked").values(value="yes"))
    engine.dispose()
    return path
