"""Weekdays by the tense of what they belong to, through the real parser."""

from __future__ import annotations

from functools import cache

import pytest

from lagebild.extract.times import find_times
from lagebild.lang.pack import Pack, load_pack
from lagebild.model import Document, Region
from lagebild.parse import make_parser
from lagebild.parse.base import Parser


@cache
def pack() -> Pack:
    return load_pack("de")


@cache
def parser() -> Parser:
    return make_parser(pack(), "builtin")


# 2023-05-10 was a Wednesday.
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Der Minister besuchte die Familie des am Freitag verhafteten Journalisten und sagte, er werde ihr helfen.", "2023-05-05"),
        ("Das für Freitag geplante Treffen findet nicht statt.", "2023-05-12"),
        ("Die Regierung hat am Freitag (trotz der Proteste in Riga) ein neues Gesetz beschlossen.", "2023-05-05"),
        ("Der Unfall soll sich am Freitag ereignet haben.", "2023-05-05"),
        ("Das Parlament wird am Freitag abstimmen.", "2023-05-12"),
    ],
)
def test_weekdays_lie_where_the_tense_says(text: str, day: str) -> None:
    document = Document("t", text, "de", "", published="2023-05-10", regions=(Region((0, len(text)), "body"),))
    assert [t.value for t in find_times(document, parser().parse(document), pack())] == [day]
