"""What a document's rows say of acts of speech."""

from __future__ import annotations

from typing import Any

import pytest

from lagebild.link.words import sentence_at
from lagebild.model import Span, Spans
from lagebild.store import acts

TEXT = (
    "NORDHAFEN (anw) – Der Palast wies Berichte über den Einsatz westlicher Fregatten zurück. Der Sprecher nannte ihn haltlos. "
    "Die Räte bestritten, Fregatten verkauft zu haben. Der Minister warf Ostland vor, den Vertrag gebrochen zu haben."
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return start, start + len(words)


def shown(where: Spans) -> str:
    return " … ".join(TEXT[a:b] for a, b in where)


def row(**values: Any) -> Any:
    return {"stance": "asserts", "cue": [], "frame": [], "quote": [], "statement": None} | values


def event(type: str, trigger: str, **values: Any) -> Any:
    start, end = at(trigger)
    return row(type=type, start=start, end=end, **values)


def test_an_accusation_is_what_its_statement_says() -> None:
    said = row(cue=[at("warf"), at("vor,")], quote=[at("den Vertrag gebrochen zu haben")])
    assert acts.is_saying(event("ACCUSE", "warf"), said)
    assert not acts.is_saying(event("ASSAULT", "gebrochen"), said)
    assert not acts.is_saying(event("ACCUSE", "wies"), said)


def test_a_refusal_that_is_a_denial_is_no_event() -> None:
    denial = {"denial": at("Der Palast wies Berichte über den Einsatz westlicher Fregatten zurück")}
    assert acts.is_denial(event("REJECT", "wies"), [denial], None)
    assert acts.is_denial(event("REJECT", "wies"), [], row(stance="denies", quote=[at("Der Palast wies")]))
    assert not acts.is_denial(event("MOBILIZE", "Einsatz"), [denial], None)


@pytest.mark.parametrize(
    ("denial", "denier", "claim", "named", "pointing", "told", "words"),
    [
        ("Die Räte bestritten", "Die Räte", "Fregatten verkauft zu haben", (), False, True, "Fregatten verkauft zu haben"),
        ("Der Sprecher nannte ihn haltlos", "Der Sprecher", None, (), True, False, " nannte ihn haltlos."),
        ("Der Sprecher nannte ihn haltlos", "Der Sprecher", "Der Sprecher", (), True, False, " nannte ihn haltlos."),
        ("Der Palast wies", "Der Palast", "den Vertrag gebrochen zu haben", ("westlicher",), False, False,
         " wies Berichte über den Einsatz westlicher Fregatten zurück."),
        ("Der Sprecher nannte ihn haltlos", "Der Sprecher", "den Einsatz westlicher Fregatten", (), True, False, " nannte ihn haltlos."),
    ],
)  # fmt: skip
def test_topics(denial: str, denier: str, claim: str | None, named: tuple[str, ...], pointing: bool, told: bool, words: str) -> None:
    found = acts.topic(TEXT, at(denial), [at(denier)], at(claim) if claim else None, [at(n) for n in named])
    assert (found.pointing, found.told) == (pointing, told)
    assert shown(found.words).endswith(words.strip())
    assert all(sentence_at(TEXT, *at(denial))[0] <= a < b <= sentence_at(TEXT, *at(denial))[1] for a, b in found.spans)


@pytest.mark.parametrize(
    ("words", "named", "headline"),
    [
        ("Fregatten verkauft zu haben", (), "Die Räte bestritten, Fregatten verkauft zu haben."),
        ("den Vertrag gebrochen zu haben", ("Ostland",), "Der Minister warf Ostland vor, den Vertrag gebrochen zu haben."),
        ("Der Minister warf Ostland vor", ("Ostland",), "Der Minister warf Ostland vor"),
        (TEXT[: TEXT.index("zurück.") + 7], (), "Der Palast wies Berichte über den Einsatz westlicher Fregatten zurück."),
    ],
)
def test_headlines_read_alone(words: str, named: tuple[str, ...], headline: str) -> None:
    where = (at(words),)
    part = acts.is_part(TEXT, where, [at(n) for n in named])
    assert shown(acts.headline(TEXT, where, [(0, at("Der Palast")[0])], part)) == headline


def test_a_retraction_takes_back_nobody_elses_words() -> None:
    dispute = {"kind": "retracts", "claim": at("den Vertrag gebrochen zu haben"), "denier_text": "Das Blatt"}
    said = row(quote=[at("den Vertrag gebrochen zu haben")], speaker_name="Minister")
    assert acts.is_another_s(dispute, [said])
    assert not acts.is_another_s(dispute, [said | {"speaker_name": None}])
    assert not acts.is_another_s(dispute | {"kind": "denies"}, [said])


@pytest.mark.parametrize(
    ("status", "denying", "denial", "told"),
    [
        ("denied", False, "Die Räte bestritten", False),  # others deny it elsewhere
        ("denied", False, "Der Minister warf", True),
        ("denied", True, "Die Räte bestritten", True),
        ("negated", False, "Die Räte bestritten", True),
        ("happened", True, "Der Minister warf", False),
    ],
)
def test_who_tells_an_event_that_others_deny_claims_it(status: str, denying: bool, denial: str, told: bool) -> None:
    happened = event("ASSAULT", "gebrochen", status=status)
    assert acts.tells_not(TEXT, happened, denying, [row(denial=list(at(denial)))]) is told
