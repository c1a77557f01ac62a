"""Stances of statements in invented sentences: explicit cues, negation, refusals, content; rules without weights."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lagebild.extract.linear import LinearModel
from lagebild.extract.stance import WEIGHTS, StanceModel, stances_of
from lagebild.extract.statements import find_drafts
from lagebild.lang.pack import Pack
from lagebild.model import Document, Region
from tests.extract.drawn import drawn, pack, parser

CASES = [
    ("Der Sprecher bestritt, dass Geld geflossen sei.", "denies"),
    ("Die Firma dementierte den Bericht.", "denies"),
    ("Der Minister wies die Vorwürfe zurück.", "denies"),
    ("Der Abgeordnete warf der Regierung vor, das Parlament getäuscht zu haben.", "accuses"),
    ("Die Polizei bestätigte, dass zwei Männer festgenommen wurden.", "confirms"),
    ("Der Gewerkschafter forderte höhere Löhne.", "demands"),
    ("Die Ärztin warnte vor einer neuen Welle.", "warns"),
    ("Der Verband kritisierte die Kürzungen scharf.", "criticises"),
    ("Die Kanzlerin lobte die Helfer.", "praises"),
    ("Der Konzern kündigte den Bau eines Werks an.", "promises"),
    ("Der Sprecher wollte sich nicht zu dem Bericht äußern.", "declines_comment"),
    ("Das Ministerium lehnte eine Stellungnahme ab.", "declines_comment"),
    ("Der General drohte mit einem Angriff.", "threatens"),
    ("Der Präsident sagte, sein Land müsse sich wehren dürfen.", "demands"),
    ("„Das ist ein Skandal“, sagte die Abgeordnete.", "criticises"),
    ("Der Trainer nannte den Sieg eine großartige Leistung.", "praises"),
    ("Nach Angaben der Polizei waren drei Autos beteiligt.", "asserts"),
    ("Der Vorstand sagte, an den Gerüchten sei nichts dran.", "denies"),
    ("Die Miliz habe das Dorf geplündert, sagte ein Bewohner.", "accuses"),
]


@pytest.mark.parametrize(("text", "stance"), CASES)
def test_stance(text: str, stance: str) -> None:
    assert [s.stance for s in drawn(text).statements][:1] == [stance]


def test_a_quotation_goes_with_the_statement_that_it_is_part_of() -> None:
    found = drawn("Der Minister sagte, die Reform sei ein „schwerer Fehler“ und schade dem Land.").statements
    assert len({s.stance for s in found}) == 1


def test_an_explicit_cue_is_overruled_by_near_stances_only() -> None:
    shares = LinearModel(("asserts", "accuses", "criticises"), {}, pack().get(StanceModel.from_pack).weights.weights[:1, :3])  # type: ignore[union-attr]
    model = StanceModel(shares, {"accuses": frozenset({"criticises"})})
    probable = shares.probabilities([]) * 0
    probable[0] = 0.5
    assert model.choose(probable, "asserts", "accuses") == "asserts"
    assert model.choose(probable, "accuses", "accuses") == "accuses"
    probable[2] = 0.42
    assert model.choose(probable, "accuses", "accuses") == "criticises"


def test_rules_alone_work_without_weights(tmp_path: Path) -> None:
    folder = tmp_path / "de"
    shutil.copytree(pack().folder, folder, ignore=shutil.ignore_patterns("model", WEIGHTS))
    text = "Der Sprecher bestritt, dass Geld geflossen sei. Der Minister sagte, die Sitzung habe zwei Stunden gedauert."
    document = Document("t", text, "de", "", regions=(Region((0, len(text)), "body"),))
    reading, drafts = find_drafts(parser().parse(document), Pack("de", folder))
    assert stances_of(reading, drafts) == ["denies", "asserts"]
