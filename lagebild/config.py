"""One frozen settings record, made at the edge (command line) and passed in; nothing reads it at import."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from lagebild.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Each can stand in `lagebild.toml`, or in the environment as LAGEBILD_<NAME>.

    case: path of the case file; lang: language pack, "auto" detects; parser: "builtin" or the name or path of an installed
    spaCy pipeline; jobs: worker processes; max_bytes: largest source that is read (bytes); max_chars: longest text of a
    document (characters); timeout: longest that one document may take (seconds); batch: documents a transaction.
    """

    case: str = "./lagebild.db"
    lang: str = "auto"
    parser: str = "builtin"
    jobs: int = 1
    max_bytes: int = 256 * 1024 * 1024
    max_chars: int = 1_000_000
    timeout: float = 120.0
    batch: int = 16


def _convert(name: str, value: Any) -> Any:
    kind = type(getattr(Settings(), name))
    try:
        return kind(value)
    except (TypeError, ValueError) as e:
        raise ConfigError(f"setting {name}: {value!r} is not {kind.__name__}") from e


def load_settings(file: Path | None = None, environ: dict[str, str] | None = None, **overrides: Any) -> Settings:
    """Return the settings: defaults, then `lagebild.toml`, then the environment, then `overrides` that are not None.

    Raises ConfigError for an unknown setting or a value of the wrong type.
    """
    names = {f.name for f in fields(Settings)}
    found: dict[str, Any] = {}
    path = file or Path("lagebild.toml")
    if path.is_file():
        try:
            found.update(tomllib.loads(path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as e:
            raise ConfigError(f"{path}: {e}") from e
    elif file is not None:
        raise ConfigError(f"{path}: no such settings file")
    for key, value in (os.environ if environ is None else environ).items():
        if key.startswith("LAGEBILD_") and key[9:].lower() in names:
            found[key[9:].lower()] = value
    found.update({k: v for k, v in overrides.items() if v is not None})
    unknown = sorted(set(found) - names)
    if unknown:
        raise ConfigError(f"unknown setting {', '.join(unknown)}; known: {', '.join(sorted(names))}")
    return replace(Settings(), **{k: _convert(k, v) for k, v in found.items()})
