"""What runs inside a worker: items one by one, errors as data, a time limit on each."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from lagebild.engines.tasks import Results, TaskError, load_model, resolve
from lagebild.garbage import rarely


@dataclass(frozen=True, slots=True)
class Work:
    """How each task of a list is run: `function` as "module:function" takes (model, item); `limit` is in seconds an item."""

    function: str
    init: str | None = None
    argument: Hashable = None
    limit: float | None = None


class _Overtime(BaseException):
    """Raised by the alarm; no `except Exception` on the way swallows it."""


def _can_alarm() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Raise _Overtime in the block after so many seconds, where the platform can."""
    if seconds is None or not _can_alarm():
        yield
        return

    def ring(_number: int, _frame: object) -> None:
        raise _Overtime

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _one(work: Work, model: Any, item: Any) -> Any:
    try:
        with time_limit(work.limit):
            return resolve(work.function)(model, item)
    except _Overtime:
        return TaskError("timeout", f"took longer than {work.limit:g} seconds")
    except Exception as e:  # noqa: BLE001 - an item's error is data: it must not stop the others
        return TaskError("exception", f"{type(e).__name__}: {e}")


def work_on(work: Work, items: tuple[Any, ...]) -> Results:
    """Return one result, or TaskError, for each item."""
    model = load_model(work.init, work.argument) if work.init is not None and items else None
    return tuple(_one(work, model, item) for item in items)


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def start_worker() -> None:
    """Prepare a worker process: the terminal's Ctrl-C is its parent's business, and it ends when its parent is killed."""
    rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()
