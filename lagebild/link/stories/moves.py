"""What became of stories when documents came: which are one now, which fell apart, which have a new oldest document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from lagebild.link.stories.records import Move, Story


def moved(before: Iterable[Story], after: Iterable[Story]) -> tuple[Move, ...]:
    """Return what changed for documents that were there before; a story that only grew has not moved."""
    old, new = {s.id: s for s in before}, {s.id: s for s in after}
    now = {doc: s.id for s in new.values() for doc in s.documents}
    into: dict[str, list[str]] = defaultdict(list)  # story after → stories before
    out_of: dict[str, list[str]] = {}
    for s in old.values():
        out_of[s.id] = list(dict.fromkeys(now[doc] for doc in s.documents if doc in now))
        for target in out_of[s.id]:
            into[target].append(s.id)
    found = [*_splits(old, new, out_of), *_merges(old, new, into), *_renamed(old, new, into, out_of)]
    return tuple(sorted(found, key=lambda m: (m.kind, m.before, m.after)))


def _splits(old: dict[str, Story], new: dict[str, Story], out_of: dict[str, list[str]]) -> Iterator[Move]:
    for story, parts in out_of.items():
        if len(parts) > 1:
            told = "; ".join(f"{_count(_common(old[story], new[p]))} in “{new[p].title}”" for p in parts)
            yield Move("split", (story,), tuple(parts), old[story].documents, f"“{old[story].title}” is no longer one story: {told}")


def _merges(old: dict[str, Story], new: dict[str, Story], into: dict[str, list[str]]) -> Iterator[Move]:
    for target, parts in into.items():
        if len(parts) > 1:
            told = " and ".join(f"“{old[p].title}” ({_count(_common(old[p], new[target]))})" for p in parts)
            documents = tuple(doc for p in parts for doc in _common(old[p], new[target]))
            yield Move("merged", tuple(parts), (target,), documents, f"{told} are one story now: “{new[target].title}”")


def _renamed(old: dict[str, Story], new: dict[str, Story], into: dict[str, list[str]], out_of: dict[str, list[str]]) -> Iterator[Move]:
    for story, parts in out_of.items():
        if len(parts) == 1 and len(into[parts[0]]) == 1 and parts[0] != story:
            text = f"“{old[story].title}” begins earlier now: with a report of {new[parts[0]].first or 'an unknown day'}"
            yield Move("renamed", (story,), (parts[0],), old[story].documents, text)


def _common(one: Story, other: Story) -> Sequence[str]:
    held = set(other.documents)
    return [doc for doc in one.documents if doc in held]


def _count(documents: Sequence[str]) -> str:
    return f"{len(documents)} report{'s' if len(documents) != 1 else ''}"
