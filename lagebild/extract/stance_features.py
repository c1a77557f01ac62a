"""Features by which the trained model tells the stance of a statement: its cue, its content, and what stands round it."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.extract.drafts import Draft, Reading
from lagebild.lang.pack import Pack
from lagebild.model import Span, Stance, within
from lagebild.parse.base import Token

_WORDS = frozenset({"NOUN", "VERB", "ADJ", "ADV", "AUX", "PART", "PRON", "DET", "ADP", "SCONJ", "CCONJ", "PROPN", "NUM", "INTJ", "X"})
_ENDS = "?!"


@dataclass(frozen=True)
class Signs:
    """Kinds of meaning by whole words and by beginnings of words, in lower case."""

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

    def of(self, low: str) -> list[str]:
        """Return the kinds of a word."""
        found = list(self.whole.get(low, ()))
        n = len(low)
        for k in self.lengths:
            if k > n:
                break
            found += self.starts.get(low[:k], ())
        return found


def stance_features(reading: Reading, draft: Draft, told: Stance, rule: Stance) -> list[str]:
    """Return the features of a statement; `told`: the stance of its cue, `rule`: that which the rules give it."""
    content = _content(reading, draft)
    found = ["bias", f"type={draft.type}", f"told={told}", f"rule={rule}", f"rule={rule}:{draft.type}", f"told={told}:{draft.type}"]
    found += _cue_features(draft, told)
    found += _content_features(reading, draft, content)
    found += _around(reading, draft, content)
    found += _grammar(reading, draft, content, told)
    return found


def _grammar(reading: Reading, draft: Draft, content: list[int], told: Stance) -> list[str]:
    """Tell who does what in the content: the subject of its first finite verb, and how that verb is put."""
    tokens = reading.tokens
    finite = next((i for i in content if tokens[i].verbform == "Fin" and tokens[i].pos in ("AUX", "VERB")), -1)
    who = _subject(reading, draft, content, finite)
    if finite < 0:
        parts = [tokens[i] for i in content if tokens[i].verbform in ("Inf", "Part")]
        return [f"bare={parts[0].verbform}:{told}" if parts else f"bare=none:{told}", f"who=none:{draft.type}"]
    verb = tokens[finite]
    put = f"{reading.lemmas[finite]}:{verb.mood}:{verb.tense}" if verb.pos == "AUX" else f"verb:{verb.mood}:{verb.tense}"
    rest = [tokens[i] for i in content if i > finite and tokens[i].verbform in ("Inf", "Part")]
    form = rest[0].verbform + rest[0].pos if rest else "none"
    if len(rest) > 1:
        form += rest[1].verbform + rest[1].pos
    found = [f"who={who}", f"who={who}:{put}", f"put={put}:{form}", f"put={told}:{put}", f"put={told}:{verb.tense}", f"put={draft.type}:{form}"]
    if rest:
        found.append(f"does={who}:{rest[-1].lemma.lower()}")
    else:
        found.append(f"does={who}:{reading.lemmas[finite]}")
    if any(reading.low(i) in reading.lexicon.words["decline"]["negations"] for i in content):
        found += [f"not={put}", f"not={who}", f"not={told}", f"not={draft.type}"]
    return found


def _subject(reading: Reading, draft: Draft, content: list[int], finite: int) -> str:
    tokens = reading.tokens
    speaker = {reading.lemmas[i] for s in draft.speaker for i in reading.parse.at(s) if tokens[i].pos in ("NOUN", "PROPN")}
    first = [i for i in content if tokens[i].dep.startswith("nsubj")]
    if not first:
        return "none"
    i = next((i for i in first if tokens[i].head == finite or (finite >= 0 and tokens[finite].head == tokens[i].head)), first[0])
    token = tokens[i]
    if token.person == "1":
        return "self"
    if token.pos == "PRON":
        return f"pron:{reading.lemmas[i]}"
    if reading.lemmas[i] in speaker:
        return "self"
    return "name" if token.pos == "PROPN" or token.ner else "noun"


def _content(reading: Reading, draft: Draft) -> list[int]:
    """Return the tokens of what is said, without the words of saying."""
    own = set(draft.cue.tokens) if draft.cue is not None and draft.type == "Reported" else set()
    speaker = {i for s in draft.speaker for i in reading.parse.at(s)} if draft.type in ("Reported", "FreeIndirect") else set()
    return [i for s in sorted(draft.quote) for i in reading.parse.at(s) if i not in own and i not in speaker]


def _cue_features(draft: Draft, told: Stance) -> list[str]:
    cue = draft.cue
    if cue is None:
        return ["cue=none"]
    found = [f"kind={cue.kind}"]
    lemma = "-"
    if cue.entry is not None:
        words = " ".join(sorted(min(w) for w in cue.entry.words))
        lemma = cue.entry.lemma
        found += [f"cue={lemma}", f"cue={lemma} {words}", f"cue={lemma}:{draft.type}", f"strength={cue.entry.strength}:{told}"]
    if cue.negated:
        found += ["negated", f"negated={lemma}", f"negated={told}"]
    if cue.passive:
        found += ["passive", f"passive={told}"]
    return found


def _content_features(reading: Reading, draft: Draft, content: list[int]) -> list[str]:
    tokens = reading.tokens
    found: list[str] = []
    group = "R" if draft.type == "Reported" else "S"
    last = ""
    signs = reading.pack.get(Signs.from_pack)
    kinds: dict[str, int] = {}
    for i in content:
        for kind in set(signs.of(reading.low(i))):
            kinds[kind] = kinds.get(kind, 0) + 1
    negated = "negation" in kinds
    for kind, n in kinds.items():
        found += [f"k={kind}", f"k={kind}:{draft.type}", f"k={kind}:{negated}"]
        if n > 1:
            found.append(f"k2={kind}")
    found += [f"k={a}+{b}" for a in kinds for b in kinds if a < b]
    if not kinds.keys() & {"good", "thanks", "bad", "wrong", "need", "danger", "deny", "plan", "hope", "fear", "doubt", "threat", "refusal"}:
        found.append("k=none")
    for i in content:
        token = tokens[i]
        if token.pos not in _WORDS:
            last = ""
            continue
        lemma = reading.lemmas[i]
        if token.pos == "PROPN" or token.ner:
            last = "NAME"
            continue
        found.append(f"w={lemma}")
        if last:
            found.append(f"b={last}_{lemma}")
        last = lemma
        if token.pos in ("AUX", "VERB") and token.verbform == "Fin":
            found += _finite(token, lemma, group)
        if token.pos == "PRON" and token.person == "1":
            found.append(f"first={token.number}:{token.case}")
    if group == "R":
        found += [f"r={f[2:]}" for f in found if f.startswith("w=")]
    text = reading.parse.text[draft.hull[0] : draft.hull[1]].rstrip('“”"«» ')
    if text[-1:] in _ENDS:
        found.append(f"end={text[-1]}")
    n = len(content)
    found.append(f"length={min(n, 4) if n < 5 else 5 + min(4, n // 8)}:{draft.type}")
    return found


def _finite(token: Token, lemma: str, group: str) -> list[str]:
    found = [f"mood={token.mood}:{token.tense}", f"person={token.person}:{token.number}"]
    if token.pos == "AUX":
        found += [f"aux={lemma}:{token.mood}:{token.tense}", f"aux={lemma}:{token.person}", f"form={token.text.lower()}"]
    return found


def _around(reading: Reading, draft: Draft, content: list[int]) -> list[str]:
    """Tell of the words of the frame, the speaker, and of the statement that this one is part of or goes on with."""
    found: list[str] = []
    seen = set(content)
    frame = [i for s in draft.frame for i in reading.parse.at(s)]
    if draft.cue is not None:
        frame += draft.cue.clause.tokens()
    speaker = {i for s in draft.speaker for i in reading.parse.at(s)}
    for i in set(frame) - seen:
        token = reading.tokens[i]
        if i in speaker:
            if token.pos == "NOUN":
                found.append(f"s={reading.lemmas[i]}")
        elif token.pos in _WORDS and token.pos != "PROPN" and not token.ner:
            found.append(f"f={reading.lemmas[i]}")
    unit = reading.units[draft.unit]
    if draft.type == "Direct":
        found += [f"u={reading.lemmas[i]}" for i in range(unit.first, unit.last) if i not in seen and reading.tokens[i].pos in ("NOUN", "VERB", "ADJ", "ADV")]
    for name, other in (("parent", draft.parent), ("source", draft.source)):
        if other is None:
            continue
        found.append(name)
        if other.cue is not None and other.cue.entry is not None:
            found += [f"{name}={other.cue.entry.stance}", f"{name}cue={other.cue.entry.lemma}", f"up={other.cue.entry.stance}"]
    return found
