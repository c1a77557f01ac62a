"""Learn what terms mean: vectors by skip-gram from news, drawn together for words of one kind of things.

    python -m training.meanings lagebild/lang/de/meanings.npz

Statistics only: no text is kept. Vectors of the terms (`Teller.term`) of all news articles of `../shared/data/news` are learned with
word2vec (Mikolov and others, *Distributed Representations of Words and Phrases and their Compositionality*, 2013), then freed of the
direction that all have in common (Mu and Viswanath, *All-but-the-Top*, 2018), and drawn towards those of their kind in `concepts.tsv` and
`thesaurus.tsv` (Faruqui and others, *Retrofitting Word Vectors to Semantic Lexicons*, 2015). Needs `gensim`, in training only. Several
threads learn, so that no two runs give the same vectors to the last digit.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import news
from lagebild.lang import FIRST
from lagebild.lang.pack import Pack, load_pack
from lagebild.link.meaning import DIM, as_int8
from lagebild.link.tellings import Teller
from lagebild.link.words import sentences

THESAURUS: Final = Path(__file__).with_name("thesaurus.tsv")
WORDS: Final = 30_000
FEWEST: Final = 4  # words of a sentence
WINDOW, EPOCHS, LEAST = 5, 12, 5
STEPS: Final = 8
_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
Table = NDArray[np.float32]


class Corpus:
    """The sentences of all articles as lists of terms; it can be read more than once."""

    def __init__(self, teller: Teller) -> None:
        self.teller = teller

    def __iter__(self) -> Iterator[list[str]]:
        for article in news():
            text = article["text"]
            for start, end in sentences(text, 0, len(text)):
                terms = [t for w in _WORD.findall(text[start:end]) if len(t := self.teller.term(w)) > 1 and not t.isdigit()]
                if len(terms) >= FEWEST:
                    yield terms


def learn(corpus: Corpus) -> tuple[list[str], Table]:
    """Return the terms, the most frequent first, and their vectors."""
    from gensim.models import Word2Vec

    model = Word2Vec(
        corpus, vector_size=DIM, window=WINDOW, min_count=LEAST, sg=1, negative=10, epochs=EPOCHS, workers=2, sample=3e-5, seed=1
    )
    return list(model.wv.index_to_key), model.wv.vectors.astype(np.float32)


def groups(pack: Pack, teller: Teller) -> list[set[str]]:
    """Return the terms of each kind of things, in all the forms of its words."""
    rules: Any = pack.rules("verbforms")
    strong = rules.strong_verbs(pack)
    kinds: dict[str, set[str]] = {}
    rows = [(row["concept"], row["words"]) for row in pack.table("concepts.tsv")]
    rows += [tuple(line.split("\t")[:2]) for line in THESAURUS.read_text(encoding="utf-8").splitlines()[1:]]  # type: ignore[misc]
    for kind, words in rows:
        for word in words.split():
            forms = {word, *rules.noun_forms(word)} if len(word) > 3 else {word}
            if rules.is_infinitive(word):
                forms |= rules.verb_forms(word, strong)[0]
            kinds.setdefault(kind, set()).update(teller.term(f) for f in forms)
    return list(kinds.values())


def centred(table: Table) -> Table:
    """Return vectors without the mean and the direction that they have most in common, each of length 1."""
    found = _unit(_unit(table) - _unit(table).mean(0))
    top = np.linalg.svd(found[:20_000], full_matrices=False)[2][:1]
    return _unit(found - found @ top.T @ top)


def drawn_together(terms: list[str], table: Table, kinds: list[set[str]]) -> Table:
    """Return vectors between their own place and the middle of their kinds."""
    at = {term: k for k, term in enumerate(terms)}
    members = [np.array([at[t] for t in sorted(kind) if t in at], int) for kind in kinds]
    found, count = table.copy(), np.zeros((len(terms), 1), np.float32)
    for places in members:
        count[places] += 1
    bound = count[:, 0] > 0
    for _ in range(STEPS):
        middle = np.zeros_like(found)
        for places in members:
            if places.size:
                middle[places] += _unit(found[places].mean(0, keepdims=True))
        found[bound] = _unit(table[bound] + middle[bound] / count[bound])
    return found


def _unit(table: Table) -> Table:
    found: Table = table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-6)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="training.meanings", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--learned", type=Path, help="vectors learned before (.npy, beside a .txt of their terms)")
    args = parser.parse_args()
    pack = load_pack(FIRST)
    teller = Teller.of(pack)
    if args.learned:
        terms, table = args.learned.with_suffix(".txt").read_text(encoding="utf-8").split("\n"), np.load(args.learned)
    else:
        terms, table = learn(Corpus(teller))
    table = drawn_together(terms, centred(table), groups(pack, teller))
    known = {t for kind in groups(pack, teller) for t in kind}
    kept = [k for k, term in enumerate(terms) if k < WORDS or term in known]
    rows = np.array([as_int8(table[k]) for k in kept], np.int8)
    np.savez_compressed(args.out, terms=np.frombuffer("\n".join(terms[k] for k in kept).encode(), np.uint8), table=rows)
    print(f"{len(kept)} terms, {args.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
