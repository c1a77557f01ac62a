from __future__ import annotations

from collections.abc import Collection

from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from lagebild.link.reuse import MemoryIndex, ReuseEdge, ReuseText, add_document, compare_documents
from tests.link.reuse.written import given, prose, text

REPORT, OTHER = prose(1), prose(2)
NOTICE = " ".join(prose(3, 4))
TEXTS = [
    given("a", " ".join(REPORT), "2024-11-15", outlet="Nordblatt"),
    given("b", " ".join([*REPORT[:12], NOTICE]), "2024-11-16", outlet="Südpost"),
    given("c", f"{text(5)} {NOTICE}", outlet="Südpost"),
    given("d", f"{text(6)} {NOTICE}", outlet="Südpost"),
    given("e", f"{text(7, 6)} {NOTICE}", outlet="Ostbote"),
    given("f", " ".join([*OTHER[:8], *REPORT[12:]]), outlet="Ostbote"),
    given("g", f"{' '.join(OTHER)} {NOTICE}", outlet="Südpost"),
]


def added(order: list[int]) -> dict[tuple[str, str], ReuseEdge]:
    """Add texts one by one; returns the edges in the end, by the ids of their documents."""
    index, edges = MemoryIndex(), dict[tuple[int, int], ReuseEdge]()
    texts: list[ReuseText] = []

    def linked(documents: Collection[int]) -> list[tuple[int, int]]:
        return [pair for pair in edges if set(pair) & set(documents)]

    for doc, n in enumerate(order):
        texts.append(TEXTS[n])
        for one, other, edge in add_document(index, doc, texts[-1], texts.__getitem__, linked):
            edges.pop((one, other), None)
            if edge is not None:
                edges[one, other] = edge
    named = {(texts[a].id, texts[b].id): edge for (a, b), edge in edges.items()}
    return {(a, b): edge for (a, b), edge in named.items() if a < b} | {(b, a): e.turned() for (a, b), e in named.items() if b < a}


def test_what_a_pile_gives_in_the_end() -> None:
    found = added(list(range(len(TEXTS))))
    assert {pair: edge.kind for pair, edge in found.items()} == {
        ("id-a", "id-b"): "trimmed", ("id-a", "id-f"): "passages", ("id-f", "id-g"): "passages",
    }  # fmt: skip
    assert compare_documents(TEXTS[2], TEXTS[4]) is not None  # by the notice alone, before it is known to be boilerplate


@over(st.permutations(range(len(TEXTS))))
@settings(max_examples=60, deadline=None)
def test_any_order_gives_the_same_edges(order: list[int]) -> None:
    assert added(order) == added(list(range(len(TEXTS))))
