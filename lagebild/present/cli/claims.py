"""`lagebild claims`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.present.cli.common import CASE_OPTION, JSON_OPTION, LIMIT_OPTION, console, flush, print_json, print_table
from lagebild.present.cli.query import limited, open_view, print_records
from lagebild.present.text import amount, clip, safe

if TYPE_CHECKING:
    from lagebild.store.records import ClaimDetail


def claims(
    claim: Annotated[str | None, typer.Argument(metavar="[CLAIM]", help="Show one claim (id or its beginning) with all evidence.")] = None,
    case: Path | None = CASE_OPTION,
    contested: Annotated[bool, typer.Option("--contested", help="Only claims that somebody denies.")] = False,
    limit: int = LIMIT_OPTION,
    json: bool = JSON_OPTION,
) -> None:
    """List what is claimed and contested, with counts of independent origins."""
    from rich.text import Text

    with open_view(case) as view:
        if claim is not None:
            detail = view.claim(claim)
            if json:
                print_json(asdict(detail))
                return flush()
            return _show(detail)
        found = limited(view.claims(contested=True if contested else None), limit)
        if json:
            return print_records(found)
        rows = (
            (
                c.id[:8],
                clip(c.headline, 300),
                c.date or "",
                Text(str(c.origins), style="bold"),
                str(c.documents),
                Text(str(c.deniers), style="red" if c.deniers else ""),
            )
            for c in found
        )
        print_table("Claims", ("claim", "what is claimed", "when", "origins", "documents", "denials"), rows, wide=("what is claimed",))


def _show(detail: ClaimDetail) -> None:
    from rich.text import Text

    c = detail.claim
    print(f"{c.id}  {clip(c.headline, 400)}")
    print(f"{c.origins} independent origins behind {c.supporters} supporting records in {c.documents} documents; {c.deniers} deny it\n")
    names = {o.number: o.name for o in detail.origins}
    for title, side, style in (("Supported by", detail.supporters, "green"), ("Contested by", detail.deniers, "red")):
        rows = (
            (
                s.published or "",
                Text(" ← ".join(s.chain) or s.who or "the report itself", style=style),
                names.get(s.origin, ""),
                clip(s.text, 300),
                f"{s.document[:8]} {s.spans[0][0]}–{s.spans[-1][1]}" if s.spans else s.document[:8],
            )
            for s in side
        )
        if side:
            print_table(title, ("published", "on whose word", "origin", "words", "evidence"), rows, wide=("words", "on whose word"))
    if c.quantities:
        print_table(
            "Figures", ("published", "figure", "document"),
            ((q.published or "", amount(q.value, q.upper, q.unit, q.hedge), q.document[:8]) for q in c.quantities),
        )  # fmt: skip
    for o in detail.origins:
        for reason in o.reasons:
            console().print(Text(safe(f"origin {o.number} ({o.name}): {reason}"), style="dim"))
    for merge in detail.reasons:
        console().print(Text(safe(f"merged ({merge.score:.2f}): {merge.reason}"), style="dim"))
