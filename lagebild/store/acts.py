"""What a document's rows say of acts of speech: which events are no more than a saying, and what a denial is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import RowMapping

from lagebild.link.words import content_words, sentence_at
from lagebild.model import Span, Spans, hull, overlaps, within
from lagebild.store.queries.common import spans

_SPEECH: Final = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "CONSULT", "CONCEDE"})
DENYING: Final = frozenset({"denied", "negated"})
_LONGEST: Final = 240
_FEWEST: Final = 2


def trigger(event: RowMapping) -> Span:
    return event["start"], event["end"]


def is_saying(event: RowMapping, statement: RowMapping) -> bool:
    """Tell whether an event is what a statement's frame says: that somebody speaks (`accused`, `demands`)."""
    where, quote = trigger(event), spans(statement["quote"])
    if not quote or any(overlaps(where, q) for q in quote):
        return False
    frame = spans(statement["frame"]) if event["type"] in _SPEECH else ()
    return any(overlaps(where, c) for c in (*spans(statement["cue"]), *frame))


def is_denial(event: RowMapping, disputes: Iterable[RowMapping], statement: RowMapping | None) -> bool:
    """Tell whether an event is a denial, which comes as the dispute or statement that it is."""
    where = trigger(event)
    if event["type"] in _SPEECH and any(within(where, (p["denial"][0], p["denial"][1])) for p in disputes):
        return True
    whole = statement is not None and statement["stance"] == "denies" and not statement["cue"]
    return event["type"] == "REJECT" and whole


def tells_not(text: str, event: RowMapping, denying: bool, disputes: Iterable[RowMapping]) -> bool:
    """Tell whether an event is told as one that is not: not where somebody else, in another sentence, denies what its own words claim.

    denying: it is told in no statement, or in one that denies.
    """
    if event["status"] != "denied" or denying:
        return event["status"] in DENYING
    where = sentence_at(text, *trigger(event))
    return any(overlaps(where, (p["denial"][0], p["denial"][1])) for p in disputes)


def is_comment(event: RowMapping, others: Iterable[RowMapping], parties: int) -> bool:
    """Tell whether an event only judges what its own statement tells of: an accusation that names one party at most."""
    same = any(o["ord"] != event["ord"] and o["statement"] == event["statement"] and o["type"] not in _SPEECH for o in others)
    return event["type"] in _SPEECH and event["statement"] is not None and parties < _FEWEST and same


def is_another_s(dispute: RowMapping, statements: Iterable[RowMapping]) -> bool:
    """Tell whether a retraction would take back what somebody else said: an error of reading."""
    if dispute["kind"] != "retracts" or not dispute["claim"]:
        return False
    claim = (dispute["claim"][0], dispute["claim"][1])
    told = (s for s in statements if s["speaker_name"] and any(overlaps(claim, q) for q in spans(s["quote"])))
    return any(s["speaker_name"] not in dispute["denier_text"] for s in told)


def fullest(events: Sequence[tuple[RowMapping, int]]) -> RowMapping:
    """Return, of the events that one denial denies (each with its number of parties), the one that says most."""
    return max(events, key=lambda e: (e[1], e[0]["object"] is not None, e[0]["quantity"] is not None, e[0]["start"]))[0]


@dataclass(frozen=True, slots=True)
class Topic:
    """What a denial is about: `words` lead to it; `spans` show that it is denied, always in the denial's own sentence.

    `pointing`: it only points back (`the report`); `told`: its own words say what is denied.
    """

    words: Spans
    spans: Spans
    pointing: bool
    told: bool


def topic(text: str, denial: Span, denier: Sequence[Span], claim: Span | None, persons_and_states: Iterable[Span]) -> Topic:
    """Find what a denial is about: its claim where that stands in its own sentence, else its own words, else what it points to."""
    if claim is not None and any(within(claim, d) for d in denier):
        claim = None  # who denies is not what is denied
    sentence = sentence_at(text, *denial)
    whole = hull((sentence, denial))
    if claim is not None and overlaps(claim, whole) and not (overlaps(claim, denial) and claim[0] < denial[0]):
        told = len(set(content_words(text[slice(*claim)]))) >= _FEWEST
        return Topic((claim,), (claim,) if told else (whole,), not told, told)
    own = tuple(_without(whole, denier))
    names = any(within(m, o) for m in persons_and_states for o in own)
    if names and sum(len(set(content_words(text[a:b]))) for a, b in own) > _FEWEST + 1:
        return Topic(own, (whole,), False, False)
    return Topic(own, (whole,), True, False)


def _without(whole: Span, parts: Sequence[Span]) -> Iterable[Span]:
    """Yield what is left of a span without some parts."""
    start = whole[0]
    for a, b in sorted(parts):
        if start < a < whole[1]:
            yield start, a
        start = max(start, b) if a < whole[1] else start
    if start < whole[1]:
        yield start, whole[1]


def is_part(text: str, where: Spans, named: Sequence[Span]) -> bool:
    """Tell whether words are a part of a clause: they begin within one, or follow a comma and name nobody (`to impose sanctions`)."""
    start = hull(where)[0]
    if text[start : start + 1].islower():
        return True
    return text[max(0, start - 3) : start].rstrip()[-1:] == "," and not any(within(n, w) for n in named for w in where)


def headline(text: str, where: Spans, datelines: Iterable[Span], part: bool) -> Spans:
    """Return the spans that show a claim: a part of a clause gets its sentence; a dateline is no part of it."""
    start, end = hull(where)
    if part:
        low, high = sentence_at(text, start, end)
        where = ((low, high),) if high - low <= _LONGEST else where
    first = where[0]
    for a, b in datelines:
        if a <= first[0] < b < first[1]:
            first = (b, first[1])
    while first[0] < first[1] and not text[first[0]].isalnum() and text[first[0]] not in "„“\"»«‚'(":
        first = (first[0] + 1, first[1])
    return (first, *where[1:]) if first[0] < first[1] else where
