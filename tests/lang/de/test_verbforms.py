"""Verb and noun forms of German, as the lexica of saying need them."""

from __future__ import annotations

import pytest

from lagebild.lang.de.verbforms import is_infinitive, noun_forms, split_particle, strong_verbs, verb_forms
from lagebild.lang.pack import load_pack

STRONG = strong_verbs(load_pack("de"))


@pytest.mark.parametrize(
    ("lemma", "split"),
    [
        ("mitteilen", ("mit", "teilen")),
        ("zurückweisen", ("zurück", "weisen")),
        ("ankündigen", ("an", "kündigen")),
        ("bestreiten", ("", "bestreiten")),
        ("antworten", ("", "antworten")),
        ("widersprechen", ("", "widersprechen")),
    ],
)
def test_split_particle(lemma: str, split: tuple[str, str]) -> None:
    assert split_particle(lemma) == split


@pytest.mark.parametrize(
    ("lemma", "whole", "split"),
    [
        ("mitteilen", {"mitgeteilt", "mitzuteilen", "mitteilte"}, {"teilte", "teilten"}),
        ("zurückweisen", {"zurückgewiesen"}, {"wies", "wiesen", "weist"}),
        ("bestreiten", {"bestritt", "bestritten", "bestreitet"}, set()),
        ("vorwerfen", {"vorgeworfen", "vorwirft"}, {"wirft", "warf"}),
        ("dementieren", {"dementiert", "dementierte"}, set()),
        ("äußern", {"äußerte", "geäußert"}, set()),
    ],
)
def test_verb_forms(lemma: str, whole: set[str], split: set[str]) -> None:
    in_one_word, finite, _ = verb_forms(lemma, STRONG)
    assert whole <= in_one_word
    assert split <= finite
    assert bool(finite) == bool(split)


@pytest.mark.parametrize(
    ("lemma", "forms"), [("Vorwurf", {"vorwürfe", "vorwurfs"}), ("Angabe", {"angaben"}), ("Bericht", {"berichten", "berichts"})]
)
def test_noun_forms(lemma: str, forms: set[str]) -> None:
    assert forms <= noun_forms(lemma)


def test_is_infinitive() -> None:
    assert is_infinitive("stellen")
    assert not is_infinitive("Vorwürfen")
