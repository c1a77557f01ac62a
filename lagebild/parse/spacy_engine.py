"""The parsing engine: spaCy pipelines, the pack's own or any installed one. With `faster` and `lightly` the only importer of spaCy.

Tokens are made sentence by sentence (the rule splitter knows news better than a trained one); all sentences are tagged, and those are
parsed for which a tree is worth its time: with a cue, a trigger, a quotation mark or a subjunctive.
"""

from __future__ import annotations

from lagebild.parse.lightly import spacy  # before others load it as a whole

# isort: split
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from spacy.attrs import (
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    IS_SPACE,
    LENGTH,
    LOWER,
    MORPH,
    NORM,
    POS,
    PREFIX,
    SENT_START,
    SHAPE,
    SPACY,
    SUFFIX,
    TAG,
)
from spacy.language import Language
from spacy.parts_of_speech import NAMES
from spacy.symbols import PROPN, X
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import registry

from lagebild.errors import ConfigError, PackError
from lagebild.garbage import uncollected
from lagebild.lang.pack import Pack
from lagebild.model import Document, Span
from lagebild.parse.base import Parse, Sentence, Token
from lagebild.parse.faster import is_greedy, lighten, take_steps
from lagebild.parse.labels import Node, entity_label, is_tiger, tiger_to_ud, universal_relation
from lagebild.parse.segment import sentences

READABLE = frozenset({"headline", "dateline", "body", "caption", "teaser"})
MAX_WORDS = 300
WORD = re.compile(r"\w{1,40}|[^\w\s]")
MAX_REMEMBERED = 30_000
BATCH = 128
SHORTEST_TRIGGER = 5
CONTENT = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "ADV"})
NAME_LIKE = frozenset({PROPN, X})
QUOTATION_MARKS = frozenset('"„“”»«‚‘‹›')
FINAL_ORDINAL = re.compile(r"\d\.$")
OWN_CONFIG = {"nlp.tokenizer": {"@tokenizers": "lagebild.stored_tokenizer.v1"}}
# in the order of `Token`'s fields
FEATURES = ("Mood", "Case", "Number", "Gender", "Person", "VerbForm", "Tense")
ATTRIBUTES = [POS, TAG, MORPH, HEAD, DEP, ENT_IOB, ENT_TYPE]
WORD_ATTRIBUTES = (LOWER, NORM, PREFIX, SUFFIX, SHAPE, IS_SPACE)
Morph: TypeAlias = tuple[str, str, str, str, str, str, str]


def load_parser(pack: Pack, setting: str, selective: bool = True) -> SpacyParser:
    """Return the engine for a setting: "builtin", or the name or path of an installed spaCy pipeline (which parses every sentence).

    Raises PackError where the pack's own pipeline is damaged, ConfigError where another one cannot be loaded.
    """
    builtin = setting == "builtin"
    source = pack.folder / "model" if builtin else setting
    try:
        nlp = load_pipeline(source, OWN_CONFIG if builtin else None)
    except (OSError, ValueError) as e:
        if builtin:
            raise PackError(f"{source}: the trained pipeline cannot be loaded ({e}); reinstall lagebild") from e
        raise ConfigError(f'parser {setting!r}: {e}; give "builtin", or the name or path of an installed spaCy pipeline') from e
    if builtin:
        lighten(nlp, WORD_ATTRIBUTES)
    table = pack.folder / "model" / "lemmas.tsv"
    lemma = pack.rules("lemmas").Lemmatizer.load(table).lemma if builtin and table.is_file() else None
    return SpacyParser(nlp, pack, setting, selective=builtin and selective, lemma=lemma)


@registry.tokenizers("lagebild.stored_tokenizer.v1")  # type: ignore[untyped-decorator]
def stored_tokenizer() -> Callable[[Language], Tokenizer]:
    """Return what makes a tokenizer without rules: all are read from the stored pipeline (spaCy would first make those of its language)."""
    return lambda nlp: Tokenizer(nlp.vocab)


def load_pipeline(source: str | Path, changed: Mapping[str, Any] | None = None) -> Language:
    """Load a pipeline, with `changed` entries of its configuration; vectors that were stored in half precision are widened.

    Raises OSError or ValueError where it cannot be loaded.
    """
    with uncollected():
        nlp: Language = spacy.load(source, config=dict(changed or {}))
    if nlp.vocab.vectors.data.dtype != np.float32:
        nlp.vocab.vectors.data = nlp.vocab.vectors.data.astype(np.float32)
    return nlp


@dataclass(frozen=True)
class Triggers:
    """Lemmas, in lower case, whose sentences are worth a tree; empty where a table is missing (then every sentence is)."""

    lemmas: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> Triggers:
        found: set[str] = set()
        for name in ("reporting_verbs.tsv", "reporting_nouns.tsv", "event_triggers.tsv"):
            if not (pack.folder / name).is_file():
                return cls(frozenset())
            # of a phrase (`zum Ausdruck bringen`) the longest word tells most
            found |= {max(row["lemma"].split(), key=len).lower() for row in pack.table(name) if row.get("lemma")}
        return cls(frozenset(found))


def readable(document: Document) -> Iterator[Span]:
    """Yield the readable spans of a document in text order, no character twice."""
    reached = 0
    for region in sorted((r for r in document.regions if r.kind in READABLE), key=lambda r: r.span):
        start, end = max(region.span[0], reached), region.span[1]
        if start < end:
            yield start, end
            reached = end


def bounded(text: str, span: Span) -> Iterator[Span]:
    """Cut a sentence that no human wrote (base64, a table in one line, a run of marks) into pieces of at most MAX_WORDS words and marks.

    Rules over a sentence may take the square of its length; this keeps the whole linear. Cuts fall between words where there are any.
    """
    start, end = span
    words = 0
    if end - start > MAX_WORDS:
        for match in WORD.finditer(text, start, end):
            words += 1
            if words > MAX_WORDS:
                yield start, match.start()
                start, words = match.start(), 1
    yield start, end


@dataclass(frozen=True)
class Words:
    """A sentence on its way: its document, its words, where each starts in the text, and (once tagged) their lemmas."""

    doc: Doc
    texts: list[str]
    starts: list[int]
    lemmas: list[str] = field(default_factory=list)


class SpacyParser:
    """A spaCy pipeline behind the interface of `parse.base`.

    With `selective`, sentences without any of the pack's triggers are tagged but not parsed. `lemma` gives the lemma of a form with its
    UPOS tag; without it the pipeline's own lemmas stand.
    """

    def __init__(
        self, nlp: Language, pack: Pack, name: str = "builtin", selective: bool = True, lemma: Callable[[str, str], str] | None = None
    ) -> None:
        self.name = name
        self._nlp = nlp
        self._pack = pack
        self._lemma = lemma
        self._mood = _rule(pack, "konjunktiv", "mood")
        self._corrected = _rule(pack, "trees", "corrected")
        self._triggers = pack.get(Triggers.from_pack).lemmas if selective else frozenset()
        self._tiger = "parser" in nlp.pipe_names and is_tiger(nlp.get_pipe("parser").labels)  # type: ignore[attr-defined]
        self._morphs: dict[int, Morph] = {}
        self._relations: dict[int, str] = {}
        self._tags: dict[int, str] = {}
        self._hot: dict[str, bool] = {}
        self._particle = nlp.vocab.strings["PTKVZ"]

    def parse(self, document: Document) -> Parse:
        """Parse the readable regions of `document`."""
        pieces = [p for span in readable(document) for s in sentences(document.text, span, self._pack) for p in bounded(document.text, s)]
        made = [m for m in (self._words(document.text, piece) for piece in pieces) if m.texts]
        parsed = self._annotate(made)
        tokens: list[Token] = []
        found: list[Sentence] = []
        for words, done in zip(made, parsed, strict=True):
            first = len(tokens)
            tokens.extend(self._tokens(words, first, done))
            found.append(Sentence(first, len(tokens), done))
        return Parse(document.text, tuple(tokens), tuple(found))

    def _words(self, text: str, span: Span) -> Words:
        """Return a sentence as a document without blanks, and the character offset of each of its tokens."""
        doc = self._nlp.make_doc(text[span[0] : span[1]])
        rows: list[tuple[int, int, bool]] = []
        start = span[0]
        for length, space, blank in doc.to_array([LENGTH, SPACY, IS_SPACE]).tolist():
            if not blank:
                rows.append((start, start + length, bool(space)))
            start += length + space
        if len(rows) > 1 and FINAL_ORDINAL.search(text[rows[-1][0] : rows[-1][1]]):
            first, last, _ = rows.pop()
            rows += [(first, last - 1, False), (last - 1, last, False)]
        words = [text[a:b] for a, b, _ in rows]
        if len(rows) != len(doc):
            doc = Doc(self._nlp.vocab, words=words, spaces=[s for _, _, s in rows])
        if rows:
            marks = np.array([1] + [-1] * (len(rows) - 1), dtype=np.int64).astype(np.uint64).reshape(-1, 1)
            doc.from_array([SENT_START], marks)  # type: ignore[arg-type]
        return Words(doc, words, [a for a, _, _ in rows])

    def _annotate(self, made: list[Words]) -> list[bool]:
        """Run the pipeline over the sentences; return for each whether it got a tree."""
        docs = [words.doc for words in made]
        parser: Any = None
        for name, pipe in self._nlp.pipeline:
            if name == "parser" and self._triggers:
                parser = pipe
            elif name == "ner" and self._triggers:
                _run(pipe, [doc for doc in docs if _may_hold_names(doc)])
            else:
                _run(pipe, docs)
        if parser is None:
            return [doc.has_annotation("DEP") for doc in docs]
        chosen = [self._worth_parsing(words) for words in made]
        _run(parser, [doc for doc, yes in zip(docs, chosen, strict=True) if yes])
        return chosen

    def _lemmas(self, words: Words, pos: list[str]) -> list[str]:
        """Return the lemmas of a tagged sentence, found once."""
        if not words.lemmas and self._lemma is not None:
            words.lemmas.extend([self._lemma(w, p) for w, p in zip(words.texts, pos, strict=True)])
        elif not words.lemmas:
            words.lemmas.extend([t.lemma_ or t.text for t in words.doc])
        return words.lemmas

    def _worth_parsing(self, words: Words) -> bool:
        """Tell whether a tagged sentence holds a trigger, a verb particle, a quotation mark or a subjunctive."""
        if not QUOTATION_MARKS.isdisjoint(words.texts):
            return True
        rows = words.doc.to_array([POS, TAG, MORPH]).tolist()
        if any(tag == self._particle or (self._morphs.get(morph) or self._morph(morph))[0] == "Sub" for _, tag, morph in rows):
            return True
        pos = [NAMES[p] or "X" for p, _, _ in rows]
        return any(p in CONTENT and self._is_trigger(lemma) for p, lemma in zip(pos, self._lemmas(words, pos), strict=True))

    def _is_trigger(self, lemma: str) -> bool:
        """Tell whether a lemma is a trigger, or a compound that ends in one (`Waffenlieferung`)."""
        known = self._hot.get(lemma)
        if known is None:
            low = lemma.lower()
            known = low in self._triggers or any(low[k:] in self._triggers for k in range(2, len(low) - SHORTEST_TRIGGER + 1))
            if len(self._hot) < MAX_REMEMBERED:
                self._hot[lemma] = known
        return known

    def _tokens(self, words: Words, first: int, parsed: bool) -> list[Token]:
        """Return the tokens of one sentence; `first` is the index of its first token in the parse."""
        rows = words.doc.to_array(ATTRIBUTES).tolist()
        strings, tags = self._nlp.vocab.strings, self._tags
        tags.update({tag: strings[tag] for tag in {row[1] for row in rows} - tags.keys()})
        tree = self._tree(rows, words) if parsed else [(i, "") for i in range(len(rows))]
        pos = [NAMES[row[0]] or "X" for row in rows]
        lemmas = self._lemmas(words, pos)
        out: list[Token] = []
        for i, (_, tag, morph, _, _, iob, ent) in enumerate(rows):
            text, start = words.texts[i], words.starts[i]
            morphology = self._morphs.get(morph) or self._morph(morph)
            ner = entity_label(strings[ent]) if ent else ""
            head, dep = tree[i]
            named = bool(ner) and iob == 3
            # by place, not by name: this runs once for every word there is
            out.append(
                Token(first + i, start, start + len(text), text, lemmas[i], pos[i], tags[tag], *morphology, first + head, dep, ner, named)
            )
        self._correct_moods(out)
        joined = self._join_particles(out, first)
        return self._corrected(joined) if parsed and self._corrected is not None else joined

    def _morph(self, key: int) -> Morph:
        """Return the values of FEATURES in a morphological analysis, "" where it has none; the first of several."""
        pairs = dict(p.split("=", 1) for p in self._nlp.vocab.strings[key].split("|") if "=" in p) if key else {}
        mood, case, number, gender, person, verbform, tense = (pairs.get(name, "").split(",")[0] for name in FEATURES)
        self._morphs[key] = (mood, case, number, gender, person, verbform, tense)
        return self._morphs[key]

    def _tree(self, rows: list[list[int]], words: Words) -> list[tuple[int, str]]:
        """Return (head, relation) for each word, with one root: further roots hang on the first as parataxis."""
        heads = [i + _signed(row[3]) for i, row in enumerate(rows)]
        if self._tiger:
            nodes = [Node(t.pos_, t.tag_, h, t.dep_, t.lemma_) for t, h in zip(words.doc, heads, strict=True)]
            tree = tiger_to_ud(nodes)
        else:
            tree = [(h, self._relations.get(r[4]) or self._relation(r[4])) for r, h in zip(rows, heads, strict=True)]
        roots = [i for i, (head, _) in enumerate(tree) if head == i]
        main = next((i for i in roots if NAMES[rows[i][0]] in VERBS), roots[0] if roots else 0)
        return [
            (i, "root") if i == main else (main, "parataxis" if dep == "root" else dep) if head == i else (head, dep)
            for i, (head, dep) in enumerate(tree)
        ]

    def _relation(self, key: int) -> str:
        self._relations[key] = universal_relation(self._nlp.vocab.strings[key])
        return self._relations[key]

    def _correct_moods(self, tokens: list[Token]) -> None:
        """Let the pack's closed rule, if it has one, decide the mood of finite verbs."""
        if self._mood is None:
            return
        for i, (mood, tense) in enumerate(self._mood(tokens)):
            if mood and (mood != tokens[i].mood or tense != tokens[i].tense):
                tokens[i] = replace(tokens[i], mood=mood, tense=tense or tokens[i].tense)

    def _join_particles(self, tokens: list[Token], first: int) -> list[Token]:
        """Give a verb whose particle stands apart the lemma with its particle, by the tree or by the clause's bracket."""
        for i, token in enumerate(tokens):
            if token.dep != "compound:prt" and token.tag != "PTKVZ":
                continue
            verb = token.head - first if token.dep == "compound:prt" else _bracket(tokens, i)
            if verb is None or tokens[verb].pos not in ("VERB", "AUX"):
                verb = _bracket(tokens, i)
            if verb is not None:
                tokens[i] = replace(token, head=first + verb, dep="compound:prt")
                lemma = tokens[verb].lemma
                if not lemma.startswith(token.text.lower()):
                    tokens[verb] = replace(tokens[verb], lemma=token.text.lower() + lemma)
        return tokens


VERBS = frozenset({"VERB", "AUX"})


def _rule(pack: Pack, module: str, name: str) -> Callable[..., Any] | None:
    """Return a rule of the pack, or None where its language needs none."""
    try:
        found: Callable[..., Any] = getattr(pack.rules(module), name)
    except ModuleNotFoundError:
        return None
    return found


def _may_hold_names(doc: Doc) -> bool:
    """Tell whether the tagger saw a proper noun or a word of no kind; names of common nouns alone are the gazetteers' business."""
    return not NAME_LIKE.isdisjoint(doc.to_array([POS]).ravel().tolist())


def _run(pipe: Any, docs: list[Doc]) -> None:
    """Apply one component to documents in place."""
    if not docs:
        return
    if is_greedy(pipe):
        take_steps(pipe, docs)
    elif hasattr(pipe, "pipe"):
        for _ in pipe.pipe(docs, batch_size=BATCH):
            pass
    else:
        for doc in docs:
            pipe(doc)


def _signed(value: int) -> int:
    """Return a head's offset; arrays hold it as unsigned 64 bit."""
    return value - 2**64 if value >= 2**63 else value


def _bracket(tokens: list[Token], i: int) -> int | None:
    """Return the nearest finite verb before token `i` in the same clause: the left bracket that its particle closes."""
    for k in range(i - 1, -1, -1):
        if tokens[k].tag in ("VVFIN", "VVIMP"):
            return k
        if tokens[k].tag in ("$.", "KOUS"):
            return None
    return None
