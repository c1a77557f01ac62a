"""The parsing engine: spaCy pipelines, the pack's own or any installed one. The only importer of spaCy.

Tokens are made sentence by sentence (the rule splitter knows news better than a trained one); all sentences are tagged, and those are
parsed for which a tree is worth its time: with a cue, a trigger, a quotation mark or a subjunctive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import spacy
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, LENGTH, MORPH, POS, TAG
from spacy.language import Language
from spacy.parts_of_speech import NAMES
from spacy.tokens import Doc

from lagebild.errors import ConfigError, PackError
from lagebild.lang.pack import Pack
from lagebild.model import Document, Span
from lagebild.parse.base import Parse, Sentence, Token
from lagebild.parse.labels import Node, entity_label, is_tiger, tiger_to_ud, universal_relation
from lagebild.parse.segment import sentences

READABLE = frozenset({"headline", "dateline", "body", "caption", "teaser"})
MAX_SENTENCE = 2000
MAX_WORD = 100
BATCH = 128
SHORTEST_TRIGGER = 5
CONTENT = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "ADV"})
QUOTATION = re.compile('["„“”»«‚‘‹›]')
FINAL_ORDINAL = re.compile(r"\d\.$")
FEATURES = ("Mood", "Case", "Number", "Gender", "Person", "VerbForm", "Tense")
ATTRIBUTES = [LENGTH, POS, TAG, MORPH, LEMMA, HEAD, DEP, ENT_IOB, ENT_TYPE]
Morph: TypeAlias = tuple[str, ...]


def load_parser(pack: Pack, setting: str, selective: bool = True) -> SpacyParser:
    """Return the engine for a setting: "builtin", or the name or path of an installed spaCy pipeline (which parses every sentence).

    Raises PackError where the pack's own pipeline is damaged, ConfigError where another one cannot be loaded.
    """
    builtin = setting == "builtin"
    source = pack.folder / "model" if builtin else setting
    try:
        nlp = spacy.load(source)
    except (OSError, ValueError) as e:
        if builtin:
            raise PackError(f"{source}: the trained pipeline cannot be loaded ({e}); reinstall lagebild") from e
        raise ConfigError(f'parser {setting!r}: {e}; give "builtin", or the name or path of an installed spaCy pipeline') from e
    return SpacyParser(nlp, pack, setting, selective=builtin and selective)


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
    """Cut a sentence that no human wrote (base64, a table in one line) into pieces of at most MAX_SENTENCE characters, at blanks if any."""
    start, end = span
    while end - start > MAX_SENTENCE:
        cut = max(text.rfind(" ", start + 1, start + MAX_SENTENCE), text.rfind("\n", start + 1, start + MAX_SENTENCE))
        cut = cut if cut > start else start + MAX_SENTENCE
        yield start, cut
        start = cut
    yield start, end


class SpacyParser:
    """A spaCy pipeline behind the interface of `parse.base`.

    With `selective`, sentences without any of the pack's triggers are tagged but not parsed.
    """

    def __init__(self, nlp: Language, pack: Pack, name: str = "builtin", selective: bool = True) -> None:
        self.name = name
        self._nlp = nlp
        self._pack = pack
        self._mood = pack.rules("konjunktiv").mood
        self._triggers = pack.get(Triggers.from_pack).lemmas if selective else frozenset()
        self._tiger = "parser" in nlp.pipe_names and is_tiger(nlp.get_pipe("parser").labels)  # type: ignore[attr-defined]
        self._morphs: dict[int, Morph] = {}
        self._relations: dict[int, str] = {}
        self._hot: dict[int, bool] = {}
        self._particle = nlp.vocab.strings["PTKVZ"]

    def parse(self, document: Document) -> Parse:
        """Parse the readable regions of `document`."""
        pieces = [p for span in readable(document) for s in sentences(document.text, span, self._pack) for p in bounded(document.text, s)]
        made = [m for m in (self._words(document.text, piece) for piece in pieces) if m[1]]
        parsed = self._annotate([doc for doc, _ in made])
        tokens: list[Token] = []
        found: list[Sentence] = []
        for (doc, starts), done in zip(made, parsed, strict=True):
            first = len(tokens)
            tokens.extend(self._tokens(doc, starts, first, done))
            found.append(Sentence(first, len(tokens), done))
        return Parse(document.text, tuple(tokens), tuple(found))

    def _words(self, text: str, span: Span) -> tuple[Doc, list[int]]:
        """Return a sentence as a document without blanks, and the character offset of each of its tokens."""
        doc = self._nlp.make_doc(text[span[0] : span[1]])
        rows = [(t.idx, t.text, bool(t.whitespace_)) for t in doc if not t.is_space]
        if rows and FINAL_ORDINAL.search(rows[-1][1]) and len(rows) > 1:
            at, word, _ = rows.pop()
            rows += [(at, word[:-1], False), (at + len(word) - 1, ".", False)]
        starts = [span[0] + at for at, _, _ in rows]
        if len(rows) != len(doc):
            doc = Doc(self._nlp.vocab, words=[w for _, w, _ in rows], spaces=[s for _, _, s in rows])
        for i in range(1, len(doc)):
            doc[i].is_sent_start = False
        return doc, starts

    def _annotate(self, docs: list[Doc]) -> list[bool]:
        """Run the pipeline over the sentences; return for each whether it got a tree."""
        parser: Any = None
        for name, pipe in self._nlp.pipeline:
            if name == "parser" and self._triggers:
                parser = pipe
            else:
                _run(pipe, docs)
        if parser is None:
            return [doc.has_annotation("DEP") for doc in docs]
        chosen = [self._worth_parsing(doc) for doc in docs]
        _run(parser, [doc for doc, yes in zip(docs, chosen, strict=True) if yes])
        return chosen

    def _worth_parsing(self, doc: Doc) -> bool:
        """Tell whether a tagged sentence holds a trigger, a verb particle, a quotation mark or a subjunctive."""
        if QUOTATION.search(doc.text):
            return True
        for lemma, pos, tag, morph in doc.to_array([LEMMA, POS, TAG, MORPH]).tolist():
            if tag == self._particle or (NAMES[pos] in CONTENT and self._is_trigger(lemma)):
                return True
            if (self._morphs.get(morph) or self._morph(morph))[0] == "Sub":
                return True
        return False

    def _is_trigger(self, key: int) -> bool:
        """Tell whether a lemma is a trigger, or a compound that ends in one (`Waffenlieferung`)."""
        known = self._hot.get(key)
        if known is None:
            lemma = self._nlp.vocab.strings[key].lower() if key else ""
            known = lemma in self._triggers or any(lemma[k:] in self._triggers for k in range(2, len(lemma) - SHORTEST_TRIGGER + 1))
            self._hot[key] = known
        return known

    def _tokens(self, doc: Doc, starts: list[int], first: int, parsed: bool) -> list[Token]:
        """Return the tokens of one sentence; `first` is the index of its first token in the parse."""
        rows = doc.to_array(ATTRIBUTES).tolist()
        strings = self._nlp.vocab.strings
        tree = self._tree(doc, rows) if parsed else [(i, "") for i in range(len(rows))]
        words = [t.text for t in doc]
        out: list[Token] = []
        for i, (length, pos, tag, morph, lemma, _, _, iob, ent) in enumerate(rows):
            mood, case, number, gender, person, verbform, tense = self._morphs.get(morph) or self._morph(morph)
            label = entity_label(strings[ent]) if ent else ""
            out.append(
                Token(
                    first + i,
                    starts[i],
                    starts[i] + length,
                    words[i],
                    strings[lemma] or words[i],
                    NAMES[pos] or "X",
                    strings[tag],
                    mood,
                    case,
                    number,
                    gender,
                    person,
                    verbform,
                    tense,
                    first + tree[i][0],
                    tree[i][1],
                    label,
                    bool(label) and iob == 3,
                )  # fmt: skip
            )
        self._correct_moods(out)
        return self._join_particles(out, first)

    def _morph(self, key: int) -> Morph:
        """Return the values of FEATURES in a morphological analysis, "" where it has none; the first of several."""
        pairs = dict(p.split("=", 1) for p in self._nlp.vocab.strings[key].split("|") if "=" in p) if key else {}
        self._morphs[key] = tuple(pairs.get(name, "").split(",")[0] for name in FEATURES)
        return self._morphs[key]

    def _tree(self, doc: Doc, rows: list[list[int]]) -> list[tuple[int, str]]:
        """Return (head, relation) for each word, with one root: further roots hang on the first as parataxis."""
        strings = self._nlp.vocab.strings
        heads = [i + _signed(row[5]) for i, row in enumerate(rows)]
        if self._tiger:
            nodes = [Node(NAMES[r[1]], strings[r[2]], h, strings[r[6]], strings[r[4]]) for r, h in zip(rows, heads, strict=True)]
            tree = tiger_to_ud(nodes)
        else:
            tree = [(h, self._relations.get(r[6]) or self._relation(r[6])) for r, h in zip(rows, heads, strict=True)]
        roots = [i for i, (head, _) in enumerate(tree) if head == i]
        main = next((i for i in roots if NAMES[rows[i][1]] in VERBS), roots[0] if roots else 0)
        return [
            (i, "root") if i == main else (main, "parataxis" if dep == "root" else dep) if head == i else (head, dep)
            for i, (head, dep) in enumerate(tree)
        ]

    def _relation(self, key: int) -> str:
        self._relations[key] = universal_relation(self._nlp.vocab.strings[key])
        return self._relations[key]

    def _correct_moods(self, tokens: list[Token]) -> None:
        """Let the pack's closed rule decide the mood of finite verbs."""
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


def _run(pipe: Any, docs: list[Doc]) -> None:
    """Apply one component to documents in place."""
    if not docs:
        return
    if hasattr(pipe, "pipe"):
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
