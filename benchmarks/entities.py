"""How well entities are resolved within a document: our own cases.

    python -m benchmarks entities [--phenomenon NAME] [--show] [--kept-back]

The cases stand in `benchmarks/entities/*.toml`; `benchmarks/entities/README.md` tells their format. Mentions are judged as they come from
the stage of mentions; pronouns by whom the statement whose speaker they are gives them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from benchmarks import judge_cases
from benchmarks.judge_cases import Case, Item, Kind, Mates, accepted, differs, engine, words
from lagebild.extract import extract
from lagebild.extract.mentions import find_mentions
from lagebild.model import Mention

FOLDER = Path(__file__).resolve().parent / "entities"
PRONOUN = re.compile(r"er|sie|ihn|ihm|ihr|dieser?", re.IGNORECASE)
SHORT, STEM = 3, 5


def _items(case: Case) -> list[Item]:
    """Return the mentions of a case, and where it asks for a pronoun the speakers that are one."""
    pack, parser = engine()
    document = case.document()
    parse = parser.parse(document)
    found = list(find_mentions(document, parse, pack))
    if any(PRONOUN.fullmatch(fields["mention"]) for fields in case.expect):
        for s in extract(document, parse, pack).statements:
            found += [
                Mention(span, "person", s.speaker_name or "", s.speaker_entity)
                for span in s.speaker
                if PRONOUN.fullmatch(case.text[slice(*span)])
            ]
    return [Item(m.span, m) for m in found]


def _compare(case: Case, name: str, want: Any, item: Item, mates: Mates) -> str | None:
    mention: Mention = item.record
    if name == "mention":
        return None
    if name in ("same", "apart"):
        other = mates.get(want)
        joined = other is not None and other.record.entity is not None and other.record.entity == mention.entity
        return (
            None if joined == (name == "same") else f"{case.text[slice(*item.span)]} {name} {case.expect[want]['mention']}: {mention.name}"
        )
    if name == "members":
        return None if sorted(mention.members) == sorted(want) else f"members: {want}, not {list(mention.members)}"
    if name in ("name", "role"):
        have = getattr(mention, name) or ""
        alike = _same_name if name == "name" else _same_stem
        return None if any(alike(w, have) for w in accepted(want)) else f"{name}: {want!r}, not {have!r}"
    return differs(name, want, getattr(mention, name)) and f"{case.text[slice(*item.span)]} {differs(name, want, getattr(mention, name))}"


def _same_name(a: str, b: str) -> bool:
    """Tell whether two names share a word of three letters or more, or are the same."""
    both = ({w for w in words(n) if len(w) >= SHORT} for n in (a, b))
    return bool(next(both) & next(both)) or a.casefold() == b.casefold()


def _same_stem(a: str, b: str) -> bool:
    """Tell whether two roles share a word but for its ending, or one ends in the other's word."""
    pairs = [(v, w) for v in words(a) for w in words(b)]
    return any(v[:STEM] == w[:STEM] or v.endswith(w) or w.endswith(v) for v, w in pairs)


KIND = Kind(
    "Entities", FOLDER, "mention", frozenset(("name", "kind", "country", "role", "same", "apart", "members")), _items, _compare,
    related=frozenset(("same", "apart")),
)  # fmt: skip


def run(phenomenon: str = "", show: bool = False, kept_back: bool = False) -> None:
    """Print the table of cases."""
    judge_cases.run(KIND, phenomenon, show, kept_back)
