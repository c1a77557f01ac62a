"""`lagebild sources`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from lagebild.present.cli.common import CASE_OPTION, JSON_OPTION, LIMIT_OPTION, console, flush, print_json, print_table, write_whole
from lagebild.present.cli.options import chosen
from lagebild.present.cli.query import limited, open_view
from lagebild.present.cli.tree import LEGEND as TREE_LEGEND
from lagebild.present.cli.tree import branches, draw, size
from lagebild.present.lineage import KINDS, Wanted, edges, gather, outlet_rows
from lagebild.present.text import clip, short

if TYPE_CHECKING:
    from lagebild.present.lineage import Lineage, OutletRow
    from lagebild.store.view import View

WIDE = 110
"""Columns from which on a terminal has room for all that is counted of an outlet."""
LEGEND: Final = (
    "original: taken from nobody, as far as is known · taken from, given to others: documents whose text stands elsewhere too · "
    "credited: documents that name it as their source"
)
_TREE: Final = 15
"""So many lines of one origin's tree are shown, where not all are asked for."""
_KINDS: Final = ", ".join(KINDS)


def sources(
    case: Path | None = CASE_OPTION,
    doc: Annotated[
        str | None, typer.Option("--doc", metavar="DOC", help="Of this document, and all that share its text, step by step.")
    ] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", metavar="TEXT", help="With an outlet whose name holds this.")] = None,
    kind: Annotated[list[str] | None, typer.Option("--kind", metavar="NAME", help=f"One or more, by commas: {_KINDS}.")] = None,
    candidates: Annotated[bool, typer.Option("--candidates", help="Also what is likely, but not certain.")] = False,
    svg: Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Write the picture of it to FILE (SVG) as well.")] = None,
    lang: Annotated[str | None, typer.Option("--lang", help="Language of that picture: de or en (default: that of the reports).")] = None,
    limit: int = LIMIT_OPTION,
    json: bool = JSON_OPTION,
) -> None:
    """List who copies, rewrites, translates, credits and cites whom, by outlet, and as a tree from the origins down."""
    with open_view(case) as view:
        wanted = Wanted(doc, outlet, chosen("--kind", kind, KINDS), candidates)
        found = gather(view, wanted)
        if svg is not None:
            from lagebild.present.picture import picture_svg

            write_whole(svg, picture_svg(found, lang))
        rows = outlet_rows(view, outlet) if doc is None else []
        if json:
            return _print_json(view, rows, found, wanted)
        if doc is None:
            _outlets(rows, limit)
        _trees(found, limit)
        if doc is None:
            _documents(view, outlet, limit)
    if svg is not None:
        print(f"written: {svg}")


def _print_json(view: View, rows: Iterable[OutletRow], found: Lineage, wanted: Wanted) -> None:
    """Print outlets, documents, lineage and credits, each record a line that says what it is."""
    for r in rows:
        print_json({"record": "outlet", **asdict(r)})
    for d in view.documents(outlet=wanted.outlet) if wanted.document is None else ():
        print_json({"record": "document", **asdict(d)})
    for e in edges(view, wanted, found):
        print_json({"record": "lineage", **asdict(e)})
    flush()


def _outlets(rows: Sequence[OutletRow], limit: int) -> None:
    from rich.text import Text

    wide = console().width >= WIDE
    columns = ("outlet", "documents", "original", "taken", "given", *(("crediting",) if wide else ()), "credited")
    print_table(
        "Outlets", columns,
        ([clip(r.name or "unknown", 60), r.documents, r.original, r.taken, r.given, *([r.crediting] if wide else []), r.credited]
         for r in limited(rows, limit)),
        wide=("outlet",),
    )  # fmt: skip
    if rows:
        console().print(Text(LEGEND, style="dim"), "")


def _trees(found: Lineage, limit: int) -> None:
    from rich.text import Text

    out = console()
    if not found.ties:
        print("Lineage: nothing found")
        return
    out.print(Text("Lineage", style="italic"))
    out.print(Text(TREE_LEGEND, style="dim"))
    roots = branches(found)
    shown = lines = 0
    while shown < len(roots) and (not limit or lines < limit):
        room = min(limit, _TREE)
        out.print(draw(roots[shown], found, room))
        lines += 1 + (min(size(roots[shown]), room) if limit else 0)
        shown += 1
    if shown < len(roots):
        out.print(Text(f"… {len(roots) - shown} more origins (--limit 0 shows all)", style="dim"))
    out.print()


def _documents(view: View, outlet: str | None, limit: int) -> None:
    print_table(
        "Documents", ("document", "published", "by", "outlet", "title or file"),
        ((short(d.id), d.published or "?", d.published_basis or "", clip(d.outlet or "?", 40), clip(d.title or d.name, 200))
         for d in limited(view.documents(outlet=outlet), limit)),
        wide=("title or file",),
    )  # fmt: skip
