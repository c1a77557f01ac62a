"""Linking over processes: what depends on one document alone, or on two, is made beside the process that links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    stream: Stream | None = None

    def spread(orders: Iterable[Order]) -> Iterator[list[Any] | None]:
        nonlocal stream
        if stream is not None and stream.is_busy:  # somebody stopped before the end
            stream.close()
            stream = None
        if stream is None:
            stream = Stream(Work(_WORK, _MODEL, case.absolute()), (), jobs, preload=(_WORK.partition(":")[0],))
        stream.put(Task((order,)) for order in orders)
        return (None if isinstance(results[0], TaskError) else results[0] for _, results in stream)

    try:
        yield spread if jobs > 1 else None
    finally:
        if stream is not None:
            stream.close()
