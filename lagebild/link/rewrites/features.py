"""What speaks for two documents telling one report: one function a feature, each giving a value from 0 to 1 and a reason in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from math import exp
from typing import Final, NamedTuple

from lagebild.link.rarity import Rarity
from lagebild.link.rewrites.align import Pairs, concordance, quoted, sentence_weights
from lagebild.link.rewrites.facts import Fact, FactList
from lagebild.model import Span

_PLENTY: Final = 60.0  # weight of facts in common from which there is evidence enough: about eight rare facts
_HOURS: Final = 48.0
_NEAR: Final = 60  # characters between neighbouring facts
_COUNTS: Final = 1.7  # weight of a figure above the smallest
_SHOWN: Final = 4
_QUOTE_SHARE: Final = 0.5  # of the weight of the words of a quotation, found in one of the other's


class Feature(NamedTuple):
    """`value` between 0 and 1; `reason` is empty where there is nothing to say."""

    name: str
    value: float
    reason: str


class Case(NamedTuple):
    """Two fact lists and what they share."""

    a: FactList
    b: FactList
    pairs: Pairs
    rarity: Rarity


def _total(facts: Sequence[Fact], kinds: tuple[str, ...] = ()) -> float:
    return sum(f.weight for f in facts if not kinds or f.kind in kinds)


def _shared(case: Case, kinds: tuple[str, ...]) -> tuple[float, list[Fact]]:
    """Return which share of the smaller document's facts of some kinds, by weight, the other tells too, and which these are."""
    both = [x for x in case.pairs.common if x.a.kind in kinds]
    smaller = min(_total(case.a.facts, kinds), _total(case.b.facts, kinds))
    weight = sum(x.weight for x in both)
    return (min(weight / smaller, 1.0) if smaller else 0.0), sorted((x.a for x in both), key=lambda f: (-f.weight, f.key))


def share(case: Case) -> Feature:
    """How much of the shorter document's facts the other tells."""
    smaller = min(_total(case.a.facts), _total(case.b.facts))
    value = min(case.pairs.weight / smaller, 1.0) if smaller else 0.0
    return Feature("share", value, f"{len(case.pairs.common)} facts in common, {value:.0%} of the shorter report's by weight")


def order(case: Case) -> Feature:
    """How far both tell the same facts in the same order, sentence by sentence; 0 where order is chance."""
    share, count = concordance(case.pairs.common)
    value = max(0.0, 2 * share - 1) * (1 - exp(-count / 20))
    return Feature("order", value, f"{share:.0%} of the facts in the same order" if value > 0.3 else "")


def verbatim(case: Case) -> Feature:
    """How much of what both tell stands in the same words outside quotations: neighbouring facts at the same distance in both.

    That is for text reuse to judge: agencies repeat whole paragraphs under each day's news.
    """
    held = [x for x in case.pairs.common if not quoted(x.a, case.a)]
    linked: set[int] = set()
    for k, (x, y) in enumerate(pairwise(held)):
        gap = y.a.start - x.a.start
        if 0 < gap <= _NEAR and gap == y.b.start - x.b.start:
            linked |= {k, k + 1}
    weight = sum(held[k].weight for k in linked)
    return Feature("verbatim", weight / case.pairs.weight if held else 0.0, "")


def sentences(case: Case) -> Feature:
    """How much of the shorter report stands sentence by sentence in the other: facts that go together in both."""
    total = min(sum(sentence_weights(x).values()) for x in (case.a, case.b))
    weight = sum(m.weight for m in case.pairs.matches)
    value = min(weight / total, 1.0) if total else 0.0
    return Feature("sentences", value, f"{len(case.pairs.matches)} sentences tell the same facts" if case.pairs.matches else "")


def figures(case: Case) -> Feature:
    """Figures and dates in common: rare ones weigh more."""
    value, facts = _shared(case, ("figure", "date"))
    weight = sum(f.weight for f in facts)
    return Feature("figures", value * (1 - exp(-weight / 8)), _list("the same figures and dates", facts))


def clash(case: Case) -> Feature:
    """Sentences that go together and tell other figures: the next day's bulletin in the words of the day before. Speaks against."""
    counted = apart = 0.0
    for m in case.pairs.matches:
        ours, theirs = (_figures_in(x, span) for x, span in ((case.a, m.a), (case.b, m.b)))
        if ours and theirs:
            counted += m.weight
            apart += m.weight if not ours & theirs else 0.0
    return Feature("clash", apart / counted if counted else 0.0, "")


def _figures_in(facts: FactList, span: Span) -> set[str]:
    """Return the figures in a sentence but the smallest, which count anything."""
    return {f.key for f in facts.facts if f.kind == "figure" and span[0] <= f.start < span[1] and f.weight >= _COUNTS}


def names(case: Case) -> Feature:
    """Names in common, by static rarity."""
    value, facts = _shared(case, ("name",))
    weight = sum(f.weight for f in facts)
    return Feature("names", value * (1 - exp(-weight / 12)), _list("the same names", facts))


def quotes(case: Case) -> Feature:
    """Quotations in common, by their words: also in another translation."""
    few, many = sorted((case.a.quotes, case.b.quotes), key=len)
    if not few:
        return Feature("quotes", 0.0, "")
    found = sum(max(_alike(case.rarity, q.words, other.words) for other in many) >= _QUOTE_SHARE for q in few)
    return Feature("quotes", found / len(few), f"{found} of {len(few)} quotations in common" if found else "")


def _alike(rarity: Rarity, one: Sequence[str], other: Sequence[str]) -> float:
    shorter, longer = sorted((one, other), key=len)
    common = set(longer).intersection(shorter)
    if not common:
        return 0.0
    total = sum(map(rarity.of, shorter))
    return sum(rarity.of(t) for t in shorter if t in common) / total if total else 0.0


def title(case: Case) -> Feature:
    """Rare words of the titles in common."""
    common = set(case.a.title) & set(case.b.title)
    smaller = min(sum(map(case.rarity.of, case.a.title)), sum(map(case.rarity.of, case.b.title)))
    value = sum(map(case.rarity.of, common)) / smaller if smaller else 0.0
    return Feature("title", value, "titles alike" if value > 0.4 else "")


def plenty(case: Case) -> Feature:
    """How much evidence there is at all: the weight of the facts in common."""
    return Feature("plenty", 1 - exp(-case.pairs.weight / _PLENTY), "")


def time(case: Case) -> Feature:
    """How close in time they were published; 0.5 where that is not known."""
    hours = hours_apart(case.a.published, case.b.published)
    if hours is None:
        return Feature("time", 0.5, "")
    return Feature("time", exp(-hours / _HOURS), f"published {_apart(hours)} apart")


def credit(case: Case) -> Feature:
    """One credits the other's outlet."""
    known = [(x, y) for x, y in ((case.a, case.b), (case.b, case.a)) if y.outlet and any(key == y.outlet for _, key in x.credited)]
    return Feature("credit", 1.0 if known else 0.0, f"{known[0][0].id} names the other's outlet" if known else "")


def agency(case: Case) -> Feature:
    """Both credit one agency."""
    ours, theirs = ({key for kind, key in x.credited if kind == "agency"} for x in (case.a, case.b))
    both = sorted(ours & theirs)
    return Feature("agency", 1.0 if both else 0.0, f"both credit {both[0]}" if both else "")


def translation(case: Case) -> Feature:
    """Marks of a translation on one side: its words, its credit, or names spelled as another language spells them."""
    marked = [x for x in (case.a, case.b) if is_translation(x)]
    spelled = spelled_apart(case.a, case.b)
    value = min(1.0, 0.6 * bool(marked) + 0.4 * bool(spelled))
    read = [f"{x.id} reads as a translation" for x in marked[:1]]
    return Feature("translation", value, "; ".join(read + [f"names spelled apart: {', '.join(spelled)}" for _ in spelled[:1]]))


def is_translation(facts: FactList) -> bool:
    """Tell whether a text says that it is a translation, or reads like one."""
    return facts.marks > 1 or any(kind == "translated_from" for kind, _ in facts.credited)


def spelled_apart(a: FactList, b: FactList) -> list[str]:
    """Return the persons whom two texts spell apart though they sound alike, as `one/other`."""
    theirs = dict(b.spellings)
    return [f"{s}/{theirs[heard]}" for heard, s in a.spellings if theirs.get(heard, s) not in (s, s + "s", s[:-1])][:3]


def hours_apart(a: str | None, b: str | None) -> float | None:
    """Return the hours between two publications; days alone count as their noon."""
    times = [_moment(x) for x in (a, b)]
    if times[0] is None or times[1] is None:
        return None
    return abs(times[0] - times[1]) / timedelta(hours=1)


def _moment(value: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    found = found.replace(hour=12) if len(value or "") == 10 else found
    return found.replace(tzinfo=None) - (found.utcoffset() or timedelta())


def _apart(hours: float) -> str:
    return f"{hours:.0f} hours" if hours < 48 else f"{hours / 24:.0f} days"


def _list(what: str, facts: list[Fact]) -> str:
    shown = [f.key.removeprefix("person ").removeprefix("name ").removeprefix("state ") for f in facts[:_SHOWN]]
    return f"{what}: {', '.join(shown)}" if shown else ""


FEATURES: Final[tuple[Callable[[Case], Feature], ...]] = (
    share, order, verbatim, sentences, figures, clash, names, quotes, title, plenty, time, credit, agency, translation,
)  # fmt: skip
