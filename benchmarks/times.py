"""Our own cases of times: short texts, each with the expressions that a careful reader finds in it and their values.

They stand in `benchmarks/times/*.toml`:

    [[case]]
    phenomenon = "ago"
    text = "Vor zwei Jahren stürzte die Brücke ein."
    published = "2024-11-14"          # optional: that is the default, a Thursday; "": unknown
    expect = [{ text = "zwei Jahren", value = "P2Y", kind = "DURATION", date = "2022" }]    # or none = true

Those in `kept_back/` no writer of rules has read. An expression is right where span, value, kind and date are; a case where all are and
no other is found.

    python -m benchmarks times [--phenomenon NAME] [--show] [--kept-back]
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lagebild.extract.times import find_times
from lagebild.lang.pack import load_pack
from lagebild.model import Document, Region, Span, Time
from lagebild.parse import make_parser

FOLDER = Path(__file__).resolve().parent / "times"
KEPT_BACK = FOLDER / "kept_back"
PUBLISHED = "2024-11-14"
FIELDS = frozenset({"text", "value", "kind", "date"})


@dataclass(frozen=True, slots=True)
class Case:
    """One text with the times expected in it, in text order."""

    source: str
    phenomenon: str
    text: str
    published: str
    expect: tuple[Time, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the engine made of a case: `faults` in words; how many of the expressions are right."""

    case: Case
    faults: tuple[str, ...]
    right: int


def read_cases(folder: Path = FOLDER) -> Iterator[Case]:
    """Yield the cases of a folder. Raises ValueError where one is not well formed."""
    for path in sorted(folder.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            expect = tuple(_expected(row["text"], row.get("expect", [])))
            if bool(expect) == row.get("none", False) or set(row) - {"phenomenon", "text", "published", "expect", "none"}:
                raise ValueError(f"{path.stem}: give either expect or none = true, and nothing unknown: {row['text']}")
            yield Case(path.stem, row["phenomenon"], row["text"], row.get("published", PUBLISHED), expect)


def _expected(text: str, rows: list[dict[str, Any]]) -> Iterator[Time]:
    at = 0
    for row in rows:
        start = text.find(row["text"], at)
        if start < 0 or set(row) - FIELDS:
            raise ValueError(f"not in the text, or a field unknown: {row} in {text!r}")
        at = start + len(row["text"])
        yield Time((start, at), row["value"], row["kind"], row.get("date"))


@cache
def _engine() -> tuple[Any, Any]:
    pack = load_pack("de")
    return pack, make_parser(pack, "builtin")


def judge(case: Case) -> Verdict:
    """Run the engine on a case and compare."""
    pack, parser = _engine()
    regions = (Region((0, len(case.text)), "body"),)
    document = Document("case", case.text, "de", "", published=case.published or None, regions=regions)
    found = find_times(document, parser.parse(document), pack)
    spans: dict[Span, Time] = {t.span: t for t in found}
    faults = [f"want {_shown(case, t)}, have {_shown(case, spans.get(t.span))}" for t in case.expect if spans.get(t.span) != t]
    wanted = {t.span for t in case.expect}
    extra = [f"extra {_shown(case, t)}" for t in found if t.span not in wanted]
    return Verdict(case, (*faults, *extra), len(case.expect) - len(faults))


def _shown(case: Case, time: Time | None) -> str:
    return f"{case.text[slice(*time.span)]!r} {time.value} {time.kind} {time.date or ''}" if time else "none"


def run(phenomenon: str = "", show: bool = False, kept_back: bool = False) -> None:
    """Print the share of cases wholly right and of expressions right, in all and by group; `show` also prints each fault."""
    rows = [judge(c) for c in read_cases(KEPT_BACK if kept_back else FOLDER) if phenomenon in f"{c.source}/{c.phenomenon}"]
    groups: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in rows:
        groups[verdict.case.source].append(verdict)
    print(f"\n## Times, our own cases: {len(rows)}\n\n| group | cases | wholly right | expressions right |\n|---|---|---|---|")
    for name, group in [*sorted(groups.items()), ("**all**", rows)]:
        expressions = sum(len(v.case.expect) for v in group)
        whole = sum(not v.faults for v in group) / max(1, len(group))
        print(f"| {name} | {len(group)} | {whole:.1%} | {sum(v.right for v in group) / max(1, expressions):.1%} |")
    for verdict in rows if show else ():
        if verdict.faults:
            print(f"\n{verdict.case.source}/{verdict.case.phenomenon}: {verdict.case.text}\n  " + "\n  ".join(verdict.faults))
