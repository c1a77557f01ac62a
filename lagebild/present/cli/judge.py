"""`lagebild judge`: what an analyst decides on entities; appended, never overwritten."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.errors import OptionError
from lagebild.present.cli.common import CASE_OPTION, JSON_OPTION, flush, print_json, print_table, settings, waiting
from lagebild.present.cli.link import print_linked
from lagebild.present.cli.options import chosen
from lagebild.present.cli.query import open_view, print_records
from lagebild.present.text import clip, safe

if TYPE_CHECKING:
    from lagebild.store.case import Case
    from lagebild.store.records import StoredJudgement

ACTIONS = ("same", "different", "list", "undo")
_NEEDED = {"same": "two entities, by id or name", "different": "two entities, by id or name", "list": "nothing more", "undo": "one number"}


def judge(
    action: Annotated[str, typer.Argument(metavar="ACTION", help="same A B, different A B, list, or undo N.")],
    what: Annotated[
        list[str] | None, typer.Argument(metavar="[WHAT...]", help="Two entities (id or name), or a judgement's number.")
    ] = None,
    case: Path | None = CASE_OPTION,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Why.")] = "",
    author: Annotated[str | None, typer.Option("--author", metavar="NAME", help="Who decides (default: the user's name).")] = None,
    json: bool = JSON_OPTION,
) -> None:
    """Decide that two entities are the same, or different; list such judgements, or take one back. All are kept, with author and time."""
    (chosen_action,) = chosen("ACTION", [action], ACTIONS) or ("list",)
    given = what or []
    if len(given) != {"list": 0, "undo": 1}.get(chosen_action, 2):
        raise OptionError(f"judge {chosen_action} takes {_NEEDED[chosen_action]}")
    if chosen_action == "list":
        with open_view(case) as view:
            found = view.judgements()
        return print_records(found) if json else _list(found)
    from lagebild.store.case import Case

    with Case.open(settings(case=case).case, create=False) as opened:
        number = _decide(opened, chosen_action, given, author or user_name(), note)
        with waiting("linking"):
            linked = opened.relink()
    if json:
        print_json({"judgement": number, "linked": asdict(linked) if linked is not None else None})
        return flush()
    print(f"judgement {number}: {chosen_action} {' and '.join(clip(g, 80) for g in given)}")
    print_linked(linked)


def _decide(case: Case, action: str, given: Sequence[str], author: str, note: str) -> int:
    if action == "undo":
        if not given[0].isdecimal():
            raise OptionError(f"judge undo: {given[0]!r} is no number; `lagebild judge list` shows them")
        return case.undo_judgement(int(given[0]), author, note)
    return case.judge("same" if action == "same" else "different", given[0], given[1], author, note)


def user_name() -> str:
    """Return the name of who runs this, as the system knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a number without a name, or a system without such names
        return "unknown"


def _list(found: Sequence[StoredJudgement]) -> None:
    from rich.text import Text

    def row(j: StoredJudgement) -> tuple[object, ...]:
        style = "strike dim" if j.undone else {"same": "green", "different": "red"}.get(j.kind, "")
        return (
            str(j.number), Text(j.kind + (" (undone)" if j.undone else ""), style=style), clip(side(j.a), 80), clip(side(j.b), 80),
            safe(j.at[:16].replace("T", " ")),
            clip(j.author, 40), clip(j.note, 200),
        )  # fmt: skip

    print_table("Judgements", ("n", "kind", "one", "other", "at", "by", "note"), map(row, found), wide=("one", "other", "note"))


def side(judged: dict[str, str]) -> str:
    """Return what a judgement says of one of its two: the name, and the state or kind that tells it from others."""
    more = ", ".join(x for x in (judged.get("kind"), judged.get("country")) if x)
    return judged.get("name", "?") + (f" ({more})" if more else "")
