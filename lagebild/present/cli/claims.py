"""`lagebild claims`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, get_args

import typer

from lagebild.model import EventType
from lagebild.present.cli.common import CASE_OPTION, JSON_OPTION, LIMIT_OPTION, console, flush, print_json, print_rest, print_table
from lagebild.present.cli.options import chosen
from lagebild.present.cli.query import limited, open_view, print_records
from lagebild.present.cli.style import SIDE, STANCE, STATUS
from lagebild.present.series import Series, series_of
from lagebild.present.text import amount, clip, counted, interval, safe, short, word_of

if TYPE_CHECKING:
    from lagebild.store.records import Claim, ClaimDetail, Support

WIDE: Final = 100
"""Columns from which on a terminal has room for when a claim's event happened."""
TRENDS: Final = {"steady": "all the same", "grows": "growing", "falls": "falling", "varies": "differing"}
_TYPES: Final = ", ".join(get_args(EventType))


def claims(
    claim: Annotated[str | None, typer.Argument(metavar="[CLAIM]", help="Show one claim (id or its beginning) with all evidence.")] = None,
    case: Path | None = CASE_OPTION,
    contested: Annotated[bool, typer.Option("--contested", help="Only claims that somebody denies.")] = False,
    min_origins: Annotated[
        int, typer.Option("--min-origins", metavar="N", min=0, help="Only with N independent origins or more, for certain.")
    ] = 0,
    type: Annotated[list[str] | None, typer.Option("--type", metavar="NAME", help=f"One or more, by commas: {_TYPES}.")] = None,
    words: Annotated[str | None, typer.Option("--words", metavar="TEXT", help="Whose wording or doers hold this.")] = None,
    doc: Annotated[
        str | None, typer.Option("--doc", metavar="DOC", help="Told or denied in this document (id, its beginning, or file name).")
    ] = None,
    limit: int = LIMIT_OPTION,
    json: bool = JSON_OPTION,
) -> None:
    """List what is claimed and contested, with counts of independent origins."""
    types = chosen("--type", type, get_args(EventType))
    with open_view(case) as view:
        if claim is not None:
            detail = view.claim(claim)
            if json:
                print_json({**asdict(detail), "series": [asdict(s) for s in series_of(detail)]})
                return flush()
            return _show(detail, limit)
        found = view.claims(
            contested=True if contested else None, min_origins=min_origins, type=types, words=words, document=doc, limit=limit or None
        )
        if json:
            return print_records(found)
        _list(found, console().width >= WIDE)


def _list(found: Iterable[Claim], wide: bool) -> None:
    from rich.text import Text

    def row(c: Claim) -> list[object]:
        origins, denials = (
            Text(interval(c.origins, c.origins_most), style="bold"),
            Text(str(c.deniers), style=SIDE["denies"] if c.deniers else ""),
        )
        return [c.id[:8], clip(c.headline, 300), *([c.date or ""] if wide else []), origins, str(c.documents), denials]

    columns = ("claim", "what is claimed", *(("when",) if wide else ()), "origins", "documents", "denials")
    print_table("Claims", columns, map(row, found), wide=("what is claimed",))


def _show(detail: ClaimDetail, limit: int) -> None:
    from rich.text import Text

    c, out = detail.claim, console()
    out.print(Text(f"{c.id}  ", style="dim").append(clip(c.headline, 400), style="bold not dim"))
    about = (c.type, " → ".join(", ".join(map(str, side)) for side in (c.actors, c.recipients) if side), c.object_kind, c.date)
    out.print(Text(clip(" · ".join(x for x in about if x), 200), style="dim"))
    out.print(safe(count_line(c)), markup=False)
    out.print()
    _supporters(detail, limit)
    if detail.deniers:
        _records("Contested by", detail.deniers, limit)
    for series in series_of(detail):
        _figures(series)
    for title, lines in (("What would change the count", c.would_change), ("Why these records are one claim", _merged(detail))):
        if lines:
            out.print(Text(title, style="italic"))
            for line in lines:
                out.print(Text(f"  {safe(line)}"))
            out.print()


def count_line(c: Claim) -> str:
    """Return what a claim's counts are, in words."""
    origins = f"{interval(c.origins, c.origins_most)} independent origin{'s' if c.origins_most != 1 else ''}"
    denied = f"{counted(c.deniers, 'record')} {'denies' if c.deniers == 1 else 'deny'} it" if c.deniers else "nobody denies it"
    return f"{origins} behind {counted(c.supporters, 'supporting record')} in {counted(c.documents, 'document')}; {denied}"


def _merged(detail: ClaimDetail) -> list[str]:
    return [f"({merge.score:.2f}) {merge.reason}" for merge in detail.reasons]


def _supporters(detail: ClaimDetail, limit: int) -> None:
    """Print the supporters under the origin that they count for, with why they count as one."""
    from rich.text import Text

    out = console()
    for o in detail.origins:
        behind = [s for s in detail.supporters if s.origin == o.number]
        _records(f"Origin {o.number}: {clip(o.name, 80)}", behind, limit)
        for reason in o.reasons:
            out.print(Text(f"  one origin: {safe(reason)}" if len(behind) > 1 else f"  {safe(reason)}", style="dim"))
        if o.reasons:
            out.print()
    known = {o.number for o in detail.origins}
    rest = [s for s in detail.supporters if s.origin not in known]
    if rest:
        _records("Supported by", rest, limit)


def _records(title: str, records: Sequence[Support], limit: int) -> None:
    """Print records; what is told twice, as statement and as event, once with the number of times."""
    from rich.text import Text

    told: dict[tuple[str, str, str, str], list[Support]] = {}
    for s in records:
        where = f"{short(s.document)} {s.spans[0][0]}–{s.spans[-1][1]}" if s.spans else short(s.document)
        told.setdefault((s.published or "", word_of(s.chain, s.who, s.outlet), clip(s.text, 240), where), []).append(s)

    def row(cells: tuple[str, str, str, str]) -> tuple[object, ...]:
        published, word, text, where = cells
        s, n = told[cells][0], len(told[cells])
        style = (STANCE.get(s.stance, "") if s.stance else STATUS.get(s.status or "", "")) or SIDE[s.side]
        return published, Text(word, style=style), text + (f" ×{n}" if n > 1 else ""), where

    print_table(title, ("published", "on whose word", "words", "evidence"), map(row, limited(told, limit)), wide=("words", "on whose word"))
    print_rest(len(told), limit)


def _figures(series: Series) -> None:
    def row(k: int) -> tuple[object, ...]:
        p, q = series.points[k], series.points[k].figure
        mark = "lowest" if p is series.low else "highest" if p is series.high else ""
        value = amount(q.value, q.upper, q.unit, q.hedge)
        who = p.who if p.who is not None and p.who != p.outlet else None
        return (
            q.published or "undated", series.bars[k], value, mark if series.trend != "steady" else "",
            clip(" → ".join(x for x in (p.outlet, who) if x) or "?", 120), f"{short(q.document)} {q.span[0]}–{q.span[1]}",
        )  # fmt: skip

    unit = clip(series.unit or "number", 40)
    title = f"Figures: {unit}, {TRENDS[series.trend]}  {series.bars}" if len(series.points) > 1 else f"Figure: {unit}"
    columns = ("published", "", "figure", "", "given by", "evidence")
    print_table(title, columns, (row(k) for k in range(len(series.points))), wide=("given by",))
