"""Losses: each pair is put down to its first error."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.losses import CAUSES, cause, known_by
from lagebild.extract.cues import SpeechLexicon
from tests.extract.drawn import pack


def group(quote: range, kind: str = "Indirect", speaker: tuple[int, ...] = (1, 2), cue: tuple[int, ...] = (3,)) -> dict[str, Any]:
    return {"type": kind, "quote": list(quote), "speaker": list(speaker), "cue": list(cue), "frame": [1, 2, 3], "addressee": []}


GOLD = group(range(10, 20))
EMPTY: dict[str, Any] = {"type": None, "quote": [], "speaker": [], "cue": [], "frame": [], "addressee": []}


@pytest.mark.parametrize(
    ("ours", "expected"),
    [
        (GOLD, "right"),
        (EMPTY, "not found: cue not in the lexicon"),
        (group(range(10, 13)), "found by less than half"),
        (group(range(10, 16)), "border of the quote"),
        (group(range(10, 20), kind="Direct"), "type"),
        (group(range(10, 20), speaker=()), "speaker missing"),
        (group(range(10, 20), speaker=(7,)), "speaker is another"),
        (group(range(10, 20), speaker=(2,)), "border of the speaker"),
        (group(range(10, 20), cue=(4,)), "cue or frame"),
    ],
)
def test_cause(ours: dict[str, Any], expected: str) -> None:
    assert expected in CAUSES
    assert cause(GOLD, ours, lambda cue: False) == expected


def test_cause_of_what_is_not_found() -> None:
    assert cause(GOLD, EMPTY, lambda cue: True) == "not found: cue known"
    assert cause(GOLD | {"cue": []}, EMPTY, lambda cue: True) == "not found: no cue"
    assert cause(GOLD | {"speaker": []}, GOLD, lambda cue: True) == "speaker where none is"


@pytest.mark.parametrize(("words", "known"), [(["sagte"], True), (["nach"], True), (["zufolge"], True), (["Suppe", "kochte"], False)])
def test_words_of_the_lexica_are_known(words: list[str], known: bool) -> None:
    judged = known_by(pack().get(SpeechLexicon.from_pack), {"tokens": [{"text": w} for w in words]})
    assert judged(list(range(len(words)))) is known
