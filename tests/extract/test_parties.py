"""Parties of events: whose they are, and what tells it."""

from __future__ import annotations

import pytest

from lagebild.extract.parties import fillers, home_features, parties
from lagebild.extract.scene import Scene, make_scene
from tests.extract.drawn import drawn, pack, parser


def scene(text: str) -> Scene:
    x = drawn(text)
    return make_scene(x.document, parser().parse(x.document), x.mentions, x.times, x.quantities, x.statements, pack())


def filler_at(around: Scene, word: str) -> int:
    return next(t.i for t in reversed(around.parse.tokens) if t.text == word)


@pytest.mark.parametrize(
    ("text", "word", "wanted", "absent"),
    [
        ("Peru wählt. Die Polizei in Peru vertrieb Studenten.", "Studenten", "home:own=True:", "home:others=True:"),
        ("Peru wählt. In Lima vertrieb Chile Studenten.", "Studenten", "home:others=True:", "home:others=False:"),
        ("Peru wählt. Die Radler blieben.", "Radler", "home:own=False:", "home:own=True:"),
    ],
)
def test_states_around_a_party_are_told(text: str, word: str, wanted: str, absent: str) -> None:
    around = scene(text)
    i = filler_at(around, word)
    found = next(f for f in fillers(around, i, i + 1))
    features = home_features(around, found, "ASSAULT")
    assert wanted in features
    assert absent not in features


def test_a_pair_of_states_is_two_parties() -> None:
    around = scene("Peru und Chile bauen einen Tunnel. Die beiden Länder teilen sich die Kosten.")
    i = filler_at(around, "Länder")
    found = next(f for f in fillers(around, i, i + 1))
    assert [p.code for p in parties(around, found, "")] == ["PER", "CHL"]
