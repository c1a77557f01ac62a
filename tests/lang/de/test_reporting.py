"""The tables of reporting verbs and nouns: each line well formed, no entry twice."""

from __future__ import annotations

from typing import get_args

import pytest

from lagebild.lang.pack import load_pack
from lagebild.model import Medium, Stance

PACK = load_pack("de")
# the letters that the first lines of each table explain
VERB_FRAMES, NOUN_FRAMES = frozenset("qdkzaotsxcnwDA"), frozenset("dznpxmv")


def rows(name: str) -> list[dict[str, str]]:
    return PACK.table(name)


@pytest.mark.parametrize(("name", "frames"), [("reporting_verbs.tsv", VERB_FRAMES), ("reporting_nouns.tsv", NOUN_FRAMES)])
def test_each_line_is_well_formed(name: str, frames: frozenset[str]) -> None:
    for row in rows(name):
        lemma = row["lemma"]
        assert lemma == lemma.strip() and lemma, row
        assert row["medium"] in get_args(Medium), row
        assert row["stance"] in get_args(Stance), row
        assert set(row["frames"]) <= frames and len(set(row["frames"])) == len(row["frames"]), row
        assert row["strength"] in ("1", "2", "3"), row
        assert None not in row, row


@pytest.mark.parametrize("name", ["reporting_verbs.tsv", "reporting_nouns.tsv"])
def test_no_entry_stands_twice(name: str) -> None:
    lemmas = [" ".join(sorted(row["lemma"].split())) for row in rows(name)]
    assert sorted(lemmas) == sorted(set(lemmas))


def test_topics_by_preposition_name_their_prepositions() -> None:
    for row in rows("reporting_verbs.tsv"):
        assert row["preps"] or "t" not in row["frames"], row


def test_each_verb_is_an_infinitive() -> None:
    rules = PACK.rules("verbforms")
    for row in rows("reporting_verbs.tsv"):
        assert any(rules.is_infinitive(word) for word in row["lemma"].split()), row


FORMS = [
    ("reporting_verbs.tsv", 1000),
    ("reporting_nouns.tsv", 350),
]


@pytest.mark.parametrize(("name", "least"), FORMS)
def test_the_lexica_are_broad(name: str, least: int) -> None:
    assert len(rows(name)) >= least
