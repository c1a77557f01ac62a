"""Our own measure of attribution across topics: short invented texts, each with the statements that it holds.

The cases stand in `benchmarks/attribution/*.toml`, those kept back from the writing of rules in `benchmarks/attribution/kept_back`;
`benchmarks/attribution/README.md` tells their format and how they are judged.

    python -m benchmarks.cases [--phenomenon NAME] [--show] [--kept-back]
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lagebild.extract import extract
from lagebild.lang.pack import load_pack
from lagebild.model import Document, Region, Span, Spans, Statement
from lagebild.parse import make_parser

FOLDER = Path(__file__).resolve().parent / "attribution"
KEPT_BACK = FOLDER / "kept_back"
PUBLISHED = "2023-05-10"
SPANS = ("quote", "speaker", "cue", "frame", "addressee")
PLAIN = ("type", "stance", "class", "medium", "said")
FIELDS = frozenset((*SPANS, *PLAIN, "speaker_name", "chain", "parent"))
PIECES = ("quote", "frame")
ARTICLES = "der die das den dem des ein eine einen einem einer eines vom beim zum zur im am"

JOINTS = ("und", "aber", "oder", "doch")


@dataclass(frozen=True, slots=True)
class Case:
    """One text with what is expected of it; `expect` holds a table of fields for each statement."""

    source: str
    phenomenon: str
    topic: str
    text: str
    expect: tuple[dict[str, Any], ...]
    more: bool = False
    published: str = PUBLISHED


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the engine made of a case: `faults` in words, fields right and judged; an unexpected statement is one field judged."""

    case: Case
    faults: tuple[str, ...]
    right: int
    judged: int


def read_cases(folder: Path = FOLDER) -> list[Case]:
    """Read the cases of a folder's files, in their order. Raises ValueError where a case breaks the format."""
    return [_case(path.stem, row) for path in sorted(folder.glob("*.toml")) for row in tomllib.loads(path.read_text("utf-8"))["case"]]


def _case(source: str, row: dict[str, Any]) -> Case:
    expect = tuple(row.get("expect", ()))
    case = Case(
        source, row["phenomenon"], row["topic"], row["text"].strip(), expect, row.get("more", False), row.get("published", PUBLISHED)
    )
    strange = set(row) - {"phenomenon", "topic", "text", "expect", "none", "more", "published"}
    if strange or bool(expect) == row.get("none", False):
        raise ValueError(f"{source}: give either expect or none = true, and nothing unknown {sorted(strange)}: {case.text}")
    for fields in expect:
        if set(fields) - FIELDS or not {"quote", "type"} <= set(fields):
            raise ValueError(f"{source}: unknown fields, or no quote or type: {fields}")
        for name in SPANS:
            locate(case.text, fields.get(name, ""))
    return case


def locate(text: str, pieces: str | Sequence[str]) -> Spans:
    """Return where the pieces stand, each behind the one before. Raises ValueError where one is not in the text."""
    spans: list[Span] = []
    at = 0
    for piece in _pieces(pieces):
        start = text.find(piece, at)
        if start < 0:
            raise ValueError(f"not in the text: {piece!r} in {text!r}")
        at = start + len(piece)
        spans.append((start, at))
    return tuple(spans)


def _pieces(value: str | Sequence[str]) -> list[str]:
    return [p for p in ([value] if isinstance(value, str) else value) if p]


def judge(case: Case) -> Verdict:
    """Run the engine on a case and compare."""
    found = _statements(case)
    pairs = _pair(case, found)
    mates = {k: s.id for k, s in pairs.items()}
    faults: list[str] = []
    right = judged = 0
    for k, fields in enumerate(case.expect):
        judged += len(fields)
        if k not in pairs:
            faults.append(f"missing {fields['type']}: {fields['quote']}")
            continue
        wrong = [f for f in (_fault(case.text, name, want, pairs[k], mates) for name, want in fields.items()) if f]
        right += len(fields) - len(wrong)
        faults += wrong
    if not case.more:
        taken = set(mates.values())
        extra = [s for s in found if s.id not in taken]
        judged += len(extra)
        faults += [f"extra {s.type}: {words_of(case.text, s.quote)}" for s in extra]
    return Verdict(case, tuple(faults), right, judged)


def _statements(case: Case) -> tuple[Statement, ...]:
    pack, parser = _engine()
    document = Document("case", case.text, "de", "", published=case.published, regions=(Region((0, len(case.text)), "body"),))
    return extract(document, parser.parse(document), pack).statements


@cache
def _engine() -> tuple[Any, Any]:
    pack = load_pack("de")
    return pack, make_parser(pack, "builtin")


def _pair(case: Case, found: Sequence[Statement]) -> dict[int, Statement]:
    """Return the statement found for each expected one: those whose quotes share most of their words, half at the least."""
    rated = []
    for k, fields in enumerate(case.expect):
        want = _at(case.text, locate(case.text, fields["quote"]))
        for n, statement in enumerate(found):
            have = _at(case.text, statement.quote)
            share = 2 * len(want & have) / max(1, len(want) + len(have))
            if share >= 0.5:
                rated.append((-share, statement.type not in _accepted(fields["type"]), k, n))
    pairs: dict[int, Statement] = {}
    taken: set[int] = set()
    for _, _, k, n in sorted(rated):
        if k not in pairs and n not in taken:
            pairs[k] = found[n]
            taken.add(n)
    return pairs


def _at(text: str, spans: Spans) -> set[int]:
    return {m.start() for a, b in spans for m in re.compile(r"\w+").finditer(text, a, b)}


def _accepted(want: Any) -> list[Any]:
    return want if isinstance(want, list) else [want]


def _fault(text: str, name: str, want: Any, found: Statement, mates: dict[int, str]) -> str | None:
    """Return in words how one field differs, None where it does not."""
    have = _have(text, name, found)
    if name in SPANS:
        trim = name not in PIECES
        same = _words(_pieces(want), trim) == _words(_pieces(have), trim)
        joined = found.type == "Reported" and name == "quote" and _words(have, False)[:1] in ([w] for w in JOINTS)
        same = same or (joined and _words(_pieces(want), False) == _words(have, False)[1:])
    elif name == "speaker_name":
        same = same_name(want, have)
    elif name == "chain":
        same = len(want) == len(have) and all(same_name(a, b) for a, b in zip(want, have, strict=True))
    elif name == "parent":
        same = (mates.get(want, "not found") if want >= 0 else None) == have
    else:
        same = (have or "") in _accepted(want)
    return None if same else f"{name}: {want!r}, not {have!r}"


def _have(text: str, name: str, found: Statement) -> Any:
    if name in SPANS:
        return [text[a:b] for a, b in getattr(found, name)]
    return list(found.chain) if name == "chain" else getattr(found, "source_class" if name == "class" else name)


def _words(pieces: Iterable[str], trim: bool) -> list[str]:
    """Return the words of a span in pieces; where `trim`, without articles (and prepositions that hold one) at its beginning."""
    words = [w for piece in pieces for w in re.findall(r"\w+", piece)]
    while trim and len(words) > 1 and words[0].lower() in ARTICLES.split():
        words = words[1:]
    return words


def words_of(text: str, spans: Spans) -> str:
    """Return the words at `spans`, pieces parted by bars."""
    return " | ".join(text[a:b] for a, b in spans)


def same_name(want: str, have: str | None) -> bool:
    """Tell whether two names share a word of three letters or more, "anonymous" aside, and agree in being anonymous; "" is none."""
    if not want or not have:
        return not want and not have
    mine, theirs = (set(re.findall(r"\w{3,}", name.casefold())) for name in (want, have))
    if ("anonymous" in mine) != ("anonymous" in theirs):
        return False
    return bool(mine & theirs - {"anonymous"}) or want.casefold() == have.casefold()


def verdicts(cases: Iterable[Case]) -> Iterator[Verdict]:
    """Judge cases one by one."""
    return (judge(case) for case in cases)


def share(rows: Sequence[Verdict]) -> float:
    """Return the share of cases that are wholly right."""
    return sum(not v.faults for v in rows) / max(1, len(rows))


def run(phenomenon: str = "", show: bool = False, kept_back: bool = False) -> None:
    """Print the share of cases wholly right and of fields right, in all and by phenomenon; `show` also prints each fault."""
    cases = [c for c in read_cases(KEPT_BACK if kept_back else FOLDER) if phenomenon in f"{c.source}/{c.phenomenon}"]
    rows = list(verdicts(cases))
    groups: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in rows:
        groups[f"{verdict.case.source}/{verdict.case.phenomenon}"].append(verdict)
    title = "kept back" if kept_back else "open to the writers of rules"
    print(
        f"\n## Attribution, our own cases ({title}): {len(rows)}\n\n| phenomenon | cases | wholly right | fields right |\n|---|---|---|---|"
    )
    for name, group in [*sorted(groups.items()), ("**all**", rows)]:
        judged = sum(v.judged for v in group)
        fields = f"{sum(v.right for v in group) / judged:.1%}" if judged else "–"
        print(f"| {name} | {len(group)} | {share(group):.1%} | {fields} |")
    for verdict in rows if show else ():
        if verdict.faults:
            print(f"\n{verdict.case.source}/{verdict.case.phenomenon}: {verdict.case.text}\n  " + "\n  ".join(verdict.faults))


def main() -> None:
    """Read the options and run."""
    arguments = argparse.ArgumentParser(prog="benchmarks.cases", description="Judge the written cases of attribution.")
    arguments.add_argument("--phenomenon", default="", metavar="NAME", help="only the cases whose file/phenomenon holds NAME")
    arguments.add_argument("--show", action="store_true", help="also each fault")
    arguments.add_argument("--kept-back", action="store_true", help="the cases kept back from the writing of rules")
    options = arguments.parse_args()
    run(options.phenomenon, options.show, options.kept_back)


if __name__ == "__main__":
    main()
