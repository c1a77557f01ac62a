"""A parse without a parser, for tests: words and marks as tokens, features by word.

A sentence ends at each full stop before a blank, but not after digits.
"""

from __future__ import annotations

import re

from lagebild.model import Document, Region
from lagebild.parse.base import Parse, Sentence, Token

WORD = re.compile(r"\d[\d.,]*\d|\w+(?:-\w+)*|[^\w\s]")


def simple_parse(text: str, features: dict[str, dict[str, str]] | None = None) -> Parse:
    """Return a parse of `text`; `features` gives the token fields of words (``{"kam": {"verbform": "Fin", "tense": "Past"}}``)."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    first = 0
    for m in WORD.finditer(text):
        fields = {"lemma": m[0].lower(), "pos": "X"} | (features or {}).get(m[0], {})
        tokens.append(Token(i=len(tokens), start=m.start(), end=m.end(), text=m[0], head=len(tokens), **fields))  # type: ignore[arg-type]
        if m[0] in ".!?" and not text[m.start() - 1 : m.start()].isdigit() and text[m.end() : m.end() + 1] in ("", " ", "\n"):
            sentences.append(Sentence(first, len(tokens), False))
            first = len(tokens)
    if first < len(tokens):
        sentences.append(Sentence(first, len(tokens), False))
    return Parse(text, tuple(tokens), tuple(sentences))


def simple_document(text: str, published: str | None = "2024-11-16") -> Document:
    return Document("x", text, "de", "", published=published, regions=(Region((0, len(text)), "body"),))
