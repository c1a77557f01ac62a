"""Who says what in real news: how many statements, of which types, how often nobody is named, and at what cost.

    python -m benchmarks news [--limit N]

On articles of 2020 (`../shared/data/news`), which nobody has annotated: shares and speed, no accuracy.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from benchmarks.data import news
from benchmarks.speed import WARM, sample
from lagebild.config import Settings
from lagebild.errors import LagebildError
from lagebild.extract.mentions import find_mentions
from lagebild.extract.statements import find_statements
from lagebild.extract.times import find_times
from lagebild.model import Document, Given, Source, Statement
from lagebild.parse.base import Parse
from lagebild.pipeline import Pipeline

COMMONEST = 10
MOST_UNKNOWN = 10.0  # per cent
MOST_SLOWER = 15.0  # per cent


@dataclass
class Counts:
    """What was found so far."""

    documents: int = 0
    unread: int = 0
    statements: int = 0
    unknown: int = 0
    types: Counter[str] = field(default_factory=Counter)
    unknown_types: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)

    def add(self, document: Document, found: tuple[Statement, ...]) -> None:
        self.documents += 1
        self.statements += len(found)
        for s in found:
            self.types[s.type] += 1
            if s.speaker_name is None:
                self.unknown += 1
                self.unknown_types[s.type] += 1
                self.forms[form_of(document, s)] += 1


def form_of(document: Document, s: Statement) -> str:
    """Return how the text leaves a speaker unnamed: by the word that stands for them, or by the words of saying without any."""
    if s.speaker:
        words = " ".join(document.text[slice(*s.speaker[0])].split())
        return f"“{words.lower()}”" if " " not in words else "a phrase without a name"
    cue = " ".join(document.text[a:b].lower() for a, b in s.cue)
    return f"{s.type}, no speaker, {f'cue “{cue}”' if cue else 'no cue'}"


def source_of(record: dict[str, Any]) -> Source:
    given = Given(id=record["url"], published=record["published"], title=record.get("title"), outlet=record.get("outlet"), lang="de")
    return Source(record["url"], text=record["text"], given=given)


def attributed(pipeline: Pipeline, document: Document, parse: Parse) -> tuple[tuple[Statement, ...], dict[str, float]]:
    """Return a document's statements, and the seconds that mentions, times and statements took."""
    pack, clock = pipeline.pack(document.lang), time.process_time
    t0 = clock()
    mentions = find_mentions(document, parse, pack)
    t1 = clock()
    times = find_times(document, parse, pack)
    t2 = clock()
    found = find_statements(document, parse, mentions, times, pack)
    return found, {"mentions": t1 - t0, "times": t2 - t1, "statements": clock() - t2}


def count(pipeline: Pipeline, records: Iterator[dict[str, Any]]) -> Counts:
    """Return the counts over articles."""
    counts = Counts()
    for record in records:
        try:
            document = pipeline.document(source_of(record))
            parse = pipeline.parse(document)
        except LagebildError:
            counts.unread += 1
            continue
        counts.add(document, attributed(pipeline, document, parse)[0])
    return counts


def print_counts(counts: Counts) -> None:
    print(f"\n## Statements in {counts.documents} news articles of 2020 ({counts.unread} could not be read)\n")
    print(f"{counts.statements} statements, {counts.statements / max(1, counts.documents):.1f} an article")
    print(f"\n{'type':22}{'statements':>12}{'share %':>10}{'unknown speaker %':>20}")
    for kind, n in counts.types.most_common():
        print(f"{kind:22}{n:12}{100 * n / counts.statements:10.1f}{100 * counts.unknown_types[kind] / n:20.1f}")
    share = 100 * counts.unknown / max(1, counts.statements)
    print(f"{'all':22}{counts.statements:12}{100:10.1f}{share:20.1f}   (wanted: under {MOST_UNKNOWN:.0f})")
    print("\ncommonest forms of unknown speakers")
    for form, n in counts.forms.most_common(COMMONEST):
        print(f"{n:8}{100 * n / max(1, counts.unknown):7.1f} %  {form}")


def print_speed(pipeline: Pipeline) -> None:
    """Print documents a second for parsing alone, and with attribution, in one process."""
    records = sample()
    seconds: Counter[str] = Counter()
    for n, record in enumerate(records[:WARM] + records):
        document = pipeline.document(source_of(record))
        t0 = time.process_time()
        parse = pipeline.parse(document)
        t1 = time.process_time()
        _, stages = attributed(pipeline, document, parse)
        if n >= WARM:
            seconds.update({"parsing alone": t1 - t0, **stages})
    parsing = seconds["parsing alone"]
    rows = {**seconds, "parsing + attribution": seconds.total(), "parsing + statements": parsing + seconds["statements"]}
    print(f"\n## Speed in one process, {len(records)} articles of 300 to 500 words\n")
    print(f"{'':24}{'documents/s':>12}{'ms/document':>13}")
    for name, spent in rows.items():
        print(f"{name:24}{len(records) / spent:12.1f}{1000 * spent / len(records):13.2f}")
    slower = 100 * (1 - parsing / rows["parsing + attribution"])
    alone = 100 * (1 - parsing / rows["parsing + statements"])
    print(
        f"attribution lowers throughput by {slower:.1f} % (wanted: at most {MOST_SLOWER:.0f}); the statements stage alone by {alone:.1f} %"
    )


def run(limit: int | None = None) -> None:
    """Print counts over the news of 2020, or its first `limit` articles, and the speed."""
    pipeline = Pipeline(Settings())
    print_counts(count(pipeline, islice(news("2020"), limit)))
    print_speed(pipeline)
