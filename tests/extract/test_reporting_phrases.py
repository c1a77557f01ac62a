"""Light-verb, reflexive and predicative frames of saying, and what only looks like one, from invented sentences."""

from __future__ import annotations

import pytest

from tests.extract.drawn import drawn

# text, type, cue ("" of a summed-up statement), stance
PHRASES = [
    ("Der Anwalt stellte in Abrede, dass sein Mandant am Tatort gewesen sei.", "Indirect", "stellte in Abrede", "denies"),
    ("Der Zeuge gab zu Protokoll, er habe einen Knall gehört.", "Indirect", "gab zu Protokoll", "asserts"),
    ("Die Kammer vertrat die Auffassung, dass die Frist abgelaufen sei.", "Indirect", "vertrat Auffassung", "asserts"),
    ("Die Trainerin zeigte sich zuversichtlich, dass der Titel zu holen sei.", "Indirect", "zeigte sich zuversichtlich", "expects"),
    ("Der Konzern stellte in Aussicht, 300 Stellen zu schaffen.", "Indirect", "stellte in Aussicht", "promises"),
    ("Der Verband legte der Ministerin ans Herz, die Steuer zu senken.", "Indirect", "legte ans Herz", "demands"),
    ("Die Forscherin stellte die These auf, dass der See früher größer gewesen sei.", "Indirect", "stellte These auf", "asserts"),
    ("Der Bürgermeister gab sich überzeugt, dass die Brücke halte.", "Indirect", "gab sich überzeugt", "asserts"),
    ("Die Gewerkschaft erhob die Forderung, alle Löhne zu erhöhen.", "Indirect", "erhob Forderung", "demands"),
    ("Der Minister ließ keinen Zweifel daran, dass er zurücktreten werde.", "Indirect", "ließ Zweifel", "asserts"),
    ("Der Präsident machte keinen Hehl daraus, dass er müde sei.", "Indirect", "machte Hehl", "asserts"),
    ("Die Ministerin äußerte den Verdacht, dass Akten vernichtet worden seien.", "Indirect", "äußerte Verdacht", "accuses"),
    ("Die Partei warf die Frage auf, ob das Geld reiche.", "Indirect", "warf Frage auf", "questions"),
    ("Die Opposition übte scharfe Kritik an dem Haushalt.", "Reported", "", "criticises"),
    ("Der Verband richtete schwere Vorwürfe gegen den Betreiber.", "Reported", "", "accuses"),
    ("Die Kanzlerin zollte den Helfern Respekt.", "Reported", "", "praises"),
    ("Die Behörde sprach eine Reisewarnung aus.", "Reported", "", "warns"),
    ("Der Verein legte Protest gegen die Wertung ein.", "Reported", "", "denies"),
    ("Der Vorstand hüllte sich in Schweigen.", "Reported", "", "declines_comment"),
    ("Aus dem Blickwinkel der Anwohner ist die Brücke zu laut.", "Indirect", "Aus", "asserts"),
    ("Er fordere, dass die Brücke gesperrt werde.", "Indirect", "fordere", "demands"),
    ("„Das Maß ist voll“, wetterte der Landwirt.", "Direct", "wetterte", "criticises"),
    ("„Wir haben es geschafft“, prahlte der Trainer.", "Direct", "prahlte", "praises"),
    ("„Die Kasse ist leer“, gab der Schatzmeister zu bedenken.", "Direct", "gab zu bedenken", "warns"),
]


@pytest.mark.parametrize(("text", "kind", "cue", "stance"), PHRASES)
def test_phrase(text: str, kind: str, cue: str, stance: str) -> None:
    (found,) = drawn(text).statements
    assert (found.type, " ".join(text[a:b] for a, b in found.cue), found.stance) == (kind, cue, stance)


NOTHING = [
    "Das Verfahren wird im Volksmund „kalte Küche“ genannt.",
    "Der Verein nennt sich „Freunde der Moorbahn“.",
    "Diesen Vorgang nennt man Verdunstung.",
    "Das Ergebnis soll am Freitag bekannt gegeben werden.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nobody_says_anything(text: str) -> None:
    assert drawn(text).statements == ()


def test_a_noun_in_a_phrase_of_its_own_is_no_part_of_the_cue() -> None:
    text = "Der Chef äußerte sich über die seiner Meinung nach zu hohen Preise."
    assert [text[a:b] for s in drawn(text).statements for a, b in s.cue if "Meinung" in text[a:b]] == []
