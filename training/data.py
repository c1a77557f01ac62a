"""Examples for spaCy out of trees and names, and the split that every figure is reported on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import filter_spans

from training import treebank
from training.ner import Named
from training.treebank import Tree

BLOCK = 10
TREEBANKS = ("de_gsd-ud-dev", "de_gsd-ud-test", "de_pud-ud-test")


def split(items: Sequence[Tree] | Sequence[Named]) -> tuple[list, list]:  # type: ignore[type-arg]
    """Return (four fifths, one fifth): blocks of ten neighbouring sentences, every fifth block held out."""
    train = [x for i, x in enumerate(items) if i // BLOCK % 5 != 4]
    return train, [x for i, x in enumerate(items) if i // BLOCK % 5 == 4]


def trees(folder: Path) -> dict[str, tuple[list[Tree], list[Tree]]]:
    """Return each treebank's split."""
    return {name: split(treebank.read(folder / f"{name}.conllu")) for name in TREEBANKS}


def doc_of(nlp: Language, tree: Tree) -> Doc:
    """Return the gold document of one tree."""
    n = len(tree)
    return Doc(
        nlp.vocab,
        words=[w.form for w in tree],
        spaces=[w.space for w in tree],
        tags=[w.tag for w in tree],
        pos=[w.pos for w in tree],
        morphs=[w.feats for w in tree],
        lemmas=[w.lemma for w in tree],
        heads=[w.head for w in tree],
        deps=[w.dep for w in tree],
        sent_starts=[i == 0 for i in range(n)],
    )


def tree_example(nlp: Language, tree: Tree) -> Example:
    """Return an example with gold tokenization and nothing on names."""
    reference = doc_of(nlp, tree)
    reference.set_ents([], missing=[reference[0 : len(reference)]], default="outside")
    predicted = Doc(nlp.vocab, words=[w.form for w in tree], spaces=[w.space for w in tree])
    return Example(predicted, reference)


def name_example(nlp: Language, named: Named) -> Example:
    """Return an example with names only; of names that overlap the longer stays, and parts of words are no names."""
    text, spans = named
    predicted, reference = nlp.make_doc(text), nlp.make_doc(text)
    ents = [reference.char_span(s, e, label=k) for s, e, k in spans]
    reference.set_ents(filter_spans([e for e in ents if e is not None]), default="outside")
    return Example(predicted, reference)
