"""`lagebild actors`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, get_args

import typer

from lagebild.model import MentionKind
from lagebild.present.cli import which
from lagebild.present.cli.common import CASE_OPTION, JSON_OPTION, LIMIT_OPTION, flush, print_json, print_table
from lagebild.present.cli.options import chosen
from lagebild.present.cli.query import limited, open_view

_KINDS = ", ".join(get_args(MentionKind))


def actors(
    case: Path | None = CASE_OPTION,
    kind: Annotated[str | None, typer.Option("--kind", metavar="NAME", help=f"Only entities of this kind: {_KINDS}.")] = None,
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
    limit: int = LIMIT_OPTION,
    json: bool = JSON_OPTION,
) -> None:
    """List who appears, by how many documents, and who does what to whom; options narrow to the parties of such events."""
    kinds = chosen("--kind", [kind] if kind else None, get_args(MentionKind))
    wanted = which.event_filter(
        type=type, mode=mode, status=status, party=party, actor=actor, recipient=recipient, object=object, place=place, source=source,
        since=since, until=until, happened_since=happened_since, happened_until=happened_until, doc=doc,
    )  # fmt: skip
    with open_view(case) as view:
        found = view.actors(kinds[0] if kinds else None, **wanted)
        if json:
            print_json(asdict(found))
            return flush()
        print_table(
            "Actors", ("name", "kind", "state", "roles", "documents", "statements", "events"),
            ((a.name, a.kind, a.country or "", ", ".join(a.roles), str(a.documents), str(a.statements), str(a.events))
             for a in limited(found.entities, limit)),
            wide=("name", "roles"),
        )  # fmt: skip
        names = {a.id: a.name for a in view.entities()}
        print_table(
            "Relations", ("who", "whom", "type", "events", "documents", "status"),
            ((names.get(r.actor, r.actor), names.get(r.recipient, r.recipient), r.type, str(r.count), str(r.documents),
              ", ".join(f"{n} {s}" for s, n in r.statuses))
             for r in limited(found.relations, limit)),
            wide=("who", "whom", "status"),
        )  # fmt: skip
