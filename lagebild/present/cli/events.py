"""`lagebild events`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lagebild.present.cli.common import CASE_OPTION, JSON_OPTION, LIMIT_OPTION, print_table
from lagebild.present.cli.query import limited, open_view, parties, print_records
from lagebild.present.cli.style import STATUS
from lagebild.present.text import amount


def events(
    case: Path | None = CASE_OPTION,
    type: Annotated[str | None, typer.Option("--type", help="Only of this type (TRANSFER, MOBILIZE, …).")] = None,
    party: Annotated[str | None, typer.Option("--party", help="Only with this party (name or code, as PRK).")] = None,
    doc: Annotated[str | None, typer.Option("--doc", help="Only from this document.")] = None,
    limit: int = LIMIT_OPTION,
    json: bool = JSON_OPTION,
) -> None:
    """List who did what to whom, with how many, when, and how sure the text is of it."""
    from rich.text import Text

    with open_view(case) as view:
        found = limited(view.events(type=type, party=party, document=doc), limit)
        if json:
            return print_records(found)
        rows = (
            (
                e.date or "",
                e.type,
                parties(e),
                " ".join(x for x in (e.trigger_text, e.object_text or "", f"({e.place})" if e.place else "") if x),
                amount(e.quantity.value, e.quantity.upper, e.quantity.unit, e.quantity.hedge) if e.quantity else "",
                Text(e.status, style=STATUS.get(e.status, "")),
                e.document[:8],
            )
            for e in found
        )
        print_table("Events", ("date", "type", "who → whom", "what", "how many", "status", "document"), rows, wide=("who → whom", "what"))
