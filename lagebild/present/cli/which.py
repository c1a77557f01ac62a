"""The options by which commands narrow events: who does what to whom, where, when, how sure, on whose word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias, get_args

import typer

from lagebild.model import EventStatus, EventType, ObjectKind
from lagebild.present.cli.options import chosen, iso_time

if TYPE_CHECKING:
    from lagebild.store.records import EventFilter

_TYPES, _STATUSES, _KINDS = (", ".join(get_args(names)) for names in (EventType, EventStatus, ObjectKind))
_PARTY = "a code (PRK, IGO:UN) or part of a name"

Type: TypeAlias = Annotated[list[str] | None, typer.Option("--type", metavar="NAME", help=f"One or more, by commas: {_TYPES}.")]
Mode: TypeAlias = Annotated[str | None, typer.Option("--mode", metavar="NAME", help="How it is done: arms, visit, sanctions …")]
Status: TypeAlias = Annotated[list[str] | None, typer.Option("--status", metavar="NAME", help=f"One or more, by commas: {_STATUSES}.")]
Taking: TypeAlias = Annotated[str | None, typer.Option("--party", metavar="PARTY", help=f"With this party: {_PARTY}.")]
Acting: TypeAlias = Annotated[str | None, typer.Option("--actor", metavar="PARTY", help=f"Done by this party: {_PARTY}.")]
Receiving: TypeAlias = Annotated[str | None, typer.Option("--recipient", metavar="PARTY", help=f"Done to or with this party: {_PARTY}.")]
Thing: TypeAlias = Annotated[list[str] | None, typer.Option("--object", metavar="KIND", help=f"What is given, moved, struck: {_KINDS}.")]
Place: TypeAlias = Annotated[str | None, typer.Option("--place", metavar="PLACE", help="There: part of a name, or the state's code.")]
Source: TypeAlias = Annotated[
    str | None, typer.Option("--source", metavar="TEXT", help="Told on the word of a source whose name holds this.")
]
Since: TypeAlias = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Published then or later (2024, 2024-11 …).")]
Until: TypeAlias = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Published then or earlier, or undated.")]
HappenedSince: TypeAlias = Annotated[
    str | None, typer.Option("--happened-since", metavar="DATE", help="Happened then or later, where the text tells.")
]
HappenedUntil: TypeAlias = Annotated[
    str | None, typer.Option("--happened-until", metavar="DATE", help="Happened then or earlier, where the text tells.")
]
Doc: TypeAlias = Annotated[str | None, typer.Option("--doc", metavar="DOC", help="From this document (id, its beginning, or file name).")]


def event_filter(
    *,
    type: list[str] | None = None,
    mode: str | None = None,
    status: list[str] | None = None,
    party: str | None = None,
    actor: str | None = None,
    recipient: str | None = None,
    object: list[str] | None = None,
    place: str | None = None,
    source: str | None = None,
    since: str | None = None,
    until: str | None = None,
    happened_since: str | None = None,
    happened_until: str | None = None,
    doc: str | None = None,
) -> EventFilter:
    """Return the filter that the options ask for. Raises OptionError for a name or time that is none."""
    return {
        "type": chosen("--type", type, get_args(EventType)),
        "mode": mode,
        "status": chosen("--status", status, get_args(EventStatus)),
        "party": party,
        "actor": actor,
        "recipient": recipient,
        "object_kind": chosen("--object", object, get_args(ObjectKind)),
        "place": place,
        "source": source,
        "since": iso_time("--since", since),
        "until": iso_time("--until", until),
        "happened_since": iso_time("--happened-since", happened_since),
        "happened_until": iso_time("--happened-until", happened_until),
        "document": doc,
    }
