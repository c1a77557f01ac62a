"""Who is understood to act in an infinitive clause: its controller (*beschuldigt Kuba, Waffen zu liefern*: Kuba).

Which dependent of the governing word that is depends on the word (Bech 1955, „Orientierung"): its subject for *versprechen*, its object
for *beschuldigen*, its dative for *vorwerfen*, a prepositional phrase for *Aufforderung an*. Words outside the table: their subject.
"""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.extract.relations import finite, function, is_passive
from lagebild.extract.scene import Scene
from lagebild.extract.triggers import fold, noun_forms, split_verb, verb_forms
from lagebild.lang.pack import Pack
from lagebild.parse.base import Token

SUBJECT = "subj"
SUBJECTS = ("nsubj", "nsubj:pass")
INFINITIVE = frozenset({"xcomp", "ccomp", "advcl", "acl", "csubj", "obl", "parataxis"})
OWNING = frozenset({"gen", "adj", "poss", "von"})
DEEPEST = 4
NEAR = 4


@dataclass(frozen=True)
class ControlWords:
    """Functions of the controller, best first, by (word class, lemma); marks of adverbial infinitives; forms of the verbs and nouns."""

    functions: dict[tuple[str, str], tuple[str, ...]]
    adverbial: frozenset[str]
    verbs: dict[str, str]
    nouns: dict[str, str]

    @classmethod
    def from_pack(cls, pack: Pack) -> ControlWords:
        rows = pack.table("control.tsv")
        functions = {(row["pos"], fold(row["lemma"])): tuple(row["controller"].split(",")) for row in rows}
        return cls(
            functions,
            frozenset(row["lemma"] for row in rows if row["pos"] == "mark"),
            verb_forms(pack, [row["lemma"] for row in rows if row["pos"] == "V"]),
            noun_forms(pack, sorted(fold(row["lemma"]) for row in rows if row["pos"] == "N")),
        )

    def of(self, scene: Scene, head: Token) -> tuple[str, ...]:
        """Return the controller's functions under a governing word."""
        form, lemma = fold(head.text), fold(head.lemma)
        if head.pos in ("NOUN", "PROPN"):
            return self.functions.get(("N", self.nouns.get(form, lemma)), (SUBJECT,))
        if ("V", lemma) not in self.functions:
            lemma = split_verb(scene.parse, head, form, self.verbs) or self.verbs.get(form, lemma)
        return self.functions.get(("V", lemma), (SUBJECT,))


def controller(scene: Scene, verb: int, words: ControlWords) -> int | None:
    """Return the token that is understood as the subject of an infinitive; None for other verbs and where it is not named."""
    parse = scene.parse
    if verb < 0 or _subject(scene, verb) is not None:
        return None
    top, passed = verb, {verb}
    while parse.tokens[top].dep == "conj" and parse.tokens[top].head not in (-1, *passed) and _subject(scene, top) is None:
        top = parse.tokens[top].head
        passed.add(top)  # an odd parse may hold a circle of words
    if not _is_infinitive(scene, top):
        return None
    return _controlled(scene, top, words, 0)


def _is_infinitive(scene: Scene, verb: int) -> bool:
    token = scene.parse.tokens[verb]
    if token.dep not in INFINITIVE or token.head in (-1, verb) or _subject(scene, verb) is not None:
        return False
    return finite(scene.parse, verb) is None or any(c.tag == "PTKZU" for c in scene.parse.children(verb))


def _controlled(scene: Scene, verb: int, words: ControlWords, depth: int) -> int | None:
    parse = scene.parse
    head = parse.tokens[verb].head
    marks = {c.text.lower() for c in parse.children(verb) if c.dep == "mark"}
    wanted = (SUBJECT,) if marks & words.adverbial else words.of(scene, parse.tokens[head])
    passive = is_passive(parse, head)
    for name in wanted:
        if name == SUBJECT:
            return _upper_subject(scene, head, words, depth)
        for child in parse.children(head):
            link = function(parse, child.i, scene.words)
            if link == name or (passive and link == "subjp" and name in ("acc", "dat")):
                return child.i
    return None


def _upper_subject(scene: Scene, head: int, words: ControlWords, depth: int) -> int | None:
    """Return the subject of a governing word: its own, its possessor for a noun, that of the verb above."""
    parse = scene.parse
    if depth > DEEPEST:
        return None
    own = _subject(scene, head)
    if own is not None:
        return own
    token = parse.tokens[head]
    if token.pos in ("NOUN", "PROPN"):
        for child in parse.children(head):
            owns = function(parse, child.i, scene.words) in OWNING and child.i < head + NEAR
            if owns and (child.i in scene.mention_at or child.pos in ("NOUN", "PROPN", "DET")):
                return child.i
    if token.head in (-1, head):
        return None
    if _is_infinitive(scene, head) and token.pos in ("VERB", "AUX"):
        return _controlled(scene, head, words, depth + 1)
    return _upper_subject(scene, token.head, words, depth + 1)


def _subject(scene: Scene, verb: int) -> int | None:
    return next((c.i for c in scene.parse.children(verb) if c.dep in SUBJECTS), None)
