"""Stories in real news: all articles are clustered, and judged by those whose story was labelled by hand.

    python -m benchmarks stories [--kept-back]

`benchmarks/stories/open.tsv` holds urls and labels only (no text). So does `training.tsv`: of articles drawn by chance outside the stories
of the other files, with whatever is loosely like them, so that much in it is nearly a story and is none; daily figures of infections,
newsletters, and what could be labelled either way are left out. `kept_back.tsv` has labels that nobody tuned on. BCubed (Bagga and Baldwin
1998): for each labelled article, which share of the labelled articles in its cluster is of its story, and the other way round; averaged.
The two rivals have the product's own vectors and candidates; their thresholds are the best of all on the open labels.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

from benchmarks.data import news
from benchmarks.news import source_of
from lagebild.config import Settings
from lagebild.errors import LagebildError
from lagebild.link.groups import Groups
from lagebild.link.stories import Story, StoryItem, find_stories, make_item
from lagebild.link.stories.component import components, sharing
from lagebild.link.stories.items import UNIT, cosine
from lagebild.pipeline import Pipeline

HERE: Final = Path(__file__).resolve().parent / "stories"
THRESHOLDS: Final = tuple(k / 100 for k in range(10, 62, 2))
WANTED: Final = 0.90
Labels: TypeAlias = dict[str, str]
Pair: TypeAlias = tuple[float, int, int]


def labels(path: Path) -> Labels:
    """Read urls with the label of their story."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


def bcubed(clusters: Mapping[str, object], gold: Labels) -> tuple[float, float, float]:
    """Return BCubed precision, recall and their harmonic mean over the labelled articles (0 to 1); one without a cluster stands alone."""
    held: dict[object, list[str]] = defaultdict(list)
    for url in gold:
        held[clusters.get(url, url)].append(url)
    sizes, precision, recall = Counter(gold.values()), 0.0, 0.0
    for members in held.values():
        for label, count in Counter(gold[url] for url in members).items():
            precision += count * count / len(members)
            recall += count * count / sizes[label]
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def items_of(records: Iterable[dict[str, Any]]) -> Iterator[StoryItem]:
    """Yield the items of articles as the product reads them: cleaned, dated, by their body regions; each address once."""
    pipeline, seen = Pipeline(Settings()), set[str]()
    for record in records:
        if record["url"] in seen:
            continue
        seen.add(record["url"])
        try:
            document = pipeline.document(source_of(record))
        except LagebildError:
            continue
        bodies = [document.text[slice(*r.span)] for r in document.regions if r.kind == "body"]
        yield make_item(record["url"], document.published, document.title or "", bodies, document.lang)


def products(items: Sequence[StoryItem]) -> list[Pair]:
    """Return the pairs that share a key (of up to some twenty days apart) with their cosine, no matter how far apart."""
    return [(cosine(items[a].weights, items[b].weights) / (UNIT * UNIT), a, b) for a, b in sharing(items)]


def single_link(items: Sequence[StoryItem], pairs: Sequence[Pair], threshold: float) -> dict[str, object]:
    """Join whatever is as like as the threshold."""
    groups = Groups(range(len(items)))
    for likeness, a, b in pairs:
        if likeness >= threshold:
            groups.join(a, b)
    return {item.doc: groups.find(k) for k, item in enumerate(items)}


def nearest(items: Sequence[StoryItem], pairs: Sequence[Pair], threshold: float) -> dict[str, object]:
    """Join each article with the likest older one, if it is as like as the threshold."""
    best: dict[int, tuple[float, int]] = {}
    for likeness, a, b in pairs:
        if likeness >= threshold:
            best[b] = max(best.get(b, (0.0, -1)), (likeness, a))
    groups = Groups(range(len(items)))
    for b, (_, a) in best.items():
        groups.join(a, b)
    return {item.doc: groups.find(k) for k, item in enumerate(items)}


def clusters_of(found: Iterable[Story]) -> dict[str, object]:
    return {doc: s.id for s in found for doc in s.documents}


def print_row(name: str, scores: tuple[float, float, float]) -> None:
    print(f"{name:52}" + "".join(f"{100 * s:10.1f}" for s in scores))


def print_scores(items: Sequence[StoryItem], found: Sequence[Story], name: str, pairs: Sequence[Pair]) -> None:
    """Print the scores on one file of labels, beside those of the rivals with their best thresholds on the open labels."""
    path = HERE / name
    if not path.is_file():
        print(f"no {name}")
        return
    gold, tuned = labels(path), labels(HERE / "open.tsv")
    print(f"\n## Stories: {len(items)} articles clustered, {len(gold)} of {len(set(gold.values()))} stories judged ({name})\n")
    print(f"{'BCubed, per cent':52}{'precision':>10}{'recall':>10}{'F1':>10}")
    print_row(f"stories (wanted: F1 {100 * WANTED:.0f})", bcubed(clusters_of(found), gold))
    for rival_name, rival in (("one TF-IDF threshold, single link", single_link), ("nearest older neighbour", nearest)):
        best = max(THRESHOLDS, key=lambda t: bcubed(rival(items, pairs, t), tuned)[2])
        print_row(f"{rival_name}, best threshold {best:.2f}", bcubed(rival(items, pairs, best), gold))


def run(kept_back: bool = False) -> None:
    """Print the scores on the open labels and on those for training, or on those kept back."""
    clock = time.process_time
    started = clock()
    items = sorted(items_of(news()), key=lambda i: i.order)
    read = clock()
    found = find_stories(items)
    linked = clock()
    pairs = products(items)
    for name in ("kept_back.tsv",) if kept_back else ("open.tsv", "training.tsv"):
        print_scores(items, found, name, pairs)
    sizes = sorted(len(s.documents) for s in found)
    largest = max(len(c) for c in components(items))
    print(
        f"\n{len(found)} stories, {sum(n > 1 for n in sizes)} of several articles, the largest of {sizes[-1]}; component: at most {largest}"
    )
    print(f"reading {read - started:.1f} s, finding stories {linked - read:.1f} s of one core ({len(pairs)} pairs share a key)")
