"""The gate reads the scorers' tables and tells what has fallen."""

from __future__ import annotations

import pytest

from benchmarks.gate import fallen, figures, floors

PRINTED = """
                 P       R      F1
quote        65.87   79.57   72.07
found        70.00   50.00   58.33   (10 gold, 9 ours)

of 255 pairs: stance 61.6 %, class 73.7 %
"""


def test_figures_are_the_last_column_and_the_shares() -> None:
    assert figures(PRINTED) == {"quote": 72.07, "stance": 61.6, "class": 73.7}


@pytest.mark.parametrize(
    ("table", "count"),
    [
        ({"m": {"quote": 72.0, "stance": 61.0}}, 0),
        ({"m": {"quote": 72.1}}, 1),
        ({"m": {"stance": 82}}, 1),
        ({"m": {"name": 1.0}}, 1),  # a figure that is not printed has fallen
        ({"other": {"quote": 99.0}}, 0),
    ],
)
def test_fallen(table: dict[str, dict[str, float]], count: int) -> None:
    assert len(fallen("m", PRINTED, table)) == count


def test_floors_name_the_measures_of_the_accuracy_benchmark() -> None:
    assert set(floors()) == {"quotes", "statements", "events", "times", "pile"}
    assert floors()["quotes"]["joint"] >= 65
