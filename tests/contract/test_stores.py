from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lagebild.store import Case
from tests.contract.filters import check_filters
from tests.contract.store import check_parts, check_store

STORES: dict[str, Callable[[Path, int], Case]] = {"sqlite": lambda folder, n: Case.open(folder / f"{n}.db")}


@pytest.mark.parametrize("store", STORES)
def test_every_store_keeps_the_contract(store: str, tmp_path: Path) -> None:
    check_store([STORES[store](tmp_path, n) for n in range(3)])


@pytest.mark.parametrize("store", STORES)
def test_every_store_links_in_parts_as_at_once(store: str, tmp_path: Path) -> None:
    check_parts([STORES[store](tmp_path, n) for n in range(3)])


@pytest.mark.parametrize("store", STORES)
def test_every_store_filters_statements_alike(store: str, tmp_path: Path) -> None:
    check_filters(STORES[store](tmp_path, 0))
