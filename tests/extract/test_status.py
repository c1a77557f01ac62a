"""The status of events, and who tells of them, in invented German sentences through the real parser."""

from __future__ import annotations

import pytest

from lagebild.model import Event
from tests.extract.drawn import drawn


def statuses(text: str) -> dict[str, str]:
    return {text[slice(*e.trigger)]: e.status for e in drawn(text).events}


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("Kuba lieferte im April 200 Drohnen an Haiti.", "lieferte", "asserted"),
        ("Soldaten erschossen am Dienstag in Lima zwei Demonstranten.", "erschossen", "asserted"),
        ("Laut der Zeitung „El Globo“ lieferte Kuba Drohnen an Haiti.", "lieferte", "attributed"),
        ("Medienberichten zufolge hat Kuba Drohnen an Haiti geliefert.", "geliefert", "attributed"),
        ("Kuba liefert angeblich Drohnen an Haiti.", "liefert", "attributed"),
        ("Die angebliche Lieferung kubanischer Drohnen an Haiti beschäftigt das Parlament.", "Lieferung", "attributed"),
        ("Die Rebellen hätten das Dorf angegriffen, sagte der Sprecher der Armee.", "angegriffen", "attributed"),
        ("Bei dem Angriff sollen Rebellen drei Brücken zerstört haben.", "zerstört", "attributed"),
        ("Die Regierung will Kanada Panzer liefern.", "liefern", "planned"),
        ("Die geplante Lieferung von Drohnen an Haiti verzögert sich.", "Lieferung", "planned"),
        ("Eine mögliche Lieferung von Drohnen an Haiti beunruhigt Kanada.", "Lieferung", "possible"),
        ("Falls Kuba Drohnen an Haiti liefert, will Kanada Sanktionen verhängen.", "liefert", "possible"),
        ("Sollte Kuba Drohnen an Haiti liefern, würde Kanada Sanktionen verhängen.", "liefern", "possible"),
        ("Kuba könnte Drohnen an Haiti liefern.", "liefern", "possible"),
        ("Kuba lieferte keine Drohnen an Haiti.", "lieferte", "negated"),
        ("Kuba verzichtete auf die Lieferung von Drohnen an Haiti.", "Lieferung", "negated"),
        ("Oslo dementierte die Lieferung von Drohnen an Haiti.", "Lieferung", "denied"),
        ("Oslo bestritt, Drohnen an Haiti geliefert zu haben.", "geliefert", "denied"),
    ],
)
def test_status(text: str, trigger: str, status: str) -> None:
    assert statuses(text)[trigger] == status


@pytest.mark.parametrize(
    ("text", "told", "act"),
    [
        ("Kanada warf Kuba vor, Drohnen an Haiti geliefert zu haben. Die kubanische Regierung bestreitet dies.", "geliefert", "warf"),
        ("Kanada wirft Kuba Waffenlieferungen an Haiti vor. Havanna bestreitet dies.", "Waffenlieferungen", "wirft"),
    ],
)
def test_what_is_denied_later_is_denied_and_the_accusation_stands(text: str, told: str, act: str) -> None:
    found = statuses(text)
    assert (found[told], found[act]) == ("denied", "asserted")


@pytest.mark.parametrize(
    ("text", "trigger", "speaker"),
    [
        ("Kuba lieferte nach Angaben des Verteidigungsministeriums Drohnen an Haiti.", "lieferte", "Angaben des Verteidigungsministeriums"),
        ("Kanada warf Kuba vor, Drohnen an Haiti geliefert zu haben.", "geliefert", "Kanada"),
        ("Oslo bestritt, Drohnen an Haiti geliefert zu haben.", "geliefert", "Oslo"),
    ],
)
def test_an_event_on_somebodys_word_carries_the_statement(text: str, trigger: str, speaker: str) -> None:
    found = drawn(text)
    event: Event = next(e for e in found.events if text[slice(*e.trigger)] == trigger)
    statement = next(s for s in found.statements if s.id == event.statement)
    assert [text[slice(*s)] for s in statement.speaker] == [speaker]
