"""Who a speaker's noun phrase is: mentions, pronouns and descriptions resolved to names; the class of the source."""

from __future__ import annotations

from dataclasses import dataclass, field

from lagebild.extract.drafts import Reading
from lagebild.extract.mentions import best_name
from lagebild.model import Mention, SourceClass, Span
from lagebild.parse.base import Token


@dataclass(frozen=True, slots=True)
class Name:
    """A source: its name (None if unknown), entity and class, and the span that names it."""

    name: str | None
    entity: str | None = None
    source_class: SourceClass | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom a later pronoun may mean: where they stand, and their gender and number where the words tell."""

    at: int
    name: Name
    gender: str
    number: str


@dataclass(slots=True)
class Memory:
    """Those who have been named so far, in text order, and all persons of the document."""

    mentions: tuple[Mention, ...]
    seen: list[Known] = field(default_factory=list)


NOBODY = Name(None)
_REACH = 1500


def name_of(reading: Reading, span: Span, memory: Memory) -> Name:
    """Return who the noun phrase at `span` is, and remember them."""
    indices = list(reading.parse.at(span))
    if not indices:
        return NOBODY
    first = reading.tokens[indices[0]]
    if len(indices) == 1 and first.pos in ("PRON", "DET"):
        return _pronoun(reading, first, memory)
    if first.tag == "PPOSAT" or first.lemma in reading.lexicon.words["phrases"]["possessives"]:
        owned = _owned(reading, indices, memory)
        if owned is not None:
            return owned
    indices = _without_saying(reading, indices)
    found = _named(reading, memory.mentions, indices)
    memory.seen.append(Known(span[1], found, _gender(reading, indices), _number(reading, indices)))
    return found


def _named(reading: Reading, mentions: tuple[Mention, ...], indices: list[int]) -> Name:
    span = reading.tokens[indices[0]].start, reading.tokens[indices[-1]].end
    mention = best_name(mentions, span)
    if mention is not None and mention.kind == "person" and mention.entity is not None and not _parenthetic(reading, indices, mention):
        return Name(mention.name, mention.entity, "named", span)
    text = _plain(reading, indices)
    kind = _class(reading, indices, mention)
    entity = mention.entity if mention is not None else None
    if kind == "anonymous":
        return Name(f"{text} (anonymous)", None, kind, span)
    if mention is not None and kind in ("outlet", "agency") and mention.kind == "media":
        return Name(mention.name, entity, kind, span)
    if mention is not None and mention.span[1] - mention.span[0] >= 0.8 * len(text) and mention.kind != "state":
        return Name(mention.name if len(mention.name) >= len(text) else text, entity, kind, span)
    if mention is not None and mention.kind == "state" and len(indices) <= 2:
        return Name(mention.name, entity, kind, span)
    return Name(text, entity, kind, span)


def _parenthetic(reading: Reading, indices: list[int], mention: Mention) -> bool:
    """Tell whether the person is only part of a description of somebody else: `ein Sprecher von Anna Maier`."""
    first = reading.tokens[indices[0]]
    before = next((i for i in indices if reading.tokens[i].end >= mention.span[0]), indices[0])
    return first.lemma in ("ein",) and any(reading.tokens[i].text in ("von", "des", "der") for i in indices if i < before)


def _without_saying(reading: Reading, indices: list[int]) -> list[int]:
    """Drop a noun of saying that only leads to whose it is: `Angaben der Polizei` is the police."""
    for k, i in enumerate(indices[:-1]):
        token = reading.tokens[i]
        if token.pos == "NOUN":
            entry = reading.lexicon.noun(token.text)
            if entry is not None and entry.takes("n") and not entry.takes("x"):
                rest = list(indices[k + 1 :])
                while len(rest) > 1 and reading.tokens[rest[0]].pos in ("ADP", "PUNCT"):
                    rest = rest[1:]
                return rest
            return indices
    return indices


def _plain(reading: Reading, indices: list[int]) -> str:
    """Return the words of a noun phrase without an article in front, marks round it, or the saying in a compound."""
    if len(indices) > 1 and reading.tokens[indices[0]].pos == "DET":
        indices = indices[1:]
    text = reading.parse.text[reading.tokens[indices[0]].start : reading.tokens[indices[-1]].end].strip('„“"»«” ,')
    if len(indices) == 1:
        for ending in reading.lexicon.words["sources"]["saying_endings"]:
            if text.lower().endswith(ending) and len(text) > len(ending) + 2:
                return text[: -len(ending)].rstrip("-")
    return text


def _class(reading: Reading, indices: list[int], mention: Mention | None) -> SourceClass:
    words = reading.lexicon.words["sources"]
    nouns = [reading.tokens[i] for i in indices if reading.tokens[i].pos in ("NOUN", "PROPN", "X")]
    for token in nouns[:3]:
        kind = _noun_class(token, words)
        if kind is not None:
            return kind
    if mention is not None:
        if mention.kind == "media":
            return "agency" if mention.role == "agency" else "outlet"
        if mention.kind == "state" or (mention.kind == "person" and mention.role):
            return "office"
        if mention.kind == "person":
            return "named"
    if nouns and all(t.pos == "PROPN" for t in nouns) and nouns[0].ner == "PER":
        return "named"
    return "group"


def _noun_class(token: Token, words: dict[str, list[str]]) -> SourceClass | None:
    text, lemma = token.text, token.lemma
    low, form = lemma.lower(), text.lower()
    if text in words["agency_names"] or lemma in words["agencies"]:
        return "agency"
    if lemma in words["outlets"] or text in words["outlets"] or low.endswith(tuple(words["outlet_endings"])):
        return "outlet"
    if lemma in words["anonymous"] or form.endswith(tuple(words["hidden_endings"])):
        return "anonymous"
    if lemma in words["documents"] or form.endswith(tuple(words["document_endings"])):
        return "document"
    if lemma in words["offices"] or low.endswith(tuple(words["office_endings"])) or form.startswith(tuple(words["office_beginnings"])):
        return "office"
    if lemma in words["groups"] or text in words["groups"]:
        return "group"
    return None


def _gender(reading: Reading, indices: list[int]) -> str:
    tokens = [reading.tokens[i] for i in indices]
    head = next((t for t in tokens if t.pos == "NOUN"), None)
    if head is None:
        return ""
    return "Fem" if head.text.endswith("in") and head.text[:1].isupper() and len(head.text) > 5 else head.gender


def _number(reading: Reading, indices: list[int]) -> str:
    tokens = [reading.tokens[i] for i in indices]
    if any(t.pos == "CCONJ" for t in tokens):
        return "Plur"
    head = next((t for t in tokens if t.pos in ("NOUN", "PROPN")), None)
    return head.number if head is not None and head.pos == "NOUN" else "Sing" if head is not None else ""


def _pronoun(reading: Reading, token: Token, memory: Memory) -> Name:
    """Resolve a pronoun to the latest one named before it who may agree; a relative pronoun to the noun phrase in front of it."""
    low = token.text.lower()
    if low in reading.lexicon.words["phrases"]["nobody"]:
        return NOBODY
    if token.tag in ("PRELS", "PRELAT") and token.i > 1:
        return _antecedent(reading, token, memory)
    known = [k for k in memory.seen if k.at <= token.start]
    known += [
        _person(reading, m) for m in memory.mentions if m.kind == "person" and m.entity and token.start - _REACH <= m.span[1] <= token.start
    ]
    known.sort(key=lambda k: k.at)
    plural = low == "sie" and _verb_number(reading, token) == "Plur"
    speakers = {k.name.name for k in memory.seen[-3:]}
    fits = [k for k in known if _may_mean(k, low, plural)]
    recent = [k for k in fits if k.name.name in speakers and token.start - k.at < _REACH]
    best = recent[-1] if recent else fits[-1] if fits else None
    return best.name if best is not None else NOBODY


def _person(reading: Reading, mention: Mention) -> Known:
    at = list(reading.parse.at(mention.span))
    role = mention.role or ""
    gender = "Fem" if role.endswith("in") else ""
    span = (reading.tokens[at[0]].start, reading.tokens[at[-1]].end) if at else mention.span
    return Known(mention.span[1], Name(mention.name, mention.entity, "named", span), gender, "Sing")


def _may_mean(known: Known, low: str, plural: bool) -> bool:
    if known.name.name is None:
        return False
    if low in ("er", "dieser", "ihn", "ihm", "sein", "dessen", "der"):
        return known.number != "Plur" and known.gender not in ("Fem", "Neut")
    if plural:
        return known.number == "Plur"
    if low in ("sie", "diese", "ihr", "deren", "die"):
        return known.number != "Plur" and known.gender not in ("Masc", "Neut")
    return True


def _verb_number(reading: Reading, token: Token) -> str:
    """Return the number of the finite verb nearest to a pronoun."""
    sentence = reading.parse.sentence_of(token.i)
    finite = [t for t in reading.parse.tokens_of(sentence) if t.verbform == "Fin" and t.number]
    return min(finite, key=lambda t: abs(t.i - token.i)).number if finite else ""


def _antecedent(reading: Reading, token: Token, memory: Memory) -> Name:
    k = token.i - 1
    while k > 0 and reading.tokens[k].pos in ("PUNCT", "ADP"):
        k -= 1
    first = k
    while first > 0 and reading.tokens[first - 1].pos in ("PROPN", "NOUN", "ADJ", "DET"):
        first -= 1
    if reading.tokens[k].pos not in ("NOUN", "PROPN"):
        return NOBODY
    return _named(reading, memory.mentions, list(range(first, k + 1)))


def _owned(reading: Reading, indices: list[int], memory: Memory) -> Name | None:
    """`seinen Angaben zufolge`: the owner that the possessive points to."""
    noun = next((i for i in indices if reading.tokens[i].pos == "NOUN"), None)
    entry = reading.lexicon.noun(reading.tokens[noun].text) if noun is not None else None
    if entry is None or not entry.takes("n"):
        return None
    return _pronoun_like(reading, reading.tokens[indices[0]], memory)


def _pronoun_like(reading: Reading, token: Token, memory: Memory) -> Name:
    low = token.text.lower()
    kind = "sein" if low.startswith("sein") or low == "dessen" else "ihr"
    known = [k for k in memory.seen if k.at <= token.start and _may_mean(k, kind, False)]
    return known[-1].name if known else (memory.seen[-1].name if memory.seen else NOBODY)
