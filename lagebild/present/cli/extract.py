"""`lagebild extract`: stateless; documents in, one JSON object a line out."""

from __future__ import annotations

from typing import Annotated

import typer

from lagebild.present.cli.common import JOBS_OPTION, PARSER_OPTION, flush, print_json, progress, settings


def extract(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs, or - for standard input.")],
    published: Annotated[str | None, typer.Option("--published", metavar="DATE", help="Publication date of all inputs (ISO).")] = None,
    jobs: int | None = JOBS_OPTION,
    parser: str | None = PARSER_OPTION,
    json: Annotated[bool, typer.Option("--json", help="Accepted for symmetry: the output is always JSON lines.")] = False,
) -> None:
    """Print what each document tells, one JSON object a line, without a case.

    Exit status 3 where a document could not be read; all others are printed.
    """
    from lagebild.engines.local import extract_stream
    from lagebild.format import extraction_json, failure_json
    from lagebild.model import Failure
    from lagebild.read.count import count

    failed = 0
    stream = extract_stream(inputs, settings(jobs=jobs, parser=parser), published=published)
    for record in progress(stream, "extracting", lambda: count(inputs)):
        if isinstance(record, Failure):
            failed += 1
            print_json(failure_json(record))
        else:
            print_json(extraction_json(record))
    flush()
    if failed:
        raise typer.Exit(3)
