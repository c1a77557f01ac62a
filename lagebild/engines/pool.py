"""The executor on one machine: a pool of processes that outlives any document."""

from __future__ import annotations

import multiprocessing
import multiprocessing.forkserver
import multiprocessing.resource_tracker
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import closing
from itertools import chain
from typing import Any, Final

from lagebild.engines.tasks import Results, Task, TaskError
from lagebild.engines.worker import Work, start_worker, work_on

_START_SECONDS: Final = 120.0  # what a worker may need to start and to load its model, before time limits bite
_AHEAD: Final = 3  # tasks a process, the one that it is at among them
_PRELOAD: Final = ("lagebild.engines.loaded",)
_Running = tuple[Task, "Future[Results]"]


def _context(preload: Sequence[str]) -> Any:
    """Return a way of starting processes that is safe whatever threads the parent runs; `preload`: modules that they share."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(preload))  # imported once, shared by all workers
        return context
    return multiprocessing.get_context("spawn")


def prepare(jobs: int, preload: Sequence[str] = _PRELOAD) -> None:
    """Let what workers are forked from start now, so that it imports what they need while the caller does something else.

    It is born with the terminal's Ctrl-C blocked: that is its parent's business.
    """
    if jobs > 1 and _context(preload).get_start_method() == "forkserver":
        multiprocessing.resource_tracker.ensure_running()  # the server's start would start it, and it unblocks what is blocked here
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            multiprocessing.forkserver.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _finished(results: Results) -> Future[Results]:
    future: Future[Results] = Future()
    future.set_result(results)
    return future


class _Pool:
    """A process pool that is replaced when a worker dies; tasks in flight are then run singly, so that the culprit shows."""

    def __init__(self, work: Work, jobs: int, retries: int, preload: Sequence[str]) -> None:
        self._work, self._jobs, self._retries, self._preload = work, jobs, retries, preload
        self._context = _context(preload)
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._jobs, mp_context=self._context, initializer=start_worker)

    def submit(self, task: Task) -> Future[Results]:
        if not task.items:  # nothing to do, and no reason to start a process for it
            return _finished(())
        prepare(self._jobs, self._preload)
        try:
            return self._executor.submit(work_on, self._work, task.items)
        except BrokenExecutor as e:
            broken: Future[Results] = Future()
            broken.set_exception(e)
            return broken

    def restart(self) -> None:
        self.stop()
        self._executor = self._start()

    def stop(self) -> None:
        """End the workers, busy or not."""
        processes = list((self._executor._processes or {}).values())
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()
        for process in processes:
            process.join(5)

    def limit(self, task: Task) -> float | None:
        return None if self._work.limit is None else _START_SECONDS + 2 * self._work.limit * len(task.items)

    def singly(self, task: Task) -> Results:
        """Run a task alone; where its worker dies again, halve it, down to the item that kills, which is set aside."""
        error = TaskError("killed", "its worker died")
        for _ in range(1 if len(task.items) > 1 else 1 + self._retries):
            try:
                return self.submit(task).result(self.limit(task))
            except BrokenExecutor:
                error = TaskError("killed", "the process that worked on it died (out of memory, or a crash); it was tried alone, too")
            except TimeoutError:
                error = TaskError("timeout", f"took longer than {self._work.limit:g} seconds and did not stop when asked")
            except Exception as e:  # noqa: BLE001 - what cannot travel between processes is the item's error, too
                error = TaskError("exception", f"{type(e).__name__}: {e}")
                break
            self.restart()
        if len(task.items) <= 1:
            return (error,) * len(task.items)
        middle = len(task.items) // 2
        return self.singly(Task(task.items[:middle], task.key)) + self.singly(Task(task.items[middle:], task.key))


def _settled(running: Future[Results]) -> bool:
    return running.done() and not running.cancelled() and running.exception() is None


def _recover(pool: _Pool, running: deque[_Running]) -> deque[_Running]:
    """Replace a broken pool, and run singly what was in flight and has no result."""
    keep = [(task, future if _settled(future) else None) for task, future in running]
    pool.restart()
    again: deque[_Running] = deque()
    for task, settled in keep:
        again.append((task, settled or _finished(pool.singly(task))))
    return again


class Stream(Iterator[tuple[Task, Results]]):
    """Tasks on their way through processes beside this one, in order: the first few begin at once, others as results are taken.

    More may follow at any time. Close it, or the processes stay. `preload`: modules that they share, unless others were started with other
    ones before.
    """

    def __init__(self, work: Work, tasks: Iterable[Task], jobs: int, retries: int = 1, preload: Sequence[str] = _PRELOAD) -> None:
        self._pool = _Pool(work, jobs, retries, preload)
        self._waiting = iter(tasks)
        self._running: deque[_Running] = deque()
        self._most = _AHEAD * jobs
        try:
            self._fill()
        except BaseException:
            self.close()
            raise

    def _fill(self) -> None:
        while len(self._running) < self._most and (task := next(self._waiting, None)) is not None:
            self._running.append((task, self._pool.submit(task)))

    @property
    def is_busy(self) -> bool:
        """Tell whether results wait to be taken."""
        return bool(self._running)

    def put(self, tasks: Iterable[Task]) -> None:
        """Let more tasks follow those there are."""
        self._waiting = chain(self._waiting, tasks)
        self._fill()

    def __next__(self) -> tuple[Task, Results]:
        self._fill()
        if not self._running:
            raise StopIteration
        task, future = self._running[0]
        try:
            results = future.result(self._pool.limit(task))
        except Exception:  # noqa: BLE001 - a dead worker, overtime, or a result that cannot travel: found out by running singly
            self._running = _recover(self._pool, self._running)
            task, future = self._running[0]
            results = future.result()
        self._running.popleft()
        return task, results

    def close(self) -> None:
        """End the processes, whatever they are at."""
        self._pool.stop()


def run(work: Work, tasks: Iterable[Task], jobs: int = 1, retries: int = 1) -> Iterator[tuple[Task, Results]]:
    """Yield each task with one result or TaskError an item, in the order of `tasks`, of which few are held at a time.

    With one job the work is done in this process, and what kills it kills all; with more, in a pool of processes: a document
    that kills its worker (or takes far too long) costs that document alone. `retries` is how often a lone killer is tried again.
    """
    if jobs > 1:
        with closing(Stream(work, tasks, jobs, retries)) as stream:
            yield from stream
        return
    for task in tasks:
        yield task, work_on(work, task.items)
