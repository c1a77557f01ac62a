"""The status of an event: told as fact, on somebody's word, denied, planned, possible, negated.

A trained model judges what the words around the trigger say; what a statement or a dispute says of it is laid over that.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate
from typing import cast as as_type

from lagebild.extract.linear import LinearModel
from lagebild.extract.relations import ancestors, governor, preposition
from lagebild.extract.roles import DEEDS
from lagebild.extract.scene import Scene
from lagebild.extract.surroundings import StatusWords, Surroundings, markers
from lagebild.extract.triggers import Candidate
from lagebild.extract.when import calendar_value
from lagebild.model import Dispute, Event, EventStatus, Statement, Time
from lagebild.parse.base import Token

DENYING = frozenset({"denies"})
ON_A_WORD = frozenset({"attributed", "denied"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
# How many words up the tree a statement's own act is sought.
DEEPEST = 2
# Characters between a claim and its denial up to which the claim is surely the one that is meant.
NEAR = 200


def status_of(scene: Scene, candidate: Candidate, around: Surroundings, kind: str, words: StatusWords, model: LinearModel) -> EventStatus:
    """Return the status of a found event of a type."""
    if around.statement and around.statement.stance in DENYING and kind in DEEDS:
        return "denied"
    shares = model.probabilities(status_features(scene, candidate, around, kind, words))
    status = model.classes[int(shares.argmax())]
    status = settled(scene, candidate, around, kind, words, status) or status
    return as_type(EventStatus, _weaker(around, kind) if status == "asserted" else status)


def settled(scene: Scene, candidate: Candidate, around: Surroundings, kind: str, words: StatusWords, status: str) -> str:
    """Return the status that single words settle (*falls*, *angeblich*, *mögliche*, *keine*, *verzichtete auf*), else ""."""
    if candidate.pos == "V":
        conditional = (
            around.mark in words.condition or _in_condition(scene, candidate.i, around) or (around.question and status == "asserted")
        )
        if conditional and status not in ("negated", "attributed"):
            return "possible"
        if around.negated and around.statement is None and kind in DEEDS and status == "asserted":
            return "negated"
    beside = {c.lemma.lower() for c in scene.parse.children(candidate.i) if c.dep in ("amod", "advmod")}
    plain = status == "planned" and candidate.pos == "V" and not around.auxiliaries  # a present tense, taken for a plan
    if beside & words.alleged and (plain or status == "asserted"):
        return "attributed"
    if status != "asserted":
        return ""
    if candidate.pos == "N" and (around.determiner in words.negation or _is_forgone(scene, candidate.i, words)):
        return "negated"
    return "possible" if beside & words.supposed else ""


def _is_forgone(scene: Scene, i: int, words: StatusWords) -> bool:
    """Tell whether a noun is the prepositional object of a word of renouncing (*verzichtete auf eine Lieferung*)."""
    head = scene.parse.tokens[i].head
    if head in (-1, i) or not preposition(scene.parse, i, scene.words):
        return False
    return scene.parse.tokens[head].lemma.lower() in words.forgone


def with_denials(events: tuple[Event, ...], disputes: tuple[Dispute, ...]) -> tuple[Event, ...]:
    """Return the events with those as denied that somebody's word tells of in a claim that is denied in so many words close by."""
    claims = sorted(d.claim for d in disputes if d.kind in DENYING and d.claim and d.denial[0] - d.claim[1] <= NEAR)
    ends = list(accumulate((end for _, end in claims), max))

    def is_denied(event: Event) -> bool:
        before = bisect_right(claims, event.trigger[0], key=lambda claim: claim[0])
        return event.status == "attributed" and before > 0 and event.trigger[1] <= ends[before - 1]

    return tuple(replace(e, status="denied") if is_denied(e) else e for e in events)


def teller(scene: Scene, candidate: Candidate, around: Surroundings, status: EventStatus) -> Statement | None:
    """Return the innermost statement that tells of an event: the one whose quote holds the trigger.

    An event on somebody's word that a frame's noun names (*der Vorwurf der Waffenlieferung*) belongs to that frame's statement.
    """
    if around.statement is not None or status not in ON_A_WORD or candidate.pos != "N":
        return around.statement
    return scene.frame_at.get(candidate.i)


def _weaker(around: Surroundings, kind: str) -> str:
    """Return the status of what the model takes for asserted: a deed told in a statement, or in the subjunctive, is not."""
    told = around.statement is not None and around.statement.type != "Reported"
    subjunctive = around.finite is not None and around.finite.mood == "Sub"
    if kind in DEEDS and (told or (subjunctive and around.finite is not None and around.finite.tense == "Pres")):
        return "attributed"
    return "possible" if subjunctive and not told else "asserted"


def status_features(scene: Scene, candidate: Candidate, around: Surroundings, kind: str, words: StatusWords) -> list[str]:
    """Return the features of a found event for the model of statuses."""
    token = scene.parse.tokens[candidate.i]
    pos, verb = candidate.pos, around.finite
    mood = verb.mood if verb else ""
    found = ["bias", f"type={kind}", f"type={kind}:{pos}", f"pos={pos}", f"clause={around.clause}", f"mark={around.mark}"]
    found += [f"mood={mood}", f"mood={pos}:{mood}:{verb.tense if verb else ''}", f"finite={verb.lemma.lower() if verb else ''}"]
    found += [f"aux={pos}:{a}" for a in around.auxiliaries] + [f"aux={a}:{mood}" for a in around.auxiliaries]
    marked = markers(scene.parse, candidate.i, around.verb, words)
    found += [*marked, *(f"{m}:{pos}" for m in marked)]
    found += [f"form={token.pos}:{token.verbform}:{token.tense}", f"det={around.determiner}", f"entry={candidate.best.lemma}"]
    found += [name for name, yes in (("negated", around.negated), ("question", around.question), ("infinitive", around.infinitive)) if yes]
    if around.negated:
        found.append(f"negated={pos}")
    if around.upper >= 0:
        upper = scene.parse.tokens[around.upper].lemma.lower()
        found += [f"upper={upper}", f"upper={upper}:{around.clause}"]
        found += [f"{c}@upper:{around.clause}" for c in words.classes.get(upper, ())]
    if around.verb not in (-1, candidate.i):
        found += [f"{c}@governor" for c in words.classes.get(scene.parse.tokens[around.verb].lemma.lower(), ())]
    if _in_condition(scene, candidate.i, around):
        found.append("condition")
    found += _predicate(scene, around, pos)
    found += _phrase(scene, candidate, words)
    found += _time(scene, candidate.i, around.verb, pos)
    return found + _telling(scene, candidate, around, kind, mood)


def _predicate(scene: Scene, around: Surroundings, pos: str) -> list[str]:
    """Tell how the predicate is built: its modal verbs with their mood, perfect or not (*soll geliefert haben*), its subject's person."""
    if around.verb < 0:
        return ["predicate=none"]
    parse = scene.parse
    verb, chain = parse.tokens[around.verb], parse.children(around.verb)
    helpers = sorted((c.lemma.lower(), c.tag[:2], c.mood) for c in chain if c.dep in ("aux", "aux:pass", "cop"))
    shape = "+".join(f"{lemma}:{mood}" for lemma, _, mood in helpers)
    found = [f"predicate={shape}|{verb.verbform}", f"predicate={pos}:{shape}|{verb.verbform}"]
    subject = next((c for c in chain if c.dep in SUBJECTS), None)
    if subject is not None and subject.person == "1":
        found += ["first person", f"first person={pos}"]
    return found


def _in_condition(scene: Scene, i: int, around: Surroundings) -> bool:
    """Tell whether a word stands in a condition that opens its sentence with a finite verb (*sollte es dazu kommen, werde man …*)."""
    tokens = scene.parse.tokens
    sentence = scene.parse.sentence_of(i)
    first = next((k for k in range(sentence.first, i + 1) if tokens[k].pos != "PUNCT"), i)
    if around.question or tokens[first].verbform != "Fin":
        return False
    end = next((k for k in range(first + 1, sentence.last - 1) if tokens[k].text == "," and tokens[k + 1].verbform == "Fin"), first)
    return i < end


def _phrase(scene: Scene, candidate: Candidate, words: StatusWords) -> list[str]:
    """Tell what stands over and in the noun phrase of a trigger (*der Plan für eine Lieferung*, *mögliche Lieferungen*)."""
    parse = scene.parse
    token = parse.tokens[candidate.i]
    found = [f"source@{c}" for c in _sources(scene, candidate.i, words)]
    if candidate.pos == "V":
        return found
    link = preposition(parse, candidate.i, scene.words)
    found.append(f"link={link}")
    found += [f"attribute={c.lemma.lower()}" for c in parse.children(candidate.i) if c.dep == "amod"]
    if token.head not in (-1, candidate.i):
        head = parse.tokens[token.head].lemma.lower()
        found += [f"over={head}", f"over={head}:{token.dep}:{link}"]
        found += [f"{c}@over:{link}" for c in words.classes.get(head, ())]
    return found


def _sources(scene: Scene, i: int, words: StatusWords) -> list[str]:
    """Return the classes of the prepositions that stand in the clauses over a word (*laut*, *zufolge*)."""
    found: list[str] = []
    for k in ancestors(scene.parse, i):
        for child in scene.parse.children(k):
            if child.dep in ("obl", "nmod", "advmod"):
                for case in scene.parse.children(child.i):
                    found += words.classes.get(case.lemma.lower(), ()) if case.dep == "case" else ()
    return list(dict.fromkeys(found))


def _time(scene: Scene, i: int, verb: int, pos: str) -> list[str]:
    """Tell whether the nearest time of the sentence, in the trigger's clause or beside it, lies before or after publication."""
    parse = scene.parse
    sentence = parse.sentence_of(i)
    best: tuple[int, str, str] | None = None
    for k in range(sentence.first, sentence.last):
        time = scene.time_at.get(k)
        order = time and _order(time, scene.document.published)
        if order:
            own = governor(parse, k) == verb
            cost = abs(k - i) + (0 if own else 15)
            if best is None or cost < best[0]:
                best = cost, order, "own" if own else "near"
    return [f"when={best[1]}:{best[2]}", f"when={best[1]}:{best[2]}:{pos}"] if best else []


def _order(time: Time, published: str | None) -> str:
    """Return how a time stands to the day of publication: before, after, same; "" where that is not known."""
    if time.value.endswith("_REF"):
        return time.value.lower()
    value = calendar_value(time)
    if value is None or not published:
        return ""
    start, end = value.split("/")[0], value.split("/")[-1]
    if start > published[: len(start)]:
        return "after"
    return "before" if end < published[: len(end)] else "same"


def _telling(scene: Scene, candidate: Candidate, around: Surroundings, kind: str, mood: str) -> list[str]:
    """Tell in whose words the trigger stands, whether it is the statement's own act, and whether it was told as fact before."""
    i, pos, statement = candidate.i, candidate.pos, around.statement
    found = [f"unquoted={mood}"]
    if statement:
        found = [
            "quoted",
            f"quoted={statement.type}",
            f"quoted={statement.type}:{mood}",
            f"stance={statement.stance}",
            f"quoted={pos}",
            f"quoted={kind}",
            f"quoted={statement.type}:{statement.stance}:{_depth(scene, candidate, statement.quote[0][0] if statement.quote else 0)}",
            f"nested={statement.type}:{bool(statement.parent)}",
        ]
    if i in scene.told_by:
        found += ["told", f"told={pos}:{mood}", f"told={kind}"]
    if i in scene.framed:
        found.append("framed")
    first = scene.first_told.get(scene.parse.tokens[i].lemma.lower(), i)
    if first < scene.parse.sentence_of(i).first:
        found += ["known", f"known={pos}:{bool(statement)}"]
    return found


def _depth(scene: Scene, candidate: Candidate, start: int) -> str:
    """Return how deep under its statement's predicate a trigger stands: the act itself, beneath it, deeper."""
    steps = 0
    for k in ancestors(scene.parse, candidate.i)[1:]:
        token: Token = scene.parse.tokens[k]
        if token.start < start:
            break
        steps += token.pos in ("VERB", "AUX")
    return f"{candidate.pos}{min(steps, DEEPEST)}"
