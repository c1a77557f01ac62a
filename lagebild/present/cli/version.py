"""`lagebild version`."""

from __future__ import annotations

from lagebild import __version__
from lagebild.present.cli.common import JSON_OPTION, print_json


def version(json: bool = JSON_OPTION) -> None:
    """Print the version."""
    if json:
        print_json({"version": __version__})
    else:
        print(f"lagebild {__version__}")
