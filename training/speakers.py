"""Learn whom pronouns and bare descriptions stand for from the speakers of our own annotation of 176 articles.

python -m training.speakers ../shared [--write]

Each speaker of the annotation that is a pronoun or a definite description gives one choice among those named before it; the annotated
name tells which is right. A ranking by softmax over the candidates' signs (`lagebild.extract.antecedents`) is trained for each of the
two; a description may also stand for nobody named before. Prints the share of right choices by hand-set weights and, in five folds of
documents, by learned ones. Source of the method: Denis and Baldridge, Specialized models and ranking for coreference resolution
(EMNLP 2008).
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from lagebild.extract.antecedents import description_options, pronoun_options
from lagebild.extract.drafts import Reading, read_units
from lagebild.extract.mentions import find_mentions
from lagebild.extract.names import described, name_of
from lagebild.extract.standing import Memory
from lagebild.lang.pack import Pack, load_pack
from lagebild.model import Document, Mention, Region
from lagebild.parse import make_parser
from lagebild.parse.base import Parse

FOLDS = 5
STEPS = 400
RATE = 0.3
STRENGTH = 0.02
Kind: TypeAlias = Literal["pronoun", "description"]
Vector: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class Choice:
    """One phrase: its document, the signs of each candidate, which are right; for descriptions the last candidate is nobody."""

    kind: Kind
    document: str
    signs: tuple[dict[str, float], ...]
    right: tuple[bool, ...]


def same(a: str | None, b: str | None) -> bool:
    """Tell whether two names share a word of three letters or more."""
    words = [set(re.findall(r"\w{3,}", (name or "").casefold())) for name in (a, b)]
    return bool(words[0] & words[1])


def choices(reading: Reading, mentions: tuple[Mention, ...], statements: Sequence[dict[str, Any]]) -> Iterator[Choice]:
    """Yield the choices of one document, its annotated speakers in text order."""
    memory = Memory.of(reading, mentions)
    spans = {(s["speaker"][0]["start"], s["speaker"][0]["end"]): s for s in statements if s["speaker"]}
    for span, statement in sorted(spans.items()):
        indices = list(reading.parse.at(span))
        name = statement["speaker_name"]
        if not indices or name is None:
            continue
        token = reading.tokens[indices[0]]
        if len(indices) == 1 and token.pos == "PRON" and token.tag == "PPER":
            options = pronoun_options(reading, token, memory)
            right = tuple(same(c.last.name.name, name) for c, _ in options)
            if any(right):
                yield Choice("pronoun", statement["doc"], tuple(signs for _, signs in options), right)
        told = described(reading, memory, indices)
        if told is not None:
            options = description_options(reading, told, memory)
            right = tuple(same(c.last.name.name, name) for c, _ in options)
            if options and (any(right) or same(told.noun.lemma, name)):
                nobody = same(told.noun.lemma, name)
                yield Choice("description", statement["doc"], (*(signs for _, signs in options), {"nobody": 1.0}), (*right, nobody))
        name_of(reading, span, memory)


def documents(shared: Path, pack: Pack) -> Iterator[tuple[Document, Parse]]:
    parser = make_parser(pack, "builtin")
    for file in sorted((shared / "gold" / "train-texts").glob("*.json")):
        row = json.loads(file.read_text(encoding="utf-8"))
        region = Region((0, len(row["text"])), "body")
        document = Document(row["id"], row["text"], "de", "", published=row["date"], regions=(region,))
        yield document, parser.parse(document)


def all_choices(shared: Path, pack: Pack) -> list[Choice]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (shared / "gold" / "train-statements.jsonl").read_text(encoding="utf-8").splitlines():
        rows[json.loads(line)["doc"]].append(json.loads(line))
    found: list[Choice] = []
    for document, parse in documents(shared, pack):
        found += choices(read_units(parse, pack), find_mentions(document, parse, pack), rows[document.id])
    return found


def train(rows: Sequence[Choice]) -> dict[str, float]:
    """Return weights by gradient ascent on the log-likelihood of the right candidates, with a Gaussian prior."""
    names = sorted({name for c in rows for signs in c.signs for name in signs})
    at = {name: k for k, name in enumerate(names)}
    tables = [np.array([[s.get(n, 0.0) for n in names] for s in c.signs]) for c in rows]
    weights = np.zeros(len(at))
    for _ in range(STEPS):
        slope = -STRENGTH * weights * len(rows) / 10
        for table, choice in zip(tables, rows, strict=True):
            shares = _softmax(table @ weights)
            right = shares * np.array(choice.right)
            slope += (right / max(right.sum(), 1e-9) - shares) @ table
        weights += RATE * slope / max(1, len(rows)) * 5
    return {name: round(float(weights[k]), 3) for name, k in at.items()}


def _softmax(scores: Vector) -> Vector:
    powers: Vector = np.exp(scores - scores.max())
    shares: Vector = powers / powers.sum()
    return shares


def share_right(rows: Sequence[Choice], weights: dict[str, float]) -> float:
    """Return the share of choices whose best candidate is right."""
    right = 0
    for choice in rows:
        scores = [sum(weights.get(k, 0.0) * v for k, v in signs.items()) for signs in choice.signs]
        right += choice.right[int(np.argmax(scores))]
    return right / max(1, len(rows))


def in_folds(rows: Sequence[Choice]) -> float:
    """Return the share of right choices, each fold of documents by weights learned on the others."""
    names = sorted({c.document for c in rows})
    right = 0.0
    for fold in range(FOLDS):
        held = set(names[fold::FOLDS])
        kept = [c for c in rows if c.document in held]
        right += share_right(kept, train([c for c in rows if c.document not in held])) * len(kept)
    return right / max(1, len(rows))


def written(kinds: dict[str, dict[str, float]]) -> str:
    """Return the table of weights as TOML."""
    head = "# Whom a pronoun or a bare description stands for: weights of signs (lagebild/extract/antecedents.py).\n"
    head += (
        "# Learned by `python -m training.speakers ../shared --write`; a description stands for nobody where no sum reaches `least`.\n\n"
    )
    out = head + f"least = {kinds['description'].get('nobody', 0.0)}\n"
    for kind, weights in kinds.items():
        out += f"\n[{kind}]\n" + "".join(f"{k} = {v}\n" for k, v in sorted(weights.items()) if k != "nobody")
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--write", action="store_true", help="replace lang/de/antecedents.toml")
    options = parser.parse_args()
    pack = load_pack("de")
    report(all_choices(options.shared, pack), pack.folder / "antecedents.toml", options.write)


def report(rows: list[Choice], file: Path, write: bool) -> None:
    """Print what set and learned weights reach, and replace the table where told to."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    learned: dict[str, dict[str, float]] = {}
    for kind in ("pronoun", "description"):
        mine = [c for c in rows if c.kind == kind]
        now = share_right(mine, table[kind] | {"nobody": table["least"]})
        learned[kind] = train(mine)
        folds = in_folds(mine)
        print(f"{kind}: {len(mine)} choices, as the table stands {now:.3f}, learned in folds {folds:.3f}")
    if write:
        file.write_text(written(learned), encoding="utf-8")


if __name__ == "__main__":
    main()
