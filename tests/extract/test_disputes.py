"""Disputes: denials, their deniers and what they deny, in invented German sentences through the real parser."""

from __future__ import annotations

from functools import cache

import pytest

from lagebild.extract.disputes import find_disputes
from lagebild.extract.events import find_events
from lagebild.extract.mentions import find_mentions
from lagebild.extract.quantities import find_quantities
from lagebild.extract.statements import find_statements
from lagebild.extract.times import find_times
from lagebild.lang.pack import Pack, load_pack
from lagebild.model import Dispute, Document, Region
from lagebild.parse import make_parser
from lagebild.parse.base import Parser


@cache
def pack() -> Pack:
    return load_pack("de")


@cache
def parser() -> Parser:
    return make_parser(pack(), "builtin")


def disputes(text: str) -> tuple[Dispute, ...]:
    document = Document("t", text, "de", "", published="2023-05-10", regions=(Region((0, len(text)), "body"),))
    parse = parser().parse(document)
    mentions, times = find_mentions(document, parse, pack()), find_times(document, parse, pack())
    quantities = find_quantities(document, parse, times, pack())
    statements = find_statements(document, parse, mentions, times, pack())
    events = find_events(document, parse, mentions, times, quantities, statements, pack())
    return find_disputes(document, parse, mentions, statements, events, pack())


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
