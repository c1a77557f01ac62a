"""Who speaks in a clause, and to whom: the subject of the verb of saying, the agent of its passive, its dative."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.extract.citing import cited_source
from lagebild.extract.clausal import Clause, stretch_end, stretches
from lagebild.extract.drafts import Cue, Reading, Unit
from lagebild.extract.phrases import PhraseWords, Range, begins_phrase, noun_phrase
from lagebild.model import Span
from lagebild.parse.base import Token


def span_of(reading: Reading, found: Range) -> Span:
    return reading.tokens[found[0]].start, reading.tokens[found[1] - 1].end


def speaker_of(reading: Reading, unit: Unit, cue: Cue) -> Range | None:
    """Return the noun phrase that speaks in the cue's clause, or None where the clause names nobody."""
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
        return agent_of(reading, unit, cue)
    found = subject_of(reading, unit, cue.clause, cue)
    sharing = cue.clause.joined or cue.clause.verb_first or cue.clause.kind == "infinitive"
    if sharing and (found is None or not can_speak(reading, cue.clause, found)):
        return _shared_subject(reading, unit, cue) or found
    return found


def _place_of_saying(reading: Reading, unit: Unit, cue: Cue) -> Range | None:
    """`In dem Bericht heißt es`, `aus Paris verlautete`: what a preposition of source or place governs."""
    words = reading.pack.get(PhraseWords.from_pack)
    openers = reading.lexicon.words["adpositions"]["places"]
    for i in cue.clause.tokens():
        token = reading.tokens[i]
        if token.text.lower() in openers and token.pos == "ADP" and i not in unit.opaque:
            phrase = noun_phrase(reading.tokens, i + 1, stretch_end(cue.clause, i), words, words.attached_postverbal)
            if phrase is not None and reading.tokens[phrase[1] - 1].lemma not in words.time_nouns | _not_documents(reading):
                return phrase
    return None


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
    """A clause joined by `und` without a subject of its own has that of the clause before it."""
    for clause in reversed([c for c in unit.clauses if c.first < cue.clause.first and c.finite >= 0]):
        if _told(reading, clause) and not _told(reading, cue.clause) and not cue.clause.joined:
            continue
        if clause.kind in ("main", "relative", "content", "adverbial", "how"):
            found = subject_of(reading, unit, clause, None)
            if found is not None:
                return found
    return None


def _told(reading: Reading, clause: Clause) -> bool:
    return clause.finite >= 0 and reading.tokens[clause.finite].mood == "Sub"


def subject_of(reading: Reading, unit: Unit, clause: Clause, cue: Cue | None) -> Range | None:
    """Return the subject of a clause: the weightiest of the phrases that may be nominative, the first of equals."""
    options = _candidates(reading, unit, clause, cue)
    if cue is not None and cue.kind == "verb":
        options = [o for o in options if not _demonstrative(reading, o)] or options
    return max(options, key=lambda option: _weight(reading, clause, option, cue), default=None)


def _demonstrative(reading: Reading, option: Range) -> bool:
    """Tell a bare `das`, `dies` in the first place before the verb: rather what is said than who says it."""
    return option[1] == option[0] + 1 and reading.low(option[0]) in reading.lexicon.words["backward"]["pronouns"]


@dataclass(frozen=True, slots=True)
class _Weights:
    """How much each sign counts when the subject is chosen; found on the training texts."""

    agree: float = 3.0
    label: float = 1.5
    pronoun: float = 2.0
    place: float = 0.9
    first: float = 1.0
    nominative: float = 0.5
    name: float = 0.7
    noun: float = 1.0
    abstract: float = 0.8
    demonstrative: float = 2.5


_WEIGHTS = _Weights()


def _weight(reading: Reading, clause: Clause, option: Range, cue: Cue | None) -> float:
    """Weigh a phrase as subject: agreement, the parser's label, case, and, of verbs of saying, whether it may speak."""
    tokens = reading.tokens
    finite = tokens[clause.finite] if clause.finite >= 0 else None
    first, low = tokens[option[0]], reading.low(option[0])
    weight = 0.0
    if finite is not None and not _agrees(reading, option, finite):
        weight -= _WEIGHTS.agree
    if any(_is_subject(reading, k, clause) for k in range(*option)):
        weight += _WEIGHTS.label
    if first.tag == "PPER" or first.tag in ("PRELS", "PIS"):
        weight += _WEIGHTS.pronoun
    if option[1] == clause.finite or option[0] == clause.finite + 1:
        weight += _WEIGHTS.place
    if first.case == "Nom":
        weight += _WEIGHTS.nominative
    if option[0] == clause.first:
        weight += _WEIGHTS.first
    if cue is not None and cue.kind == "verb":
        weight += _may_speak(reading, option)
        weight -= _WEIGHTS.demonstrative * (low in reading.lexicon.words["phrases"]["demonstratives"] and option[1] == option[0] + 1)
    return weight


def _may_speak(reading: Reading, option: Range) -> float:
    """Weigh whether a phrase may name who speaks: names do, nouns of saying hardly, unless they are documents."""
    tokens = reading.tokens
    if any(tokens[k].ner in ("PER", "ORG") or (tokens[k].pos == "PROPN" and tokens[k].ner != "LOC") for k in range(*option)):
        return _WEIGHTS.name
    head = next((tokens[k] for k in range(*option) if tokens[k].pos == "NOUN"), None)
    entry = reading.lexicon.noun(head.text) if head is not None else None
    if entry is not None and not entry.takes("x"):
        return -_WEIGHTS.noun
    words = reading.lexicon.words["phrases"]
    if (
        head is not None
        and head.text.endswith(tuple(words["abstract_endings"]))
        and not head.lemma.lower().endswith(tuple(words["speaking_endings"]))
    ):
        return -_WEIGHTS.abstract
    return 0.0


def can_speak(reading: Reading, clause: Clause, option: Range) -> bool:
    """Tell whether a subject agrees with its verb and may name who speaks."""
    finite = reading.tokens[clause.finite] if clause.finite >= 0 else None
    if clause.verb_first and _bare(reading, option):
        return False
    return (finite is None or _agrees(reading, option, finite)) and _may_speak(reading, option) >= 0


def _bare(reading: Reading, option: Range) -> bool:
    """Tell a single common noun in the singular without article (`bot Hilfe an`): an object, unless it names an office or body."""
    token = reading.tokens[option[0]]
    if option[1] > option[0] + 1 or token.pos != "NOUN" or token.ner or token.number != "Sing":
        return False
    words = reading.lexicon.words["sources"]
    speaks = token.lemma in words["offices"] or token.lemma in words["groups"] or token.lemma in words["outlets"]
    return not speaks and not token.lemma.lower().endswith(tuple(words["office_endings"]))


def _is_subject(reading: Reading, k: int, clause: Clause) -> bool:
    token = reading.tokens[k]
    return token.dep in ("nsubj", "nsubj:pass") and (token.head in clause.verbs or token.head == clause.finite or clause.holds(token.head))


def _candidates(reading: Reading, unit: Unit, clause: Clause, cue: Cue | None) -> list[Range]:
    """Return the noun phrases of a clause that may be its subject, in text order."""
    words = reading.pack.get(PhraseWords.from_pack)
    taken = set(cue.tokens) if cue else set()
    found: list[Range] = []
    for option in phrases_of(reading, unit, clause, words):
        if any(k in taken for k in range(*option)) and cue is not None and cue.verb not in range(*option):
            continue
        if cue is not None and reading.low(option[0]) == reading.lexicon.words["pronouns"]["expletive"]:
            continue
        front = clause.kind == "main" and option[1] == clause.finite and not _after_preposition(reading, unit, option[0])
        if _nominative(reading.tokens, option, words, front):
            found.append(option)
    return found


def phrases_of(reading: Reading, unit: Unit, clause: Clause, words: PhraseWords) -> list[Range]:
    """Return the noun phrases of a clause that no preposition governs; the first place of a main clause is read as one phrase."""
    tokens = reading.tokens
    found: list[Range] = []
    for first, last in stretches(clause):
        i = first
        while i < last:
            token = tokens[i]
            if token.pos == "ADP" and i not in unit.opaque:
                phrase = noun_phrase(tokens, i + 1, last, words, words.attached_postverbal) if i + 1 < last else None
                i = phrase[1] if phrase else i + 1
                continue
            if (
                not (begins_phrase(token) or _opens_name(tokens, unit, i))
                or (i in unit.opaque and not _opens_name(tokens, unit, i))
                or (token.pos == "ADJ" and not _leads_noun(tokens, i, last))
            ):
                i += 1
                continue
            front = clause.kind == "main" and clause.finite > i and not clause.verb_first
            stop = min(last, clause.finite) if front and clause.finite < last else last
            phrase = noun_phrase(tokens, i, stop, words, words.attached if front else words.attached_postverbal)
            if phrase is None:
                i += 1
                continue
            found.append(phrase)
            i = phrase[1]
    return found


def _opens_name(tokens: tuple[Token, ...], unit: Unit, i: int) -> bool:
    """Tell whether a short quotation that may be a name begins at `i`."""
    return any(
        q.first == i and q.last - q.first <= 6 and not any(tokens[k].verbform == "Fin" for k in range(q.first, q.last)) for q in unit.quotes
    )


def _leads_noun(tokens: tuple[Token, ...], i: int, last: int) -> bool:
    return (i + 1 < last and tokens[i + 1].pos in ("NOUN", "PROPN", "ADJ", "X")) or tokens[i].text[:1].isupper()


def _after_preposition(reading: Reading, unit: Unit, i: int) -> bool:
    return i > unit.first and reading.tokens[i - 1].pos == "ADP"


def _nominative(tokens: tuple[Token, ...], option: Range, words: PhraseWords, front: bool) -> bool:
    """Tell whether a phrase may be nominative by its determiner or pronoun; in front of the verb the tagger's case of `der` counts less."""
    first = tokens[option[0]]
    low = first.text.lower()
    if first.pos == "PRON" and option[1] == option[0] + 1:
        return low in words.subject_pronouns or (first.tag in ("PRELS", "PIS", "PDS") and first.case in ("Nom", ""))
    if low in words.oblique:
        return False
    quoted = option[1] > option[0] + 2 and tokens[option[0] + 1].pos == "PUNCT"
    if first.pos == "DET" and low in words.articles and (quoted or (front and first.case != "Dat")):
        return True
    if first.pos == "DET" and first.case in ("Dat", "Gen") and low in words.dative | words.genitive:
        return False
    head = tokens[option[1] - 1]
    if head.pos == "NOUN" and option[1] - option[0] == 1 and head.case in ("Gen", "Dat"):
        return False
    return not _is_time(tokens, option)


def _is_time(tokens: tuple[Token, ...], option: Range) -> bool:
    head = tokens[option[1] - 1]
    return head.pos == "NUM" and option[1] - option[0] <= 2


def _agrees(reading: Reading, option: Range, finite: Token) -> bool:
    """Tell whether a phrase agrees in number with the finite verb, as far as both are known."""
    tokens = reading.tokens
    if not finite.number:
        return True
    if any(tokens[k].pos == "CCONJ" and tokens[k + 1].pos != "ADJ" for k in range(*option)) and tokens[option[0]].number == "Plur":
        return finite.number == "Plur"
    if any(tokens[k].pos == "CCONJ" for k in range(*option)):
        return True
    at = next((k for k in range(*option) if tokens[k].pos in ("NOUN", "PROPN", "PRON")), -1)
    while 0 <= at < option[1] - 1 and tokens[at].pos == tokens[at + 1].pos == "NOUN":
        at += 1
    head = tokens[at] if at >= 0 else None
    if head is None or not head.number or head.pos == "PROPN":
        return True
    low = head.text.lower()
    words = reading.pack.get(PhraseWords.from_pack)
    if head.pos == "PRON" and (low in words.she_or_they or low in words.articles):
        return True
    return head.number == finite.number


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
    if before is not None and before.pos == "PROPN" and before.text.endswith("s"):
        return noun - 1, noun
    clause = unit.clause_at(noun)
    if clause is None or (before is not None and _told_of(reading, noun)):
        return None
    found = subject_of(reading, unit, clause, None)
    if found is None or found[0] <= noun < found[1]:
        return agent_of(reading, unit, Cue("noun", (noun,), clause, None, noun))
    return found


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
