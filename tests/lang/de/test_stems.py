from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.lang.de.stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        "liefern lieferte lieferten liefert geliefert",
        "haus hauses häuser häusern",
        "lieferung lieferungen",
        "soldat soldaten",
        "nordkoreanisch nordkoreanische nordkoreanischen nordkoreanischer",
        "straße strassen straßen",
        "putin putins",
    ],
)
def test_forms_of_one_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words", ["minister ministerium", "hafen hafenstreik", "streik warnstreik", "rat bundesrat", "schiff schule", "tee tier"]
)
def test_words_and_their_compounds_stay_apart(words: str) -> None:
    first, second = words.split()
    assert stem(first) != stem(second)


@given(st.text(st.sampled_from("abcdeghilmnorstuäöüß"), min_size=1, max_size=24))
def test_a_stem_is_never_empty_and_has_no_umlauts(word: str) -> None:
    assert stem(word) and not set(stem(word)) & set("äöüß*$%&")
