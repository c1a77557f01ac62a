"""What a comparison of two texts takes and gives."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias

from lagebild.link.records import CreditIn, DocumentIn, Reason
from lagebild.link.reuse.sketch import Sketch, sketch_of
from lagebild.link.reuse.words import Words, words_of
from lagebild.model import Spans

ReuseKind: TypeAlias = Literal["copy", "trimmed", "passages"]
Direction: TypeAlias = Literal["from_other", "to_other"] | None
_TURNED: Final[dict[Direction, Direction]] = {"from_other": "to_other", "to_other": "from_other", None: None}


@dataclass(frozen=True, slots=True, eq=False)
class ReuseText:
    """A text ready to be compared. `id` is public and decides nothing but the order in which two texts are looked at."""

    id: str
    outlet: str | None
    published: str | None
    credits: tuple[CreditIn, ...]
    words: Words
    quotes: Spans
    sketch: Sketch = field(repr=False)

    @classmethod
    def of(cls, document: DocumentIn, text: str, quotes: Spans = ()) -> ReuseText:
        """Read a document's text; `quotes` are the spans of direct speech."""
        words = words_of(text, document.body)
        return cls(document.id, document.outlet, document.published, document.credits, words, quotes, sketch_of(words.hashes))


@dataclass(frozen=True, slots=True)
class ReuseEdge:
    """Two documents share text: "it" is the one, "the other" the other.

    kind: `copy` (each has nearly all of the other), `trimmed` (one stands nearly whole in the longer other), `passages`.
    direction: whether it takes from the other, or the other from it, or None where nothing tells; `why` in words, said of the one that
    takes. containment: distinct sequences of eight words of the smaller text that stand in the larger, 0 to 1, nothing left aside.
    share, other_share: of the words of either text, boilerplate left aside, those that are shared. quoted, recurring: of the shared
    words, those in quotation marks and those that are an outlet's boilerplate. spans, other_spans: the shared passages in characters,
    aligned, in the order of the first text.
    """

    kind: ReuseKind
    direction: Direction
    why: str
    containment: float
    share: float
    other_share: float
    quoted: float
    recurring: float
    spans: Spans
    other_spans: Spans
    reason: Reason

    def turned(self) -> ReuseEdge:
        """Return the same edge as seen from the other document."""
        pairs = sorted(zip(self.other_spans, self.spans, strict=True))
        return replace(
            self, direction=_TURNED[self.direction], share=self.other_share, other_share=self.share,
            spans=tuple(p[0] for p in pairs), other_spans=tuple(p[1] for p in pairs),
        )  # fmt: skip

    def told(self, other: str) -> str:
        """Return the reason in words as seen from the one document, `other` being the name of the other."""
        if self.direction == "from_other":
            what = {"copy": "copy of", "trimmed": "trimmed copy of" if self.share >= self.other_share else "longer text around"}
            return f"{what.get(self.kind, 'takes passages from')} {other}, {self.share:.0%} of its text; {self.why}"
        if self.direction == "to_other":
            return f"{other} takes from it {self.other_share:.0%} of its text; {self.why}"
        return f"shares {self.share:.0%} of its text with {other}, of which that is {self.other_share:.0%}; {self.why}"
