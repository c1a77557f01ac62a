"""A view of a case → what a brief shows, and which passages of which documents it must carry as evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice

from lagebild.model import Span, Spans
from lagebild.present.lineage import Lineage, OutletRow, Wanted, gather, outlet_rows
from lagebild.store.records import (
    Actor,
    ClaimDetail,
    LineageEdge,
    Relation,
    Stats,
    StoredDocument,
    StoredFailure,
    Story,
    TimelineEntry,
)
from lagebild.store.view import View

MAX_CLAIMS = 150
MAX_TIMELINE = 300
MAX_ACTORS = 60
MAX_RELATIONS = 80
MAX_SOURCES = 400
MAX_STORIES = 40
MAX_DOCUMENTS = 400


@dataclass(frozen=True)
class Brief:
    """Everything a brief shows. `evidence` holds, for each cited document, the spans that lines of the brief point at."""

    stats: Stats
    contested: tuple[ClaimDetail, ...]
    claims: tuple[ClaimDetail, ...]
    more_claims: int
    timeline: tuple[TimelineEntry, ...]
    actors: tuple[Actor, ...]
    relations: tuple[Relation, ...]
    stories: tuple[Story, ...]
    outlets: tuple[OutletRow, ...]
    lineage: tuple[LineageEdge, ...]
    picture: Lineage
    documents: tuple[StoredDocument, ...]
    failures: tuple[StoredFailure, ...]
    lang: str
    evidence: dict[str, frozenset[Span]] = field(default_factory=dict)

    def has(self, document: str) -> bool:
        """Tell whether the brief carries the text of `document`."""
        return document in self.evidence


def _evidence_of(details: Iterable[ClaimDetail]) -> Iterable[tuple[str, Spans]]:
    for d in details:
        yield d.claim.document, d.claim.spans
        for s in (*d.supporters, *d.deniers):
            yield s.document, s.spans
        for q in d.claim.quantities:
            yield q.document, (q.span,)


def collect(view: View) -> Brief:
    """Read from the view what a brief shows; large cases are cut to their best supported and contested claims."""
    stats = view.stats()
    contested = tuple(view.claim(c.id) for c in view.claims(contested=True, limit=MAX_CLAIMS))
    free = max(MAX_CLAIMS // 3, MAX_CLAIMS - len(contested))
    claims = tuple(view.claim(c.id) for c in view.claims(contested=False, limit=free))
    timeline = tuple(islice(view.timeline(), MAX_TIMELINE))
    actors = tuple(view.entities(limit=MAX_ACTORS))
    names = {a.id: a.name for a in view.entities()}
    relations = tuple(
        replace(r, actor=names.get(r.actor, r.actor), recipient=names.get(r.recipient, r.recipient))
        for r in view.relations(limit=MAX_RELATIONS)
    )
    lineage = tuple(islice((e for e in view.lineage() if e.certain), MAX_SOURCES))

    cited: dict[str, set[Span]] = {}
    for document, spans in _evidence_of((*contested, *claims)):
        cited.setdefault(document, set()).update(spans)
    for t in timeline:
        for document, span in t.evidence:
            cited.setdefault(document, set()).add(span)
    for r in relations:
        for document, _, span in r.evidence:
            cited.setdefault(document, set()).add(span)
    for e in lineage:
        cited.setdefault(e.document, set()).update(e.spans)
        if e.origin_document:
            cited.setdefault(e.origin_document, set()).update(e.origin_spans)
    order = [d.id for d in view.documents()]
    known = [i for i in order if i in cited] + [i for i in cited if i not in set(order)]
    documents = tuple(view.document(i) for i in known[:MAX_DOCUMENTS])
    langs = Counter(d.info.lang for d in documents)
    return Brief(
        stats=stats,
        contested=contested,
        claims=claims,
        more_claims=stats.claims - len(contested) - len(claims),
        timeline=timeline,
        actors=actors,
        relations=relations,
        stories=tuple(view.story(s.id) for s in view.stories(min_documents=2, limit=MAX_STORIES)),
        outlets=tuple(outlet_rows(view)[:MAX_SOURCES]),
        lineage=lineage,
        picture=gather(view, Wanted()),
        documents=documents,
        failures=tuple(islice(view.errors(), 100)),
        lang=langs.most_common(1)[0][0] if langs else "en",
        evidence={d.info.id: frozenset(cited[d.info.id]) for d in documents},
    )
