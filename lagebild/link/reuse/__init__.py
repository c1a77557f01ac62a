"""Text reuse: which documents share text, exactly where, of what sort, and which took from which where that can be told.

`sketch` → `SketchIndex.candidates` → `compare_documents`, as `add_document` puts them together for one document more.
"""

from lagebild.link.reuse.boilerplate import recurs
from lagebild.link.reuse.compare import compare_documents, containment
from lagebild.link.reuse.index import Candidate, MemoryIndex, SketchIndex, likely, tally
from lagebild.link.reuse.records import Direction, ReuseEdge, ReuseKind, ReuseText
from lagebild.link.reuse.sketch import Sketch, sketch
from lagebild.link.reuse.stitch import Stitch, stitched
from lagebild.link.reuse.update import Change, add_document

__all__ = [
    "Candidate",
    "Change",
    "Direction",
    "MemoryIndex",
    "ReuseEdge",
    "ReuseKind",
    "ReuseText",
    "Sketch",
    "SketchIndex",
    "Stitch",
    "add_document",
    "compare_documents",
    "containment",
    "likely",
    "recurs",
    "sketch",
    "stitched",
    "tally",
]
