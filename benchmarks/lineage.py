"""Who took from whom: agency reports recognised with their credits hidden, the sample's known lineage, and lineage on our gold pile.

    python -m benchmarks lineage [--limit N] [--pile FOLDER] [--show]

**Masking.** The news articles of February and March 2021 (`../shared/data/news`) that credit an agency at their end. Their credit
lines are cut out of text and records, and so are all other credits. A pair of articles is *compared* where the outlets differ and they
came within three days. The truth was judged by hand (`lineage/by_hand.tsv`) for a pool of pairs: all that any method found; all that share
five sequences of eight words (March: 25); in February also all whose hidden credits name one agency and whose leads share two rare terms.
*Same*: both print one report of the agency; *part*: passages of the agency's stand in both (background, the day before's bulletin);
*other*: one affair, no common text. Outside the pool no pair is taken to share a report: recall is of the pool. Then each article's credit
is hidden in turn while the others keep theirs: whom do the articles found to share its report credit?

**Sample.** The root origin of each of the sixteen embedded reports: `benchmarks/lineage/sample.tsv`.

**Pile.** Precision and recall of edges by kind on the gold pile of invented reports (`benchmarks/pile`).
"""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations, islice
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.data import news
from benchmarks.identities import PILE
from benchmarks.news import source_of
from benchmarks.related import Found, Pair, Read, read, related
from benchmarks.roots import print_pile, print_sample
from lagebild.config import Settings
from lagebild.errors import LagebildError
from lagebild.link.outlets import OutletNames
from lagebild.link.rewrites.features import hours_apart
from lagebild.model import Document, Extraction, Source, overlaps
from lagebild.pipeline import Pipeline

MONTHS: Final = {"2021-02": "weights were set while looking at it", "2021-03": "looked at only when the weights stood"}
HOURS: Final = 72.0
BY_HAND: Final = Path(__file__).resolve().parent / "lineage" / "by_hand.tsv"


class Article(NamedTuple):
    """An article with its credits hidden, and the agencies that it credits at its end."""

    url: str
    read: Read
    agencies: frozenset[str]


def agencies_of(document: Document) -> frozenset[str]:
    """Return the agencies that a document credits in lines of their own."""
    lines = [r.span for r in document.regions if r.kind == "credit"]
    return frozenset(c.origin for c in document.credits if c.kind == "agency" and any(overlaps(c.span, line) for line in lines))


def articles(month: str, limit: int | None) -> Iterator[Article]:
    """Yield the articles of a month that credit an agency at their end."""
    pipeline = Pipeline(Settings())
    found = (a for r in news(month[:4]) if r["published"].startswith(month) if (a := _agency_article(pipeline, r["url"], source_of(r))))
    for doc, (url, extraction) in enumerate(islice(found, limit)):
        yield Article(url, read(extraction, doc, hide=True), agencies_of(extraction.document))


def _agency_article(pipeline: Pipeline, url: str, source: Source) -> tuple[str, Extraction] | None:
    try:
        document = pipeline.document(source)
        return (url, pipeline.extract(document)) if agencies_of(document) else None
    except LagebildError:
        return None


def compared_pairs(held: Mapping[int, Article]) -> Iterator[Pair]:
    """Yield the pairs of different outlets within three days."""
    names = OutletNames()
    outlets = {doc: names.key(a.read.told.outlet or "") for doc, a in held.items()}
    for a, b in combinations(sorted(held), 2):
        hours = hours_apart(held[a].read.told.published, held[b].read.told.published)
        if outlets[a] != outlets[b] and hours is not None and hours <= HOURS:
            yield a, b


def ratio(part: int, whole: int) -> str:
    return f"{100 * part / whole:6.1f} % ({part} of {whole})" if whole else "   none"


def judged(held: Mapping[int, Article]) -> dict[Pair, str]:
    """Return what reading by hand gave for the pairs of the pool, by document numbers."""
    places = {a.url: doc for doc, a in held.items()}
    lines = [line for line in BY_HAND.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = [
        (places[r["one"]], places[r["other"]], r["judged"])
        for r in csv.DictReader(lines, delimiter="\t")
        if {r["one"], r["other"]} <= places.keys()
    ]
    return {(min(a, b), max(a, b)): label for a, b, label in rows}


def print_masking(month: str, limit: int | None, show: bool) -> None:
    """Print how well the hidden credits are made good."""
    held = {a.read.told.doc: a for a in articles(month, limit)}
    found = related({doc: a.read for doc, a in held.items()})
    pairs, labels = set(compared_pairs(held)), judged(held)
    print(f"\n## Agency reports with their credits hidden: {len(held)} articles of {month}, {len(pairs)} pairs compared\n")
    print(f"({MONTHS.get(month, '')})")
    same = {p for p, label in labels.items() if label == "same"}
    text = same | {p for p, label in labels.items() if label == "part"}
    print(f"{len(same)} pairs print one report of an agency, {len(text) - len(same)} more hold passages of one")
    print(f"\n{'found by':30}{'pairs':>7}{'one report, recall':>30}{'one report or passages, precision':>38}")
    reuse, sure = set(found.reuse) & pairs, set(found.sure) & pairs
    for name, got in {"text reuse": reuse, "sure rewrites": sure, "either": reuse | sure, "sure rewrites alone": sure - reuse}.items():
        print(f"{name:30}{len(got):7}{ratio(len(got & same), len(same)):>30}{ratio(len(got & text), len(got)):>38}")
    print(f"candidates beside them: {len((set(found.candidates) - reuse - sure) & pairs)}")
    print_named(held, reuse | sure)
    if show:
        show_pairs(
            held,
            {"found, not judged": (reuse | sure) - labels.keys(), "found, no common text": ((reuse | sure) & labels.keys()) - text},
            found,
        )


def print_named(held: Mapping[int, Article], found: set[Pair]) -> None:
    """Print how often the agency is rightly named by the credits of the articles found to share a report."""
    named = right = 0
    for doc, article in held.items():
        partners = [b if a == doc else a for a, b in found if doc in (a, b)]
        votes = Counter(agency for p in partners for agency in held[p].agencies)
        if votes:
            named += 1
            best = max(votes.values())
            right += min(agency for agency, n in votes.items() if n == best) in article.agencies
    print(f"articles with a found partner whose credit stays: {ratio(named, len(held))}; agency rightly named: {ratio(right, named)}")


def show_pairs(held: Mapping[int, Article], groups: Mapping[str, set[Pair]], found: Found) -> None:
    """Print pairs drawn by lot, to be read by hand."""
    for name, pairs in groups.items():
        print(f"\n### {name}: {len(pairs)}")
        for a, b in random.Random(7).sample(sorted(pairs), min(60, len(pairs))):
            one, other = held[a], held[b]
            edge = found.reuse.get((a, b)) or found.sure.get((a, b)) or found.candidates.get((a, b))
            print(f"\n{one.url}\t{other.url}\t{edge.reason.score if edge else '-'} {'reuse' if (a, b) in found.reuse else ''}")
            for x in (one, other):
                words = " ".join(x.read.told.text[s:e] for s, e in x.read.told.body).split()
                print(f"  {x.read.told.outlet} {(x.read.told.published or '')[:16]} {sorted(x.agencies)}: {' '.join(words[:38])}")


def run(limit: int | None, pile: Path | None, show: bool) -> None:
    """Print all three measures."""
    print_sample()
    folder = pile or PILE
    if (folder / "lineage.jsonl").is_file():
        print_pile(folder, show)
    for month in MONTHS:
        print_masking(month, limit, show)
