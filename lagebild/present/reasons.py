"""Reasons in words: why a claim's records are one and its origins counted so, why names are one entity, why a story holds a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from lagebild.present.lineage import TEXT_KINDS
from lagebild.present.reuse import named_info
from lagebild.present.text import clip, counted, interval, percent, short, word_of

if TYPE_CHECKING:
    from lagebild.store.records import Actor, Claim, ClaimDetail, DocumentInfo, LineageEdge, StoredJudgement, Story, Support
    from lagebild.store.view import View


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and lines; a section without lines is not shown."""

    title: str
    lines: tuple[str, ...]


Reasons: TypeAlias = tuple[str, list[Section], dict[str, Any]]
"""A heading, sections of lines, and the records that they tell of, for machines."""


def _sections(*found: tuple[str, Iterator[str] | list[str]]) -> list[Section]:
    made = (Section(title, tuple(lines)) for title, lines in found)
    return [s for s in made if s.lines]


def claim_reasons(view: View, claim: Claim) -> Reasons:
    """Return (title, sections, record) for a claim."""
    detail = view.claim(claim.id)
    c = detail.claim
    return (
        f"{c.id[:8]} {clip(c.headline, 300)}",
        _sections(
            (f"Why {counted(c.supporters + c.deniers, 'record')} are taken as one claim", _merged(detail)),
            (f"Why they count as {interval(c.origins, c.origins_most)} independent origins" if c.origins_most != 1
             else "Why they count as 1 independent origin", _counted(detail)),
            ("What would change the count", list(c.would_change)),
            (f"Who contests it ({c.deniers})", _records(detail.deniers)),
        ),
        asdict(detail),
    )  # fmt: skip


def _merged(detail: ClaimDetail) -> Iterator[str]:
    for merge in detail.reasons:
        yield f"{merge.reason} ({merge.score:.2f})"
    if not detail.reasons:
        yield "it is one record alone" if detail.claim.supporters + detail.claim.deniers == 1 else "no reason was kept"


def _counted(detail: ClaimDetail) -> Iterator[str]:
    for o in detail.origins:
        behind = [s for s in detail.supporters if s.origin == o.number]
        yield f"{o.number}. {o.name}: {counted(len(behind), 'record')} in {counted(len({s.document for s in behind}), 'document')}"
        yield from (f"   because: {reason}" for reason in o.reasons)
        yield from (f"   · {line}" for line in _records(behind))
    c = detail.claim
    if c.origins_most > c.origins:
        yield f"At least {c.origins} for certain; at most {c.origins_most}, if those who may be one are not."


def _records(records: Iterable[Support]) -> Iterator[str]:
    """Yield records in words; what is told twice, as statement and as event, once with the number of times."""
    for line, n in Counter(map(_record, records)).items():
        yield line if n == 1 else f"{line} ×{n}"


def _record(s: Support) -> str:
    word = word_of(s.chain, s.who, s.outlet)
    return f"{s.published or 'undated'} {word}: „{clip(s.text, 120)}“ ({short(s.document)})"


def entity_reasons(view: View, entity: Actor) -> Reasons:
    """Return (title, sections, record) for an entity."""
    names = [f"{name} ({counted(n, 'mention')})" for name, n in entity.names]
    links, reasons = view.entity_links(entity.id), view.entity_reasons(entity.id)
    judgements = [j for j in view.judgements() if _concerns(j, entity)]
    candidates = [f"{x.name} [{x.entity[:8]}], {percent(x.score)} likely the same, not merged: {x.reason}" for x in links]
    about = [x for x in (entity.kind, entity.country, ", ".join(entity.roles)) if x]
    about.append(f"{counted(entity.mentions, 'mention')} in {counted(entity.documents, 'document')}")
    merged = [f"{merge.reason} ({merge.score:.2f})" for merge in reasons]
    return (
        f"{entity.id[:8]} {entity.name}",
        _sections(
            ("What it is", [" · ".join(about)]),
            ("Its names", names),
            ("Why they are taken as one", merged or ["one name alone" if len(names) < 2 else "the same name and kind throughout"]),
            ("Who may be the same (`lagebild judge same` or `different` decides)", candidates),
            ("What analysts decided", [_judged(j) for j in judgements]),
        ),
        {**asdict(entity), "reasons": [asdict(x) for x in reasons], "candidates": [asdict(x) for x in links],
         "judgements": [asdict(j) for j in judgements]},
    )  # fmt: skip


def _concerns(j: StoredJudgement, entity: Actor) -> bool:
    names = {name for name, _ in entity.names} | {entity.name}
    return any(side.get("id") == entity.id or side.get("name") in names for side in (j.a, j.b))


def _judged(j: StoredJudgement) -> str:
    undone = " (taken back)" if j.undone else ""
    note = f": {j.note}" if j.note else ""
    verdict = f"{j.a.get('name', '?')} and {j.b.get('name', '?')} are {_VERDICT.get(j.kind, j.kind)}"
    return f"{j.number}. {verdict}{undone}; {j.author}, {j.at[:10]}{note}"


_VERDICT: Final = {"same": "the same", "different": "different"}


def story_reasons(story: Story) -> Reasons:
    """Return (title, sections, record) for a story."""
    members = [f"{m.published or 'undated'} {m.outlet or '?'} [{short(m.document)}] ({m.score:.2f}): {m.reason}" for m in story.members]
    return (
        f"{story.id[:8]} {clip(story.title, 300)}",
        _sections(
            ("Its words", [", ".join(story.terms)] if story.terms else []),
            ("Why each document is in it (how well it fits)", members),
        ),
        asdict(story),
    )  # fmt: skip


def document_reasons(view: View, info: DocumentInfo) -> Reasons:
    """Return (title, sections, record) for a document: from whom it has its text, who has it from there, whom it names."""
    sides: dict[str, list[str]] = {"from": [], "to": [], "also": [], "named": [], "maybe": []}
    edges = list(view.lineage(info.id))
    for e in edges:
        sides[_side(e, info.id)].append(_edge(view, e, info.id))
    stories = [f"{s.title} [{s.id[:8]}], {counted(s.documents, 'document')}" for s in view.stories(document=info.id)]
    return (
        f"{short(info.id)} {clip(info.title or info.name, 300)} ({info.outlet or 'outlet unknown'}, {info.published or 'undated'})",
        _sections(
            ("From whom it has its text", sides["from"] or ["from nobody in this case, as far as is known"]),
            ("Whom it credits or cites", sides["named"]),
            ("Who has it from here", sides["to"]),
            ("With whom it shares text, and which took it is not known", sides["also"]),
            ("What is likely, but not certain", sides["maybe"]),
            ("The story that it is in", stories),
        ),
        {**asdict(info), "lineage": [asdict(e) for e in edges]},
    )


def _side(e: LineageEdge, document: str) -> str:
    if not e.certain:
        return "maybe"
    if e.kind not in TEXT_KINDS and e.document == document:
        return "named"
    if not e.directed:
        return "also"
    return "from" if e.document == document else "to"


def _edge(view: View, e: LineageEdge, document: str) -> str:
    other = e.origin_document if e.document == document else e.document
    if other is None:
        name = e.origin or "?"
    else:
        info = named_info(view, other)
        name = f"{info.outlet or '?'} {info.published or 'undated'} [{short(other)}]" if info else short(other)
    return f"{name}: {e.kind} ({e.score:.2f}): {e.reason}"
