from __future__ import annotations

from lagebild.extract.clausal import Clause
from lagebild.extract.drafts import Cue, Draft, Unit, read_units
from lagebild.extract.indirect import widen_frames
from lagebild.lang.pack import load_pack
from lagebild.parse.base import Parse


def test_a_frame_whose_clause_stands_in_another_unit_is_left_as_it_is() -> None:
    reading = read_units(Parse("", (), ()), load_pack("de"))
    elsewhere = Clause(3, "relative", [(0, 2)], parent=2)
    draft = Draft("Direct", [(0, 4)], 1, cue=Cue("verb", (1,), elsewhere, None), frame=[(5, 9)])
    widen_frames(reading, Unit(0, 4, [Clause(0, "main", [(0, 4)])], [], frozenset()), [draft])
    assert draft.frame == [(5, 9)]
