"""Labels of other pipelines, translated: UD subtypes, entity types, TIGER trees."""

from __future__ import annotations

import pytest

from lagebild.parse.labels import Node, entity_label, is_tiger, tiger_to_ud, universal_relation


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("nsubj", "nsubj"), ("nsubj:pass", "nsubj:pass"), ("aux:pass", "aux:pass"), ("compound:prt", "compound:prt"), ("ROOT", "root"),
        ("acl:relcl", "acl"), ("flat:name", "flat"), ("obl:arg", "obl"), ("obl:agent", "obl"), ("expl:pv", "obj"), ("det:poss", "det"),
    ],
)  # fmt: skip
def test_universal_relation(label: str, wanted: str) -> None:
    assert universal_relation(label) == wanted


@pytest.mark.parametrize(
    ("label", "wanted"), [("PER", "PER"), ("GPE", "LOC"), ("person", "PER"), ("NORP", "MISC"), ("DATE", ""), ("MONEY", "")]
)
def test_entity_label(label: str, wanted: str) -> None:
    assert entity_label(label) == wanted


def test_is_tiger() -> None:
    assert is_tiger(["sb", "oa", "nk", "mo", "oc", "ROOT"])
    assert not is_tiger(["nsubj", "obj", "root"])


def nodes(*rows: tuple[str, str, str, int, str, str]) -> list[Node]:
    """Rows: form (for the reader), pos, tag, head, dep, lemma."""
    return [Node(pos, tag, head, dep, lemma) for _, pos, tag, head, dep, lemma in rows]


TREES = {
    "auxiliary": (
        nodes(
            ("Peking", "PROPN", "NE", 1, "sb", "Peking"), ("hat", "AUX", "VAFIN", 1, "ROOT", "haben"),
            ("Waffen", "NOUN", "NN", 3, "oa", "Waffe"), ("geliefert", "VERB", "VVPP", 1, "oc", "liefern"),
        ),
        [(3, "nsubj"), (3, "aux"), (3, "obj"), (3, "root")],
    ),
    "passive": (
        nodes(
            ("Er", "PRON", "PPER", 1, "sb", "er"), ("sei", "AUX", "VAFIN", 1, "ROOT", "sein"),
            ("getötet", "VERB", "VVPP", 3, "oc", "töten"), ("worden", "AUX", "VAPP", 1, "oc", "werden"),
        ),
        [(2, "nsubj:pass"), (2, "aux"), (2, "root"), (2, "aux:pass")],
    ),
    "copula": (
        nodes(
            ("Das", "PRON", "PDS", 1, "sb", "der"), 
            ("ist", "AUX", "VAFIN", 1, "ROOT", "sein"), ("falsch", "ADV", "ADJD", 1, "pd", "falsch"),
        ),
        [(2, "nsubj"), (2, "cop"), (2, "root")],
    ),
    "preposition": (
        nodes(
            ("Er", "PRON", "PPER", 1, "sb", "er"), ("sprach", "VERB", "VVFIN", 1, "ROOT", "sprechen"), ("in", "ADP", "APPR", 1, "mo", "in"),
            ("der", "DET", "ART", 4, "nk", "der"), ("Stadt", "NOUN", "NN", 2, "nk", "Stadt"),
        ),
        [(1, "nsubj"), (1, "root"), (4, "case"), (4, "det"), (1, "obl")],
    ),
    "coordination": (
        nodes(
            ("Iran", "PROPN", "NE", 3, "sb", "Iran"), ("und", "CCONJ", "KON", 0, "cd", "und"),
            ("Irak", "PROPN", "NE", 1, "cj", "Irak"), ("verhandeln", "VERB", "VVFIN", 3, "ROOT", "verhandeln"),
        ),
        [(3, "nsubj"), (2, "cc"), (0, "conj"), (3, "root")],
    ),
    "dependent clause": (
        nodes(
            ("Er", "PRON", "PPER", 1, "sb", "er"), ("sagte", "VERB", "VVFIN", 1, "ROOT", "sagen"),
            ("dass", "SCONJ", "KOUS", 4, "cp", "dass"),
            ("sie", "PRON", "PPER", 4, "sb", "sie"), ("komme", "VERB", "VVFIN", 1, "oc", "kommen"),
        ),
        [(1, "nsubj"), (1, "root"), (4, "mark"), (4, "nsubj"), (1, "ccomp")],
    ),
    "particle": (
        nodes(
            ("Moskau", "PROPN", "NE", 1, "sb", "Moskau"), ("lehnte", "VERB", "VVFIN", 1, "ROOT", "lehnen"),
            ("das", "PRON", "PDS", 1, "oa", "der"), ("ab", "ADP", "PTKVZ", 1, "svp", "ab"),
        ),
        [(1, "nsubj"), (1, "root"), (1, "obj"), (1, "compound:prt")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TREES)
def test_tiger_trees(name: str) -> None:
    given, wanted = TREES[name]
    # work on copies: the translation changes its nodes
    assert tiger_to_ud([Node(n.pos, n.tag, n.head, n.dep, n.lemma) for n in given]) == wanted


@pytest.mark.parametrize("name", TREES)
def test_tiger_trees_stay_trees(name: str) -> None:
    given, _ = TREES[name]
    tree = tiger_to_ud([Node(n.pos, n.tag, n.head, n.dep, n.lemma) for n in given])
    for start in range(len(tree)):
        seen, at = set(), start
        while tree[at][0] != at:
            assert at not in seen, "a circle"
            seen.add(at)
            at = tree[at][0]
