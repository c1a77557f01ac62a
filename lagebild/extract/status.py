"""Features by which the trained model tells the status of an event: told as fact, on somebody's word, planned, possible, negated."""

from __future__ import annotations

from lagebild.extract.scene import Scene
from lagebild.extract.surroundings import StatusWords, Surroundings, markers
from lagebild.extract.triggers import Candidate


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
    statement = around.statement
    if statement:
        found += [
            "quoted",
            f"quoted={statement.type}",
            f"quoted={statement.type}:{mood}",
            f"stance={statement.stance}",
            f"quoted={pos}",
            f"quoted={kind}",
        ]
    else:
        found.append(f"unquoted={mood}")
    if candidate.i in scene.framed:
        found.append("framed")
    return found
