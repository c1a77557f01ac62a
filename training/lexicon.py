"""Features of word forms out of the German full-form dictionary, for the teacher: which analyses a form can have.

The dictionary itself is neither copied nor shipped; a form's features are read for the words of the training text only.
"""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np

MIN_FORMS = 20
SHORTEST = 4
CASES, NUMBERS, GENDERS = {"NOM", "GEN", "DAT", "AKK"}, {"SIN", "PLU"}, {"MAS", "FEM", "NEU", "ALG", "NOG"}


def atoms(tag: str) -> set[str]:
    """Return the features of one dictionary tag: its parts, and case, number, gender (or person, number, tense) jointly."""
    parts = tag.split(":")
    kept = set(parts)
    case = [p for p in parts if p in CASES]
    number = [p for p in parts if p in NUMBERS]
    gender = [p for p in parts if p in GENDERS]
    if case and number:
        kept.add(":".join([*case[:1], *number[:1], *gender[:1]]))
        kept.add(":".join([*case[:1], *number[:1]]))
    if parts[0] == "VER" and number:
        kept.add(":".join(p for p in parts if p in {"1", "2", "3", "SIN", "PLU", "PRÄ", "PRT", "KJ1", "KJ2", "IMP"}))
    return kept


def candidates(word: str) -> list[str]:
    """Return the dictionary forms to try for a word, best first: itself, its other case, its last parts (a compound's head)."""
    base = word.rsplit("-", 1)[-1] or word
    tries = [word, word.lower(), word[:1].upper() + word[1:].lower()]
    if base != word:
        tries += [base, base.lower()]
    for cut in range(2, len(base) - SHORTEST + 1):
        tail = base[cut:]
        tries.append(tail[:1].upper() + tail[1:] if base[:1].isupper() else tail)
    return tries


def analyses(path: Path, words: Iterable[str]) -> dict[str, set[str]]:
    """Return the dictionary tags (`SUB:NOM:SIN:FEM`) of each word that has any; capitalised words take both readings."""
    wanted = set(words)
    forms: set[str] = set()
    for word in wanted:
        forms.update(candidates(word))
    found: dict[str, set[str]] = defaultdict(set)
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in rows:
            form, _, tag = row.rstrip("\n").split("\t")
            if form in forms:
                found[form].add(tag)
    out: dict[str, set[str]] = {}
    for word in wanted:
        tries = candidates(word)
        tags = found.get(tries[0], set()) | (found.get(tries[1], set()) if word[:1].isupper() else set())
        tags = tags or next((found[t] for t in tries if t in found), set())
        if tags:
            out[word] = tags
    return out


def matrix(tags: dict[str, set[str]], words: list[str]) -> tuple[np.ndarray, list[str]]:
    """Return (features, names): a 0/1 table of shape (words, features); features of fewer than MIN_FORMS forms are left out."""
    rows = [set().union(*(atoms(t) for t in tags.get(w, ()))) for w in words]
    counts = Counter(a for row in rows for a in row)
    names = sorted(a for a, n in counts.items() if n >= MIN_FORMS)
    index = {a: k for k, a in enumerate(names)}
    table = np.zeros((len(words), len(names)), dtype=np.uint8)
    for i, row in enumerate(rows):
        table[i, [index[a] for a in row if a in index]] = 1
    return table, names
