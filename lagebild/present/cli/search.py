"""`lagebild search`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.present.cli.common import CASE_OPTION, JSON_OPTION, LIMIT_OPTION, print_table
from lagebild.present.cli.query import open_view, print_records
from lagebild.present.text import safe

if TYPE_CHECKING:
    from rich.text import Text

    from lagebild.store.records import SearchHit


def search(
    query: Annotated[list[str], typer.Argument(metavar="WORD...", help="Words, in any form; all must occur.")],
    case: Path | None = CASE_OPTION,
    limit: int = LIMIT_OPTION,
    json: bool = JSON_OPTION,
) -> None:
    """Find documents by words or their base forms."""
    with open_view(case) as view:
        found = view.search(" ".join(query), limit or 1_000)
        if json:
            return print_records(found)
        rows = ((h.document.id[:8], h.document.published or "?", h.document.title or h.document.name, _snippet(h)) for h in found)
        print_table("Found", ("document", "published", "title", "words"), rows, wide=("words", "title"))


def _snippet(hit: SearchHit) -> Text:
    """Return the snippet with its hits marked."""
    from rich.text import Text

    text, at = Text(), 0
    for start, end in sorted(hit.spans):
        a, b = max(at, start - hit.offset), min(len(hit.snippet), end - hit.offset)
        if a < b:
            text.append(safe(hit.snippet[at:a].replace("\n", " ")))
            text.append(safe(hit.snippet[a:b]), style="bold yellow")
            at = b
    text.append(safe(hit.snippet[at:].replace("\n", " ")))
    return text
