"""What the comparison of rewrites takes: the stored records of one document."""

from __future__ import annotations

from typing import NamedTuple

from lagebild.link.records import CreditIn
from lagebild.model import Extraction, Span, Spans

_TOLD = ("headline", "body", "dateline", "caption")


class Name(NamedTuple):
    """A mention: `name` as its records give it, `country` where it is or belongs to a state."""

    span: Span
    kind: str
    name: str
    country: str | None


class Figure(NamedTuple):
    span: Span
    value: float
    upper: float | None
    unit: str


class When(NamedTuple):
    """A TIMEX3 value with its kind."""

    span: Span
    value: str
    kind: str


class Told(NamedTuple):
    """A document's records. `doc` is its row, `id` its public id; `body` are the spans of running text, `quotes` those of direct speech."""

    doc: int
    id: str
    outlet: str | None
    published: str | None
    lang: str
    title: str
    text: str
    body: Spans
    credits: tuple[CreditIn, ...] = ()
    names: tuple[Name, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[When, ...] = ()
    quotes: Spans = ()


def told_of(found: Extraction, doc: int) -> Told:
    """Return what one document's extraction tells, as it would be read back from a case."""
    d = found.document
    body = tuple(r.span for r in d.regions if r.kind in _TOLD)
    direct = tuple(span for s in found.statements if s.type == "Direct" for span in s.quote)
    return Told(
        doc, d.id, d.outlet, d.published, d.lang, d.title or "", d.text, body,
        tuple(CreditIn(c.kind, c.origin, c.lang, c.span) for c in d.credits),
        tuple(Name(m.span, m.kind, m.name, m.country) for m in found.mentions),
        tuple(Figure(q.span, q.value, q.upper, q.unit) for q in found.quantities),
        tuple(When(t.span, t.value, t.kind) for t in found.times), tuple(sorted(set(direct))),
    )  # fmt: skip
