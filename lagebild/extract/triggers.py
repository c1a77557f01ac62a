"""Words that may name an event: the lexicon of triggers and the candidates in a parse."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from lagebild.lang.pack import Pack
from lagebild.parse.base import Parse, Token

NONE = "NONE"
# Needed words shorter than this are no last member of a compound.
MIN_TAIL = 5
MIN_PREFIX = 3
# Dependents two steps below a trigger that a reading may need.
NEAR = frozenset({"nmod", "conj", "obl", "obj"})
# Word class of the rows for verbs whose participle before a noun is no event (das kontrollierte Gebiet).
ATTRIBUTE = "P"
# Forms with these endings name who does it rather than several such acts (Kämpfer, Besucher).
AGENT = ("er", "ern")
# Letters at the end of a compound's last member that are looked at first.
ENDING = 4
CLASSES = {"VERB": "V", "AUX": "V", "NOUN": "N", "PROPN": "N", "ADJ": "A", "ADV": "A"}
PARTS = ("present", "past", "konjunktiv2", "participle")
# STTS tag of a separated verb particle.
PARTICLE_TAG = "PTKVZ"
TriggerKey = tuple[str, str]
REMEMBERED = 20_000  # words whose readings and folded forms are kept at hand


def spelled(word: str) -> str:
    """Return a lemma as the lexica spell it: lower case, `ss` for `ß` (lemmatizers mix old and new spelling)."""
    return word.lower().replace("ß", "ss")


fold = lru_cache(maxsize=REMEMBERED)(spelled)  # for words of texts, which come again


@dataclass(frozen=True, slots=True)
class TriggerEntry:
    """One reading of a trigger; `actor`, `recipient`, `object`: grammatical functions and prepositions, best first.

    `strength`: how surely the word names an event: "4" nearly always, "3" often, "1" seldom, "" between or not judged.
    """

    lemma: str
    pos: str
    type: str
    mode: str
    needs: frozenset[str]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    object: tuple[str, ...]
    strength: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in the lexicon: its word class and lemma there, whether it was found whole, its readings (() where it names no event)."""

    pos: str
    lemma: str
    whole: bool
    readings: tuple[TriggerEntry, ...]


@dataclass(frozen=True, slots=True)
class TriggerLexicon:
    """Readings by (word class, lemma).

    `verb_forms`: inflected verb in one word to its infinitive, for forms that the lemmatizer does not know and participles that the
    tagger takes for adjectives; `noun_forms`: inflected noun to its lemma; `heads`: those that may end a compound.
    """

    entries: dict[TriggerKey, tuple[TriggerEntry, ...]]
    verb_forms: dict[str, str]
    noun_forms: dict[str, str]
    heads: dict[str, str]
    endings: frozenset[str]
    longest: int
    known: dict[tuple[str, str, str], Word] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_pack(cls, pack: Pack) -> TriggerLexicon:
        entries: dict[TriggerKey, list[TriggerEntry]] = {}
        compounding: set[str] = set()
        rows = pack.table("event_triggers.tsv")
        for row in rows:
            key = row["pos"], fold(row["lemma"])
            entries.setdefault(key, []).append(_entry(row))
            if row["compound"] or row["type"] == NONE:
                compounding.add(key[1])
        frozen = {k: tuple(sorted(v, key=lambda e: (not e.needs, bool(e.needs) and e.type != NONE))) for k, v in entries.items()}
        verbs = verb_forms(pack, [row["lemma"] for row in rows if row["pos"] == "V"])
        nouns = noun_forms(pack, sorted(lemma for pos, lemma in frozen if pos == "N"))
        heads = {form: lemma for form, lemma in nouns.items() if lemma in compounding}
        return cls(frozen, verbs, nouns, heads, frozenset(h[-ENDING:] for h in heads), max(map(len, heads), default=0))

    def noun(self, form: str, lemma: str) -> tuple[str, bool]:
        """Return the lemma under which a noun is known ("" if none), and whether it was found whole (not as the end of a compound)."""
        for word in (lemma, form):
            found = self.noun_forms.get(word)
            if found is not None:
                return found, True
        if form[-ENDING:] not in self.endings:
            return "", True
        for start in range(max(MIN_PREFIX, len(form) - self.longest), len(form) - 3):
            tail = self.heads.get(form[start:])
            if tail is not None:
                return tail, False
        return "", True

    def word(self, text: str, lemma: str, pos: str) -> Word:
        """Return the word of a form with its lemma and word class (V, N, A). Answers are remembered (at most REMEMBERED)."""
        key = text, lemma, pos
        found = self.known.get(key)
        if found is None:
            found = self._noun(fold(text), fold(lemma)) if pos == "N" else self._other(fold(text), fold(lemma), pos)
            if len(self.known) < REMEMBERED:
                self.known[key] = found
        return found

    def _noun(self, form: str, lemma: str) -> Word:
        known, whole = self.noun(form, lemma)
        return Word("N", known if whole else form if form.endswith(known) else lemma, whole, self.entries.get(("N", known), ()))

    def _other(self, form: str, lemma: str, pos: str) -> Word:
        verb = None if (pos, lemma) in self.entries else self.verb_forms.get(form) or self.verb_forms.get(lemma)
        return self.verb(verb) if verb is not None else Word(pos, lemma, True, self.entries.get((pos, lemma), ()))

    def verb(self, infinitive: str) -> Word:
        """Return the word of a verb's folded infinitive."""
        return Word("V", infinitive, True, self.entries.get(("V", infinitive), ()))


def noun_forms(pack: Pack, lemmas: list[str]) -> dict[str, str]:
    """Map noun forms to lemmas; a lemma itself wins over another's inflected form."""
    rules = pack.rules("verbforms")
    forms = {lemma: lemma for lemma in lemmas}
    for lemma in lemmas:
        agent = lemma.endswith("er")
        for form in map(spelled, rules.noun_forms(lemma)):
            if agent or not form.endswith(AGENT):
                forms.setdefault(form, lemma)
    return forms


def verb_forms(pack: Pack, infinitives: list[str]) -> dict[str, str]:
    """Map verb forms to folded infinitives: in one word, and ``stem form + space + particle`` for those that split."""
    rules = pack.rules("verbforms")
    more = {row["base"]: tuple(tuple(row[n].split(",")) for n in PARTS) for row in pack.table("event_strong_verbs.tsv")}
    strong = {**more, **rules.strong_verbs(pack)}
    forms: dict[str, str] = {}
    for verb in infinitives:
        whole, split, particle = rules.verb_forms(verb, strong)
        infinitive = spelled(verb)
        for form in whole:
            forms.setdefault(spelled(form), infinitive)
        for form in split:
            forms.setdefault(spelled(f"{form} {particle}"), infinitive)
    return forms


def _entry(row: dict[str, str]) -> TriggerEntry:
    def parts(name: str) -> tuple[str, ...]:
        return tuple(filter(None, row[name].split(",")))

    needs = frozenset(filter(None, fold(row["needs"]).split("|")))
    return TriggerEntry(
        fold(row["lemma"]),
        row["pos"],
        row["type"],
        row["mode"],
        needs,
        parts("actor"),
        parts("recipient"),
        parts("object"),
        row["strength"],
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may name an event: token `i`, its word class (V, N, A), the readings that its clause allows, best first."""

    i: int
    pos: str
    lemma: str
    readings: tuple[TriggerEntry, ...]
    whole: bool
    met: bool

    @property
    def best(self) -> TriggerEntry:
        return self.readings[0]


def candidates(parse: Parse, lexicon: TriggerLexicon) -> list[Candidate]:
    """Return every word that may name an event, in text order."""
    found = []
    for token in parse.tokens:
        pos = CLASSES.get(token.pos)
        candidate = pos and _candidate(parse, token, pos, lexicon)
        if candidate:
            found.append(candidate)
    return found


def _candidate(parse: Parse, token: Token, pos: str, lexicon: TriggerLexicon) -> Candidate | None:
    split = split_verb(parse, token, fold(token.text), lexicon.verb_forms) if pos == "V" else None
    word = lexicon.word(token.text, token.lemma, pos) if split is None else lexicon.verb(split)
    readings = word.readings
    if not readings or (pos != "N" and token.dep == "amod" and (ATTRIBUTE, word.lemma) in lexicon.entries):
        return None
    near = neighbourhood(parse, token.i) if any(r.needs for r in readings) else frozenset()
    allowed = tuple(r for r in readings if not r.needs or _met(r.needs, near))
    if not allowed or allowed[0].type == NONE:
        return None
    return Candidate(token.i, word.pos, word.lemma, allowed, word.whole, bool(allowed[0].needs))


def split_verb(parse: Parse, token: Token, form: str, forms: dict[str, str]) -> str | None:
    """Return the infinitive of a finite verb that has left its particle at the end of its clause."""
    if token.pos not in ("VERB", "AUX"):
        return None
    particle = next((c for c in parse.children(token.i) if c.dep == "compound" or c.tag == PARTICLE_TAG), None)
    return forms.get(f"{form} {fold(particle.text)}") if particle else None


def _met(needs: frozenset[str], near: frozenset[str]) -> bool:
    """A need is met by a lemma, or by a compound that ends in it (from five letters on)."""
    if not needs.isdisjoint(near):
        return True
    tails = tuple([m for m in needs if len(m) >= MIN_TAIL])
    return any(n.endswith(tails) for n in near)


def neighbourhood(parse: Parse, i: int) -> frozenset[str]:
    """Return the lower-case lemmas of what depends on token `i`, two steps deep, and of its head."""
    near = set()
    for child in parse.children(i):
        near.add(fold(child.lemma))
        near.update([fold(c.lemma) for c in parse.children(child.i) if c.dep in NEAR])
    token = parse.tokens[i]
    if token.head >= 0 and token.head != i:
        near.add(fold(parse.tokens[token.head].lemma))
    return frozenset(near)
