"""Lemmas by learned suffix rules: the longest known ending of a word, for its part of speech, tells what to cut and what to add.

`lemmas.tsv` of the model is learned (`training/lemmas.py`) from a full-form dictionary and the treebanks; compounds and new words go by
their endings. Participles and infinitives lose their inner *ge* and *zu* (`mitgeteilt`, `mitzuteilen` → `mitteilen`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

Edit: TypeAlias = tuple[int, str, str]
KEEP: Edit = (0, "", "")
START = "^"
REMEMBERED = 30_000  # forms; memory must not grow with the pile
AS_WRITTEN = frozenset({"NUM", "PUNCT", "SYM", "X"})


def apply(edit: Edit, form: str, particles: tuple[str, ...]) -> str:
    """Return the lemma of `form` by an edit: (characters to cut at the end, ending to add, inner part to drop: "", "ge" or "zu")."""
    cut, ending, inner = edit
    if inner:
        at = inner_place(form, inner, particles)
        if at >= 0:
            form = form[:at] + form[at + len(inner) :]
    return form[: len(form) - cut] + ending


def inner_place(form: str, inner: str, particles: tuple[str, ...]) -> int:
    """Return where `inner` stands: right after a particle (the longest first), else at the start; -1 where it does not."""
    for particle in particles:
        if form.startswith(particle + inner):
            return len(particle)
    return 0 if form.startswith(inner) else -1


@dataclass(frozen=True)
class Lemmatizer:
    """Rules by part of speech and ending; a word of closed class is looked up whole."""

    rules: dict[str, dict[str, Edit]]
    closed: dict[tuple[str, str], str]
    particles: tuple[str, ...]
    longest: int
    _known: dict[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def load(cls, path: Path) -> Lemmatizer:
        """Read `lemmas.tsv`: kind, key, value. Raises OSError or ValueError where it is missing or damaged."""
        rules: dict[str, dict[str, Edit]] = {}
        closed: dict[tuple[str, str], str] = {}
        particles: list[str] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                continue
            kind, key, value = line.split("\t")
            if kind == "particle":
                particles.append(key)
            elif kind.startswith("="):
                closed[(kind[1:], key)] = value
            else:
                cut, ending, inner = value.split("|")
                rules.setdefault(kind, {})[key] = (int(cut), ending, inner)
        longest = max((len(k) for r in rules.values() for k in r), default=0)
        return cls(rules, closed, tuple(sorted(particles, key=len, reverse=True)), longest)

    def lemma(self, form: str, pos: str) -> str:
        """Return the lemma of a word form with a UPOS tag. Answers are remembered (at most REMEMBERED)."""
        known = self._known.get((form, pos))
        if known is None:
            known = self._find(form, pos)
            if len(self._known) < REMEMBERED:
                self._known[(form, pos)] = known
        return known

    def _find(self, form: str, pos: str) -> str:
        closed = self.closed.get((pos, form.lower()))
        if closed is not None:
            return closed
        if pos in AS_WRITTEN:
            return form
        word = form if pos in ("NOUN", "PROPN") else form.lower()
        rules = self.rules.get("VERB" if pos == "AUX" else pos)
        return word if rules is None else apply(self.edit(word, rules), word, self.particles) or word

    def edit(self, word: str, rules: dict[str, Edit]) -> Edit:
        """Return the edit of the longest ending that has a rule."""
        key = START + word
        for k in range(max(0, len(key) - self.longest), len(key)):
            found = rules.get(key[k:])
            if found is not None:
                return found
        return rules.get("", KEEP)
