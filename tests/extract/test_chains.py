"""On whose word: who passes on what others say."""

from __future__ import annotations

import pytest

from tests.extract.drawn import drawn


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Clara Lindner sagte, das Fest falle aus.", ("Clara Lindner",)),
        ("Der Konzern plane einen Verkauf, berichtet Bloomberg unter Berufung auf Insider.", ("Bloomberg", "Insider (anonymous)")),
        ("Clara Lindner sagte der „Süddeutschen Zeitung“, das Fest falle aus.", ("Süddeutsche Zeitung", "Clara Lindner")),
    ],
)
def test_the_chain_runs_from_the_nearest_source_to_the_last(text: str, chain: tuple[str, ...]) -> None:
    found = [s for s in drawn(text).statements if s.parent is None]
    assert found[-1].chain == chain
