"""Who a speaker's noun phrase is: names, appositions, pronouns and descriptions resolved to a name; the class of the source."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lagebild.extract.antecedents import Description, description, pronoun
from lagebild.extract.couples import couple
from lagebild.extract.drafts import Reading
from lagebild.extract.gazetteer import Gazetteer
from lagebild.extract.mentions import best_name, mentions_in
from lagebild.extract.nouns import NounLexicon
from lagebild.extract.persons import NameParts
from lagebild.extract.source_class import SourceWords, class_of, is_plain_plural
from lagebild.extract.standing import LATEST, Memory, Name, Occurrence, is_proper, spelled, spoken
from lagebild.model import Mention, Span, content_id
from lagebild.parse.base import Token

__all__ = ["NOBODY", "Memory", "Name", "name_of"]

NOBODY = Name(None)
_WHOLE = 0.8
_LONGEST_NAME = 4
_STEM = 3
_QUOTES = '„“"»«”'


def name_of(reading: Reading, span: Span, memory: Memory) -> Name:
    """Return who the noun phrase at `span` is, and remember them."""
    indices = list(reading.parse.at(span))
    if not indices:
        return NOBODY
    first = reading.tokens[indices[0]]
    two = couple(reading, indices, memory)
    if two is not None:
        return _remembered(reading, memory, indices, two)
    if len(indices) == 1 and first.pos in ("PRON", "DET"):
        return _remembered(reading, memory, indices, _pronoun(reading, first, memory))
    if first.tag == "PPOSAT" or first.lemma in reading.lexicon.words["phrases"]["possessives"]:
        owned = _owned(reading, indices, memory)
        if owned is not None:
            return _remembered(reading, memory, indices, owned)
    indices = _without_saying(reading, memory.mentions, indices)
    return _remembered(reading, memory, indices, _named(reading, memory, indices))


def _remembered(reading: Reading, memory: Memory, indices: list[int], name: Name) -> Name:
    if name.name is not None:
        name = replace(name, name=reading.lexicon.words["sources"]["parties"].get(name.name, name.name))
        memory.seen.append(spoken(reading, indices, name))
    return name


def _named(reading: Reading, memory: Memory, indices: list[int]) -> Name:
    """Name a phrase: a person in it or set off beside it, somebody whom it describes, or its own words."""
    span = span_between(reading, indices)
    persons = [m for m in _persons(reading, memory.mentions, span) if not _belongs(reading, indices, m)]
    if persons:
        together = len(persons) > 1 and any(reading.tokens[i].pos == "CCONJ" for i in indices)
        name = reading.pack.get(SourceWords.from_pack).joint.join(m.name for m in persons) if together else persons[0].name
        return Name(name, persons[0].entity, "named", span)
    apposed = _apposed_name(reading, indices) or _given_name(reading, _before_comma(reading, indices))
    if apposed is not None:
        return Name(apposed, None, "named", span)
    beside = _beside(reading, memory, indices)
    if beside is not None:
        return Name(beside.name, beside.entity, "named", span)
    body = _adjoining(reading, memory, indices)
    if body is not None:
        return _plain_name(reading, memory, list(reading.parse.at(body.span)), body.span)
    told = described(reading, memory, indices)
    meant = description(reading, told, memory) if told is not None else None
    if meant is not None:
        return replace(_meant(reading, memory, meant), span=span)
    return _plain_name(reading, memory, indices, span)


def _meant(reading: Reading, memory: Memory, meant: Occurrence) -> Name:
    """Return the name of somebody whom a pronoun or description stands for, as the phrase at their place gives it."""
    if meant in memory.seen or (meant.kind == "person" and meant.own) or meant.name.span is None:
        return meant.name
    indices = list(reading.parse.at(meant.name.span))
    if indices[0] and reading.tokens[indices[0] - 1].pos == "DET":
        indices = [indices[0] - 1, *indices]
    named = _plain_name(reading, memory, indices, meant.name.span)
    return replace(named, name=_fuller(named.name, meant.name.name))


def _fuller(told: str | None, name: str | None) -> str | None:
    """Return the name of a body where the words told are only its end: `Gericht` for `Landgericht (Kiel)`, without a code of a state."""
    base, _, added = (name or "").partition(" (")
    if told is None or len(base) <= len(told) or not base.lower().endswith(told.lower()):
        return told
    return base if added[:-1].isupper() else name


def _plain_name(reading: Reading, memory: Memory, indices: list[int], span: Span) -> Name:
    """Name a phrase by its words, or by the mention that fills it."""
    text = plain(reading, indices)
    mention = best_name(memory.mentions, span)
    surname = _surname(reading, memory, indices)
    if surname is not None and (mention is None or mention.kind != "person"):
        return replace(surname, span=span)
    words = reading.pack.get(SourceWords.from_pack)
    own = text.split(" ", 1)[-1] if text[:1].islower() else text
    medium = reading.pack.get(Gazetteer.from_pack).lookup(own)
    if medium is not None and medium.kind == "media":
        return Name(spelled(own, medium.name), content_id("media", medium.name), "agency" if medium.role == "agency" else "outlet", span)
    tokens = [reading.tokens[i] for i in indices]
    kind = class_of(words, tokens, text, mention)
    titled = mention is not None and mention.kind == "organization" and mention.role is None and mention.span == span
    hidden = kind == "anonymous" or (kind == "group" and is_plain_plural(tokens) and not titled)
    if hidden or mention is None or (kind == "document" and mention.kind == "media"):
        return Name(f"{text} (anonymous)" if hidden else text, None if hidden or mention is None else mention.entity, kind, span)
    printed = _printed(reading, memory, mention, text, len(indices))
    return Name(
        printed, mention.entity, "named" if mention.kind == "person" and is_proper(mention) and printed == mention.name else kind, span
    )


def _printed(reading: Reading, memory: Memory, mention: Mention, text: str, words: int) -> str:
    """Return the fullest of the names that a phrase and the mention in it give."""
    whole = mention.span[1] - mention.span[0] >= _WHOLE * len(text)
    if mention.kind == "state":
        return _governing(reading, mention) if words <= 2 else text
    if whole or mention.kind == "media":
        printed = memory.named.printed.get(mention.entity or "")
        if printed is not None and (mention.kind == "media" or mention.role is None):
            return printed
        if mention.kind == "person" and is_proper(mention):
            return mention.name
    return text


def _governing(reading: Reading, mention: Mention) -> str:
    """Return the name of a state; where its capital stands for it, its government's: `Regierung (Frankreich)`."""
    entry = reading.pack.get(Gazetteer.from_pack).lookup(reading.parse.text[mention.span[0] : mention.span[1]])
    government = reading.lexicon.words["sources"]["government"]
    return f"{government} ({mention.name})" if entry is not None and entry.form == "capital" else mention.name


def _surname(reading: Reading, memory: Memory, indices: list[int]) -> Name | None:
    """Return the person named before whose surname a lone proper noun is."""
    if len(indices) != 1 or reading.tokens[indices[0]].pos not in ("PROPN", "NOUN", "X"):
        return None
    forms = reading.pack.get(NameParts.from_pack).bare(reading.tokens[indices[0]].text)
    for o in reversed(memory.seen[-LATEST:]):
        name = o.name.name or ""
        if o.name.source_class == "named" and " " in name and name.split()[-1] in forms:
            return o.name
    return None


def _apposed_name(reading: Reading, indices: list[int]) -> str | None:
    """Return a personal name set off by a comma at the end of a description: `der Sprecher des Amtes, Anna Maier`."""
    tokens = reading.tokens
    comma = next((i for i in reversed(indices) if tokens[i].text == ","), -1)
    rest = [i for i in indices if i > comma] if comma >= 0 else []
    while rest and tokens[rest[-1]].text == ",":
        rest = rest[:-1]
    names = [i for i in rest if tokens[i].pos == "PROPN" or tokens[i].ner == "PER"]
    if len(rest) not in (2, 3, 4) or len(names) != len(rest) or any(tokens[i].ner in ("LOC", "ORG") for i in rest):
        return None
    return reading.parse.text[tokens[rest[0]].start : tokens[rest[-1]].end]


def _given_name(reading: Reading, indices: list[int]) -> str | None:
    """Return a personal name at the end of a phrase, known by its first name: `der Leiter des Hafenamts Enno Brodersen`."""
    tokens = reading.tokens
    parts = reading.pack.get(NameParts.from_pack)
    for k, i in enumerate(indices[:-1]):
        rest = indices[k + 1 :]
        surname = all(tokens[r].pos in ("PROPN", "X") or tokens[r].text.lower() in parts.particles for r in rest)
        if parts.is_given(tokens[i].text) and surname and len(rest) < _LONGEST_NAME and all(tokens[r].ner in ("", "PER") for r in rest):
            return reading.parse.text[tokens[i].start : tokens[rest[-1]].end]
    return None


def _before_comma(reading: Reading, indices: list[int]) -> list[int]:
    """Return a name with what follows it in apposition cut off (`Anna Maier, Sprecherin des Amtes`); other phrases as they are."""
    comma = next((k for k, i in enumerate(indices) if reading.tokens[i].text == ","), len(indices))
    named = 1 < comma <= _LONGEST_NAME and all(reading.tokens[i].pos in ("PROPN", "X") for i in indices[:comma])
    return indices[:comma] if named else indices


def _adjoining(reading: Reading, memory: Memory, indices: list[int]) -> Mention | None:
    """Return the body whose name goes on right behind a noun for its kind: `die Hilfsorganisation` + `Brot für die Welt`."""
    tokens, last = reading.tokens, indices[-1]
    if last + 1 >= len(tokens) or tokens[last].pos != "NOUN" or not reading.pack.get(SourceWords.from_pack).names_body(tokens[last]):
        return None
    start = tokens[last + 1].start
    near = mentions_in(memory.mentions, (start, start + 1))
    return next((m for m in near if m.span[0] == start and m.kind in ("organization", "media") and m.entity and m.role is None), None)


def _beside(reading: Reading, memory: Memory, indices: list[int]) -> Mention | None:
    """Return the person set off by commas before or behind a description: `der Vorsitzende, Anna Maier,`, `Anna Maier, eine Sprecherin`."""
    tokens, words = reading.tokens, reading.pack.get(SourceWords.from_pack)
    nouns = [i for i in indices if tokens[i].pos == "NOUN"]
    if not nouns or not words.names_person(tokens[nouns[0]]) or any(tokens[i].pos == "CCONJ" for i in indices):
        return None
    first, last = indices[0], indices[-1] + (tokens[indices[-1]].text != ",")
    behind = last + 1 < len(tokens) and tokens[last].text == ","
    if behind:
        found = _person_at(memory, tokens[last + 1].start)
        end = reading.parse.at(found.span)[-1] + 1 if found is not None else len(tokens)
        end = next((k + 1 for k in range(end, min(end + 4, len(tokens))) if tokens[k].text == ")"), end) if end < len(tokens) else end
        if found is not None and end < len(tokens) and tokens[end].text in (",", ":", ".", ";", "-", "–"):
            return found
    if first > 1 and tokens[first - 1].text == ",":
        return next((m for m in _ending_at(memory, tokens[first - 2].end) if m.kind == "person" and m.entity and is_proper(m)), None)
    return None


def _person_at(memory: Memory, start: int) -> Mention | None:
    near = mentions_in(memory.mentions, (start, start + 1))
    return next((m for m in near if m.span[0] == start and m.kind == "person" and m.entity and is_proper(m)), None)


def _ending_at(memory: Memory, end: int) -> list[Mention]:
    return [m for m in mentions_in(memory.mentions, (end - 1, end)) if m.span[1] == end]


def _persons(reading: Reading, mentions: tuple[Mention, ...], span: Span) -> list[Mention]:
    """Return the persons named, not merely described, within a span: one mention each."""
    out: list[Mention] = []
    for m in mentions_in(mentions, span):
        inside = span[0] <= m.span[0] and m.span[1] <= span[1]
        words = reading.parse.text[m.span[0] : m.span[1]].split()
        named = "(" not in m.name and m.name != m.role and any(w in words or w + "s" in words for w in m.name.split())
        if m.kind == "person" and m.entity and inside and named and all(m.name != o.name for o in out):
            out.append(m)
    return out


def _belongs(reading: Reading, indices: list[int], mention: Mention) -> bool:
    """Tell whether the person is only whose the speaker is: `das Team von Anna Maier`, `Maiers Team`, `die Regierung Maier`."""
    tokens = reading.tokens
    own = reading.parse.at(mention.span)
    before = [i for i in indices if i < own[0]]
    nouns = [i for i in indices if tokens[i].pos == "NOUN" and i not in own]
    if not nouns:
        return False
    links = reading.lexicon.words["phrases"]["of"]
    if len(before) > 1 and reading.low(before[-1]) in links:
        return True
    genitive = tokens[own[-1]].text.endswith("s")
    if genitive and (tokens[own[-1]].text != mention.name.split()[-1] or own[-1] + 1 in nouns):
        return True
    led = [i for i in before if tokens[i].pos == "NOUN"]
    if not led or any(tokens[i].text == "," for i in before):
        return False
    pure = set(reading.lexicon.words["pronouns"]["genitive_links"])
    indefinite = tokens[indices[0]].lemma in reading.lexicon.words["pronouns"]["indefinite_lemmas"]
    if indefinite and any(reading.low(i) in pure for i in before[1:]):
        return True
    return led[-1] == own[0] - 1 and reading.pack.get(SourceWords.from_pack).names_body(tokens[led[-1]])


def described(reading: Reading, memory: Memory, indices: list[int]) -> Description | None:
    """Read a bare definite description in the singular: an article, adjectives, one noun; None where it is none, or names too many."""
    tokens = [reading.tokens[i] for i in indices]
    words = reading.lexicon.words
    first, noun = tokens[0], tokens[-1]
    definite = first.pos == "DET" and first.lemma.lower() in words["pronouns"]["definite_lemmas"]
    inner = tokens[1:-1] if definite else tokens[:-1]
    body = words["sources"]["members"].get(noun.lemma) if definite and noun.number == "Plur" else None
    if noun.pos != "NOUN" or (noun.number == "Plur" and body is None) or any(t.pos not in ("ADJ", "ADV", "NUM") for t in inner):
        return None
    source = reading.pack.get(SourceWords.from_pack)
    form = source.nouns.lookup(body or noun.text)
    if body is not None:
        return Description(first, noun, form, None, False)
    unnamed = source.of_noun(noun) == "outlet" and noun.lemma not in words["sources"]["papers"]
    if unnamed or noun.lemma in words["sources"]["too_common"] or not (definite or source.of_noun(noun) in ("office", "document")):
        return None
    mention = best_name(memory.mentions, (first.start, noun.end))
    if noun.ner in ("PER", "ORG", "LOC") or (
        mention is not None and mention.role is None and mention.kind != "person" and mention.span[1] == noun.end
    ):
        return None
    country = mention.country if mention is not None and inner and mention.role != "demonym" else None
    named = mention.name if mention is not None and mention.entity and (mention.kind != "person" or is_proper(mention)) else None
    feminine = form.feminine if form is not None else noun.gender == "Fem"
    return Description(first, noun, form, country, feminine, named, _vague(reading, noun, mention))


def _vague(reading: Reading, noun: Token, mention: Mention | None) -> bool:
    """Tell a word for a person by age or people only (`der 71-Jährige`, `die Schwedin`): somebody named before is meant."""
    if noun.lemma.lower().endswith(tuple(reading.lexicon.words["sources"]["aged"])):
        return True
    entry = reading.pack.get(Gazetteer.from_pack).lookup(noun.text)
    return mention is not None and entry is not None and entry.form == "people"


def _without_saying(reading: Reading, mentions: tuple[Mention, ...], indices: list[int]) -> list[int]:
    """Drop a noun of saying that only leads to whose it is: `Angaben der Polizei` is the police."""
    tokens, phrases = reading.tokens, reading.lexicon.words["phrases"]
    at = next((k for k, i in enumerate(indices[:-1]) if tokens[i].pos == "NOUN"), -1)
    if at < 0:
        return indices
    entry = reading.lexicon.noun(tokens[indices[at]].text)
    uttered = (entry.lemma if entry is not None else tokens[indices[at]].lemma) in reading.lexicon.words["sources"]["utterances"]
    if not uttered and (entry is None or not entry.takes("n")):
        return indices
    rest = indices[at + 1 :]
    owned = reading.low(rest[0]) in phrases["genitive"] or reading.low(rest[0]) in phrases["of"]
    linked = owned or tokens[rest[0]].pos in ("ADJ", "DET", "PROPN")
    media = any(m.kind == "media" for m in mentions_in(mentions, span_between(reading, rest)))
    uttered = uttered or tokens[indices[at]].number == "Plur"
    if (entry is None or entry.takes("x")) and not media and not (uttered and linked):
        return indices
    while len(rest) > 1 and reading.tokens[rest[0]].pos in ("ADP", "PUNCT"):
        rest = rest[1:]
    return rest


def span_between(reading: Reading, indices: list[int]) -> Span:
    """Return the characters from the first to the last of some tokens."""
    return reading.tokens[indices[0]].start, reading.tokens[indices[-1]].end


def plain(reading: Reading, indices: list[int]) -> str:
    """Return the words of a noun phrase in the nominative, without an article, marks round it, or the saying in a compound."""
    tokens = reading.tokens
    while len(indices) > 1 and (tokens[indices[0]].pos == "DET" or tokens[indices[0]].text in _QUOTES):
        indices = indices[1:]
    if len(indices) > 1 and tokens[indices[-1]].text in _QUOTES and not any(tokens[i].text in _QUOTES for i in indices[:-1]):
        indices = indices[:-1]
    text = reading.parse.text[tokens[indices[0]].start : tokens[indices[-1]].end]
    if tokens[indices[-1]].pos == "NOUN" and all(tokens[i].pos == "ADJ" for i in indices[:-1]):
        giver = _giver(reading, tokens[indices[-1]])
        if giver is not None:
            return giver
    rules = reading.pack.rules("nominative")
    nouns = reading.pack.get(SourceWords.from_pack).nouns
    forms = [_form(rules.Form, tokens[i], nouns) for i in indices]
    head = next((k for k, f in enumerate(forms) if f.noun), -1)
    if head >= 0 and all(f.adjective for f in forms[:head]):
        rest = text[tokens[indices[head]].end - tokens[indices[0]].start :]
        text = " ".join(rules.nominative(forms)[: head + 1]) + rest
    return text.strip(_QUOTES + " ,")


def _form(form: type[Any], token: Token, nouns: NounLexicon) -> Any:
    known = nouns.lookup(token.text) if token.pos == "NOUN" else None
    if known is not None and token.number == "Plur" and not known.feminine and known.plural[:_STEM] == token.text[:_STEM]:
        return form(known.plural, known.plural, token.pos == "ADJ", True, "Plur", token.gender)
    many = known is not None and not known.number and token.text == known.plural and token.case in ("Nom", "")
    return form(token.text, token.lemma, token.pos == "ADJ", token.pos == "NOUN", "Plur" if many else token.number, token.gender)


def _giver(reading: Reading, noun: Token) -> str | None:
    """Return who gives an account by the first part of its name: `Polizeiangaben` → `Polizei`, `UNHCR-Angaben` → `UNHCR`."""
    if noun.text.lower().startswith(tuple(reading.lexicon.words["sources"]["no_givers"])):
        return None
    for ending in reading.lexicon.words["sources"]["saying_endings"]:
        if noun.text.lower().endswith(ending) and len(noun.text) > len(ending) + 2:
            return noun.text[: -len(ending)].rstrip("-")
    return None


def _pronoun(reading: Reading, token: Token, memory: Memory) -> Name:
    """Resolve a pronoun; a relative pronoun to the noun phrase in front of it."""
    if token.text.lower() in reading.lexicon.words["pronouns"]["several"]:
        return Name(f"{token.text.lower()} (anonymous)", None, "anonymous", (token.start, token.end))
    if token.text.lower() in reading.lexicon.words["phrases"]["nobody"]:
        return NOBODY
    if token.tag in ("PRELS", "PRELAT") and token.i > 1:
        return _antecedent(reading, token, memory)
    meant = pronoun(reading, token, memory)
    return _meant(reading, memory, meant) if meant is not None else NOBODY


def _antecedent(reading: Reading, token: Token, memory: Memory) -> Name:
    k = token.i - 1
    while k > 0 and reading.tokens[k].pos in ("PUNCT", "ADP"):
        k -= 1
    first = k
    while first > 0 and reading.tokens[first - 1].pos in ("PROPN", "NOUN", "ADJ", "DET"):
        first -= 1
    if reading.tokens[k].pos not in ("NOUN", "PROPN"):
        return NOBODY
    return _named(reading, memory, list(range(first, k + 1)))


def _owned(reading: Reading, indices: list[int], memory: Memory) -> Name | None:
    """`seinen Angaben zufolge`: the owner that the possessive points to."""
    noun = next((i for i in indices if reading.tokens[i].pos == "NOUN"), None)
    entry = reading.lexicon.noun(reading.tokens[noun].text) if noun is not None else None
    if entry is None or not entry.takes("n"):
        return None
    token = reading.tokens[indices[0]]
    words = reading.lexicon.words["pronouns"]
    low = token.text.lower()
    kind = words["his"][0] if low.startswith(tuple(words["his_beginning"])) else words["she_or_they"][0]
    meant = pronoun(reading, token, memory, kind)
    return _meant(reading, memory, meant) if meant is not None else NOBODY
