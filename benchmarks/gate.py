"""The gate: figures read from the scorers' tables, held against the floors in `gate.toml`."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_ROW = re.compile(r"^(\w+)\s+[\d.]+\s+[\d.]+\s+([\d.]+)\s*$", re.MULTILINE)
_SHARE = re.compile(r"(\w+) ([\d.]+) %")


def figures(printed: str) -> dict[str, float]:
    """Return the F1 of each row `name P R F1`, and each `name X %`, of what a scorer printed; in percent."""
    rows = {name: float(value) for name, value in _ROW.findall(printed)}
    return rows | {name: float(value) for name, value in _SHARE.findall(printed) if name not in rows}


def floors() -> dict[str, dict[str, float]]:
    """Return the floors by measure and figure."""
    with Path(__file__).with_name("gate.toml").open("rb") as file:
        return {measure: {name: float(value) for name, value in table.items()} for measure, table in tomllib.load(file).items()}


def fallen(measure: str, printed: str, table: dict[str, dict[str, float]]) -> list[str]:
    """Return a line for each figure of a measure that is missing or below its floor."""
    found = figures(printed)
    return [
        f"{measure}: {name} {found.get(name, 0.0):.1f} is below its floor {floor:.1f}"
        for name, floor in table.get(measure, {}).items()
        if found.get(name, 0.0) < floor
    ]
