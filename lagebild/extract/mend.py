"""Settle contradictions between a token's coarse and fine tags before statements are read.

The fine tag (STTS) is the more reliable one for names, nouns, finite verbs and pronouns; engines without STTS tags are left as they are.
"""

from __future__ import annotations

from dataclasses import replace

from lagebild.parse.base import Parse, Token

_BY_TAG = {"NE": "PROPN", "PDS": "PRON", "PIS": "PRON", "PPER": "PRON", "VVFIN": "VERB", "VVPP": "VERB", "VVINF": "VERB", "KOUS": "SCONJ", "PRELS": "PRON"}
_VERBAL = ("VERB", "AUX")


def mended(parse: Parse) -> Parse:
    """Return the parse with contradicting tokens corrected; the same object where there are none."""
    changed = {t.i: fixed for t in parse.tokens if (fixed := _mended(t)) is not t}
    if not changed:
        return parse
    return Parse(parse.text, tuple(changed.get(t.i, t) for t in parse.tokens), parse.sentences)


def _mended(token: Token) -> Token:
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
