"""Boilerplate of an outlet: what several of its texts share that are otherwise unlike (author's lines, calls to subscribe, series intros).

Three reports of one outlet that are versions of one another share nearly everything: that is no boilerplate. Once three mutually unlike
texts hold a shingle, no further text can undo it, and the order in which texts came plays no part.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Final

from lagebild.link.reuse.sketch import Sketch, alike

TEXTS: Final = 3  # unlike texts of one outlet in which a shingle recurs
PLENTY: Final = 16  # texts of one outlet that need no further look
VERSION: Final = 0.8  # of the smaller sketch: from here on two texts of one outlet are versions of one text


def recurs(sketches: Sequence[Sketch]) -> bool:
    """Tell whether a shingle is boilerplate, by the sketches of all texts of one outlet that hold it; order does not matter."""
    if len(sketches) >= PLENTY:
        return True
    if len(sketches) < TEXTS:
        return False
    places = range(len(sketches))
    unlike = {pair for pair in combinations(places, 2) if alike(sketches[pair[0]], sketches[pair[1]]) < VERSION}
    return any({(a, b), (a, c), (b, c)} <= unlike for a, b, c in combinations(places, TEXTS))
