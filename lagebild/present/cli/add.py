"""`lagebild add`: read reports into a case."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.present.cli.common import CASE_OPTION, JOBS_OPTION, JSON_OPTION, PARSER_OPTION, flush, print_json, progress, settings, waiting
from lagebild.present.cli.link import print_moved

if TYPE_CHECKING:
    from lagebild.config import Settings
    from lagebild.store.records import AddCounts
    from lagebild.store.relink import LinkCounts


def add(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs, or - for standard input.")],
    case: Path | None = CASE_OPTION,
    published: Annotated[str | None, typer.Option("--published", metavar="DATE", help="Publication date of all inputs (ISO).")] = None,
    jobs: int | None = JOBS_OPTION,
    parser: str | None = PARSER_OPTION,
    retry: Annotated[bool, typer.Option("--retry", help="Try again what was set aside before.")] = False,
    json: bool = JSON_OPTION,
) -> None:
    """Read reports into a case. What is known is skipped, a changed page is a new version; stop and go on at any time."""
    chosen = settings(case=case, jobs=jobs, parser=parser)
    counts, linked = add_to_case(inputs, chosen, published=published, retry=retry)
    if json:
        print_json({**asdict(counts), "linked": asdict(linked) if linked is not None else None})
        return flush()
    print(f"{chosen.case}: {counts.added} added, {counts.versions} new versions, {counts.unchanged} unchanged, {counts.failed} set aside")
    if counts.failed:
        print("`lagebild errors` tells why")
    print_moved(linked.moved if linked is not None else ())


def add_to_case(
    inputs: list[str], chosen: Settings, published: str | None = None, retry: bool = False
) -> tuple[AddCounts, LinkCounts | None]:
    """Read `inputs` into the case of the settings and link it; returns what became of the sources, and what was linked, if anything."""
    from lagebild.engines.pool import prepare

    prepare(chosen.jobs)
    from lagebild.engines.linking import spreading
    from lagebild.engines.local import add_stream
    from lagebild.read.count import count
    from lagebild.store.case import Case
    from lagebild.store.records import AddCounts

    def sources_in(counts: AddCounts) -> int:
        return counts.added + counts.versions + counts.unchanged + counts.failed

    total = AddCounts()
    with Case.open(chosen.case, create=True) as case:
        stream = add_stream(case, inputs, chosen, published=published, retry=retry)
        for counts in progress(stream, "reading", lambda: count(inputs), sources_in):
            total += counts
        with waiting("linking"), spreading(case.path, chosen.jobs) as spread:
            linked = case.relink(spread=spread)
    return total, linked
