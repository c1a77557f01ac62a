"""Write the raw news as tokenized sentences, one a line, each once: the input of `vectors` and `silver`.

python -m training.corpus ../shared/data/news corpus.txt
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import spacy

from lagebild.lang.pack import load_pack
from lagebild.parse.segment import sentences
from training.tokenizer import set_tokenizer

LONGEST = 600


def tokenized(folder: Path) -> Iterator[str]:
    """Yield each sentence once, its tokens separated by blanks; sentences above LONGEST characters are left out."""
    pack, nlp = load_pack("de"), spacy.blank("de")
    set_tokenizer(nlp)
    seen: set[str] = set()
    for file in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as rows:
            for row in rows:
                text = json.loads(row)["text"]
                for start, end in sentences(text, (0, len(text)), pack):
                    if end - start <= LONGEST and text[start:end] not in seen:
                        seen.add(text[start:end])
                        yield " ".join(t.text for t in nlp.make_doc(text[start:end]) if not t.is_space)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    with args.out.open("w", encoding="utf-8") as out:
        for line in tokenized(args.news):
            out.write(line + "\n")


if __name__ == "__main__":
    main()
