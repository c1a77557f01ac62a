"""Learn the suffix rules of `lagebild.lang.de.lemmas` from the full-form dictionary, weighted by how often news uses each form.

    python -m training.lemmas ../shared corpus.txt lemmas.tsv

A rule is kept only where it changes what a shorter ending says; so the table holds endings and exceptions, not the dictionary.
"""

from __future__ import annotations

import argparse
import gzip
import math
from collections import Counter, defaultdict
from pathlib import Path

from lagebild.lang.de.lemmas import START, Edit, apply, inner_place
from training import data

PARTS = {"SUB": "NOUN", "VER": "VERB", "ADJ": "ADJ", "PA1": "ADJ", "PA2": "ADJ"}
CLOSED = ("DET", "PRON", "ADP", "CCONJ", "SCONJ", "PART", "ADV", "AUX")
OPEN = ("NOUN", "VERB", "ADJ", "PROPN")
MIN_GAIN = 1.2
MAX_SUFFIX = 14


def edit_of(form: str, lemma: str, particles: tuple[str, ...]) -> Edit | None:
    """Return the shortest edit that makes `lemma` of `form`."""
    options: list[tuple[int, Edit]] = []
    for inner in ("", "ge", "zu"):
        at = inner_place(form, inner, particles) if inner else 0
        if at < 0:
            continue
        base = form[:at] + form[at + len(inner) :]
        same = 0
        while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
            same += 1
        edit = (len(base) - same, lemma[same:], inner)
        if apply(edit, form, particles) == lemma:
            options.append((len(base) - same + len(lemma) - same + (1 if inner else 0), edit))
    return min(options)[1] if options else None


def dictionary(path: Path, counts: Counter[str]) -> dict[str, dict[str, str]]:
    """Return {part of speech: {form: lemma}} for forms that news uses; of several lemmas the most usual one."""
    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in rows:
            form, lemma, tag = row.rstrip("\n").split("\t")
            parts = tag.split(":")
            capital = parts[0] == "SUB"
            if parts[0] in PARTS and form[:1].isupper() == capital and (form in counts or (not capital and form.capitalize() in counts)):
                weak = parts[0] == "SUB" and ("INF" in parts or "ADJ" in parts)
                usual = math.log(2 + counts[lemma]) * (0.3 if weak else 1.0) + (0.01 if lemma == form else 0)
                options = found[PARTS[parts[0]]][form]
                options[lemma] = max(options[lemma], usual)  # type: ignore[assignment]
    return {pos: {form: options.most_common(1)[0][0] for form, options in forms.items()} for pos, forms in found.items()}


def genitives(counts: Counter[str], common: dict[str, str]) -> dict[str, str]:
    """Return names with their nominatives: `Russlands` loses its s where `Russland` is the more usual word."""
    out: dict[str, str] = {}
    for word, n in counts.items():
        if word[:1].isupper() and word[1:].islower() and len(word) > 3 and word not in common:
            genitive = word.endswith("s") and not word.endswith("ss") and counts[word[:-1]] > 2 * n
            out[word] = word[:-1] if genitive else word
    return out


def learn(forms: dict[str, str], counts: Counter[str], particles: tuple[str, ...]) -> dict[str, Edit]:
    """Return endings with their edits, from the shortest to whole words; an ending stays where it corrects what shorter ones say."""
    votes: dict[str, Counter[Edit]] = defaultdict(Counter)
    for form, lemma in forms.items():
        edit = edit_of(form, lemma, particles)
        if edit is None:
            continue
        weight = math.log(2 + counts[form])
        key = START + form
        for k in range(max(0, len(key) - MAX_SUFFIX), len(key) + 1):
            votes[key[k:]][edit] += weight  # type: ignore[assignment]
    rules: dict[str, Edit] = {}
    for ending in sorted(votes, key=len):
        best, weight = votes[ending].most_common(1)[0]
        shorter = next((rules[ending[k:]] for k in range(1, len(ending) + 1) if ending[k:] in rules), None) if ending else None
        if ending == "" or (best != shorter and weight - (votes[ending][shorter] if shorter else 0) > MIN_GAIN):
            rules[ending] = best
    return rules


def closed_words(shared: Path) -> dict[tuple[str, str], str]:
    """Return the lemmas of closed-class words in the training trees."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for train, _ in data.trees(shared / "data/treebank").values():
        for tree in train:
            for w in tree:
                if w.pos in CLOSED and not w.form.isdigit():
                    votes[(w.pos, w.form.lower())][w.lemma] += 1
    return {key: found.most_common(1)[0][0] for key, found in votes.items() if key[0] != "ADV" or found.most_common(1)[0][0] != key[1]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("shared", "corpus", "out"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    counts: Counter[str] = Counter()
    with args.corpus.open(encoding="utf-8") as lines:
        for line in lines:
            counts.update(line.split())
    counts = Counter({w: n for w, n in counts.items() if n >= 3})
    for word, n in list(counts.items()):
        if word[:1].isupper():
            counts[word.lower()] += n // 10
    particles = PARTICLES
    forms = dictionary(args.shared / "data/lexicon/german-pos-dict.tsv.gz", counts)
    for train, _ in data.trees(args.shared / "data/treebank").values():
        for tree in train:
            for w in tree:
                if w.pos in ("NOUN", "VERB", "ADJ") and w.dep != "compound:prt":
                    forms.setdefault(w.pos, {}).setdefault(w.form if w.pos == "NOUN" else w.form.lower(), w.lemma)
    forms["PROPN"] = genitives(counts, forms["NOUN"])
    with args.out.open("w", encoding="utf-8") as out:
        out.write(
            "# Learned by training/lemmas.py; CC BY-SA 4.0, see LICENSE.\n"
            "# kind, key, value: a lemma, or characters to cut | ending | inner part to drop\n"
        )
        for particle in particles:
            out.write(f"particle\t{particle}\t\n")
        for (pos, form), lemma in sorted(closed_words(args.shared).items()):
            out.write(f"={pos}\t{form}\t{lemma}\n")
        for pos in OPEN:
            for ending, (cut, add, inner) in sorted(learn(forms[pos], counts, particles).items()):
                out.write(f"{pos}\t{ending}\t{cut}|{add}|{inner}\n")


PARTICLES = (
    "ab", "an", "auf", "aus", "auseinander", "bei", "bekannt", "bevor", "bloß", "da", "dabei", "dafür", "dagegen", "daher", "dahin",
    "dar", "daran", "darauf", "davon", "dazu", "dazwischen", "durch", "ein", "einher", "empor", "entgegen", "entlang", "fehl", "fern",
    "fertig", "fest", "fort", "frei", "gegenüber", "gleich", "heim", "her", "herab", "heran", "herauf", "heraus", "herbei", "herein",
    "herum", "herunter", "hervor", "hin", "hinab", "hinauf", "hinaus", "hindurch", "hinein", "hinter", "hinüber", "hinunter",
    "hinweg", "hinzu", "hoch", "inne", "klar", "krank", "kund", "los", "mit", "nach", "nahe", "nieder", "offen", "preis", "quer",
    "rück", "richtig", "rein", "raus", "runter", "sicher", "stand", "statt", "stehen", "still", "teil", "tot", "über", "überein",
    "um", "umher", "unter", "übrig", "ver", "voll", "vor", "voran", "voraus", "vorbei", "vorher", "vorüber", "vorweg", "wach", "wahr",
    "weg", "weiter", "wert", "wett", "wider", "wieder", "zu", "zufrieden", "zurecht", "zurück", "zusammen", "zuvor", "zuwider",
)  # fmt: skip


if __name__ == "__main__":
    main()
