"""Translate the labels of other pipelines to those of `parse.base`: UD subtypes, entity types, and TIGER's trees.

TIGER (spaCy's own German pipelines) hangs words differently from UD: prepositions and finite auxiliaries are heads there, copulas
govern their predicates, and coordination is a chain through the conjunction. The translation turns each of these round.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SUBTYPES = frozenset({"nsubj:pass", "aux:pass", "compound:prt"})
ENTITIES = {
    "PER": "PER", "PERSON": "PER", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "ORG": "ORG", "NORP": "MISC", "MISC": "MISC", "OTH": "MISC",
    "EVENT": "MISC", "PRODUCT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC",
}  # fmt: skip
TIGER_MARKS = frozenset({"sb", "oa", "nk", "mo", "oc"})
AUXILIARIES = frozenset({"VAFIN", "VAINF", "VAPP", "VAIMP", "VMFIN", "VMINF", "VMPP"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})
DETERMINERS = frozenset({"ART", "PPOSAT", "PDAT", "PIAT", "PWAT", "PRELAT", "PIDAT"})
RELATIONS = {
    "ROOT": "root", "sb": "nsubj", "sbp": "obl", "oa": "obj", "oa2": "obj", "da": "iobj", "og": "iobj", "ep": "expl", "ph": "expl",
    "svp": "compound:prt", "ng": "advmod", "ag": "nmod", "pg": "nmod", "mnr": "nmod", "app": "appos", "pnc": "flat", "nmc": "nummod",
    "cp": "mark", "cc": "obl", "cm": "case", "cd": "cc", "cj": "conj", "rc": "acl", "re": "ccomp", "rs": "parataxis", "par": "parataxis",
    "dm": "advmod", "ju": "cc", "vo": "parataxis", "uc": "flat", "ac": "case", "adc": "flat", "avc": "flat", "ams": "obl", "cvc": "obl",
    "pd": "xcomp", "pm": "mark", "oc": "ccomp", "op": "obl", "dep": "dep", "punct": "punct", "dh": "dep", "lc": "dep",
}  # fmt: skip


@dataclass(slots=True)
class Node:
    """One word of a tree under translation; `head` is an index in the sentence, its own at the root."""

    pos: str
    tag: str
    head: int
    dep: str
    lemma: str = ""


def universal_relation(label: str) -> str:
    """Return the interface's relation for a UD label: lower case, subtypes away but for those that the interface keeps."""
    low = label.lower()
    if low in SUBTYPES:
        return low
    if low in ("obl:arg", "expl:pv"):
        return "obl" if low == "obl:arg" else "obj"
    return low.split(":")[0]


def entity_label(label: str) -> str:
    """Return PER LOC ORG MISC, or "" for labels that name no such thing (dates, amounts)."""
    return ENTITIES.get(label.upper(), "")


def is_tiger(labels: Iterable[str]) -> bool:
    """Tell whether a parser's labels are TIGER's."""
    return set(labels) >= TIGER_MARKS


def tiger_to_ud(nodes: list[Node]) -> list[tuple[int, str]]:
    """Return (head, UD relation) for each word of one TIGER tree."""
    _coordinate(nodes)
    _raise_content_verbs(nodes)
    _raise_predicates(nodes)
    _lower_prepositions(nodes)
    return [(n.head, _label(n, nodes)) for n in nodes]


def _children(nodes: list[Node], i: int, dep: str) -> list[int]:
    return [k for k, n in enumerate(nodes) if n.head == i and k != i and n.dep == dep]


def _coordinate(nodes: list[Node]) -> None:
    """Hang conjuncts on the first one, and each conjunction on the conjunct after it."""
    for i, node in enumerate(nodes):
        if node.dep == "cd" and node.tag in ("KON", "") and node.head != i:
            for k in _children(nodes, i, "cj"):
                nodes[k].head, node.head = node.head, k
    for node in nodes:
        while node.dep == "cj" and nodes[node.head].dep == "cj" and nodes[node.head].head != node.head:
            node.head = nodes[node.head].head


def _swap(nodes: list[Node], upper: int, lower: int, dep: str) -> None:
    """Put `lower` in the place of its head `upper`, which becomes its dependent `dep`; the other dependents follow."""
    for n in nodes:
        if n.head == upper and n is not nodes[upper]:
            n.head = lower
    top = nodes[upper]
    nodes[lower].head = lower if top.head == upper else top.head
    nodes[lower].dep = top.dep
    top.head, top.dep = lower, dep


def _raise_content_verbs(nodes: list[Node]) -> None:
    """Make the content verb the head of its auxiliaries and modals, from the innermost outwards."""
    for _ in range(4):
        changed = False
        for i, node in enumerate(nodes):
            verbs = [k for k in _children(nodes, i, "oc") if nodes[k].tag[:1] == "V" and not nodes[k].tag.endswith(("FIN", "IZU"))]
            plain = [k for k in verbs if not any(nodes[j].tag == "PTKZU" and nodes[j].head == k for j in range(len(nodes)))]
            if node.tag in AUXILIARIES and plain:
                lower = plain[0]
                passive = node.lemma == "werden" and nodes[lower].tag.endswith("PP")
                _swap(nodes, i, lower, "aux:pass" if passive else "aux")
                changed = True
        if not changed:
            return


def _raise_predicates(nodes: list[Node]) -> None:
    """Make the predicate of a copula its head."""
    for i, node in enumerate(nodes):
        predicates = _children(nodes, i, "pd")
        if node.tag in ("VAFIN", "VAINF", "VAPP", "VAIMP") and predicates and node.lemma in ("sein", ""):
            _swap(nodes, i, predicates[0], "cop")


def _lower_prepositions(nodes: list[Node]) -> None:
    """Make the noun the head of its preposition."""
    for i in range(len(nodes)):
        node = nodes[i]
        if node.tag in ("APPR", "APPRART", "APPO") and node.dep not in ("case", "ac"):
            nouns = [k for k in _children(nodes, i, "nk") if nodes[k].pos in NOMINAL or nodes[k].tag[:2] in ("NN", "NE")]
            nouns = nouns or _children(nodes, i, "nk")
            if nouns:
                _swap(nodes, i, nouns[-1 if node.tag == "APPO" else 0], "case")


def _label(node: Node, nodes: list[Node]) -> str:
    if node.head >= 0 and nodes[node.head] is node:
        return "root"
    governor = nodes[node.head]
    verbal = governor.pos in ("VERB", "AUX") or governor.tag[:1] == "V"
    if node.dep == "sb":
        return "nsubj:pass" if any(n.dep == "aux:pass" and nodes[n.head] is governor for n in nodes) else "nsubj"
    if node.dep == "nk":
        return _noun_kernel(node)
    if node.dep in ("mo", "mnr", "op", "sbp", "cvc") and node.pos in NOMINAL:
        return "obl" if verbal or governor.pos == "ADJ" else "nmod"
    if node.dep == "mo":
        return {"VERB": "advcl", "AUX": "advcl", "ADP": "obl", "ADJ": "advmod"}.get(node.pos, "advmod")
    if node.dep == "oc" and node.tag.endswith(("INF", "IZU")):
        return "xcomp"
    return RELATIONS.get(node.dep, node.dep)


def _noun_kernel(node: Node) -> str:
    if node.pos == "DET" or node.tag in DETERMINERS:
        return "det"
    if node.pos == "NUM":
        return "nummod"
    if node.pos == "ADP":
        return "case"
    return "amod" if node.pos in ("ADJ", "VERB", "ADV") else "flat" if node.pos == "PROPN" else "nmod"
