"""How a statement was made: in speech, in writing, in thought, or open between two of them.

The cue knows most (`schrieb`, `sagte`, `hofft`); where it leaves speech and writing open, the occasion that its clause names tells
(`in einem Brief`, `vor Journalisten`), then the kind of source (documents write), then what the same speaker just did.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lagebild.extract.cues import Entry
from lagebild.extract.drafts import Draft, Reading
from lagebild.extract.names import Name
from lagebild.lang.pack import Pack
from lagebild.model import Medium, SourceClass

_NEAR = 1
_REACH = 8
_OPEN: tuple[Medium, ...] = ("SW", "ST", "TW")


@dataclass(frozen=True)
class Occasion:
    """Prepositions and the heads behind them that show a medium."""

    medium: Medium
    prepositions: frozenset[str]
    nouns: frozenset[str]
    endings: tuple[str, ...]

    def holds(self, low: str, lemma: str) -> bool:
        return low in self.nouns or lemma in self.nouns or low.endswith(self.endings)


@dataclass(frozen=True)
class MediumWords:
    """What tells the medium besides the cue: occasions, single words, kinds of source."""

    occasions: tuple[Occasion, ...]
    prepositions: frozenset[str]
    words: Mapping[str, Medium]
    written: frozenset[str]
    writing: frozenset[str]
    public: frozenset[str]
    inner: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> MediumWords:
        data = pack.toml("medium.toml")
        occasions = tuple(
            Occasion(row["medium"], frozenset(row["prepositions"]), frozenset(row["nouns"]), tuple(row["endings"]))
            for row in data["occasions"]
        )
        words = {word: medium for medium, found in data["adverbs"].items() for word in found}
        prepositions = frozenset[str]().union(*(o.prepositions for o in occasions))
        kinds = (frozenset(data[name]) for name in ("written", "writing", "public", "inner"))
        return cls(occasions, prepositions, words, *kinds)


class MediumReader:
    """Reads the media of a document's statements in the order of the text: it knows how each speaker spoke last."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._words = reading.pack.get(MediumWords.from_pack)
        self._last: dict[str, tuple[Medium, int]] = {}

    def of(self, draft: Draft, name: Name) -> Medium:
        """Return the medium of a statement, given its speaker; what the speaker said near before tells where nothing else does."""
        occasion = occasion_of(self._reading, self._words, draft)
        medium = _medium(draft, name.source_class, occasion, self._words)
        if name.name is None:
            return medium
        if occasion is None and medium in _OPEN and name.name in self._last:
            before, unit = self._last[name.name]
            medium = before if draft.unit - unit <= _NEAR else medium
        if medium in ("Speech", "Writing"):
            self._last[name.name] = medium, draft.unit
        return medium


def _medium(draft: Draft, source: SourceClass | None, occasion: Medium | None, words: MediumWords) -> Medium:
    entry = cue_entry(draft)
    told = entry.medium if entry is not None else "SW"
    if source in words.written and told != "Thought":
        return "Writing"
    if told not in _OPEN:
        return told
    if occasion is not None:
        return occasion
    if told == "SW" and source in words.writing:
        return "Writing"
    inner = entry is not None and entry.lemma in words.inner
    return "SW" if source in words.public and not inner else told


def cue_entry(draft: Draft) -> Entry | None:
    """Return what the lexicon knows of the cue; what goes on has the cue of what it follows."""
    at: Draft | None = draft
    for _ in range(_REACH):
        if at is None:
            break
        if at.cue is not None and at.cue.entry is not None:
            return at.cue.entry
        at = at.source
    return None


def occasion_of(reading: Reading, words: MediumWords, draft: Draft) -> Medium | None:
    """Return the medium that words of the frame show, or None: of a verb's frame its clause, else the frame as it stands."""
    cue = draft.cue
    if cue is None:
        return occasion_of(reading, words, draft.source) if draft.source is not None else None
    if cue.kind in ("adposition", "so"):
        own = [i for span in draft.frame for i in reading.parse.at(span)]
    else:
        unit = reading.units[draft.unit]
        own = [i for i in cue.clause.tokens() if i not in unit.opaque]
    for i in own:
        low = reading.low(i)
        if low in words.words:
            return words.words[low]
        if low in words.prepositions:
            found = _behind(reading, words, own, i)
            if found is not None:
                return found
    return None


def _behind(reading: Reading, words: MediumWords, own: list[int], i: int) -> Medium | None:
    """Return what the head of the noun phrase behind preposition `i` shows: its first noun, an attribute's aside."""
    tokens, low = reading.tokens, reading.low(i)
    for k in own[own.index(i) + 1 :][:_REACH]:
        token = tokens[k]
        if token.pos in ("VERB", "AUX") and token.verbform == "Fin":
            return None
        if token.pos in ("NOUN", "PROPN") or token.text[:1].isupper():
            for occasion in words.occasions:
                if low in occasion.prepositions and occasion.holds(reading.low(k), reading.lemmas[k]):
                    return occasion.medium
            if k + 1 >= len(tokens) or tokens[k + 1].pos not in ("ADJ", "ADV", "VERB"):
                return None
    return None
