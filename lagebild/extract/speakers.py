"""Who speaks in a clause, and to whom: the subject of the verb of saying, the agent of its passive, its dative."""

from __future__ import annotations

from lagebild.extract.citing import cited_source
from lagebild.extract.clausal import Clause, stretch_end
from lagebild.extract.drafts import Cue, Reading, Unit
from lagebild.extract.phrases import PhraseWords, Range, noun_phrase
from lagebild.extract.subjects import antecedent, can_speak, phrases_of, subject_of
from lagebild.model import Span
from lagebild.parse.base import Token


def span_of(reading: Reading, found: Range) -> Span:
    """Return the characters of a range of tokens."""
    return reading.tokens[found[0]].start, reading.tokens[found[1] - 1].end


def speaker_of(reading: Reading, unit: Unit, cue: Cue) -> Range | None:
    """Return the noun phrase that speaks in the cue's clause, or None where the clause names nobody."""
    found = _speaking_phrase(reading, unit, cue)
    return None if found is None or _nobody(reading, found) else antecedent(reading, unit, found)


def _nobody(reading: Reading, found: Range) -> bool:
    """Tell a lone `es`, or `das` that is no relative pronoun: it says nothing."""
    low, token = reading.low(found[0]), reading.tokens[found[0]]
    words = reading.lexicon.words
    bare = found[1] == found[0] + 1 and token.pos in ("PRON", "DET") and token.tag != "PRELS"
    return bare and (low == words["pronouns"]["expletive"] or low in words["backward"]["pronouns"])


def _speaking_phrase(reading: Reading, unit: Unit, cue: Cue) -> Range | None:
    if cue.kind == "noun":
        return _owner(reading, unit, cue.verb)
    cited = cited_source(reading, unit, cue)
    if cited is not None:
        return cited
    if cue.entry is not None and cue.entry.takes("x"):
        return _place_of_saying(reading, unit, cue)
    if cue.entry is not None and cue.entry.takes("c"):
        return _quoted_one(reading, unit, cue)
    if cue.passive:
        return agent_of(reading, unit, cue) or _place_of_saying(reading, unit, cue)
    if cue.entry is None:
        return _place_of_saying(reading, unit, cue) or subject_of(reading, unit, cue.clause, cue)
    if cue.clause.kind == "infinitive":
        return _shared_subject(reading, unit, cue)
    found = subject_of(reading, unit, cue.clause, cue)
    sharing = cue.clause.joined or cue.clause.verb_first
    if sharing and (found is None or not can_speak(reading, cue.clause, found) or _object_of_joined(reading, cue, found)):
        return _shared_subject(reading, unit, cue) or found
    return found


def _object_of_joined(reading: Reading, cue: Cue, found: Range) -> bool:
    """Tell whether the only phrase of a clause joined by `und` is its object: `und nannte sie haltlos`, `und die Polizei auffordert`."""
    clause, tokens = cue.clause, reading.tokens
    if not clause.joined or cue.entry is None or clause.before:
        return False
    words = reading.pack.get(PhraseWords.from_pack)
    low = reading.low(found[0])
    if found[1] == found[0] + 1 and tokens[found[0]].pos == "PRON":
        return clause.verb_first and low in words.she_or_they
    return cue.entry.takes("A") and low in words.articles and tokens[found[0]].case != "Nom"


def _place_of_saying(reading: Reading, unit: Unit, cue: Cue) -> Range | None:
    """`In dem Bericht heißt es`, `aus Paris verlautete`: what a preposition of source or place governs."""
    words = reading.pack.get(PhraseWords.from_pack)
    openers = reading.lexicon.words["adpositions"]["places"]
    for i in cue.clause.tokens():
        token = reading.tokens[i]
        if token.text.lower() in openers and token.pos == "ADP" and i not in unit.opaque:
            phrase = noun_phrase(reading.tokens, i + 1, stretch_end(cue.clause, i), words, words.attached_postverbal)
            if phrase is None or ((cue.passive or cue.entry is None) and not _tells(reading, antecedent(reading, unit, phrase))):
                continue
            if reading.tokens[phrase[1] - 1].lemma not in words.time_nouns | _not_documents(reading):
                return phrase
    return None


def _tells(reading: Reading, found: Range) -> bool:
    """Tell whether a phrase names a text or those who speak without a name: `in dem Bericht`, `aus Kreisen der Partei`, `in den Medien`."""
    head = next((reading.tokens[k] for k in range(*found) if reading.tokens[k].pos == "NOUN"), None)
    if head is None:
        return False
    entry = reading.lexicon.noun(head.text)
    sources = reading.lexicon.words["sources"]
    if entry is not None and entry.takes("x"):
        return True
    return bool({head.text, head.lemma} & {*sources["documents"], *sources["anonymous"], *sources["many"]})


def _not_documents(reading: Reading) -> frozenset[str]:
    return frozenset(reading.lexicon.words["adpositions"]["no_places"])


def _quoted_one(reading: Reading, unit: Unit, cue: Cue) -> Range | None:
    """`X wird zitiert`, `der Spiegel zitiert X`: who is quoted, not who quotes."""
    subject = subject_of(reading, unit, cue.clause, cue)
    if cue.passive:
        return subject
    words = reading.pack.get(PhraseWords.from_pack)
    for option in phrases_of(reading, unit, cue.clause, words):
        if subject is not None and option[0] < subject[1] and subject[0] < option[1]:
            continue
        if _is_person(reading, option):
            return option
    return subject


def _shared_subject(reading: Reading, unit: Unit, cue: Cue) -> Range | None:
    """A clause joined by `und` without a subject of its own has that of the clause before it, of the latest told as a fact if it is one."""
    earlier = [c for c in reversed(unit.clauses) if c.first < cue.clause.first and c.finite >= 0]
    if not _told(reading, cue.clause):
        earlier.sort(key=lambda c: _told(reading, c))
    kinds = ("main", "relative", "content", "adverbial", "how")
    subjects = (subject_of(reading, unit, c, None) for c in earlier if c.kind in kinds)
    return next((s for s in subjects if s is not None), None)


def _told(reading: Reading, clause: Clause) -> bool:
    return clause.finite >= 0 and reading.tokens[clause.finite].mood == "Sub"


def agent_of(reading: Reading, unit: Unit, cue: Cue) -> Range | None:
    """Return the noun phrase after `von` or `durch` in a passive clause."""
    words = reading.pack.get(PhraseWords.from_pack)
    by = frozenset(reading.lexicon.words["passive"]["by"])
    for i in cue.clause.tokens():
        token = reading.tokens[i]
        if token.text.lower() in by and token.pos == "ADP" and i not in unit.opaque and i + 1 < unit.last:
            phrase = noun_phrase(reading.tokens, i + 1, stretch_end(cue.clause, i), words, words.attached_postverbal)
            if phrase is not None:
                return phrase
    return None


def _owner(reading: Reading, unit: Unit, noun: int) -> Range | None:
    """Return whose saying a noun names: the genitive, name or von-phrase behind it, else the subject of its clause."""
    words = reading.pack.get(PhraseWords.from_pack)
    tokens = reading.tokens
    i = noun + 1
    last = min(unit.last, noun + 25)
    if i < last and tokens[i].text.lower() in words.of and tokens[i].pos == "ADP":
        return noun_phrase(tokens, i + 1, last, words, words.attached_postverbal)
    if i < last and (tokens[i].text.lower() in words.genitive and tokens[i].pos in ("DET",)):
        return noun_phrase(tokens, i, last, words, words.attached_postverbal)
    before = tokens[noun - 1] if noun > unit.first else None
    if before is not None and ((before.pos == "PROPN" and before.text.endswith("s")) or before.tag == "PPOSAT"):
        return noun - 1, noun
    clause = unit.clause_at(noun)
    if clause is None or (before is not None and _told_of(reading, noun)):
        return None
    return _bringer(reading, unit, clause, noun)


def _bringer(reading: Reading, unit: Unit, clause: Clause, noun: int) -> Range | None:
    """Return who brings a noun of saying up: the subject of its clause, unless the noun stands first and is what is spoken of."""
    cue = Cue("noun", (noun,), clause, None, noun)
    found = subject_of(reading, unit, clause, None)
    itself = found is not None and found[0] <= noun < found[1]
    if (found is None or itself) and (clause.joined or clause.verb_first):
        return _shared_subject(reading, unit, cue)
    if found is None or itself:
        return agent_of(reading, unit, cue)
    return None if noun < clause.finite <= found[0] and clause.kind == "main" else found


def _told_of(reading: Reading, noun: int) -> bool:
    """Tell whether a noun of saying is what somebody speaks about (`über Berichte, wonach …`), so that the subject is not its owner."""
    k = noun - 1
    while k >= 0 and reading.tokens[k].pos in ("DET", "ADJ", "NUM"):
        k -= 1
    return k >= 0 and reading.tokens[k].pos == "ADP" and reading.low(k) in reading.lexicon.words["adpositions"]["about"]


def addressee_of(reading: Reading, unit: Unit, cue: Cue, speaker: Range | None) -> Range | None:
    """Return to whom something is said: the dative or accusative person that the verb takes, or the phrase after its preposition."""
    if cue.entry is None or cue.kind != "verb":
        return None
    words = reading.pack.get(PhraseWords.from_pack)
    tokens = reading.tokens
    for i in cue.clause.tokens():
        if tokens[i].text.lower() in cue.entry.addressees and tokens[i].pos in ("ADP", "ADV") and i not in unit.opaque:
            phrase = noun_phrase(tokens, i + 1, stretch_end(cue.clause, i), words, words.attached_postverbal)
            if phrase is not None and _is_person(reading, phrase):
                return phrase
    if cue.passive and cue.entry.takes("A"):
        return subject_of(reading, unit, cue.clause, cue)
    if not cue.entry.takes("D", "A"):
        return None
    for option in phrases_of(reading, unit, cue.clause, words):
        if speaker is not None and option[0] < speaker[1] and speaker[0] < option[1]:
            continue
        if any(k in cue.tokens for k in range(*option)):
            continue
        first = tokens[option[0]]
        low = first.text.lower()
        if low in words.reflexive:
            continue
        if (
            cue.entry.takes("D")
            and (low in words.dative_singular or (low in words.dative and first.case == "Dat"))
            and _is_person(reading, option)
        ):
            return option
        if cue.entry.takes("A") and _is_person(reading, option) and not _genitive(first, low, words):
            return option
    return None


def _genitive(first: Token, low: str, words: PhraseWords) -> bool:
    return first.case == "Gen" and low in words.genitive


def _is_person(reading: Reading, option: Range) -> bool:
    """Tell whether a phrase may name people: it holds a name, a pronoun, or a noun that is no reporting noun or time."""
    tokens = reading.tokens
    if any(tokens[k].ner in ("PER", "ORG") or tokens[k].pos == "PROPN" for k in range(*option)):
        return True
    head = next((k for k in range(*option) if tokens[k].pos in ("NOUN", "PRON")), -1)
    if head < 0:
        return False
    if tokens[head].pos == "PRON":
        return tokens[head].text.lower() not in reading.lexicon.words["pronouns"]["no_person"]
    return reading.lexicon.noun(tokens[head].text) is None
