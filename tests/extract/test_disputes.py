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


@pytest.mark.parametrize(
    ("text", "kind", "denier"),
    [
        ("Von einer Pleite könne keine Rede sein, sagte der Sprecher der Fluggesellschaft.", "denies", "der Sprecher der Fluggesellschaft"),
        ("Eine Beteiligung an dem Putsch stellte der General in Abrede.", "denies", "der General"),
        ("Der Regierung liegen nach eigenen Angaben keine Erkenntnisse über Waffenlieferungen vor.", "no_evidence", "Der Regierung"),
        ("Die Vorwürfe gegen den Richter seien aus der Luft gegriffen, erklärte seine Anwältin.", "rejects", "seine Anwältin"),
        ("Montevideo bezeichnete die Zahlen aus Asunción als Propaganda.", "rejects", "Montevideo"),
        ("Eine Anfrage zu den Vorwürfen ließ die Firma unbeantwortet.", "no_comment", "die Firma"),
        ("Die Rebellen sollen Brunnen vergiftet haben, was ihr Sprecher jedoch bestreitet.", "denies", "ihr Sprecher"),
    ],
)
def test_who_denies(text: str, kind: str, denier: str) -> None:
    assert [(d.kind, text[slice(*d.denier)]) for d in disputes(text)] == [(kind, denier)]


@pytest.mark.parametrize(
    ("text", "denial", "claim"),
    [
        (
            "Nach Angaben der Gewerkschaft kamen 12.000 Menschen zu der Kundgebung, die Polizei sprach von 5.000 Teilnehmern.",
            "die Polizei sprach von 5.000 Teilnehmern", "12.000 Menschen",
        ),
        (
            "Norwegen wirft Island vor, Fischer zu bedrängen. Reykjavík erklärte, die Küstenwache habe nur Netze kontrolliert.",
            "die Küstenwache habe nur Netze kontrolliert", "Fischer zu bedrängen",
        ),
        (
            "Die Zeitung meldete, der General sei verhaftet worden. Der General sagte jedoch, er sei nicht verhaftet worden.",
            "er sei nicht verhaftet worden", "der General sei verhaftet worden",
        ),
    ],
)  # fmt: skip
def test_statements_that_contest_without_a_word_of_denial(text: str, denial: str, claim: str) -> None:
    assert [(text[slice(*d.denial)], text[slice(*d.claim)]) for d in disputes(text) if d.claim] == [(denial, claim)]


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
        "Der Verein wies die Forderung nach einem Rücktritt zurück.",
        "Der Minister bestritt die Vorwürfe nicht.",
        "Wenn der Minister die Vorwürfe bestreitet, wird der Ausschuss Zeugen laden.",
        "Viele Bauern bestreiten ihren Unterhalt mit Kaffee.",
        "Falsche Angaben ließen sich schwer überprüfen.",
    ],
)
def test_no_dispute(text: str) -> None:
    assert disputes(text) == ()
