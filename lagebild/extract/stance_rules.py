"""The stance of a statement by rule, from cue, negation and content.

The cue's verb or noun decides where it has a stance of its own (`warnte`, `bestritt`); of plain saying the words of the content do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lagebild.extract.drafts import Cue, Draft, Reading
from lagebild.lang.pack import Pack
from lagebild.model import Stance

CLEAR = "clear "
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


_WORD = re.compile(r"\w+")
_PLAIN = 3
_REMEMBERED = 20_000
_TEXTS = 256  # the rules and the model count the same statements of a document


@dataclass(frozen=True)
class ContentSigns:
    """Words of the content that show a stance.

    `starts`: beginnings of words (`lengths`: how long they are) and `phrases`, by their first word, each with the names that it
    counts for: a stance, or "clear " and a stance that it shows alone; `alone`: the stances that one word is enough for;
    `obliging`: modal verbs that pass a demand on; `judging`: verbs with which one word of a stance in `judgements` is enough.
    """

    starts: dict[str, tuple[str, ...]]
    lengths: tuple[int, ...]
    phrases: dict[str, tuple[tuple[str, str], ...]]
    alone: frozenset[str]
    obliging: frozenset[str]
    judging: frozenset[str]
    judgements: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> ContentSigns:
        data = pack.toml("stance.toml")["content"]
        starts: dict[str, list[str]] = {}
        phrases: dict[str, list[tuple[str, str]]] = {}
        for mark, table in (("", data), (CLEAR, data["clear"])):
            for name in (n for n in _ORDER if n in table):
                for word in table[name]:
                    if " " in word:
                        phrases.setdefault(word.split()[0], []).append((word, mark + name))
                    else:
                        starts.setdefault(word, []).append(mark + name)
        return cls(
            {k: tuple(v) for k, v in starts.items()}, tuple(sorted({len(w) for w in starts})), {k: tuple(v) for k, v in phrases.items()},
            frozenset(data["alone"]), frozenset(data["obliging"]), frozenset(data["judging"]), frozenset(data["judgements"]),
        )  # fmt: skip

    def count(self, low: str) -> dict[str, int]:
        """Return how many words of a text in lower case count for each name; a word counts once for each."""
        return self._counted(low)

    @cached_property
    def _counted(self) -> Callable[[str], dict[str, int]]:
        return lru_cache(maxsize=_TEXTS)(self._count)

    def _count(self, low: str) -> dict[str, int]:
        counts: dict[str, int] = {}
        names_of, phrases = self._names_of, self.phrases
        for match in _WORD.finditer(low):
            word = match[0]
            found = names_of(word)
            if word in phrases:
                found = found.union(name for phrase, name in phrases[word] if low.startswith(phrase, match.start()))
            for name in found:
                counts[name] = counts.get(name, 0) + 1
        return counts

    @cached_property
    def _names_of(self) -> Callable[[str], frozenset[str]]:
        """What a word counts for by its beginning; look-ups are remembered, as most words come again."""
        return lru_cache(maxsize=_REMEMBERED)(self._by_start)

    def _by_start(self, word: str) -> frozenset[str]:
        return frozenset(name for k in self.lengths if k <= len(word) for name in self.starts.get(word[:k], ()))


def rule_stance(reading: Reading, draft: Draft) -> Stance:
    """Return the stance by rule."""
    if draft.cue is not None and (declines(reading, draft.cue) or _left_unsaid(reading, draft, draft.cue)):
        return "declines_comment"
    if draft.type == "FreeIndirect" and draft.speaker and draft.source is None:
        done = reading.low(reading.parse.at(draft.quote[-1])[-1]) in reading.lexicon.words["evidential"]["perfect"]
        return "asserts" if done else "promises"
    told = lexicon_stance(draft)
    return by_content(reading, draft) if told == "asserts" else told


def _left_unsaid(reading: Reading, draft: Draft, cue: Cue) -> bool:
    """Tell whether somebody did not answer a question (`sagte nicht, wer es war`)."""
    if draft.type != "Indirect" or not cue.negated or cue.entry is None or cue.entry.stance != "asserts" or cue.kind != "verb":
        return False
    words, first = reading.lexicon.words["clauses"], reading.low(reading.parse.at(draft.quote[0])[0])
    return cue.entry.strength >= _PLAIN and (first in words["question"] or first in words["how"])


def lexicon_stance(draft: Draft) -> Stance:
    """Return the stance that the lexicon gives the cue, turned round by negation."""
    cue = draft.cue
    if cue is None or cue.entry is None:
        return "asserts"
    if cue.negated and cue.entry.stance == "confirms":
        return "declines_comment" if draft.type == "Reported" else "denies"
    if cue.negated and cue.entry.stance == "denies":
        return "expects" if cue.entry.takes("w") else "confirms"
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
    counts = signs.count(low)
    stance = max(_ORDER, key=lambda name: _weight(counts, name))
    best = _weight(counts, stance)
    judges = draft.cue is not None and draft.cue.entry is not None and draft.cue.entry.lemma in signs.judging
    enough = stance in signs.alone or (judges and stance in signs.judgements)
    return stance if best >= 2 or (best == 1 and enough) else "asserts"


def _weight(counts: dict[str, int], name: Stance) -> int:
    """Return the number of signs of a stance; one that is enough alone counts two more."""
    return counts.get(name, 0) + 2 * counts.get(CLEAR + name, 0)


def declines(reading: Reading, cue: Cue) -> bool:
    """Tell whether somebody would not say: `wollte sich nicht äußern`, `lehnte einen Kommentar ab`."""
    if cue.entry is None or cue.kind != "verb":
        return False
    words = reading.lexicon.words["decline"]
    lemma, tokens, own = cue.entry.lemma, reading.tokens, cue.clause.tokens()
    if cue.negated and lemma in words["withheld"]:
        return True
    if cue.negated and lemma in words["verbs"] and any(tokens[i].lemma in words["modals"] for i in own):
        return True
    if lemma in words["refusing"] or (cue.negated and lemma in words["noun_verbs"]):
        return any(tokens[i].lemma in words["nouns"] for i in own)
    return False
