"""Who a speaker's noun phrase is: mentions, pronouns and descriptions resolved to names; the class of the source."""

from __future__ import annotations

from dataclasses import dataclass, field

from lagebild.extract.drafts import Reading
from lagebild.extract.mentions import best_name
from lagebild.model import Mention, SourceClass, Span


@dataclass(frozen=True, slots=True)
class Name:
    """A source: its name (None if unknown), entity and class, and the mention's kind where one named it."""

    name: str | None
    entity: str | None = None
    source_class: SourceClass | None = None


@dataclass(slots=True)
class Memory:
    """Speakers met so far, latest last: (end of their span, name, whether plural, gender)."""

    seen: list[tuple[int, Name, str, str]] = field(default_factory=list)


NOBODY = Name(None, None, None)


def name_of(reading: Reading, mentions: tuple[Mention, ...], span: Span, memory: Memory) -> Name:
    """Return who the noun phrase at `span` is."""
    indices = list(reading.parse.at(span))
    if not indices:
        return NOBODY
    tokens = [reading.tokens[i] for i in indices]
    if len(tokens) == 1 and tokens[0].pos in ("PRON", "DET"):
        return _pronoun(reading, mentions, span, memory)
    mention = best_name(mentions, span)
    if mention is not None and mention.kind == "person" and mention.entity is not None:
        return Name(mention.name, mention.entity, "named")
    text = _plain(reading, span)
    kind = _class(reading, indices, mention)
    if kind == "anonymous":
        return Name(f"{text} (anonymous)", None, kind)
    if mention is not None and kind in ("outlet", "agency", "group", "office", "named"):
        inner = mention.span[1] - mention.span[0]
        name = mention.name if inner >= 0.6 * len(text) or kind in ("outlet", "agency") else text
        return Name(name, mention.entity, kind)
    return Name(text, mention.entity if mention else None, kind)


def _plain(reading: Reading, span: Span) -> str:
    """Return the words of a noun phrase without a determiner in front and marks round it."""
    indices = list(reading.parse.at(span))
    if len(indices) > 1 and reading.tokens[indices[0]].pos == "DET":
        indices = indices[1:]
    return reading.parse.text[reading.tokens[indices[0]].start : reading.tokens[indices[-1]].end].strip("„“\"»«” ,")


def _class(reading: Reading, indices: list[int], mention: Mention | None) -> SourceClass:
    words = reading.lexicon.words["sources"]
    nouns = [reading.tokens[i] for i in indices if reading.tokens[i].pos in ("NOUN", "PROPN", "X")]
    for token in nouns:
        entry = reading.lexicon.noun(token.text) if token.pos == "NOUN" else None
        if entry is not None and entry.takes("n") and token is nouns[0] and len(nouns) > 1:
            continue
        kind = _noun_class(token.text, token.lemma, words)
        if kind is not None:
            return kind
    if mention is not None:
        if mention.kind == "media":
            return "agency" if mention.role == "agency" else "outlet"
        if mention.kind == "state":
            return "office"
        if mention.kind in ("organization", "group"):
            return "office" if mention.country and not mention.country.startswith("IGO") else "group"
        if mention.kind == "person":
            return "office" if mention.role else "named"
    return "group"


def _noun_class(text: str, lemma: str, words: dict[str, list[str]]) -> SourceClass | None:
    low = lemma.lower()
    if text in words["agency_names"] or lemma in words["agencies"]:
        return "agency"
    if lemma in words["outlets"] or low.endswith(tuple(words["outlet_endings"])):
        return "outlet"
    if lemma in words["anonymous"] or text.lower().endswith(tuple(words["hidden_endings"])):
        return "anonymous"
    if lemma in words["documents"] or text.lower().endswith(tuple(words["document_endings"])):
        return "document"
    if lemma in words["offices"] or low.endswith(tuple(words["office_endings"])):
        return "office"
    if lemma in words["groups"]:
        return "group"
    return None


def _pronoun(reading: Reading, mentions: tuple[Mention, ...], span: Span, memory: Memory) -> Name:
    """Resolve a pronoun to the latest speaker or person before it that may agree."""
    i = reading.parse.at(span)[0]
    token = reading.tokens[i]
    low = token.text.lower()
    if low in ("man", "es", "ich", "wir"):
        return NOBODY
    person = next((m for m in reversed(mentions) if m.span[1] <= span[0] and m.kind == "person" and m.entity), None)
    last = memory.seen[-1] if memory.seen else None
    if last is not None and (person is None or last[0] >= person.span[0] - 400):
        return last[1]
    if person is not None:
        return Name(person.name, person.entity, "named")
    return last[1] if last else NOBODY


def remember(memory: Memory, at: int, name: Name) -> None:
    if name.name is not None:
        memory.seen.append((at, name, "", ""))
