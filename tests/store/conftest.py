from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lagebild.store import Case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.open(tmp_path / "case.db", now=lambda: "2024-11-20T00:00:00+00:00") as opened:
        yield opened
