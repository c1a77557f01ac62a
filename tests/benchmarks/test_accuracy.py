"""The gate, held against the stages as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import accuracy
from benchmarks.data import SCORERS


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(not SCORERS.is_dir(), reason="the measuring sets are not here (../shared)")
def test_no_figure_has_fallen_below_its_floor(tmp_path: Path) -> None:
    assert accuracy.run(tmp_path)
