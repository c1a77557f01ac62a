from __future__ import annotations

import multiprocessing
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lagebild.engines.pool import Stream, run
from lagebild.engines.tasks import Task, TaskError
from lagebild.engines.worker import Work

OBEY = Work("tests.engines.stubs:obey")


def chunked(items: list[object], size: int) -> list[Task]:
    return [Task(tuple(items[k : k + size])) for k in range(0, len(items), size)]


def flat(work: Work, items: list[object], size: int, jobs: int) -> list[object]:
    return [r for _, results in run(work, chunked(items, size), jobs) for r in results]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("size", [1, 3])
def test_order_is_kept_and_exceptions_are_data(jobs: int, size: int) -> None:
    items: list[object] = [*range(20), "raise", "memory", *range(5)]
    results = flat(OBEY, items, size, jobs)
    assert results[:20] == [2 * k for k in range(20)]
    assert results[20] == TaskError("exception", "ValueError: told to")
    assert isinstance(results[21], TaskError) and results[21].message.startswith("MemoryError")
    assert results[22:] == [0, 2, 4, 6, 8]


@pytest.mark.slow
@pytest.mark.parametrize("killer", ["kill", "exit"])
@pytest.mark.parametrize("size", [1, 4])
def test_the_item_that_kills_its_worker_is_set_aside_alone(killer: str, size: int) -> None:
    items: list[object] = list(range(30))
    items[13] = killer
    results = flat(OBEY, items, size, 2)
    assert [k for k, r in enumerate(results) if isinstance(r, TaskError)] == [13]
    assert isinstance(results[13], TaskError) and results[13].kind == "killed"
    assert [r for k, r in enumerate(results) if k != 13] == [2 * k for k in range(30) if k != 13]


@pytest.mark.slow
def test_two_killers_in_one_task() -> None:
    results = flat(OBEY, [1, "kill", 2, "kill", 3], 5, 2)
    assert [r.kind if isinstance(r, TaskError) else r for r in results] == [2, "killed", 4, "killed", 6]


@pytest.mark.slow
def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    assert flat(OBEY, [1, f"once:{tmp_path / 'mark'}", 2], 1, 2) == [2, "survived", 4]


@pytest.mark.slow
def test_a_result_that_cannot_travel_is_an_error_of_its_item_alone() -> None:
    results = flat(OBEY, [1, "lambda", 2], 3, 2)
    assert [isinstance(r, TaskError) for r in results] == [False, True, False]


@pytest.mark.parametrize("jobs", [1, 2])
def test_overtime_is_an_error_of_its_item_alone(jobs: int) -> None:
    results = flat(Work("tests.engines.stubs:obey", limit=0.3), [1, "sleep", 2], 3, jobs)
    assert [r.kind if isinstance(r, TaskError) else r for r in results] == [2, "timeout", 4]


def test_models_are_made_once_a_process(tmp_path: Path) -> None:
    work = Work("tests.engines.stubs:echo", "tests.engines.stubs:Model", str(tmp_path))
    assert flat(work, list(range(20)), 2, 2) == list(range(20))
    made = (tmp_path / "made.txt").read_text().split()
    assert len(made) == len(set(made)) <= 2


def test_few_tasks_are_held_at_a_time() -> None:
    drawn = []

    def tasks():  # type: ignore[no-untyped-def]
        for k in range(100):
            drawn.append(k)
            yield Task((k,))

    for n, _ in enumerate(run(OBEY, tasks(), 2)):
        assert len(drawn) - n <= 8


def test_leaving_early_ends_the_workers() -> None:
    stream = run(OBEY, chunked(list(range(100)), 1), 2)
    assert next(stream)[1] == (0,)
    stream.close()  # type: ignore[attr-defined]


INTERRUPTED = """
import multiprocessing.forkserver, os, signal
from lagebild.engines.pool import prepare, run
from lagebild.engines.tasks import Task
from lagebild.engines.worker import Work
if __name__ == "__main__":
    prepare(2)
    os.kill(multiprocessing.forkserver._forkserver._forkserver_pid, signal.SIGINT)
    print(*(r for _, results in run(Work("tests.engines.stubs:obey"), [Task((1, 2))], 2) for r in results))
"""


@pytest.mark.slow
@pytest.mark.skipif("forkserver" not in multiprocessing.get_all_start_methods(), reason="has no server to fork from")
def test_an_interrupt_while_workers_start_is_their_parents_business() -> None:
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout.split(), done.stderr) == (["2", "4"], "")


def test_where_the_tasks_fail_no_process_is_left() -> None:
    """The first tasks begin before anybody can close what runs them."""

    def tasks() -> Iterator[Task]:
        yield Task((1,))
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        Stream(OBEY, tasks(), 2)
    assert not [p for p in multiprocessing.active_children() if p.is_alive()]
