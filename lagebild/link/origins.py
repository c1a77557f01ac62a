"""How many independent origins stand behind a claim: 300 republications of one word are one.

Each supporter rests on a source: the end of its chain, what its document credits, or its own outlet. Two supporters are one where a
tie between them is verified; a likely tie makes the count an interval. Ties are checked pair by pair, never taken from a group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from lagebild.link.compare.content import compare_contexts
from lagebild.link.compare.times import days_between
from lagebild.link.groups import Groups
from lagebild.link.outlets import OutletNames
from lagebild.link.records import DocumentIn, Edge, OriginOut, Unit
from lagebild.link.told import Told
from lagebild.link.words import normal, sound
from lagebild.model import overlaps

_TEXT_KINDS: Final = frozenset({"copy", "passage", "rewrite", "translation"})
_HANDED_ON: Final = ("republished_from", "translated_from", "agency")
_CITED: Final = ("first_reported_by", "cites")
_UNNAMED: Final = frozenset({"anonymous"})
_MEDIA: Final = frozenset({"outlet", "agency"})
_RETOLD: Final = 0.4  # of what two documents are about: who has so much in common, and no source, retells
_LIKELY: Final = 0.2  # or may do so
_RECALLED: Final = 7  # days after which a report tells as known what another told as news
_WHOLE: Final = 0.8  # share of the shorter text from which a copy is whole
_MOST_REASONS: Final = 12


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is known of the documents' own origins: verified and likely ties of texts, and whose report a document hands on or cites."""

    edges: Mapping[tuple[int, int], Edge]
    handed_on: Mapping[int, str]
    cites: Mapping[int, tuple[tuple[str, tuple[int, int]], ...]]
    outlet: Mapping[int, str]
    ids: Mapping[int, str]
    names: OutletNames = field(repr=False)

    @classmethod
    def of(cls, documents: Iterable[DocumentIn], edges: Iterable[Edge], names: OutletNames) -> Provenance:
        """Gather it; of two edges between the same documents the surer counts."""
        known = list(documents)
        best: dict[tuple[int, int], Edge] = {}
        for edge in edges:
            if edge.kind in _TEXT_KINDS and edge.origin_doc is not None:
                key = (edge.doc, edge.origin_doc)
                if key not in best or edge.reason.score > best[key].reason.score:
                    best[key] = edge
        handed_on = {d.doc: o for d in known if (o := _handed_on(d))}
        cited = {d.doc: tuple((c.origin, c.span) for c in d.credits if c.kind in _CITED) for d in known}
        outlets = {d.doc: d.outlet for d in known if d.outlet}
        return cls(best, handed_on, cited, outlets, {d.doc: d.id for d in known}, names)

    def between(self, a: int, b: int) -> Edge | None:
        return self.edges.get((a, b)) or self.edges.get((b, a))

    def title(self, doc: int) -> str:
        """Return how a document is called in reasons."""
        return self.outlet.get(doc) or f"document {self.ids.get(doc, doc)}"


def _handed_on(document: DocumentIn) -> str | None:
    """Return the outlet or agency whose report a document says it hands on."""
    for kind in _HANDED_ON:
        for credit in document.credits:
            if credit.kind == kind and credit.origin != document.outlet and not (kind == "translated_from" and credit.lang):
                return credit.origin
    return None


@dataclass(frozen=True, slots=True)
class Support:
    """What one document rests a claim on: a source, with the units that name it. `key` is what equal sources have in common.

    voice: what tells the source from others; told: one of the sentences, with what its document is about; reports: its outlet heard or
    saw for itself; chain: through whom it came; home: the source's state.
    """

    doc: int
    key: tuple[str, ...]
    label: str
    units: tuple[int, ...]
    voice: frozenset[str]
    published: str | None
    told: Told | None
    reports: bool
    chain: frozenset[str]
    home: str | None

    @property
    def kind(self) -> str:
        return self.key[0]

    @property
    def own(self) -> bool:
        return self.kind in ("outlet", "text") and not self.voice and not self.chain


def _source(unit: Unit, known: Provenance) -> tuple[tuple[str, ...], str] | None:
    """Return the source at the end of a unit's chain, and how it is called; None where the document tells it itself."""
    if not unit.chain and not unit.who:
        return None
    end = unit.who or unit.chain[-1]
    label = " → ".join(dict.fromkeys((*unit.chain[:-1], end)))
    if unit.source_class in _MEDIA:
        return ("outlet", known.names.of(end) or end), label
    if unit.source_class in _UNNAMED or (unit.source_class == "group" and not unit.voice):
        return ("unnamed", unit.home or "", normal(end)), label
    return ("named", normal(end)), label


def _own(doc: int, units: Sequence[Unit], known: Provenance) -> tuple[tuple[str, ...], str]:
    """Return what a document rests on where it names nobody: what it cites beside the words, what it hands on, else its outlet."""
    where = [u.sentence for u in units if u.sentence is not None]
    for origin, span in known.cites.get(doc, ()):
        if any(overlaps(span, w) for w in where):
            return ("outlet", origin), origin
    found = known.handed_on.get(doc) or known.outlet.get(doc)
    return (("outlet", found), found) if found else (("text", known.ids.get(doc, str(doc))), known.title(doc))


def _supports(units: Sequence[Unit], known: Provenance) -> list[Support]:
    """Return what each supporting document rests on; its own voice rests on the source that it names in the claim, if any."""
    by_doc: dict[int, dict[tuple[str, ...], tuple[str, list[int]]]] = {}
    own: dict[int, list[int]] = {}
    for k, unit in enumerate(units):
        if unit.side != "supports":
            continue
        source = _source(unit, known)
        if source is None:
            own.setdefault(unit.doc, []).append(k)
        else:
            by_doc.setdefault(unit.doc, {}).setdefault(source[0], (source[1], []))[1].append(k)
    for doc, places in own.items():
        sources = by_doc.setdefault(doc, {})
        key, label = next(((key, label) for key, (label, _) in sources.items()), None) or _own(doc, [units[k] for k in places], known)
        sources.setdefault(key, (label, []))[1].extend(places)
    found = [
        _support(doc, key, label, sorted(at), units, known.names) for doc, sources in by_doc.items() for key, (label, at) in sources.items()
    ]
    return sorted(found, key=lambda s: s.units)


def _support(doc: int, key: tuple[str, ...], label: str, places: list[int], units: Sequence[Unit], names: OutletNames) -> Support:
    telling = next((units[k] for k in places if units[k].telling is not None), None)
    told = Told.of((telling,)) if telling is not None else None
    voice = frozenset(v for k in places for v in units[k].voice)
    reports = any(t.reports for k in places if (t := units[k].telling) is not None)
    chain = frozenset(names.of(c) or c for k in places for c in (*units[k].chain, units[k].who) if c)
    home = next((units[k].home for k in places if units[k].home), None)
    return Support(doc, key, label, tuple(places), voice, units[places[0]].published, told, reports, chain, home)


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two supporters are one: `sure`, or likely only."""

    sure: bool
    text: str


def _carried(edge: Edge, a: Support, b: Support, units: Sequence[Unit]) -> bool:
    """Tell whether the words that support a claim lie in what one document took from another."""
    if not edge.spans or max(edge.share or 0.0, edge.origin_share or 0.0) >= _WHOLE:
        return True
    mine, theirs = (a, b) if edge.doc == a.doc else (b, a)
    inside = any(overlaps(s, w) for k in mine.units for w in units[k].spans for s in edge.spans)
    return inside and (
        not edge.origin_spans or any(overlaps(s, w) for k in theirs.units for w in units[k].spans for s in edge.origin_spans)
    )


def _same_name(a: Support, b: Support) -> bool:
    """Tell whether two names are one source's: the words of one among the other's, or a person's in another spelling."""
    one, two = ([sound(w) for w in s.key[1].split()] for s in (a, b))
    if not one or not two:
        return False
    person = one[-1] == two[-1] and (one[0][:1] == two[0][:1] or min(len(one), len(two)) == 1)
    return person or set(one) <= set(two) or set(two) <= set(one)


def _tie(a: Support, b: Support, units: Sequence[Unit], known: Provenance) -> Tie | None:
    """Return what makes two supporters one, sure ties first."""
    if a.key == b.key and a.kind != "unnamed":
        return Tie(True, f"both credit {a.label}" if a.kind == "outlet" else f"both rest on {a.label}")
    if a.kind == b.kind == "named" and _same_name(a, b):
        return Tie(True, f"both rest on {max(a.label, b.label, key=len)}")
    if a.doc == b.doc:
        once = a.voice & b.voice or a.chain & b.chain
        return Tie(True, f"{known.title(a.doc)} gives one source twice: {a.label}") if once else None
    return _text_tie(a, b, units, known) or _voice_tie(a, b, known) or _silent_tie(a, b, known) or _unnamed_tie(a, b, known)


def _text_tie(a: Support, b: Support, units: Sequence[Unit], known: Provenance) -> Tie | None:
    edge = known.between(a.doc, b.doc)
    if edge is None or not _carried(edge, a, b, units) or (a.kind == b.kind == "named"):
        return None
    later, earlier = (a, b) if edge.doc == a.doc else (b, a)
    return Tie(edge.certain, f"{known.title(later.doc)} takes from {known.title(earlier.doc)}: {edge.reason.text}")


def _voice_tie(a: Support, b: Support, known: Provenance) -> Tie | None:
    """Return a tie by what names both sources, or where one report names in the sentence whom the other has it from."""
    for one, other in ((a, b), (b, a)):
        if one.kind == "outlet" and one.key[1] in other.chain:
            return Tie(True, f"both have it from {one.key[1]}")
    if shared := sorted(a.voice & b.voice):
        sure = "unnamed" not in (a.kind, b.kind)
        return Tie(sure, f"both have it from the same side: {a.label}, {b.label} (“{shared[0].partition('/')[0]}”)")
    for one, other in ((a, b), (b, a)):
        named = sorted(_names(one) & other.voice) if not one.voice or one.kind == "unnamed" else []
        if named:
            return Tie(True, f"{known.title(one.doc)} names {other.label}, too (“{named[0]}”)")
    return None


def _names(support: Support) -> frozenset[str]:
    """Return the words of names of organizations and persons in a sentence."""
    found = support.told.words.names if support.told is not None else {}
    return frozenset(w for key in found if not key.startswith("l:") for w in key[2:].split())


def _silent_tie(a: Support, b: Support, known: Provenance) -> Tie | None:
    """Return a tie of who tells in its own voice what another tells, too: sure where the two reports are about all the same."""
    later, earlier = (a, b) if a.units > b.units else (b, a)
    if later.told is None or earlier.told is None or later.reports:
        return None
    alike = compare_contexts(later.told, earlier.told)
    one, two = known.title(later.doc), known.title(earlier.doc)
    share = f"{alike:.0%} of what both are about, weighed, in common"
    if later.own and alike >= _LIKELY:
        return Tie(alike >= _RETOLD, f"{one} names no source and tells what {two} told before ({share})")
    if earlier.own and not later.own and alike >= _RETOLD:
        return Tie(True, f"{one} retells {two} and names the source: {later.label} ({share})")
    days = days_between(later.published, earlier.published)
    if later.own and days is not None and days >= _RECALLED:
        return Tie(False, f"{one} recalls, {days} days later and without a source, what {two} told")
    return None


def _unnamed_tie(a: Support, b: Support, known: Provenance) -> Tie | None:
    """Return the tie of two sources of which one at least is not named: they may be the same people unless of other states."""
    if "unnamed" not in (a.kind, b.kind) or (a.home and b.home and a.home != b.home):
        return None
    one, two = known.title(a.doc), known.title(b.doc)
    if a.own or b.own:
        heard = a.reports if a.own else b.reports
        return Tie(False, f"whom one of {one} and {two} heard, and does not name, may be the other's unnamed source") if heard else None
    if a.kind == b.kind:
        return Tie(False, f"the unnamed sources of {one} and {two} may be the same people")
    if "outlet" in (a.kind, b.kind) or (a.home and a.home == b.home):
        return Tie(False, f"the unnamed source of one of {one} and {two} may be that of the other: {a.label}, {b.label}")
    return None


def _ties(supports: Sequence[Support], units: Sequence[Unit], known: Provenance) -> Iterator[tuple[int, int, Tie]]:
    for a, b in combinations(range(len(supports)), 2):
        tie = _tie(supports[a], supports[b], units, known)
        if tie is not None:
            yield a, b, tie


@dataclass(frozen=True, slots=True)
class Counted:
    """The origins of a claim: each unit's number (from 1; 0 for deniers), the origins, how many there are at most, what would change it."""

    numbers: tuple[int, ...]
    origins: tuple[OriginOut, ...]
    most: int
    changes: tuple[str, ...]


def _label(members: Sequence[Support]) -> str:
    """Return the name of an origin: a named source before an outlet before an unnamed one."""
    rank = {"named": 0, "outlet": 1, "text": 2, "unnamed": 3}
    return min(members, key=lambda s: (rank[s.kind], s.units)).label


def find_origins(units: Sequence[Unit], known: Provenance) -> Counted:
    """Count the origins of a claim's units, sorted by `Unit.order`."""
    supports = _supports(units, known)
    fewest: Groups[int] = Groups(range(len(supports)))
    most: Groups[int] = Groups(range(len(supports)))
    ties = sorted(_ties(supports, units, known), key=lambda t: (not t[2].sure, t[0], t[1]))
    sure: dict[int, dict[str, None]] = {}
    doubted: list[tuple[int, int, str]] = []
    for a, b, tie in ties:
        if tie.sure:
            fewest.join(a, b)
            if most.join(a, b):
                sure.setdefault(b, {}).setdefault(tie.text)
        elif fewest.join(a, b):
            doubted.append((a, b, tie.text))
    numbers = [0] * len(units)
    origins = []
    for number, members in enumerate(sorted(sorted(g) for g in fewest.groups()), 1):
        for k in (k for m in members for k in supports[m].units):
            numbers[k] = number
        reasons = tuple(dict.fromkeys(text for m in members for text in sure.get(m, ())))
        doubts = tuple(text for a, _, text in doubted if a in members)
        origins.append(OriginOut(number, _label([supports[m] for m in members]), _few(reasons), _few(doubts)))
    count = len(most.groups())
    changes = tuple(f"if not so ({text}): {len(origins) + n}" for n, (_, _, text) in enumerate(doubted, 1))
    return Counted(tuple(numbers), tuple(origins), count, _few(changes))


def _few(reasons: Sequence[str]) -> tuple[str, ...]:
    if len(reasons) <= _MOST_REASONS:
        return tuple(reasons)
    return (*reasons[:_MOST_REASONS], f"and {len(reasons) - _MOST_REASONS} more of the kind")
