"""`lagebild brief`: the picture as one page and as Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lagebild.present.cli.common import CASE_OPTION, JSON_OPTION, flush, print_json, write_whole


def brief(
    case: Path | None = CASE_OPTION,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Write FILE (.html) and its twin (.md).")] = Path(
        "lagebild.html"
    ),
    title: Annotated[str | None, typer.Option("--title", help="Heading of the brief.")] = None,
    lang: Annotated[str | None, typer.Option("--lang", help="Language of the brief: de or en (default: that of the reports).")] = None,
    json: bool = JSON_OPTION,
) -> None:
    """Write one self-contained HTML file, and Markdown: every line links to its evidence."""
    written = write_brief(case, output, title, lang)
    if json:
        print_json({"written": [str(p) for p in written]})
        return flush()
    print("written: " + ", ".join(str(p) for p in written))


def write_brief(case: Path | None, output: Path, title: str | None = None, lang: str | None = None) -> tuple[Path, Path]:
    """Write both forms of the brief; each appears whole or not at all. Returns their paths."""
    from lagebild.present.brief.collect import collect
    from lagebild.present.brief.markdown import render_markdown
    from lagebild.present.brief.page import render_html
    from lagebild.present.cli.query import open_view

    with open_view(case) as view:
        found = collect(view)
    page, markdown = output.with_suffix(".html"), output.with_suffix(".md")
    for path, text in ((page, render_html(found, title, lang)), (markdown, render_markdown(found, title, lang))):
        write_whole(path, text)
    return page, markdown
