from __future__ import annotations

from pathlib import Path

import pytest

from lagebild.engines.tasks import Task, commit, is_done, open_tasks, read_manifest, resolve, write_whole


def test_a_finished_task_is_not_run_again(tmp_path: Path) -> None:
    tasks = [Task((n,), "stage") for n in range(3)]
    commit(tmp_path, tasks[1], {"documents": 1}, {tmp_path / "1.out": b"x"})
    assert list(open_tasks(tmp_path, tasks)) == [tasks[0], tasks[2]]
    assert read_manifest(tmp_path, tasks[1])["counts"] == {"documents": 1}
    assert (tmp_path / "1.out").read_bytes() == b"x"


def test_the_manifest_comes_last(tmp_path: Path) -> None:
    task = Task((1,))
    with pytest.raises(FileNotFoundError):
        commit(tmp_path, task, {}, {tmp_path / "no" / "folder": b""})
    assert not is_done(tmp_path, task)


def test_a_file_appears_whole_and_leaves_no_rest(tmp_path: Path) -> None:
    write_whole(tmp_path / "f", b"old")
    write_whole(tmp_path / "f", b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["f"]
    assert (tmp_path / "f").read_bytes() == b"new"


@pytest.mark.parametrize("name", ["", "json", "json:", "json:nothing", "no.such.module:f"])
def test_a_wrong_name_is_told(name: str) -> None:
    with pytest.raises(ValueError, match="no task function"):
        resolve(name)
