"""The records that flow between the stages: frozen, plain, and free of any stage's insides.

Spans are ``[start, end)`` character offsets into `Document.text`; ``text[start:end]`` is always what the record
quotes. Ids are derived from content, so the same input gives the same ids.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Span: TypeAlias = tuple[int, int]
Spans: TypeAlias = tuple[Span, ...]

RegionKind: TypeAlias = Literal[
    "headline", "dateline", "byline", "body", "credit", "teaser", "related", "caption", "author_bio", "comment", "ad", "boilerplate"
]
CreditKind: TypeAlias = Literal["agency", "republished_from", "translated_from", "first_reported_by", "cites"]
PublishedBasis: TypeAlias = Literal["given", "metadata", "visible", "url", "inferred"]
MentionKind: TypeAlias = Literal["person", "state", "organization", "place", "facility", "equipment", "media", "treaty", "event", "group"]
TimeKind: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]
Hedge: TypeAlias = Literal["exact", "at_least", "at_most", "about"]
StatementType: TypeAlias = Literal["Direct", "Indirect", "Reported", "FreeIndirect", "IndirectFreeIndirect"]
Medium: TypeAlias = Literal["Speech", "Thought", "Writing", "ST", "SW", "TW"]
Stance: TypeAlias = Literal[
    "asserts", "denies", "accuses", "confirms", "demands", "promises", "warns", "threatens", "expects", "questions", "praises",
    "criticises", "declines_comment",
]  # fmt: skip
SourceClass: TypeAlias = Literal["named", "office", "agency", "outlet", "document", "anonymous", "group"]
EventType: TypeAlias = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "TRANSFER",
]  # fmt: skip
EventStatus: TypeAlias = Literal["asserted", "attributed", "denied", "planned", "possible", "negated"]
ObjectKind: TypeAlias = Literal["troops", "arms", "money", "goods", "technology", "labour", "territory", "treaty", "person", "other"]
DisputeKind: TypeAlias = Literal["denies", "no_evidence", "rejects", "contradicts", "no_comment", "retracts"]


def content_id(*parts: object) -> str:
    """Return 16 hexadecimal digits derived from `parts`; equal parts give equal ids on every machine."""
    digest = hashlib.blake2b(digest_size=8)
    for part in parts:
        digest.update(repr(part).encode("utf-8", "surrogatepass"))
        digest.update(b"\x1f")
    return digest.hexdigest()


def hull(spans: Spans) -> Span:
    """Return the smallest span that covers all of `spans` (at least one)."""
    return min(s for s, _ in spans), max(e for _, e in spans)


def overlaps(a: Span, b: Span) -> bool:
    """Tell whether two spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def within(a: Span, b: Span) -> bool:
    """Tell whether `a` lies inside `b` (both may be equal)."""
    return b[0] <= a[0] and a[1] <= b[1]


@dataclass(frozen=True, slots=True)
class Given:
    """What the input itself says of a document (JSON fields, command-line options); it wins over what cleaning finds."""

    id: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes as received, or text that the input declares to be text already.

    Exactly one of `data` and `text` is set. `text` (a JSON record's "text") is taken as it is: offsets refer to it.
    """

    name: str
    data: bytes | None = None
    text: str | None = None
    html: bool | None = None
    fetched: str | None = None
    given: Given = Given()


@dataclass(frozen=True, slots=True)
class Region:
    span: Span
    kind: RegionKind


@dataclass(frozen=True, slots=True)
class Credit:
    """`origin` stands behind this document, by the words at `span`; `lang` is the origin's language where known."""

    span: Span
    origin: str
    kind: CreditKind
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    text: str
    lang: str
    raw_sha256: str
    name: str = ""
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_basis: PublishedBasis | None = None
    published_evidence: Span | None = None
    fetched: str | None = None
    regions: tuple[Region, ...] = ()
    credits: tuple[Credit, ...] = ()
    dateline_place: str | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, office, demonym or definite description.

    `country` is the state (ISO 3166 alpha-3) or body (`IGO:UN`) that it is or speaks for.

    `entity` groups the mentions of one entity in one document. `members`: the states and bodies that a pair or group of them stands for
    ("die beiden Länder"), in the order of the text; empty for all others and where that is open.
    `wikidata`: the id of a state or body, where certain.
    """

    span: Span
    kind: MentionKind
    name: str
    entity: str | None = None
    country: str | None = None
    role: str | None = None
    members: tuple[str, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A TIMEX3 expression: `value` is ISO 8601, `2024-10`, `P1M`, `PRESENT_REF` …, resolved against the publication date.

    `date`: the day, month or year that a length of time leads to (*vor zwei Jahren*: `P2Y`, `2022`), else None.
    """

    span: Span
    value: str
    kind: TimeKind
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit (`persons`, `EUR`, `tonnes` …), hedge, and the span of what is counted (`of`)."""

    span: Span
    value: float
    unit: str
    upper: float | None = None
    hedge: Hedge = "exact"
    of: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody says something: see docs/records.md and the gold's page for what each field holds."""

    id: str
    type: StatementType
    quote: Spans
    medium: Medium = "SW"
    stance: Stance = "asserts"
    cue: Spans = ()
    frame: Spans = ()
    speaker: Spans = ()
    addressee: Spans = ()
    speaker_name: str | None = None
    speaker_entity: str | None = None
    source_class: SourceClass | None = None
    chain: tuple[str, ...] = ()
    chain_spans: tuple[Span | None, ...] = ()
    parent: str | None = None
    said: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient of an event; `code` as in `Mention.country`, "" where it belongs to no state."""

    span: Span
    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class EventObject:
    span: Span
    kind: ObjectKind


@dataclass(frozen=True, slots=True)
class EventPlace:
    span: Span
    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Who does what to whom; `statement` is the id of the innermost statement that tells of it.

    `details`: attributes by kind of act (docs/records.md), a word of a closed vocabulary or the text's own words; `evidence`: the
    characters that each of them is read from.
    """

    id: str
    type: EventType
    trigger: Span
    status: EventStatus
    mode: str | None = None
    actor: tuple[Party, ...] = ()
    recipient: tuple[Party, ...] = ()
    object: EventObject | None = None
    quantity: Quantity | None = None
    place: EventPlace | None = None
    date: str | None = None
    statement: str | None = None
    details: dict[str, str] = field(default_factory=dict, hash=False)
    evidence: dict[str, Span] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Dispute:
    denier: Span
    denial: Span
    kind: DisputeKind
    claim: Span | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that is drawn from one document."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    lemmas: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that was set aside, with its reason."""

    id: str
    name: str
    kind: str
    message: str
