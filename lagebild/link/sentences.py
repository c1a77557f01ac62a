"""The units of one document, sentence by sentence: what the words of each tell, and which sentence a denial is about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from lagebild.link.compare.content import SHARED, compare_topics
from lagebild.link.records import Unit
from lagebild.link.tellings import Marks, Teller, Telling
from lagebild.link.words import normal, sentences, sound
from lagebild.model import Span, Spans, overlaps

_FEWEST: Final = 3  # terms that a sentence must have to tell something of its own
_LEAST: Final = 8.0  # and their weight
_NAME: Final = 4  # letters
_BEFORE, _AFTER, _NEAR = 12, 3, 4  # sentences
_LONGEST: Final = 600  # characters: longer stretches without a full stop are lists and tables


def split(text: str, body: Spans) -> list[Span]:
    """Return the sentences of the running text, in order."""
    return [s for start, end in sorted(body) for s in sentences(text, start, end)]


def tells(telling: Telling) -> bool:
    """Tell whether a sentence without a statement or event says enough to be a unit: a figure or a name, and words beside."""
    if len(telling.terms) < _FEWEST or telling.span[1] - telling.span[0] > _LONGEST:
        return False
    named = bool(telling.names) or any(key[1:2] == ":" for key, _ in telling.terms)
    return (named or bool(telling.figures)) and sum(w for _, w in telling.terms) >= _LEAST


def may_tell(span: Span, marks: Marks) -> bool:
    """Tell, before it is read, whether a sentence can say enough to be a unit: of most it is known at once that they do not."""
    return bool(marks.named or marks.figures) and span[1] - span[0] <= _LONGEST


@dataclass(frozen=True, slots=True)
class Report:
    """A document as its sentences are made by; `said`: the spans of each statement, and a unit that holds who says it.

    `blank` has the document's own fields.
    """

    text: str
    title: str | None
    body: Spans
    marks: Marks
    blank: Unit
    said: Sequence[tuple[Spans, Unit]]


def by_sentence(units: Sequence[Unit], report: Report, teller: Teller) -> list[Unit]:
    """Return the units of a document with their sentences; sentences without one get a unit of their own where they tell something."""
    text, body, marks, blank, said = report.text, report.body, report.marks, report.blank, report.said
    places = split(text, body)
    starts = [a for a, _ in places]
    by_place: dict[int, list[Unit]] = {}
    for unit in units:
        n = bisect_right(starts, unit.start) - 1
        if n >= 0 and unit.start < places[n][1]:
            by_place.setdefault(n, []).append(unit._replace(sentence=places[n]))
        else:
            by_place.setdefault(-1, []).append(unit)
    context = teller.context(text, body, report.title, marks.named)
    found = list(by_place.get(-1, ()))
    for n, (span, inside) in enumerate(zip(places, marks.inside(places), strict=True)):
        if n not in by_place and not may_tell(span, inside):
            continue
        telling = teller.tell(text, span, inside, context, n)
        members = by_place.get(n) or ([_bare(blank, span, said)] if tells(telling) else [])
        for k, unit in enumerate(sorted(members, key=lambda u: u.order)):
            found.append(unit._replace(telling=telling) if not k else unit)
    return _with_targets(found)


def _bare(blank: Unit, span: Span, said: Iterable[tuple[Spans, Unit]]) -> Unit:
    """Return a unit for a sentence; of statements that hold it, the one with the longest chain of sources says it."""
    holding = [unit for where, unit in said if any(overlaps(span, w) for w in where)]
    best = max(holding, key=lambda u: (len(u.chain), bool(u.who)), default=blank)
    return best._replace(start=span[0], spans=(span,), shown=(), length=span[1] - span[0], sentence=span, event=None, dispute=None)


def _with_targets(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with what each denial may be about."""
    tellings = [(u, u.telling) for u in units if u.telling is not None]
    denying = {u.sentence for u in units if u.side == "denies"}
    supporting = [(u, t) for u, t in tellings if u.sentence not in denying and not t.negated]
    by_sentence = {u.sentence: t for u, t in tellings}
    found = []
    for unit in units:
        telling = by_sentence.get(unit.sentence) if unit.side == "denies" else None
        if telling is not None:
            pointed = tuple(
                t.span[0] for u, t in tellings if u.sentence not in denying and any(t.span[0] <= p < t.span[1] for p in unit.denies)
            )
            others = _targets(unit, telling, supporting)
            unit = unit._replace(denies=(*pointed, *(o for o in others if o not in pointed)))
        found.append(unit)
    return found


def _targets(denial: Unit, telling: Telling, others: Sequence[tuple[Unit, Telling]]) -> tuple[int, ...]:
    """Return where the sentences begin that a denial may be about: the one with most in common, else those before that name the denier,
    else those right before. What is only told in the negative, without pointing back, is about none that it has nothing in common with."""
    ranked, near = [], []
    denier = {w for w in normal(denial.who or "").split() if len(w) >= _NAME} | {sound(w) for w in normal(denial.who or "").split()}
    for _, other in others:
        before = telling.place - other.place
        if -_AFTER <= before <= _BEFORE:
            ranked.append((round(compare_topics(telling, other), 3), before > 0, -abs(before), other.span[0]))
        if 0 < before <= _NEAR:
            named = {w for key, _ in (*other.names, *other.terms) for w in key.partition(":")[2].split() or [key]}
            near.append((not denier & named, before, other.span[0]))
    best = max(ranked, default=None)
    if best is not None and best[0] >= SHARED:
        return (best[3],)
    return tuple(start for _, _, start in sorted(near)) if denial.pointing or denial.dispute is not None else ()
