"""A noun phrase in the nominative, without its determiner: how a source that the text declines is named.

`der libyschen Behörden` → `libysche Behörden`, `des Weißen Hauses` → `Weißes Haus`, `von Insidern` → `Insider`. Only the first noun and
the adjectives before it change; what follows (genitives, names) stays as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_STRONG = {"Masc": "er", "Fem": "e", "Neut": "es"}
_ENDINGS = ("en", "em", "er", "es", "e")
# plural -en of these masculines is no dative: der Präsident, die Präsidenten
_WEAK = (
    "ent", "ant", "at", "ist", "it", "ot", "et", "ast", "nom", "graf", "soph", "mensch", "held", "or", "log", "arch", "rat", "ar",
    "narr", "prinz", "hirt", "fürst", "herr", "bär", "franzos",
)  # fmt: skip
_PLURAL_EN = ("ung", "heit", "keit", "schaft", "ion", "tät", "ur", "ei", "frau", "zahl", "uhr", "in", "staat")
_CIRCLES = ("kreisen", "Kreisen")
_NO_UMLAUT = str.maketrans("äöü", "aou")


@dataclass(frozen=True, slots=True)
class Form:
    """One word: form, lemma, whether it is an adjective or a common noun, number (Sing Plur or "") and gender (Masc Fem Neut or "")."""

    text: str
    lemma: str
    adjective: bool = False
    noun: bool = False
    number: str = ""
    gender: str = ""


def nominative(forms: Sequence[Form]) -> list[str]:
    """Return the words of a phrase without determiner, its first noun and the adjectives before it in the nominative."""
    at = next((k for k, f in enumerate(forms) if f.noun), -1)
    if at < 0:
        return [f.text for f in forms]
    head = forms[at]
    words = [_adjective(f.text, head) if f.adjective else f.text for f in forms[:at]]
    return [*words, noun(head), *(f.text for f in forms[at + 1 :])]


def noun(form: Form) -> str:
    """Return a noun in the nominative of its number; the word itself where its ending tells nothing."""
    text, lemma = form.text, form.lemma
    if text.endswith(_CIRCLES):
        return text[:-1]
    if not lemma[:1].isupper() or _plain(text[:2]) != _plain(lemma[:2]):
        return text
    if form.number == "Plur":
        return _plural(text, lemma)
    return lemma if _declined(text, lemma) else text


def _plain(text: str) -> str:
    return text.lower().translate(_NO_UMLAUT)


def _declined(text: str, lemma: str) -> bool:
    """Tell whether a singular form is the lemma with an ending of the genitive, dative or accusative."""
    return text.startswith(lemma) and text[len(lemma) :] in ("s", "es", "ses", "n", "en")


def _plural(text: str, lemma: str) -> str:
    if not text.endswith("n") or text == lemma or lemma.endswith("n"):
        return text
    low = lemma.lower()
    if text == lemma + "n":
        return text[:-1] if low.endswith(("er", "el")) else text
    if text == lemma + "en":
        return text if low.endswith((*_WEAK, *_PLURAL_EN)) else text[:-1]
    umlaut = text != lemma and _plain(text).startswith(_plain(lemma)) and not text.lower().startswith(low)
    return text[:-1] if umlaut or text.endswith("ern") else text


def _adjective(text: str, head: Form) -> str:
    """Return an attributive adjective in the strong nominative of its noun; `Berliner` and `US-` do not change."""
    ending = next((e for e in _ENDINGS if text.endswith(e) and len(text) > len(e) + 2), None)
    if ending is None or (text[:1].isupper() and ending == "er"):
        return text
    stem = text[: -len(ending)]
    if head.number == "Plur":
        return stem + "e"
    return stem + _STRONG[head.gender] if head.gender in _STRONG else text
