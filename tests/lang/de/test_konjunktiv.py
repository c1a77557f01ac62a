from __future__ import annotations

from dataclasses import replace

import pytest

from lagebild.lang.de.konjunktiv import could_be_participle, could_be_subjunctive, is_unambiguous, mood
from tests.parse.tagged import tagged, treebank


def mood_of(line: str, word: str) -> tuple[str, str]:
    tokens = [replace(t, mood="") for t in tagged(line).tokens]
    return next(found for t, found in zip(tokens, mood(tokens), strict=True) if t.text == word)


@pytest.mark.parametrize(
    ("line", "word", "expected"),
    [
        ("Berg/NE liefere/VVFIN Holz/NN ./$.", "liefere", ("Sub", "Pres")),
        ("Berg/NE liefert/VVFIN Holz/NN ./$.", "liefert", ("Ind", "Pres")),
        ("Es/PPER gebe/VVFIN Streit/NN ./$.", "gebe", ("Sub", "Pres")),
        ("Kern/NE halte/VVFIN das/PDS für/APPR falsch/ADJD ./$.", "halte", ("Sub", "Pres")),
        ("Kern/NE berichte/VVFIN davon/PAV ./$.", "berichte", ("Sub", "Pres")),
        ("Er/PPER sei/VAFIN krank/ADJD ./$.", "sei", ("Sub", "Pres")),
        ("Sie/PPER seien/VAFIN krank/ADJD ./$.", "seien", ("Sub", "Pres")),
        ("Er/PPER habe/VAFIN es/PPER getan/VVPP ./$.", "habe", ("Sub", "Pres")),
        ("Ich/PPER habe/VAFIN es/PPER getan/VVPP ./$.", "habe", ("Ind", "Pres")),
        ("Ich/PPER kam/VVFIN und/KON habe/VAFIN es/PPER getan/VVPP ./$.", "habe", ("Ind", "Pres")),
        ("Ich/PPER denke/VVFIN ,/$, er/PPER:Nom habe/VAFIN es/PPER getan/VVPP ./$.", "habe", ("Sub", "Pres")),
        ("Ich/PPER denke/VVFIN ,/$, er/PPER:Nom habe/VAFIN es/PPER getan/VVPP ./$.", "denke", ("Ind", "Pres")),
        ("Das/PDS könne/VMFIN man/PIS ./$.", "könne", ("Sub", "Pres")),
        ("Das/PDS käme/VVFIN gut/ADJD an/PTKVZ ./$.", "käme", ("Sub", "Past")),
        ("dass/KOUS es/PPER stattfände/VVFIN", "stattfände", ("Sub", "Past")),
        ("Sie/PPER ließe/VVFIN ihn/PPER ./$.", "ließe", ("Sub", "Past")),
        ("Sie/PPER ließen/VVFIN:Past ihn/PPER ./$.", "ließen", ("Ind", "Past")),
        ("Er/PPER würde/VAFIN gehen/VVINF ./$.", "würde", ("Sub", "Past")),
        ("Er/PPER wurde/VAFIN:Past gewählt/VVPP ./$.", "wurde", ("Ind", "Past")),
        ("Er/PPER machte/VVFIN:Past Tee/NN ./$.", "machte", ("Ind", "Past")),
        ("Er/PPER dachte/VVFIN:Past nach/PTKVZ ./$.", "dachte", ("Ind", "Past")),
        ("Berg/NE meldet/VVPP Gewinne/NN ./$.", "meldet", ("Ind", "Pres")),
        ("Berg/NE hat/VAFIN gewählt/VVPP ./$.", "gewählt", ("", "")),
        ("dass/KOUS man/PIS den/ART Export/NN kontrolliere/ADJA ./$.", "kontrolliere", ("Sub", "Pres")),
        ("dass/KOUS die/ART tiefe/ADJA ,/$, rauhe/ADJA Stimme/NN fehlt/VVFIN ./$.", "tiefe", ("", "")),
        ("Berg/NE hat/VAFIN das/PDS zurückgewiesen/VVPP ./$.", "zurückgewiesen", ("", "")),
        ("wenn/KOUS sie/PPER Bomben/NN führen/VVINF", "führen", ("", "")),
        ("dass/KOUS sie/PPER auf/APPR Streit/NN abzielten/VVPP ./$.", "abzielten", ("Ind", "Past")),
        ("Sollte/NN der/ART Streit/NN dauern/VVINF ,/$, geht/VVFIN er/PPER ./$.", "Sollte", ("Sub", "Past")),
    ],
)
def test_mood(line: str, word: str, expected: tuple[str, str]) -> None:
    assert mood_of(line, word) == expected


def test_what_form_leaves_open_keeps_the_given_mood() -> None:
    tokens = list(tagged("Sie/PPER lieferten/VVFIN:Sub,Past Holz/NN ./$.").tokens)
    assert mood(tokens)[1] == ("Sub", "Past")


@pytest.mark.parametrize("form", ["sei", "liefere", "käme", "lieferten", "kommen", "würden", "Hätte"])
def test_could_be_subjunctive(form: str) -> None:
    assert could_be_subjunctive(form)


@pytest.mark.parametrize("form", ["liefert", "ist", "hat", "wurde", "kam", "wird"])
def test_cannot_be_subjunctive(form: str) -> None:
    assert not could_be_subjunctive(form)


def test_unambiguous_forms() -> None:
    assert all(map(is_unambiguous, ["sei", "seien", "könne", "wäre", "würden", "käme"]))
    assert not any(map(is_unambiguous, ["habe", "liefere", "sollte", "lieferten", "kamen"]))


def test_participles() -> None:
    assert all(map(could_be_participle, ["geliefert", "besucht", "ausgesagt", "kritisiert", "gegangen", "anerkannt", "enthalten"]))
    assert not any(map(could_be_participle, ["liefert", "meldet", "grenzt", "abzielten", "vereinbarten"]))


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize(("name", "floor"), [("de_gsd-ud-test.conllu", 0.92), ("de_pud-ud-test.conllu", 0.88)])
def test_rule_alone_on_gold_tags(name: str, floor: float) -> None:
    """F of Mood=Sub with gold parts of speech and no given mood."""
    gold = treebank(name)
    right = predicted = total = 0
    for sentence in gold.sentences:
        tokens = gold.tokens_of(sentence)
        bare = [replace(t, mood="" if t.mood != "Imp" else "Imp", tense="" if t.mood == "Sub" else t.tense) for t in tokens]
        for token, (found, _) in zip(tokens, mood(bare), strict=True):
            right += found == token.mood == "Sub"
            predicted, total = predicted + (found == "Sub"), total + (token.mood == "Sub")
    assert 2 * right / (predicted + total) > floor
