"""The embedded sample, really extracted: linked report by report, in any order, it gives what it gives at once."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import lagebild
from lagebild.config import Settings
from lagebild.engines.local import item_stream
from lagebild.items import Item
from lagebild.store import Case
from tests.contract.store import fill, state

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def reports() -> list[Item]:
    folder = Path(lagebild.__file__).parent / "sample"
    return list(item_stream([str(folder)], Settings()))


@pytest.mark.parametrize("seed", range(3))
def test_reports_linked_one_by_one_give_what_they_give_at_once(reports: list[Item], tmp_path: Path, seed: int) -> None:
    order = random.Random(seed).sample(reports, len(reports))
    size = (1, 3, 7)[seed]
    with Case.open(tmp_path / "once.db") as once, Case.open(tmp_path / "parts.db") as parts:
        fill(once, reports, 16)
        once.relink()
        for k in range(0, len(order), size):
            fill(parts, order[k : k + size], 16)
            parts.relink()
        with once.view() as one, parts.view() as other:
            expected, found = state(one), state(other)
    for name in expected:
        assert found[name] == expected[name], name


def test_a_report_that_is_withdrawn_leaves_nothing_behind(reports: list[Item], tmp_path: Path) -> None:
    """A version that says nothing takes the place of each report in turn: what is linked is linked as if it had never said more."""
    from dataclasses import replace

    from lagebild.model import Extraction

    first = next(i for i in reports if isinstance(i.result, Extraction))
    assert isinstance(first.result, Extraction)
    empty = Extraction(replace(first.result.document, text="Zurückgezogen.", regions=(), credits=(), id="withdrawn"))
    with Case.open(tmp_path / "case.db") as case:
        fill(case, reports, 16)
        case.relink()
        fill(case, [replace(first, result=empty, sha="other")], 16)
        case.relink()
        with case.view() as view:
            parts = state(view)
        case.relink(force=True)
        with case.view() as view:
            whole = state(view)
    for name in whole:
        assert parts[name] == whole[name], name
