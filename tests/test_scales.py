from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from lagebild.model import Event, EventStatus, EventType
from lagebild.scales import QuadClass, goldstein, quad_class, scales

KINDS = get_args(EventType)


def _event(kind: str, mode: str | None = None, status: str = "asserted") -> Event:
    return Event("e", kind, (0, 1), status, mode)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
def test_every_type_has_a_class_and_a_number_of_its_sign(kind: str) -> None:
    event = _event(kind)
    assert quad_class(event) in get_args(QuadClass)
    assert -10 <= goldstein(event) <= 10
    assert (goldstein(event) > 0) == quad_class(event).endswith("cooperation")


def test_the_table_knows_every_status_and_no_strange_type() -> None:
    table = scales()
    assert set(table.weight) == set(get_args(EventStatus))
    assert set(table.scale) == set(table.quads) == set(KINDS)


def test_a_mode_weighs_more_than_its_type_and_what_did_not_happen_nothing() -> None:
    told = _event("ASSAULT", "airstrike")
    assert goldstein(told) < goldstein(_event("ASSAULT")) < goldstein(_event("THREATEN"))
    assert goldstein(_event("ASSAULT", "some other mode")) == goldstein(_event("ASSAULT"))
    assert goldstein(replace(told, status="negated")) == 0.0
    assert goldstein(told) < goldstein(replace(told, status="planned")) < 0
