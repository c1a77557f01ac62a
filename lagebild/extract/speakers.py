"""Who speaks in a clause, and to whom: the subject of the verb of saying, the agent of its passive, its dative."""

from __future__ import annotations

from lagebild.extract.citing import cited_source
from lagebild.extract.clausal import Clause, stretch_end
from lagebild.extract.drafts import Cue, Reading, Unit
from lagebild.extract.phrases import PhraseWords, Range, noun_phrase
from lagebild.extract.subjects import antecedent, can_speak, no_masculine, phrases_of, subject_of
from lagebild.model import Span
from lagebild.parse.base import Token


def span_of(reading: Reading, found: Range) -> Span:
    """Return the characters of a range of tokens."""
    return reading.tokens[found[0]].start, reading.tokens[found[1] - 1].end


def speaker_of(reading: Reading, unit: Unit, cue: Cue) -> Range | None:
    """Return the noun phrase that speaks in the cue's clause, or None where the clause names nobody."""
    found = _speaking_phrase(reading, unit, cue)
    if found is None or _nobody(reading, found):
        return None
    return antecedent(reading, unit, _without_topic(reading, cue, found))


def _without_topic(reading: Reading, cue: Cue, found: Range) -> Range:
    """Cut off the topic that the verb's own preposition opens behind its subject: `spricht die Polizei von einem Unfall`."""
    if cue.entry is None or not 0 <= cue.clause.finite < found[0]:
        return found
    preps = cue.entry.preps
    at = next((k for k in range(found[0] + 1, found[1]) if reading.tokens[k].pos == "ADP" and reading.low(k) in preps), found[1])
    return found[0], at


def _nobody(reading: Reading, found: Range) -> bool:
    """Tell a lone `es` or `man`, or `das` that is no relative pronoun: it names nobody who speaks."""
    low, token = reading.low(found[0]), reading.tokens[found[0]]
    words = reading.lexicon.words
    bare = found[1] == found[0] + 1 and token.pos in ("PRON", "DET") and token.tag != "PRELS"
    return bare and (low in words["pronouns"]["unnamed"] or low in words["backward"]["pronouns"])


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
    if clause.verb_first and cue.entry.takes("o") and tokens[found[0]].tag == "PIAT" and tokens[found[1] - 1].number == "Sing":
        return True
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
    clause = unit.clause_at(noun)
    last = min(unit.last if clause is None else stretch_end(clause, noun), noun + 25)
    if i < last and tokens[i].text.lower() in words.of and tokens[i].pos == "ADP":
        return noun_phrase(tokens, i + 1, last, words, words.attached_postverbal)
    if i < last and (tokens[i].text.lower() in words.genitive and tokens[i].pos in ("DET",)):
        return noun_phrase(tokens, i, last, words, words.attached_postverbal)
    before = tokens[noun - 1] if noun > unit.first else None
    if before is not None and before.pos == "PROPN" and before.text.endswith("s"):
        return noun - 1, noun
    owned = (noun - 1, noun) if before is not None and before.tag == "PPOSAT" else None
    if clause is None or (before is not None and _told_of(reading, noun)):
        return owned
    return _bringer(reading, unit, clause, noun) or owned


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
    if cue.kind == "adposition" or (cue.entry is None and cue.kind != "so"):
        return None
    found = _told_audience(reading, unit, cue)
    if found is not None or cue.entry is None or cue.kind != "verb":
        return found
    if cue.passive and cue.entry.takes("A"):
        return subject_of(reading, unit, cue.clause, cue)
    return _object_addressed(reading, unit, cue, speaker) if cue.entry.takes("D", "A") else None


def _told_audience(reading: Reading, unit: Unit, cue: Cue) -> Range | None:
    """Return the phrase after a preposition of address: the verb's own, `gegenüber`, `vor Journalisten`, `im Brief an`."""
    words = reading.pack.get(PhraseWords.from_pack)
    own = cue.entry.addressees if cue.entry is not None and cue.kind == "verb" else frozenset()
    for i in cue.clause.tokens():
        token, low = reading.tokens[i], reading.low(i)
        if token.pos not in ("ADP", "ADV") or i in unit.opaque or i + 1 >= unit.last or (cue.kind == "so" and i < cue.verb):
            continue
        kinds = _addressing(reading, low, i, own)
        if not kinds or (cue.kind == "noun" and i != cue.verb + 1 and "letters" in kinds):
            continue
        phrase = noun_phrase(reading.tokens, i + 1, stretch_end(cue.clause, i), words, words.attached_postverbal)
        if phrase is not None and _is_person(reading, phrase) and (kinds != "audience" or _listens(reading, phrase)):
            return phrase
    return None


def _addressing(reading: Reading, low: str, i: int, own: frozenset[str]) -> str:
    """Return how a preposition may open the addressee: "own" or "any" always, "audience" before such nouns, "letters" behind its noun."""
    words = reading.lexicon.words["addressee"]
    if low in own or low in words["any"]:
        return "own"
    if low in words["before"]:
        return "audience"
    prior = reading.tokens[i - 1].lemma if i else ""
    for key in ("talks", "letters"):
        if low in words[key]["by"] and prior.lower().endswith(tuple(words[key]["nouns"])):
            return "letters"
    return ""


def _listens(reading: Reading, phrase: Range) -> bool:
    """Tell whether a phrase names those before whom one speaks: journalists, a parliament, a court."""
    nouns = tuple(reading.lexicon.words["addressee"]["audience"])
    return any(reading.tokens[k].pos == "NOUN" and reading.low(k).endswith(nouns) for k in range(*phrase))


def _object_addressed(reading: Reading, unit: Unit, cue: Cue, speaker: Range | None) -> Range | None:
    words = reading.pack.get(PhraseWords.from_pack)
    entry = cue.entry
    for option in phrases_of(reading, unit, cue.clause, words):
        if (speaker is not None and option[0] < speaker[1] and speaker[0] < option[1]) or any(k in cue.tokens for k in range(*option)):
            continue
        first, low = reading.tokens[option[0]], reading.low(option[0])
        if low in words.reflexive or entry is None or not _is_person(reading, option):
            continue
        quoted = option == (cue.clause.first, cue.clause.finite) and reading.tokens[option[0] + 1].pos == "PUNCT"
        if entry.takes("D") and (
            quoted or _dative(reading.tokens, option, low, words) or (first.pos == "NOUN" and _listens(reading, option))
        ):
            return option
        if entry.takes("A") and not _genitive(first, low, words):
            return option
    return None


def _dative(tokens: tuple[Token, ...], option: Range, low: str, words: PhraseWords) -> bool:
    """Tell whether a phrase that hangs on no noun is a dative: by its determiner, or, without one, by its case."""
    first = tokens[option[0]]
    if low in words.dative_singular or (low in words.masculine and no_masculine(tokens, option, words)):
        return True
    if low in words.dative:
        plural = low in words.plural and tokens[option[1] - 1].text.endswith(words.dative_plural)
        return first.case in ("Dat", "Gen") or plural or (first.pos == "PRON" and option[1] == option[0] + 1)
    return first.pos in ("NOUN", "PROPN", "ADJ") and first.case == "Dat"


def _genitive(first: Token, low: str, words: PhraseWords) -> bool:
    return first.case == "Gen" and low in words.genitive


def _is_person(reading: Reading, option: Range) -> bool:
    """Tell whether a phrase may name people: it holds a name, a pronoun, or a noun that is no reporting noun, but for news houses."""
    tokens = reading.tokens
    if any(tokens[k].ner in ("PER", "ORG") or tokens[k].pos == "PROPN" for k in range(*option)):
        return True
    head = next((k for k in range(*option) if tokens[k].pos in ("NOUN", "PRON")), -1)
    if head < 0:
        return False
    if tokens[head].pos == "PRON":
        return tokens[head].text.lower() not in reading.lexicon.words["pronouns"]["no_person"]
    return reading.lexicon.noun(tokens[head].text) is None or tokens[head].lemma in reading.lexicon.words["sources"]["outlets"]
