"""Put the trained pipeline, the lemma rules and the licence into the language pack, vectors in half precision.

python -m training.package trained lemmas.tsv lagebild/lang/de/model
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language

MAX_BYTES = 25 * 1024 * 1024
LICENCE = """\
The files in this folder are trained weights and learned tables. Copyright 2026 the authors of Lagebild.
Licence: Creative Commons Attribution-ShareAlike 4.0 International (CC BY-SA 4.0), https://creativecommons.org/licenses/by-sa/4.0/legalcode
You may share and adapt them under the same licence, with attribution of this project and of the sources below.

Learned from:
- UD German GSD, development and test sections (CC BY-SA 4.0): Universal Dependencies, https://universaldependencies.org/treebanks/de_gsd/.
  Labels were unified and words merged as training/treebank.py tells.
- UD German PUD (CC BY-SA 3.0): Universal Dependencies, https://universaldependencies.org/treebanks/de_pud/. Changed as above.
- GermEval 2014 NER, development section (CC BY 4.0): Benikova, Biemann, Reznicek. Inner names, parts and derivations left out.
- DFKI SmartData Corpus (CC BY 4.0): Schiersch et al. 2018. Types mapped to PER, LOC, ORG.
- german-pos-dict, the full-form dictionary of the LanguageTool project (CC BY-SA 4.0): features while training, and endings
  with their lemmas.
- German news articles of 2020 and 2021: word vectors, word frequencies and what a teacher model predicted on them; no text is contained.
"""


def _forget_words(nlp: Language, path: Path) -> None:
    """Keep of the strings the labels and the words with a vector; words met while training need not be known."""
    keys = set(nlp.vocab.vectors.keys())
    labels = {label for name in nlp.pipe_names for label in getattr(nlp.get_pipe(name), "labels", ())}
    store = spacy.blank("de").vocab.strings
    known = set(store) | labels
    strings = json.loads(path.read_text(encoding="utf-8"))
    kept = [s for s in strings if s in known or "=" in s or store.as_int(s) in keys]
    path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("trained", "lemmas", "out"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    nlp = spacy.load(args.trained)
    nlp.vocab.vectors.data = nlp.vocab.vectors.data.astype(np.float16)
    nlp.meta.update(
        {
            "name": "lagebild",
            "version": "1.0.0",
            "license": "CC BY-SA 4.0",
            "author": "Lagebild",
            "description": "German news: tags, morphology, names, dependencies",
        }
    )
    nlp.meta.pop("performance", None)
    if args.out.exists():
        shutil.rmtree(args.out)
    nlp.to_disk(args.out)
    _forget_words(nlp, args.out / "vocab" / "strings.json")
    shutil.copy(args.lemmas, args.out / "lemmas.tsv")
    (args.out / "LICENSE").write_text(LICENCE, encoding="utf-8")
    size = sum(f.stat().st_size for f in args.out.rglob("*") if f.is_file())
    print(f"{size / 1e6:.1f} MB")
    if size > MAX_BYTES:
        raise SystemExit("the pipeline is larger than 25 MB: take fewer words or a smaller table")


if __name__ == "__main__":
    main()
