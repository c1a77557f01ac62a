"""The claims of units held in memory: by the same pure functions as those of a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lagebild.link.affairs import Outline, held_by, near, whole
from lagebild.link.claims import resolve, resolve_alone, sentences_of
from lagebild.link.groups import Groups
from lagebild.link.meaning import as_int8, stored_rows
from lagebild.link.records import ClaimOut, Unit
from lagebild.link.supports import Provenance
from lagebild.link.ties import LEVELS, MOST, OWN, Tie, tie
from lagebild.link.told import Told, meaning_of

_COMPARED: Final = 2000  # sentences of one document that are compared with those of others


def vectors(told: Sequence[Told]) -> NDArray[np.int8]:
    """Return what sentences mean beside what their documents are about, shape (sentences, 64): such as is stored."""
    return np.stack([as_int8(meaning_of(t.telling).mean) for t in told])


def outline(told: Sequence[Told]) -> Outline:
    """Return the outline of a document, of which these are the sentences in order: of a very long one, as far as it is compared."""
    first = told[0].first
    compared = told[:_COMPARED]
    rows = stored_rows(vectors(compared).tobytes())
    return Outline(first.doc_id, first.published, told[0].telling.context, rows, tuple(held_by(t.telling) for t in compared))


def own_ties(told: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Yield the places, the smaller first, of each denial among the sentences of one document and those that it may be about."""
    places = {t.telling.span[0]: k for k, t in enumerate(told)}
    found = {
        (min(k, target), max(k, target))
        for k, t in enumerate(told)
        for unit in t.units
        for target in (places.get(start, k) for start in unit.denies)
        if target != k
    }
    yield from sorted(found)


def ties_of(told: Sequence[Told]) -> dict[tuple[int, int], Tie]:
    """Return what ties sentences of some documents, by their places."""
    by_document: dict[str, list[int]] = {}
    for k, t in enumerate(told):
        by_document.setdefault(t.first.doc_id, []).append(k)
    documents = list(by_document.values())
    outlines = [outline([told[k] for k in places]) for places in documents]
    found: dict[tuple[int, int], Tie] = {}
    for places in documents:
        found.update({(places[a], places[b]): OWN for a, b in own_ties([told[k] for k in places])})
    for m, n in whole(outlines):
        for a, _, b in near(outlines[m], [outlines[n]]):
            pair = tuple(sorted((documents[m][a], documents[n][b])))
            if (known := tie(told[pair[0]], told[pair[1]])) is not None:
                found[pair[0], pair[1]] = known
    return found


def components(count: int, ties: Iterable[tuple[tuple[int, int], Tie]]) -> Iterator[list[int]]:
    """Yield the places of sentences that are decided upon together."""
    close = [(a, b, known.level) for (a, b), known in ties if known.binds]
    yield from sorted(_parts(range(count), close, 0))


def _parts(places: Sequence[int], ties: Sequence[tuple[int, int, int]], level: int) -> Iterator[list[int]]:
    """Yield the parts of some sentences that ties of a level hold together; of too many, those that closer ones do."""
    groups = Groups(places)
    for a, b, _ in ties:
        groups.join(*sorted((groups.find(a), groups.find(b))))
    closer: dict[int, list[tuple[int, int, int]]] = {}
    for tied in ties:
        if tied[2] > level:
            closer.setdefault(groups.find(tied[0]), []).append(tied)
    for members in groups.groups():
        if len(members) <= MOST or level + 1 == len(LEVELS):
            yield sorted(members)
        else:
            yield from _parts(members, closer.get(groups.find(members[0]), []), level + 1)


def link_claims(units: Iterable[Unit], known: Provenance) -> Iterator[ClaimOut]:
    """Yield the claims of units, whatever their order."""
    found, lone = sentences_of(units)
    told = [Told.of(members) for members in found]
    ties = ties_of(told)
    for places in components(len(told), ties.items()):
        new = {k: n for n, k in enumerate(places)}
        inside = {(new[a], new[b]): t for (a, b), t in ties.items() if a in new and b in new}
        yield from resolve([told[k] for k in places], inside, known)
    for unit in lone:
        yield from resolve_alone([unit], known)
