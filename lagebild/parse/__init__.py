"""The only stage that knows an NLP library; everything after it sees `Parse`."""

from __future__ import annotations

from functools import lru_cache

from lagebild.lang.pack import Pack
from lagebild.parse.base import Parse, Parser, Sentence, Token

__all__ = ["Parse", "Parser", "Sentence", "Token", "make_parser"]


@lru_cache(maxsize=2)
def make_parser(pack: Pack, setting: str = "builtin") -> Parser:
    """Return the parsing engine, the same for all of a process: the pack's own pipeline for "builtin", else the installed spaCy pipeline of
    that name or path.

    Raises ConfigError where the pipeline cannot be loaded.
    """
    from lagebild.parse.spacy_engine import load_parser

    return load_parser(pack, setting)
