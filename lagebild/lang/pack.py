"""A language pack: a folder of data files and small pure rules; no stage names a language."""

from __future__ import annotations

import importlib
import tomllib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from lagebild.errors import PackError
from lagebild.garbage import uncollected

T = TypeVar("T")
HERE = Path(__file__).resolve().parent


class Pack:
    """The data and rules of one language. Lexica are built from it once, by `get`.

    A lexicon is a frozen record with a builder: ``pack.get(ReportingVerbs.from_pack)``.
    """

    def __init__(self, lang: str, folder: Path) -> None:
        self.lang = lang
        self.folder = folder
        self._built: dict[Callable[[Pack], Any], Any] = {}
        self._read: dict[str, dict[str, Any]] = {}

    def get(self, builder: Callable[[Pack], T]) -> T:
        """Return what `builder` makes of this pack; built once a pack."""
        if builder not in self._built:
            with uncollected():
                self._built[builder] = builder(self)
        found: T = self._built[builder]
        return found

    def toml(self, name: str) -> dict[str, Any]:
        """Return a TOML file of the pack, read once: treat it as frozen. Raises PackError where it is missing or damaged."""
        if name not in self._read:
            try:
                self._read[name] = tomllib.loads((self.folder / name).read_text(encoding="utf-8"))
            except (OSError, tomllib.TOMLDecodeError) as e:
                raise PackError(f"{self.folder / name}: {e}; reinstall lagebild or mend the file") from e
        return self._read[name]

    def cells(self, name: str) -> tuple[list[str], list[list[str]]]:
        """Read a tab-separated file: its header line, and the cells of each further line, empty where the line is too short for them.

        Lines that start with '#' and empty lines are comments.
        """
        try:
            lines = (self.folder / name).read_text(encoding="utf-8").splitlines()
        except OSError as e:
            raise PackError(f"{self.folder / name}: {e}; reinstall lagebild") from e
        header, *rows = [line.split("\t") for line in lines if line and line[0] != "#" and not line.isspace()] or [[]]
        width = len(header)
        return header, [row if len(row) >= width else [*row, *[""] * (width - len(row))] for row in rows]

    def table(self, name: str) -> list[dict[str, str]]:
        """Read a tab-separated file as `cells` does; each row is keyed by the header."""
        header, rows = self.cells(name)
        return [dict(zip(header, row, strict=False)) for row in rows]

    def rules(self, name: str) -> ModuleType:
        """Return the pack's module of rules `name` (`lagebild.lang.<lang>.<name>`)."""
        return importlib.import_module(f"lagebild.lang.{self.lang}.{name}")


@lru_cache(maxsize=16)
def load_pack(lang: str) -> Pack:
    """Return the pack of an ISO 639-1 code, the same for all of a process. Raises PackError where there is none."""
    folder = HERE / lang
    if not (folder / "pack.toml").is_file():
        known = sorted(p.parent.name for p in HERE.glob("*/pack.toml"))
        raise PackError(f"no language pack for {lang!r}; there are: {', '.join(known)} (docs/add-a-language.md tells how to add one)")
    return Pack(lang, folder)
