"""Count in how many news articles each index term stands: the rarity of terms that linking weighs them by.

python -m training.frequencies ../shared/data/news lagebild/lang/de/frequencies.tsv.gz

Statistics only: no text, no order of words. Terms of fewer than three articles are left out. A text that several articles begin with
alike is counted once.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lagebild.lang import FIRST
from lagebild.link.rarity import terms

FEWEST: Final = 3  # articles
LONGEST: Final = 40  # characters; longer ones are no words
SAME: Final = 120  # characters at the beginning of a text, by which copies are told
HEADER: Final = "# Document frequencies of index terms (link/rarity.py): a count, then the terms that so many of the documents hold.\n"


def texts(folder: Path) -> Iterator[str]:
    """Yield titles with texts, of texts that begin alike only the first."""
    seen: set[str] = set()
    for file in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if record["text"][:SAME] not in seen:
                    seen.add(record["text"][:SAME])
                    yield f"{record.get('title') or ''}\n{record['text']}"


def table(documents: Iterator[str], lang: str) -> str:
    """Return the table that `Rarity.from_pack` reads."""
    count, found = 0, Counter[str]()
    for text in documents:
        count += 1
        found.update(set(terms(text, lang)))
    rows: dict[int, list[str]] = defaultdict(list)
    for term, held in found.items():
        if held >= FEWEST and len(term) <= LONGEST:
            rows[held].append(term)
    return f"{HEADER}# documents: {count}\n" + "".join(f"{n}\t{' '.join(sorted(rows[n]))}\n" for n in sorted(rows))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--lang", default=FIRST)
    args = parser.parse_args()
    args.out.write_bytes(gzip.compress(table(texts(args.news), args.lang).encode(), mtime=0))


if __name__ == "__main__":
    main()
