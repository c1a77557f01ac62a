"""What colours mean on the terminal, in one place: stance, status, side and lineage, never decoration."""

from __future__ import annotations

from typing import Final

STANCE: Final = {
    "denies": "red", "declines_comment": "dim", "accuses": "magenta", "criticises": "magenta", "demands": "yellow", "threatens": "yellow",
    "warns": "yellow", "promises": "green", "confirms": "green", "praises": "green", "expects": "cyan", "questions": "cyan",
}  # fmt: skip
"""Stance → colour; what only asserts has none."""

STATUS: Final = {"attributed": "cyan", "denied": "red", "planned": "yellow", "possible": "yellow", "negated": "red"}
"""Event status → colour; what the reporter tells as fact has none."""

SIDE: Final = {"supports": "green", "denies": "red"}
"""Whether a record stands behind a claim or against it → colour."""

LINEAGE: Final = {
    "copy": "red", "passage": "magenta", "rewrite": "yellow", "translation": "cyan", "credits": "green", "cites": "blue",
}  # fmt: skip
"""How a report has something from another → colour."""

REUSED: Final = {True: "bold cyan", False: "cyan"}
"""Brackets about a passage that stands elsewhere too, by whether that is certain."""
