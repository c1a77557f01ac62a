"""What an act is plainly about, by the things that its arguments name: arms, forces, treaties, sanctions, contacts."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.extract.deeds import NOMINAL
from lagebild.extract.relations import PhraseWords, preposition
from lagebild.extract.scene import Scene
from lagebild.extract.vocabulary import Vocabulary, listed
from lagebild.lang.pack import Pack
from lagebild.parse.base import Parse

ARGUMENTS = frozenset({"obj", "iobj", "obl", "nmod", "nsubj", "nsubj:pass"})
PASSED_ON = frozenset({"conj", "nmod", "appos"})
# Nouns looked at below one trigger.
MOST = 12
# Types of acts by the sorts of things that they deal with; "topic": a phrase of what is talked about.
FITTING = {
    "arms": frozenset({"TRANSFER", "AID", "MOBILIZE"}),
    "forces": frozenset({"MOBILIZE", "AID", "RETREAT"}),
    "treaty": frozenset({"AGREE", "COOPERATE", "RETREAT"}),
    "sanction": frozenset({"SANCTION", "CONCEDE"}),
    "contact": frozenset({"CONSULT"}),
    "topic": frozenset({"CONSULT"}),
}


@dataclass(frozen=True)
class MarkWords:
    """`things`: the sort of thing that a noun names, of those that acts between states deal with; `topic`: the preposition of a topic."""

    things: Vocabulary
    topic: str
    phrases: PhraseWords

    @classmethod
    def from_pack(cls, pack: Pack) -> MarkWords:
        contacts = pack.toml("contacts.toml")
        rows = [(row["word"], "arms") for row in pack.table("arms.tsv")]
        rows += [(word, "forces") for word, _ in listed(pack.toml("deployments.toml")["forces"])]
        rows += [(word, "treaty") for word in pack.toml("treaties.toml")["nouns"]["treaty"]]
        rows += [(word, "sanction") for word in pack.toml("sanctions.toml")["nouns"]["sanction"]]
        rows += [(word, "contact") for word, _ in listed(contacts["form"])]
        return cls(Vocabulary.of(pack, rows), contacts["topic"]["prepositions"][0], pack.get(PhraseWords.from_pack))


def marks(parse: Parse, i: int, words: MarkWords) -> frozenset[str]:
    """Return the sorts of things that the arguments of token `i` name, with what is joined to them or says more of them."""
    waiting = [c for c in parse.children(i) if c.dep in ARGUMENTS and c.pos in NOMINAL]
    found = {"topic"} if any(preposition(parse, c.i, words.phrases) == words.topic for c in waiting) else set()
    for token in waiting:
        value = words.things.of_token(token)
        named = words.things.designation(token.text, (0, len(token.text))) if value is None else None
        found.update({value} if value else {named[0]} if named else ())
        if len(waiting) < MOST:
            waiting += [c for c in parse.children(token.i) if c.dep in PASSED_ON and c.pos in NOMINAL and c not in waiting]
    return frozenset(found)


def marks_of(scene: Scene, i: int) -> frozenset[str]:
    """Return the `marks` of a token, found once for each scene."""
    if i not in scene.marks_at:
        scene.marks_at[i] = marks(scene.parse, i, scene.pack.get(MarkWords.from_pack))
    return scene.marks_at[i]


def is_fitting(kind: str, found: frozenset[str]) -> bool:
    """Tell whether an act of this type deals with one of these sorts of things."""
    return any(kind in FITTING[sort] for sort in found)
