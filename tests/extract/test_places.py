"""Where events happen, and what they are about: read from the tree around a trigger, apart from the models that find events."""

from __future__ import annotations

import pytest

from lagebild.extract.kinds import ObjectKinds
from lagebild.extract.objects import MOVERS, THINGS, event_object, struck
from lagebild.extract.parties import Filler
from lagebild.extract.places import event_place
from lagebild.extract.scene import Scene, make_scene
from lagebild.model import Document, Party, Region
from tests.extract.drawn import drawn, pack, parser


def _scene(text: str) -> Scene:
    document = Document("t", text, "de", "", published="2023-05-10", regions=(Region((0, len(text)), "body"),))
    found = drawn(text)
    return make_scene(document, parser().parse(document), found.mentions, found.times, found.quantities, found.statements, pack())


def _token(scene: Scene, word: str) -> int:
    return scene.parse.at((scene.document.text.index(word), scene.document.text.index(word) + 1)).start


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "place", "country"),
    [
        ("In Marseille streikten die Hafenarbeiter.", "streikten", "PROTEST", "Marseille", "FRA"),
        ("Die Minister trafen sich in der Nähe von Lyon.", "trafen", "CONSULT", "Lyon", "FRA"),
        ("Bei einem Anschlag in der Stadt Lyon wurden zwei Menschen getötet.", "getötet", "ASSAULT", "Lyon", "FRA"),
        ("Sie töteten im kanadischen Grenzgebiet drei Menschen.", "töteten", "ASSAULT", "kanadischen Grenzgebiet", "CAN"),
        ("Das Massaker von Lyon dauerte zwei Tage.", "Massaker", "ASSAULT", "Lyon", "FRA"),
        ("Er reiste nach Lyon.", "reiste", "CONSULT", "Lyon", "FRA"),
        ("Nach Angaben aus Lyon wurden zwei Menschen getötet.", "getötet", "ASSAULT", None, None),
        ("Die Ministerin kritisierte den Anschlag in Lyon.", "kritisierte", "ACCUSE", None, None),
        ("Die Präsidenten trafen sich am Rande des G20-Gipfels.", "trafen", "CONSULT", None, None),
        ("Die US-Botschaft wurde angegriffen.", "angegriffen", "ASSAULT", None, None),
        ("Ein Lyoner Gericht verbot den Marsch.", "verbot", "COERCE", None, None),
    ],
)
def test_place(text: str, trigger: str, kind: str, place: str | None, country: str | None) -> None:
    scene = _scene(text)
    if "Anschlag in" in text:
        scene.type_at[_token(scene, "Anschlag")] = "ASSAULT"
    found = event_place(scene, _token(scene, trigger), kind, (), frozenset())
    assert (found and text[slice(*found.span)], found and found.country) == (place, country)


def test_the_seat_of_who_acts_is_no_place_of_his_words() -> None:
    text = "Das Gericht in Lyon forderte Akten an."
    scene = _scene(text)
    actor = (Party((0, len("Das Gericht in Lyon")), "Das Gericht"),)
    assert event_place(scene, _token(scene, "forderte"), "REQUEST", actor, frozenset()) is None
    assert event_place(scene, _token(scene, "forderte"), "COERCE", actor, frozenset()) is not None


def test_a_state_that_is_a_party_is_no_place() -> None:
    scene = _scene("Die Truppen marschierten in Frankreich ein.")
    head = _token(scene, "Frankreich")
    assert event_place(scene, _token(scene, "marschierten"), "ASSAULT", (), frozenset({head})) is None
    assert event_place(scene, _token(scene, "marschierten"), "ASSAULT", (), frozenset()) is not None


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Angola lieferte eine Million Barrel Öl.", "Barrel", ("eine Million Barrel Öl", "goods")),
        ("Angola lieferte mehr als eine Million Granaten.", "Granaten", (None, "arms")),
        ("Angola erhielt zwei Milliarden Dollar.", "Dollar", (None, "money")),
        ("Angola schickte Erntehelfer.", "Erntehelfer", ("Erntehelfer", "labour")),
        ("Angola ratifizierte das Kyoto-Protokoll.", "Kyoto", (None, "treaty")),
    ],
)
def test_kind_of_object(text: str, word: str, expected: tuple[str | None, str]) -> None:
    scene = _scene(text)
    i = _token(scene, word)
    found = event_object(scene, (Filler(i, "noun", scene.mention_at.get(i), ""),), pack().get(ObjectKinds.from_pack), frozenset())
    assert found is not None
    assert found.kind == expected[1]
    assert expected[0] is None or text[slice(*found.span)] == expected[0]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Sie beschlagnahmten einen Tanker.", "Tanker", "goods"),
        ("Sie töteten fünf Zivilisten.", "Zivilisten", "person"),
        ("Sie verhafteten die Zivilisten.", "Zivilisten", None),
    ],
)
def test_what_is_struck_is_an_object_where_it_is_a_thing_or_counted(text: str, word: str, expected: str | None) -> None:
    scene = _scene(text)
    i = _token(scene, word)
    found = struck(scene, (Filler(i, "noun", scene.mention_at.get(i), ""),), pack().get(ObjectKinds.from_pack), THINGS)
    assert (found.kind if found else None) == expected


def test_troops_that_move_by_themselves_are_the_object() -> None:
    scene = _scene("3.000 Soldaten marschierten an die Grenze.")
    i = _token(scene, "Soldaten")
    found = struck(scene, (Filler(i, "noun", scene.mention_at.get(i), ""),), pack().get(ObjectKinds.from_pack), MOVERS)
    assert found is not None and found.kind == "troops"
