"""Speed on one core, from text to records, against spaCy's blank German tokenizer in the same run."""

from __future__ import annotations

import os
import time

from benchmarks.data import news

DOCUMENTS = 300
WARM = 10  # documents that load models and lexica before the clock runs


def sample() -> list[dict[str, str]]:
    """Return real articles of 300 to 500 words, 400 on average or nearly so."""
    found = []
    for record in news():
        if 300 <= len(record["text"].split()) <= 500:
            found.append(record)
            if len(found) == DOCUMENTS:
                break
    return found


def single_threaded() -> None:
    """Let libraries of matrices use one thread; call it before the first of them is imported."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def run() -> None:
    """Print documents and words a second, by stage too."""
    single_threaded()
    import spacy

    from lagebild.config import Settings
    from lagebild.extract import extract
    from lagebild.model import Given, Source
    from lagebild.pipeline import Pipeline

    records = sample()
    words = sum(len(r["text"].split()) for r in records)
    sources = [Source(r["url"], text=r["text"], given=Given(id=r["url"], published=r["published"], lang="de")) for r in records]
    pipeline = Pipeline(Settings())
    for source in sources[:WARM]:
        pipeline.extract(pipeline.document(source))
    blank = spacy.blank("de")
    start = time.process_time()
    for r in records:
        blank(r["text"])
    tokenizer = time.process_time() - start
    stage = {"clean": 0.0, "parse": 0.0, "extract": 0.0}
    for source in sources:
        t0 = time.process_time()
        document = pipeline.document(source)
        t1 = time.process_time()
        parse = pipeline.parse(document)
        t2 = time.process_time()
        extract(document, parse, pipeline.pack(document.lang))
        t3 = time.process_time()
        for name, seconds in (("clean", t1 - t0), ("parse", t2 - t1), ("extract", t3 - t2)):
            stage[name] += seconds
    total = sum(stage.values())
    print(f"\n## Speed, one core, {len(records)} articles, {words / len(records):.0f} words on average\n")
    print(f"{'':26}{'documents/s':>12}{'words/s':>10}{'ms/document':>13}")
    for name, seconds in (*stage.items(), ("text to records", total), ("spaCy blank tokenizer", tokenizer)):
        print(f"{name:26}{len(records) / seconds:12.1f}{words / seconds:10.0f}{1000 * seconds / len(records):13.2f}")
    print(f"text to records takes {total / tokenizer:.1f} times as long as spaCy's blank tokenizer alone (CPU seconds)")
