"""Written cases in TOML, judged record by record: the common part of the measures of quantities, entities and events' attributes.

A measure gives a `Kind`: where its cases stand, which fields an expected record may have, what the engine finds in a case, and how one
field is compared. Reading, pairing, counting and printing are the same for all:

    [[case]]
    phenomenon = "range"              # short name within the file
    topic = "war"
    text = "…"
    expect = [{ … }]                  # fields by record; or none = true for a text that holds no record
    more = true                       # optional: further records in the text are no fault
    published = "2023-05-10"          # optional: that is the default

An expected record stands where its key field stands in the text (`nth`: its which occurrence, else behind the one before where the kind
is ordered, else the first). It is paired with the record found that shares most characters with it. `none = true` in an expected
record: nothing may be found there. A list gives the values that are right (of the key field's the first is sought in the text). A field
is judged only where it is given; a record that finds no mate has all its fields wrong.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lagebild.lang.pack import Pack, load_pack
from lagebild.model import Document, Region, Span
from lagebild.parse import make_parser
from lagebild.parse.base import Parser

PUBLISHED = "2023-05-10"
CASE_FIELDS = frozenset(("phenomenon", "topic", "text", "expect", "none", "more", "published"))
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One text with what is expected of it: a table of fields for each record, and where each stands."""

    source: str
    phenomenon: str
    topic: str
    text: str
    expect: tuple[Fields, ...]
    places: tuple[Span, ...]
    more: bool = False
    published: str = PUBLISHED

    @property
    def name(self) -> str:
        return f"{self.source}/{self.phenomenon}"

    def document(self) -> Document:
        """Return the case as a document with one body."""
        return Document("case", self.text, "de", "", published=self.published, regions=(Region((0, len(self.text)), "body"),))


@dataclass(frozen=True, slots=True)
class Item:
    """One record found, and where it stands."""

    span: Span
    record: Any


Mates = Mapping[int, Item]
"""The record found for each expected one, by its number."""


@dataclass(frozen=True)
class Kind:
    """What a measure judges. `compare(case, name, want, item, mates)` returns in words how a field differs, None where it does not."""

    title: str
    folder: Path
    key: str
    fields: frozenset[str]
    find: Callable[[Case], Sequence[Item]]
    compare: Callable[[Case, str, Any, Item, Mates], str | None]
    verbatim: frozenset[str] = frozenset()
    related: frozenset[str] = frozenset()  # fields told by other records (`mates` may lack one): left out of the pairing
    ordered: bool = False  # the expected records stand in the order of the text
    closed: bool = False  # records that nobody expects are faults (where a case has `none = true` they always are)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the engine made of a case: `faults` in words, fields right and judged; an unexpected record is one field judged."""

    case: Case
    faults: tuple[str, ...]
    right: int
    judged: int


@cache
def engine() -> tuple[Pack, Parser]:
    """Return the German pack and its parser."""
    pack = load_pack("de")
    return pack, make_parser(pack, "builtin")


def read_cases(kind: Kind, kept_back: bool = False) -> list[Case]:
    """Read a kind's cases, in their order. Raises ValueError where a case breaks the format."""
    folder = kind.folder / "kept_back" if kept_back else kind.folder
    return [_case(kind, p.stem, row) for p in sorted(folder.glob("*.toml")) for row in tomllib.loads(p.read_text("utf-8"))["case"]]


def _case(kind: Kind, source: str, row: Fields) -> Case:
    text, expect = row["text"].strip(), tuple(row.get("expect", ()))
    if (strange := set(row) - CASE_FIELDS) or bool(expect) == row.get("none", False):
        raise ValueError(f"{source}: give either expect or none = true, and nothing unknown {sorted(strange)}: {text}")
    for fields in expect:
        if (strange := set(fields) - kind.fields - {kind.key, "nth", "none"}) or kind.key not in fields:
            raise ValueError(f"{source}: unknown fields {sorted(strange)}, or no {kind.key}: {fields}")
        if absent := [n for n in kind.verbatim & set(fields) if any(v not in text for v in accepted(fields[n]))]:
            raise ValueError(f"{source}: not in the text: {absent} of {fields} in {text!r}")
    places = _places(kind, source, text, expect)
    return Case(source, row["phenomenon"], row["topic"], text, expect, places, row.get("more", False), row.get("published", PUBLISHED))


def _places(kind: Kind, source: str, text: str, expect: tuple[Fields, ...]) -> tuple[Span, ...]:
    places: list[Span] = []
    for fields in expect:
        at = places[-1][1] if places and kind.ordered and "nth" not in fields else 0
        nth, key = fields.get("nth", 1), accepted(fields[kind.key])[0]
        whole = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(key)}(?!\w)", text) if m.start() >= at]
        starts = whole or [m.start() for m in re.finditer(re.escape(key), text) if m.start() >= at]
        if len(starts) < nth:
            raise ValueError(f"{source}: not in the text behind {at}: {key!r} in {text!r}")
        places.append((starts[nth - 1], starts[nth - 1] + len(key)))
    return tuple(places)


def judge(kind: Kind, case: Case) -> Verdict:
    """Run the engine on a case and compare."""
    found = list(kind.find(case))
    mates = _pair(kind, case, found)
    faults: list[str] = []
    right = judged = 0
    for k, fields in enumerate(case.expect):
        wrong = _faults(kind, case, k, found, mates)
        given = 1 if fields.get("none") else len(set(fields) - {"nth"})
        judged += given
        right += given - len(wrong) if k in mates or fields.get("none") else 0
        faults += wrong
    if (kind.closed and not case.more) or not case.expect:
        taken = {id(item) for item in mates.values()}
        extra = [item for item in found if id(item) not in taken]
        judged += len(extra)
        faults += [f"extra: {case.text[slice(*item.span)]}" for item in extra]
    return Verdict(case, tuple(faults), right, judged)


def _faults(kind: Kind, case: Case, k: int, found: Sequence[Item], mates: Mates) -> list[str]:
    fields, place = case.expect[k], case.places[k]
    if fields.get("none"):
        there = [item for item in found if _shared(item.span, place)]
        return [f"found at {fields[kind.key]!r}: {case.text[slice(*there[0].span)]!r}"] if there else []
    if k not in mates:
        return [f"missing: {fields[kind.key]}"]
    return [f for n, want in fields.items() if n != "nth" and (f := kind.compare(case, n, want, mates[k], mates))]


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _pair(kind: Kind, case: Case, found: Sequence[Item]) -> dict[int, Item]:
    """Pair expected and found records one to one: those that share most, and of equal ones those with most fields right."""
    rated = []
    for k, (fields, place) in enumerate(zip(case.expect, case.places, strict=True)):
        for n, item in enumerate(found):
            if not fields.get("none") and (both := _shared(item.span, place)):
                share = 2 * both / (item.span[1] - item.span[0] + place[1] - place[0])
                plain = {name: want for name, want in fields.items() if name not in kind.related and name != "nth"}
                wrong = sum(bool(kind.compare(case, name, want, item, {k: item})) for name, want in plain.items())
                rated.append((-share, wrong, k, n))
    pairs: dict[int, Item] = {}
    taken: set[int] = set()
    for _, _, k, n in sorted(rated):
        if k not in pairs and n not in taken:
            pairs[k] = found[n]
            taken.add(n)
    return pairs


def accepted(want: Any) -> list[Any]:
    """Return the values that are right: a list gives several."""
    return want if isinstance(want, list) else [want]


def differs(name: str, want: Any, have: Any) -> str | None:
    """Compare a plain field; `""` expected is None found."""
    return None if ("" if have is None else have) in accepted(want) else f"{name}: {want!r}, not {have!r}"


def words(text: str) -> list[str]:
    """Return a text's words and numbers, case aside."""
    return re.findall(r"\w+", text.casefold())


def share(rows: Sequence[Verdict]) -> float:
    """Return the share of cases that are wholly right."""
    return sum(not v.faults for v in rows) / max(1, len(rows))


def table(title: str, rows: Sequence[Verdict]) -> str:
    """Return the figures in all and by phenomenon as a table in Markdown."""
    groups: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in rows:
        groups[verdict.case.name].append(verdict)
    lines = [f"## {title}: {len(rows)}", "", "| phenomenon | cases | wholly right | fields right |", "|---|---|---|---|"]
    for name, group in [*sorted(groups.items()), ("**all**", list(rows))]:
        judged = sum(v.judged for v in group)
        fields = f"{sum(v.right for v in group) / judged:.1%}" if judged else "–"
        lines.append(f"| {name} | {len(group)} | {share(group):.1%} | {fields} |")
    return "\n".join(lines)


def verdicts(kind: Kind, cases: Iterable[Case]) -> list[Verdict]:
    """Judge cases one by one."""
    return [judge(kind, case) for case in cases]


def run(kind: Kind, phenomenon: str = "", show: bool = False, kept_back: bool = False) -> None:
    """Print the share of cases wholly right and of fields right, in all and by phenomenon; `show` also prints each fault."""
    rows = verdicts(kind, [c for c in read_cases(kind, kept_back) if phenomenon in c.name])
    part = "kept back" if kept_back else "open to the writers of rules"
    print("\n" + table(f"{kind.title}, our own cases ({part})", rows))
    for verdict in rows if show else ():
        if verdict.faults:
            print(f"\n{verdict.case.name}: {verdict.case.text}\n  " + "\n  ".join(verdict.faults))
