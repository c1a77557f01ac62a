"""What the learned decisions of the statement stage look at, as named features; see `judge.py`."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.extract.clausal import Clause
from lagebild.extract.drafts import Cue, Draft, Reading, Unit
from lagebild.extract.phrases import PhraseWords, Range
from lagebild.extract.subjects import can_speak, phrases_of, subject_of
from lagebild.model import Span, overlaps, within

_SUFFIX = 4
_LENGTHS = (4, 8, 14, 24)
_KINDS = ("offices", "groups", "anonymous", "outlets", "documents", "many")
_NOMINAL = ("NOUN", "PROPN")
_ADVERBIAL = frozenset({"ADV", "SCONJ", "PART"})
_ADVERBIAL_TAGS = frozenset({"ADJD", "PAV", "PROAV"})


def report_features(reading: Reading, unit: Unit, cue: Cue, speaker: Range | None, covered: list[Span]) -> list[str]:
    """Return the signs that a clause with a verb of saying sums up what somebody says.

    `covered`: the quotes and frames of the unit's other statements.
    """
    clause, entry = cue.clause, cue.entry
    who = _who("who", reading, speaker)
    found = [*_clause_features(reading, unit, clause), *who, *_topic(reading, unit, cue, speaker)]
    if entry is not None:
        found += [f"cue:{entry.lemma}", f"cue+{' '.join(sorted(map(min, entry.words)))}" if entry.words else "cue-alone"]
        found += [f"strength:{entry.strength}", f"stance:{entry.stance}", f"medium:{entry.medium}"]
        found += [f"takes:{letter}" for letter in entry.frames]
        found += [f"strength:{entry.strength}{f}" for f in who]
    found.append(f"passive:{cue.passive}{speaker is None}")
    if cue.negated:
        found.append("negated")
    if speaker is not None:
        found.append(f"speaks:{can_speak(reading, clause, speaker)}")
    return [*found, *_other_statements(reading, clause, covered)]


def paraphrase_features(reading: Reading, unit: Unit, draft: Draft, cue: Cue) -> list[str]:
    """Return the signs that what a verb or noun of saying frames is somebody's saying, not a thought of the narrator's or a deed."""
    at = reading.parse.at(draft.speaker[0]) if draft.speaker else range(0)
    speaker = (at[0], at[-1] + 1) if len(at) else None
    content = reading.parse.at(draft.quote[0])
    clause = unit.clause_at(content[0]) if len(content) else None
    found = report_features(reading, unit, cue, speaker, [])
    found += [f"{cue.kind}:{f}" for f in _who("who", reading, speaker)]
    found.append(f"before:{bool(draft.frame) and draft.quote[0] < draft.frame[0]}")
    if clause is not None:
        mood = _mood(reading, clause)
        found += [f"content:{clause.kind}", f"content:{mood}", f"content:{clause.kind}{mood}{speaker is None}"]
    return found


def continuation_features(reading: Reading, unit: Unit, number: int, clause: Clause, before: Draft) -> list[str]:
    """Return the signs that a main clause without a frame goes on with what the speaker of `before` says."""
    subject = subject_of(reading, unit, clause, None)
    gap = min(number - before.unit, 7)
    mood = _mood(reading, clause)
    found = [*_clause_features(reading, unit, clause), *_who("subject", reading, subject)]
    found += [f"gap:{gap}", f"gap:{gap}{mood}", f"before:{before.type}", f"before:{before.type}{mood}", f"paragraph:{unit.paragraph}{mood}"]
    found.append(f"source:{before.source is not None}{mood}")
    entry = before.cue.entry if before.cue is not None else None
    if before.cue is not None:
        found.append(f"before-cue:{before.cue.kind}")
    if entry is not None:
        found += [f"before-stance:{entry.stance}", f"before-strength:{entry.strength}"]
    if subject is not None and before.speaker and _same_number(reading, subject, before.speaker[0]):
        found.append(f"pronoun-agrees:{mood}")
    moods = {_mood(reading, c) for c in unit.clauses if c.kind == "main"}
    found += [f"unit-mood:{m}" for m in moods]
    found.append(f"place:{clause.index == 0}")
    return found


def _mood(reading: Reading, clause: Clause) -> str:
    """Return `sub1`, `sub2`, `past`, `pres` or `none`: mood and tense of the clause's finite verb."""
    if clause.finite < 0:
        return "none"
    token = reading.tokens[clause.finite]
    if token.mood == "Sub":
        return "sub2" if token.tense == "Past" else "sub1"
    return "past" if token.tense == "Past" else "pres"


def _clause_features(reading: Reading, unit: Unit, clause: Clause) -> Iterator[str]:
    mood = _mood(reading, clause)
    yield f"mood:{mood}"
    yield f"clause:{clause.kind}{clause.joined}{clause.verb_first}"
    yield f"clause:{clause.kind}{mood}"
    yield f"colon:{clause.before == ':'}"
    size = clause.last - clause.first
    yield f"length:{sum(size > n for n in _LENGTHS)}"
    yield f"quotes:{any(clause.holds(q.first) for q in unit.quotes)}"
    for c in unit.clauses:
        if c.parent == clause.index and c is not clause:
            yield f"child:{c.kind}"
    tokens, opaque = reading.tokens, unit.opaque
    for i in clause.tokens():
        token = tokens[i]
        if i in opaque:
            continue
        if token.pos in _ADVERBIAL or token.tag in _ADVERBIAL_TAGS:
            yield f"adverb:{reading.lows[i]}"
        elif (i == clause.finite and token.pos == "AUX") or token.tag.startswith("VM"):
            yield f"auxiliary:{reading.lemmas[i]}"
        elif i in clause.verbs:
            yield f"verb:{reading.lemmas[i]}"


def _who(role: str, reading: Reading, option: Range | None) -> list[str]:
    """Return what kind of phrase may speak: pronoun, name, office, group, thing."""
    if option is None:
        return [f"{role}:none"]
    tokens = reading.tokens[option[0] : option[1]]
    head = next((t for t in tokens if t.pos in _NOMINAL), None)
    if head is None:
        return [f"{role}:{tokens[0].tag}", f"{role}:{tokens[0].text.lower()}"]
    words = reading.lexicon.words["sources"]
    found = [f"{role}:{t.ner}" for t in tokens if t.ner]
    found += [f"{role}:{kind}" for kind in _KINDS if head.lemma in words[kind]]
    low = head.lemma.lower()
    found += [f"{role}:office-like"] * low.endswith(tuple(words["office_endings"]))
    found += [f"{role}:abstract"] * low.endswith(tuple(reading.lexicon.words["phrases"]["abstract_endings"]))
    found += [f"{role}:{head.number}", f"{role}:~{low[-_SUFFIX:]}", f"{role}:{head.pos}"]
    return sorted(set(found))


def _topic(reading: Reading, unit: Unit, cue: Cue, speaker: Range | None) -> Iterator[str]:
    """Yield what the clause may sum up: objects by the kind of their heads, prepositions that open topics, nouns of saying."""
    entry = cue.entry
    words = reading.pack.get(PhraseWords.from_pack)
    pronominal = reading.lexicon.words["phrases"]["pronominal"]
    adverbs = {p + q for p in pronominal for q in entry.preps} if entry is not None else set()
    objects = 0
    for option in phrases_of(reading, unit, cue.clause, words):
        if (speaker is not None and overlaps(option, speaker)) or any(k in cue.tokens for k in range(*option)):
            continue
        head = next((reading.tokens[k] for k in range(*option) if reading.tokens[k].pos in _NOMINAL), None)
        if head is None:
            yield f"object:{reading.tokens[option[0]].tag}"
            continue
        objects += 1
        yield from (f for f in _who("object", reading, option))
    yield f"objects:{min(objects, 2)}"
    for i in cue.clause.tokens():
        if i in unit.opaque or i in cue.tokens:
            continue
        token = reading.tokens[i]
        if token.pos == "ADP":
            yield f"preposition:{reading.lemmas[i]}"
            if entry is not None and (reading.low(i) in entry.preps or reading.lemmas[i] in entry.preps):
                yield "topic-preposition"
        elif token.pos == "NOUN":
            noun = reading.lexicon.noun(token.text)
            if noun is not None:
                yield f"noun:{noun.lemma}"
                yield f"noun-strength:{noun.strength}"
        if reading.lows[i] in adverbs:
            yield "topic-adverb"


def _other_statements(reading: Reading, clause: Clause, covered: list[Span]) -> Iterator[str]:
    span = reading.tokens[clause.first].start, reading.tokens[clause.last - 1].end
    if any(within(span, c) for c in covered):
        yield "inside-other"
    elif any(within(c, span) for c in covered):
        yield "holds-other"
    elif any(overlaps(span, c) for c in covered):
        yield "overlaps-other"


def _same_number(reading: Reading, subject: Range, speaker: Span) -> bool:
    """Tell whether a personal pronoun may stand for the speaker."""
    pronoun = reading.tokens[subject[0]]
    at = reading.parse.at(speaker)
    if pronoun.tag != "PPER" or not len(at):
        return False
    head = next((reading.tokens[k] for k in at if reading.tokens[k].pos in _NOMINAL), reading.tokens[at[0]])
    return not pronoun.number or not head.number or pronoun.number == head.number
