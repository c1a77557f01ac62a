"""The only stage that knows an NLP library; everything after it sees `Parse`."""

from __future__ import annotations

import os

from lagebild.lang.pack import Pack
from lagebild.parse.base import Parse, Parser, Sentence, Token

__all__ = ["Parse", "Parser", "Sentence", "Token", "make_parser"]


def make_parser(pack: Pack, setting: str = "builtin") -> Parser:
    """Return the parsing engine: the pack's own pipeline for "builtin", else the installed spaCy pipeline of that name or path.

    Raises ConfigError where the pipeline cannot be loaded.
    """
    # Small matrices gain nothing from threads, and worker processes would fight over cores: one thread, unless the user says otherwise.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    from lagebild.parse.spacy_engine import load_parser

    return load_parser(pack, setting)
