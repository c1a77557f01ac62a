"""*Heute*: the day of publication, or these days?

An article of a daily speaks of Monday, of yesterday, of 5 p.m., and its *today* is a day like those. An essay, a portrait, an interview
names no such day: what its clauses in the present tense say of *today* holds for years. So a *today* is taken for the present at large
where its clause tells in the present tense of what lasts, or where nothing in the text speaks of days near its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lagebild.extract.tense import Tenses, clause, clause_tense
from lagebild.model import Time
from lagebild.parse.base import Parse

GENERAL = "PRESENT_REF"


@dataclass(frozen=True)
class NowWords:
    """Words of `times.toml`: verbs of what lasts, of any state and of plans, words before and after, a text's least length in sentences."""

    lasting: frozenset[str]
    open: frozenset[str]
    planning: frozenset[str]
    until: frozenset[str]
    before: frozenset[str]
    after: re.Pattern[str]
    length: int

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> NowWords:
        after = re.compile(rf"[^\S\n]{{1,3}}(?:{'|'.join(data['after'])})(?!\w)")
        lasting, open_, planning, until, before = (frozenset(data[n]) for n in ("lasting", "open", "planning", "until", "before"))
        return cls(lasting, open_, planning, until, before, after, data["length"])


def widen(times: Sequence[Time], todays: Sequence[int], daily: bool, parse: Parse, tenses: Tenses, words: NowWords) -> list[Time]:
    """Return the times, those of the numbers `todays` that mean these days with a value to say so; `daily`: the text tells of days."""
    found = list(times)
    for k in todays:
        if _general(found[k], daily, parse, tenses, words):
            found[k] = replace(found[k], value=GENERAL)
    return found


def _general(time: Time, daily: bool, parse: Parse, tenses: Tenses, words: NowWords) -> bool:
    at = parse.at(time.span)
    if not len(at) or clause_tense(parse, at.start, tenses) == "past":
        return False
    before = parse.tokens[at.start - 1].text.lower() if at.start else ""
    if before in words.until:
        return True
    tokens = clause(parse, at.start)
    verbs = {t.lemma for t in tokens if t.pos in ("VERB", "AUX")}
    if verbs & words.planning or (verbs & tenses.future and any(t.verbform == "Inf" for t in tokens)):
        return False
    if before in words.before or words.after.match(parse.text, time.span[1]) or verbs & words.lasting:
        return True
    return not daily and ((bool(verbs) and verbs <= words.open) or len(parse.sentences) >= words.length)
