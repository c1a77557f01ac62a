"""Task functions for tests: each does what its item says."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

from lagebild.config import Settings
from lagebild.model import Document, Extraction, Failure, Source
from lagebild.read import identify


class Model:
    """Counts how often it is made, in a file of the folder given."""

    def __init__(self, folder: str) -> None:
        with (Path(folder) / "made.txt").open("a") as file:
            file.write(f"{os.getpid()}\n")


def echo(_model: Any, item: Any) -> Any:
    return item


def obey(_model: Any, item: Any) -> Any:
    """Raise, die, hang, run out of memory, or double, as told."""
    if item == "raise":
        raise ValueError("told to")
    if item == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "exit":
        os._exit(7)
    if item == "memory":
        raise MemoryError
    if item == "sleep":
        time.sleep(60)
    if item == "lambda":
        return lambda: None
    if isinstance(item, str) and item.startswith("once:"):
        path = Path(item[5:])
        if not path.exists():
            path.write_text("died")
            os.kill(os.getpid(), signal.SIGKILL)
        return "survived"
    return item * 2


def refuse(_model: Any, _item: Any) -> Any:
    raise ValueError("told to")


class Quiet:
    """A model that needs nothing."""

    def __init__(self, _settings: Settings) -> None:
        return


def extract(model: Any, source: Source) -> Extraction | Failure:
    """Extract nothing from a source; do what its text says, as `obey` does."""
    text = source.text or ""
    if len(text) < 10:
        obey(model, text)
    return Extraction(Document(id=identify(source), text=text, lang="de", raw_sha256="", published=source.given.published))
