"""Text reuse on the news articles: pairs of outlets' texts of which the smaller stands by half in the other.

The truth is an exact inverted index over all sequences of eight words, lower-cased, made without the project's own words, hashes or
samples. Each pile is run in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import news

SIZES: Final = (2_000, 7_230, 14_460)
WORDS: Final = 8
SMALLEST: Final = 30  # sequences of the smaller text
SHARE: Final = 0.5
JACCARD: Final = 0.7
PERMUTATIONS: Final = 128
WANTED_SPEED: Final = 1_200
_WORD: Final = re.compile(r"\w+")
_SHOWN: Final = 5

Pair: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Truth:
    """Pairs of articles of different outlets that share a sequence, with how many they share, and the sizes of all articles."""

    shared: dict[Pair, int]
    sizes: list[int]

    def containment(self, pair: Pair) -> float:
        return self.shared[pair] / min(self.sizes[pair[0]], self.sizes[pair[1]])

    def jaccard(self, pair: Pair) -> float:
        return self.shared[pair] / (self.sizes[pair[0]] + self.sizes[pair[1]] - self.shared[pair])

    def large(self, pair: Pair) -> bool:
        return min(self.sizes[pair[0]], self.sizes[pair[1]]) >= SMALLEST

    def pairs(self) -> frozenset[Pair]:
        return frozenset(p for p in self.shared if self.large(p) and self.containment(p) >= SHARE)


def sequences(text: str) -> set[str]:
    """Return the distinct sequences of eight words of a text, lower-cased."""
    words = _WORD.findall(text.lower())
    return {" ".join(words[k : k + WORDS]) for k in range(len(words) - WORDS + 1)}


def brute_force(records: Iterable[dict[str, Any]]) -> Truth:
    """Compare all articles exactly, by an inverted index of all their sequences."""
    hashes: list[NDArray[np.int64]] = []
    outlets: list[str] = []
    for record in records:
        found = sequences(record["text"])
        hashes.append(np.fromiter(map(hash, found), dtype=np.int64, count=len(found)))
        outlets.append(record["outlet"])
    sizes = [len(h) for h in hashes]
    keys, owners = np.concatenate(hashes), np.repeat(np.arange(len(sizes)), sizes)
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    borders = np.flatnonzero(np.diff(keys, prepend=keys[0] - 1, append=keys[-1] + 1))
    shared: Counter[Pair] = Counter()
    for k in np.flatnonzero(np.diff(borders) > 1).tolist():
        holders = owners[borders[k] : borders[k + 1]].tolist()
        shared.update((a, b) for n, b in enumerate(holders) for a in holders[:n] if outlets[a] != outlets[b])
    return Truth(dict(shared), sizes)


def pile(size: int) -> dict[str, Any]:
    """Find, compare and judge the reuse in the first articles as the product does; returns times in CPU seconds and the pairs."""
    from lagebild.config import Settings
    from lagebild.link.records import DocumentIn
    from lagebild.link.reuse import MemoryIndex, ReuseText, compare_documents, containment, sketch
    from lagebild.parse.quotemarks import quotations
    from lagebild.pipeline import Pipeline

    pack, clock = Pipeline(Settings()).pack("de"), time.process_time
    records = list(islice(news(), size))
    index, candidates, hashes, comparison = MemoryIndex(), list[Pair](), 0, 0.0
    spent = dict.fromkeys(("sketch", "candidates", "index"), 0.0)
    for n, record in enumerate(records):
        times = [clock()]
        found = sketch(record["text"])
        times.append(clock())
        candidates += [(c.doc, n) for c in index.candidates(found, record["outlet"])]
        times.append(clock())
        index.add(n, record["outlet"], found)
        times.append(clock())
        hashes += len(found)
        spent = {name: spent[name] + end - start for name, start, end in zip(spent, times, times[1:], strict=False)}

    def read(n: int) -> ReuseText:
        record = records[n]
        text = record["text"]
        quotes = tuple(q.inner for q in quotations(text, (0, len(text)), pack) if not q.depth)
        return ReuseText.of(DocumentIn(n, record["url"], record["outlet"], record["published"], "de", ((0, len(text)),)), text, quotes)

    others = [(a, b) for a, b in candidates if records[a]["outlet"] != records[b]["outlet"]]
    edges: list[tuple[int, int, float, str | None]] = []
    for a, b in others:
        one, other = read(b), read(a)
        start = clock()
        edge = compare_documents(one, other, index.recurring(one.sketch, other.sketch))
        comparison += clock() - start
        share = edge.containment if edge else containment(one.words.hashes, other.words.hashes)
        edges.append((a, b, share, edge.kind if edge else None))
    return {"seconds": {**spent, "comparison": comparison}, "hashes": hashes, "edges": edges}


def measured(size: int) -> tuple[dict[str, Any], float]:
    """Run a pile in its own process; returns what it found and its peak memory in MB."""
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.reuse", str(size)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    found = json.loads(process.stdout.read())
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise subprocess.CalledProcessError(status, "benchmarks.reuse")
    return found, usage.ru_maxrss / 1024


def rensa_pairs(texts: list[list[str]], bands: int) -> tuple[dict[Pair, float], float]:
    """Return candidate pairs of MinHash with so many bands, each with its estimate of Jaccard similarity, and the CPU seconds."""
    rensa = importlib.import_module("rensa")
    start = time.process_time()
    signatures = rensa.RMinHash.from_token_sets(texts, num_perm=PERMUTATIONS, seed=42)
    index = rensa.RMinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS, num_bands=bands)
    index.insert_many(signatures)
    found = {(a, b): signatures[a].jaccard(signatures[b]) for b, others in enumerate(index.query_all(signatures)) for a in others if a < b}
    return found, time.process_time() - start


def ensemble_pairs(texts: list[list[str]]) -> tuple[set[Pair], float]:
    """Return pairs by datasketch's index of containment (MinHash LSH Ensemble), asked both ways, and the CPU seconds."""
    datasketch = importlib.import_module("datasketch")
    start = time.process_time()
    signatures = []
    for tokens in texts:
        signature = datasketch.MinHash(num_perm=PERMUTATIONS)
        signature.update_batch([t.encode() for t in tokens])
        signatures.append(signature)
    index = datasketch.MinHashLSHEnsemble(threshold=SHARE, num_perm=PERMUTATIONS, num_part=32)
    index.index((n, s, max(1, len(texts[n]))) for n, s in enumerate(signatures))
    found = {(min(n, o), max(n, o)) for n, s in enumerate(signatures) for o in index.query(s, max(1, len(texts[n]))) if o != n}
    return found, time.process_time() - start


def _rivals(records: list[dict[str, Any]], truth: Truth) -> Iterator[tuple[str, set[Pair], float]]:
    texts = [list(sequences(r["text"])) for r in records]
    for bands in (16, 32):
        found, seconds = rensa_pairs(texts, bands)
        yield f"rensa MinHash, {bands} bands, estimate >= {JACCARD}", {p for p, j in found.items() if j >= JACCARD}, seconds
    found, seconds = rensa_pairs(texts, PERMUTATIONS)
    yield f"rensa MinHash, {PERMUTATIONS} bands of one row (candidates)", set(found), seconds
    if importlib.util.find_spec("datasketch"):
        pairs, seconds = ensemble_pairs(texts)
        yield "datasketch LSH Ensemble, containment 0.5 (candidates)", pairs, seconds


def _row(name: str, found: Iterable[Pair], wanted: frozenset[Pair], note: str = "") -> None:
    pairs = set(found)
    right = len(pairs & wanted)
    print(f"{name:58}{len(pairs):9}{right / max(1, len(wanted)):9.3f}{right / max(1, len(pairs)):11.3f}  {note}")


def print_speed(runs: dict[int, tuple[dict[str, Any], float]]) -> None:
    print("\n## Text reuse: candidates on one core, by the size of the pile\n")
    heads = ("articles", "sketch s", "index s", "candidates s", "articles/s", "hashes each", "peak MB", "compared", "ms each")
    print("".join(f"{head:>13}" for head in heads))
    for size, (found, peak) in runs.items():
        s, compared = found["seconds"], len(found["edges"])
        total = s["sketch"] + s["index"] + s["candidates"]
        print(
            f"{size:13}{s['sketch']:13.2f}{s['index']:13.2f}{s['candidates']:13.2f}{size / total:13.0f}{found['hashes'] / size:13.0f}"
            f"{peak:13.0f}{compared:13}{1000 * s['comparison'] / max(1, compared):13.2f}"
        )
    print(f"(CPU seconds; wanted: {WANTED_SPEED} articles/s, under 2,000 MB with all texts held; compared: pairs of different outlets)")


def print_pairs(found: dict[str, Any], records: list[dict[str, Any]], truth: Truth) -> None:
    wanted = truth.pairs()
    half = [((a, b), kind) for a, b, share, kind in found["edges"] if truth.large((a, b)) and share >= SHARE]
    print(f"\n## Pairs of different outlets with containment >= {SHARE}: {len(wanted)} by brute force\n")
    print(f"{'':58}{'pairs':>9}{'recall':>9}{'precision':>11}")
    _row("found and compared exactly", (pair for pair, _ in half), wanted)
    _row("of these edges: boilerplate and quotation left out", (pair for pair, kind in half if kind), wanted)
    _row(f"a perfect Jaccard >= {JACCARD}", (p for p in truth.shared if truth.large(p) and truth.jaccard(p) >= JACCARD), wanted)
    outlets = [r["outlet"] for r in records]
    for name, pairs, seconds in _rivals(records, truth):
        kept = {p for p in pairs if outlets[p[0]] != outlets[p[1]] and min(truth.sizes[p[0]], truth.sizes[p[1]]) >= SMALLEST}
        _row(name, kept, wanted, f"{len(records) / seconds:.0f} articles/s from ready sequences")
    kinds = Counter(kind for *_, kind in found["edges"] if kind)
    counts = ", ".join(f"{n} {kind}" for kind, n in kinds.most_common())
    print(f"\nedges in all, passages below half a text included: {sum(kinds.values())} ({counts})")
    left = [pair for pair, kind in half if not kind]
    between = Counter(" / ".join(sorted(outlets[n] for n in pair)) for pair in left)
    print(f"left out: {len(left)}, between {', '.join(f'{name} ({n})' for name, n in between.most_common(_SHOWN))}")


def run() -> None:
    """Print pairs found against brute force, the libraries, and speed and memory by the size of the pile."""
    runs = {size: measured(size) for size in SIZES}
    print_speed(runs)
    records = list(news())
    print_pairs(runs[SIZES[-1]][0], records, brute_force(records))


if __name__ == "__main__":
    json.dump(pile(int(sys.argv[1])), sys.stdout)
