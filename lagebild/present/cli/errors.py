"""`lagebild errors`."""

from __future__ import annotations

from pathlib import Path

from lagebild.present.cli.common import CASE_OPTION, JSON_OPTION, LIMIT_OPTION, print_table
from lagebild.present.cli.query import limited, open_view, print_records


def errors(case: Path | None = CASE_OPTION, limit: int = LIMIT_OPTION, json: bool = JSON_OPTION) -> None:
    """List what was set aside, with the reason; `lagebild add --retry` tries it again."""
    with open_view(case) as view:
        found = limited(view.errors(), limit)
        if json:
            return print_records(found)
        print_table(
            "Set aside", ("source", "kind", "reason", "at"), ((f.name, f.kind, f.message, f.at) for f in found), wide=("reason", "source")
        )
