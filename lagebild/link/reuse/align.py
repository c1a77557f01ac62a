"""What two texts share, word by word: greedy string tiling (Wise 1993), merged over small gaps.

The longest stretch of words that both have is taken first, then the longest that is left, and so on; no word is taken twice. Stretches
that follow one another in both texts with a few words changed, put in or left out between them are one passage.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lagebild.link.reuse.words import Hashes, Places, edges, shingles

SEED: Final = 5  # words of the shortest stretch; alone it is any phrase, beside another it is part of a passage
PASSAGE: Final = 8  # shared words of the shortest passage
GAP: Final = 3  # words by which stretches of one passage may be apart, in either text
_REPEATS: Final = 4  # places of the other text at which a repeated seed is looked for
_RUNS: Final = 4096  # common stretches, the longest: more of them come of nothing but repetition


class Tile(NamedTuple):
    """`length` words that both texts have, from word `a` of the one and word `b` of the other."""

    a: int
    b: int
    length: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Tiles that belong together, in order."""

    tiles: tuple[Tile, ...]

    @property
    def words(self) -> int:
        """Words that both texts have; those of gaps are not counted."""
        return sum(t.length for t in self.tiles)

    @property
    def longest(self) -> int:
        """Words of the longest tile."""
        return max(t.length for t in self.tiles)

    @property
    def first(self) -> tuple[int, int]:
        """[first word, word after the last) in the one text."""
        return self.tiles[0].a, self.tiles[-1].a + self.tiles[-1].length

    @property
    def second(self) -> tuple[int, int]:
        """[first word, word after the last) in the other text."""
        return self.tiles[0].b, self.tiles[-1].b + self.tiles[-1].length


def _matches(a: Hashes, b: Hashes) -> tuple[Places, Places]:
    """Return the places of equal seeds, each of `a` with the first few of `b`."""
    order = np.argsort(b, kind="stable")
    ordered = b[order]
    low = np.searchsorted(ordered, a, "left")
    times = np.minimum(np.searchsorted(ordered, a, "right") - low, _REPEATS)
    places = np.repeat(np.arange(len(a)), times)
    turn = np.arange(len(places)) - np.repeat(np.cumsum(times) - times, times)
    return places, order[low[places] + turn]


def _runs(a: Hashes, b: Hashes) -> list[Tile]:
    """Return the maximal stretches of equal words, longest first; they may overlap."""
    one, two = _matches(shingles(a, SEED), shingles(b, SEED))
    if not len(one):
        return []
    order = np.lexsort((one, two - one))
    one, two = one[order], two[order]
    begins = np.flatnonzero((np.diff(one, prepend=-2) != 1) | (np.diff(two, prepend=-2) != 1))
    lengths = np.diff(begins, append=len(one)) + SEED - 1
    best = np.lexsort((two[begins], one[begins], -lengths))[:_RUNS]
    return [Tile(*t) for t in zip(one[begins][best].tolist(), two[begins][best].tolist(), lengths[best].tolist(), strict=True)]


def _free(run: Tile, taken_a: NDArray[np.bool_], taken_b: NDArray[np.bool_]) -> list[Tile]:
    """Return the parts of a run that no tile has taken in either text."""
    free = ~(taken_a[run.a : run.a + run.length] | taken_b[run.b : run.b + run.length])
    if free.all():
        return [run]
    borders = edges(free).tolist()
    return [Tile(run.a + s, run.b + s, e - s) for s, e in zip(borders[::2], borders[1::2], strict=True) if e - s >= SEED]


def tiles(a: Hashes, b: Hashes) -> list[Tile]:
    """Return the tiles of two texts, in the order of the first."""
    found: list[Tile] = []
    taken_a, taken_b = np.zeros(len(a), dtype=np.bool_), np.zeros(len(b), dtype=np.bool_)
    for run in _runs(a, b):
        for tile in _free(run, taken_a, taken_b):
            taken_a[tile.a : tile.a + tile.length] = True
            taken_b[tile.b : tile.b + tile.length] = True
            found.append(tile)
    return sorted(found)


def _follows(before: Tile, tile: Tile) -> bool:
    return 0 <= tile.a - before.a - before.length <= GAP and 0 <= tile.b - before.b - before.length <= GAP


def align(a: Hashes, b: Hashes) -> list[Passage]:
    """Return all passages that two texts share, in the order of the first."""
    if len(a) >= PASSAGE and np.array_equal(a, b):
        return [Passage((Tile(0, 0, len(a)),))]  # however often it repeats itself, a text is its own copy
    joined: list[list[Tile]] = []
    for tile in tiles(a, b):
        if joined and _follows(joined[-1][-1], tile):
            joined[-1].append(tile)
        else:
            joined.append([tile])
    passages = [Passage(tuple(found)) for found in joined]
    return [p for p in passages if p.words >= PASSAGE]
