"""Features by which the trained model tells the stance of a statement: its cue, its content, its grammar, and what stands round it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lagebild.extract.drafts import Draft, Reading
from lagebild.extract.stance_rules import CLEAR, ContentSigns
from lagebild.lang.pack import Pack
from lagebild.model import Stance

_MARKS = frozenset({"PUNCT", "SYM", "SPACE", ""})
_ENDS = "?!"
_SHORT = 5
_REMEMBERED = 20_000
_NEUTRAL = frozenset({"negation", "harm", "saying", "happening", "self"})


@dataclass(frozen=True)
class Signs:
    """Kinds of meaning (`good`, `wrong`, `need` …) by whole words and by beginnings of words, in lower case."""

    whole: dict[str, tuple[str, ...]]
    starts: dict[str, tuple[str, ...]]
    lengths: tuple[int, ...]

    @classmethod
    def from_pack(cls, pack: Pack) -> Signs:
        whole: dict[str, list[str]] = {}
        starts: dict[str, list[str]] = {}
        for kind, words in pack.toml("stance.toml")["signs"].items():
            for word in words:
                table = whole if word.endswith("$") else starts
                table.setdefault(word.rstrip("$"), []).append(kind)
        lengths = tuple(sorted({len(w) for w in starts}))
        return cls({k: tuple(v) for k, v in whole.items()}, {k: tuple(v) for k, v in starts.items()}, lengths)

    @cached_property
    def of(self) -> Callable[[str], tuple[str, ...]]:
        """The kinds of a word in lower case, sorted; look-ups are remembered, as most words come again."""
        return lru_cache(maxsize=_REMEMBERED)(self._of)

    def _of(self, low: str) -> tuple[str, ...]:
        found = set(self.whole.get(low, ()))
        for k in self.lengths:
            if k > len(low):
                break
            found.update(self.starts.get(low[:k], ()))
        return tuple(sorted(found))


def stance_features(reading: Reading, draft: Draft, told: Stance, rule: Stance) -> list[str]:
    """Return the features of a statement; `told`: the stance of its cue, `rule`: the one that the rules give it."""
    content = _content(reading, draft)
    return [
        "bias",
        f"type={draft.type}",
        f"told={told}",
        f"told={told}:{draft.type}",
        f"rule={rule}",
        f"rule={rule}:{draft.type}",
        *_cue(draft, told),
        *_signs(reading, draft),
        *_meanings(reading, draft, content),
        *_words(reading, draft, content),
        *_surroundings(reading, draft, set(content)),
        *_grammar(reading, draft, content, told),
    ]


def _content(reading: Reading, draft: Draft) -> list[int]:
    """Return the tokens of what is said; of what is summed up, without the words of saying and who speaks."""
    at = reading.parse.at
    inside = [i for s in sorted(draft.quote) for i in at(s)]
    if draft.type not in ("Reported", "FreeIndirect"):
        return inside
    own = set(draft.cue.tokens) if draft.cue is not None and draft.type == "Reported" else set()
    own.update(i for s in draft.speaker for i in at(s))
    return [i for i in inside if i not in own]


def _cue(draft: Draft, told: Stance) -> list[str]:
    cue = draft.cue
    if cue is None:
        return ["cue=none"]
    found = [f"kind={cue.kind}"]
    lemma = "-"
    if cue.entry is not None:
        lemma = cue.entry.lemma
        phrase = " ".join((lemma, *sorted(min(w) for w in cue.entry.words)))
        found += [f"cue={lemma}", f"phrase={phrase}", f"cue={lemma}:{draft.type}", f"strength={cue.entry.strength}:{told}"]
    if cue.negated:
        found += ["negated", f"negated={lemma}", f"negated={told}"]
    if cue.passive:
        found += ["passive", f"passive={told}"]
    return found


def _signs(reading: Reading, draft: Draft) -> list[str]:
    """Return what the rules count in the content: the signs of each stance."""
    signs = reading.pack.get(ContentSigns.from_pack)
    low = " ".join(reading.parse.text[a:b] for a, b in draft.quote).lower()
    found: list[str] = []
    for name, n in sorted(signs.count(low).items()):
        found.append(f"count={name}")
        if not name.startswith(CLEAR):
            found.append(f"count={name}:{min(n, 2)}")
    return found


def beside(reading: Reading, drafts: Sequence[Draft], told: Sequence[Stance], rules: Sequence[Stance]) -> list[list[str]]:
    """Return features from the statements before and after each one, and from the explicit cues of the same speaker."""
    speakers = [_speaker(reading, d) for d in drafts]
    explicit: dict[str, list[int]] = {}
    for k, name in enumerate(speakers):
        if name and told[k] != "asserts":
            explicit.setdefault(name, []).append(k)
    out = []
    for k, name in enumerate(speakers):
        found = []
        for side, other in (("before", k - 1), ("after", k + 1)):
            if 0 <= other < len(drafts):
                same = bool(name) and speakers[other] == name
                found += [f"{side}={told[other]}", f"{side}={rules[other]}:{same}"]
        found += sorted({f"same={told[other]}" for other in explicit.get(name, ()) if other != k})
        out.append(found)
    return out


def _speaker(reading: Reading, draft: Draft) -> str:
    """Return the lemma of the last noun or name of the speaker, "" where there is none."""
    tokens = (i for s in draft.speaker for i in reading.parse.at(s))
    return next((reading.lemmas[i] for i in reversed(list(tokens)) if reading.tokens[i].pos in ("PROPN", "NOUN")), "")


def _meanings(reading: Reading, draft: Draft, content: list[int]) -> list[str]:
    """Tell which kinds of meaning the content's words have, and whether it negates."""
    signs = reading.pack.get(Signs.from_pack)
    counts: dict[str, int] = {}
    for i in content:
        for kind in signs.of(reading.lows[i]):
            counts[kind] = counts.get(kind, 0) + 1
    negated = "negation" in counts
    found = [] if counts.keys() - _NEUTRAL else ["sign=none"]
    for kind, n in counts.items():
        found += [f"sign={kind}", f"sign={kind}:{draft.type}", f"sign={kind}:{negated}"]
        if n > 1:
            found.append(f"signs={kind}")
    return found


def _words(reading: Reading, draft: Draft, content: list[int]) -> list[str]:
    """Return lemmas and their pairs (names left out), finite verbs with mood and person, the last mark, the length."""
    found: list[str] = []
    last = ""
    for i in content:
        token = reading.tokens[i]
        if token.pos in _MARKS:
            last = ""
            continue
        if token.pos == "PROPN" or token.ner:
            last = "NAME"
            continue
        lemma = reading.lemmas[i]
        found.append(f"w={lemma}")
        if last:
            found.append(f"b={last}_{lemma}")
        last = lemma
        if token.verbform == "Fin" and token.pos in ("AUX", "VERB"):
            found += [f"mood={token.mood}:{token.tense}", f"person={token.person}:{token.number}"]
            if token.pos == "AUX":
                found += [f"aux={lemma}:{token.mood}:{token.tense}", f"aux={lemma}:{token.person}", f"form={token.text.lower()}"]
        if token.pos == "PRON" and token.person == "1":
            found.append(f"first={token.number}:{token.case}")
    end = reading.parse.text[draft.hull[0] : draft.hull[1]].rstrip('“”"«» ')[-1:]
    if end and end in _ENDS:
        found.append(f"end={end}")
    n = len(content)
    found.append(f"length={n if n < _SHORT else _SHORT + min(4, n // 8)}:{draft.type}")
    return found


def _surroundings(reading: Reading, draft: Draft, content: set[int]) -> list[str]:
    """Tell of the words of the frame, the speaker, and of the statement that this one is part of or goes on with."""
    found: list[str] = []
    at = reading.parse.at
    frame = {i for s in draft.frame for i in at(s)}
    if draft.cue is not None:
        frame.update(draft.cue.clause.tokens())
    speaker = {i for s in draft.speaker for i in at(s)}
    for i in sorted(frame - content):
        token = reading.tokens[i]
        if i in speaker:
            if token.pos == "NOUN":
                found.append(f"speaker={reading.lemmas[i]}")
        elif token.pos not in _MARKS and token.pos != "PROPN" and not token.ner:
            found.append(f"frame={reading.lemmas[i]}")
    for name, other in (("parent", draft.parent), ("source", draft.source)):
        if other is not None:
            found.append(name)
            if other.cue is not None and other.cue.entry is not None:
                entry = other.cue.entry
                found += [f"{name}={entry.stance}", f"{name}={entry.lemma}", f"above={entry.stance}"]
    return found


def _grammar(reading: Reading, draft: Draft, content: list[int], told: Stance) -> list[str]:
    """Tell who does what in the content: the subject of its first finite verb, and how that verb is put."""
    tokens = reading.tokens
    finite = next((i for i in content if tokens[i].verbform == "Fin" and tokens[i].pos in ("AUX", "VERB")), -1)
    loose = [tokens[i] for i in content if i > finite and tokens[i].verbform in ("Inf", "Part")]
    if finite < 0:
        return [f"bare={loose[0].verbform if loose else 'none'}:{told}", f"who=none:{draft.type}"]
    verb = tokens[finite]
    who = _subject(reading, draft, content, finite)
    put = f"{reading.lemmas[finite] if verb.pos == 'AUX' else 'verb'}:{verb.mood}:{verb.tense}"
    form = "".join(t.verbform + t.pos for t in loose[:2]) or "none"
    does = loose[-1].lemma.lower() if loose else reading.lemmas[finite]
    found = [f"who={who}", f"who={who}:{put}", f"put={put}:{form}", f"put={told}:{put}", f"put={told}:{verb.tense}"]
    found += [f"put={draft.type}:{form}", f"does={who}:{does}"]
    negations = reading.lexicon.words["decline"]["negations"]
    if any(reading.low(i) in negations for i in content):
        found += [f"not={put}", f"not={who}", f"not={told}", f"not={draft.type}"]
    return found


def _subject(reading: Reading, draft: Draft, content: list[int], finite: int) -> str:
    """Return the kind of the subject: self (the speaker), a pronoun by its lemma, a name, a noun, or none."""
    tokens = reading.tokens
    subjects = [i for i in content if tokens[i].dep.startswith("nsubj")]
    if not subjects:
        return "none"
    heads = (finite, tokens[finite].head)
    i = next((i for i in subjects if tokens[i].head in heads), subjects[0])
    token = tokens[i]
    if token.pos == "PRON":
        return "self" if token.person == "1" else f"pronoun:{reading.lemmas[i]}"
    names = {reading.lemmas[k] for s in draft.speaker for k in reading.parse.at(s) if tokens[k].pos in ("NOUN", "PROPN")}
    if reading.lemmas[i] in names:
        return "self"
    return "name" if token.pos == "PROPN" or token.ner else "noun"
