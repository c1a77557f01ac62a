"""`lagebild sources`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from lagebild.present.cli.common import CASE_OPTION, JSON_OPTION, LIMIT_OPTION, flush, print_json, print_table
from lagebild.present.cli.query import limited, open_view
from lagebild.present.text import clip


def sources(case: Path | None = CASE_OPTION, limit: int = LIMIT_OPTION, json: bool = JSON_OPTION) -> None:
    """List outlets and documents, and who copied, rewrote, translated or credited whom."""
    with open_view(case) as view:
        found = view.sources()
        if json:
            print_json(asdict(found))
            return flush()
        print_table(
            "Outlets", ("outlet", "documents", "statements", "taken from others", "taken by others"),
            ((o.name, str(o.documents), str(o.statements), str(o.copies), str(o.copied)) for o in limited(found.outlets, limit)),
            wide=("outlet",),
        )  # fmt: skip
        print_table(
            "Documents", ("document", "published", "by", "outlet", "title or file"),
            ((d.id[:8], d.published or "?", d.published_basis or "", d.outlet or "?", clip(d.title or d.name, 200))
             for d in limited(found.documents, limit)),
            wide=("title or file",),
        )  # fmt: skip
        print_table(
            "Lineage", ("document", "kind", "from", "score", "reason"),
            ((e.document[:8], e.kind, (e.origin_document or "")[:8] or e.origin or "", f"{e.score:.2f}", clip(e.reason, 200))
             for e in limited(found.lineage, limit)),
            wide=("reason", "from"),
        )  # fmt: skip
