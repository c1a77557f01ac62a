"""One claim, one origin: how well claims and their independent origins are found in a pile of invented reports.

    python -m benchmarks pile [--pile FOLDER] [--kept-back] [--show]

It judges `benchmarks/pile/open`, on which weights were learned and rules written, or `benchmarks/pile/kept_back`, which nobody looked at.
The reports go the product's own way: `reports.jsonl` is added to a case, linked, and read through its view. `benchmarks/pile/README.md`
tells the format. What extraction makes of a text is kept in a folder of temporary files, by the text and the code, so that a second run
takes seconds.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.extracted import add_reports
from lagebild.model import Span, overlaps
from lagebild.store.case import Case
from lagebild.store.view import View

HERE = Path(__file__).resolve().parent / "pile"
PAIR_F1, FALSE_CORROBORATION, COUNT_ERROR = 0.85, 0.03, 0.25


@dataclass(frozen=True, slots=True)
class Item:
    """Words of a report that tell a gold claim, or deny it."""

    claim: str
    doc: str
    span: Span
    denies: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """A pile: items, the count of origins of each claim, outlets, and how documents are related."""

    items: tuple[Item, ...]
    origins: dict[str, tuple[int, int]]
    outlets: dict[str, str]
    related: dict[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Row:
    doc: str
    spans: tuple[Span, ...]
    denies: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A claim of the case."""

    id: str
    rows: tuple[Row, ...]
    fewest: int
    most: int


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_gold(folder: Path) -> Gold:
    """Read the gold of a pile. Raises ValueError where words are not found in their report."""
    reports = {r["id"]: r for r in lines(folder / "reports.jsonl")}
    items, origins = [], {}
    for claim in lines(folder / "claims.jsonl"):
        origins[claim["id"]] = (claim["origins"][0], claim["origins"][1])
        for item in claim["items"]:
            start = reports[item["doc"]]["text"].index(item["words"])
            items.append(Item(claim["id"], item["doc"], (start, start + len(item["words"])), item["side"] == "denies"))
    lineage = folder / "lineage.jsonl"
    related = {(e["doc"], e["from"]): e["kind"] for e in (lines(lineage) if lineage.exists() else ())}
    return Gold(tuple(items), origins, {k: r["outlet"] for k, r in reports.items()}, related)


def read_claims(view: View) -> list[Found]:
    """Return the claims of a case."""
    found = []
    for claim in view.claims():
        detail = view.claim(claim.id)
        rows = [Row(s.document, s.spans, s.side == "denies") for s in (*detail.supporters, *detail.deniers)]
        found.append(Found(claim.id, tuple(rows), claim.origins, max(getattr(claim, "origins_most", 0), claim.origins)))
    return found


def holds(claim: Found, item: Item) -> bool:
    return any(row.doc == item.doc and any(overlaps(s, item.span) for s in row.spans) for row in claim.rows)


@dataclass(frozen=True, slots=True)
class Match:
    """Which claims of the case hold which items."""

    gold: Gold
    claims: tuple[Found, ...]
    held: dict[str, frozenset[int]]

    @classmethod
    def of(cls, gold: Gold, claims: Sequence[Found]) -> Match:
        held: dict[str, frozenset[int]] = {}
        for claim in claims:
            places = frozenset(n for n, item in enumerate(gold.items) if holds(claim, item))
            if places:
                held[claim.id] = places
        return cls(gold, tuple(c for c in claims if c.id in held), held)

    def told(self, claim: Found) -> str:
        """Return the gold claim that most items of a claim tell."""
        counts = Counter(self.gold.items[n].claim for n in self.held[claim.id])
        return min(counts, key=lambda c: (-counts[c], c))

    def best(self) -> dict[str, Found]:
        """Return for each gold claim the claim that stands for it: of those that mostly tell it the one with most of its items."""
        chosen: dict[str, tuple[int, str, Found]] = {}
        for claim in self.claims:
            told = self.told(claim)
            rank = (-sum(self.gold.items[n].claim == told for n in self.held[claim.id]), claim.id)
            if told not in chosen or rank < chosen[told][:2]:
                chosen[told] = (*rank, claim)
        return {told: claim for told, (_, _, claim) in chosen.items()}


def pairs(match: Match) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Return the pairs of items that are one claim: as the gold has it, and as the case has it."""
    items = match.gold.items
    true = {(a, b) for a, b in combinations(range(len(items)), 2) if items[a].claim == items[b].claim}
    found = {(a, b) for places in match.held.values() for a, b in combinations(sorted(places), 2)}
    same_words = {(a, b) for a, b in found if items[a].doc == items[b].doc and overlaps(items[a].span, items[b].span)}
    return true, found - (same_words - true)


def relation(gold: Gold, a: Item, b: Item) -> str:
    """Return how the documents of two items are related, as planted."""
    if a.doc == b.doc:
        return "same report"
    return gold.related.get((a.doc, b.doc)) or gold.related.get((b.doc, a.doc)) or "other"


def score(right: int, found: int, true: int) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    precision, recall = right / found if found else 0.0, right / true if true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def supporters(claim: Found) -> set[str]:
    return {row.doc for row in claim.rows if not row.denies}


def errors(match: Match) -> dict[str, list[float]]:
    """Return for each way of counting its errors, one a gold claim; a claim that is not found counts as one of no origin."""
    best = match.best()
    found: dict[str, list[float]] = defaultdict(list)
    for claim, (low, high) in match.gold.origins.items():
        one = best.get(claim)
        docs = supporters(one) if one else set()
        counts = {
            "Lagebild": (one.fewest, one.most) if one else (0, 0),
            "counting outlets": (len({match.gold.outlets[d] for d in docs}),) * 2,
            "counting documents": (len(docs),) * 2,
        }
        for name, (fewest, most) in counts.items():
            found[name].append((abs(fewest - low) + abs(most - high)) / 2)
    return found


def falsely_corroborated(match: Match) -> tuple[dict[str, list[Found]], int]:
    """Return the claims that count two origins or more where there is one, by way of counting; and of how many claims."""
    lone = [c for c in match.claims if match.gold.origins[match.told(c)][0] == 1]
    return {
        "Lagebild": [c for c in lone if c.fewest > 1],
        "counting outlets": [c for c in lone if len({match.gold.outlets[d] for d in supporters(c)}) > 1],
        "counting documents": [c for c in lone if len(supporters(c)) > 1],
    }, len(lone)


def denials(match: Match) -> tuple[int, int, int]:
    """Return how many denials are linked right, how many are linked, and how many there are."""
    right = found = 0
    best = match.best()
    for claim in match.claims:
        told = match.told(claim)
        for n in match.held[claim.id]:
            item = match.gold.items[n]
            denies = any(r.denies and r.doc == item.doc and any(overlaps(s, item.span) for s in r.spans) for r in claim.rows)
            if denies and supporters(claim):
                found += 1
                right += item.denies and item.claim == told and best[told].id == claim.id
    return right, found, sum(item.denies for item in match.gold.items)


def table(match: Match) -> Iterator[str]:
    """Yield the lines of the result."""
    gold = match.gold
    true, found = pairs(match)
    precision, recall, f1 = score(len(true & found), len(found), len(true))
    lost = sum(all(n not in places for places in match.held.values()) for n in range(len(gold.items)))
    yield f"{len(gold.origins)} claims with {len(gold.items)} items in {len(gold.outlets)} reports; {lost} items in no claim of the case"
    yield f"pairs of items   precision {precision:.1%}  recall {recall:.1%}  F1 {f1:.1%}   (wanted: {PAIR_F1:.0%})"
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for a, b in sorted(true):
        by_kind[relation(gold, gold.items[a], gold.items[b])].append((a, b) in found)
    for kind, hits in sorted(by_kind.items(), key=lambda x: -len(x[1])):
        yield f"  recall where the reports are: {kind:12} {sum(hits):4} of {len(hits):4}  {sum(hits) / len(hits):6.1%}"
    wrong, lone = falsely_corroborated(match)
    wanted = {"Lagebild": f"   (wanted: {FALSE_CORROBORATION:.0%})"}
    for name, claims in wrong.items():
        yield f"false corroboration, {name:18} {len(claims):3} of {lone}  {len(claims) / max(lone, 1):6.1%}{wanted.get(name, '')}"
    missed = sorted(set(gold.origins) - set(match.best()))
    yield f"gold claims that no claim of the case stands for (counted as 0 origins): {len(missed)} {' '.join(missed)}"
    for name, off in errors(match).items():
        limit = f"   (wanted: {COUNT_ERROR})" if name == "Lagebild" else ""
        yield f"mean error of the count, {name:18} {sum(off) / len(off):.3f}{limit}"
    right, linked, there = denials(match)
    yield "denials linked   precision {:.1%}  recall {:.1%}  F1 {:.1%}".format(*score(right, linked, there))


def faults(match: Match, texts: dict[str, str]) -> Iterator[str]:
    """Yield what is wrong: pairs, and counts."""
    true, found = pairs(match)
    for title, wrong in (("MISSED", true - found), ("WRONG", found - true)):
        for a, b in sorted(wrong):
            one, two = match.gold.items[a], match.gold.items[b]
            yield f"{title} {one.claim}/{two.claim} {one.doc}: {texts[one.doc][slice(*one.span)]}"
            yield f"     {two.doc}: {texts[two.doc][slice(*two.span)]}"
    for claim, best in sorted(match.best().items()):
        wanted = match.gold.origins[claim]
        if (best.fewest, best.most) != wanted:
            yield f"COUNT {claim} {best.id}: {best.fewest}–{best.most}, not {wanted[0]}–{wanted[1]}"


def judge(folder: Path, work: Path) -> Match:
    """Add the reports of a pile to a new case, link it, and match its claims to the gold."""
    gold = read_gold(folder)
    with Case.open(work / f"{folder.name}.db") as case:
        add_reports(case, folder / "reports.jsonl")
        case.relink()
        with case.view() as view:
            return Match.of(gold, read_claims(view))


def run(work: Path, folder: Path | None = None, show: bool = False, kept_back: bool = False) -> None:
    """Print the figures of a pile."""
    chosen = folder or HERE / ("kept_back" if kept_back else "open")
    print_lines((f"Claims and their origins: {chosen.name}",))
    match = judge(chosen, work)
    print_lines(table(match))
    if show:
        print_lines(faults(match, {r["id"]: r["text"] for r in lines(chosen / "reports.jsonl")}))


def print_lines(found: Iterable[str]) -> None:
    for line in found:
        print(line)
