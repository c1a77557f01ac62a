"""Root origins of the embedded sample's reports, and lineage on our gold pile; printed by `python -m benchmarks lineage`."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import Final

from benchmarks.data import ROOT
from benchmarks.related import Found, Read, cited, read, related
from lagebild.config import Settings
from lagebild.engines.local import extract_stream
from lagebild.errors import LagebildError
from lagebild.link.outlets import OutletNames
from lagebild.link.records import Edge
from lagebild.model import Extraction, Given, Source
from lagebild.pipeline import Pipeline

SAMPLE: Final = ROOT / "lagebild" / "sample"
ROOTS: Final = Path(__file__).resolve().parent / "lineage" / "sample.tsv"
_OPENING: Final = 420  # characters in which a report says on whose report it rests
_FURTHEST: Final = 8
_TEXT: Final = frozenset({"copy", "rewrite", "translation"})


def root(doc: int, pile: Mapping[int, Read], found: Found, edges: Mapping[int, list[Edge]]) -> int | str:
    """Return the report or the outlet in which a report originates: along copies and rewrites, else credits, else its one cited outlet."""
    seen = {doc}
    for _ in range(_FURTHEST):
        following = _step(doc, pile, found, edges)
        if not isinstance(following, int) or following in seen:
            return doc if following is None or isinstance(following, int) else following
        seen.add(following)
        doc = following
    return doc


def _step(doc: int, pile: Mapping[int, Read], found: Found, edges: Mapping[int, list[Edge]]) -> int | str | None:
    texts = [e for e in (*found.reuse.values(), *found.sure.values()) if e.doc == doc and e.directed]
    if texts:
        return max(texts, key=lambda e: e.reason.score).origin_doc
    handed = [e for e in edges.get(doc, []) if e.kind in ("credits", "translation") and e.origin]
    first = handed[0] if handed else _leaning(pile[doc], edges.get(doc, []))
    if first is None:
        return None
    return first.origin_doc if first.origin_doc is not None else first.origin


def _leaning(r: Read, edges: Iterable[Edge]) -> Edge | None:
    """Return the edge to the outlet that a report rests on: cited in its opening, and in more of its statements than all others."""
    names = OutletNames()
    counts = Counter(names.key(name) for s in r.sayings for name in set(s.chain) if names.known(name))
    start = min((a for a, _ in r.told.body), default=0)
    for e in edges:
        opening = any(a < start + _OPENING for a, _ in e.spans)
        mine = counts[names.key(e.origin or "")]
        if e.kind == "cites" and opening and (e.origin_doc is not None or mine > counts.total() - mine):
            return e
    return None


def _short(found: Extraction) -> str:
    """Return the id that a record gives itself, else the name of its file."""
    stem = Path(found.document.name).stem
    return found.document.id if "-" in found.document.id else stem


def print_sample() -> None:
    """Print how many root origins of the embedded sample are right."""
    extractions = [x for x in extract_stream([str(SAMPLE)], Settings()) if isinstance(x, Extraction)]
    pile = {k: read(x, k) for k, x in enumerate(extractions)}
    ids = {k: _short(x) for k, x in enumerate(extractions)}
    found = related(pile)
    edges: dict[int, list[Edge]] = defaultdict(list)
    for e in cited(pile, found):
        edges[e.doc].append(e)
    right, faults = 0, []
    rows = [line for line in ROOTS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    names = OutletNames()
    for row in csv.DictReader(rows, delimiter="\t"):
        doc = next(k for k, name in ids.items() if name.startswith(row["document"]))
        got = root(doc, pile, found, edges)
        shown = ids[got] if isinstance(got, int) else got
        own = got == doc and row["root"] == "own"
        same = own or shown.startswith(row["root"]) or (isinstance(got, str) and names.same(got, row["root"]))
        right += same
        faults += [] if same else [f"{row['document']}: {shown}, should be {row['root']}"]
    print(f"\n## Root origins of the embedded sample\n\n{right} of {len(rows) - 1} right")
    print("\n".join(faults))


def print_pile(folder: Path, show: bool) -> None:
    """Print precision and recall of lineage by kind on the gold pile."""
    gold = [json.loads(line) for line in (folder / "lineage.jsonl").read_text(encoding="utf-8").splitlines()]
    pile = dict(_reports(folder))
    places = {r.told.id: k for k, r in pile.items()}
    found = related(pile)
    families = _families(gold, places)
    wanted: dict[str, set[frozenset[int]]] = defaultdict(set)
    for row in gold:
        if row["doc"] in places and row["from"] in places:
            wanted[row["kind"]].add(frozenset((places[row["doc"]], places[row["from"]])))
    got = {"text reuse": set(map(frozenset, found.reuse)), "sure rewrites": set(map(frozenset, found.sure))}
    got["either"] = got["text reuse"] | got["sure rewrites"]
    got["or a candidate"] = got["either"] | set(map(frozenset, found.candidates))
    print(f"\n## Lineage on the gold pile {folder.name}: {len(pile)} reports\n")
    print(f"{'kind':14}{'edges':>7}" + "".join(f"{name:>16}" for name in got))
    for kind, pairs in sorted(wanted.items()):
        print(f"{kind:14}{len(pairs):7}" + "".join(f"{len(pairs & found_pairs):16}" for found_pairs in got.values()))
    right = {name: sum(len({families[k] for k in p}) == 1 for p in found_pairs) for name, found_pairs in got.items()}
    print(f"{'pairs found':21}" + "".join(f"{len(p):16}" for p in got.values()))
    print(f"{'of one origin':21}" + "".join(f"{n:16}" for n in right.values()))
    _print_direction(gold, places, found)
    _print_outlets(gold, places, pile, found, show)
    if show:
        wrong = [(pile[a].told.id, pile[b].told.id) for a, b in map(sorted, got["either"]) if families[a] != families[b]]
        missed = [(k, sorted(pile[x].told.id for x in p)) for k, pairs in wanted.items() for p in pairs - got["either"]]
        print(f"wrong: {wrong}\nmissed: {missed}")


def _reports(folder: Path) -> Iterator[tuple[int, Read]]:
    pipeline = Pipeline(Settings())
    for k, line in enumerate((folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()):
        r = json.loads(line)
        given = Given(id=r["id"], published=r["published"], title=r["title"], outlet=r["outlet"], lang=r["lang"], url=r["url"])
        try:
            yield k, read(pipeline.extract(pipeline.document(Source(r["id"], text=r["text"], given=given))), k)
        except LagebildError:
            continue  # a report in a language without a pack


def _families(gold: Iterable[Mapping[str, str]], places: Mapping[str, int]) -> dict[int, int]:
    """Return a number for each report that all reports with text of one origin share."""
    family = {k: k for k in places.values()}
    for row in gold:
        if row["kind"] in (*_TEXT, "passage") and row["doc"] in places and row["from"] in places:
            one, other = family[places[row["doc"]]], family[places[row["from"]]]
            family = {k: one if f == other else f for k, f in family.items()}
    return family


def _print_direction(gold: Iterable[Mapping[str, str]], places: Mapping[str, int], found: Found) -> None:
    counts: Counter[str] = Counter()
    for row in gold:
        if row["doc"] in places and row["from"] in places:
            a, b = sorted((places[row["doc"]], places[row["from"]]))
            edge = found.reuse.get((a, b)) or found.sure.get((a, b))
            if edge is not None:
                counts["open" if not edge.directed else "right" if edge.doc == places[row["doc"]] else "wrong"] += 1
    print(f"direction of the edges found: {counts['right']} right, {counts['wrong']} wrong, {counts['open']} left open")


def _print_outlets(
    gold: Iterable[Mapping[str, str]], places: Mapping[str, int], pile: Mapping[int, Read], found: Found, show: bool
) -> None:
    """Print how well edges to outlets that have no article in the pile are found; those to outlets of the pile are not judged."""
    names = OutletNames()
    own = [r.told.outlet or "" for r in pile.values()]
    reports = {g["doc"] for g in gold} | places.keys()
    wanted = {(places[g["doc"]], names.key(g["from"])) for g in gold if g["doc"] in places and not _is_report(g["from"], reports)}
    got = {(e.doc, names.key(e.origin)) for e in cited(pile, found) if e.origin and not any(names.same(e.origin, o) for o in own)}
    right = len(wanted & got)
    print(f"outlets credited or cited: {right} of {len(wanted)} found; of {len(got)} edges {right} are in the gold")
    if show:
        missed, more = (sorted((pile[d].told.id, k) for d, k in pairs) for pairs in (wanted - got, got - wanted))
        print(f"missed: {missed}; more: {more}")


def _is_report(name: str, reports: Set[str]) -> bool:
    """Tell the id of a report, also of one that could not be read."""
    known = min(reports)
    return len(name) == len(known) and name[:1] == known[:1] and name[1:].isdigit()
