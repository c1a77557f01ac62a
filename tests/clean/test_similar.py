from __future__ import annotations

import pytest

from lagebild.clean.similar import fold, repeats

HEADLINE = "Kanzler plant, Minister zu besuchen, um über Hafengebühren zu sprechen"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (HEADLINE, True),
        (HEADLINE.upper(), True),
        ("Kanzler plant Minister zu besuchen um ueber Hafengebuehren zu", True),
        ("kanzler-plant-minister-zu-besuchen-um-ueber-hafengeb", True),
        (HEADLINE + " | Küstenbote", True),
        ("Kanzler plant", False),
        ("Kanzler plant, die Steuern zu senken", False),
        ("Minister plant Besuch beim Kanzler wegen Hafengebühren", False),
        ("", False),
    ],
)
def test_repeats(line: str, expected: bool) -> None:
    assert repeats(line, HEADLINE) is expected


def test_fold() -> None:
    assert fold("Straße, „Größe“ – café №7") == ["strasse", "groesse", "cafe", "no7"]
