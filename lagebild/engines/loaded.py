"""Imported by the process that workers are forked from: it reads one report, so that all are born with what reading takes.

That is the language pack, its model, and the patterns that most reports need; each worker would otherwise load them anew.
"""

from __future__ import annotations

import gc
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import Final

import lagebild
from lagebild.config import Settings
from lagebild.engines.local import extract_stream
from lagebild.errors import LagebildError
from lagebild.garbage import rarely

_DAMAGE: Final = (LagebildError, OSError, ValueError, LookupError, TypeError, AttributeError)
"""What a damaged pack may raise: the process would end, and nobody be told why."""


def _read() -> None:
    """Take the report through all stages; what may be wrong with them is for the workers to find."""
    report = Path(lagebild.__file__).parent / "sample" / "globus-depesche-2022-10-21.txt"
    rarely()
    with suppress(*_DAMAGE):
        deque(extract_stream([str(report)], Settings()), maxlen=0)
    gc.freeze()  # what is loaded lives on: nobody looks through it any more, so it stays shared


_read()
