"""Text reuse: which documents share text, exactly where, of what sort, and which took from which where that can be told.

`sketch` → `SketchIndex.candidates` → `compare_documents`: each a pure function of the texts, so documents added later are found as those
added at once.
"""

from lagebild.link.reuse.boilerplate import recurs
from lagebild.link.reuse.compare import compare_documents, containment
from lagebild.link.reuse.index import Candidate, MemoryIndex, SketchIndex, likely, tally
from lagebild.link.reuse.pile import link_reuse
from lagebild.link.reuse.records import Direction, ReuseEdge, ReuseKind, ReuseText
from lagebild.link.reuse.sketch import Sketch, sketch
from lagebild.link.reuse.stitch import Stitch, stitched

__all__ = [
    "Candidate",
    "Direction",
    "MemoryIndex",
    "ReuseEdge",
    "ReuseKind",
    "ReuseText",
    "Sketch",
    "SketchIndex",
    "Stitch",
    "compare_documents",
    "containment",
    "likely",
    "link_reuse",
    "recurs",
    "sketch",
    "stitched",
    "tally",
]
