"""Linking over processes: what depends on one document alone is made beside the process that links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from lagebild.engines.pool import Stream
from lagebild.engines.tasks import Task, TaskError
from lagebild.engines.worker import Work
from lagebild.store.linking.ahead import Order, Spread

_WORK: Final = "lagebild.store.linking.ahead:make_ahead"
_MODEL: Final = "lagebild.store.linking.ahead:Reader"


@contextmanager
def spreading(case: Path, jobs: int) -> Iterator[Spread | None]:
    """Give what `Case.relink` spreads its work with: `jobs` processes beside the one that links, which often waits for them; None where
    there is to be but one.

    At the end of the block the processes end, too.
    """
    streams: list[Stream] = []

    def spread(orders: Sequence[Order]) -> Iterator[list[Any] | None]:
        tasks = (Task((order,)) for order in orders)
        stream = Stream(Work(_WORK, _MODEL, case.absolute()), tasks, jobs, preload=(_WORK.partition(":")[0],))
        streams.append(stream)
        return (None if isinstance(results[0], TaskError) else results[0] for _, results in stream)

    try:
        yield spread if jobs > 1 else None
    finally:
        for stream in streams:
            stream.close()
