"""Surnames: which full names of a document they can stand for, and where they stand alone."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.extract.nouns import NounForm
from lagebild.extract.persons import NOT_NAMES, NameParts, PersonName, sound_key
from lagebild.parse.base import Parse, Token

_PAIR = 2
_LONG_ENOUGH = 5


class Surnames:
    """The surnames of a document's full names: as written, and by their sound where a spelling is nobody's own."""

    def __init__(self, names: Sequence[PersonName], parts: NameParts) -> None:
        self.written: dict[str, list[PersonName]] = {}
        self._sounding: dict[str, list[PersonName]] = {}
        for name in names:
            for word in _surnames(name.words, parts) if len(name.words) >= _PAIR else ():
                self.written.setdefault(word, []).append(name)
                if len(word) >= _LONG_ENOUGH:
                    self._sounding.setdefault(sound_key(word), []).append(name)

    def bearers(self, surname: str) -> list[PersonName]:
        """Return the full names that a surname can stand for, in text order."""
        return self.written.get(surname) or self._sounding.get(sound_key(surname), [])


def _surnames(words: list[str], parts: NameParts) -> list[str]:
    if words[0] in parts.family_first and not parts.is_given(words[0]):
        return [words[0], words[-1]] if len(words) == _PAIR or words[0] in parts.called_by_given else [words[0]]
    found = [words[-1]]
    if not parts.is_given(words[0]) and words[0] not in parts.marks and not words[0].endswith("."):
        found.append(words[0])
    for k in range(1, len(words) - 1):
        if words[k] in parts.leading or words[k] in parts.particles:
            found.append(" ".join(words[k:]))
        elif not parts.is_given(words[k]) and not words[k].endswith("."):
            found.append(words[k])
    if "-" in words[-1] and not words[-1].startswith(parts.joined):
        found += [part for part in words[-1].split("-") if part[:1].isupper() and len(part) > 3]
    if words[-1].startswith(parts.joined):
        found.append(words[-1].partition("-")[2])
    return found


def bare_surnames(
    parse: Parse, names: Sequence[PersonName], parts: NameParts, nouns: Sequence[NounForm | None], taken: set[int]
) -> list[PersonName]:
    """Return the surnames that stand alone: of persons whose full name the document gives, or of one known person."""
    index = Surnames(names, parts)
    short = {n.name for n in names if len(n.words) == 1} | set(index.written)
    used = {i for n in names for i in range(n.first, n.last)} | taken
    found: list[PersonName] = []
    for t in parse.tokens:
        joined = "-" in t.text and t.text.startswith(parts.joined)
        if not (joined or t.text[:1].isupper()) or t.i in used or nouns[t.i] is not None:
            continue
        bare = next((b for b in _spellings(t.text, parts) if b in short or b in parts.alone), None)
        if bare is None and (t.pos == "PROPN" or t.ner == "PER") and t.ner not in ("LOC", "ORG") and len(t.text) >= _LONG_ENOUGH:
            bare = next((b for b in _spellings(t.text, parts) if index.bearers(b) or sound_key(b) in parts.romanised), None)
        if bare is not None and not _is_common(t, parse, bare in short, bare != t.text):
            found.append(PersonName(t.i, t.i + 1, t.span, bare))
    return found


def _spellings(word: str, parts: NameParts) -> tuple[str, ...]:
    """Return what a surname may be in the middle of a sentence: without its genitive ending, its article in lower case."""
    lower = word[0].lower() + word[1:]
    return parts.bare(word) + parts.bare(lower) if lower.startswith(parts.joined) else parts.bare(word)


def _is_common(t: Token, parse: Parse, told: bool, genitive: bool) -> bool:
    """Is the word here a common noun or the first word of a sentence rather than a surname? `told`: the document gives the full name."""
    if told and genitive:
        return False
    if t.pos == "NOUN" and t.i and parse.tokens[t.i - 1].tag == "APPRART":
        return True
    if not told and t.pos == "NOUN" and t.i and parse.tokens[t.i - 1].pos == "DET":
        return True
    if t.pos not in NOT_NAMES:
        return False
    following = parse.tokens[t.i + 1] if t.i + 1 < len(parse.tokens) else None
    return not told or (t.pos in ("ADJ", "DET") and following is not None and following.text[:1].isupper())
