"""Single names that nothing in the document explains: a word of no language as the subject of a verb, "Nordvik lehnte ab".

Whether a firm or a person of that surname is meant, other reports tell; linking joins it to the body or the person that has the name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence

from lagebild.extract.nouns import NounForm
from lagebild.extract.persons import NameParts, PersonName
from lagebild.extract.unknown import KnownWords
from lagebild.extract.usage import UsageWords
from lagebild.parse.base import Parse, Token

_SHORTEST = 5
_FINITE = ("VVFIN", "VAFIN", "VMFIN")
_LEADS = ("KOUS", "KOUI", "KON")


def lone_names(
    parse: Parse, parts: NameParts, nouns: Sequence[NounForm | None], taken: Container[int], known: KnownWords, words: UsageWords
) -> list[PersonName]:
    """Return the single names in text order: each at all its places, if one of them is a subject and none is where something is."""
    subjects = {b for t in parse.tokens if t.i not in taken and _acts(t, parse, nouns, parts, known) for b in parts.bare(t.text)[-1:]}
    if not subjects:
        return []
    proper = {b for t in parse.tokens if t.pos == "PROPN" for b in parts.bare(t.text)}
    often = Counter(b for t in parse.tokens if t.text[:1].isupper() for b in parts.bare(t.text))
    subjects = {name for name in subjects if name in proper or often[name] > 1}
    subjects -= {b for t in parse.tokens[1:] if parse.tokens[t.i - 1].text in words.locative for b in parts.bare(t.text)}
    found = []
    for t in parse.tokens:
        bare = parts.bare(t.text)[-1]
        name = t.text if t.text in subjects else bare
        if name in subjects and t.i not in taken and nouns[t.i] is None:
            found.append(PersonName(t.i, t.i + 1, t.span, name))
    return found


def _acts(t: Token, parse: Parse, nouns: Sequence[NounForm | None], parts: NameParts, known: KnownWords) -> bool:
    """Is the word a name that stands alone as the subject of a verb?"""
    if len(t.text) < _SHORTEST or not t.text[:1].isupper() or not t.text.isalpha() or not t.text[1:].islower() or nouns[t.i] is not None:
        return False
    if t.pos not in ("PROPN", "NOUN") or t.ner in ("PER", "ORG", "MISC") or parts.is_given(t.text) or known.known(t.text):
        return False
    following = parse.tokens[t.i + 1] if t.i + 1 < len(parse.tokens) else None
    before = parse.tokens[t.i - 1] if t.i > parse.sentence_of(t.i).first else None
    if following is None or following.text[:1].isupper():
        return False
    led = before is None or before.pos == "CCONJ" or before.tag in _LEADS or before.text == ","
    return (led and following.tag in _FINITE) or (before is not None and before.tag in (*_FINITE, "KOUS"))
