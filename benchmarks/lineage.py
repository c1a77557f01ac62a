"""Who took from whom: agency reports recognised with their credits hidden, the sample's known lineage, and lineage on our gold pile.

    python -m benchmarks lineage [--limit N] [--pile FOLDER] [--show]

**Masking.** The news articles of February 2021 (`../shared/data/news`) that credit an agency at their end. Their credit lines are cut
out of text and records, and so are all other credits. A pair of articles is *compared* where the outlets differ and they came within
three days. It *shares an agency's report* where the hidden credits name one agency and the leads (title and first 60 words) share three
or more terms that stand in at most every 200th article; this truth reads no figure, no order and no shared passage. Pairs drawn by lot
were read by hand (`lineage/by_hand.tsv`): how many print one report is printed beside, of those in the truth and of those found outside
it. Then each article's credit is hidden in turn while the others keep theirs: whom do the articles found to share its report credit?

**Sample.** The root origin of each of the sixteen embedded reports: `benchmarks/lineage/sample.tsv`.

**Pile.** Precision and recall of edges by kind on the gold pile of invented reports (`benchmarks/pile`).
"""

from __future__ import annotations

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
from lagebild.link.rarity import Rarity, terms
from lagebild.link.rewrites import Told
from lagebild.link.rewrites.features import hours_apart
from lagebild.model import Document, Extraction, Source, overlaps
from lagebild.pipeline import Pipeline

MONTH: Final = "2021-02"
HOURS: Final = 72.0
LEAD: Final = 60
RARE: Final = 5.3  # idf: in at most every 200th article
LEAD_TERMS: Final = 3
HERE: Final = Path(__file__).resolve().parent / "lineage"


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


def lead(told: Told) -> frozenset[str]:
    """Return the rare terms of title and first words."""
    text = " ".join(told.text[a:b] for a, b in told.body)
    rarity = Rarity.load(told.lang)
    return frozenset(t for t in terms(f"{told.title} {' '.join(text.split()[:LEAD])}", told.lang) if rarity.of(t) >= RARE)


def compared_pairs(held: Mapping[int, Article]) -> Iterator[Pair]:
    """Yield the pairs of different outlets within three days."""
    names = OutletNames()
    outlets = {doc: names.key(a.read.told.outlet or "") for doc, a in held.items()}
    for a, b in combinations(sorted(held), 2):
        hours = hours_apart(held[a].read.told.published, held[b].read.told.published)
        if outlets[a] != outlets[b] and hours is not None and hours <= HOURS:
            yield a, b


def share_report(one: Article, other: Article, leads: Mapping[int, frozenset[str]]) -> bool:
    """Tell whether two articles share an agency's report, by the truth that the module's text defines."""
    return bool(one.agencies & other.agencies) and len(leads[one.read.told.doc] & leads[other.read.told.doc]) >= LEAD_TERMS


def ratio(part: int, whole: int) -> str:
    return f"{100 * part / whole:6.1f} % ({part} of {whole})" if whole else "   none"


def print_masking(month: str, limit: int | None, show: bool) -> None:
    held = {a.read.told.doc: a for a in articles(month, limit)}
    found = related({doc: a.read for doc, a in held.items()})
    leads = {doc: lead(a.read.told) for doc, a in held.items()}
    pairs = set(compared_pairs(held))
    truth = {(a, b) for a, b in pairs if share_report(held[a], held[b], leads)}
    print(f"\n## Agency reports with their credits hidden: {len(held)} articles of {month}, {len(pairs)} pairs compared\n")
    print(f"{len(truth)} pairs share an agency's report by their hidden credits and leads")
    print(f"\n{'found by':36}{'precision':>26}{'recall':>26}")
    steps = {"text reuse": set(found.reuse), "text reuse or sure rewrites": set(found.reuse) | set(found.sure)}
    steps["and candidates"] = steps["text reuse or sure rewrites"] | set(found.candidates)
    for name, got in steps.items():
        got &= pairs
        print(f"{name:36}{ratio(len(got & truth), len(got)):>26}{ratio(len(got & truth), len(truth)):>26}")
    got = steps["text reuse or sure rewrites"]
    one_agency = sum(bool(held[a].agencies & held[b].agencies) for a, b in got)
    print(f"\nof the pairs found, both credit one agency: {ratio(one_agency, len(got))}")
    print_named(held, got)
    print_by_hand(held, got, truth)
    if show:
        show_pairs(held, {"found, not in truth": got - truth, "truth, not found": truth - got, "both": truth & got}, found)


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


def print_by_hand(held: Mapping[int, Article], found: set[Pair], truth: set[Pair]) -> None:
    """Print what reading pairs by hand gave: `by_hand.tsv` holds two addresses and a judgement (same, part, other) a line."""
    path = HERE / "by_hand.tsv"
    if not path.is_file():
        return
    places = {a.url: doc for doc, a in held.items()}
    counts: dict[str, Counter[str]] = {"in the truth": Counter(), "found outside it": Counter()}
    for line in path.read_text(encoding="utf-8").splitlines():
        one, other, judged = line.split("\t")
        if line.startswith("#") or one not in places or other not in places:
            continue
        pair = (min(places[one], places[other]), max(places[one], places[other]))
        if pair in truth:
            counts["in the truth"][judged] += 1
        elif pair in found:
            counts["found outside it"][judged] += 1
    for name, judged_counts in counts.items():
        if total := judged_counts.total():
            print(f"read by hand, {name}: one report {ratio(judged_counts['same'], total)}, in part {ratio(judged_counts['part'], total)}")


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
    print_masking(MONTH, limit, show)
