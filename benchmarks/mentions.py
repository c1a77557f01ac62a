"""How well mentions carry the gold's states and speakers' names.

    python benchmarks/mentions.py [--gold train|test] [--limit N] [--errors N]

Codes: for each actor and recipient span of the gold events, is its code (ISO alpha-3, IGO:…) the country of the mention that names the
span (`best_name`), or of any mention in it? Pronouns are counted apart: resolving them is no task of mentions. Names: for each gold
statement with a speaker's span and name, does the mention's name share a word with it (`same_name` of the statement scorer)?
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lagebild.extract.mentions import Home, best_name, country_of, find_mentions, mentions_in
from lagebild.lang.pack import Pack, load_pack
from lagebild.model import Document, Mention, Region, Span
from lagebild.parse import make_parser
from lagebild.parse.base import Parse

GOLD = Path(__file__).resolve().parent.parent.parent / "shared" / "gold"
PRONOUN = re.compile(
    r"er|sie|es|ih[nm]|ihre?|ihre[rnsm]|ihnen|seine?|seine[rnsm]|man|wir|uns|ich|mi[cr]h?|der|die|das|de[nm]|denen|deren|dessen|diese[rsnm]?|"
    r"beiden?|alle|viele|einige|anderen?|unsere?r?|sich|wer|jene",
    re.IGNORECASE,
)


def same_name(a: str | None, b: str | None) -> bool:
    """The statement scorer's test: a shared word of three letters or more, case aside."""
    if not a or not b:
        return not a and not b
    words = [set(re.findall(r"\w{3,}", name.casefold())) for name in (a, b)]
    return bool(words[0] & words[1]) or a.casefold() == b.casefold()


def documents(kind: str) -> Iterator[Document]:
    for path in sorted((GOLD / ("train-texts" if kind == "train" else "texts")).glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        text = row["text"]
        yield Document(row["id"], text, "de", "", published=(row.get("date") or "")[:10] or None, regions=(Region((0, len(text)), "body"),))


def parsed(kind: str, limit: int | None, pack: Pack) -> Iterator[tuple[Document, Parse]]:
    parser = make_parser(pack)
    for n, document in enumerate(documents(kind)):
        if limit is not None and n >= limit:
            return
        yield document, parser.parse(document)


def rows(name: str, kind: str) -> dict[str, list[dict[str, Any]]]:
    by_doc: dict[str, list[dict[str, Any]]] = {}
    for line in (GOLD / f"{'train-' if kind == 'train' else ''}{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by_doc.setdefault(row["doc"], []).append(row)
    return by_doc


def parties(events: list[dict[str, Any]]) -> Iterator[tuple[Span, str, str]]:
    """Yield (span, text, code) of each distinct actor and recipient."""
    seen = set()
    for event in events:
        for role in ("actor", "recipient"):
            for s, code in zip(event[role], event[role + "_code"], strict=True):
                row = ((s["start"], s["end"]), s["text"], code)
                if row not in seen:
                    seen.add(row)
                    yield row


def judge_codes(count: Counter[str], mentions: tuple[Mention, ...], events: list[dict[str, Any]], errors: list[tuple[str, ...]]) -> None:
    home = Home.of(mentions)
    for span, text, code in parties(events):
        if PRONOUN.fullmatch(text):
            count["pronouns"] += 1
            continue
        count["spans"] += 1
        best = best_name(mentions, span)
        mine = (best.country if best else None) or ""
        count["found"] += best is not None
        count["agree"] += mine == code
        count["country_of"] += country_of(mentions, span, home) == code
        count["any"] += any((m.country or "") == code for m in mentions_in(mentions, span)) or (not code and not mine)
        count["mine"] += bool(mine)
        count["gold"] += bool(code)
        count["right"] += bool(code) and mine == code
        theirs = country_of(mentions, span, home)
        if theirs != code:
            errors.append(("code", text, code or "-", theirs or "-", best.name if best else "-"))


def judge_names(
    count: Counter[str], mentions: tuple[Mention, ...], statements: list[dict[str, Any]], errors: list[tuple[str, ...]]
) -> None:
    for s in statements:
        if not s["speaker"] or not s["speaker_name"] or PRONOUN.fullmatch(s["speaker"][0]["text"]):
            continue
        span = (s["speaker"][0]["start"], s["speaker"][-1]["end"])
        best = best_name(mentions, span)
        count["speakers"] += 1
        good = same_name(best.name if best else None, s["speaker_name"])
        count["names agree"] += good
        if not good:
            errors.append(("name", s["speaker"][0]["text"], s["speaker_name"], best.name if best else "-"))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--gold", choices=("train", "test"), default="train")
    options.add_argument("--limit", type=int)
    options.add_argument("--errors", type=int, default=0)
    given = options.parse_args()
    pack = load_pack("de")
    report(parsed(given.gold, given.limit, pack), pack, given.gold, given.errors)


def report(pairs: Iterator[tuple[Document, Parse]], pack: Pack, kind: str, shown: int) -> None:
    """Print the table and the first `shown` errors."""
    events, statements = rows("events", kind), rows("statements", kind)
    count: Counter[str] = Counter()
    errors: list[tuple[str, ...]] = []
    words, seconds = 0, 0.0
    for document, parse in pairs:
        if not words:
            find_mentions(document, parse, pack)  # builds the lexica
        start = time.process_time()
        mentions = find_mentions(document, parse, pack)
        seconds += time.process_time() - start
        words += len(parse.tokens)
        judge_codes(count, mentions, events.get(document.id, []), errors)
        judge_names(count, mentions, statements.get(document.id, []), errors)
    spans, speakers = max(1, count["spans"]), max(1, count["speakers"])
    print(f"parties {count['spans']} (and {count['pronouns']} pronouns): with a mention {count['found'] / spans:.1%}")
    print(f"codes agree {count['agree'] / spans:.1%}, in any mention {count['any'] / spans:.1%}")
    print(f"codes by country_of, which gives named persons the document's country, agree {count['country_of'] / spans:.1%}")
    print(f"codes given: precision {count['right'] / max(1, count['mine']):.1%}, recall {count['right'] / max(1, count['gold']):.1%}")
    print(f"speakers {count['speakers']}: names agree {count['names agree'] / speakers:.1%}")
    print(f"{400_000 * seconds / max(1, words):.2f} ms per 400 tokens")
    for row in errors[:shown]:
        print(" | ".join(row))


if __name__ == "__main__":
    main()
