"""What a view of a case returns: frozen records that carry their document and spans, so each can be shown in place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, TypedDict

from lagebild.model import Credit, CreditKind, DisputeKind, EventStatus, Hedge, MentionKind, Region, Span, Spans, Stance, StatementType

Side: TypeAlias = Literal["supports", "denies"]
LineageKind: TypeAlias = Literal["copy", "passage", "rewrite", "translation", "credits", "cites"]


@dataclass(frozen=True, slots=True)
class AddCounts:
    """What became of sources: `added` are new, `versions` are changed ones, `unchanged` were known, `failed` were set aside."""

    added: int = 0
    versions: int = 0
    unchanged: int = 0
    failed: int = 0

    def __add__(self, other: AddCounts) -> AddCounts:
        return AddCounts(
            self.added + other.added, self.versions + other.versions, self.unchanged + other.unchanged, self.failed + other.failed
        )


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document without its text. `version` counts from 1; `current` is false where a later version was read in."""

    id: str
    name: str
    url: str | None
    outlet: str | None
    title: str | None
    authors: tuple[str, ...]
    published: str | None
    published_basis: str | None
    published_evidence: Span | None
    fetched: str | None
    read_in: str
    lang: str
    version: int
    current: bool
    length: int
    statements: int
    events: int


@dataclass(frozen=True, slots=True)
class StoredMention:
    """`entity` is the id of the case's entity, null before linking."""

    document: str
    span: Span
    kind: MentionKind
    name: str
    country: str | None
    role: str | None
    entity: str | None


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """`content` is what the quote spans cover, pieces joined by " … "; `claims` the ids of claims that it supports or denies."""

    document: str
    id: str
    type: StatementType
    medium: str
    stance: Stance
    content: str
    quote: Spans
    cue: Spans
    frame: Spans
    speaker: Spans
    addressee: Spans
    speaker_name: str | None
    speaker_entity: str | None
    source_class: str | None
    chain: tuple[str, ...]
    chain_spans: tuple[Span | None, ...]
    parent: str | None
    said: str | None
    published: str | None
    outlet: str | None
    claims: tuple[str, ...] = ()


class StatementFilter(TypedDict, total=False):
    """What `View.statements` may be narrowed by; all that is given must hold, and None asks for nothing.

    `speaker` is part of a name or an entity's id; `chain` part of the name of any source on the way from the page to the speaker;
    `outlet` part of the page's own. `stance`, `type` and `source_class` name one value or several. `since` and `until` are of the
    publication, `said_since` and `said_until` of the saying: ISO days, months or years, whole ones; what was said in a month or
    interval is in a range that shares a day with it, and statements whose time of saying no text tells are in no such range.
    `nested`: inside another statement, or not. `unknown_speaker`: nobody is named, or somebody.
    """

    document: str | None
    speaker: str | None
    chain: str | None
    outlet: str | None
    stance: str | Collection[str] | None
    type: str | Collection[str] | None
    source_class: str | Collection[str] | None
    claim: str | None
    since: str | None
    until: str | None
    said_since: str | None
    said_until: str | None
    nested: bool | None
    unknown_speaker: bool | None


@dataclass(frozen=True, slots=True)
class StoredParty:
    span: Span
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class StoredQuantity:
    span: Span
    value: float
    upper: float | None
    unit: str
    hedge: Hedge


class EventFilter(TypedDict, total=False):
    """What events may be narrowed by; all that is given must hold, and None asks for nothing.

    `party`, `actor` and `recipient` are a code (`PRK`, `IGO:UN`) or part of a name; `place` is part of its name or the code of the
    state it lies in; `source` is part of the name of anybody on whose word it is told. `type`, `status` and `object_kind` name one
    value or several, `mode` one. `since` and `until` are of the publication, `happened_since` and `happened_until` of the event: ISO
    days, months or years, whole ones; an event of a month or interval is in a range that shares a day with it, and one whose time no
    text tells is in no such range.
    """

    document: str | None
    type: str | Collection[str] | None
    mode: str | None
    status: str | Collection[str] | None
    party: str | None
    actor: str | None
    recipient: str | None
    object_kind: str | Collection[str] | None
    place: str | None
    source: str | None
    outlet: str | None
    claim: str | None
    since: str | None
    until: str | None
    happened_since: str | None
    happened_until: str | None


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """`date` is when it happened as the text tells, `published` when its document was; `evidence`: where each of `details` is read.

    `speaker` and `chain` are those of the statement that it is told in: on whose word it stands.
    """

    document: str
    id: str
    type: str
    mode: str | None
    trigger: Span
    trigger_text: str
    status: EventStatus
    actor: tuple[StoredParty, ...]
    recipient: tuple[StoredParty, ...]
    object: Span | None
    object_text: str | None
    object_kind: str | None
    quantity: StoredQuantity | None
    place: str | None
    place_country: str | None
    place_span: Span | None
    date: str | None
    statement: str | None
    published: str | None
    outlet: str | None
    claims: tuple[str, ...] = ()
    details: dict[str, str] = field(default_factory=dict, hash=False)
    evidence: dict[str, Span] = field(default_factory=dict, hash=False)
    speaker: str | None = None
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredDispute:
    document: str
    kind: DisputeKind
    denier: Span
    denier_text: str
    denial: Span
    denial_text: str
    claim: Span | None
    claim_text: str | None
    statement: str | None


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document with its text and all that was drawn from it."""

    info: DocumentInfo
    text: str
    regions: tuple[Region, ...]
    credits: tuple[Credit, ...]
    mentions: tuple[StoredMention, ...]
    statements: tuple[StoredStatement, ...]
    events: tuple[StoredEvent, ...]
    disputes: tuple[StoredDispute, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What several statements and events share; counts are of supporting and denying records, documents and independent origins.

    `headline` is the best wording, found in `document` at `spans`. `quantities` are the figures given, oldest report first. There are
    `origins` independent origins for certain and `origins_most` at most; `would_change` says what would change that.
    """

    id: str
    type: str | None
    headline: str
    document: str
    spans: Spans
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    object_kind: str | None
    date: str | None
    quantities: tuple[ClaimQuantity, ...]
    supporters: int
    deniers: int
    documents: int
    origins: int
    origins_most: int
    would_change: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimQuantity:
    """A figure given for a claim: by whom, when published, where it stands."""

    value: float
    upper: float | None
    unit: str
    hedge: str
    document: str
    span: Span
    published: str | None


@dataclass(frozen=True, slots=True)
class Support:
    """One record behind a claim (`side` supports) or against it; `origin` numbers the independent origin that it counts for."""

    side: Side
    document: str
    outlet: str | None
    published: str | None
    statement: str | None
    event: str | None
    spans: Spans
    text: str
    who: str | None
    source_class: str | None
    chain: tuple[str, ...]
    stance: str | None
    status: str | None
    origin: int


@dataclass(frozen=True, slots=True)
class Origin:
    """An independent origin of a claim, and why its supporters count as one."""

    number: int
    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimDetail:
    claim: Claim
    supporters: tuple[Support, ...]
    deniers: tuple[Support, ...]
    origins: tuple[Origin, ...]
    reasons: tuple[Merge, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Why records were taken as one."""

    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One claim's events on one date: `basis` tells whether the date is when it happened or, for lack of that, was published."""

    date: str
    basis: Literal["happened", "published"]
    type: str
    text: str
    claim: str | None
    status: str
    documents: int
    evidence: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Actor:
    id: str
    kind: MentionKind
    name: str
    country: str | None
    names: tuple[tuple[str, int], ...]
    roles: tuple[str, ...]
    mentions: int
    documents: int
    statements: int
    events: int


@dataclass(frozen=True, slots=True)
class Relation:
    """Events of one type from one party to another; `statuses` counts them by status, `evidence` is (document, event id, trigger)."""

    actor: str
    recipient: str
    type: str
    count: int
    documents: int
    statuses: tuple[tuple[str, int], ...]
    evidence: tuple[tuple[str, str, Span], ...]


@dataclass(frozen=True, slots=True)
class Actors:
    entities: tuple[Actor, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Outlet:
    name: str
    documents: int
    statements: int
    copies: int
    copied: int


@dataclass(frozen=True, slots=True)
class LineageEdge:
    """`document` takes from `origin_document` (in the case) or `origin` (an outlet's name, not in the case).

    `directed` is false where it is not known which of the two took from the other; `certain` is false for a candidate. `share` is how
    much of the document's text stands in the origin, `origin_share` the other way; null where they were not compared word by word.
    """

    document: str
    origin_document: str | None
    origin: str | None
    kind: LineageKind
    score: float
    reason: str
    spans: Spans
    origin_spans: Spans
    directed: bool = True
    certain: bool = True
    share: float | None = None
    origin_share: float | None = None


@dataclass(frozen=True, slots=True)
class StoryDocument:
    """A document in a story: how well it fits (0 to 1), and why it is there."""

    document: str
    title: str | None
    outlet: str | None
    published: str | None
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Story:
    """Documents about one affair in one stretch of time; `title` and `document` are of the one most like all, `terms` its rare words."""

    id: str
    title: str
    document: str
    first: str | None
    last: str | None
    documents: int
    terms: tuple[str, ...]
    members: tuple[StoryDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityLink:
    """Another entity that may be the same: a candidate, with a score and what speaks for it."""

    entity: str
    name: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class StoredJudgement:
    """What an analyst decided: two are the same or different; `undone` where a later judgement took it back."""

    number: int
    kind: str
    a: dict[str, str]
    b: dict[str, str]
    at: str
    author: str
    note: str
    undone: bool


@dataclass(frozen=True, slots=True)
class StoredCredit:
    document: str
    span: Span
    kind: CreditKind
    origin: str
    lang: str | None


@dataclass(frozen=True, slots=True)
class Sources:
    outlets: tuple[Outlet, ...]
    documents: tuple[DocumentInfo, ...]
    lineage: tuple[LineageEdge, ...]
    credits: tuple[StoredCredit, ...]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """`snippet` is a stretch of the text starting at `offset`; `spans` are the hits, in the document's text."""

    document: DocumentInfo
    snippet: str
    offset: int
    spans: Spans
    score: float


@dataclass(frozen=True, slots=True)
class StoredFailure:
    id: str
    name: str
    kind: str
    message: str
    at: str


@dataclass(frozen=True, slots=True)
class Stats:
    """`linked` is false where documents were added since the case was last linked."""

    documents: int
    versions: int
    failures: int
    outlets: int
    mentions: int
    statements: int
    events: int
    disputes: int
    entities: int
    claims: int
    lineage: int
    first_published: str | None
    last_published: str | None
    linked: bool
