"""How well disputes are read, in our own cases: who denies what, by which words.

    python -m benchmarks disputes [--phenomenon NAME] [--show] [--kept-back]

The cases stand in `benchmarks/disputes/*.toml`; `benchmarks/disputes/README.md` tells their format.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks import judge_cases
from benchmarks.judge_cases import Case, Item, Kind, Mates, accepted, differs, engine, words
from lagebild.extract import extract
from lagebild.model import Dispute

FOLDER = Path(__file__).resolve().parent / "disputes"
# Of two spans' words the share, taken twice over both lengths, from which on they count as the same (as in score_events.py).
ENOUGH = 0.5
SPANS = ("denial", "denier", "claim")


def _items(case: Case) -> list[Item]:
    pack, parser = engine()
    document = case.document()
    return [Item(d.denial, d) for d in extract(document, parser.parse(document), pack).disputes]


def _compare(case: Case, name: str, want: Any, item: Item, mates: Mates) -> str | None:
    """Compare one field: spans by the words that they share, the kind plainly."""
    found: Dispute = item.record
    if name not in SPANS:
        return differs(name, want, getattr(found, name))
    span = getattr(found, name)
    have = case.text[slice(*span)] if span else ""
    return None if any(same(one, have) for one in accepted(want)) else f"{name}: {want!r}, not {have!r}"


def same(want: str, have: str) -> bool:
    """Tell whether two texts share enough of their words."""
    a, b = words(want), words(have)
    return 2 * sum(w in b for w in a) >= ENOUGH * (len(a) + len(b)) if a or b else True


KIND = Kind("Disputes", FOLDER, "denial", frozenset(("denier", "kind", "claim")), _items, _compare, closed=True)


def run(phenomenon: str = "", show: bool = False, kept_back: bool = False) -> None:
    """Print the share of cases wholly right, in all and by phenomenon."""
    judge_cases.run(KIND, phenomenon, show, kept_back)
