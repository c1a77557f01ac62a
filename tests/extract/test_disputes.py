"""Disputes: denials, their deniers and what they deny, in invented German sentences through the real parser."""

from __future__ import annotations

import pytest

from lagebild.model import Dispute
from tests.extract.drawn import drawn


def disputes(text: str) -> tuple[Dispute, ...]:
    return drawn(text).disputes


@pytest.mark.parametrize(
    ("text", "kind", "denier", "denial"),
    [
        ("Der Sprecher bestritt die Vorwürfe.", "denies", "Der Sprecher", "Der Sprecher bestritt die Vorwürfe"),
        ("Die Behörde dementierte, dass Gefangene misshandelt worden seien.", "denies", "Die Behörde", "Die Behörde dementierte"),
        (
            "Das Unternehmen wollte sich zu dem Bericht nicht äußern.", "no_comment", "Das Unternehmen",
            "Das Unternehmen wollte sich zu dem Bericht nicht äußern",
        ),
        (
            "Es gebe keine Beweise für einen Angriff, sagte der Minister.", "no_evidence", "der Minister",
            "Es gebe keine Beweise für einen Angriff",
        ),
    ],
)  # fmt: skip
def test_denials(text: str, kind: str, denier: str, denial: str) -> None:
    found = disputes(text)
    assert [(d.kind, text[slice(*d.denier)], text[slice(*d.denial)]) for d in found] == [(kind, denier, denial)]


def test_the_claim_under_the_denial() -> None:
    text = "Die Behörde dementierte, dass Gefangene misshandelt worden seien."
    claim = disputes(text)[0].claim
    assert claim is not None
    assert "Gefangene misshandelt" in text[slice(*claim)]


def test_the_claim_said_before() -> None:
    text = "Italien beschuldigt Ungarn, Zement geschmuggelt zu haben. Die ungarische Regierung bestreitet dies."
    claim = disputes(text)[0].claim
    assert claim is not None
    assert claim[1] <= text.index(". Die")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Der Sprecher wies Berichte über den Einsatz kubanischer Drohnen zurück.", "den Einsatz kubanischer Drohnen"),
        ("Oslo wollte die Vereinbarung nicht bestätigen.", "die Vereinbarung"),
        (
            "Kanada warf Kuba vor, Waffen nach Haiti geschmuggelt zu haben. Ottawa verhängte Sanktionen. Havanna wies die Vorwürfe zurück.",
            "Waffen nach Haiti geschmuggelt zu haben",
        ),
    ],
)  # fmt: skip
def test_what_is_contested(text: str, claim: str) -> None:
    assert [text[slice(*d.claim)] for d in disputes(text) if d.claim] == [claim]


@pytest.mark.parametrize(
    "text",
    [
        "Die Gewerkschaft lehnte das Angebot ab.",
        "Der Verein bestreitet am Samstag sein letztes Spiel.",
        "Der Minister bestätigte den Bericht.",
    ],
)
def test_no_dispute(text: str) -> None:
    assert disputes(text) == ()
