"""Correct a predicted tree by what German grammar rules out: subjects that cannot be nominative or do not agree, and passives.

The trained parser decides on attachment; this rule only exchanges or renames functions under one verb, and only where case or number
leave no choice (Perspektiven sieht der Analyst; Einen Aufschwung erwartet man).
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from lagebild.parse.base import Token

VERBS = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "X"})
SURE = 3  # fitness of what must be the subject by its form
OTHERS = ("obj", "iobj", "obl", "expl", "dep", "nsubj")


@dataclass(frozen=True)
class TreeWords:
    """The closed lists of `trees.toml`, in lower case."""

    never_nominative: frozenset[str]
    dative: frozenset[str]
    always_nominative: frozenset[str]
    nominative_article: frozenset[str]
    expletive: frozenset[str]
    passive: frozenset[str]
    active: frozenset[str]


@cache
def words() -> TreeWords:
    """Return the lists, read once."""
    data = tomllib.loads((Path(__file__).parent / "trees.toml").read_text(encoding="utf-8"))
    return TreeWords(**{name: frozenset(data[name]) for name in TreeWords.__dataclass_fields__})


def corrected(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of one parsed sentence with corrected functions; heads stay as they are."""
    out = list(tokens)
    if not out:
        return out
    first = out[0].i
    children: list[list[int]] = [[] for _ in out]
    predicates: set[int] = set()
    for k, t in enumerate(out):
        if t.dep and t.head != t.i:
            children[t.head - first].append(k)
            if t.dep == "cop":
                predicates.add(t.head - first)
        if t.pos in VERBS:
            predicates.add(k)
    for k in sorted(predicates):
        if children[k]:
            _passive(out, k, children)
            _subject(out, k, children)
            _subject_of_passive(out, k, children)
    return out


def _passive(out: list[Token], verb: int, children: list[list[int]]) -> None:
    """A participle under a form of *werden* is a passive, and so is its subject; one under *haben* alone is none."""
    helpers = [c for c in children[verb] if out[c].dep in ("aux", "aux:pass")]
    if not helpers:
        return
    if out[verb].tag == "VVPP":
        for c in helpers:
            if out[c].lemma in words().passive:
                out[c] = replace(out[c], dep="aux:pass")
    for c in helpers:
        if out[c].dep == "aux:pass" and out[c].lemma in words().active:
            out[c] = replace(out[c], dep="aux")
    passive = any(out[c].dep == "aux:pass" for c in helpers)
    for c in children[verb]:
        if passive and out[c].dep == "nsubj":
            out[c] = replace(out[c], dep="nsubj:pass")
        elif not passive and out[c].dep == "nsubj:pass":
            out[c] = replace(out[c], dep="nsubj")


def _subject(out: list[Token], verb: int, children: list[list[int]]) -> None:
    """Leave one subject under a verb, one that may be nominative and agrees, if there is such a phrase."""
    subjects = [c for c in children[verb] if out[c].dep in ("nsubj", "nsubj:pass")]
    if not subjects:
        return
    number = _finite_number(out, verb, children)
    best = max(subjects, key=lambda c: (_fitness(out, c, number, children), -c)) if len(subjects) > 1 else subjects[0]
    label, fitness = out[best].dep, _fitness(out, best, number, children)
    if fitness == SURE and len(subjects) == 1:
        return
    rivals = [c for c in children[verb] if c not in subjects and out[c].dep in OTHERS and out[c].pos in NOMINAL]
    rivals = [c for c in rivals if not _has_case(out, c, children) and not _is_clause(out, c, children)]
    better = [c for c in rivals if _fitness(out, c, number, children) > max(1, fitness)]
    if better and (fitness < 2 or any(_fitness(out, c, number, children) == SURE for c in better)):
        best = max(better, key=lambda c: (_fitness(out, c, number, children), out[c].dep == "obj", -c))
    for c in subjects:
        if c != best:
            out[c] = replace(out[c], dep=_demoted(out, c, children))
    if out[best].dep != label and best not in subjects:
        out[best] = replace(out[best], dep=label)
    elif best in subjects and fitness == 0:
        out[best] = replace(out[best], dep=_demoted(out, best, children))


def _finite_number(out: list[Token], verb: int, children: list[list[int]]) -> str:
    for k in (verb, *children[verb]):
        if out[k].mood and (k == verb or out[k].dep in ("aux", "aux:pass", "cop")):
            return out[k].number
    return ""


def _fitness(out: list[Token], k: int, number: str, children: list[list[int]]) -> int:
    """Return 0: cannot be the subject; 1: disagrees; 2: may be; 3: must be, by its form."""
    t = out[k]
    listed = words()
    if t.text.lower() in listed.never_nominative or any(
        out[c].dep == "det" and out[c].text.lower() in listed.never_nominative for c in children[k]
    ):
        return 0
    if t.pos == "ADV" or (t.pos in NOMINAL and _has_case(out, k, children)):
        return 0
    if t.text.lower() in listed.always_nominative or _has_nominative_article(out, k, children):
        return SURE
    joined = any(out[c].dep in ("conj", "nummod") for c in children[k])
    if number and t.number and t.number != number and not joined and t.pos in ("NOUN", "PROPN"):
        return 1
    return 1 if number == "Plur" and t.text.lower() in listed.expletive else 2


def _has_nominative_article(out: list[Token], k: int, children: list[list[int]]) -> bool:
    """Tell whether a singular masculine noun has the article *der*: the nominative, and nothing else."""
    if out[k].gender != "Masc" or out[k].number != "Sing":
        return False
    return any(out[c].dep == "det" and out[c].case == "Nom" and out[c].text.lower() in words().nominative_article for c in children[k])


def _subject_of_passive(out: list[Token], verb: int, children: list[list[int]]) -> None:
    """A passive has no object in the accusative: where it lacks a subject, that is its subject (Es wurden Truppen verlegt)."""
    deps = {out[c].dep for c in children[verb]}
    if "aux:pass" not in deps or "obj" not in deps or deps & {"nsubj", "nsubj:pass", "csubj"}:
        return
    by_werden = any(out[c].dep == "aux:pass" and out[c].lemma in words().passive for c in children[verb])
    objects = [c for c in children[verb] if out[c].dep == "obj" and out[c].pos in NOMINAL and not _has_case(out, c, children)]
    if by_werden and objects:
        number = _finite_number(out, verb, children)
        if _fitness(out, objects[0], number, children) >= 2:
            out[objects[0]] = replace(out[objects[0]], dep="nsubj:pass")


def _has_case(out: list[Token], k: int, children: list[list[int]]) -> bool:
    return any(out[c].dep == "case" for c in children[k])


def _is_clause(out: list[Token], k: int, children: list[list[int]]) -> bool:
    return any(out[c].dep in ("cop", "mark", "nsubj") for c in children[k])


def _demoted(out: list[Token], k: int, children: list[list[int]]) -> str:
    """Return the function of what was taken for a subject."""
    t = out[k]
    forms = {t.text.lower(), *(out[c].text.lower() for c in children[k] if out[c].dep == "det")}
    if t.pos == "ADV":
        return "advmod"
    if _has_case(out, k, children):
        return "obl"
    if forms & words().dative:
        return "iobj"
    return "expl" if t.text.lower() in words().expletive else "obj"
