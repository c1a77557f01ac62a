"""What stands around a word that may name an event: its predicate, mood, modal verbs, negation, clause, statement."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.extract.relations import ancestors, auxiliaries, finite, governor, is_passive
from lagebild.extract.scene import Scene
from lagebild.lang.pack import Pack
from lagebild.model import Statement
from lagebild.parse.base import Parse, Token

NEAR = 4


@dataclass(frozen=True)
class StatusWords:
    """Classes of closed words that bear on an event's status: class by lemma; a lemma may be in several; and words that settle it."""

    classes: dict[str, tuple[str, ...]]
    negation: frozenset[str]
    condition: frozenset[str]
    alleged: frozenset[str]
    supposed: frozenset[str]
    forgone: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> StatusWords:
        modifiers = pack.toml("event_modifiers.toml")
        data: dict[str, list[str]] = modifiers["status"]
        classes: dict[str, list[str]] = {}
        for name, words in data.items():
            for word in words:
                classes.setdefault(word, []).append(name)
        settling = (frozenset(modifiers["certain"][name]) for name in ("condition", "alleged", "supposed", "forgone"))
        return cls({w: tuple(c) for w, c in classes.items()}, frozenset(data["negation"]), *settling)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`verb`: the governing predicate or -1; `upper`: the predicate above that; `auxiliaries`: lemmas; `mark`: subordinator."""

    verb: int
    upper: int
    auxiliaries: tuple[str, ...]
    finite: Token | None
    passive: bool
    negated: bool
    determiner: str
    mark: str
    question: bool
    infinitive: bool
    statement: Statement | None
    clause: str


def surroundings(scene: Scene, i: int, words: StatusWords) -> Surroundings:
    """Look around token `i`."""
    parse = scene.parse
    verb = governor(parse, i)
    upper = governor(parse, parse.tokens[verb].head) if verb >= 0 and parse.tokens[verb].head not in (verb, -1) else -1
    sentence = parse.sentence_of(i)
    around = (verb if verb >= 0 else i, i)
    children = [c for k in dict.fromkeys(around) for c in parse.children(k)]
    return Surroundings(
        verb=verb,
        upper=upper if upper != verb else -1,
        auxiliaries=tuple(a.lemma.lower() for a in auxiliaries(parse, verb)) if verb >= 0 else (),
        finite=finite(parse, verb) if verb >= 0 else None,
        passive=verb >= 0 and is_passive(parse, verb),
        negated=any(c.lemma.lower() in words.negation for c in children) or _denies_argument(parse, children, words),
        determiner=_determiner(parse, i),
        mark=next((c.text.lower() for c in children if c.dep == "mark"), ""),
        question=parse.tokens[sentence.last - 1].text == "?",
        infinitive=any(c.tag == "PTKZU" or (c.text == "zu" and c.dep == "mark") for c in children),
        statement=scene.statement_at.get(i),
        clause=parse.tokens[verb].dep if verb >= 0 else "",
    )


def _denies_argument(parse: Parse, children: list[Token], words: StatusWords) -> bool:
    """Tell whether a subject or object is negated by its article (*schickte keine Truppen*)."""
    arguments = (c for c in children if c.dep in ("obj", "nsubj", "nsubj:pass", "iobj"))
    return any(d.lemma.lower() in words.negation for a in arguments for d in parse.children(a.i) if d.dep == "det" or d.pos == "DET")


def _determiner(parse: Parse, i: int) -> str:
    for child in parse.children(i):
        if child.dep in ("det", "det:poss") or child.pos == "DET":
            return child.lemma.lower()
    return ""


def markers(parse: Parse, i: int, verb: int, words: StatusWords) -> tuple[str, ...]:
    """Return ``class@place`` of the status words around: on the governing chain (up), beside the verb (by), close before (near)."""
    found: list[str] = []
    for k in ancestors(parse, i)[1:]:
        found += [f"{c}@up" for c in words.classes.get(parse.tokens[k].lemma.lower(), ())]
    for k in {i, verb} - {-1}:
        for child in parse.children(k):
            found += [f"{c}@by" for c in words.classes.get(child.lemma.lower(), ())]
    first = parse.sentence_of(i).first
    for token in parse.tokens[max(first, i - NEAR) : i]:
        found += [f"{c}@near" for c in words.classes.get(token.lemma.lower(), ())]
    for token in parse.tokens_of(parse.sentence_of(i)):
        found += [f"{c}@sentence" for c in words.classes.get(token.lemma.lower(), ())]
    return tuple(dict.fromkeys(found))
