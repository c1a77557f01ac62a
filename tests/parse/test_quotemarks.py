from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.lang.pack import load_pack
from lagebild.parse.quotemarks import Quotation, quotations


def find(text: str) -> tuple[Quotation, ...]:
    return quotations(text, (0, len(text)), load_pack("de"))


def inner(text: str) -> list[str]:
    return [text[slice(*q.inner)] for q in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er sagte: „Wir gehen.“ Dann ging er.", ["Wir gehen."]),
        ("Er sagte: „Wir gehen.\" Dann ging er.", ["Wir gehen."]),
        ("Er sagte: „Wir gehen.” Dann ging er.", ["Wir gehen."]),
        ("»Wir gehen«, sagte er.", ["Wir gehen"]),
        ("«Wir gehen», sagte er.", ["Wir gehen"]),
        ("“Wir gehen”, sagte er.", ["Wir gehen"]),
        ("\"Wir gehen\", sagte der \"Morgen\"-Chef.", ["Wir gehen", "Morgen"]),
        ("'Wir gehen', sagte er.", ["Wir gehen"]),
        ("›Wir gehen‹, sagte er.", ["Wir gehen"]),
        ("„Der ‚Bote‘ lügt“, rief er.", ["Der ‚Bote‘ lügt", "Bote"]),
        ("„Der „Bote“ lügt“, rief er.", ["Der „Bote“ lügt", "Bote"]),
        ("Putin's Rede, geht’s noch, die ’90er Jahre, Hans’ Haus, rock 'n' roll", []),
        ("‚Nein‘, sagte Grass' Bruder.", ["Nein"]),
    ],
)  # fmt: skip
def test_whole_pairs(text: str, expected: list[str]) -> None:
    assert inner(text) == expected
    assert not any(q.broken for q in find(text))


def test_nested_depths() -> None:
    assert [q.depth for q in find("„A ‚B‘ »C« D“ und „E“")] == [0, 1, 1, 0]


def test_missing_closing_mark_ends_before_the_next_quotation() -> None:
    text = "„Wir gehen, sagte er. „Wir kommen.“"
    first, second = find(text)
    assert text[slice(*first.inner)] == "Wir gehen, sagte er."
    assert first.broken and first.close is None and not second.broken


def test_missing_closing_mark_ends_with_the_paragraph() -> None:
    text = "„Wir gehen, sagte er.\n\nDann kam „der Chef“."
    first, second = find(text)
    assert text[slice(*first.inner)] == "Wir gehen, sagte er." and first.broken
    assert text[slice(*second.inner)] == "der Chef"


def test_missing_opening_mark() -> None:
    text = "„Wir gehen.“ Wir kommen.“ Ende."
    first, second = find(text)
    assert not first.broken and second.broken
    assert second.open[0] == second.open[1]
    assert text[slice(*second.inner)] == "Wir kommen."


def test_paragraphs_that_open_anew_are_not_broken() -> None:
    text = "„Erster Teil.\n\n„Zweiter Teil.“"
    first, second = find(text)
    assert first.close is None and not first.broken and not second.broken
    assert text[slice(*first.inner)] == "Erster Teil."


def test_closing_mark_in_the_next_paragraph() -> None:
    text = "„Erster Teil.\n\nZweiter Teil.“ Ende"
    (only,) = find(text)
    assert text[slice(*only.inner)] == "Erster Teil.\n\nZweiter Teil." and not only.broken


def test_odd_straight_marks() -> None:
    text = 'Er rief: "Halt! Dann sagte er: "Weiter."'
    assert [text[slice(*q.inner)] for q in find(text)] == ["Halt! Dann sagte er:", "Weiter."]
    assert [q.broken for q in find(text)] == [True, False]


@settings(deadline=None)
@given(st.text(alphabet="„“”\"»«‚‘'’›‹ab. \n,", max_size=120))
def test_spans_nest_or_lie_apart(text: str) -> None:
    found = find(text)
    stack: list[int] = []
    for q in found:
        start, end = q.span
        assert 0 <= start <= q.inner[0] <= q.inner[1] <= end <= len(text)
        while stack and stack[-1] <= start:
            stack.pop()
        assert q.depth == len(stack)
        assert not stack or end <= stack[-1]
        stack.append(end)
    assert [q.open[0] for q in found] == sorted(q.open[0] for q in found)


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["„", '"a', "'", "„a“", "“", "„\n\n", "“.\n\n", "‚", "\n", "„‚"])
def test_time_is_linear(unit: str) -> None:
    def seconds(n: int) -> float:
        text = unit * n
        start = time.process_time()
        find(text)
        return time.process_time() - start

    seconds(1000)
    assert seconds(80_000) < 30 * max(seconds(8_000), 0.02)
