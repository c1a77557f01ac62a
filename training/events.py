"""Train the models of events on the annotated articles: types (with NONE), roles with the states of parties, statuses.

    python -m training.events            held-out figures by five folds
    python -m training.events --write    train on all and write the tables of the pack

Reads ``../shared/gold/train-*``. The models see what the earlier stages find, so train again when the parser, mentions or
statements change. About two minutes on one core.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from lagebild.extract.events import choose_type, entry_for
from lagebild.extract.linear import LinearModel
from lagebild.extract.mentions import find_mentions
from lagebild.extract.options import Option
from lagebild.extract.quantities import find_quantities
from lagebild.extract.roles import PARTIES, ROLES, Seat, options, seats, sentence_fillers
from lagebild.extract.scene import Scene, make_scene
from lagebild.extract.statements import find_statements
from lagebild.extract.status import status_features
from lagebild.extract.surroundings import StatusWords, Surroundings, surroundings
from lagebild.extract.times import find_times
from lagebild.extract.trigger_features import document_features
from lagebild.extract.triggers import NONE, Candidate, TriggerLexicon, candidates
from lagebild.lang.pack import Pack, load_pack
from lagebild.model import Document, Region, Span, overlaps
from lagebild.parse import make_parser
from training import choice
from training.choice import Choice
from training.softmax import folds, train, write

TYPES = (
    NONE, "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "TRANSFER",
)  # fmt: skip
SHARED = Path(__file__).resolve().parents[1] / ".." / "shared" / "gold"
L2_TYPES = 6.0
L2_STATUSES = 4.0
L2_ROLES = 10.0
LEAST_ROLES = 4
STATUSES = ("asserted", "attributed", "planned", "possible", "negated")
Gold = dict[str, Any]
Sample = tuple[Sequence[str], str]
Models = tuple[LinearModel, LinearModel, LinearModel]


@dataclass(frozen=True)
class Samples:
    """What one document teaches: (features, class) pairs of each model; of roles, the options of each event."""

    types: tuple[Sample, ...]
    roles: tuple[Choice, ...]
    statuses: tuple[Sample, ...]


def gold_events(path: Path) -> dict[str, list[Gold]]:
    """Read the annotated events by document."""
    found: dict[str, list[Gold]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        found[event["doc"]].append(event)
    return found


def span_of(piece: dict[str, Any]) -> Span:
    return piece["start"], piece["end"]


def document_samples(scene: Scene, gold: list[Gold], pack: Pack) -> Samples:
    """Return the samples of one document: each candidate with the type of the annotated event that it names, or NONE."""
    lexicon, words = pack.get(TriggerLexicon.from_pack), pack.get(StatusWords.from_pack)
    types: list[Sample] = []
    roles: list[Choice] = []
    statuses: list[Sample] = []
    possible = candidates(scene.parse, lexicon)
    scene.type_at.update({c.i: c.best.type for c in possible})
    arounds = [surroundings(scene, c.i, words) for c in possible]
    for candidate, around, features in zip(possible, arounds, document_features(scene, possible, arounds), strict=True):
        span = scene.parse.tokens[candidate.i].span
        named = [e for e in gold if overlaps(span_of(e["trigger"]), span)]
        event = next((e for e in named if any(r.type == e["type"] for r in candidate.readings)), named[0] if named else None)
        types.append((features, event["type"] if event else NONE))
        if event is None:
            continue
        roles.append(role_choice(scene, candidate, around, named, event["type"]))
        if event["status"] in STATUSES:
            statuses.append((status_features(scene, candidate, around, event["type"], words), event["status"]))
    return Samples(tuple(types), tuple(roles), tuple(statuses))


def role_choice(scene: Scene, candidate: Candidate, around: Surroundings, named: list[Gold], kind: str) -> Choice:
    """Return the options of one event, and which of them are right in each role."""
    entry = entry_for(candidate, kind)
    found = seats(scene, candidate, entry, around, sentence_fillers(scene, candidate.i))
    offered = options(scene, candidate, entry, around, kind, found)
    right = np.array([right_options(scene, offered, found, named, role) for role in ROLES], dtype=bool).T
    allowed = np.array([[True, True, o.told] for o in offered])
    return Choice(tuple(o.features for o in offered), allowed, right)


def right_options(scene: Scene, offered: list[Option], found: list[Seat], named: list[Gold], role: str) -> list[bool]:
    """Tell which options a role's annotation allows: phrases that head an annotated span and are of its state.

    Where no such phrase is of the state, any that is (a pronoun for somebody named elsewhere); nobody where nothing is annotated, or
    what is annotated belongs to no state and stands elsewhere. A state that no option is of leaves none right.
    """
    spans = [span_of(p) for e in named for p in pieces(e, role)]
    over = [o.seat >= 0 and any(heads(scene, found[o.seat].filler.i, s) for s in spans) for o in offered]
    if role not in PARTIES:
        return over if spans else [o.seat < 0 for o in offered]
    states = {code for e in named for code in e[f"{role}_code"] if code}
    fits = [bool(states & set(o.codes)) if states else not o.codes for o in offered]
    exact = [a and b for a, b in zip(over, fits, strict=True)]
    return exact if any(exact) else fits if states else [o.seat < 0 for o in offered]


def pieces(event: Gold, role: str) -> list[dict[str, Any]]:
    """Return the annotated spans of a role."""
    piece = event[role]
    return piece if isinstance(piece, list) else [piece] if piece else []


def heads(scene: Scene, i: int, span: Span) -> bool:
    """Tell whether token `i` lies in a span and hangs on no other word in it."""
    token = scene.parse.tokens[i]
    if not overlaps(span, token.span):
        return False
    head = scene.parse.tokens[token.head] if token.dep and token.head >= 0 else token
    return head.i == i or not overlaps(span, head.span) or token.dep == "conj"


def fit(parts: Iterable[Samples]) -> Models:
    """Train the three models on the samples of some documents."""
    listed = list(parts)
    types = train([s for p in listed for s in p.types], TYPES, l2=L2_TYPES)
    roles = choice.train([c for p in listed for c in p.roles], ROLES, L2_ROLES, LEAST_ROLES)
    statuses = train([s for p in listed for s in p.statuses], STATUSES, l2=L2_STATUSES)
    return types, roles, statuses


def scenes(pack: Pack, folder: Path) -> list[Scene]:
    """Run the earlier stages over the training articles."""
    parser = make_parser(pack, "builtin")
    found = []
    for path in sorted((folder / "train-texts").glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        text = row["text"]
        document = Document(row["id"], text, pack.lang, "", published=row["date"], regions=(Region((0, len(text)), "body"),))
        parse = parser.parse(document)
        mentions, times = find_mentions(document, parse, pack), find_times(document, parse, pack)
        quantities = find_quantities(document, parse, times, pack)
        statements = find_statements(document, parse, mentions, times, pack)
        found.append(make_scene(document, parse, mentions, times, quantities, statements, pack))
    return found


def held_out(samples: dict[str, Samples], threshold: float) -> tuple[int, int, int, int]:
    """Return (annotated, found, right type, predicted) over candidates, each document judged by models that have not seen it."""
    annotated = hits = typed = predicted = 0
    for held in folds(samples):
        model = train([s for name, p in samples.items() if name not in held for s in p.types], TYPES, l2=L2_TYPES)
        for features, kind in (s for name in held for s in samples[name].types):
            chosen = choose_type(model.classes, model.probabilities(features), threshold)
            annotated += kind != NONE
            predicted += chosen != NONE
            hits += kind != NONE and chosen != NONE
            typed += kind != NONE and chosen == kind
    return annotated, hits, typed, predicted


def main() -> None:
    """Train, and write or measure."""
    parser = argparse.ArgumentParser(description="Train the models of events.")
    parser.add_argument("--write", action="store_true", help="write the tables of the language pack")
    options = parser.parse_args()
    pack, gold = load_pack("de"), gold_events(SHARED / "train-events.jsonl")
    samples = {s.document.id: document_samples(s, gold.get(s.document.id, []), pack) for s in scenes(pack, SHARED)}
    if options.write:
        save(fit(samples.values()), pack.folder)
        return
    annotated, hits, typed, predicted = held_out(samples, float(pack.toml("event_thresholds.toml")["event"]))
    print(f"candidates: {annotated} annotated, {predicted} predicted, {hits} found, {typed} of the right type")


def save(models: Models, folder: Path) -> None:
    """Write the models into a pack's folder."""
    for model, name in zip(models, ("types", "roles", "statuses"), strict=True):
        write(model, folder / f"event_{name}.tsv", f"Weights of the model of {name}; written by training/events.py.")


if __name__ == "__main__":
    main()
