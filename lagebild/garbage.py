"""When Python looks for garbage: records refer to each other in one direction only, so looking for circles hardly ever finds any."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_RECORDS: Final = 100_000  # made and not yet freed, before one looks


@contextmanager
def uncollected() -> Iterator[None]:
    """Let nobody look for garbage while the block builds what lives on: every look would go through all that is built already."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Look for garbage less often while the block makes very many small records, of which hardly one refers back to another."""
    before = gc.get_threshold()
    rarely()
    try:
        yield
    finally:
        gc.set_threshold(*before)


def rarely() -> None:
    """Look less often from now on: for a process that does nothing but turn documents into records."""
    gc.set_threshold(_RECORDS, *gc.get_threshold()[1:])
