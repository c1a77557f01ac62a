from __future__ import annotations

import pytest

from benchmarks.reuse import Truth, brute_force, sequences
from tests.link.reuse.written import prose


def record(outlet: str, sentences: list[str]) -> dict[str, str]:
    return {"outlet": outlet, "text": " ".join(sentences)}


def test_sequences_are_distinct_and_lower_case() -> None:
    assert sequences("Eins zwei, drei vier fünf sechs sieben ACHT – eins Zwei drei vier fünf sechs sieben acht") >= {
        "eins zwei drei vier fünf sechs sieben acht"
    }
    assert len(sequences("a " * 20)) == 1
    assert sequences("nur sechs Wörter sind zu wenig") == set()


def test_brute_force_counts_what_outlets_share() -> None:
    one = prose(1, 20)
    truth = brute_force([record("A", one), record("B", one[:10]), record("A", one[:10]), record("C", prose(2, 20)), record("D", one[:2])])
    assert truth.pairs() == {(0, 1), (1, 2)}  # one outlet's own versions are no pair, nor is a text of two sentences
    assert truth.containment((0, 1)) == 1
    assert truth.jaccard((0, 1)) == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize(("shared", "sizes", "expected"), [(15, [30, 900], True), (14, [30, 900], False), (29, [29, 29], False)])
def test_half_of_the_smaller_and_thirty_sequences(shared: int, sizes: list[int], expected: bool) -> None:
    assert bool(Truth({(0, 1): shared}, sizes).pairs()) is expected
