"""How likely two supporters rest on one origin: what their sources are called, who acts, what their reports are about."""

from __future__ import annotations

import pytest

from lagebild.link.origins import find_origins
from lagebild.link.outlets import OutletNames
from lagebild.link.records import Unit
from lagebild.link.shared import features, shared, weights
from lagebild.link.supports import Provenance, supports_of
from tests.link.invented import document, said

TEXT = "Die Reederei Brodersen hat drei Schleppkähne nach Lindholm geliefert."
ABOUT = "Hafen Kräne Verladung Getreidesilo Lotsenstation Pegelstand Fahrrinne Deichgraf Buhnen Hafenmeisterei Kaimauer"
ELSEWHERE = "Haushalt Stadtrat Kämmerei Grundsteuer Hebesatz Parkgebühren Turnhalle Freibad Sanierungsstau Kreditrahmen"


def known(units: list[Unit]) -> Provenance:
    documents = [document(n, f"Blatt {n}") for n in sorted({u.doc for u in units})]
    return Provenance.of(documents, [], OutletNames(documents))


def sources(one: str, other: str, kind: str) -> list[Unit]:
    return [said(1, one, TEXT, ABOUT, source_class=kind), said(2, other, TEXT, ELSEWHERE, source_class=kind)]


SAME = [
    ("Betriebsratschef Harms", "Betriebsrat der Werft", "office"),
    ("Hafenbehörde Lindholm", "Behörde", "office"),
    ("Sprecherin der Reederei Brodersen", "Brodersen", "office"),
]


@pytest.mark.parametrize(("one", "other", "kind"), SAME)
def test_sources_that_go_by_one_name_are_not_counted_twice_for_sure(one: str, other: str, kind: str) -> None:
    units = sources(one, other, kind)
    assert len(find_origins(units, known(units)).origins) == 1


def test_persons_of_other_names_are_two() -> None:
    units = sources("Otto Keller", "Anna Weiß", "named")
    assert len(find_origins(units, known(units)).origins) == 2


def test_two_sources_of_one_report_are_two() -> None:
    units = [said(1, "Otto Keller", TEXT, ABOUT), said(1, "Anna Weiß", TEXT, ABOUT)]
    assert len(find_origins(units, known(units)).origins) == 2


@pytest.mark.parametrize(("one", "other", "kind"), [*SAME, ("Otto Keller", "Anna Weiß", "named")])
def test_it_is_symmetric_and_says_why(one: str, other: str, kind: str) -> None:
    units = sources(one, other, kind)
    a, b = supports_of(units, known(units))
    assert shared(a, b, units, known(units)).score == pytest.approx(shared(b, a, units, known(units)).score)
    assert shared(a, b, units, known(units)).text


def test_each_feature_has_a_weight() -> None:
    units = sources(*SAME[0])
    a, b = supports_of(units, known(units))
    assert {"bias", *features(a, b, units, known(units))} == set(weights())
