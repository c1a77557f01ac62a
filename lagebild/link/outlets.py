"""Outlets under their several names: `DER SPIEGEL`, `spiegel.de` and `das Nachrichtenmagazin „Spiegel“` are one.

What counts as one name is told by the name and the language pack alone, never by what else a case holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lagebild.lang import FIRST
from lagebild.lang.pack import Pack, load_pack
from lagebild.link.records import DocumentIn
from lagebild.link.words import normal

__all__ = ["OutletLexicon", "OutletNames", "may_abbreviate", "outlet_lexicon"]

_ASIDE: Final = re.compile(r"\s*\([^()]*\)\s*$")
_HOST: Final = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,12})(?:/\S*)?", re.IGNORECASE)
_MARKS: Final = "„“”\"»«‚‘’' .,"
_LONGEST_CODE: Final = 5
_SHORTEST: Final = 5  # letters that must be left of a name when the noun before it is taken away
_SECOND_LEVEL: Final = frozenset({"co", "com", "org"})  # `bbc.co.uk`


def _letters(name: str) -> str:
    return normal(name).replace(" ", "")


@dataclass(frozen=True, slots=True)
class OutletLexicon:
    """Names by their letters (`names`), nouns that may stand before a name, articles, words that name no outlet alone, and languages."""

    names: dict[str, str]
    nouns: frozenset[str]
    articles: frozenset[str]
    common: frozenset[str]
    languages: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> OutletLexicon:
        """Build from `credits.toml`, `media.tsv` and `outlets.tsv`; a row that shares a form with an earlier one adds to it."""
        data = pack.toml("credits.toml")
        names: dict[str, str] = {}
        agencies = ((name, forms, forms) for name, forms in data["agencies"].items())
        for name, forms, inflected in (*agencies, *_media(pack), *_aliases(pack)):
            known = next((names[s] for s in map(_letters, (name, *forms)) if s in names), name)
            for form in (name, *forms, *inflected):
                names.setdefault(_letters(form), known)
        nouns, articles = frozenset(data["outlet_nouns"]), frozenset(data["outlet_articles"])
        languages = frozenset(map(_letters, data["languages"]))
        return cls(names, nouns, articles, frozenset(map(_letters, data["common_outlets"])), languages)

    @property
    def fronts(self) -> frozenset[str]:
        """Return what may stand before a name."""
        return self.nouns | self.articles


def _media(pack: Pack) -> Iterator[tuple[str, list[str], list[str]]]:
    if (pack.folder / "media.tsv").is_file():
        inflected = pack.rules("naming").pattern_forms
        for row in pack.table("media.tsv"):
            patterns = [pattern.strip() for pattern in row["forms"].split("|")]
            yield row["name"], [p.replace("~", "") for p in patterns], [form for p in patterns for form in inflected(p)]


def _aliases(pack: Pack) -> Iterator[tuple[str, list[str], list[str]]]:
    if (pack.folder / "outlets.tsv").is_file():
        for row in pack.table("outlets.tsv"):
            yield row["name"], row["aliases"].split("|"), []


@lru_cache(maxsize=8)
def outlet_lexicon(lang: str = FIRST) -> OutletLexicon:
    """Return the outlets that a language's pack knows."""
    return load_pack(lang).get(OutletLexicon.from_pack)


def _bare(name: str, lexicon: OutletLexicon) -> str:
    """Return a name without quotation marks, asides, and the article, adjectives and nouns for a medium before it."""
    words = _ASIDE.sub("", name.strip()).strip(_MARKS).split()
    k = 0
    while k < len(words) - 1 and (words[k].lower() in lexicon.fronts or _is_noun(words[k], lexicon) or words[k][:1].islower()):
        k += 1
    left = " ".join(words[k:]).strip(_MARKS)
    return left if k and len(_letters(left)) >= _SHORTEST else " ".join(words)


def _is_noun(word: str, lexicon: OutletLexicon) -> bool:
    """Tell a noun for a medium, alone or as the end of a compound: `US-Sender`, `Staatsagentur`."""
    low = word.lower()
    return any(low == noun or (low.endswith(noun) and len(noun) > _SHORTEST) for noun in lexicon.nouns)


def _readings(name: str, lexicon: OutletLexicon) -> Iterator[str]:
    """Yield the letters by which a name may be known, the fullest first."""
    aside = _ASIDE.sub("", name.strip())
    yield _letters(aside)
    host = _HOST.fullmatch(aside.strip(_MARKS))
    if host is not None:
        labels = host[1].lower().split(".")
        yield from (_letters(".".join(labels[k:])) for k in range(len(labels) - 1))
        yield _letters(labels[-3] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else labels[-2])
        return
    words = aside.strip(_MARKS).split()
    for k in range(1, len(words)):
        if words[k - 1].lower() in lexicon.fronts or _is_noun(words[k - 1], lexicon) or words[k - 1][:1].islower():
            yield _letters(" ".join(words[k:]))
        else:
            break
    for reading in (_letters(aside), _letters(_bare(name, lexicon))):
        yield reading.removesuffix("s")


class OutletNames:
    """Which names of outlets are one outlet's. `documents` only lend spellings to show for outlets that the pack does not know."""

    def __init__(self, documents: Iterable[DocumentIn] = (), lang: str = FIRST) -> None:
        self._lexicon = outlet_lexicon(lang)
        self._keys: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        for name in sorted({n for d in documents for n in (d.outlet, *(c.origin for c in d.credits)) if n}):
            known = self._shown.setdefault(self.key(name), name)
            self._shown[self.key(name)] = max(known, name, key=lambda n: (" " in n or "." not in n, len(n), n))

    def key(self, name: str) -> str:
        """Return what all names of one outlet share."""
        if name not in self._keys:
            self._keys[name] = self._key(name)
        return self._keys[name]

    def _key(self, name: str) -> str:
        known = self._lexicon.names
        found = next((known[reading] for reading in _readings(name, self._lexicon) if reading in known), None)
        if found is not None:
            return _letters(found)
        host = _HOST.fullmatch(name.strip())
        return list(_readings(name, self._lexicon))[-1] if host else _letters(_bare(name, self._lexicon))

    def of(self, name: str | None) -> str | None:
        """Return the name that stands for an outlet: the pack's, else the fullest of the case's, else its own without what is before it."""
        if not name:
            return None
        key = self.key(name)
        return self._lexicon.names.get(key) or self._shown.get(key) or _bare(name, self._lexicon)

    def is_outlet(self, name: str | None) -> bool:
        """Tell whether a name can be an outlet's: a common noun (`Kurier`, `Medien`) alone is none."""
        return bool(name) and _letters(name or "") not in self._lexicon.common and self.key(name or "") not in self._lexicon.common | {""}

    def same(self, one: str, other: str) -> bool:
        """Tell whether two names are one outlet's, also where one is the code by which the other signs: `amw`, `Welle (amw)`."""
        if self.key(one) == self.key(other):
            return True
        aside = [_letters(m[0]) for name in (one, other) if (m := _ASIDE.search(name))]
        plain = {_letters(one), _letters(other)}
        return any(a in plain for a in aside) or may_abbreviate(one, other) or may_abbreviate(other, one)

    def is_language(self, name: str) -> bool:
        """Tell the name of a language, as credits of translations give it (`aus dem Englischen`)."""
        return _letters(name) in self._lexicon.languages

    def known(self, name: str) -> bool:
        """Tell whether the pack knows an outlet of this name."""
        return self.key(name) in self._lexicon.names


def may_abbreviate(code: str, name: str) -> bool:
    """Tell whether a short code can stand for a name: its letters in order, the first one and a later one at beginnings of words or parts.

    `amw` may be *Agentur Mittelwelle*: agencies that no list knows sign so.
    """
    letters, words = _letters(code), normal(name).split()
    if not 1 < len(letters) <= _LONGEST_CODE or len(words) < 2 or letters[0] != words[0][0]:
        return False
    spelled, at, starts = " ".join(words), 0, 0
    for letter in letters:
        at = spelled.find(letter, at) + 1
        if not at:
            return False
        starts += at == 1 or spelled[at - 2] == " "
    return starts > 1 or any(w.startswith(letters[1:2]) for w in words[1:])
