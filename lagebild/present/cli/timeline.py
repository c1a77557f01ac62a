"""`lagebild timeline`."""

from __future__ import annotations

from pathlib import Path

from lagebild.present.cli import which
from lagebild.present.cli.common import CASE_OPTION, JSON_OPTION, LIMIT_OPTION, print_table
from lagebild.present.cli.query import limited, open_view, print_records
from lagebild.present.cli.style import STATUS
from lagebild.present.text import clip


def timeline(
    case: Path | None = CASE_OPTION,
    type: which.Type = None,
    mode: which.Mode = None,
    status: which.Status = None,
    party: which.Taking = None,
    actor: which.Acting = None,
    recipient: which.Receiving = None,
    object: which.Thing = None,
    place: which.Place = None,
    source: which.Source = None,
    since: which.Since = None,
    until: which.Until = None,
    doc: which.Doc = None,
    limit: int = LIMIT_OPTION,
    json: bool = JSON_OPTION,
) -> None:
    """List what happened, by date; a date in brackets is that of publication, for lack of one in the text; each option narrows.

    `--since` and `--until` are of the date shown.
    """
    from rich.text import Text

    wanted = which.event_filter(
        type=type, mode=mode, status=status, party=party, actor=actor, recipient=recipient, object=object, place=place, source=source,
        since=since, until=until, doc=doc,
    )  # fmt: skip
    with open_view(case) as view:
        found = limited(view.timeline(**wanted), limit)
        if json:
            return print_records(found)
        rows = (
            (
                t.date if t.basis == "happened" else f"[{t.date}]",
                t.type,
                clip(t.text, 300),
                Text(t.status, style=STATUS.get(t.status, "")),
                str(t.documents),
                (t.claim or "")[:8],
            )
            for t in found
        )
        print_table("Timeline", ("date", "type", "what", "status", "documents", "claim"), rows, wide=("what",))
