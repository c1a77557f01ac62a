"""Which documents tell of one affair: the clusters of one component, with a title, words and reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from lagebild.link.groups import Groups
from lagebild.link.records import Reason
from lagebild.link.stories.cluster import average_link
from lagebild.link.stories.items import UNIT, StoryItem, cosine, keys, related
from lagebild.link.stories.records import Story
from lagebild.model import content_id

_NEXT: Final = 48  # of the items with a key, each is compared with so many that follow it in time
_WORDS: Final = 6
_SHARED: Final = 3


def resolve(items: Iterable[StoryItem]) -> tuple[Story, ...]:
    """Return the stories of one component, oldest first; the order of `items` does not matter."""
    originals, copies = _collapsed(sorted(items, key=lambda i: i.order))
    places = average_link([o.weights for o in originals], [o.day or 0 for o in originals], _edges(originals))
    return tuple(_story([originals[k] for k in place], copies) for place in places)


def find_stories(items: Iterable[StoryItem]) -> tuple[Story, ...]:
    """Return the stories of a whole pile: of each component of related items, oldest first."""
    found = [s for component in components(items) for s in resolve(component)]
    return tuple(sorted(found, key=lambda s: (s.first is None, s.first or "", s.id)))


def components(items: Iterable[StoryItem]) -> list[list[StoryItem]]:
    """Return the items connected by `related` among those that share a key."""
    everything = sorted(items, key=lambda i: i.order)
    groups = Groups(range(len(everything)))
    for a, b in sharing(everything):
        if groups.find(a) != groups.find(b) and related(everything[a], everything[b]):
            groups.join(a, b)
    return [[everything[k] for k in group] for group in groups.groups()]


def _collapsed(items: Sequence[StoryItem]) -> tuple[list[StoryItem], dict[str, list[StoryItem]]]:
    """Return one document of each text (the original, or the oldest copy where that is not here), and by it the other copies."""
    texts: dict[str, list[StoryItem]] = defaultdict(list)
    for item in items:
        texts[item.original].append(item)
    originals, copies = [], {}
    for original, held in texts.items():
        first = next((i for i in held if i.doc == original), held[0])
        originals.append(first)
        copies[first.doc] = [i for i in held if i is not first]
    return sorted(originals, key=lambda i: i.order), copies


def sharing(items: Sequence[StoryItem], most: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the pairs (by place, a < b, each once) that share a key; at most `most` that follow for each key of an item."""
    holders: dict[object, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        for key in keys(item):
            holders[key].append(place)
    later: dict[int, set[int]] = defaultdict(set)
    for held in holders.values():
        for k, a in enumerate(held[:-1]):
            later[a].update(held[k + 1 : None if most is None else k + 1 + most])
    for a in sorted(later):
        for b in sorted(later[a]):
            yield a, b


def _edges(items: Sequence[StoryItem]) -> Iterator[tuple[int, int]]:
    return ((a, b) for a, b in sharing(items, _NEXT) if related(items[a], items[b]))


def _story(originals: Sequence[StoryItem], copies: Mapping[str, Sequence[StoryItem]]) -> Story:
    total: dict[str, int] = defaultdict(int)
    for item in originals:
        for term, weight in item.weights.items():
            total[term] += weight
    written: dict[str, str] = {}
    for item in originals:
        for term, word in item.words:
            written.setdefault(term, word)
    reasons = {o.doc: _reason(o, total, len(originals), written) for o in originals}
    members = list(originals)
    for o in originals:
        for copy in copies[o.doc]:
            members.append(copy)
            reasons[copy.doc] = Reason(1.0, f"copy of “{o.title}”")
    members.sort(key=lambda i: i.order)
    medoid = max(originals, key=lambda i: cosine(i.weights, total))  # of equals the oldest: max takes the first
    words = sorted((t for t in total if t in written), key=lambda t: (-total[t], t))[:_WORDS]
    days = [date.fromordinal(i.day).isoformat() for i in members if i.day is not None]
    return Story(
        content_id("story", members[0].doc), medoid.title, tuple(written[t] for t in words), tuple(i.doc for i in members),
        tuple(reasons[i.doc] for i in members), min(days, default=None), max(days, default=None),
    )  # fmt: skip


def _reason(item: StoryItem, total: Mapping[str, int], size: int, written: Mapping[str, str]) -> Reason:
    """Return why a document is in its story: how like it is to the others on average, and what it shares with them."""
    if size == 1:
        return Reason(1.0, "opens the story; no other report tells of it")
    others = {t: total[t] - w for t, w in item.weights.items() if total[t] > w}
    score = cosine(item.weights, others) / (UNIT * UNIT * (size - 1))
    shared = sorted((t for t in others if t in written), key=lambda t: (-others[t] * item.weights[t], t))[:_SHARED]
    told = ", ".join(written[t] for t in shared) or "rare words"
    return Reason(min(1.0, score), f"shares {told} with {size - 1} other report{'s' if size > 2 else ''}")
