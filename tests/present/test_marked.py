from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.model import Region, Span, Stance
from lagebild.present.cli.marked import lines_of, marked
from lagebild.present.text import safe
from lagebild.store.records import DocumentInfo, StoredDocument, StoredStatement

BRACKETS = re.compile(r"\[[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\]")


def _document(text: str, quotes: list[list[Span]], stance: Stance = "denies") -> StoredDocument:
    info = DocumentInfo("x", "x", None, None, None, (), None, None, None, None, "", "de", 1, True, len(text), 0, 0)
    blank = StoredStatement(
        "x", "", "Indirect", "SW", stance, "", (), (), (), (), (), None, None, None, (), (), None, None, None, None
    )  # fmt: skip
    found = tuple(replace(blank, id=str(n), quote=tuple(q)) for n, q in enumerate(quotes))
    return StoredDocument(info, text, (Region((0, len(text)), "body"),), (), (), found, (), (), ())


def _shown(text: str, quotes: list[list[Span]]) -> list[str]:
    found = _document(text, quotes)
    return [marked(found, line).plain for line in lines_of(found)]


@pytest.mark.parametrize(
    ("text", "quotes", "shown"),
    [
        ("Er sagt ja.", [[(8, 10)]], ["Er sagt [¹ja¹]."]),
        ("Er sagt ja.", [], ["Er sagt ja."]),
        ("aabbcc", [[(0, 6)], [(2, 4)]], ["[¹aa[²bb²]cc¹]"]),
        ("aabbcc", [[(0, 6)], [(0, 6)]], ["[¹[²aabbcc²]¹]"]),
        ("aabbcc", [[(0, 6)], [(0, 2)], [(4, 6)]], ["[¹[²aa²]bb[³cc³]¹]"]),
        ("aabbcc", [[(0, 2)], [(2, 4)]], ["[¹aa¹][²bb²]cc"]),
        ("aabbcc", [[(0, 2), (4, 6)]], ["[¹aa¹]bb[¹cc¹]"]),
        ("aa\n\nbb", [[(0, 6)]], ["[¹aa", "bb¹]"]),
        ("aa\nbb\ncc", [[(0, 8)], [(3, 5)]], ["[¹aa", "[²bb²]", "cc¹]"]),
    ],
)
def test_brackets_show_what_lies_in_what(text: str, quotes: list[list[Span]], shown: list[str]) -> None:
    assert _shown(text, quotes) == shown


def test_colour_covers_the_quote_and_no_more() -> None:
    found = _document("Er sagt ja.", [[(8, 10)]])
    (line,) = lines_of(found)
    text = marked(found, line)
    assert [text.plain[s.start : s.end] for s in text.spans if s.style == "red"] == ["ja"]


@given(st.text(alphabet=st.characters(exclude_characters="[⁰¹²³⁴⁵⁶⁷⁸⁹]\n"), min_size=1, max_size=30), st.data())
def test_nothing_but_brackets_is_added(text: str, data: st.DataObject) -> None:
    pair = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda x: (min(x), max(x))).filter(lambda x: x[0] < x[1])
    quotes = data.draw(st.lists(st.lists(pair, min_size=1, max_size=2), max_size=4))
    for shown in _shown(text, quotes):
        assert BRACKETS.sub("", shown) == safe(text)
        assert len(re.findall(r"\[", shown)) == len(re.findall(r"\]", shown)) == sum(map(len, quotes))


def test_statements_that_begin_in_a_line_are_listed_once() -> None:
    lines = lines_of(_document("aa\n\nbb\ncc", [[(0, 9)], [(7, 9), (4, 6)]]))
    assert [line.begun for line in lines] == [[0], [1], []]
    assert [line.statements for line in lines] == [[0], [0, 1], [0, 1]]
