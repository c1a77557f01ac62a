"""Who a speaker's noun phrase is: mentions, pronouns and descriptions resolved to names; the class of the source."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace

from lagebild.extract.drafts import Reading
from lagebild.extract.mentions import best_name, mentions_in
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
_LATEST = 60


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
    indices = _without_saying(reading, memory.mentions, indices)
    found = _named(reading, memory, indices)
    memory.seen.append(Known(span[1], found, _gender(reading, indices), _number(reading, indices)))
    return found


def _named(reading: Reading, memory: Memory, indices: list[int]) -> Name:
    span = reading.tokens[indices[0]].start, reading.tokens[indices[-1]].end
    text = _plain(reading, indices)
    persons = [m for m in _persons(reading, memory.mentions, span) if not _belongs(reading, indices, m)]
    if not persons and not any(reading.tokens[i].pos in ("PROPN", "X") or reading.tokens[i].ner for i in indices):
        return _undisclosed(reading, memory, indices, Name(text, None, None, span))
    if persons and not _parenthetic(reading, indices, persons[0]):
        together = len(persons) > 1 and any(reading.tokens[i].pos == "CCONJ" for i in indices)
        name = " und ".join(m.name for m in persons) if together else persons[0].name
        return Name(name, persons[0].entity, "named", span)
    apposed = _apposed_name(reading, indices)
    if apposed is not None:
        return Name(apposed, None, "named", span)
    mention = best_name(memory.mentions, span)
    kind = _class(reading, indices, mention)
    entity = mention.entity if mention is not None else None
    if kind == "anonymous":
        return Name(f"{text} (anonymous)", None, kind, span)
    if mention is not None and kind in ("outlet", "agency", "document") and mention.kind == "media" and kind != "document":
        return Name(mention.name, entity, kind, span)
    whole = mention is not None and mention.span[1] - mention.span[0] >= 0.8 * len(text)
    if mention is not None and (
        (whole and mention.kind != "state" and len(mention.name) >= len(text)) or (mention.kind == "state" and len(indices) <= 2)
    ):
        return Name(mention.name, entity, kind, span)
    return Name(text, entity, kind, span)


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


def _undisclosed(reading: Reading, memory: Memory, indices: list[int], plain: Name) -> Name:
    """Name a phrase without a proper name: somebody named before, an office or body, or nobody in particular."""
    mention = best_name(memory.mentions, plain.span) if plain.span is not None else None
    kind = _class(reading, indices, mention)
    first = reading.tokens[indices[0]]
    nouns = [reading.tokens[i] for i in indices if reading.tokens[i].pos == "NOUN"]
    head = nouns[0].text.lower() if nouns else ""
    definite = first.pos == "DET" and first.lemma.lower() in reading.lexicon.words["pronouns"]["definite_lemmas"] and first.number != "Plur"
    if definite and head.endswith(tuple(reading.lexicon.words["sources"]["roles"])):
        if mention is not None and mention.kind == "person" and mention.entity and "(" not in mention.name and mention.name != mention.role:
            return Name(mention.name, mention.entity, "named", plain.span)
        earlier = [
            k
            for k in memory.seen[-_LATEST:]
            if k.name.source_class == "named" and k.number != "Plur" and _same_gender(k.gender, _gender(reading, indices))
        ]
        if earlier and len(nouns) == 1:
            return earlier[-1].name
        holder = _holder(memory, head, plain.span)
        if holder is not None:
            return Name(holder.name, holder.entity, "named", plain.span)
    if mention is not None and mention.kind == "media" and mention.entity and len(indices) <= 2 and mention.name not in (plain.name or ""):
        return Name(mention.name, mention.entity, kind, plain.span)
    if definite and len(indices) == 2 and len(nouns) == 1:
        named = _called(reading, memory, nouns[0], plain.span)
        if named is not None:
            return named if kind in ("group", "named") else replace(named, source_class=kind)
    if kind == "anonymous":
        return Name(f"{plain.name} (anonymous)", None, kind, plain.span)
    if mention is not None and mention.kind in ("media", "state"):
        return Name(mention.name if mention.kind == "state" and len(indices) <= 2 else plain.name, mention.entity, kind, plain.span)
    return Name(plain.name, mention.entity if mention is not None else None, "office" if kind == "named" else kind, plain.span)


def _called(reading: Reading, memory: Memory, noun: Token, span: Span | None) -> Name | None:
    """Return the medium or source named before that a noun stands for: `die Zeitung`, `das Gericht` after `das Landgericht Kiel`."""
    words = reading.lexicon.words["sources"]
    start = span[0] if span is not None else 0
    agency = noun.lemma in words["agencies"]
    if agency or noun.lemma in words["papers"]:
        first = bisect_left(memory.mentions, start - _REACH, key=lambda m: m.span[0])
        near = memory.mentions[first : bisect_left(memory.mentions, start, key=lambda m: m.span[0])]
        media = [m for m in near if m.kind == "media" and m.entity and (m.role == "agency") is agency]
        kind: SourceClass = "agency" if agency else "outlet"
        if media:
            return Name(media[-1].name, media[-1].entity, kind, span)
        return next((k.name for k in reversed(memory.seen[-_LATEST:]) if k.name.source_class == kind), None)
    head = noun.lemma.lower()
    if noun.lemma in words["too_common"]:
        return None
    for known in reversed(memory.seen[-_LATEST:]):
        name = known.name.name or ""
        if known.name.source_class != "named" and any(w.lower().endswith(head) and len(w) > len(head) for w in name.split()):
            return known.name
    return None


def _holder(memory: Memory, head: str, span: Span | None) -> Mention | None:
    """Return the person named with the office that a description names, the nearest before it."""
    before = [m for m in memory.mentions if span is not None and m.span[1] <= span[0] and m.kind == "person" and m.entity and _proper(m)]
    before = [m for m in before if m.role and m.role.lower().split()[-1:] == [head]]
    return before[-1] if before else None


def _proper(mention: Mention) -> bool:
    """Tell whether a person is known by name, not only by office."""
    return mention.name != mention.role and "(" not in mention.name


def _same_gender(a: str, b: str) -> bool:
    return not a or not b or a == b


def _parenthetic(reading: Reading, indices: list[int], mention: Mention) -> bool:
    """Tell whether the person is only part of a description of somebody else: `ein Sprecher von Anna Maier`."""
    first = reading.tokens[indices[0]]
    before = next((i for i in indices if reading.tokens[i].end >= mention.span[0]), indices[0])
    words = reading.lexicon.words["pronouns"]
    return first.lemma in words["indefinite_lemmas"] and any(
        reading.tokens[i].text in words["genitive_links"] for i in indices if i < before
    )


def _belongs(reading: Reading, indices: list[int], mention: Mention) -> bool:
    """Tell whether the person is whose the speaker is: `das Wahlkampfteam von Anna Maier`."""
    before = next((i for i in reversed(indices) if reading.tokens[i].end <= mention.span[0]), -1)
    return before > indices[0] and reading.low(before) in reading.lexicon.words["phrases"]["of"]


def _without_saying(reading: Reading, mentions: tuple[Mention, ...], indices: list[int]) -> list[int]:
    """Drop a noun of saying that only leads to whose it is: `Angaben der Polizei` is the police."""
    for k, i in enumerate(indices[:-1]):
        token = reading.tokens[i]
        if token.pos == "NOUN":
            entry = reading.lexicon.noun(token.text)
            owner = span_between(reading, indices[k + 1 :])
            media = any(m.kind == "media" for m in mentions_in(mentions, owner))
            if entry is not None and entry.takes("n") and (not entry.takes("x") or media):
                rest = list(indices[k + 1 :])
                while len(rest) > 1 and reading.tokens[rest[0]].pos in ("ADP", "PUNCT"):
                    rest = rest[1:]
                return rest
            return indices
    return indices


def span_between(reading: Reading, indices: list[int]) -> Span:
    return reading.tokens[indices[0]].start, reading.tokens[indices[-1]].end


def _plain(reading: Reading, indices: list[int]) -> str:
    """Return the words of a noun phrase without an article in front, marks round it, or the saying in a compound."""
    while len(indices) > 1 and reading.tokens[indices[0]].pos == "DET":
        indices = indices[1:]
    text = reading.parse.text[reading.tokens[indices[0]].start : reading.tokens[indices[-1]].end].strip('„“"»«” ,')
    if len(indices) == 1:
        for ending in reading.lexicon.words["sources"]["saying_endings"]:
            if text.lower().endswith(ending) and len(text) > len(ending) + 2:
                return text[: -len(ending)].rstrip("-")
    return text


def _class(reading: Reading, indices: list[int], mention: Mention | None) -> SourceClass:
    kind = _told_class(reading, indices, mention)
    if kind == "anonymous" and mention is not None and mention.kind == "organization" and len(mention.name.split()) > 1:
        return "group"
    return kind or ("anonymous" if _plain_plural(reading, indices) else "group")


def _plain_plural(reading: Reading, indices: list[int]) -> bool:
    """Tell a plural of common nouns without name or article: many whom nobody counts (`Fluglotsen`)."""
    tokens = [reading.tokens[i] for i in indices]
    head = next((t for t in tokens if t.pos == "NOUN"), None)
    named = any(t.pos in ("PROPN", "X", "DET") or t.ner for t in tokens)
    return head is not None and head.number == "Plur" and not named


def _told_class(reading: Reading, indices: list[int], mention: Mention | None) -> SourceClass | None:
    words = reading.lexicon.words["sources"]
    if _plain(reading, indices).startswith(tuple(words["office_names"])):
        return "office"
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
    return None


def _noun_class(token: Token, words: dict[str, list[str]]) -> SourceClass | None:
    text, lemma = token.text, token.lemma
    low, form = lemma.lower(), text.lower()
    if text in words["agency_names"] or lemma in words["agencies"]:
        return "agency"
    if (
        lemma in words["outlets"]
        or text in words["outlets"]
        or low.endswith(tuple(words["outlet_endings"]))
        or form.endswith(tuple(words["outlet_endings"]))
    ):
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
    ending = reading.lexicon.words["pronouns"]["female_ending"]
    return "Fem" if head.text.endswith(ending) and head.text[:1].isupper() and len(head.text) > 5 else head.gender


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
    known = [k for k in memory.seen[-_LATEST:] if k.at <= token.start]
    first = bisect_left(memory.mentions, token.start - _REACH, key=lambda m: m.span[0])
    near = memory.mentions[first : bisect_left(memory.mentions, token.start, key=lambda m: m.span[0])]
    known += [_person(reading, m) for m in near if m.kind == "person" and m.entity and m.span[1] <= token.start]
    known.sort(key=lambda k: k.at)
    plural = low in reading.lexicon.words["pronouns"]["she_or_they"] and _verb_number(reading, token) == "Plur"
    fits = [k for k in known if _may_mean(k, low, plural, reading.lexicon.words["pronouns"])]
    best = _likeliest(reading, token, fits, {k.name.name for k in memory.seen[-3:]})
    return best.name if best is not None else NOBODY


def _likeliest(reading: Reading, token: Token, fits: list[Known], speakers: set[str | None]) -> Known | None:
    """Choose among those whom a pronoun may mean: the first of its own sentence (mostly the subject), else the latest speaker."""
    sentence = reading.parse.sentence_of(token.i)
    start = reading.tokens[sentence.first].start
    own = [k for k in fits if k.at > start]
    if own:
        return own[0]
    recent = [k for k in fits if k.name.name in speakers and token.start - k.at < _REACH]
    return recent[-1] if recent else fits[-1] if fits else None


def _person(reading: Reading, mention: Mention) -> Known:
    at = list(reading.parse.at(mention.span))
    role = mention.role or ""
    gender = "Fem" if role.endswith(reading.lexicon.words["pronouns"]["female_ending"]) else ""
    span = (reading.tokens[at[0]].start, reading.tokens[at[-1]].end) if at else mention.span
    return Known(mention.span[1], Name(mention.name, mention.entity, "named", span), gender, "Sing")


def _may_mean(known: Known, low: str, plural: bool, words: dict[str, list[str]]) -> bool:
    if known.name.name is None:
        return False
    if low in words["he"] and known.name.source_class in ("outlet", "agency", "document"):
        return False
    if low in words["his"]:
        return known.number != "Plur" and known.gender not in ("Fem", "Neut")
    if plural:
        return known.number == "Plur"
    if low in words["her"]:
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
    return _named(reading, memory, list(range(first, k + 1)))


def _owned(reading: Reading, indices: list[int], memory: Memory) -> Name | None:
    """`seinen Angaben zufolge`: the owner that the possessive points to."""
    noun = next((i for i in indices if reading.tokens[i].pos == "NOUN"), None)
    entry = reading.lexicon.noun(reading.tokens[noun].text) if noun is not None else None
    if entry is None or not entry.takes("n"):
        return None
    return _pronoun_like(reading, reading.tokens[indices[0]], memory)


def _pronoun_like(reading: Reading, token: Token, memory: Memory) -> Name:
    low = token.text.lower()
    words = reading.lexicon.words["pronouns"]
    kind = words["his"][0] if low.startswith(tuple(words["his_beginning"])) else words["her"][0]
    known = [k for k in memory.seen[-_LATEST:] if k.at <= token.start and _may_mean(k, kind, False, words)]
    return known[-1].name if known else (memory.seen[-1].name if memory.seen else NOBODY)
