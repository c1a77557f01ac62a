from __future__ import annotations

from dataclasses import replace

from lagebild.link.records import Edge
from tests.link.invented import document
from tests.link.reuse.pile import link_reuse
from tests.link.reuse.written import prose, quoted, text

SPEECH = (
    "„Die Brücke bleibt gesperrt, bis jede Schraube geprüft, jeder Träger vermessen "
    "und jedes Gutachten gelesen ist, vorher fährt da niemand“"
)


def edges(texts: dict[int, str], outlets: dict[int, str] | None = None, published: str | None = None) -> list[Edge]:
    documents = [
        replace(document(n, (outlets or {}).get(n, f"O{n}"), published or f"2024-11-{10 + n}"), body=((0, len(words)),))
        for n, words in texts.items()
    ]
    return list(link_reuse(documents, texts.__getitem__, lambda n: quoted(texts[n])))


def test_kinds_of_edges_and_their_shares() -> None:
    one = prose(1)
    texts = {1: " ".join(one), 2: " ".join(one[:9]), 3: " ".join([*one[10:17], *prose(2, 13)]), 4: text(3)}
    found = {(e.doc, e.origin_doc): e for e in edges(texts)}
    assert {pair: (e.kind, e.directed) for pair, e in found.items()} == {(2, 1): ("copy", True), (3, 1): ("rewrite", True)}
    assert found[2, 1].share == 1.0 and found[2, 1].origin_share is not None and 0.4 < found[2, 1].origin_share < 0.5


def test_without_order_or_credit_an_edge_has_no_direction() -> None:
    (edge,) = edges({1: text(1), 2: text(1)}, published="2024-11-15")
    assert not edge.directed and edge.kind == "copy"


def test_boilerplate_of_an_outlet_and_one_speech_are_no_lineage() -> None:
    bio = "Die Autorin leitet das Büro in Husum und berichtet seit vielen Jahren über Deiche, Windräder, Krabbenfischer und das Wattenmeer."
    texts = {n: f"{text(n, 4)} {bio} {bio.lower()}" for n in range(4)} | {n: f"{text(n, 8)} {SPEECH}, hieß es." for n in (5, 6)}
    assert edges({n: texts[n] for n in (0, 1)}, {0: "A", 1: "B"})  # two alone: nothing tells that it is boilerplate
    assert edges(texts, {0: "A", 1: "A", 2: "A", 3: "B"}) == []
