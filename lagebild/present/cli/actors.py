"""`lagebild actors`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from lagebild.present.cli.common import CASE_OPTION, JSON_OPTION, LIMIT_OPTION, flush, print_json, print_table
from lagebild.present.cli.query import limited, open_view


def actors(case: Path | None = CASE_OPTION, limit: int = LIMIT_OPTION, json: bool = JSON_OPTION) -> None:
    """List who appears, by how many documents, and who does what to whom."""
    with open_view(case) as view:
        found = view.actors()
        if json:
            print_json(asdict(found))
            return flush()
        print_table(
            "Actors", ("name", "kind", "state", "roles", "documents", "statements", "events"),
            ((a.name, a.kind, a.country or "", ", ".join(a.roles), str(a.documents), str(a.statements), str(a.events))
             for a in limited(found.entities, limit)),
            wide=("name", "roles"),
        )  # fmt: skip
        print_table(
            "Relations", ("who", "whom", "type", "events", "documents", "status"),
            ((r.actor, r.recipient, r.type, str(r.count), str(r.documents), ", ".join(f"{n} {s}" for s, n in r.statuses))
             for r in limited(found.relations, limit)),
            wide=("status",),
        )  # fmt: skip
