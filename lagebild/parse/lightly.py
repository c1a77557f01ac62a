"""spaCy without its command line, which `import spacy` would load too: web clients, templates, tables: a third of its time.

Import `spacy` from here before anything else does. Whoever needs the command line imports it as ever (`spacy.cli.train`).
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any, Final

from lagebild.garbage import uncollected

_LEFT_OUT: Final = ("spacy.cli", "spacy.cli.info")


def _info(*args: Any, **kwargs: Any) -> Any:
    """Stand in for `spacy.info`, the one thing of the command line that the package takes in."""
    return importlib.import_module("spacy.cli.info").info(*args, **kwargs)


def _light() -> ModuleType:
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    for name in _LEFT_OUT:
        sys.modules[name] = ModuleType(name)
    vars(sys.modules["spacy.cli.info"])["info"] = _info
    try:
        with uncollected():
            return importlib.import_module("spacy")
    finally:
        for name in _LEFT_OUT:
            del sys.modules[name]


spacy: Final = _light()
