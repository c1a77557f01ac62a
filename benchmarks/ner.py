"""Named entities on the held-out fifth of GermEval 2014 (dev) and SmartData: whole span and class, outer level, four classes.

    python -m benchmarks ner

Three readings of the same texts: the recognizer's tags alone; the product's named mentions alone (persons; states, capitals and places as
LOC; organizations and media as ORG; offices, adjectives, peoples and compounds such as "US-Truppen" are no names); and both, a tag counting
where no mention stands. GermEval's derived names and parts of words (-deriv, -part) are no gold: a tag or mention on one of them is an
error. MISC (GermEval's OTH) comes from the recognizer only. A text is a sentence (GermEval) or a paragraph (SmartData), so that nothing is
known from the rest of a document. SmartData counts adjectives (*deutschen*) and first parts of compounds (*US*-Basis) as names, so there
the product's count too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from benchmarks.data import SHARED
from benchmarks.judge_cases import engine
from lagebild.extract.mentions import find_mentions, is_named
from lagebild.extract.usage import DEMONYM
from lagebild.model import Document, Mention, Region, content_id
from lagebild.parse.base import Parse
from training import data, ner
from training.evaluate import names_of

Name = tuple[int, int, str]
READINGS = ("recognizer", "mentions", "both")
_STEM = 4
_PLACES = frozenset((None, "seat", "city", "region", "area"))
_CLASSES = {"person": "PER", "state": "LOC", "place": "LOC", "organization": "ORG", "media": "ORG"}


def named(parse: Parse, mentions: Iterable[Mention], derived: bool) -> set[Name]:
    """Return the names among mentions: whole words that give a name, no description; `derived`: adjectives and parts of words too."""
    ends = {t.end for t in parse.tokens}
    starts = {t.start for t in parse.tokens}
    found = (m for m in mentions if m.kind in _CLASSES and (derived or (m.span[0] in starts and m.span[1] in ends)))
    return {(*m.span, _CLASSES[m.kind]) for m in found if _names(m, parse.text[slice(*m.span)], derived)}


def _names(mention: Mention, text: str, derived: bool) -> bool:
    if mention.kind == "person":
        of_a_people = mention.entity == content_id("people", mention.country, False)
        return not of_a_people and is_named(mention) and text.split()[-1].rstrip("s’'") in {w.rstrip("s’'") for w in mention.name.split()}
    if mention.kind in ("state", "place"):
        return mention.role in _PLACES or (derived and mention.role == DEMONYM)
    described = mention.role is not None and text.casefold().startswith(mention.role.casefold()[:_STEM])
    return mention.kind == "media" or mention.role is None or (mention.name == text and not described)


def readings(text: str, derived: bool = False) -> dict[str, set[Name]]:
    """Return the names that each reading finds in a text."""
    pack, parser = engine()
    document = Document("ner", text, "de", "", regions=(Region((0, len(text)), "body"),))
    parse = parser.parse(document)
    mentions = find_mentions(document, parse, pack)
    tags, ours = names_of(parse), named(parse, mentions, derived)
    free = {t for t in tags if not any(m.span[0] < t[1] and t[0] < m.span[1] for m in mentions)}
    return dict(zip(READINGS, (tags, ours, ours | free), strict=True))


def score(items: Iterable[ner.Named], derived: bool = False) -> dict[tuple[str, str], tuple[float, float, float]]:
    """Return (reading, class or "all") → precision, recall and F in per cent."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for text, spans in items:
        gold = set(spans)
        for reading, found in readings(text, derived).items():
            for what, names in (("gold", gold), ("found", found), ("right", found & gold)):
                counts.update((reading, what, kind) for *_, kind in names)
                counts[reading, what, "all"] += len(names)
    kinds = sorted({kind for _, _, kind in counts})
    return {(r, k): _figures(*(counts[r, what, k] for what in ("right", "found", "gold"))) for r in READINGS for k in kinds}


def _figures(right: int, found: int, gold: int) -> tuple[float, float, float]:
    return 100 * right / max(1, found), 100 * right / max(1, gold), 200 * right / max(1, found + gold)


def run() -> None:
    """Print the tables, and published figures beside them."""
    folder = SHARED / "data" / "ner"
    sets = {
        "GermEval 2014 dev": ner.read_germeval(folder / "germeval2014-dev.tsv"),
        "SmartData": ner.read_smartdata(folder / "smartdata-train.json.gz"),
    }
    for name, items in sets.items():
        print(f"\n## Names, held-out fifth of {name}\n\n| reading | class | P | R | F |\n|---|---|---|---|---|")
        for (reading, kind), figures in score(data.split(items)[1], name == "SmartData").items():
            print(f"| {reading} | {kind} | " + " | ".join(f"{f:.1f}" for f in figures) + " |")
    print(PUBLISHED)


PUBLISHED = """
Published, all trained on GermEval's whole training part (24,000 sentences; ours on four fifths of the 2,200 of dev) and measured on its
test part: best of the shared task 76.4 by the official metric (inner and outer level, 12 classes; Benikova et al. 2014), a feed-forward
network 75.1 by the same (GermEval-2014: Nested Named Entity Recognition with Neural Networks), a fine-tuned German DistilBERT 85.6
(stefan-it/flair-distilbert-ner-germeval14). SmartData's authors publish no figure for these four classes on this part."""
