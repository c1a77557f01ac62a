"""Direct speech: which quotations are statements, in how many pieces, and with which frame."""

from __future__ import annotations

import pytest

from benchmarks.cases import words_of
from tests.extract.drawn import drawn

# text, then (type, quote, speaker) of each statement
FORMS = [
    (
        "„Der Preis steigt“, klagte Händlerin Olga Stamm, „und keiner tut etwas.“",
        [("Direct", "„Der Preis steigt“ | „und keiner tut etwas.“", "Händlerin Olga Stamm")],
    ),
    (
        "„Mein Sohn“, so der Vater, „war nie in dieser Stadt.“",
        [("Direct", "„Mein Sohn“ | „war nie in dieser Stadt.“", "der Vater")],
    ),
    ("„Das ist ein Irrtum“, so Minister Jan Korte.", [("Direct", "„Das ist ein Irrtum“", "Minister Jan Korte")]),
    (
        "Die Richterin nannte den Antrag „dürftig“, „verspätet“ und „unklar“.",
        [
            ("Reported", "Die Richterin nannte den Antrag „dürftig“, „verspätet“ und „unklar“", "Die Richterin"),
            ("Direct", "„dürftig“ | „verspätet“ | „unklar“", "Die Richterin"),
        ],
    ),
    (
        "Mit den Worten „Wir sehen uns wieder“ verabschiedete Trainer Max Lund die Spieler.",
        [("Direct", "„Wir sehen uns wieder“", "Trainer Max Lund")],
    ),
    (
        "„Alle Gäste sind wohlauf.“ Das teilte die Feuerwehr mit.",
        [("Direct", "„Alle Gäste sind wohlauf.“", "die Feuerwehr")],
    ),
    ("„Das zahlen wir nie und nimmer, sagte Händlerin Olga Stamm.", [("Direct", "„Das zahlen wir nie und nimmer", "Händlerin Olga Stamm")]),
    ("„Wir sind alle sehr müde heute“, Korte sagte nach dem Rennen.", [("Direct", "„Wir sind alle sehr müde heute“", "Korte")]),
    (
        "Händlerin Olga Stamm bleibt ruhig. „Wir haben noch Kohlen für zwei Winter.“",
        [("Direct", "„Wir haben noch Kohlen für zwei Winter.“", "Händlerin Olga Stamm")],
    ),
    (
        "„Der Lotse hat uns versprochen, dass er wartet“, sagte Händlerin Olga Stamm.",
        [
            ("Direct", "„Der Lotse hat uns versprochen, dass er wartet“", "Händlerin Olga Stamm"),
            ("Indirect", "dass er wartet", "Der Lotse"),
        ],
    ),
    (
        "„Der Lotse rief ‚Alle an Land!‘ und sprang“, sagte Händlerin Olga Stamm.",
        [
            ("Direct", "„Der Lotse rief ‚Alle an Land!‘ und sprang“", "Händlerin Olga Stamm"),
            ("Direct", "‚Alle an Land!‘", "Der Lotse"),
        ],
    ),
    (
        "„Ich glaube, dass wir gewinnen können“, sagte Händlerin Olga Stamm.",
        [("Direct", "„Ich glaube, dass wir gewinnen können“", "Händlerin Olga Stamm")],
    ),
    (
        "Händler Jan Korte lacht über „arme Leute“, Lotse Max Lund warnt vor ihnen.",
        [("Reported", "Lotse Max Lund warnt vor ihnen", "Lotse Max Lund")],
    ),
    ("Mit dem Roman „Winterhafen“ eröffnete der Autor Jan Korte die Messe.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_forms(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = drawn(text).statements
    assert [(s.type, words_of(text, s.quote), words_of(text, s.speaker)) for s in found] == expected
