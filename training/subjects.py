"""Report the subjects of verbs of saying, raw text in, predicted parses: on the held-out fifth, and against the speakers of news.

    python -m training.subjects ../shared [--model PATH] [--strength 1-3] [--all-verbs]

Trees: see `training.subject_counts` for what counts; "tree" is the predicted tree alone, "rules" is `parse.chunks.subject_head`. The rules
were tuned on every second text of the held-out fifth ("even"); "odd" was only measured. News: statements of `gold/train-statements.jsonl`
whose cue holds a verb and whose speaker stands in the same sentence behind no preposition; an answer is right where it lies in the speaker
(which may also be a name that a right pronoun stands for, so the figures are floors). "exact" is the share of these speakers that
`noun_phrase` returns whole from their head; "clauses" the share of the contents of indirect speech that some clause of the sentence
covers exactly, marks and the gold frame at its edges left out (*Nach Angaben des Gerichts habe die Firma …*).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lagebild.lang.de.lemmas import Lemmatizer
from lagebild.lang.pack import Pack, load_pack
from lagebild.parse.base import Parse, Parser
from lagebild.parse.chunks import noun_phrase, subject_head
from lagebild.parse.clauses import clauses, complement_chain, complement_span
from lagebild.parse.spacy_engine import SpacyParser, load_pipeline
from training import data
from training.evaluate import blocks, document, reporting_verbs
from training.subject_counts import count_subjects, figures, tree_subject

Subject = Callable[[Parse, int], int | None]
MARKS = '„“”"»«‚‘ ,.;:!?'


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("shared", type=Path)
    arguments.add_argument("--model", type=Path, help="a pipeline's folder; the shipped one if not given")
    arguments.add_argument("--all-verbs", action="store_true")
    arguments.add_argument("--strength", type=int, default=2, choices=(1, 2, 3), help="of the verbs of saying, as in the lexicon")
    args = arguments.parse_args()
    pack = load_pack("de")
    model = pack.folder / "model" if args.model is None else args.model
    lemmas = Lemmatizer.load(model / "lemmas.tsv") if (model / "lemmas.tsv").is_file() else None
    parser = SpacyParser(load_pipeline(model), pack, str(model), selective=False, lemma=lemmas.lemma if lemmas else None)
    ways: dict[str, Subject] = {"tree": tree_subject, "rules": lambda parse, verb: subject_head(parse, verb, pack)}
    report_trees(args.shared, parser, ways, frozenset() if args.all_verbs else reporting_verbs(pack, args.strength))
    report_news(args.shared / "gold", parser, ways, pack)


def report_trees(shared: Path, parser: Parser, ways: dict[str, Subject], verbs: frozenset[str]) -> None:
    """Print one row a treebank and half, for each way."""
    totals: dict[tuple[str, str], Counter[str]] = {}
    for bank, (_, held) in data.trees(shared / "data/treebank").items():
        for k, (text, golds, _) in enumerate(blocks(held)):
            parse = parser.parse(document(text))
            for way, subject in ways.items():
                counts = count_subjects(golds, parse, verbs, subject)
                for name in (bank, "odd" if k % 2 else "even", "all"):
                    totals.setdefault((way, name), Counter()).update(counts)
    for (way, name), counts in sorted(totals.items()):
        print(row(way, name, counts))


def report_news(gold: Path, parser: Parser, ways: dict[str, Subject], pack: Pack) -> None:
    """Print the agreement with the speakers of news, the share of whole speakers, and the share of whole contents."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for line in (gold / "train-statements.jsonl").read_text(encoding="utf-8").splitlines():
        statement = json.loads(line)
        rows.setdefault(statement["doc"], []).append(statement)
    totals: dict[str, Counter[str]] = {way: Counter() for way in ways}
    other: Counter[str] = Counter()
    for path in sorted((gold / "train-texts").glob("*.json")):
        text = json.loads(path.read_text(encoding="utf-8"))
        parse = parser.parse(document(text["text"]))
        for verb, speaker in speakers(parse, rows.get(text["id"], [])):
            for way, subject in ways.items():
                totals[way].update(_count_speaker(subject(parse, verb), speaker))
            other.update(_count_phrase(parse, speaker, pack))
        other.update(count_contents(parse, rows.get(text["id"], []), pack))
    for way, counts in totals.items():
        print(row(way, "news", counts))
    print(f"speakers exact {100 * other['exact'] / max(1, other['heads']):.1f} of {other['heads']}", end="; ")
    print(f"clauses exact {100 * other['clauses'] / max(1, other['contents']):.1f} of {other['contents']}")


def speakers(parse: Parse, statements: list[dict[str, Any]]) -> Iterator[tuple[int, range]]:
    """Yield verb and speaker for each statement whose speaker may be the subject of the verb in its cue, each verb once."""
    seen: set[int] = set()
    for statement in statements:
        cue = [i for part in statement["cue"] for i in parse.at((part["start"], part["end"])) if parse.tokens[i].pos == "VERB"]
        if not cue or len(statement["speaker"]) != 1 or cue[-1] in seen:
            continue
        verb, span = cue[-1], statement["speaker"][0]
        speaker = parse.at((span["start"], span["end"]))
        if not speaker or parse.sentence_number(speaker[0]) != parse.sentence_number(verb):
            continue
        governed = speaker[0] > 0 and parse.tokens[speaker[0] - 1].pos == "ADP"
        if not governed and not any(t.tag == "PTKZU" for t in parse.children(verb)):
            seen.add(verb)
            yield verb, speaker


def _count_speaker(answer: int | None, speaker: range) -> dict[str, int]:
    right = answer in speaker if answer is not None else False
    return {"gold": 1, "answers": answer is not None, "right": right, "found": right}


def _count_phrase(parse: Parse, speaker: range, pack: Pack) -> dict[str, int]:
    tokens = [parse.tokens[i] for i in speaker]
    heads = [t.i for t in tokens if t.pos in ("NOUN", "PROPN", "PRON") and (t.head == t.i or t.head not in speaker)]
    return {"heads": 1, "exact": noun_phrase(parse, heads[0], pack) == (speaker[0], speaker[-1] + 1)} if heads else {}


def count_contents(parse: Parse, statements: list[dict[str, Any]], pack: Pack) -> Counter[str]:
    """Count the contents of indirect speech of one part within one sentence, and those that a clause or a chain of clauses covers."""
    counts: Counter[str] = Counter()
    for statement in statements:
        if statement["type"] != "Indirect" or len(statement["quote"]) != 1 or not statement["cue"]:
            continue
        quote = parse.at((statement["quote"][0]["start"], statement["quote"][0]["end"]))
        if not quote or parse.sentence_number(quote[0]) != parse.sentence_number(quote[-1]):
            continue
        frame = {i for part in statement["frame"] for i in parse.at((part["start"], part["end"]))}
        found = clauses(parse, parse.sentence_of(quote[0]), pack)
        spans = {complement_span(parse, c) for c in found} | {complement_chain(parse, found, k) for k in range(len(found))}
        wanted = _trimmed(parse, quote[0], quote[-1] + 1, frame)
        counts.update({"contents": 1, "clauses": any(_trimmed(parse, a, b, frame) == wanted for a, b in spans)})
    return counts


def _trimmed(parse: Parse, first: int, last: int, frame: set[int]) -> tuple[int, int]:
    """Leave out marks and the frame at the edges."""
    while last - first > 1 and (first in frame or parse.tokens[first].text in MARKS):
        first += 1
    while last - first > 1 and (last - 1 in frame or parse.tokens[last - 1].text in MARKS):
        last -= 1
    return first, last


def row(way: str, name: str, counts: Counter[str]) -> str:
    found, gold, answers = figures(counts), counts["gold"], counts["answers"]
    return f"{way:6s} {name:16s} gold {gold:4d}  answers {answers:4d}  precision {found['p']:5.1f}  recall {found['r']:5.1f}"


if __name__ == "__main__":
    main()
