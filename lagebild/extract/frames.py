"""Find the cues of saying in a clause: verbs with their auxiliaries, particles and phrase words; nouns; words of attribution."""

from __future__ import annotations

from lagebild.extract.clausal import Clause, is_verb
from lagebild.extract.cues import Entry
from lagebild.extract.drafts import Cue, Reading, Unit
from lagebild.parse.base import Token

_LINKS = ("ADP", "CCONJ", "DET")
_LINK_TAGS = ("PAV", "PROAV", "KOKOM", "APPR", "APPRART")
_PARTICIPLE = ("VERB", "AUX", "ADJ", "ADV")


def verb_cue(reading: Reading, unit: Unit, clause: Clause) -> Cue | None:
    """Return the cue of the clause's verb, if it is one of saying: the fullest match, then the strongest."""
    own = [i for i in clause.tokens() if i not in unit.opaque]
    lows, forms = reading.lows, reading.lexicon.verbs.forms
    may = [i for i in own if lows[i] in forms and _may_rule(reading.tokens, own, i)]
    if not may:
        return None
    present = {lows[i] for i in own} | {reading.lemmas[i] for i in own}
    best: tuple[tuple[int, int, int], Cue] | None = None
    for i in may:
        for entry, extra in _matches(reading, own, i, present):
            rank = (len(extra), entry.strength, i)
            if best is None or rank > best[0]:
                best = rank, _verb_cue(reading, clause, own, i, entry, extra)
    return best[1] if best and not _names_only(reading, best[1], own) else None


def _names_only(reading: Reading, cue: Cue, own: list[int]) -> bool:
    """Tell whether a verb of naming only gives a name, by nobody in particular: `wird … genannt`, `nennt sich`, `nennt man`."""
    if cue.entry is None or not cue.entry.takes("n"):
        return False
    words = reading.lexicon.words
    if any(reading.tokens[i].tag == "PRF" or reading.low(i) in words["naming"]["anybody"] for i in own):
        return True
    form = reading.tokens[cue.verb]
    participle = form.verbform == "Part" or form.pos == "ADJ"
    perfect = any(reading.lemmas[i] in words["naming"]["perfect"] for i in own)
    return participle and not perfect and not any(reading.low(i) in words["passive"]["by"] for i in own)


def _matches(reading: Reading, own: list[int], i: int, present: set[str]) -> list[tuple[Entry, tuple[int, ...]]]:
    """Return the entries whose verb stands at token `i`, with the tokens of particle and phrase words."""
    token = reading.tokens[i]
    verbs = reading.lexicon.verbs
    form = reading.low(i)
    found: list[tuple[Entry, tuple[int, ...]]] = []
    for entry in verbs.whole.get(form, ()):
        if entry.words and present.isdisjoint(entry.words[0]):
            continue
        extra = _phrase(reading, own, i, entry, present)
        if extra is not None:
            found.append((entry, extra))
    if token.verbform != "Part":
        for particle, entry in verbs.split.get(form, ()):
            if particle not in present:
                continue
            at = _particle(reading, own, i, particle)
            extra = _phrase(reading, own, i, entry, present) if at >= 0 else None
            if extra is not None:
                found.append((entry, (at, *extra)))
    return found


def _may_rule(tokens: tuple[Token, ...], own: list[int], i: int) -> bool:
    """Tell whether a token can be the clause's verb: a verb, or a participle that stands behind an auxiliary and before no noun."""
    token = tokens[i]
    if is_verb(token):
        return True
    if token.pos not in _PARTICIPLE or not token.text[:1].islower():
        return False
    follows = i + 1 < len(tokens) and tokens[i + 1].pos in ("NOUN", "PROPN", "ADJ")
    return not follows and any(tokens[k].pos == "AUX" for k in own) and token.text.endswith(("t", "en"))


def _particle(reading: Reading, own: list[int], verb: int, particle: str) -> int:
    """Return the index of a finite verb's particle further on in the clause, or -1: it ends the clause or a part of it."""
    at = -1
    for k, i in enumerate(own):
        if i <= verb or reading.low(i) != particle:
            continue
        follows = reading.tokens[own[k + 1]] if k + 1 < len(own) and own[k + 1] == i + 1 else None
        token = reading.tokens[i]
        if (
            follows is None
            or token.dep == "compound"
            or follows.pos in ("CCONJ", "ADP", "PUNCT")
            or (token.head == verb and token.pos == "ADP")
        ):
            at = i
    return at


def _phrase(reading: Reading, own: list[int], verb: int, entry: Entry, present: set[str]) -> tuple[int, ...] | None:
    """Return the tokens of the phrase's further words (() where it has none), or None where one is missing."""
    found: list[int] = []
    for forms in entry.words:
        if present.isdisjoint(forms):
            return None
        at = next((i for i in own if i != verb and i not in found and (reading.low(i) in forms or reading.lemmas[i] in forms)), -1)
        if at < 0 or (reading.tokens[at].pos == "NOUN" and not _fits(reading, at, entry)):
            return None
        found.append(at)
    return tuple(found)


def _fits(reading: Reading, noun: int, entry: Entry) -> bool:
    """Tell whether a noun stands in its phrase as the entry has it: behind no preposition of its own (`ihrer Meinung nach`)."""
    k = noun - 1
    while k >= 0 and reading.tokens[k].pos in ("DET", "ADJ", "NUM"):
        k -= 1
    before, after = reading.tokens[k] if k >= 0 else None, reading.low(noun + 1) if noun + 1 < len(reading.tokens) else ""
    if before is not None and before.pos == "ADP":
        return any(before.text.lower() in forms or before.lemma.lower() in forms for forms in entry.words)
    return after not in reading.lexicon.words["adpositions"]["post"]


def _verb_cue(reading: Reading, clause: Clause, own: list[int], verb: int, entry: Entry, extra: tuple[int, ...]) -> Cue:
    tokens = reading.tokens
    words = reading.lexicon.words
    complex_ = {verb, *_shown(tokens, own, extra)}
    aux = [i for i in clause.verbs if i != verb and (tokens[i].pos == "AUX" or i == clause.finite) and _governs(tokens, i, verb, clause)]
    complex_.update(aux)
    complex_.update(i for i in own if tokens[i].tag == "PRF" and (i - 1 in complex_ or i + 1 in complex_))
    form = tokens[verb]
    participle = form.verbform == "Part" or (form.pos == "ADJ")
    passive = participle and any(tokens[i].text.lower() in words["passive"]["forms"] for i in aux)
    negations = frozenset(words["decline"]["negations"])
    negated = any(reading.low(i) in negations for i in own)
    return Cue("verb", tuple(sorted(complex_)), clause, entry, verb, passive, negated, extra)


def _shown(tokens: tuple[Token, ...], own: list[int], extra: tuple[int, ...]) -> set[int]:
    """Return the words of a phrase that belong to its cue: particles, nouns, adjectives; prepositional phrases (`mit den Worten`)."""
    found: set[int] = set()
    for i in extra:
        token = tokens[i]
        if token.pos in ("NOUN", "PROPN"):
            k = i
            while k - 1 in own and tokens[k - 1].pos in ("DET", "ADP"):
                k -= 1
            found.update(range(k, i + 1) if tokens[k].pos == "ADP" else [i])
        elif _separable(tokens, i) or (token.pos not in _LINKS and token.tag not in _LINK_TAGS):
            found.add(i)
    return found


def _separable(tokens: tuple[Token, ...], i: int) -> bool:
    """Tell whether a word is a separated particle: by tag, or as a preposition with nothing behind it to govern."""
    token = tokens[i]
    if token.tag == "PTKVZ" or token.dep.startswith("compound"):
        return True
    return token.pos == "ADP" and (i + 1 >= len(tokens) or tokens[i + 1].text in ",.:;!?")


def _governs(tokens: tuple[Token, ...], aux: int, verb: int, clause: Clause) -> bool:
    """Tell whether an auxiliary belongs to the verb: the verb is not finite itself, or the auxiliary stands next to it."""
    if tokens[verb].verbform == "Fin" and verb == clause.finite:
        return False
    return aux == clause.finite or abs(aux - verb) <= 2


def noun_before(reading: Reading, i: int) -> tuple[int, Entry] | None:
    """Return the reporting noun that a content clause starting at token `i` depends on: the last noun before its comma.

    A genitive, a von-phrase or a bracket may stand between (`die Ankündigung der Ministerin, dass …`).
    """
    k = i - 1
    steps = 0
    while k >= 0 and reading.tokens[k].pos == "PUNCT" and steps < 2:
        k, steps = k - 1, steps + 1
    if k > 0 and reading.tokens[k].tag in ("ADV", "PAV", "PROAV"):
        return None
    for j in range(k, max(-1, k - 9), -1):
        token = reading.tokens[j]
        if is_verb(token) or (token.pos == "PUNCT" and token.text in ",;:."):
            return None
        if token.pos in ("NOUN", "PROPN") or token.text[:1].isupper():
            entry = reading.lexicon.noun(token.text) if token.pos != "PROPN" else None
            if entry is not None and entry.takes("d", "z"):
                return j, entry
            if token.case not in ("Gen", "Dat", "") and token.pos == "NOUN":
                return None
    return None
