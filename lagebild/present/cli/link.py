"""`lagebild link`: what `add` does at its end, by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.present.cli.common import CASE_OPTION, JOBS_OPTION, JSON_OPTION, flush, print_json, settings, waiting
from lagebild.present.text import counted, safe

if TYPE_CHECKING:
    from lagebild.store.relink import LinkCounts

MOVED = 12
"""So many changes of stories are told in words; of more, their number."""


def link(
    case: Path | None = CASE_OPTION,
    all: Annotated[bool, typer.Option("--all", help="Link all documents anew.")] = False,
    jobs: int | None = JOBS_OPTION,
    json: bool = JSON_OPTION,
) -> None:
    """Link what is not linked yet: entities, who takes from whom, stories, claims. `add` does so by itself."""
    from lagebild.engines.linking import spreading
    from lagebild.store.case import Case

    chosen = settings(case=case, jobs=jobs)
    with Case.open(chosen.case, create=False) as opened, waiting("linking"), spreading(opened.path, chosen.jobs) as spread:
        linked = opened.relink(all, spread)
    if json:
        print_json({"linked": asdict(linked) if linked is not None else None})
        return flush()
    print_linked(linked, "everything is linked already; --all links it anew")


def print_linked(linked: LinkCounts | None, nothing: str = "") -> None:
    """Print what linking wrote, how long each part took, and which documents moved between stories."""
    if linked is None:
        if nothing:
            print(nothing)
        return
    written = [counted(linked.documents, "document"), *(f"{n} {what}" for n, what in _written(linked))]
    print(f"linked: {written[0]}; new or computed anew: {', '.join(written[1:])}")
    if linked.seconds:
        print("seconds: " + ", ".join(f"{name} {took:.1f}" for name, took in linked.seconds.items()))
    print_moved(linked.moved)


def _written(linked: LinkCounts) -> list[tuple[int, str]]:
    return [(linked.entities, "entities"), (linked.lineage, "lineage edges"), (linked.stories, "stories"), (linked.claims, "claims")]


def print_moved(moved: Sequence[str]) -> None:
    """Print what changed about stories; of a long list its beginning, and how many more there are."""
    for line in moved[:MOVED]:
        print(safe(line))
    if len(moved) > MOVED:
        print(f"… and {len(moved) - MOVED} more such changes (--json tells all)")
