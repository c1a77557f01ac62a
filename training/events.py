"""Train the models of events on the annotated articles: types (with NONE), roles with the states of parties, statuses.

    python -m training.events            held-out figures by five folds (`--without-news`: as if there were no annotation of our own)
    python -m training.events --write    train on all and write the tables of the pack

Reads ``../shared/gold/train-*`` and our annotation of news (`training/own_annotation.py`). The models see what the earlier stages find, so
train again when the parser, mentions or statements change. About five minutes on one core.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from lagebild.extract.disputes import find_disputes
from lagebild.extract.events import EventModels, entry_for, events_of
from lagebild.extract.linear import LinearModel
from lagebild.extract.mentions import find_mentions
from lagebild.extract.options import Option
from lagebild.extract.quantities import find_quantities
from lagebild.extract.roles import PARTIES, ROLES, Seat, options, seats, sentence_fillers
from lagebild.extract.scene import Scene, make_scene
from lagebild.extract.statements import find_statements
from lagebild.extract.status import status_features, with_denials
from lagebild.extract.surroundings import StatusWords, Surroundings, surroundings
from lagebild.extract.times import find_times
from lagebild.extract.trigger_features import document_features
from lagebild.extract.triggers import NONE, Candidate, TriggerLexicon, candidates
from lagebild.lang.pack import Pack, load_pack
from lagebild.model import Document, Region, Span, overlaps
from lagebild.parse import make_parser
from training import choice, own_annotation
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


def annotated(folder: Path) -> Iterator[tuple[Document, list[Gold]]]:
    """Yield the annotated articles that are a test set's kin, with their events."""
    gold = gold_events(folder / "train-events.jsonl")
    for path in sorted((folder / "train-texts").glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        text = row["text"]
        yield Document(row["id"], text, "de", "", published=row["date"], regions=(Region((0, len(text)), "body"),)), gold.get(row["id"], [])


def samples_of(articles: Iterable[tuple[Document, list[Gold]]], pack: Pack) -> Iterator[tuple[Scene, Samples]]:
    """Run the earlier stages over articles; yield what each teaches."""
    parser = make_parser(pack, "builtin")
    for document, gold in articles:
        parse = parser.parse(document)
        mentions, times = find_mentions(document, parse, pack), find_times(document, parse, pack)
        quantities = find_quantities(document, parse, times, pack)
        statements = find_statements(document, parse, mentions, times, pack)
        scene = make_scene(document, parse, mentions, times, quantities, statements, pack)
        yield scene, document_samples(scene, gold, pack)


def news_samples(pack: Pack) -> list[Samples]:
    """Return what our own annotation of news teaches of types and statuses; of roles it taught nothing but its readers' habits."""
    return [replace(samples, roles=()) for _, samples in samples_of(own_annotation.articles(), pack)]


def held_out(taught: dict[str, tuple[Scene, Samples]], news: list[Samples], pack: Pack) -> list[dict[str, Any]]:
    """Return what `extract` would print of the articles' events and disputes, each judged by models that have not seen it."""
    found = []
    for held in folds(taught):
        models = fit([*(samples for name, (_, samples) in taught.items() if name not in held), *news])
        learned = replace(pack.get(EventModels.from_pack), types=models[0], roles=models[1], statuses=models[2])
        found += [printed(taught[name][0], learned, pack) for name in held]
    return found


def printed(scene: Scene, models: EventModels, pack: Pack) -> dict[str, Any]:
    """Return a document's events and disputes in the form that the scorer reads."""
    events = events_of(scene, models)
    disputes = find_disputes(scene.document, scene.parse, scene.mentions, scene.statements, events, pack, scene.quantities)
    events = with_denials(events, disputes)
    return {
        "id": scene.document.id,
        "events": [
            {"type": e.type, "trigger": e.trigger, "status": e.status, **{r: [{"code": p.code} for p in getattr(e, r)] for r in PARTIES}}
            for e in events
        ],
        "disputes": [{"denier": d.denier, "denial": d.denial, "claim": d.claim, "kind": d.kind} for d in disputes],
    }


def main() -> None:
    """Train, and write or measure."""
    parser = argparse.ArgumentParser(description="Train the models of events.")
    parser.add_argument("--write", action="store_true", help="write the tables of the language pack")
    parser.add_argument("--without-news", action="store_true", help="leave out our own annotation of news")
    options = parser.parse_args()
    pack = load_pack("de")
    news = [] if options.without_news else news_samples(pack)
    taught = {scene.document.id: (scene, samples) for scene, samples in samples_of(annotated(SHARED), pack)}
    if options.write:
        save(fit([*(samples for _, samples in taught.values()), *news]), pack.folder)
        return
    print(f"{len(taught)} training articles by five folds; {len(news)} articles of news learned from besides", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.jsonl"
        path.write_text("".join(json.dumps(x) + "\n" for x in held_out(taught, news, pack)), encoding="utf-8")
        gold = [SHARED / "train-events.jsonl", SHARED / "train-disputes.jsonl"]
        subprocess.run([sys.executable, SHARED.parent / "bench" / "score_events.py", path, *gold], check=True)


def save(models: Models, folder: Path) -> None:
    """Write the models into a pack's folder."""
    for model, name in zip(models, ("types", "roles", "statuses"), strict=True):
        write(model, folder / f"event_{name}.tsv", f"Weights of the model of {name}; written by training/events.py.")


if __name__ == "__main__":
    main()
