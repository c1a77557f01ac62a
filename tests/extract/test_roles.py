"""Who does it to whom: options of each role, the choice among them, and what stands in whole sentences."""

from __future__ import annotations

import numpy as np
import pytest

from lagebild.extract.linear import LinearModel
from lagebild.extract.options import Option, best_pair, weigh
from lagebild.model import Event
from tests.extract.drawn import drawn

ROLES = ("actor", "recipient", "object")


def codes(event: Event, role: str) -> set[str]:
    return {p.code for p in getattr(event, role) if p.code}


def told(text: str, trigger: str) -> Event:
    return next(e for e in drawn(text).events if text[slice(*e.trigger)].endswith(trigger))


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("Chile kritisierte Peru scharf.", "kritisierte", {"CHL"}, {"PER"}),
        ("Peru wurde von Chile scharf kritisiert.", "kritisiert", {"CHL"}, {"PER"}),
        ("Norwegen und Dänemark unterstützten Estland.", "unterstützten", {"NOR", "DNK"}, {"EST"}),
        ("Der finnische Präsident telefonierte mit dem polnischen Ministerpräsidenten.", "telefonierte", {"FIN"}, {"POL"}),
        ("Kenia forderte von Uganda die Freilassung der Händler.", "forderte", {"KEN"}, {"UGA"}),
        ("Die Armee Malis griff Stellungen im Norden an.", "griff", {"MLI"}, set()),
        ("Die kanadische Regierung verhängte Sanktionen gegen Belarus.", "verhängte", {"CAN"}, {"BLR"}),
        ("Ghana verurteilte den Angriff.", "verurteilte", {"GHA"}, set()),
        ("Katar verkaufte Italien Flüssiggas für vier Milliarden Euro.", "verkaufte", {"QAT"}, {"ITA"}),
        ("Bulgarien lieferte im Vorjahr mehr als tausend Granaten an Kenia.", "lieferte", {"BGR"}, {"KEN"}),
    ],
)
def test_parties_of_an_act(text: str, trigger: str, actor: set[str], recipient: set[str]) -> None:
    event = told(text, trigger)
    assert (codes(event, "actor"), codes(event, "recipient")) == (actor, recipient)


@pytest.mark.parametrize(
    ("text", "trigger", "code"),
    [
        ("Der Präsident von Chile reiste nach Santiago. In Chile hat die Polizei drei Demonstranten festgenommen.", "festgenommen", "CHL"),
        ("Ghana wählt. Die Regierung kritisierte am Montag die Opposition in Ghana.", "kritisierte", "GHA"),
    ],
)
def test_party_without_a_state_is_of_its_passage(text: str, trigger: str, code: str) -> None:
    assert codes(told(text, trigger), "actor") == {code}


def test_no_phrase_is_actor_and_recipient() -> None:
    for event in drawn("Schweden traf Norwegen. Die Türkei forderte Schweden auf, Norwegen zu warnen.").events:
        assert not {p.span for p in event.actor} & {p.span for p in event.recipient}


def options(*rows: tuple[int, str, bool]) -> list[Option]:
    return [Option(seat, (code,) if code else (), (f"{k}",), is_told) for k, (seat, code, is_told) in enumerate(rows)]


@pytest.mark.parametrize(
    ("rows", "actor", "recipient", "expected"),
    [
        # The same phrase is likeliest in both roles: the second best recipient is taken.
        ([(-1, "", True), (0, "CHL", True), (1, "PER", True)], [0.1, 0.8, 0.1], [0.1, 0.5, 0.4], (1, 2)),
        # Two phrases of one state outweigh a likelier phrase of another.
        ([(-1, "", True), (0, "CHL", True), (1, "PER", True), (2, "PER", True)], [0.0, 0.4, 0.3, 0.3], [1.0, 0, 0, 0], (2, 0)),
        # Nobody, and a phrase without a state, are one as states go; the likelier of them stands.
        ([(-1, "", True), (0, "", True), (0, "CHL", False)], [0.25, 0.35, 0.4], [1.0, 0, 0], (1, 0)),
        # A phrase without a state stands where nobody is not twice as likely.
        ([(-1, "", True), (0, "", True), (1, "", True)], [0.5, 0.4, 0.1], [0.7, 0.2, 0.1], (1, 0)),
        # Nobody may do it to nobody.
        ([(-1, "", True), (0, "CHL", True)], [0.9, 0.1], [0.8, 0.2], (0, 0)),
    ],
)
def test_best_pair(rows: list[tuple[int, str, bool]], actor: list[float], recipient: list[float], expected: tuple[int, int]) -> None:
    shares = np.array([actor, recipient], dtype=np.float32).T
    assert best_pair(options(*rows), shares) == expected


def test_weigh_bars_what_is_moved_and_what_is_presumed() -> None:
    model = LinearModel(ROLES, {"1": 0, "2": 1}, np.array([[5, 5, 0], [1, 0, 9], [0, 0, 0]], dtype=np.float32))
    offered = options((-1, "", True), (0, "CHL", True), (1, "PER", False))
    shares = weigh(model, offered, frozenset({0}))
    assert np.allclose(shares.sum(axis=0), 1)
    assert shares[1, :2].tolist() == [0, 0]
    assert shares[2, 2] == 0
    assert shares[1, 2] == pytest.approx(0.5)
