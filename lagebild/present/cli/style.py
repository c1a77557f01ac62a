"""What colours mean on the terminal, in one place: stance and status, never decoration."""

from __future__ import annotations

from typing import Final

STANCE: Final = {
    "denies": "red", "declines_comment": "dim", "accuses": "magenta", "criticises": "magenta", "demands": "yellow", "threatens": "yellow",
    "warns": "yellow", "promises": "green", "confirms": "green", "praises": "green", "expects": "cyan", "questions": "cyan",
}  # fmt: skip
"""Stance → colour; what only asserts has none."""

STATUS: Final = {"attributed": "cyan", "denied": "red", "planned": "yellow", "possible": "yellow", "negated": "red"}
"""Event status → colour; what the reporter tells as fact has none."""

LINEAGE: Final = {
    "copy": "red", "passage": "magenta", "rewrite": "yellow", "translation": "cyan", "credits": "green", "cites": "blue",
}  # fmt: skip
"""How a report has something from another → colour."""
