"""`lagebild explain`: the reasons in words, for a claim, an entity, a story or a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from lagebild.errors import OptionError, StoreError
from lagebild.present.cli.common import CASE_OPTION, JSON_OPTION, LIMIT_OPTION, console, flush, print_json, print_rest
from lagebild.present.cli.options import chosen
from lagebild.present.cli.query import limited, open_view
from lagebild.present.reasons import Reasons, Section, claim_reasons, document_reasons, entity_reasons, story_reasons
from lagebild.present.text import clip, safe

if TYPE_CHECKING:
    from lagebild.store.view import View

KINDS: Final = ("claim", "entity", "story", "document")
_BROAD: Final = ("entity", "document")  # found by name as well; an entity's name goes before a document's title


def explain(
    what: Annotated[str, typer.Argument(metavar="WHAT", help="A claim, story, document or entity: id or its beginning; an entity's name.")],
    case: Path | None = CASE_OPTION,
    kind: Annotated[str | None, typer.Option("--as", metavar="KIND", help=f"Take WHAT for one of: {', '.join(KINDS)}.")] = None,
    limit: int = LIMIT_OPTION,
    json: bool = JSON_OPTION,
) -> None:
    """Tell the reasons in words: why records are one claim and origins counted so, why names are one entity, who took from whom."""
    wanted = chosen("--as", [kind] if kind else None, KINDS)
    with open_view(case) as view:
        name, (title, sections, record) = _find(view, what, wanted)
    if json:
        told = [{"title": s.title, "lines": list(s.lines)} for s in sections]
        print_json({"kind": name, "record": record, "reasons": told})
        return flush()
    _print(name, title, sections, limit)


def _find(view: View, what: str, wanted: tuple[str, ...] | None) -> tuple[str, Reasons]:
    """Return what `what` is, and its reasons: by id first, whatever it is of; else by name."""
    found: dict[str, tuple[str, Reasons]] = {}
    refused: dict[str, str] = {}
    for kind, (id_of, reasons) in _sorts(view).items():
        if wanted is None or kind in wanted:
            try:
                record = id_of(what)
            except StoreError as e:
                refused[kind] = str(e)
            else:
                found[kind] = record.id, reasons(record)
    return _settled(what, found, refused)


def _settled(what: str, found: dict[str, tuple[str, Reasons]], refused: dict[str, str]) -> tuple[str, Reasons]:
    several = [message for message in refused.values() if not message.startswith("no ")]
    by_id = [kind for kind, (id, _) in found.items() if id.startswith(what)]
    named = by_id or [kind for kind in _BROAD if kind in found][:1]
    begun = [message for kind, message in refused.items() if kind not in _BROAD and message in several]
    if by_id and begun:
        raise StoreError(begun[0])
    if len(named) == 1:
        return named[0], found[named[0]][1]
    if named:
        raise OptionError(f"{what!r} begins the ids of several: {', '.join(named)}; give more of it, or --as {named[0]}")
    raise StoreError(
        several[0] if several else f"nothing {what!r} in this case; `lagebild claims`, `stories`, `actors` and `sources` list it"
    )


def _sorts(view: View) -> dict[str, tuple[Callable[[str], Any], Callable[[Any], Reasons]]]:
    """Return, by kind, how a record is found and how it is explained."""
    return {
        "claim": (lambda what: view.claim(what).claim, lambda c: claim_reasons(view, c)),
        "story": (view.story, story_reasons),
        "entity": (view.entity, lambda e: entity_reasons(view, e)),
        "document": (lambda what: view.document(what).info, lambda d: document_reasons(view, d)),
    }


def _print(kind: str, title: str, sections: list[Section], limit: int) -> None:
    from rich.text import Text

    out = console()
    out.print(Text(f"{kind} ", style="dim").append(clip(title, 400), style="bold not dim"))
    for section in sections:
        out.print()
        out.print(Text(safe(section.title), style="italic"))
        for line in limited(_hanging(section), limit):
            out.print(line)
        print_rest(len(section.lines), limit)


def _hanging(section: Section) -> Iterator[Any]:
    from rich.padding import Padding
    from rich.text import Text

    for line in section.lines:
        told = line.lstrip(" ")
        yield Padding(Text(safe(told)), (0, 0, 0, 2 + len(line) - len(told)), expand=False)
