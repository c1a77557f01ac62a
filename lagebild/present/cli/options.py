"""Values of options, checked: a wrong one gives one line that tells which are right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from lagebild.errors import OptionError

_TIME: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def _plain(value: str) -> str:
    return value.strip().casefold().replace("-", "_")


def chosen(option: str, values: Sequence[str] | None, allowed: Sequence[str]) -> tuple[str, ...] | None:
    """Return the values of an option that may be repeated or hold several after commas, whatever their case; None where it is not given.

    Raises OptionError for a value that is not among `allowed`.
    """
    if not values:
        return None
    known = {_plain(name): name for name in allowed}
    found = []
    for value in (part for listed in values for part in listed.split(",") if part.strip()):
        if _plain(value) not in known:
            raise OptionError(f"{option}: {value.strip()!r} is none of {', '.join(allowed)}")
        found.append(known[_plain(value)])
    return tuple(dict.fromkeys(found))


def iso_time(option: str, value: str | None) -> str | None:
    """Return an ISO day, month or year as given. Raises OptionError for anything else."""
    if value is None:
        return None
    match = _TIME.fullmatch(value.strip())
    try:
        if match is None:
            raise ValueError(value)
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        raise OptionError(f"{option}: {value!r} is no day, month or year; write 2024-11-16, 2024-11 or 2024") from None
    return match[0]
