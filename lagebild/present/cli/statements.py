"""`lagebild statements`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lagebild.present.cli.common import CASE_OPTION, JSON_OPTION, LIMIT_OPTION, print_table
from lagebild.present.cli.query import limited, open_view, print_records
from lagebild.present.cli.style import STANCE
from lagebild.present.text import clip


def statements(
    case: Path | None = CASE_OPTION,
    speaker: Annotated[str | None, typer.Option("--speaker", help="Only by speakers whose name holds this.")] = None,
    stance: Annotated[str | None, typer.Option("--stance", help="Only of this stance (denies, accuses, …).")] = None,
    doc: Annotated[str | None, typer.Option("--doc", help="Only from this document (id, its beginning, or file name).")] = None,
    limit: int = LIMIT_OPTION,
    json: bool = JSON_OPTION,
) -> None:
    """List who says what, on whose word."""
    from rich.text import Text

    with open_view(case) as view:
        found = limited(view.statements(speaker=speaker, stance=stance, document=doc), limit)
        if json:
            return print_records(found)
        rows = (
            (
                s.published or "",
                " ← ".join(s.chain) or s.speaker_name or "?",
                Text(s.stance, style=STANCE.get(s.stance, "")),
                clip(s.content, 300),
                s.document[:8],
            )
            for s in found
        )
        print_table("Statements", ("published", "on whose word", "stance", "content", "document"), rows, wide=("content", "on whose word"))
