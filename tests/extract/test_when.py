"""When an event happens, through the real parser: the date at a word of a short text, published on Wednesday, 10 May 2023."""

from __future__ import annotations

import pytest

from lagebild.extract.scene import Scene, make_scene
from lagebild.extract.when import calendar_value, carried_date, event_date
from lagebild.model import Time
from tests.extract.drawn import drawn, pack, parser


def scene_of(text: str) -> Scene:
    x = drawn(text)
    return make_scene(x.document, parser().parse(x.document), x.mentions, x.times, x.quantities, x.statements, pack())


def token(scene: Scene, word: str) -> int:
    return next(t.i for t in scene.parse.tokens if t.text == word)


@pytest.mark.parametrize(
    ("text", "word", "date"),
    [
        ("Am Montag stürmten Soldaten den Sender.", "stürmten", "2023-05-08"),
        ("Der Präsident hat gestern den Botschafter empfangen.", "empfangen", "2023-05-09"),
        ("Bei den Kämpfen am Sonntag starben zwei Männer.", "Kämpfen", "2023-05-07"),
        ("Im August 2022 verhängte Kanada neue Sanktionen.", "Sanktionen", "2022-08"),
        ("Vor zwei Jahren brach das Land die Beziehungen ab.", "brach", "2021"),
        ("Vor einem Monat brach das Land die Beziehungen ab.", "brach", "2023-04"),
        ("Die Verhandlungen liefen vom 3. bis zum 14. April.", "Verhandlungen", "2023-04-03/2023-04-14"),
        ("Am Montag und Dienstag streikten die Lokführer.", "streikten", "2023-05-08/2023-05-09"),
        ("Am vergangenen Wochenende demonstrierten die Bauern.", "demonstrierten", "2023-05-06/2023-05-07"),
        ("Im Sommer 2021 eroberten die Kämpfer die Hauptstadt.", "eroberten", "2021-06/2021-08"),
        ("Im ersten Quartal 2023 lieferte die Firma 200 Drohnen.", "lieferte", "2023-01/2023-03"),
        ("Seit Sonntag belagern Demonstranten das Parlament.", "belagern", "2023-05-07/2023-05-10"),
        ("Die Grenze bleibt bis zum 20. Mai geschlossen.", "geschlossen", "2023-05-10/2023-05-20"),
        ("Die Gewerkschaft will noch vor Pfingsten streiken.", "streiken", None),
        ("Das 1994 gegründete Bündnis griff die Kaserne an.", "griff", None),
        ("Er forderte Schutz für die Zeugen, die 2019 verschwunden waren.", "forderte", None),
        ("Die Armee beschoss die Stadt.", "beschoss", None),
    ],
)
def test_event_date(text: str, word: str, date: str | None) -> None:
    scene = scene_of(text)
    assert event_date(scene, token(scene, word)) == date


@pytest.mark.parametrize(
    ("text", "kind", "status", "date"),
    [
        ("Am Montag zogen Tausende durch die Stadt. Die Polizei verhaftete zwanzig Menschen.", "COERCE", "asserted", "2023-05-08"),
        ("Am Montag zogen Tausende durch die Stadt. Die Polizei verhaftete zwanzig Menschen.", "COERCE", "planned", None),
        ("Am Montag zogen Tausende durch die Stadt. Die Polizei verhaftete zwanzig Menschen.", "ACCUSE", "asserted", None),
        ("Im Mai 2019 zogen Tausende durch die Stadt. Die Polizei verhaftete zwanzig Menschen.", "COERCE", "asserted", None),
        ("Am 3. Mai 2020 zogen Tausende durch die Stadt. Die Polizei verhaftete zwanzig Menschen.", "COERCE", "asserted", None),
        ("Die Polizei verhaftete zwanzig Menschen. Am Montag zogen Tausende durch die Stadt.", "COERCE", "asserted", None),
    ],
)
def test_carried_date(text: str, kind: str, status: str, date: str | None) -> None:
    scene = scene_of(text)
    assert carried_date(scene, token(scene, "verhaftete"), kind, status) == date


@pytest.mark.parametrize(
    ("time", "value"),
    [
        (Time((0, 1), "2023-W19", "DATE"), "2023-05-08/2023-05-14"),
        (Time((0, 1), "2023-W19-WE", "DATE"), "2023-05-13/2023-05-14"),
        (Time((0, 1), "2023-WI", "DATE"), "2023-12/2024-02"),
        (Time((0, 1), "2023-H2", "DATE"), "2023-07/2023-12"),
        (Time((0, 1), "199", "DATE"), "1990/1999"),
        (Time((0, 1), "2023-05-08TEV", "TIME"), "2023-05-08"),
        (Time((0, 1), "P2Y", "DURATION", "2021"), "2021"),
        (Time((0, 1), "P2Y", "DURATION"), None),
        (Time((0, 1), "P1Y", "SET"), None),
        (Time((0, 1), "PRESENT_REF", "DATE"), None),
        (Time((0, 1), "XXXX-05-08", "DATE"), None),
        (Time((0, 1), "2023-W99", "DATE"), None),
    ],
)
def test_calendar_value(time: Time, value: str | None) -> None:
    assert calendar_value(time) == value
