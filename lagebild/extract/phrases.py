"""Noun phrases by pattern: from the first word onwards, with genitives, brackets, names and appositions.

A parser ties appositions and genitives to the wrong noun too often; the order of words in a German noun phrase is strict enough
for a pattern. Ranges are token indices [first, last).
"""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.extract.clausal import is_verb
from lagebild.lang.pack import Pack
from lagebild.parse.base import Token

Range = tuple[int, int]
_INNER = ("DET", "ADJ", "NUM", "NOUN", "PROPN", "X", "SYM")
_ARGUMENTS = frozenset({"obj", "iobj"})
_OPENING = ("„", '"', "“", "»", "‚")
_LOWER_NAME = 2
_ALONE = ("PDAT", "PIAT")
_CLOSING = ("“", "”", '"', "«", "‘")
_MOST_APPOSED = 2
_HEADS = ("NOUN", "PROPN", "NUM", "X")


@dataclass(frozen=True)
class PhraseWords:
    """Closed-class words of noun phrases, in lower case."""

    oblique: frozenset[str]
    dative: frozenset[str]
    dative_singular: frozenset[str]
    genitive: frozenset[str]
    subject_pronouns: frozenset[str]
    of: frozenset[str]
    attached: frozenset[str]
    attached_postverbal: frozenset[str]
    attached_apposition: frozenset[str]
    time_nouns: frozenset[str]
    pure_genitive: frozenset[str]
    bare_genitive: str
    articles: frozenset[str]
    she_or_they: frozenset[str]
    reflexive: frozenset[str]
    focus: frozenset[str]
    together: frozenset[str]
    whole: frozenset[str]
    masculine: frozenset[str]
    plural: frozenset[str]
    weak_oblique: tuple[str, ...]
    dative_plural: tuple[str, ...]
    places: frozenset[str]
    origin: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> PhraseWords:
        table = pack.toml("attribution.toml")
        data = table["phrases"] | table["pronouns"]
        names = set(cls.__dataclass_fields__) - {"bare_genitive", "weak_oblique", "dative_plural"}
        sets = {name: frozenset(data[name]) for name in names}
        return cls(
            **sets,
            bare_genitive=data["bare_genitive"],
            weak_oblique=tuple(data["weak_oblique"]),
            dative_plural=tuple(data["dative_plural"]),
        )


def noun_phrase(tokens: tuple[Token, ...], first: int, last: int, words: PhraseWords, attach: frozenset[str]) -> Range | None:
    """Return the noun phrase that starts at `first`, or None. It ends before `last`.

    `attach`: the prepositions that may go on with it after its head.
    """
    core = _core(tokens, first, last)
    if core is None:
        return None
    if core == first + 1 and (tokens[first].tag in ("PPER", "PRF", "PRELS") or tokens[first].text.lower() in words.whole):
        return first, core
    end = core
    apposed = 0
    while end < last:
        at_comma = tokens[end].text == ","
        further = _further(tokens, first, end, last, words, attach)
        if further <= end or (at_comma and apposed >= _MOST_APPOSED):
            break
        apposed += at_comma
        end = further
    return first, end


def _core(tokens: tuple[Token, ...], first: int, last: int) -> int | None:
    """Return the end of determiner, adjectives and head noun(s) from `first`, or None where no head comes."""
    i, head = first, -1
    if first + 1 < last and tokens[first].pos == "DET" and tokens[first + 1].text in _OPENING:
        end = _quoted_name(tokens, first + 1, last)
        return end if end > first + 1 else None
    extended = _extended(tokens, first, last)
    if extended > first:
        return _core(tokens, extended, last)
    if first < last and tokens[first].text in _OPENING:
        end = _quoted_name(tokens, first, last, _LOWER_NAME)
        return end if end > first else None
    if first < last and tokens[first].pos == "PRON" and (tokens[first].tag in ("PPER", "PRF") or not _before_nominal(tokens, first, last)):
        return first + 1
    while i < last:
        token = tokens[i]
        if head >= 0 and (token.pos in ("DET", "PRON") or (token.pos == "NUM" and not _numbered(tokens, i))):
            break
        if head >= 0 and token.pos == "NOUN" and token.number == "Plur" and not token.ner and tokens[head].pos in ("NOUN", "PROPN"):
            break
        if head >= 0 and token.ner_begin and tokens[head].ner and tokens[head].pos == "PROPN" and token.pos == "PROPN":
            break
        if head > first and tokens[first].pos == "DET" and _apart(tokens[head], token):
            break
        owned = head == first and tokens[first].pos == "PROPN" and tokens[first].text.endswith("s") and _before_nominal(tokens, i, last)
        if head >= 0 and token.pos in ("ADJ", "ADV") and not token.text[:1].isupper() and not owned:
            break
        inner = token.pos in _INNER or _initial(tokens, i, first, last) or (i == first and token.pos == "PRON") or _inside(tokens, i, last)
        if not inner or (is_verb(token) and not _inside(tokens, i, last)):
            break
        if (token.pos in _HEADS and (token.pos != "NUM" or not _before_nominal(tokens, i, last))) or (
            token.pos == "ADJ" and token.text[:1].isupper() and not _before_nominal(tokens, i, last)
        ):
            head = i
        i += 1
    if (
        head < 0
        and first < len(tokens)
        and tokens[first].pos == "DET"
        and tokens[first].tag in _ALONE
        and first + 1 < len(tokens)
        and is_verb(tokens[first + 1])
    ):
        return first + 1
    return head + 1 if head >= 0 else None


def _apart(head: Token, token: Token) -> bool:
    """Tell whether two common nouns side by side are two arguments of one verb: `warf der Ministerin Versagen vor`."""
    nouns = head.pos == token.pos == "NOUN" and not head.ner and not token.ner
    return nouns and head.head == token.head and head.dep in _ARGUMENTS and token.dep in _ARGUMENTS


def _extended(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Return the index of the adjective with which an extended attribute ends (`die in Bonn geborene Autorin`), or `first`."""
    opener = first + 1
    while opener + 1 < last and tokens[opener].pos == "ADV":
        opener += 1
    if opener + 1 >= last or tokens[first].pos != "DET" or tokens[opener].pos not in ("ADP", "DET") or tokens[first].tag == "PRELS":
        return first
    for k in range(opener + 2, min(last - 1, opener + 11)):
        if tokens[k].text in (",", ";", ":") or tokens[k].verbform == "Fin":
            return first
        named = tokens[k + 1].pos in ("NOUN", "PROPN", "ADJ") or tokens[k + 1].text in _OPENING
        if tokens[k].tag == "ADJA" and tokens[k - 1].pos in ("NOUN", "PROPN", "ADV") and named:
            return k
    return first


def _numbered(tokens: tuple[Token, ...], i: int) -> bool:
    """Tell a number that goes with the name before it (`Artikel 65`, `Apollo 11`) from one that counts what follows."""
    return tokens[i].text.isdigit() and not _before_nominal(tokens, i, len(tokens))


def _initial(tokens: tuple[Token, ...], i: int, first: int, last: int) -> bool:
    """Tell the full stop of an initial within a name."""
    if tokens[i].text != "." or i <= first or i + 1 >= last or not tokens[i + 1].text[:1].isupper():
        return False
    before = tokens[i - 1].text
    return before[-1:].isupper() and (len(before) == 1 or before[-2] == ".")


def _before_nominal(tokens: tuple[Token, ...], i: int, last: int) -> bool:
    return i + 1 < last and tokens[i + 1].pos in ("NOUN", "PROPN", "ADJ", "NUM", "X")


def _inside(tokens: tuple[Token, ...], i: int, last: int) -> bool:
    """Tell adverbs, participles and hyphenated pieces between determiner and noun: an adjective or noun has to follow."""
    token = tokens[i]
    if token.pos == "CCONJ":
        return i > 0 and tokens[i - 1].pos == "ADJ" and i + 1 < last and tokens[i + 1].pos == "ADJ"
    return token.pos in ("ADV", "ADJ", "VERB", "PART") and token.verbform not in ("Fin", "Inf") and _before_nominal(tokens, i, last)


def _further(tokens: tuple[Token, ...], first: int, end: int, last: int, words: PhraseWords, attach: frozenset[str]) -> int:
    """Return the new end where a genitive, bracket, name, preposition, coordination or apposition goes on with the phrase."""
    token = tokens[end]
    low = token.text.lower()
    if token.text == "(":
        close = next((k for k in range(end + 1, min(last, end + 9)) if tokens[k].text == ")"), -1)
        return close + 1 if close > 0 else end
    if token.text in _OPENING:
        return _quoted_name(tokens, end, last)
    if token.ner_begin and tokens[end - 1].ner and tokens[end - 1].pos == "PROPN":
        return end
    if token.ner and tokens[end - 1].ner and token.pos in ("ADP", "DET", "NOUN"):
        return end + 1
    if token.pos in ("PROPN", "X") or _apposed_noun(tokens[end - 1], token):
        return end + 1
    if low in words.genitive and token.pos in ("DET", "PRON") and token.case in ("Gen", "", "Dat") and _takes_genitive(tokens, end, words):
        core = _core(tokens, end, last)
        return core if core and core > end + 1 else end
    bare = tokens[end - 1].pos == "NOUN" and token.pos in ("ADJ", "DET") and low.endswith(words.bare_genitive) and token.text == low
    if bare and _before_nominal(tokens, end, last) and token.case in ("Gen", "Dat", ""):
        core = _core(tokens, end, last)
        return core if core and core > end + 1 else end
    joins = low in words.of or (low in attach and _attaches(tokens, first, end, low, words)) or _placed(tokens, end, last, words)
    if joins and token.pos == "ADP":
        named = low in words.of and end == first + 1 and tokens[first].pos == "PROPN"
        return end if named else _governed(tokens, end, last, words)
    if low in words.together and token.pos in ("CCONJ", "SCONJ", "ADP", "ADV"):
        core = _core(tokens, end + 1, last)
        nominative = core is not None and tokens[end + 1].text.lower() not in words.oblique
        return core if core and nominative else end
    if token.text == ",":
        return _apposition(tokens, end, last, words)
    return end


def _governed(tokens: tuple[Token, ...], at: int, last: int, words: PhraseWords) -> int:
    """Return the end of what the preposition at `at` governs, or `at` where that is nothing, a reflexive or a time."""
    core = _core(tokens, at + 1, last)
    if core is None or tokens[at + 1].text.lower() in words.reflexive or tokens[core - 1].lemma in words.time_nouns:
        return at
    return core


def _apposed_noun(before: Token, token: Token) -> bool:
    """Tell whether a noun goes with the one before it (`die Partei Volksbund`): a plural without a name's tag does not."""
    joins = token.pos == "NOUN" and before.pos in ("NOUN", "PROPN") and token.case != "Dat" and not _apart(before, token)
    return joins and (token.number != "Plur" or bool(token.ner))


def _attaches(tokens: tuple[Token, ...], first: int, end: int, low: str, words: PhraseWords) -> bool:
    """Tell whether a preposition goes on with the phrase before it: after a person's name only that of origin (`Maier aus Köln`)."""
    return low in words.origin or not (tokens[end - 1].ner == "PER" or _bare_name(tokens, end))


def _placed(tokens: tuple[Token, ...], end: int, last: int, words: PhraseWords) -> bool:
    """Tell whether a place follows a body right behind its noun or name: `die Regierung in Rom`."""
    if tokens[end].text.lower() not in words.places or end + 1 >= last or tokens[end + 1].ner != "LOC":
        return False
    before = tokens[end - 1]
    return before.pos == "NOUN" or before.ner == "ORG"


def _takes_genitive(tokens: tuple[Token, ...], end: int, words: PhraseWords) -> bool:
    """A genitive follows a noun, not a name: after a name the same word is a dative. `der Vermittler Jan Korte` is none: a name goes on."""
    named = end + 2 < len(tokens) and tokens[end + 2].ner == "PER" and tokens[end + 2].pos == "PROPN"
    if named and tokens[end + 1].gender == "Masc" and tokens[end].text.lower() in words.masculine:
        return False
    return not _bare_name(tokens, end) or (tokens[end].case == "Gen" and tokens[end].text.lower() in words.pure_genitive)


def _bare_name(tokens: tuple[Token, ...], end: int) -> bool:
    return tokens[end - 1].pos == "PROPN" or tokens[end - 1].text in _CLOSING


def _quoted_name(tokens: tuple[Token, ...], at: int, last: int, lower: int = 0) -> int:
    """A short name in quotation marks goes with the noun before it; one in lower case (`„netz online“`) has at most `lower` words."""
    longest = 6
    if at + 1 < last and not tokens[at + 1].text[:1].isupper():
        longest = lower
    for k in range(at + 2, min(last, at + 1 + longest + (longest == lower))):
        if tokens[k].text in _CLOSING:
            return k + 1
    return at


def _apposition(tokens: tuple[Token, ...], comma: int, last: int, words: PhraseWords) -> int:
    """Return the end of `, noun phrase` where a comma or the end of the range closes it, else `comma`."""
    start = comma + 1
    whole = _set_off(tokens, start, last)
    if whole > start:
        return whole
    if start >= last or tokens[start].pos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV", "ADP", "X"):
        return comma
    if tokens[start].pos in ("ADP", "ADV") and not (tokens[start].pos == "ADV" and _before_nominal(tokens, start, last)):
        return comma
    core = _core(tokens, start, last)
    if core is None or (
        core == start + 1 and tokens[start].pos == "NOUN" and tokens[start].case == "Dat" and tokens[start].number == "Plur"
    ):
        return comma
    end = core
    while end < last:
        token = tokens[end]
        further = _further(tokens, start, end, last, words, words.attached_apposition) if token.text != "," else end
        if further <= end:
            break
        end = further
    if end == last or tokens[end].text in (",", ":", ".", "–", ";") or is_verb(tokens[end]):
        return end
    return core if core > start + 1 and all(tokens[k].ner == "PER" for k in range(start, core)) else comma


def _set_off(tokens: tuple[Token, ...], start: int, last: int) -> int:
    """Return the end of whatever two commas set off before the finite verb at `last`, if no verb stands within, else `start`."""
    if not start < last - 1 < len(tokens) - 1 or tokens[last - 1].text != "," or tokens[last].verbform != "Fin":
        return start
    if tokens[start].pos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM") or tokens[start].tag == "PRELS":
        return start
    inner = range(start, last - 1)
    return start if any(is_verb(tokens[k]) or tokens[k].text in (",", ":", "–") for k in inner) else last - 1


def begins_phrase(token: Token) -> bool:
    """Tell whether a noun phrase can begin with the token."""
    return token.pos in ("DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM", "X")
