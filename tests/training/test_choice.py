"""Training of choices among options."""

from __future__ import annotations

import numpy as np

from training.choice import Choice, train


def choice(right: int, *options: str) -> Choice:
    wanted = np.array([[k == right, False] for k in range(len(options))])
    return Choice(tuple((o, "always") for o in options), np.ones_like(wanted), wanted)


def test_learns_which_option_is_right_and_nothing_where_none_is() -> None:
    model = train([choice(0, "good", "bad"), choice(1, "bad", "good"), choice(1, "bad", "good", "other")] * 4, ("a", "b"), 0.1, 2)
    scores = model.scores([["good"], ["bad"], ["always"], ["unknown"]])
    assert scores[0, 0] > 1 > -0.5 > scores[1, 0]
    assert abs(scores[2, 0]) < 0.01
    assert not scores[:, 1].any()
    assert not scores[3].any()


def test_rare_features_are_left_out() -> None:
    assert set(train([choice(0, "once", "bad"), choice(0, "good", "bad")], ("a", "b"), 0.1, 2).rows) == {"always", "bad"}


def test_several_right_options_share_the_chance() -> None:
    wanted = np.array([[True], [True], [False]])
    both = Choice((("x",), ("y",), ("z",)), np.ones_like(wanted), wanted)
    x, y, z = train([both] * 8, ("a",), 0.1, 2).scores([["x"], ["y"], ["z"]])[:, 0]
    assert abs(x - y) < 0.01 < x - z
