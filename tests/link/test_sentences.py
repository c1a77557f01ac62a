"""Sentences of one report: which of them a denial is about."""

from __future__ import annotations

import pytest

from lagebild.link.records import Unit
from lagebild.link.sentences import Report, by_sentence
from lagebild.link.tellings import Marks, Named
from tests.link.invented import BLANK, teller

TEXT = (
    "Die Reederei Brodersen hat in Lindholm Getreide aus dem Silo gestohlen. "
    "Der Deich bei Lindholm ist gebrochen. "
    "Der Hafenmeister bestreitet das."
)
STARTS = (0, TEXT.index("Der Deich"), TEXT.index("Der Hafenmeister"))


def units(**denial: object) -> list[Unit]:
    """Return the units of the report: two that tell, and a denial with some fields."""
    told = [BLANK._replace(start=start, event=n, type="ASSAULT", spans=((start, start + 20),)) for n, start in enumerate(STARTS[:2])]
    no = BLANK._replace(start=STARTS[2], who="Hafenmeister", spans=((STARTS[2], len(TEXT)),), side="denies")
    return [*told, no._replace(**denial)]  # type: ignore[arg-type]


def targets(drawn: list[Unit]) -> tuple[int, ...]:
    """Return where the sentences begin that the denial may be about."""
    named = [Named((TEXT.index(w), TEXT.index(w) + len(w)), "place", w, None) for w in ("Lindholm",)]
    report = Report(TEXT, None, ((0, len(TEXT)),), Marks(named=named), BLANK, ())
    (found,) = (u.denies for u in by_sentence(drawn, report, teller()) if u.side == "denies")
    return found


@pytest.mark.parametrize("word", ["Reederei", "Getreide", "gestohlen"])
def test_the_claim_that_extraction_found_comes_first(word: str) -> None:
    assert targets(units(dispute=0, denies=(TEXT.index(word),))) == (STARTS[0], STARTS[1])


def test_a_denial_that_points_back_is_about_the_sentence_before() -> None:
    assert targets(units(dispute=0)) == (STARTS[1], STARTS[0])
    assert targets(units(statement=1, pointing=True)) == (STARTS[1], STARTS[0])


def test_what_is_told_in_the_negative_is_about_nothing_that_it_has_nothing_in_common_with() -> None:
    assert targets(units(event=3, status="negated")) == ()
    assert targets(units(statement=1, stance="denies")) == ()
