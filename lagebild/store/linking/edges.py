"""Edges of lineage ↔ rows."""

from __future__ import annotations

from sqlalchemy import RowMapping

from lagebild.link.records import Edge, Reason
from lagebild.store.queries.common import spans
from lagebild.store.rows import Row


def edge_of(row: RowMapping) -> Edge:
    """Return a stored edge."""
    return Edge(
        row["doc"], row["origin_doc"], row["origin"], row["kind"], Reason(row["score"], row["reason"]), spans(row["spans"]),
        spans(row["origin_spans"]), row["directed"], row["certain"], row["share"], row["origin_share"],
    )  # fmt: skip


def edge_row(e: Edge) -> Row:
    """Return an edge as it is stored."""
    return {
        "doc": e.doc, "origin_doc": e.origin_doc, "origin": e.origin, "kind": e.kind, "score": e.reason.score, "reason": e.reason.text,
        "spans": [list(s) for s in e.spans], "origin_spans": [list(s) for s in e.origin_spans], "directed": e.directed,
        "certain": e.certain, "share": e.share, "origin_share": e.origin_share,
    }  # fmt: skip
