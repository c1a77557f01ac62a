"""How many annotated cues the lexica of saying know: types (distinct wordings, in lower case) and tokens, by set; triggers of events."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks import triggers
from benchmarks.data import SHARED
from lagebild.extract.cues import SpeechLexicon
from lagebild.lang.pack import load_pack

Words = tuple[str, ...]


def run() -> None:
    """Print a line for each set with cues."""
    lexicon = load_pack("de").get(SpeechLexicon.from_pack)
    sets: dict[str, Callable[[], Iterator[Words]]] = {"quotes dev": quotes, "train-statements": statements, "spkatt": spkatt}
    for name, cues in sets.items():
        counts = Counter(cues())
        known = [words for words in counts if knows(lexicon, words)]
        tokens, total = sum(counts[w] for w in known), counts.total()
        print(f"cues known, {name}: {len(known)} of {len(counts)} types ({len(known) / len(counts):.1%}), ", end="")
        print(f"{tokens} of {total} tokens ({tokens / total:.1%})")
    triggers.run()


def knows(lexicon: SpeechLexicon, cue: Words) -> bool:
    """Tell whether one word of a cue, with the others where the entry needs them, is in the lexica."""
    lows = {word.lower() for word in cue}
    verbs = lexicon.verbs
    for word in cue:
        low = word.lower()
        if low in lexicon.attributing or (word[:1].isupper() and lexicon.noun(word) is not None):
            return True
        if any(_met(entry.words, lows) for entry in verbs.whole.get(low, ())):
            return True
        if any(particle in lows and _met(entry.words, lows) for particle, entry in verbs.split.get(low, ())):
            return True
    return False


def _met(words: tuple[frozenset[str], ...], present: set[str]) -> bool:
    return all(forms & present for forms in words)


def quotes() -> Iterator[Words]:
    """Yield the cues of the dev split of the quotation corpus."""
    with (SHARED / "data" / "quotes" / "dev.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            tokens = [token for sentence in record["sentences"] for token in sentence["tokens"]]
            for annotation in record["annotations"]:
                cue = annotation.get("cue") or {}
                if cue.get("tokenIds"):
                    yield tuple(tokens[i] for i in cue["tokenIds"])


def statements() -> Iterator[Words]:
    """Yield the cues and Reported verbs of the training statements."""
    with (SHARED / "gold" / "train-statements.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            spans = row["cue"] or row.get("verb") or []
            words = tuple(word for span in spans for word in span["text"].split())
            if words:
                yield words


def spkatt() -> Iterator[Words]:
    """Yield the cues (with their particles) of the speech events in parliamentary speeches."""
    for path in sorted((SHARED / "data" / "spkatt").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield from _events(json.loads(line))


def _events(record: dict[str, Any]) -> Iterator[Words]:
    tokens = {
        f"{sentence['SentenceId']}:{k}": token for sentence in record["Sentences"] for k, token in enumerate(sentence["Tokens"])
    }  # fmt: skip
    for event in record["Annotations"]:
        places = sorted({*event["Cue"], *event["PTC"]}, key=lambda place: [int(n) for n in place.split(":")])
        if places:
            yield tuple(tokens[place] for place in places)
