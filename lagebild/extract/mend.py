"""Settle contradictions between a token's coarse and fine tags before statements are read.

The fine tag (STTS) is the more reliable one for names, nouns, finite verbs and pronouns; engines without STTS tags are left as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from lagebild.parse.base import Parse, Token

_BY_TAG = {
    "NE": "PROPN",
    "PDS": "PRON",
    "PIS": "PRON",
    "PPER": "PRON",
    "VVFIN": "VERB",
    "VVPP": "VERB",
    "VVINF": "VERB",
    "KOUS": "SCONJ",
    "PRELS": "PRON",
}
_VERBAL = ("VERB", "AUX")


def mended(
    parse: Parse, adverbs: frozenset[str], people: frozenset[str], mood: Callable[[Sequence[Token]], list[tuple[str, str]]]
) -> Parse:
    """Return the parse with contradicting tokens corrected; the same object where there are none.

    First words of sentences are tagged worst, being capitalised all: those in `adverbs` (lower case) are adverbs, those in `people` nouns,
    and those that are names elsewhere in the document are names. `mood` tells (mood, tense) of a sentence's finite verbs.
    """
    initial = _initial(parse)
    names = {t.text for t in parse.tokens if (t.pos == "PROPN" or t.ner == "PER") and t.i not in initial}
    # Inside a sentence only tags and, of marks, letters count: what is known to be settled is not looked at again.
    settled = {(t.tag, t.pos) for t in {(t.tag, t.pos): t for t in parse.tokens if t.pos != "PUNCT"}.values() if not _unsettled(t)}
    marks = {(t.tag, t.text): t for t in parse.tokens if t.pos == "PUNCT"}
    settled |= {(tag, "PUNCT") for tag, _ in marks} - {(t.tag, t.pos) for t in marks.values() if _unsettled(t)}
    doubtful = [t for t in parse.tokens if (t.tag, t.pos) not in settled or t.i in initial]
    changed = {t.i: fixed for t in doubtful if (fixed := _mended(t, t.i in initial, names, adverbs, people)) is not t}
    finite = {tag for tag in {t.tag for t in parse.tokens} if tag.endswith("FIN")}
    moods: dict[int, list[tuple[str, str]]] = {}
    for t in [t for t in parse.tokens if t.tag in finite and t.verbform != "Fin"]:
        sentence = parse.sentence_of(t.i)
        if sentence.first not in moods:
            moods[sentence.first] = mood(parse.tokens_of(sentence))
        changed[t.i] = replace(changed.get(t.i, t), verbform="Fin", mood=moods[sentence.first][t.i - sentence.first][0] or "Ind")
    for t in _missed_subjunctives(parse, changed):
        changed[t.i] = replace(t, pos="VERB", tag="VVFIN", verbform="Fin", mood="Sub", tense="Pres", number="Sing", case="")
    if not changed:
        return parse
    tokens = list(parse.tokens)
    for i, token in changed.items():
        tokens[i] = token
    return Parse(parse.text, tuple(tokens), parse.sentences)


def _missed_subjunctives(parse: Parse, changed: dict[int, Token]) -> Iterator[Token]:
    """Yield forms in -e taken for adjectives where a clause has a subject but no finite verb: `…, die Schule bleibe offen`."""
    for t in parse.tokens:
        if t.tag != "ADJD" or not t.text.endswith("e") or len(t.text) < 5 or not t.text.islower():
            continue
        before = parse.tokens[t.i - 1] if t.i else None
        if before is None or before.pos not in ("NOUN", "PROPN", "PRON") or before.case in ("Gen", "Dat"):
            continue
        sentence = parse.sentence_of(t.i)
        first, last = t.i, t.i
        while first > sentence.first and parse.tokens[first - 1].text not in (",", ":"):
            first -= 1
        while last < sentence.last and parse.tokens[last].text not in (",", ":"):
            last += 1
        if first > sentence.first and not any(changed.get(i, parse.tokens[i]).verbform == "Fin" for i in range(first, last)):
            yield t


def _initial(parse: Parse) -> set[int]:
    """Return the first words of sentences."""
    found: set[int] = set()
    for sentence in parse.sentences:
        i = sentence.first
        while i < sentence.last - 1 and parse.tokens[i].pos == "PUNCT" and not parse.tokens[i].text[:1].isalpha():
            i += 1
        found.add(i)
    return found


def _unsettled(token: Token) -> bool:
    return _mended(token, False, set(), frozenset(), frozenset()) is not token


def _mended(token: Token, initial: bool, names: set[str], adverbs: frozenset[str], people: frozenset[str]) -> Token:
    if initial and token.pos == "ADV" and token.text in people:
        return replace(token, pos="NOUN", tag="NN", case="Nom", number="Plur")
    if initial and token.text.lower() in adverbs:
        return token if token.pos == "ADV" else replace(token, pos="ADV", tag="ADV", case="", number="")
    if initial and token.text in names and token.pos not in ("PROPN", "NOUN", *_VERBAL):
        return replace(token, pos="PROPN", tag="NE", case="Nom", number="Sing")
    expected = _BY_TAG.get(token.tag)
    if token.tag == "NN" and token.pos not in ("NOUN", "PROPN"):
        expected = "NOUN"
    if expected == "VERB" and token.pos in _VERBAL:
        return token
    if token.pos == "PUNCT" and expected is None and any(c.isalpha() for c in token.text):
        expected = "PROPN" if token.text[:1].isupper() else "X"
    if expected is None or token.pos == expected:
        return token
    if expected == "PRON" and token.pos not in ("DET", "PRON"):
        return token
    return replace(token, pos=expected)
