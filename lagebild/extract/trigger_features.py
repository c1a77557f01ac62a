"""Features by which the trained filter tells whether a candidate names an event, and of which type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.extract.marks import marks_of
from lagebild.extract.relations import function
from lagebild.extract.scene import PARTY_KINDS, Scene
from lagebild.extract.surroundings import Surroundings
from lagebild.extract.triggers import Candidate

LEAD = 2
# Letters of a word that stand for its family (-ungen, -angriff; ver-, ab-): what is learned of one word helps with the next.
TAILS = (4, 5)
FRONT = 3
ARGUMENTS = frozenset({"obj", "nsubj:pass", "obl", "iobj", "nsubj", "nmod"})


@dataclass(frozen=True, slots=True)
class Repetition:
    """How many candidates before one have its word and its type, and how many of the document have its word."""

    word: int
    type: int
    total: int


def repetitions(candidates: Sequence[Candidate]) -> list[Repetition]:
    """Return for each candidate of a document, in text order, what was told with its word and type before."""
    total = Counter(c.lemma for c in candidates)
    words: Counter[str] = Counter()
    types: Counter[str] = Counter()
    found = []
    for c in candidates:
        found.append(Repetition(words[c.lemma], types[c.best.type], total[c.lemma]))
        words[c.lemma] += 1
        types[c.best.type] += 1
    return found


def document_features(scene: Scene, candidates: Sequence[Candidate], arounds: Sequence[Surroundings]) -> list[list[str]]:
    """Return the features of all candidates of a document for the model of types, in the same order."""
    told = repetitions(candidates)
    return [trigger_features(scene, c, a, t) for c, a, t in zip(candidates, arounds, told, strict=True)]


def trigger_features(scene: Scene, candidate: Candidate, around: Surroundings, told: Repetition) -> list[str]:
    """Return the features of a candidate for the model of types (NONE among them)."""
    best, pos = candidate.best, candidate.pos
    kind = f"{best.type}{pos}"
    return [
        "bias",
        f"lemma={pos}:{candidate.lemma}" + (f":{best.type}" if candidate.met else ""),
        f"entry={pos}:{best.lemma}",
        f"type={best.type}",
        f"type={kind}",
        f"type={kind}:{'met' if candidate.met else 'whole' if candidate.whole else 'part'}",
        *(f"also={r.type}" for r in candidate.readings[1:]),
        *_word(scene, candidate, told, kind),
        *_form(scene, candidate, around, kind),
        *_company(scene, candidate, around, kind),
        *_about(scene, candidate, kind),
        *_standing(scene, candidate, around, kind),
    ]


def _word(scene: Scene, candidate: Candidate, told: Repetition, kind: str) -> list[str]:
    """Tell the word's family by its letters, whether it was told before, and what it stands with: a reflexive, prepositions."""
    lemma, pos = candidate.lemma, candidate.pos
    found = [f"tail={lemma[-TAILS[0] :]}", f"tail={pos}:{lemma[-TAILS[1] :]}", f"front={pos}:{lemma[:FRONT]}"]
    strength = f"{pos}{candidate.best.strength}"
    dep = scene.parse.tokens[candidate.i].dep
    found += [f"strength={strength}:{candidate.met}", f"strength={kind}{strength}", f"strength={strength}:{dep}"]
    found += [f"told={min(2, told.word)}", f"told={kind}:{min(1, told.word)}"]
    found += [f"type told={pos}:{min(3, told.type)}", f"of={pos}:{min(3, told.total)}"]
    parse = scene.parse
    children = parse.children(candidate.i)
    if pos == "V":
        reflexive = any(c.lemma.lower() in scene.words.reflexive for c in children)
        found += [f"reflexive={reflexive}", f"reflexive={lemma}:{reflexive}"]
    arguments = (c for c in children if c.dep in ARGUMENTS)
    links = {function(parse, c.i, scene.words) for c in arguments}
    return found + [f"with={of}:{link}" for link in sorted(links) for of in (lemma, kind)]


def _form(scene: Scene, candidate: Candidate, around: Surroundings, kind: str) -> list[str]:
    token = scene.parse.tokens[candidate.i]
    pos = candidate.pos
    found = [f"form={pos}:{token.pos}:{token.verbform}:{token.number}", f"tense={token.tense}:{token.mood}", f"dep={pos}:{token.dep}"]
    found.append(f"det={pos}:{around.determiner}")
    if around.passive:
        found += ["passive", f"passive={kind}"]
    if around.negated:
        found += ["negated", f"negated={kind}"]
    found += [f"aux={pos}:{a}" for a in around.auxiliaries]
    if around.verb >= 0 and around.verb != candidate.i:
        lemma = scene.parse.tokens[around.verb].lemma.lower()
        found += [f"governor={lemma}", f"governor={kind}:{lemma}"]
    if around.upper >= 0:
        found.append(f"upper={scene.parse.tokens[around.upper].lemma.lower()}")
    head = token.head
    if pos != "V" and head >= 0 and head != candidate.i:
        found.append(f"head={scene.parse.tokens[head].lemma.lower()}")
    return found


def _company(scene: Scene, candidate: Candidate, around: Surroundings, kind: str) -> list[str]:
    """Tell what depends on the trigger (and on its verb, for a noun): functions, and whether parties fill them."""
    parse = scene.parse
    found: list[str] = []
    for child in parse.children(candidate.i):
        role = function(parse, child.i, scene.words)
        mention = scene.mention_at.get(child.i)
        filled = mention.kind if mention else child.pos
        found += [f"has={candidate.pos}:{role}", f"has={kind}:{role}", f"fill={candidate.pos}:{role}:{filled}"]
        if role in ("acc", "subj", "subjp", "gen") or child.dep in ("nmod", "obl"):
            found.append(f"word={candidate.lemma}:{child.lemma.lower()}")
    if candidate.pos != "V" and around.verb >= 0:
        found += [f"beside={function(parse, c.i, scene.words)}" for c in parse.children(around.verb) if c.i in scene.mention_at]
    return sorted(set(found))


def _about(scene: Scene, candidate: Candidate, kind: str) -> list[str]:
    """Tell which sorts of things its arguments name (arms, forces, treaties, sanctions, contacts, a topic)."""
    found = marks_of(scene, candidate.i)
    return [f"about={of}:{sort}" for sort in sorted(found) for of in (candidate.pos, kind)]


def _standing(scene: Scene, candidate: Candidate, around: Surroundings, kind: str) -> list[str]:
    """Tell where the candidate stands: in a statement or its frame, early in the document, in a sentence with parties."""
    parse = scene.parse
    sentence = parse.sentence_of(candidate.i)
    number = parse.sentence_number(candidate.i)
    codes = {scene.mention_at[k].country for k in range(sentence.first, sentence.last) if k in scene.mention_at}
    kinds = {scene.mention_at[k].kind for k in range(sentence.first, sentence.last) if k in scene.mention_at}
    found = [
        f"clause={around.clause}",
        f"mark={around.mark}",
        f"lead={min(number, 6)}",
        f"codes={min(3, len(codes - {None}))}",
        f"parties={bool(kinds & PARTY_KINDS)}",
    ]
    if number < LEAD:
        found.append(f"lead={kind}")
    statement = around.statement
    if statement:
        found += ["quoted", f"quoted={statement.type}", f"quoted={kind}", f"stance={statement.stance}", f"stance={kind}:{statement.stance}"]
    if candidate.i in scene.framed:
        found += ["framed", f"framed={kind}"]
    if around.question:
        found.append("question")
    if candidate.i in scene.mention_at:
        mention = scene.mention_at[candidate.i]
        found += [f"mention={mention.kind}", "inside" if mention.span != parse.tokens[candidate.i].span else "alone"]
    return found
