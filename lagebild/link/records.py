"""What linking takes and gives. `doc` is a document's row in the store; `ord` a record's place in its extraction."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

from lagebild.link.tellings import Telling
from lagebild.model import Spans

PLACE_BITS: Final = 24
LineageKind: TypeAlias = Literal["copy", "passage", "rewrite", "translation", "credits", "cites"]


class MentionIn(NamedTuple):
    """A mention; `local` groups the mentions of one entity in one document."""

    doc: int
    ord: int
    kind: str
    name: str
    local: str | None
    country: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class DocumentIn:
    """`body` are the spans of running text; `credits` (kind, origin, language, span). `id` is public: no row number decides anything."""

    doc: int
    id: str
    outlet: str | None
    published: str | None
    lang: str
    body: Spans
    credits: tuple[CreditIn, ...] = ()


class CreditIn(NamedTuple):
    kind: str
    origin: str
    lang: str | None
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why records were taken as one: `score` between 0 and 1, and a sentence."""

    score: float
    text: str


class Compared(NamedTuple):
    """How two records compare by one feature: a score, and a function that tells why, for of most pairs nobody asks."""

    score: float = 0.0
    tell: Callable[[], str] = str

    @property
    def text(self) -> str:
        """Return why, in words; "" where there is nothing to tell."""
        return self.tell()


@dataclass(frozen=True, slots=True)
class Entity:
    """`names` are counted, most frequent first; `packed` holds the members, each as one number: document, then mention's place."""

    id: str
    kind: str
    name: str
    country: str | None
    names: tuple[tuple[str, int], ...]
    roles: tuple[str, ...]
    packed: array[int]
    reasons: tuple[Reason, ...]

    @property
    def members(self) -> Iterator[tuple[int, int]]:
        """Yield (document, mention's place)."""
        return ((m >> PLACE_BITS, m & ((1 << PLACE_BITS) - 1)) for m in self.packed)


@dataclass(frozen=True, slots=True)
class Edge:
    """`doc` takes from `origin_doc`, or from the outlet `origin` where no such document is in the case.

    `directed` is false where it is not known which of the two took from the other; `certain` is false for a candidate, whose score
    is `reason.score`. `share` is how much of the document's text stands in the origin (0 to 1), `origin_share` the other way; None where
    texts were not compared word by word. `spans` and `origin_spans` are the shared passages, aligned.
    """

    doc: int
    origin_doc: int | None
    origin: str | None
    kind: LineageKind
    reason: Reason
    spans: Spans = ()
    origin_spans: Spans = ()
    directed: bool = True
    certain: bool = True
    share: float | None = None
    origin_share: float | None = None


class Unit(NamedTuple):
    """A statement or an event as claims see it, one of `statement` and `event` at least being set (places in their tables).

    actors, recipients: keys of parties (a state's code, else an entity's id, else a name); stems: numbers of content words;
    date: as the text tells; side: supports or denies; home: country of who speaks; pointing: a denial that names what it denies by
    pointing back only (`the report`); told: its words say what is claimed (not just that somebody denies); whole: they can be read
    alone; shown: the spans to show for it, where not `spans`; sentence: where the sentence stands that holds it; telling: what that
    sentence tells, set of one unit a sentence; denies: where the sentences begin, in the same document, that a denial may be about,
    likeliest first; voice: what tells its speaker from others, of the words that name him; naming: nouns that name him, parts of compounds
    apart, his roles in the document among them.
    """

    doc: int
    doc_id: str
    published: str | None
    outlet: str | None
    start: int
    statement: int | None
    event: int | None
    type: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    object_kind: str | None
    date: str | None
    place: str | None
    quantity: QuantityIn | None
    status: str | None
    stance: str | None
    side: Literal["supports", "denies"]
    stems: tuple[int, ...]
    named: tuple[str, ...]
    spans: Spans
    length: int
    who: str | None
    source_class: str | None
    chain: tuple[str, ...]
    speaker: str | None
    dispute: int | None = None
    home: str | None = None
    pointing: bool = False
    told: bool = True
    whole: bool = True
    shown: Spans = ()
    sentence: tuple[int, int] | None = None
    telling: Telling | None = None
    denies: tuple[int, ...] = ()
    voice: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[bool, str, str, int, int, int]:
        """What sorts units the same way whatever the order in which documents came."""
        return (self.published is None, self.published or "", self.doc_id, self.start, self.event or 0, self.statement or 0)


class QuantityIn(NamedTuple):
    value: float
    upper: float | None
    unit: str
    hedge: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class OriginOut:
    """An independent origin: a name for it, and why its supporters count as one; `doubted`: ties that are likely, not sure."""

    number: int
    name: str
    reasons: tuple[str, ...]
    doubted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimOut:
    """Units that tell one thing. `origin_of` gives each unit's origin (0 for deniers); `best` is the unit whose words stand for it.

    The count of independent origins is an interval: `origins` are the fewest that there can be, `origins_most` as many as there are if no
    doubted tie holds; `changes` says what would change it.
    """

    id: str
    type: str | None
    best: Unit
    units: tuple[Unit, ...]
    origin_of: tuple[int, ...]
    origins: tuple[OriginOut, ...]
    reasons: tuple[Reason, ...]
    origins_most: int = 0
    changes: tuple[str, ...] = ()
