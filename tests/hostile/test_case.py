"""The whole flow over every hostile file at once: a whole case, a reason for each that was set aside, nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import lagebild
from lagebild.store.case import Case
from tests.hostile.corpus import build

SAMPLE = Path(lagebild.__file__).resolve().parent / "sample"


def _lagebild(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    # A low limit on length keeps the test short: what is over it must be set aside like anything else.
    environ = os.environ | {"LAGEBILD_MAX_CHARS": "60000"}
    command = [sys.executable, "-m", "lagebild", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=500, check=False, env=environ)


@pytest.mark.slow
def test_a_hostile_pile_gives_a_whole_case(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    build(pile)
    case = tmp_path / "case.db"
    run = _lagebild("add", pile, SAMPLE, "--case", case, "--jobs", "2")
    assert run.returncode == 0, run.stderr
    with Case.open(case, create=False) as opened, opened.view() as view:
        errors = list(view.errors())
        names = {d.name for d in view.documents()}
        assert len(errors) >= 40
        assert [e for e in errors if not e.message or not e.kind or e.kind == "internal"] == []
        assert sum(str(SAMPLE) in name for name in names) == 16, "the sound reports beside the hostile ones all came in"
        before = view.stats()
    again = _lagebild("add", pile, SAMPLE, "--case", case)
    assert again.returncode == 0, again.stderr
    with Case.open(case, create=False) as opened, opened.view() as view:
        assert view.stats() == before
    brief = _lagebild("brief", "--case", case, "--output", tmp_path / "brief.html")
    assert brief.returncode == 0, brief.stderr
    assert (tmp_path / "brief.html").stat().st_size > 10_000
