from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.store import Case
from lagebild.store.queries.search import align, hit_spans
from lagebild.store.sqlite import match_query
from tests.store.helpers import item, make


@pytest.fixture
def filled(case: Case) -> Case:
    with case.writer() as writer:
        writer.add([item(make(n)) for n in range(5)])
    return case


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Panzer", "Panzer"),
        ("panzer", "Panzer"),
        ("liefern", "geliefert"),
        ("haben", "habe"),
        ("zurueck", None),
        ("zuruck", "zurück"),
        ('"Otto Keller"', "Otto Keller"),
        ('"Keller Otto"', None),
        ("gelief*", "geliefert"),
        ("Panzer fehlendeswort", None),
    ],
)
def test_by_form_and_lemma(filled: Case, query: str, found: str | None) -> None:
    with filled.view() as view:
        hits = view.search(query)
        assert len(hits) == (5 if found else 0)
        for hit in hits:
            text = view.document(hit.document.id).text
            assert text[hit.offset : hit.offset + len(hit.snippet)] == hit.snippet
            assert found in [text[a:b] for a, b in hit.spans]


SYNTAX = [
    "", " ", '"', '""', "'", "AND", "OR", "NOT", "NEAR(a b)", "a AND", "(", ")", "*", "**", "a*b", "-a", "^a", "text:a", "{text}:a",
    "a + b", "\0", "a\0b", "\ud800", "🎖", '"a', 'a"b"c', "lemmas : x", "a; DROP TABLE documents", "%", "_", "\\", "a" * 10000,
]  # fmt: skip


@pytest.mark.parametrize("query", SYNTAX)
def test_no_syntax_of_a_user_is_an_error(filled: Case, query: str) -> None:
    with filled.view() as view:
        assert isinstance(view.search(query), list)
        assert isinstance(list(view.statements(speaker=query)), list)
        assert isinstance(list(view.claims(words=query)), list)


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_query_is_an_expression(query: str) -> None:
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5(text)")
    expression = match_query(query)
    if expression is not None:
        connection.execute("SELECT * FROM f WHERE f MATCH ?", (expression,)).fetchall()
    connection.close()


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=10))
def test_hits_lie_in_the_text(text: str, lemmas: str, query: str) -> None:
    assert all(0 <= a < b <= len(text) for a, b in hit_spans(text, lemmas, query))


def test_alignment() -> None:
    assert align(["er", "gehen", "nach", "haus"], ["er", "ging", "nach", "hause"]) == {0: 0, 1: 1, 2: 2, 3: 3}
    assert hit_spans("Werbung! Er ging.", "er gehen", "gehen") == ((12, 16),)
