from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.link.reuse.words import covered, shingles, words_of


@given(st.text(alphabet=st.characters(max_codepoint=0x2FF, exclude_characters="\u00ad"), max_size=300))
def test_words_are_those_of_the_regular_expression(text: str) -> None:
    words = words_of(text)
    assert list(zip(words.starts.tolist(), words.ends.tolist(), strict=True)) == [m.span() for m in re.finditer(r"\w+", text)]


@given(st.lists(st.text(alphabet="abcäößABCÄÖ019_", min_size=1, max_size=12), max_size=30))
def test_hashes_tell_words_apart_and_case_does_not_count(forms: list[str]) -> None:
    hashes = words_of(" ".join(forms)).hashes.tolist()
    assert hashes == words_of(" ".join(f.upper() if len(f.upper()) == len(f) else f for f in forms)).hashes.tolist()
    by_form: dict[str, int] = {}
    for form, value in zip(forms, hashes, strict=True):
        assert by_form.setdefault(form.lower(), value) == value
    assert len(set(by_form.values())) == len(by_form)


def test_a_long_text_hashes_as_its_parts() -> None:
    text = "Grenzzaun Stralsund " * 5000  # longer than the powers kept at hand
    assert set(words_of(text).hashes.tolist()) == set(words_of("stralsund grenzzaun").hashes.tolist())


@pytest.mark.parametrize("form", ["Donau\u00addampfer", "Donau\u200bdampfer", "Donaudampfer", "DONAUDAMPFER"])
def test_marks_that_nobody_sees_are_no_part_of_a_word(form: str) -> None:
    words = words_of(f"Der {form} fährt")
    assert words.hashes.tolist() == words_of("der donaudampfer fährt").hashes.tolist()
    assert words.span(1, 2) == (4, 4 + len(form))


@pytest.mark.parametrize("text", ["", "…", "\ud800 bricht \U0001f600 ab", "İstanbul", "a" * 1000])
def test_odd_texts(text: str) -> None:
    assert len(words_of(text)) == len(re.findall(r"\w+", text))


def test_regions_bound_words_and_spans_count_in_the_text() -> None:
    words = words_of("Kopf: Der Rat tagt heute. Werbung", ((6, 13), (14, 24)))
    assert [words.span(k, k + 1) for k in range(len(words))] == [(6, 9), (10, 13), (14, 18), (19, 24)]
    assert covered(words, ((10, 18),)).tolist() == [False, True, True, False]


@given(st.lists(st.sampled_from("abc"), max_size=40), st.integers(1, 8))
def test_shingles_are_equal_where_words_are(forms: list[str], size: int) -> None:
    found = shingles(words_of(" ".join(forms)).hashes, size)
    stretches = [tuple(forms[k : k + size]) for k in range(len(forms) - size + 1)]
    assert len(found) == len(stretches)
    assert len(np.unique(found)) == len(set(stretches))
