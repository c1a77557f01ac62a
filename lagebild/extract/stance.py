"""What a statement does: its stance from cue, negation and content.

The cue's verb or noun decides where it has a stance of its own (`warnte`, `bestritt`); of plain saying the words of the content do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lagebild.extract.cues import SpeechLexicon
from lagebild.extract.drafts import Cue, Draft, Reading
from lagebild.lang.pack import Pack
from lagebild.model import Stance

_ORDER: tuple[Stance, ...] = (
    "questions",
    "denies",
    "accuses",
    "criticises",
    "praises",
    "demands",
    "threatens",
    "warns",
    "promises",
    "expects",
)


@dataclass(frozen=True)
class ContentSigns:
    """Words of the content that show a stance.

    `patterns`: the words of each stance; `alone`: the stances that one word is enough for; `clear`: words that are enough alone;
    `obliging`: modal verbs that pass a demand on; `judging`: verbs with which one word of a stance in `judgements` is enough.
    """

    patterns: tuple[tuple[Stance, re.Pattern[str]], ...]
    alone: frozenset[str]
    obliging: frozenset[str]
    clear: dict[Stance, re.Pattern[str]]
    judging: frozenset[str]
    judgements: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> ContentSigns:
        data = pack.get(SpeechLexicon.from_pack).words["content"]
        patterns = tuple((name, _beginnings(data[name])) for name in _ORDER if name in data)
        clear = {name: _beginnings(data["clear"][name]) for name in _ORDER if name in data["clear"]}
        alone, obliging = frozenset(data["alone"]), frozenset(data["obliging"])
        return cls(patterns, alone, obliging, clear, frozenset(data["judging"]), frozenset(data["judgements"]))


def _beginnings(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b" + _any_of(words))


def _any_of(words: Iterable[str]) -> str:
    """Return the expression `(?:a|b|…)`, its alternatives gathered by their first letters: it matches the same, many times faster."""
    rests: dict[str, list[str]] = {}
    ended = False
    for word in words:
        if not word:
            ended = True  # what stands behind an alternative that is used up is never reached
            break
        rests.setdefault(word[0], []).append(word[1:])
    found = [re.escape(c) + (_any_of(rest) if len(rest) > 1 else re.escape(rest[0])) for c, rest in rests.items()]
    return "(?:" + "|".join(found + [""] * ended) + ")"


def stance_of(reading: Reading, draft: Draft) -> Stance:
    """Return the stance; a nested passage without a stance of its own goes with what it is nested in."""
    if draft.cue is not None and declines(reading, draft.cue):
        return "declines_comment"
    if draft.type == "FreeIndirect" and draft.speaker and draft.source is None:
        return "promises"
    told = lexicon_stance(draft)
    return by_content(reading, draft) if told == "asserts" else told


def lexicon_stance(draft: Draft) -> Stance:
    """Return the stance that the lexicon gives the cue, turned round by negation."""
    cue = draft.cue
    if cue is None or cue.entry is None:
        return "asserts"
    if cue.negated and cue.entry.stance == "confirms":
        return "declines_comment" if draft.type == "Reported" else "denies"
    if cue.negated and cue.entry.stance == "denies":
        return "confirms"
    return "asserts" if cue.negated and cue.entry.stance == "questions" else cue.entry.stance


def by_content(reading: Reading, draft: Draft) -> Stance:
    """Read plain saying by what is said."""
    signs = reading.pack.get(ContentSigns.from_pack)
    text = " ".join(reading.parse.text[a:b] for a, b in draft.quote)
    if text.rstrip('“”"«» ').endswith("?"):
        return "questions"
    low = text.lower()
    words = set(low.split())
    if draft.type in ("Indirect", "IndirectFreeIndirect") and words & signs.obliging:
        return "demands"
    counts = [(len(pattern.findall(low)) + _plainly(signs, name, low), name) for name, pattern in signs.patterns]
    best, stance = max(counts, key=lambda pair: pair[0], default=(0, "asserts"))
    judges = draft.cue is not None and draft.cue.entry is not None and draft.cue.entry.lemma in signs.judging
    enough = stance in signs.alone or (judges and stance in signs.judgements)
    return stance if best >= 2 or (best == 1 and enough) else "asserts"


def _plainly(signs: ContentSigns, name: Stance, low: str) -> int:
    """Return two for each sign of a stance that is enough alone."""
    pattern = signs.clear.get(name)
    return 2 * len(pattern.findall(low)) if pattern is not None else 0


def declines(reading: Reading, cue: Cue) -> bool:
    """Tell whether somebody would not say: `wollte sich nicht äußern`, `lehnte einen Kommentar ab`."""
    if cue.entry is None or cue.kind != "verb":
        return False
    words = reading.lexicon.words["decline"]
    own = cue.clause.tokens()
    lemmas = {reading.tokens[i].lemma for i in own}
    if cue.negated and cue.entry.lemma in words["verbs"] and any(m in lemmas for m in words["modals"]):
        return True
    if cue.negated and cue.entry.lemma in words["withheld"]:
        return True
    nouns = any(reading.tokens[i].lemma in words["nouns"] for i in own)
    if nouns and cue.entry.lemma in words["refusing"]:
        return True
    return nouns and cue.negated and cue.entry.lemma in words["noun_verbs"]
