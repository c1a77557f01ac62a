"""Learn word vectors from raw news: statistics of the words around each word; no text is kept.

    python -m training.vectors corpus.txt vectors.npz --words 30000

`corpus.txt` holds one tokenized sentence a line (`python -m training.corpus` writes it). Needs `floret` (training only).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np


def learn(corpus: Path, dim: int, epochs: int) -> tuple[list[str], np.ndarray]:
    """Return the words by falling frequency and their vectors, unit length, shape (words, dim)."""
    import floret

    model = floret.train_unsupervised(
        str(corpus),
        mode="fasttext",
        model="skipgram",
        dim=dim,
        minn=4,
        maxn=5,
        bucket=100_000,
        epoch=epochs,
        ws=3,
        minCount=3,
        thread=1,
        verbose=0,
    )
    words = [w for w in model.get_words() if w != "</s>"]
    table = np.stack([model.get_word_vector(w) for w in words])
    return words, table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--dim", type=int, default=96)
    parser.add_argument("--epochs", type=int, default=3)
    args = parser.parse_args()
    words, table = learn(args.corpus, args.dim, args.epochs)
    np.savez(args.out, words=np.array(words), table=table.astype(np.float16))


if __name__ == "__main__":
    main()
