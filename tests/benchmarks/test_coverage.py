"""Coverage: which cues the lexica of saying know."""

from __future__ import annotations

import pytest

from benchmarks.coverage import knows
from lagebild.extract.cues import SpeechLexicon
from tests.extract.drawn import pack


@pytest.mark.parametrize(
    ("cue", "known"),
    [
        (("sagte",), True),
        (("lehnte", "ab"), True),
        (("Angaben",), True),
        (("nach",), True),
        (("aus",), True),
        (("laut",), True),
        (("demnach",), True),
        (("so",), True),
        (("kochte",), False),
        (("Suppe",), False),
    ],
)
def test_knows(cue: tuple[str, ...], known: bool) -> None:
    assert knows(pack().get(SpeechLexicon.from_pack), cue) is known
