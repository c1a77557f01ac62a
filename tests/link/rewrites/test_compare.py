from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.link.records import CreditIn, Edge
from lagebild.link.rewrites import FactList, compare, facts, keys
from lagebild.link.rewrites.align import pair
from lagebild.link.rewrites.decide import judge, load_weights
from tests.link.rewrites.invented import APART, BRIDGE, BRIDGE_TRANSLATED, CRANE, CRANE_ELSEWHERE, CRANE_REWRITTEN, REWRITES, SPEECH, told

ALL = sorted({text for pair_ in (*REWRITES, *APART) for text in pair_})


def compared(one: str, other: str, first: str = "2031-03-10", second: str = "2031-03-11", *credits: CreditIn) -> Edge | None:
    return compare(facts(told(1, one, first)), facts(told(2, other, second, "", "", *credits)))


@pytest.mark.parametrize(("one", "other"), REWRITES)
def test_a_rewrite_is_found(one: str, other: str) -> None:
    edge = compared(one, other)
    assert edge is not None and edge.certain and (edge.doc, edge.origin_doc, edge.directed) == (2, 1, True)
    assert edge.share is not None and edge.share > 0.3
    assert "facts in common" in edge.reason.text and "later" in edge.reason.text


@pytest.mark.parametrize(("one", "other"), APART)
def test_another_report_of_the_affair_is_none(one: str, other: str) -> None:
    edge = compared(one, other)
    assert edge is None or not edge.certain


@pytest.mark.parametrize(("one", "other"), REWRITES)
def test_who_are_rewrites_share_a_key(one: str, other: str) -> None:
    assert set(keys(facts(told(1, one)))) & set(keys(facts(told(2, other, "2031-03-13"))))


def test_aligned_sentences_tell_the_same() -> None:
    edge = compared(CRANE, CRANE_REWRITTEN)
    assert edge is not None and len(edge.spans) == len(edge.origin_spans) >= 3 and list(edge.spans) == sorted(edge.spans)
    pairs = {(CRANE_REWRITTEN[a:b], CRANE[c:d]) for (a, b), (c, d) in zip(edge.spans, edge.origin_spans, strict=True)}
    assert any("370" in one and "370" in other for one, other in pairs)
    assert any("8,4" in one and "8,4" in other for one, other in pairs)


@pytest.mark.parametrize(
    ("first", "second", "credit", "doc", "directed"),
    [
        ("2031-03-10", "2031-03-11", None, 2, True),
        ("2031-03-11", "2031-03-10", None, 1, True),
        ("2031-03-11T08:00:00+01:00", "2031-03-11T11:30:00+01:00", None, 2, True),
        ("2031-03-11T08:00:00+01:00", "2031-03-11T08:00:00+01:00", None, 2, False),
        ("2031-03-11T10:00:00+01:00", "2031-03-11T08:00:00-01:00", None, 2, False),
        ("2031-03-11", "2031-03-11", None, 2, False),
        ("2031-03-11", "2031-03-11T11:30:00+01:00", None, 2, False),
        ("2031-03-11", "2031-03-11", "Blatt 1", 2, True),
        ("2031-03-11T10:00:00", "2031-03-11T08:00:00", "Blatt 1", 2, True),
    ],
)
def test_direction_is_told_by_credit_then_time(first: str, second: str, credit: str | None, doc: int, directed: bool) -> None:
    credits = (CreditIn("cites", credit, None, (0, 4)),) if credit else ()
    edge = compared(CRANE, CRANE_REWRITTEN, first, second, *credits)
    assert edge is not None and edge.directed is directed
    assert not directed or edge.doc == doc


def test_months_apart_is_another_affair() -> None:
    assert compared(CRANE, CRANE_REWRITTEN, "2031-03-10", "2031-05-10") is None


def test_translations_are_told_from_rewrites() -> None:
    credit = (CreditIn("translated_from", "Blatt 1", "en", (0, 4)),)
    edge = compared(BRIDGE, BRIDGE_TRANSLATED, "2031-03-10", "2031-03-11", *credit)
    assert edge is not None and edge.kind == "translation"
    plain = compared(CRANE, CRANE_REWRITTEN)
    assert plain is not None and plain.kind == "rewrite"


def test_features_speak() -> None:
    a, b, c = (facts(told(n, text)) for n, text in enumerate((CRANE, CRANE_REWRITTEN, CRANE_ELSEWHERE)))
    near, far = ({f.name: f.value for f in judge(a, x, pair(a, x))} for x in (b, c))
    assert all(near[name] > far[name] for name in ("share", "order", "sentences", "figures"))
    assert set(near) == set(load_weights().weights)
    spelled = facts(told(3, SPEECH.replace("Wolkow", "Volkov")))
    heard = {f.name: f for f in judge(facts(told(4, SPEECH)), spelled, pair(facts(told(4, SPEECH)), spelled))}
    assert heard["names"].value > 0.3 and "volkov" in heard["translation"].reason


@given(st.sampled_from(ALL), st.sampled_from(ALL), st.sampled_from(["2031-03-10", "2031-03-11T09:00:00", None]))
@settings(max_examples=40, deadline=None)
def test_either_order_gives_the_same_edge(one: str, other: str, published: str | None) -> None:
    a, b = facts(told(1, one, "2031-03-11")), replace(facts(told(2, other)), published=published)
    assert compare(a, b) == compare(b, a)


@given(st.sampled_from(ALL))
@settings(max_examples=20, deadline=None)
def test_facts_survive_storage(text: str) -> None:
    found = facts(told(1, text))
    assert FactList.from_json(json.loads(json.dumps(found.as_json()))) == found
    assert compare(found, found) is None
    assert all(0 <= f.start < f.end <= len(text) and f.weight > 0 for f in found.facts)


def test_an_empty_report_tells_nothing() -> None:
    blank = facts(told(1, ""))
    assert blank.facts == () and compare(blank, facts(told(2, CRANE))) is None and list(keys(blank)) == []
