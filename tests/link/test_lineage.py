from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.link.lineage import link_lineage
from lagebild.link.records import CreditIn, DocumentIn, Edge
from tests.link.invented import document

VOCABULARY = "Hafen Minister Bericht Panzer Wahl Gericht Streik Vertrag Bank Brücke Grenze Schiff Rat Gesetz Bauer Schule Sender Zug Markt"


def report(seed: int, words: int = 240) -> str:
    chance, vocabulary = random.Random(seed), VOCABULARY.split()
    return " ".join(chance.choice(vocabulary) + chance.choice(["", "n", "s", "es"]) for _ in range(words))


def linked(documents: list[DocumentIn], texts: dict[int, str]) -> list[Edge]:
    return link_lineage([replace(d, body=((0, len(texts[d.doc])),)) for d in documents], texts.__getitem__)


def test_a_verbatim_copy_points_to_the_older() -> None:
    text = report(1)
    texts = {1: text, 2: "Anzeige " + text.upper(), 3: report(2)}
    (edge,) = linked([document(1, "A", "2024-11-15"), document(2, "B", "2024-11-17"), document(3, "C", "2024-11-17")], texts)
    assert (edge.doc, edge.origin_doc, edge.kind) == (2, 1, "copy")
    assert edge.reason.score > 0.98 and "2 days later" in edge.reason.text
    assert texts[2][slice(*edge.spans[0])].lower() == texts[1][slice(*edge.origin_spans[0])].lower()


def test_a_copy_inside_a_longer_page_and_a_partial_rewrite() -> None:
    text = report(1)
    words = text.split()
    rewritten = " ".join(words[:60]) + " " + report(5, 60) + " " + " ".join(words[100:140]) + " " + report(6, 60)
    texts = {1: text, 2: report(3, 600) + " " + text, 3: rewritten}
    edges = linked([document(n, f"O{n}", f"2024-11-1{n}") for n in texts], texts)
    assert {(e.doc, e.origin_doc, e.kind) for e in edges} >= {(2, 1, "copy"), (3, 1, "rewrite")}


def test_a_shared_quotation_is_no_origin() -> None:
    quote = report(9, 14)
    texts = {n: f"{report(n)} {quote} {report(n + 20)}" for n in (1, 2)}
    assert linked([document(n, f"O{n}") for n in texts], texts) == []


@pytest.mark.parametrize(
    ("published", "credits", "shorter"),
    [((None, None), True, False), (("2024-11-15", "2024-11-15"), True, False), ((None, None), False, True)],
)
def test_without_dates_credit_then_length_decide(published: tuple[str | None, str | None], credits: bool, shorter: bool) -> None:
    text = report(1)
    given = (CreditIn("republished_from", "Alpha", None, (0, 5)),) if credits else ()
    texts = {1: text, 2: text if not shorter else " ".join(text.split()[:200])}
    edges = linked([document(1, "Alpha", published[0]), document(2, "Beta", published[1], *given)], texts)
    assert [(e.doc, e.origin_doc) for e in edges if e.kind == "copy"] == [(2, 1)]


def test_credits_become_edges_with_their_words() -> None:
    credit = CreditIn("translated_from", "Herald", "en", (3, 9))
    agency = CreditIn("agency", "dpa", None, (20, 23))
    own = CreditIn("agency", "Blatt", None, (30, 33))
    edges = linked([document(1, "Blatt", "2024-11-15", credit, agency, own)], {1: report(1)})
    assert {(e.origin, e.kind, e.spans) for e in edges} == {("Herald", "translation", ((3, 9),)), ("dpa", "credits", ((20, 23),))}


@pytest.mark.slow
def test_a_hundred_copies_all_lead_to_one() -> None:
    text = report(1)
    texts = {n: f"{text} {report(1000 + n, 12)}" for n in range(100)}
    edges = linked([document(n, f"O{n}", f"2024-11-{10 + n // 10:02d}T{n % 24:02d}") for n in texts], texts)
    assert {e.doc for e in edges} | {e.origin_doc for e in edges} == set(texts)
    assert len(edges) <= 3 * len(texts)


@given(st.lists(st.sampled_from(range(4)), min_size=2, max_size=6), st.randoms())
@settings(max_examples=40, deadline=None)
def test_any_order_gives_the_same_lineage(seeds: list[int], chance: random.Random) -> None:
    documents = [document(n, f"O{n}", None if seed == 3 else f"2024-11-1{seed}") for n, seed in enumerate(seeds)]
    texts = {n: report(seed // 2) for n, seed in enumerate(seeds)}
    shuffled = list(documents)
    chance.shuffle(shuffled)
    assert linked(shuffled, texts) == linked(documents, texts)
