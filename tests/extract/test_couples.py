"""Two who speak together, and people of whom the report names none."""

from __future__ import annotations

import pytest

from tests.extract.test_names import last


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Jan Koller traf Paul Reimer in Kiel. Die beiden erklärten, das Fest falle aus.", "Jan Koller und Paul Reimer", "named"),
        ("Jan Koller traf Paul Reimer in Kiel. Beide Politiker sagten, das Fest falle aus.", "Jan Koller und Paul Reimer", "named"),
        ("Norwegen und Schweden verhandeln. Beide Länder erklärten, der Vertrag sei fertig.", "Norwegen und Schweden", "office"),
        ("Norwegen verhandelt mit Schweden. Beide Seiten erklärten, der Vertrag sei fertig.", "Norwegen und Schweden", "office"),
        ("Jan Koller kam allein. Viele sagten, das Fest falle aus.", "viele (anonymous)", "anonymous"),
        ("Jan Koller kam allein. Manche fürchteten, das Fest falle aus.", "manche (anonymous)", "anonymous"),
    ],
)
def test_several_speak(text: str, name: str, kind: str) -> None:
    said = last(text)
    assert (said.speaker_name, said.source_class) == (name, kind)


def test_one_person_is_no_couple() -> None:
    assert last("Jan Koller kam nach Kiel. Beide sagten, das Fest falle aus.").speaker_name != "Jan Koller und Jan Koller"
