"""Lineage as a tree and as a picture, of any lineage."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.present.cli.tree import Branch, branches, draw
from lagebild.present.lineage import KINDS, Lineage, Node, Tie
from lagebild.present.picture import MAX_DOCUMENTS, MAX_LANES, WIDTH, layout, picture_svg

DAYS = st.one_of(st.none(), st.dates().map(str), st.sampled_from(["2024", "2024-03", "2024-03-05T10:00:00", "2024-03-05"]))
NAMES = st.sampled_from(["Blatt", "Bote", "", "Welle"])


@st.composite
def lineages(draw: st.DrawFn, text: st.SearchStrategy[str] = NAMES) -> Lineage:
    size = draw(st.integers(2, 12))
    nodes = [Node(f"d{n}", draw(text), f"d{n}", draw(text), draw(DAYS), "de") for n in range(size)]
    nodes += [Node(f"outlet {n}", draw(text)) for n in range(draw(st.integers(0, 2)))]
    pairs = draw(
        st.sets(st.tuples(st.integers(0, len(nodes) - 1), st.integers(0, size - 1)).filter(lambda p: p[0] != p[1]), min_size=1, max_size=20)
    )
    ties = [
        Tie(
            nodes[a].key,
            nodes[b].key,
            draw(st.sampled_from(KINDS)),
            0.5,
            draw(st.sampled_from([None, 0.5])),
            draw(st.booleans()),
            draw(st.booleans()),
            "",
        )
        for a, b in sorted(pairs)
    ]
    used = {key for t in ties for key in (t.giver, t.taker)}
    return Lineage({n.key: n for n in nodes if n.key in used}, tuple(ties))


def _all(branch: Branch) -> list[Branch]:
    return [branch, *(b for below in branch.takers for b in _all(below))]


@settings(deadline=None)
@given(lineages())
def test_each_report_stands_once_in_the_tree_and_below_each_source_that_it_names(lineage: Lineage) -> None:
    found = [b for root in branches(lineage) for b in _all(root)]
    assert {b.node for b in found} >= {t.taker for t in lineage.ties}
    reports = [b.node for b in found if b.tie is None or not b.tie.names]
    assert len(reports) == len(set(reports))
    assert sorted(repr(b.tie) for b in found if b.tie and b.tie.names) == sorted(repr(t) for t in lineage.ties if t.names)
    for root in branches(lineage):
        draw(root, lineage, 3)


def test_copies_of_copies_hang_below_their_origin() -> None:
    nodes = {k: Node(k, k, k, k, f"2024-01-0{n}") for n, k in enumerate("abc", 1)}
    tie = [Tie(a, b, "copy", 1.0, 0.9, True, True, "") for a, b in ("ab", "bc", "ac")]
    (root,) = branches(Lineage(nodes, tuple(tie)))
    assert [(b.node, b.further) for b in _all(root)] == [("a", 0), ("b", 0), ("c", 1)]


@settings(deadline=None)
@given(lineages())
def test_everything_lies_in_the_frame_and_nothing_on_another(lineage: Lineage) -> None:
    found = layout(lineage)
    assert len(found.spots) == len(lineage.nodes)
    assert len(found.arrows) == len(lineage.ties)
    assert all(0 < s.x < WIDTH and 0 < s.y < found.axis < found.height for s in found.spots)
    reports = [(round(s.x, 3), s.y) for s in found.spots if s.document]
    assert len(set(reports)) == len(reports)
    assert layout(lineage) == found


@settings(max_examples=50, deadline=None)
@given(lineages(text=st.text(max_size=12)))
def test_no_text_breaks_the_picture(lineage: Lineage) -> None:
    root = ElementTree.fromstring(picture_svg(lineage))
    assert not [e for e in root.iter() if e.tag.endswith("script") or any(k.startswith("on") for k in e.attrib)]


def test_a_large_case_is_cut_and_says_so() -> None:
    nodes = {f"d{n:03}": Node(f"d{n:03}", f"Blatt {n % 50}", f"d{n:03}", "", f"2024-{n % 12 + 1:02}-01") for n in range(400)}
    ties = tuple(Tie(f"d{n - n % 4:03}", f"d{n:03}", "copy", 1.0, 0.9, True, True, "") for n in range(400) if n % 4)
    found = layout(Lineage(nodes, ties), "en")
    assert 40 < len(found.spots) <= MAX_DOCUMENTS
    assert len(found.lanes) <= MAX_LANES
    assert f"{len(ties) - len(found.arrows)} further ties are not drawn." in found.description


def test_later_reports_stand_further_right() -> None:
    nodes = {k: Node(k, k, k, k, day) for k, day in (("a", "2022-10-17"), ("b", "2022-10-18"), ("c", "2024-10-18"), ("d", None))}
    ties = tuple(Tie("a", k, "rewrite", 1.0, None, True, True, "") for k in "bcd")
    xs = {s.document: s.x for s in layout(Lineage(nodes, ties)).spots}
    assert sorted(xs, key=lambda k: xs[k]) == ["a", "b", "c", "d"]
    assert xs["c"] - xs["b"] > xs["b"] - xs["a"]
