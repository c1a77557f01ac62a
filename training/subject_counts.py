"""What a right subject of a verb is: the one definition behind every figure on subjects.

Asked are the finite verbs (or participles and infinitives with a finite auxiliary) that the gold tree or the parse takes for a verb of
saying, by lemma; every verb where no lemmas are given. The gold subject is the `nsubj` or `nsubj:pass` of that word in the gold tree,
relative pronouns included. An answer is right where its head is the gold subject's head or a part of the same name or number. Neither
right nor wrong are an expletive *es*, and the subject of the verb that a verb without a subject of its own is coordinated with (UD leaves
it unmarked). Recall is the share of the gold's verbs of saying that got their subject; precision the share of answers that are right, so
an answer for a word that is no verb counts as wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from lagebild.parse.base import Parse

if TYPE_CHECKING:
    from training.evaluate import Gold

SUBJECTS = ("nsubj", "nsubj:pass")
AUXILIARIES = ("aux", "aux:pass")
NAME_PARTS = ("flat", "appos", "det", "nummod", "compound")


class GoldSubjects:
    """The subjects of one text by its gold trees; words are named by the offsets at which they begin."""

    def __init__(self, golds: Sequence[Gold]) -> None:
        self._words = {g.start: g for g in golds}
        self._subjects = {g.head: g.start for g in reversed(golds) if g.word.dep in SUBJECTS}
        self._expletives = {g.head: g.start for g in golds if g.word.dep == "expl"}
        finite = [g for g in golds if g.word.pos in ("VERB", "AUX") and ("VerbForm=Fin" in g.word.feats or g.word.tag.endswith("FIN"))]
        self._finite = {g.start for g in finite} | {g.head for g in finite if g.word.dep in AUXILIARIES}

    def verbs(self, lemmas: frozenset[str]) -> set[int]:
        """Return the verbs with these lemmas (all where none are given) that are finite or have a finite auxiliary."""
        verbs = (g for g in self._words.values() if g.word.pos == "VERB" and g.word.dep != "amod")
        return {g.start for g in verbs if not lemmas or g.lemma in lemmas} & self._finite

    def of(self, verb: int) -> int | None:
        return self._subjects.get(verb)

    def is_right(self, verb: int, guess: int) -> bool:
        """Tell whether `guess` is the head of the verb's subject or hangs on it as part of a name or number."""
        wanted, seen = self.of(verb), set[int]()
        while guess != wanted and guess in self._words and guess not in seen and self._words[guess].word.dep in NAME_PARTS:
            seen.add(guess)
            guess = self._words[guess].head
        return guess == wanted

    def is_neutral(self, verb: int, guess: int) -> bool:
        """Tell whether an answer is neither right nor wrong: an expletive, or a shared subject that the gold leaves unmarked."""
        return guess == self._expletives.get(verb) or (self.of(verb) is None and guess == self._shared(verb))

    def _shared(self, verb: int) -> int | None:
        """Return the subject of the verb that this one is coordinated with, over several steps."""
        seen: set[int] = set()
        while verb in self._words and self._words[verb].word.dep == "conj" and verb not in seen:
            seen.add(verb)
            verb = self._words[verb].head
            if verb in self._subjects:
                return self._subjects[verb]
        return None


def tree_subject(parse: Parse, verb: int) -> int | None:
    """Return the head of a verb's subject by the predicted tree alone."""
    return next((t.i for t in parse.children(verb) if t.dep in SUBJECTS), None)


def count_subjects(
    golds: Sequence[Gold], parse: Parse, lemmas: frozenset[str], subject: Callable[[Parse, int], int | None] = tree_subject
) -> Counter[str]:
    """Count gold subjects, those found, answers, and right answers in one text; `lemmas` are of verbs of saying, empty for all verbs."""
    gold = GoldSubjects(golds)
    tokens = {t.start: t for t in parse.tokens if t.pos in ("VERB", "AUX")}
    asked = gold.verbs(lemmas)
    seen = {t.start for t in tokens.values() if t.pos == "VERB" and (not lemmas or t.lemma in lemmas) and _is_finite(parse, t.i)}
    counts: Counter[str] = Counter()
    for start in asked | seen:
        wanted = start in asked and gold.of(start) is not None
        counts["gold"] += wanted
        head = subject(parse, tokens[start].i) if start in tokens else None
        if head is not None and not gold.is_neutral(start, parse.tokens[head].start):
            right = gold.is_right(start, parse.tokens[head].start)
            counts.update({"found": wanted and right, "answers": 1, "right": right})
    return counts


def _is_finite(parse: Parse, verb: int) -> bool:
    return bool(parse.tokens[verb].mood) or any(t.dep in AUXILIARIES and t.mood for t in parse.children(verb))


def figures(counts: Counter[str]) -> dict[str, float]:
    """Return precision and recall in percent."""
    return {"p": 100 * counts["right"] / max(1, counts["answers"]), "r": 100 * counts["found"] / max(1, counts["gold"])}
