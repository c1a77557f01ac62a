from __future__ import annotations

from pathlib import Path

import pytest

from lagebild.config import Settings, load_settings
from lagebild.errors import ConfigError


def test_defaults() -> None:
    assert load_settings(environ={}) == Settings()


def test_the_nearer_source_wins(tmp_path: Path) -> None:
    file = tmp_path / "lagebild.toml"
    file.write_text('jobs = 3\ncase = "a.db"\n', encoding="utf-8")
    assert load_settings(file, environ={}).jobs == 3
    assert load_settings(file, environ={"LAGEBILD_JOBS": "4"}).jobs == 4
    assert load_settings(file, environ={"LAGEBILD_JOBS": "4"}, jobs=5, case=None) == Settings(case="a.db", jobs=5)


@pytest.mark.parametrize("content", ["jobz = 1", "jobs = 'many'", "jobs = ", "\xff\xfe"])
def test_bad_files_are_told(content: str, tmp_path: Path) -> None:
    file = tmp_path / "lagebild.toml"
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(ConfigError):
        load_settings(file, environ={})


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such"):
        load_settings(tmp_path / "none.toml", environ={})
