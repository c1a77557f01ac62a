"""Passages that stand in several documents: grouped, numbered, told, marked."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from lagebild.model import Region, Spans
from lagebild.present.cli.marked import lines_of, marked
from lagebild.present.reuse import partner_text, reuse_of
from lagebild.present.text import safe
from lagebild.store.records import DocumentInfo, LineageEdge, StoredDocument

BRACKETS = re.compile("⟦k\\d+\\??\u00a0|\u00a0k\\d+\\??⟧")


def _info(id: str) -> DocumentInfo:
    return DocumentInfo(id, id, None, f"Blatt {id}", None, (), "2024-03-05", None, None, None, "", "de", 1, True, 0, 0, 0)


def _edge(document: str, origin: str, spans: Spans, origin_spans: Spans, kind: str = "copy", **more: object) -> LineageEdge:
    return LineageEdge(document, origin, None, kind, 0.6, "why", spans, origin_spans, **more)  # type: ignore[arg-type]


def test_partners_with_the_same_passages_share_a_mark() -> None:
    edges = [
        _edge("x", "a", ((0, 50),), ((5, 55),), share=0.84, origin_share=0.5),
        _edge("b", "x", ((9, 59),), ((0, 50),), kind="passage", origin_share=0.3),
        _edge("x", "c", ((60, 65),), ((0, 5),), directed=False),
        _edge("x", "d", ((0, 90),), ((0, 90),), kind="rewrite", certain=False),
        _edge("x", "e", (), (), kind="translation"),
        LineageEdge("x", None, "Agentur", "credits", 1.0, "", (), ()),
    ]
    found = reuse_of("x", edges, _info)
    assert [(r.label, r.spans, [(p.document, p.way) for p in r.partners]) for r in found] == [
        ("k1", ((0, 50),), [("a", "from"), ("b", "to")]),
        ("k2", ((60, 65),), [("c", "?")]),
        ("k3", (), [("e", "from")]),
        ("k4?", ((0, 90),), [("d", "from")]),
    ]
    told = [partner_text(p, r.certain) for r in found for p in r.partners]
    assert told[0] == "Blatt a 2024-03-05, copy, 84\u00a0% · a"
    assert told[1] == "Blatt b 2024-03-05, passage, 30\u00a0% · b"
    assert told[4] == "Blatt d 2024-03-05, rewrite, likely 60\u00a0% · d"


@given(st.text(alphabet=st.characters(exclude_characters="⟦⟧\u00a0k"), min_size=1, max_size=40), st.data())
def test_marks_add_nothing_but_brackets(text: str, data: st.DataObject) -> None:
    pair = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda x: (min(x), max(x))).filter(lambda x: x[0] < x[1])
    spans = data.draw(st.lists(pair, min_size=1, max_size=3))
    found = StoredDocument(_info("x"), text, (Region((0, len(text)), "body"),), (), (), (), (), (), ())
    reuse = reuse_of("x", [_edge("x", f"o{n}", (s,), (s,), certain=n > 0) for n, s in enumerate(spans)], _info)
    lines = lines_of(found, reuse)
    for line in lines:
        shown = marked(found, line, reuse).plain
        assert BRACKETS.sub("", shown) == safe(text[line.start : line.end])
        assert shown.count("⟦") == shown.count("⟧")
    begun = sorted(n for line in lines for n in line.reused)
    assert begun == sorted(set(begun))
