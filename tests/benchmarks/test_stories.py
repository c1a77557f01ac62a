"""BCubed by hand-counted examples."""

from __future__ import annotations

import pytest

from benchmarks.stories import HERE, bcubed, labels

GOLD = {"a": "x", "b": "x", "c": "x", "d": "y", "e": "y"}


@pytest.mark.parametrize(
    ("clusters", "precision", "recall"),
    [
        ({"a": 1, "b": 1, "c": 1, "d": 2, "e": 2, "unlabelled": 2}, 1.0, 1.0),
        (dict.fromkeys("abcde", 1), (9 + 4) / 25, 1.0),
        ({}, 1.0, (1 + 1) / 5),
        ({"a": 1, "b": 1, "c": 2, "d": 2, "e": 2}, (2 + (1 + 4) / 3) / 5, (4 / 3 + 1 / 3 + 2) / 5),
    ],
)
def test_bcubed(clusters: dict[str, int], precision: float, recall: float) -> None:
    assert bcubed(clusters, GOLD) == pytest.approx((precision, recall, 2 * precision * recall / (precision + recall)))


def test_the_labels_are_enough_and_apart() -> None:
    tuned, training = labels(HERE / "open.tsv"), labels(HERE / "training.tsv")
    assert len(set(tuned.values())) >= 60 and len(set(training.values())) >= 60
    assert not tuned.keys() & training.keys() and not set(tuned.values()) & set(training.values())
