"""What a task is, whichever executor runs it, and how a finished one is remembered.

A task names its function as "module:function" and carries a few small items (paths and counts, or the bytes of a few small documents). The
function takes a model and one item, so a task can be split down to the one item that fails. A task that writes files does so
through `commit`, which makes them appear at once, and a stage skips tasks that have a manifest: what ran is not run again.
"""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

from lagebild.model import content_id

TaskErrorKind: TypeAlias = Literal["exception", "killed", "timeout"]


@dataclass(frozen=True, slots=True)
class Task:
    """`items` are worked on one after the other, in one process; `key` names the task among those of its stage."""

    items: tuple[Any, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class TaskError:
    """Why one item has no result: it raised, its worker died, or it took too long."""

    kind: TaskErrorKind
    message: str


Results: TypeAlias = tuple[Any, ...]
"""One result, or TaskError, for each item of a task, in order."""


def resolve(name: str) -> Callable[..., Any]:
    """Return what "module:function" names. Raises ValueError where it names nothing."""
    module, _, attribute = name.partition(":")
    try:
        found: Callable[..., Any] = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as e:
        raise ValueError(f"no task function {name!r}: {e}") from e
    return found


@lru_cache(maxsize=2)
def load_model(init: str, argument: Hashable) -> Any:
    """Return what "module:Model" makes of `argument`; made once a process."""
    return resolve(init)(argument)


def manifest_path(folder: Path, task: Task) -> Path:
    """Return where a stage remembers a finished task."""
    return folder / f"{content_id(task.key, task.items)}.done.json"


def is_done(folder: Path, task: Task) -> bool:
    """Tell whether a task of a stage has finished before."""
    return manifest_path(folder, task).is_file()


def open_tasks(folder: Path, tasks: Iterable[Task]) -> Iterator[Task]:
    """Yield the tasks of a stage that have not finished."""
    return (task for task in tasks if not is_done(folder, task))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is there wholly or not at all, whatever kills the writer."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def commit(folder: Path, task: Task, counts: Mapping[str, int], outputs: Mapping[Path, bytes]) -> None:
    """Write a task's outputs, then its manifest: without a manifest its outputs count for nothing, and are written again."""
    for path, data in outputs.items():
        write_whole(path, data)
    manifest = {"key": task.key, "counts": dict(counts), "outputs": [str(path) for path in outputs]}
    write_whole(manifest_path(folder, task), json.dumps(manifest, sort_keys=True).encode())


def read_manifest(folder: Path, task: Task) -> dict[str, Any]:
    """Return a finished task's manifest. Raises OSError where it has none."""
    found: dict[str, Any] = json.loads(manifest_path(folder, task).read_text(encoding="utf-8"))
    return found
