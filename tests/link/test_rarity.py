from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.errors import PackError
from lagebild.lang.pack import Pack
from lagebild.link.rarity import Rarity, terms
from training.frequencies import table


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Hafenstreik", "der hafenstreik"),
        ("10.000 Kisten, 10 000 Kisten", "10000 kis 10000 kis"),
        ("am 24.12.2020", "am 24 12 2020"),
        ("Erdoğan, ÉLAN, Ha\u0308fen", "erdoga ela haf"),
        ("die G7-Staaten_und", "die g7 staa und"),
        ("", ""),
    ],
)
def test_terms_of_a_text(text: str, expected: str) -> None:
    assert terms(text) == expected.split()


def test_a_language_without_rules_keeps_its_words() -> None:
    assert terms("Les ministres français", "fr") == ["les", "ministres", "francais"]


@given(st.text(max_size=80))
def test_terms_are_words_in_small_letters(text: str) -> None:
    found = terms(text)
    assert all(found) and not any(" " in term for term in found)
    assert terms(text.upper().lower()) == terms(text.upper())


def test_rare_terms_weigh_more_than_common_ones_and_unseen_ones_most() -> None:
    rarity = Rarity.load("de")
    (the,), (minister,), (rudder,), (unseen,) = (terms(word) for word in ("die", "Minister", "Steuerruder", "Quastenkippregler"))
    assert rarity.of(the) < 0.2 < rarity.of(minister) < rarity.of(unseen) == rarity.highest
    assert rarity.of(minister) < rarity.of(rudder) <= rarity.highest
    assert Rarity.load("de") is rarity


def test_a_language_without_a_table_works() -> None:
    assert Rarity.load("xx").of("hafen") == Rarity.load("xx").highest > 0


def test_a_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    texts = ["Hafen und Streik", "Hafen und Kran", "Hafen und Streik im Hafen", "Streik und Kran", "und Mole"]
    (tmp_path / "frequencies.tsv.gz").write_bytes(gzip.compress(table(iter(texts), "de").encode()))
    rarity = Rarity.from_pack(Pack("de", tmp_path))
    assert rarity.documents == 5 and rarity.of("und") == 0.0
    assert 0 < rarity.of(terms("Hafen")[0]) == rarity.of(terms("Streik")[0]) < rarity.of(terms("Mole")[0]) == rarity.highest


@pytest.mark.parametrize("data", [b"no archive", gzip.compress(b"3\thafen\n", mtime=0), gzip.compress(b"# documents: 9\nhafen\n", mtime=0)])
def test_a_damaged_table_says_so(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "frequencies.tsv.gz").write_bytes(data)
    with pytest.raises(PackError, match="reinstall"):
        Rarity.from_pack(Pack("de", tmp_path))
