"""How many independent origins stand behind a claim: 300 republications of one word are one.

Each supporter rests on a source: the end of its chain, what its document credits, or its own outlet. Two supporters are one where a
tie between them is verified; a likely tie makes the count an interval. Ties are checked pair by pair, never taken from a group.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from lagebild.link.compare.content import compare_contexts
from lagebild.link.compare.times import days_between
from lagebild.link.groups import Groups
from lagebild.link.records import OriginOut, Unit
from lagebild.link.shared import carried, names_in, shared
from lagebild.link.supports import Provenance, Support, supports_of
from lagebild.link.words import sound

_RETOLD: Final = 0.4  # of what two documents are about: who has so much in common, and no source, retells
_LIKELY: Final = 0.2  # or may do so
_RECALLED: Final = 7  # days after which a report tells as known what another told as news
_SURE: Final = 0.9  # learned likeliness from which two supporters are one,
_EVEN: Final = 0.5  # and from which they may be
_MOST_REASONS: Final = 12


@dataclass(frozen=True, slots=True)
class Bond:
    """Why two supporters are one: `sure`, or likely only."""

    sure: bool
    text: str


def _same_name(a: Support, b: Support) -> bool:
    """Tell whether two names are one source's: the words of one among the other's, or a person's in another spelling."""
    one, two = ([sound(w) for w in s.key[1].split()] for s in (a, b))
    if not one or not two:
        return False
    person = one[-1] == two[-1] and (one[0][:1] == two[0][:1] or min(len(one), len(two)) == 1)
    return person or set(one) <= set(two) or set(two) <= set(one)


def _tie(a: Support, b: Support, units: Sequence[Unit], known: Provenance) -> Bond | None:
    """Return what makes two supporters one, sure ties first."""
    if a.key == b.key and a.kind != "unnamed":
        return Bond(True, f"both credit {a.label}" if a.kind == "outlet" else f"both rest on {a.label}")
    if a.kind == b.kind == "named" and _same_name(a, b):
        return Bond(True, f"both rest on {max(a.label, b.label, key=len)}")
    if a.doc == b.doc:
        once = a.voice & b.voice or a.chain & b.chain
        return Bond(True, f"{known.title(a.doc)} gives one source twice: {a.label}") if once else None
    return _text_tie(a, b, units, known) or _voice_tie(a, b, known) or _silent_tie(a, b, known) or _unnamed_tie(a, b, known)


def _text_tie(a: Support, b: Support, units: Sequence[Unit], known: Provenance) -> Bond | None:
    edge = known.between(a.doc, b.doc)
    if edge is None or not carried(edge, a, b, units) or (a.kind == b.kind == "named"):
        return None
    later, earlier = (a, b) if edge.doc == a.doc else (b, a)
    return Bond(edge.certain, f"{known.title(later.doc)} takes from {known.title(earlier.doc)}: {edge.reason.text}")


def _voice_tie(a: Support, b: Support, known: Provenance) -> Bond | None:
    """Return a tie by what names both sources, or where one report names in the sentence whom the other has it from."""
    for one, other in ((a, b), (b, a)):
        if one.kind == "outlet" and one.key[1] in other.chain:
            return Bond(True, f"both have it from {one.key[1]}")
    if shared := sorted(a.voice & b.voice):
        sure = "unnamed" not in (a.kind, b.kind)
        return Bond(sure, f"both have it from the same side: {a.label}, {b.label} (“{shared[0].partition('/')[0]}”)")
    for one, other in ((a, b), (b, a)):
        named = sorted(names_in(one) & other.voice) if not one.voice or one.kind == "unnamed" else []
        if named:
            return Bond(True, f"{known.title(one.doc)} names {other.label}, too (“{named[0]}”)")
    return None


def _silent_tie(a: Support, b: Support, known: Provenance) -> Bond | None:
    """Return a tie of who tells in its own voice what another tells, too: sure where the two reports are about all the same."""
    later, earlier = (a, b) if a.units > b.units else (b, a)
    if later.told is None or earlier.told is None or later.reports:
        return None
    alike = compare_contexts(later.told, earlier.told)
    one, two = known.title(later.doc), known.title(earlier.doc)
    share = f"{alike:.0%} of what both are about, weighed, in common"
    if later.own and alike >= _LIKELY:
        return Bond(alike >= _RETOLD, f"{one} names no source and tells what {two} told before ({share})")
    if earlier.own and not later.own and alike >= _RETOLD:
        return Bond(True, f"{one} retells {two} and names the source: {later.label} ({share})")
    days = days_between(later.published, earlier.published)
    if later.own and days is not None and days >= _RECALLED:
        return Bond(False, f"{one} recalls, {days} days later and without a source, what {two} told")
    return None


def _unnamed_tie(a: Support, b: Support, known: Provenance) -> Bond | None:
    """Return the tie of two sources of which one at least is not named: they may be the same people unless of other states."""
    if "unnamed" not in (a.kind, b.kind) or (a.home and b.home and a.home != b.home):
        return None
    one, two = known.title(a.doc), known.title(b.doc)
    if a.own or b.own:
        heard = a.reports if a.own else b.reports
        return Bond(False, f"whom one of {one} and {two} heard, and does not name, may be the other's unnamed source") if heard else None
    if a.kind == b.kind:
        return Bond(False, f"the unnamed sources of {one} and {two} may be the same people")
    if "outlet" in (a.kind, b.kind) or (a.home and a.home == b.home):
        return Bond(False, f"the unnamed source of one of {one} and {two} may be that of the other: {a.label}, {b.label}")
    return None


def _learned_tie(a: Support, b: Support, units: Sequence[Unit], known: Provenance) -> Bond | None:
    """Return the tie of two supporters that all that is known of them together makes likely; none of two sources that one
    document tells apart, nor of two agencies, of unnamed sources of two states, of who heard or saw for himself."""
    media = a.kind == b.kind == "outlet" and not a.own and not b.own
    apart = "unnamed" in (a.kind, b.kind) and a.home and b.home and a.home != b.home
    if media or apart or a.doc == b.doc or any(x.own and x.reports for x in (a, b)):
        return None
    found = shared(a, b, units, known)
    return Bond(found.score >= _SURE, found.text) if found.score >= _EVEN else None


def _ties(supports: Sequence[Support], units: Sequence[Unit], known: Provenance) -> Iterator[tuple[int, int, Bond]]:
    """Yield the ties of supporters: by rule, and learned ones of those that sure rules have not made one anyway."""
    found: dict[tuple[int, int], Bond] = {}
    one: Groups[int] = Groups(range(len(supports)))
    for a, b in combinations(range(len(supports)), 2):
        tie = _tie(supports[a], supports[b], units, known)
        if tie is not None:
            found[a, b] = tie
            if tie.sure:
                one.join(a, b)
    for a, b in combinations(range(len(supports)), 2):
        if one.find(a) != one.find(b):
            learned = _learned_tie(supports[a], supports[b], units, known)
            if learned is not None and ((a, b) not in found or learned.sure):
                found[a, b] = learned
    yield from ((a, b, tie) for (a, b), tie in found.items())


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
    supports = supports_of(units, known)
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
