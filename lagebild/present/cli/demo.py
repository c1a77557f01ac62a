"""`lagebild demo`: the whole flow on the embedded sample."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lagebild.present.cli.common import JOBS_OPTION


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the case and the brief go.")] = Path("demo-out"),
    jobs: int | None = JOBS_OPTION,
) -> None:
    """Read the embedded sample of invented reports into a case, write its brief, say where to look."""
    import lagebild
    from lagebild.present.cli.add import add_to_case
    from lagebild.present.cli.brief import write_brief
    from lagebild.present.cli.common import settings

    output.mkdir(parents=True, exist_ok=True)
    case = output / "lagebild.db"
    sample = Path(lagebild.__file__).resolve().parent / "sample"
    counts, _ = add_to_case([str(sample)], settings(case=case, jobs=jobs))
    page, markdown = write_brief(case, output / "brief.html")
    print(f"{counts.added + counts.versions} reports read in, {counts.unchanged} were known, {counts.failed} set aside: {case}\n")
    print(f"Open the brief:      {page.resolve().as_uri()}")
    print(f"or as Markdown:      {markdown}")
    print("Then try:")
    for line in ("claims --contested", "timeline", "statements --stance denies", "show elbkurier-2022-10-18", "sources"):
        print(f"  lagebild {line} --case {case}")
