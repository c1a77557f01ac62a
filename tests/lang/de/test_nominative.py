"""Sources that the text declines are named in the nominative."""

from __future__ import annotations

import pytest

from lagebild.lang.de.nominative import Form, nominative


def adjective(text: str) -> Form:
    return Form(text, text, adjective=True)


@pytest.mark.parametrize(
    ("forms", "words"),
    [
        ([adjective("libyschen"), Form("Behörden", "Behörde", noun=True, number="Plur", gender="Fem")], "libysche Behörden"),
        ([adjective("Weißen"), Form("Hauses", "Haus", noun=True, number="Sing", gender="Neut")], "Weißes Haus"),
        ([adjective("neue"), Form("Präsidenten", "Präsident", noun=True, number="Sing", gender="Masc")], "neuer Präsident"),
        ([Form("Diplomaten", "Diplomat", noun=True, number="Plur", gender="Masc")], "Diplomaten"),
        ([Form("Insidern", "Insider", noun=True, number="Plur", gender="Masc")], "Insider"),
        ([Form("Kreisen", "Kreis", noun=True, number="Plur", gender="Masc")], "Kreise"),
        ([Form("Ärzten", "Arzt", noun=True, number="Plur", gender="Masc")], "Ärzte"),
        ([Form("Ländern", "Land", noun=True, number="Plur", gender="Neut")], "Länder"),
        ([Form("Quellen", "Quelle", noun=True, number="Plur", gender="Fem")], "Quellen"),
        ([Form("Gewerkschaften", "Gewerkschaft", noun=True, number="Plur", gender="Fem")], "Gewerkschaften"),
        ([adjective("Kieler"), Form("Polizei", "Polizei", noun=True, number="Sing", gender="Fem")], "Kieler Polizei"),
        ([Form("Maier", "Maier")], "Maier"),
    ],
)
def test_the_first_noun_and_its_adjectives_are_nominative(forms: list[Form], words: str) -> None:
    assert " ".join(nominative(forms)) == words
