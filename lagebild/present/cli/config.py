"""`lagebild config`."""

from __future__ import annotations

from lagebild.present.cli.common import JSON_OPTION, flush, print_json, print_table, settings


def config(json: bool = JSON_OPTION) -> None:
    """Print the settings in force: defaults, lagebild.toml, then LAGEBILD_* in the environment."""
    from dataclasses import asdict

    found = asdict(settings())
    if json:
        print_json(found)
        return flush()
    print_table(
        "Settings", ("setting", "value", "environment"), ((k, v, f"LAGEBILD_{k.upper()}") for k, v in found.items()), wide=("value",)
    )
