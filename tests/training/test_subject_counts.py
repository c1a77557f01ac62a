from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lagebild.lang.pack import load_pack
from lagebild.parse.base import Parse, Sentence, Token
from lagebild.parse.chunks import subject_head
from lagebild.parse.spacy_engine import load_parser
from training import data
from training.evaluate import Gold, blocks, document, reporting_verbs
from training.subject_counts import count_subjects, figures
from training.treebank import Word

# word, lemma, word class, features, head (a place in the sentence), relation
Row = tuple[str, str, str, str, int, str]
SAID: list[Row] = [
    ("Chef", "Chef", "NOUN", "", 2, "nsubj"),
    ("Kern", "Kern", "PROPN", "", 0, "flat"),
    ("sagte", "sagen", "VERB", "VerbForm=Fin", 2, "root"),
    ("und", "und", "CCONJ", "", 4, "cc"),
    ("schrieb", "schreiben", "VERB", "VerbForm=Fin", 2, "conj"),
    ("Berg", "Berg", "PROPN", "", 4, "obj"),
]
IT_SAYS: list[Row] = [("es", "es", "PRON", "", 1, "expl"), ("heißt", "heißen", "VERB", "VerbForm=Fin", 1, "root")]
VERBS = frozenset({"sagen", "schreiben", "heißen"})


def made(rows: list[Row], mood: str = "Ind") -> tuple[list[Gold], Parse]:
    golds = [Gold(Word(r[0], r[1], r[2], "", r[3], r[4], r[5], True), 10 * i, 10 * r[4], r[1]) for i, r in enumerate(rows)]
    tokens = tuple(
        Token(i, 10 * i, 10 * i + len(r[0]), r[0], r[1], r[2], mood=mood if r[2] == "VERB" else "", head=r[4], dep=r[5])
        for i, r in enumerate(rows)
    )
    return golds, Parse(" " * 10 * len(rows), tokens, (Sentence(0, len(rows), True),))


@pytest.mark.parametrize(
    ("rows", "answers", "expected"),
    [
        (SAID, {2: 0}, (1, 1, 1, 1)),
        (SAID, {2: 1}, (1, 1, 1, 1)),
        (SAID, {2: 5}, (1, 0, 1, 0)),
        (SAID, {}, (1, 0, 0, 0)),
        (SAID, {2: 0, 4: 0}, (1, 1, 1, 1)),
        (SAID, {2: 0, 4: 5}, (1, 1, 2, 1)),
        (IT_SAYS, {1: 0}, (0, 0, 0, 0)),
    ],
)
def test_counts(rows: list[Row], answers: dict[int, int], expected: tuple[int, int, int, int]) -> None:
    golds, parse = made(rows)
    counts = count_subjects(golds, parse, VERBS, lambda _, verb: answers.get(verb))
    assert tuple(counts[k] for k in ("gold", "found", "answers", "right")) == expected


def test_an_answer_for_what_is_no_verb_is_wrong() -> None:
    golds, _ = made([("Sagen", "Sage", "NOUN", "", 0, "root"), ("Kern", "Kern", "PROPN", "", 0, "nmod")])
    _, parse = made([("Sagen", "sagen", "VERB", "", 0, "root"), ("Kern", "Kern", "PROPN", "", 0, "nsubj")])
    assert figures(count_subjects(golds, parse, VERBS)) == {"p": 0.0, "r": 0.0}
    assert count_subjects(golds, parse, VERBS)["answers"] == 1


def test_the_tree_is_the_default_answer() -> None:
    counts = count_subjects(*made(SAID), VERBS)
    assert figures(counts) == {"p": 100.0, "r": 100.0}


@pytest.mark.shared
@pytest.mark.slow
def test_subjects_of_verbs_of_saying_on_held_out_text() -> None:
    """The floor of the shipped parser and rules together, a little below what they reach."""
    folder = Path(__file__).resolve().parents[3] / "shared" / "data" / "treebank"
    if not folder.is_dir():
        pytest.skip("needs the treebanks of the benchmark data")
    pack = load_pack("de")
    parser = load_parser(pack, "builtin", selective=False)
    counts: Counter[str] = Counter()
    for _, held in data.trees(folder).values():
        for text, golds, _ in blocks(held):
            parse = parser.parse(document(text))
            counts += count_subjects(golds, parse, reporting_verbs(pack, 2), lambda p, verb: subject_head(p, verb, pack))
    reached = figures(counts)
    assert reached["p"] > 88 and reached["r"] > 88
