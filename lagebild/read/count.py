"""How many documents stand behind inputs, roughly and quickly: for the length of a progress bar, nothing else."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from lagebild.errors import ReadError
from lagebild.model import Failure
from lagebild.read.files import expand, open_regular
from lagebild.read.stream import unzipped

_CHUNK = 1 << 20


def count(inputs: Sequence[str]) -> int | None:
    """Return about how many documents `inputs` hold: lines for JSON lines, one for any other file; None for standard input."""
    if "-" in inputs:
        return None
    return sum(1 if isinstance(path, Failure) else _documents(path) for text in inputs for path in expand(text))


def _documents(path: Path) -> int:
    if not path.name.lower().removesuffix(".gz").endswith((".jsonl", ".ndjson")):
        return 1
    try:
        with open_regular(path) as raw:
            stream = unzipped(raw if hasattr(raw, "peek") else cast(io.BufferedReader, io.BufferedReader(cast(io.RawIOBase, raw))))
            lines = 0
            while chunk := stream.read(_CHUNK):
                lines += chunk.count(b"\n")
            return max(1, lines)
    except (ReadError, OSError, EOFError):
        return 1  # reading will say what is wrong with it
