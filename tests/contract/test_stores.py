from __future__ import annotations

from pathlib import Path

import pytest

from lagebild.store import Case
from tests.contract.store import check_store

STORES = ["sqlite"]


@pytest.mark.parametrize("store", STORES)
def test_every_store_keeps_the_contract(store: str, tmp_path: Path) -> None:
    check_store([Case.open(tmp_path / f"{n}.db") for n in range(3)])
