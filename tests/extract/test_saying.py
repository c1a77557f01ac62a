"""When something was said: by the frame, else by what the same speaker said just before."""

from __future__ import annotations

import pytest

from lagebild.extract.saying import iso
from tests.extract.drawn import drawn


@pytest.mark.parametrize(
    ("value", "when"),
    [
        ("2023-05-08", "2023-05-08"),
        ("2023-05-08TEV", "2023-05-08"),
        ("2023-05", "2023-05"),
        ("2023", "2023"),
        ("2023-W18", "2023-05-01/2023-05-07"),
        ("2023-W18-WE", "2023-05-06/2023-05-07"),
        ("2023-W60", None),
        ("2023-SU", None),
        ("PRESENT_REF", None),
    ],
)
def test_times_as_iso(value: str, when: str | None) -> None:
    assert iso(value) == when


# published on 10 May 2023, a Wednesday
@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Clara Lindner sagte am Montag, das Fest falle aus.", "2023-05-08"),
        ("Clara Lindner sagte gestern Abend, das Fest falle aus.", "2023-05-09"),
        ("Clara Lindner kündigte für Montag ein Fest an.", None),
        ("Clara Lindner kritisierte das Gesetz vom 3. Mai scharf.", None),
        ("Clara Lindner sagte, das Fest falle am Montag aus.", None),
    ],
)
def test_the_time_of_saying_stands_in_the_frame(text: str, when: str | None) -> None:
    found = drawn(text).statements
    assert found
    assert {s.said for s in found} == {when}


def test_a_speaker_goes_on_at_the_same_time() -> None:
    found = drawn("Clara Lindner sagte am Montag, das Fest falle aus. Lindner forderte zudem, die Stadt müsse helfen.").statements
    assert [s.said for s in found if s.parent is None] == ["2023-05-08", "2023-05-08"]
