"""Train the models of events on the annotated articles: types (with NONE), roles, statuses, countries of parties.

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

from lagebild.extract.events import HOME, choose_type, entry_for
from lagebild.extract.linear import LinearModel
from lagebild.extract.mentions import find_mentions
from lagebild.extract.parties import Filler, code_features, home_of
from lagebild.extract.quantities import find_quantities
from lagebild.extract.roles import ROLES, orders, seat_features, seats, sentence_fillers
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
from training.softmax import folds, train, write

TYPES = (
    NONE, "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "TRANSFER",
)  # fmt: skip
SHARED = Path(__file__).resolve().parents[1] / ".." / "shared" / "gold"
L2_TYPES = 6.0
L2_STATUSES = 4.0
ROLE_CLASSES = ("none", *ROLES)
STATUSES = ("asserted", "attributed", "planned", "possible", "negated")
Gold = dict[str, Any]
Sample = tuple[Sequence[str], str]
Models = tuple[LinearModel, LinearModel, LinearModel, LinearModel]


@dataclass(frozen=True)
class Samples:
    """What one document teaches: (features, class) pairs of each model."""

    types: tuple[Sample, ...]
    roles: tuple[Sample, ...]
    statuses: tuple[Sample, ...]
    codes: tuple[Sample, ...]


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
    roles: list[Sample] = []
    statuses: list[Sample] = []
    codes: list[Sample] = []
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
        roles += role_samples(scene, candidate, around, named, event["type"])
        codes += code_samples(scene, candidate, named, event["type"])
        if event["status"] in STATUSES:
            statuses.append((status_features(scene, candidate, around, event["type"], words), event["status"]))
    return Samples(tuple(types), tuple(roles), tuple(statuses), tuple(codes))


def role_samples(scene: Scene, candidate: Candidate, around: Surroundings, named: list[Gold], kind: str) -> list[Sample]:
    """Return each filler of the trigger's sentence with the role of the annotated span that it heads."""
    entry = entry_for(candidate, kind)
    found = seats(scene, candidate, entry, around, sentence_fillers(scene, candidate.i))
    samples: list[Sample] = []
    for seat, order in zip(found, orders(scene, candidate, found), strict=True):
        role: str | None = next(
            (r for r in ROLES if any(heads(scene, seat.filler.i, span_of(p)) for e in named for p in pieces(e, r))), "none"
        )
        if role == "none" and seat.filler.kind in ("pronoun", "possessive"):
            role = pronoun_role(scene, seat.filler, named)
        if role is None:
            continue
        samples.append((seat_features(scene, candidate, entry, around, seat, order), role))
    return samples


def pronoun_role(scene: Scene, filler: Filler, named: list[Gold]) -> str | None:
    """Return the role of a party that is annotated in another sentence and that a pronoun of this one may stand for.

    None where the pronoun's code is that of a party annotated in this sentence: it says neither yes nor no.
    """
    sentence = scene.parse.sentence_of(filler.i)
    here = scene.parse.span_of(sentence.first, sentence.last)
    for event in named:
        for role in ("actor", "recipient"):
            for piece, code in zip(event[role], event[f"{role}_code"], strict=True):
                if code and code == filler.code:
                    return None if overlaps(span_of(piece), here) else role
    return "none"


def code_samples(scene: Scene, candidate: Candidate, named: list[Gold], kind: str) -> list[Sample]:
    """Return each annotated party whose code is not known from its words: does it belong to the country of its passage?"""
    samples: list[Sample] = []
    for filler in sentence_fillers(scene, candidate.i):
        home = home_of(scene, filler)
        if filler.code or not home:
            continue
        for role in ("actor", "recipient"):
            given = [c for e in named for p, c in zip(e[role], e[f"{role}_code"], strict=True) if heads(scene, filler.i, span_of(p))]
            if given:
                samples.append((code_features(scene, filler, role, kind), HOME if home in given else "none"))
    return samples


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
    """Train the four models on the samples of some documents."""
    listed = list(parts)
    types = train([s for p in listed for s in p.types], TYPES, l2=L2_TYPES)
    roles = train([s for p in listed for s in p.roles], ROLE_CLASSES, l2=10.0)
    statuses = train([s for p in listed for s in p.statuses], STATUSES, l2=L2_STATUSES)
    codes = train([s for p in listed for s in p.codes], ("none", HOME), l2=4.0)
    return types, roles, statuses, codes


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
    for model, name in zip(models, ("types", "roles", "statuses", "codes"), strict=True):
        write(model, folder / f"event_{name}.tsv", f"Weights of the model of {name}; written by training/events.py.")


if __name__ == "__main__":
    main()
