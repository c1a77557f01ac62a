"""Stored statements, events and disputes → the units that claims are made of."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Final
from zlib import crc32

from sqlalchemy import Connection, RowMapping, Table, bindparam, select

from lagebild.errors import PackError
from lagebild.lang import FIRST
from lagebild.lang.pack import load_pack
from lagebild.link.records import QuantityIn, Unit
from lagebild.link.sentences import Report, by_sentence
from lagebild.link.tellings import Figure, Marks, Named, Teller
from lagebild.link.words import content_words, nouns, sentence_at
from lagebild.model import Span, Spans, hull, overlaps, within
from lagebild.store import acts, schema
from lagebild.store.queries.common import chunks, spans, stream
from lagebild.store.rows import Row

_CONTESTING: Final = frozenset({"denies", "rejects", "contradicts", "no_evidence", "retracts"})
_PARTIES: Final = frozenset({"person", "organization", "state"})
_MOST_STEMS: Final = 40
_CHUNK: Final = 64
_READABLE: Final = 30
_WHERE: Final = frozenset({"place"})
_BODY: Final = frozenset({"headline", "body", "dateline", "caption"})
_DAY: Final = "DATE"
_PEOPLE: Final = "persons"
_TABLES: Final = {
    "mentions": schema.mentions, "statements": schema.statements, "events": schema.events, "parties": schema.event_parties,
    "disputes": schema.disputes, "regions": schema.regions, "times": schema.times, "quantities": schema.quantities,
}  # fmt: skip


class Places:
    """The names of entities, which are looked up in the case, not held."""

    def __init__(self, connection: Connection) -> None:
        e = schema.entities.c
        self._connection = connection
        self._entity = select(e.name, e.country).where(e.id == bindparam("wanted"))
        found = connection.execute(select(e.country, e.id, e.name).where(e.kind == "state", e.country.is_not(None)))
        self._state_names: dict[str, str] = {}
        self.states: dict[str, str] = {}
        for country, entity, name in found:
            self.states[country], self._state_names[country] = entity, name
        self._known = lru_cache(maxsize=4096)(self._look_up)

    def _look_up(self, entity: str) -> tuple[str, str | None] | None:
        row = self._connection.execute(self._entity, {"wanted": entity}).first()
        return (row.name, row.country) if row is not None else None

    def name(self, key: str) -> str:
        """Return the name of a party by its key: a state's code or an entity's id; another key is a name."""
        if key in self._state_names:
            return self._state_names[key]
        found = self._known(key)
        return found[0] if found is not None else key

    def country(self, entity: str | None) -> str | None:
        """Return the country that an entity is, or belongs to."""
        found = self._known(entity) if entity else None
        return found[1] if found is not None else None


@dataclass
class _Rows:
    """The rows of one document."""

    pk: int
    row: RowMapping
    mentions: list[RowMapping] = field(default_factory=list)
    statements: list[RowMapping] = field(default_factory=list)
    events: list[RowMapping] = field(default_factory=list)
    parties: list[RowMapping] = field(default_factory=list)
    disputes: list[RowMapping] = field(default_factory=list)
    regions: list[RowMapping] = field(default_factory=list)
    times: list[RowMapping] = field(default_factory=list)
    quantities: list[RowMapping] = field(default_factory=list)
    entities: dict[int, str] = field(default_factory=dict)

    @cached_property
    def datelines(self) -> list[Span]:
        return [(r["start"], r["end"]) for r in self.regions if r["kind"] == "dateline"]

    @cached_property
    def countries(self) -> list[tuple[int, int, str]]:
        """Return where what belongs to a country is named, and that country."""
        return [(m["start"], m["end"], m["country"]) for m in self.mentions if m["country"]]

    @cached_property
    def parties_named(self) -> list[Span]:
        """Return where states, organizations and persons are named."""
        return [(m["start"], m["end"]) for m in self.mentions if m["country"] or m["kind"] in _PARTIES]

    def local(self, key: str | None) -> RowMapping | None:
        """Return the first mention of an entity of the document that tells its country, else the first."""
        same = [m for m in self.mentions if key and m["local"] == key]
        return next((m for m in same if m["country"]), same[0] if same else None)

    @property
    def body(self) -> Spans:
        """Return the running text."""
        return tuple(sorted((r["start"], r["end"]) for r in self.regions if r["kind"] in _BODY))

    def marks(self) -> Marks:
        """Return what tellings are made by."""
        text: str = self.row["text"]
        figures = []
        for q in self.quantities:
            of = text[slice(*q["of"])] if q["of"] else ""
            figures.append(((q["start"], q["end"]), Figure(q["value"], q["upper"], q["unit"], of)))
        return Marks(
            [Named((m["start"], m["end"]), m["kind"], m["name"], m["country"]) for m in self.mentions],
            figures,
            [((t["start"], t["end"]), t["value"]) for t in self.times if t["kind"] == _DAY],
            [((e["start"], e["end"]), (e["type"], e["status"])) for e in self.events],
            [span for s in self.statements if s["cue"] for name in ("cue", "frame", "speaker") for span in spans(s[name])],
        )

    @cached_property
    def persons(self) -> list[Span]:
        """Return where persons are named, in order."""
        return sorted((m["start"], m["end"]) for m in self.mentions if m["kind"] == "person")


def _by_document(
    connection: Connection, docs: Sequence[int], tables: Collection[str] = tuple(_TABLES), entities: bool = False
) -> Iterator[_Rows]:
    """Yield some documents with their rows, oldest publication first, few at a time; with `entities`, those that mentions stand for."""
    d = schema.documents.c
    query = (
        select(d.pk, d.id, d.outlet, d.published, d.title, d.lang, d.text)
        .where(d.pk.in_(docs))
        .order_by(d.published.is_(None), d.published, d.id)
    )
    for chunk in chunks(stream(connection, query), _CHUNK):
        found = {row["pk"]: _Rows(row["pk"], row) for row in chunk}
        for name in tables:
            table = _TABLES[name]
            for row in connection.execute(select(table).where(table.c.doc.in_(list(found)))).mappings():
                getattr(found[row["doc"]], name).append(row)
        em = schema.entity_mentions.c
        if entities:
            for doc, mention, entity in connection.execute(select(em.doc, em.mention, em.entity).where(em.doc.in_(list(found)))):
                found[doc].entities[mention] = entity
        yield from found.values()


def _entity_at(found: _Rows, entities: dict[int, str], wanted: Span) -> str | None:
    """Return the entity of the mention that covers most of a span."""
    best: tuple[int, int] | None = None
    for m in found.mentions:
        shared = min(m["end"], wanted[1]) - max(m["start"], wanted[0])
        if shared > 0 and m["ord"] in entities and (best is None or shared > best[0]):
            best = shared, m["ord"]
    return entities[best[1]] if best else None


def _acting(found: _Rows, states: Mapping[str, str]) -> Iterator[tuple[Table, Row]]:
    """Yield which entities speak and act in one document."""
    entities, doc = found.entities, found.pk
    by_local = {m["local"]: entities[m["ord"]] for m in found.mentions if m["local"] and m["ord"] in entities}
    for s in found.statements:
        speaker = by_local.get(s["speaker_local"]) if s["speaker_local"] else None
        if speaker is None and s["speaker"]:
            speaker = _entity_at(found, entities, hull(spans(s["speaker"])))
        if speaker is not None and s["speaker_name"] is not None:
            yield schema.speakers, {"doc": doc, "ord": s["ord"], "entity": speaker}
    for p in found.parties:
        entity = states.get(p["code"]) if p["code"] else None
        entity = entity or _entity_at(found, entities, (p["start"], p["end"]))
        if entity is not None:
            yield schema.party_entities, {"doc": doc, "event": p["event"], "side": p["side"], "ord": p["ord"], "entity": entity}


class _Stems:
    """Numbers for content words, the same word always the same number; names of persons are none (they are compared apart)."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, found: _Rows, where: Spans) -> tuple[int, ...]:
        """Return the numbers of the content words inside spans, each once, sorted."""
        text: str = found.row["text"]
        parts = []
        for a, b in where:
            for m in found.persons:
                if a <= m[0] < b:
                    parts.append(text[a : m[0]])
                    a = max(a, m[1])
            parts.append(text[a:b])
        words = content_words(" ".join(parts))[:_MOST_STEMS]
        return tuple(sorted({self._numbers.setdefault(w, _stable(w)) for w in words}))


def _stable(word: str) -> int:
    return crc32(word.encode("utf-8", "replace"))


def _keys(found: _Rows, event: int, side: str) -> tuple[str, ...]:
    keys = []
    for p in found.parties:
        if p["event"] == event and p["side"] == side:
            keys.append(p["code"] or p["name"])
    return tuple(sorted(set(keys)))


def _quantity(value: dict[str, Any] | None) -> QuantityIn | None:
    if value is None:
        return None
    return QuantityIn(value["value"], value["upper"], value["unit"], value["hedge"], (value["span"][0], value["span"][1]))


def _named(found: _Rows, entities: list[tuple[int, str]], wanted: Spans) -> tuple[str, ...]:
    """Return the keys of the entities mentioned inside spans; `entities` are (start, key), sorted."""
    starts = [start for start, _ in entities]
    keys: set[str] = set()
    for a, b in wanted:
        keys.update(key for _, key in entities[bisect_right(starts, a - 1) : bisect_right(starts, b - 1)])
    return tuple(sorted(keys))


def _said(found: _Rows, s: RowMapping | None, teller: Teller) -> dict[str, Any]:
    """Return who a unit rests on: the statement's speaker and chain; nobody where the outlet tells it itself."""
    if s is None:
        return {
            "who": None,
            "source_class": None,
            "chain": (),
            "speaker": None,
            "statement": None,
            "stance": None,
            "home": None,
            "voice": (),
            "naming": (),
        }
    speaker, words = found.local(s["speaker_local"]), _naming(found, s)
    roles = " ".join(sorted({m["role"] for m in found.mentions if m["role"] and m["local"] and m["local"] == s["speaker_local"]}))
    where = spans(s["speaker"])
    inside = (country for start, end, country in found.countries if any(overlaps((start, end), w) for w in where))
    home = (speaker["country"] if speaker else None) or next(inside, None)
    return {
        "who": s["speaker_name"], "source_class": s["source_class"], "chain": tuple(s["chain"]),
        "voice": teller.voice(words, home), "naming": nouns(f"{words} {roles}"),
        "speaker": s["speaker_local"], "statement": s["ord"], "stance": s["stance"], "home": home,
    }  # fmt: skip


def _naming(found: _Rows, s: RowMapping) -> str:
    """Return the words that name who speaks, and through whom; where that is (`in Washington`) names nobody."""
    text: str = found.row["text"]
    places = [(m["start"], m["end"]) for m in found.mentions if m["kind"] in _WHERE]
    parts = []
    for a, b in (span for name in ("speaker", "frame") for span in spans(s[name])):
        for low, high in sorted(p for p in places if a <= p[0] < b):
            parts.append(text[a:low])
            a = max(a, high)
        parts.append(text[a:b])
    return " ".join((s["speaker_name"] or "", *s["chain"], *parts))


def _blank(found: _Rows) -> Unit:
    row = found.row
    return Unit(
        doc=found.pk, doc_id=row["id"], published=row["published"], outlet=row["outlet"], start=0, statement=None, event=None, type=None,
        actors=(), recipients=(), object_kind=None, date=None, place=None, quantity=None, status=None, stance=None, side="supports",
        stems=(), named=(), spans=(), length=0, who=None, source_class=None, chain=(), speaker=None,
    )  # fmt: skip


def _event_spans(text: str, e: RowMapping, s: RowMapping | None) -> Spans:
    """Return the sentence of an event, cut to the quote that holds it."""
    start, end = sentence_at(text, e["start"], e["end"])
    quote = spans(s["quote"]) if s is not None else ()
    if any(within((e["start"], e["end"]), q) for q in quote):
        return _shown(text, tuple((max(a, start), min(b, end)) for a, b in quote if a < end and b > start))
    return ((start, end),)


def _shown(text: str, where: Spans) -> Spans:
    """Return spans fit to be read alone: a word or two get the sentence around them."""
    start, end = hull(where)
    return where if sum(b - a for a, b in where) >= _READABLE else (sentence_at(text, start, end),)


@dataclass
class _Reader:
    """One document's rows, with what its units are made by."""

    found: _Rows
    stems: _Stems
    teller: Teller

    def __post_init__(self) -> None:
        found = self.found
        self._sayings: dict[int | None, dict[str, Any]] = {}
        self.text: str = found.row["text"]
        self.named = sorted((x["start"], x["country"] or x["name"].casefold()) for x in found.mentions)
        self.by_id = {s["id"]: s for s in found.statements}
        self.disputes = [p for p in found.disputes if self._contests(p)]
        self.contesting = {p["statement"] for p in self.disputes if p["statement"]}
        self.counts = Counter(p["event"] for p in found.parties)
        events = [e for e in found.events if not acts.is_denial(e, self.disputes, self.by_id.get(e["statement"]))]
        self.kept = [e for e in events if not acts.is_comment(e, events, self.counts[e["ord"]])]
        self.holding = {e["statement"] for e in self.kept if e["statement"]}
        self.cues = [(a, b, s) for s in found.statements if s["quote"] for a, b in spans(s["cue"])]
        reaches = [(*hull((*spans(s["cue"]), *spans(s["frame"]))), s) for s in found.statements if s["quote"] and (s["cue"] or s["frame"])]
        self.sayings = {
            e["ord"]: s for e in self.kept for a, b, s in reaches if a < e["end"] and e["start"] < b and acts.is_saying(e, s)
        }  # fmt: skip

    def _said_of(self, s: RowMapping | None) -> dict[str, Any]:
        """Return `_said` of a statement, made once for all units that rest on it."""
        key = s["ord"] if s is not None else None
        if key not in self._sayings:
            self._sayings[key] = _said(self.found, s, self.teller)
        return self._sayings[key]

    def _contests(self, p: RowMapping) -> bool:
        """Tell whether a dispute contests a claim: that none can be proved must be somebody's word."""
        contests = p["kind"] in _CONTESTING and (p["kind"] != "no_evidence" or p["statement"])
        return bool(contests) and not acts.is_another_s(p, self.found.statements)

    def units(self) -> list[Unit]:
        """Return the units of the document, sentence by sentence."""
        found, blank = self.found, _blank(self.found)
        said = [(spans(s["quote"]), blank._replace(**self._said_of(s))) for s in found.statements if s["quote"] and s["speaker_name"]]
        drawn = [*self._events(), *self._statements(), *self._disputes()]
        report = Report(self.text, found.row["title"], found.body, found.marks(), blank, said)
        told = by_sentence(drawn, report, self.teller)
        return [u._replace(quantity=self._figure(u)) if u.quantity is None and u.telling is not None else u for u in told]

    def _figure(self, unit: Unit) -> QuantityIn | None:
        """Return the figure that a sentence is told by: of people before others, then the largest."""
        start, end = unit.sentence or (0, 0)
        inside = [q for q in self.found.quantities if start <= q["start"] < end]
        best = max(inside, key=lambda q: (q["unit"] == _PEOPLE, q["value"], -q["start"]), default=None)
        return QuantityIn(best["value"], best["upper"], best["unit"], best["hedge"], (best["start"], best["end"])) if best else None

    def _unit(self, where: Spans, words: Spans, s: RowMapping | None, actors: Sequence[Span] | None = None) -> Unit:
        """Make a unit; `actors` are where the parties of an event are named, None of a statement."""
        named = self.found.parties_named if actors is None else actors
        part = acts.is_part(self.text, where, named)
        shown = acts.headline(self.text, where, self.found.datelines, part)
        said = self._said_of(s)
        return _blank(self.found)._replace(
            stems=self.stems.of(self.found, words), named=_named(self.found, self.named, where), spans=where,
            length=sum(b - a for a, b in shown), shown=shown, whole=not part, **said,
        )  # fmt: skip

    def _denying(self, s: RowMapping | None) -> bool:
        return s is not None and (s["stance"] == "denies" or s["id"] in self.contesting)

    def _denied(self) -> set[int]:
        """Return which events each denial denies: of several the one that says most."""
        by_denial: dict[str, list[tuple[RowMapping, int]]] = {}
        for e in self.kept:
            s = self.by_id.get(e["statement"])
            if self._denying(s) and e["status"] in (*acts.DENYING, "attributed") and e["ord"] not in self.sayings:
                by_denial.setdefault(e["statement"], []).append((e, self.counts[e["ord"]]))
        return {acts.fullest(events)["ord"] for events in by_denial.values()}

    def _events(self) -> Iterator[Unit]:
        denied = self._denied()
        for e in self.kept:
            s, saying = self.by_id.get(e["statement"]), self.sayings.get(e["ord"])
            if saying is not None and (saying["id"] in self.holding or self._denying(saying)):
                continue  # what is said comes as the claim that it is
            if self._denying(s) and e["ord"] not in denied:
                continue
            where = _event_spans(self.text, e, s)
            acting = [(p["start"], p["end"]) for p in self.found.parties if p["event"] == e["ord"] and p["side"] == "actor"]
            unit = self._unit(where, spans(saying["quote"]) if saying is not None else where, s, acting)
            denies = acts.tells_not(self.text, e, s is None or self._denying(s), self.found.disputes) or e["ord"] in denied
            actors, recipients = (_keys(self.found, e["ord"], side) for side in ("actor", "recipient"))
            if denies and not actors and unit.home and unit.home not in recipients and s is not None and s["stance"] == "denies":
                actors = (unit.home,)  # who denies to have done it
            yield unit._replace(
                start=e["start"], event=e["ord"], type=e["type"], actors=actors, recipients=recipients, object_kind=e["object_kind"],
                date=e["date"], place=(e["place"] or {}).get("name"), quantity=_quantity(e["quantity"]), status=e["status"],
                side="denies" if denies else "supports", told=not denies or s is None or bool(s["cue"]) or e["status"] == "negated",
            )  # fmt: skip

    def _statements(self) -> Iterator[Unit]:
        """Yield statements that hold no event; what somebody declines to say is none, and a frame read as a quote neither."""
        doubled = {s["id"] for s in self.sayings.values()}
        for s in self.found.statements:
            quote = spans(s["quote"])
            if s["id"] in self.holding | doubled | self.contesting or s["stance"] == "declines_comment" or not quote or self._is_frame(s):
                continue
            unit = self._unit(_shown(self.text, quote), quote, s)
            if s["stance"] == "denies":
                about = acts.topic(self.text, hull(quote), spans(s["speaker"]), hull(quote) if s["cue"] else None, self.found.parties_named)
                unit = unit._replace(stems=self.stems.of(self.found, about.words), pointing=about.pointing, told=about.told, side="denies")
            yield unit._replace(start=s["start"])

    def _is_frame(self, s: RowMapping) -> bool:
        where = hull(spans(s["quote"]))
        inside = (o for a, b, o in self.cues if where[0] <= a and b <= where[1] and o["id"] != s["id"])
        return any(not overlaps(hull(spans(o["quote"])), where) for o in inside)

    def _disputes(self) -> Iterator[Unit]:
        for p in self.disputes:
            denial = (p["denial"][0], p["denial"][1])
            claim = (p["claim"][0], p["claim"][1]) if p["claim"] else None
            about = acts.topic(self.text, denial, ((p["denier"][0], p["denier"][1]),), claim, self.found.parties_named)
            s = self.by_id.get(p["statement"]) or self._around(denial)
            unit = self._unit(_shown(self.text, about.spans) if not about.told else about.spans, about.words, s)
            yield unit._replace(
                start=denial[0], dispute=p["ord"], side="denies", named=_named(self.found, self.named, (denial, *about.spans)),
                who=unit.who or p["denier_text"], stance="denies", pointing=about.pointing, told=about.told, shown=unit.spans,
                denies=(claim[0],) if claim and not overlaps(claim, sentence_at(self.text, *denial)) else (),
            )  # fmt: skip

    def _around(self, denial: Span) -> RowMapping | None:
        return next((s for s in self.found.statements if any(overlaps(q, denial) for q in spans(s["quote"]))), None)


@lru_cache(maxsize=8)
def _teller(lang: str) -> Teller:
    """Return what makes tellings in a language; one without a pack is told as the first."""
    try:
        return Teller.of(load_pack(lang))
    except PackError:
        return Teller.of(load_pack(FIRST))


def read_units(connection: Connection, docs: Sequence[int]) -> Iterator[tuple[int, list[Unit]]]:
    """Yield for each of some documents its row and its units, which depend on its own records only; sorted by `Unit.order`."""
    stems = _Stems()
    for found in _by_document(connection, docs):
        units = _Reader(found, stems, _teller(found.row["lang"])).units()
        yield found.pk, sorted(units, key=lambda u: u.order)


def read_acting(connection: Connection, states: Mapping[str, str], docs: Sequence[int]) -> Iterator[tuple[Table, Row]]:
    """Yield the rows that say which entities speak and act in documents; `connection` sees `entity_mentions` as linked.

    `states` are the entities of states by code.
    """
    for found in _by_document(connection, docs, ("mentions", "statements", "parties"), entities=True):
        yield from _acting(found, states)
