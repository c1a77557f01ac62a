"""`lagebild export`."""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from lagebild.present.cli import which
from lagebild.present.cli.common import CASE_OPTION, flush
from lagebild.present.cli.options import chosen
from lagebild.present.cli.query import open_view

if TYPE_CHECKING:
    from lagebild.store.records import DocumentInfo, EventFilter
    from lagebild.store.view import View

FORMATS = ("plover",)


def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="plover: events as PLOVER JSON lines, with our fields beside its own.")],
    case: Path | None = CASE_OPTION,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write FILE (default: standard output).")] = None,
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
    happened_since: which.HappenedSince = None,
    happened_until: which.HappenedUntil = None,
    doc: which.Doc = None,
) -> None:
    """Write the events of a case in a format of others; each option narrows."""
    chosen("FORMAT", [format], FORMATS)
    wanted = which.event_filter(
        type=type, mode=mode, status=status, party=party, actor=actor, recipient=recipient, object=object, place=place, source=source,
        since=since, until=until, happened_since=happened_since, happened_until=happened_until, doc=doc,
    )  # fmt: skip
    with open_view(case) as view, _target(output) as target:
        for row in plover(view, wanted):
            target.write(jsonlib.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace") + b"\n")
    if output is None:
        flush()
    else:
        print(f"written: {output}")


def plover(view: View, wanted: EventFilter) -> Iterator[dict[str, Any]]:
    """Yield PLOVER records of the events wanted; one document's text is held at a time."""
    from lagebild import __version__
    from lagebild.present.export.plover import records

    documents: Mapping[str, DocumentInfo] = {d.id: d for d in view.documents(all_versions=True)}
    return records(view.events(**wanted), documents, _LastText(view), f"lagebild {__version__}")


class _LastText(dict[str, str]):
    """The texts of documents by id; only the last one asked for is kept."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self._read = partial(view.text)

    def __missing__(self, document: str) -> str:
        self.clear()
        self[document] = text = self._read(document)
        return text


@contextmanager
def _target(output: Path | None) -> Iterator[IO[bytes]]:
    """Yield where to write: standard output, or a file that appears whole or not at all."""
    if output is None:
        yield sys.stdout.buffer
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    part = output.with_name(output.name + ".part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)
