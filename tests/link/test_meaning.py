"""What words mean: vectors of terms and sentences, and words of two sentences that are near in meaning."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.errors import PackError
from lagebild.lang.pack import Pack, load_pack
from lagebild.link.alike import alike, features, weights
from lagebild.link.compare.meanings import near_words
from lagebild.link.meaning import DIM, FILE, Meaning, as_int8, stored_rows
from lagebild.link.tellings import Marks
from lagebild.link.told import Told, words_of
from tests.link.invented import said, sentence, teller

PACK = load_pack("de")


def _cosine(one: str, other: str) -> float:
    a, b = PACK.get(Meaning.from_pack).rows([teller().term(w) for w in (one, other)]).astype(float)
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


@pytest.mark.parametrize(
    ("near", "word", "far"),
    [
        ("Instandhaltung", "Wartung", "Wahlkampf"),
        ("Munition", "Granaten", "Tarifvertrag"),
        ("Sammelklage", "Klage", "Hochwasser"),  # by its parts or its own
        ("verschoben", "vertagt", "gewonnen"),
    ],
)
def test_words_of_one_kind_are_near(near: str, word: str, far: str) -> None:
    assert _cosine(near, word) > 0.2 + max(_cosine(far, word), 0.0)


@given(st.text("abcdefgh", min_size=2, max_size=9))
def test_a_term_is_nearest_to_itself(term: str) -> None:
    rows = PACK.get(Meaning.from_pack).rows([term, term])
    assert rows.shape == (2, DIM) and rows.dtype == np.int8 and (rows[0] == rows[1]).all()
    assert 120 <= np.linalg.norm(rows[0].astype(float)) <= 134


def test_a_sentence_means_what_its_words_mean_beside_what_its_document_is_about() -> None:
    told = teller().tell("Brodersen hat drei Schleppkähne geliefert.", (0, 42), Marks())
    word, weight = max(told.terms, key=lambda term: term[1])
    alone, kinds = (words_of(told._replace(context=about)).kinds for about in ((), ((word, 9 * weight),)))
    assert alone.own[alone.terms.index(word)] > 5 * kinds.own[kinds.terms.index(word)]
    stored = stored_rows(as_int8(kinds.mean).tobytes())
    assert stored.shape == (1, DIM) and abs(float(stored[0] @ kinds.mean) / 127 - 1) < 0.02
    assert not stored_rows(bytes(DIM)).any()


def test_a_language_without_vectors_knows_terms_by_themselves(tmp_path: Path) -> None:
    a, b, c = Meaning.from_pack(Pack("xx", tmp_path)).rows(["wolu", "wolu", "kerim"]).astype(float)
    assert (a == b).all() and abs(a @ c) < 0.6 * (a @ a)


@pytest.mark.parametrize("data", [b"", b"nothing", (PACK.folder / FILE).read_bytes()[:9000]], ids=["empty", "other", "half"])
def test_damaged_vectors_are_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE).write_bytes(data)
    with pytest.raises(PackError, match="reinstall"):
        Meaning.from_pack(Pack("xx", tmp_path))


SENTENCES = [
    "Die Wartung der Kühlung in Halle 7 wurde zweimal verschoben.",
    "Die Instandhaltung des Kühlsystems hat das Werk mehrfach vertagt.",
    "Am Freitag streikten die Lotsen im Hafen von Lindholm.",
    "Drei Menschen starben, zwölf wurden verletzt.",
    "Ja.",
]


def _told(k: int, doc: int) -> Told:
    return Told.of((said(doc, "Gesa Brodersen", SENTENCES[k]) if k == 2 else sentence(doc, SENTENCES[k]),))


@given(st.integers(0, 4), st.integers(0, 4))
def test_it_makes_no_difference_which_comes_first(j: int, k: int) -> None:
    a, b = _told(j, 1), _told(k, 2)
    one, other = alike(a, b), alike(b, a)
    assert (one.score, one.reasons) == (other.score, other.reasons)
    assert features(a, b)[0] == features(b, a)[0]


def test_other_words_for_one_thing_are_named() -> None:
    a, b = _told(0, 1), _told(1, 2)
    assert "“verschoben” is near to “vertagt”" in near_words(a, b)
    assert near_words(a, _told(4, 2)) == ""
    assert alike(a, b).score > alike(a, _told(2, 2)).score


def test_every_weight_is_that_of_a_feature() -> None:
    assert set(weights()) - {"bias"} == set(features(_told(0, 1), _told(1, 2))[0])
