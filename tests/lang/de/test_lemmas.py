"""Lemmas by suffix rules: frequent forms, strong verbs, compounds and names that no list holds."""

from __future__ import annotations

import pytest

from lagebild.lang.de.lemmas import Lemmatizer, apply
from lagebild.lang.pack import load_pack


@pytest.fixture(scope="module")
def lemmatizer() -> Lemmatizer:
    return Lemmatizer.load(load_pack("de").folder / "model" / "lemmas.tsv")


@pytest.mark.parametrize(
    ("form", "pos", "lemma"),
    [
        ("sagte", "VERB", "sagen"), ("warfen", "VERB", "werfen"), ("hieß", "VERB", "heißen"), ("zurückgewiesen", "VERB", "zurückweisen"),
        ("mitzuteilen", "VERB", "mitteilen"), ("angekündigt", "VERB", "ankündigen"), ("dementierten", "VERB", "dementieren"),
        ("beschuldigte", "VERB", "beschuldigen"), ("sei", "AUX", "sein"), ("würden", "AUX", "werden"), ("Vorwürfen", "NOUN", "Vorwurf"),
        ("Waffenlieferungen", "NOUN", "Waffenlieferung"), ("Ministerien", "NOUN", "Ministerium"),
        ("Außenministers", "NOUN", "Außenminister"),
        ("Raketenabwehrsysteme", "NOUN", "Raketenabwehrsystem"), ("größten", "ADJ", "groß"), ("russischen", "ADJ", "russisch"),
        ("Nordkoreas", "PROPN", "Nordkorea"), ("Paris", "PROPN", "Paris"), ("im", "ADP", "in"), ("10.000", "NUM", "10.000"),
        ("„", "PUNCT", "„"),
    ],
)  # fmt: skip
def test_lemma(lemmatizer: Lemmatizer, form: str, pos: str, lemma: str) -> None:
    assert lemmatizer.lemma(form, pos) == lemma


@pytest.mark.parametrize("form", ["", "a", "x" * 500, "Ä", "-", "ge", "zu"])
def test_odd_forms_have_a_lemma(lemmatizer: Lemmatizer, form: str) -> None:
    for pos in ("NOUN", "VERB", "ADJ", "PROPN", "ADV", "X"):
        assert lemmatizer.lemma(form, pos) or not form


def test_apply_drops_the_inner_part_after_the_longest_particle() -> None:
    assert apply((1, "en", "ge"), "zurückgesagt", ("zu", "zurück")[::-1]) == "zurücksagen"
