from __future__ import annotations

import pytest

from benchmarks.news import Counts, form_of
from lagebild.model import Document, Span, Statement

TEXT = "Wir sagten, es regne. Anna Ohm meinte das."


def _at(words: str) -> Span:
    start = TEXT.index(words)
    return start, start + len(words)


DOCUMENT = Document("x", TEXT, "de", "")
QUOTE = (_at("es regne"),)


@pytest.mark.parametrize(
    ("statement", "form"),
    [
        (Statement("a", "Indirect", QUOTE, speaker=(_at("Wir"),)), "“wir”"),
        (Statement("a", "Indirect", QUOTE, speaker=(_at("Anna Ohm"),)), "a phrase without a name"),
        (Statement("a", "Indirect", QUOTE, cue=(_at("sagten"),)), "Indirect, no speaker, cue “sagten”"),
        (Statement("a", "Reported", QUOTE), "Reported, no speaker, no cue"),
    ],
)
def test_forms_of_unknown_speakers(statement: Statement, form: str) -> None:
    assert form_of(DOCUMENT, statement) == form


def test_counts_add_up() -> None:
    counts = Counts()
    known = Statement("b", "Direct", QUOTE, speaker_name="Anna Ohm")
    counts.add(DOCUMENT, (Statement("a", "Indirect", QUOTE, speaker=(_at("Wir"),)), known))
    counts.add(DOCUMENT, ())
    assert (counts.documents, counts.statements, counts.unknown) == (2, 2, 1)
    assert counts.types == {"Indirect": 1, "Direct": 1}
    assert counts.unknown_types == {"Indirect": 1}
