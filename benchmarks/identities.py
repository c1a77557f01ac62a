"""How well entities are told over a pile of reports: pairwise F1 on our own gold pile.

    python -m benchmarks identities [--pile FOLDER] [--show]

The pile stands in `benchmarks/pile/`; its README tells what is planted. Reports go the product's own way (read, extract, link, view).
An item is one spelling of one entity in one report; it counts as the entity of the mention at its place. A pair of items is right where
pile and case agree that both are one. Items without a mention are faults of recognition: the first figure counts them as joined to
nothing, the second leaves them out, with those that are read as a place or a thing where the gold asks for persons, bodies and states.
Then it tells where pairs are lost: no mention at all, a span that covers less than half, another kind, not linked. A gold row may give
its `kind`; without one an item is of the kind that most items of its entity are read as.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from lagebild.config import Settings
from lagebild.engines.local import add_stream
from lagebild.store import Case
from lagebild.store.records import StoredDocument, StoredMention

PILE = Path(__file__).resolve().parent / "pile" / "open"
KINDS = ("person", "organization", "state")
_ASKED = frozenset({"person", "organization", "media", "group", "state"})
_ALIKE = 55.0
_SHARED = 4  # letters of a word that namesakes share
_COVERS = 0.5


@dataclass(frozen=True, slots=True)
class Item:
    """A spelling of a report, the gold's entity, and the case's (None without a mention) with its kind; `told`: the kind that the gold
    gives, "" where it gives none; `crossed`: a mention shares letters with it, though it is not taken for it."""

    doc: str
    words: str
    key: str
    entity: str | None
    kind: str
    told: str = ""
    crossed: bool = False


class Figures(NamedTuple):
    """Pairs that both join, that only the case joins, that only the gold joins."""

    right: int
    joined: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.joined) if self.right + self.joined else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


def _covering(mentions: Iterable[StoredMention], start: int, end: int) -> StoredMention | None:
    """Return the mention at a place: the one that shares most with it and has least beyond it, if it covers half."""
    best: tuple[float, StoredMention] | None = None
    for m in mentions:
        shared = min(m.span[1], end) - max(m.span[0], start)
        whole = max(m.span[1], end) - min(m.span[0], start)
        if shared > 0 and shared / whole >= _COVERS and (best is None or shared / whole > best[0]):
            best = shared / whole, m
    return best[1] if best else None


def _entity(document: StoredDocument, words: str) -> str | None:
    """Return the entity that most places of a spelling in a report are."""
    found: Counter[str] = Counter()
    for place in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", document.text):
        mention = _covering(document.mentions, *place.span())
        if mention is not None and mention.entity is not None:
            found[mention.entity] += 1
    return max(found, key=lambda e: (found[e], e)) if found else None


def _crossed(document: StoredDocument, words: str) -> bool:
    """Does a mention share letters with a place of a spelling?"""
    places = [p.span() for p in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", document.text)]
    return any(m.span[0] < end and start < m.span[1] for m in document.mentions for start, end in places)


def items(folder: Path, work: Path) -> list[Item]:
    """Read the pile into a new case and return the gold's items with the case's entities."""
    gold = [json.loads(line) for line in (folder / "entities.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in gold:
        wanted[row["doc"]].append((row["words"], row["entity"], row.get("kind", "")))
    found = []
    with Case.open(work / "identities.db") as case:
        for _ in add_stream(case, [str(folder / "reports.jsonl")], Settings(jobs=1)):
            pass
        case.relink()
        with case.view() as view:
            kinds_of = {e.id: e.kind for e in view.entities()}
            held = {d.id for d in view.documents()}
            for doc, rows in wanted.items():
                if doc not in held:  # of a language without a pack
                    continue
                document = view.document(doc)
                for words, key, told in rows:
                    entity = _entity(document, words)
                    crossed = entity is None and _crossed(document, words)
                    found.append(Item(doc, words, key, entity, kinds_of.get(entity or "", ""), told, crossed))
    return found


def _by_gold(found: list[Item]) -> list[Item]:
    """Give each item the kind that the gold tells, else the one that most items of its gold entity are read as."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for item in found:
        kinds[item.key][item.kind if item.kind in _ASKED else ""] += 1 if item.kind in _ASKED else 0
    return [replace(i, kind=i.told or kinds[i.key].most_common(1)[0][0] or "organization") for i in found]


def figures(found: Iterable[Item], test: Callable[[Item, Item], bool] = lambda a, b: True) -> Figures:
    """Count pairs of items of different places, of those that pass a test."""
    right = joined = missed = 0
    for a, b in combinations(found, 2):
        if not test(a, b):
            continue
        same, taken = a.key == b.key, a.entity is not None and a.entity == b.entity
        right += same and taken
        joined += taken and not same
        missed += same and not taken
    return Figures(right, joined, missed)


def namesakes(a: Item, b: Item) -> bool:
    """Do two share a longer word, and the gold takes them for two?"""
    words = ({w.casefold() for w in re.findall(r"\w+", i.words) if len(w) >= _SHARED} for i in (a, b))
    return a.key != b.key and bool(next(words) & next(words))


def spellings(a: Item, b: Item) -> bool:
    """Are two names alike but not the same, for one person?"""
    one, other = a.words.casefold(), b.words.casefold()
    return (
        a.key == b.key
        and a.kind == "person"
        and one != other
        and len(one.split()) == len(other.split())
        and fuzz.ratio(one, other) >= _ALIKE
    )


def _row(name: str, f: Figures) -> None:
    print(f"{name:34}{f.precision:8.3f}{f.recall:8.3f}{f.f1:8.3f}{f.right:8}{f.joined:8}{f.missed:8}")


def run(pile: Path | None = None, show: bool = False) -> None:
    """Print the table."""
    folder = pile or PILE
    if not (folder / "entities.jsonl").is_file():
        sys.exit(f"no pile in {folder}: name one with --pile FOLDER")
    with tempfile.TemporaryDirectory() as work:
        found = items(folder, Path(work))
    known = _by_gold([i for i in found if i.kind in _ASKED])
    every = _by_gold(found)
    print(f"\n## Entities over a pile: {len(found)} items, {len({i.key for i in found})} entities, {len({i.doc for i in found})} reports\n")
    print(f"{'pairs':34}{'P':>8}{'R':>8}{'F1':>8}{'right':>8}{'joined':>8}{'missed':>8}")
    _row("all", figures(found))
    for kind in KINDS:
        _row(f"  {kind}s", figures([i for i in every if i.kind == kind]))
    _row(f"recognized ({len(known)} of {len(found)})", figures(known))
    for kind in KINDS:
        _row(f"  {kind}s", figures([i for i in known if i.kind == kind]))
    apart = figures(known, namesakes)
    total = sum(1 for a, b in combinations(known, 2) if namesakes(a, b))
    print(f"namesakes kept apart: {total - apart.joined} of {total} pairs")
    spelled = figures(known, spellings)
    print(f"other spellings of one person joined: {spelled.right} of {spelled.right + spelled.missed} pairs")
    _losses(found, every)
    if show:
        _faults(found)


def _sort(item: Item) -> str:
    if item.kind in _ASKED:
        return "not linked"
    return f"read as a {item.kind}" if item.kind else "another span" if item.crossed else "no mention"


def _losses(found: list[Item], every: list[Item]) -> None:
    """Print what the missed pairs are lost by (by the worse of the two items), by kind."""
    kinds = {(i.doc, i.words): i.kind for i in every}
    lost: Counter[tuple[str, str]] = Counter()
    for a, b in combinations(found, 2):
        if a.key == b.key and (a.entity is None or a.entity != b.entity):
            sorts = [s for s in (_sort(a), _sort(b)) if s != "not linked"]
            lost[kinds[a.doc, a.words], sorts[0] if sorts else "not linked"] += 1
    print("\nmissed pairs by kind and cause: " + "; ".join(f"{kind}, {why}: {n}" for (kind, why), n in sorted(lost.items())))
    items_lost = Counter((kinds[i.doc, i.words], _sort(i)) for i in found if _sort(i) != "not linked")
    print("items lost: " + "; ".join(f"{kind}, {why}: {n}" for (kind, why), n in sorted(items_lost.items())))


def _faults(found: list[Item]) -> None:
    for i in found:
        if i.kind not in _ASKED:
            print(f"{i.kind or 'no mention'}: {i.doc} {i.words!r} ({i.key})")
    seen: Counter[str] = Counter()
    for a, b in combinations([i for i in found if i.kind in _ASKED], 2):
        if (a.key == b.key) != (a.entity == b.entity):
            sort = "missed" if a.key == b.key else "joined"
            pair = f"{sort}: {a.words!r} ({a.key}, {a.entity}) and {b.words!r} ({b.key}, {b.entity})"
            seen[pair] += 1
            if seen[pair] == 1:
                print(f"{pair} in {a.doc}, {b.doc}")
