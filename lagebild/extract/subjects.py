"""The subject of a clause: which of its noun phrases."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.extract.clausal import Clause, is_verb, stretches
from lagebild.extract.drafts import Cue, Quoted, Reading, Unit
from lagebild.extract.phrases import PhraseWords, Range, begins_phrase, noun_phrase
from lagebild.extract.source_class import SourceWords
from lagebild.parse.base import Token


def subject_of(reading: Reading, unit: Unit, clause: Clause, cue: Cue | None) -> Range | None:
    """Return the subject of a clause: the weightiest of the phrases that may be nominative, the first of equals."""
    key = (cue.kind, cue.tokens, cue.verb, cue.passive) if cue is not None else ()
    if key not in clause.subjects:
        clause.subjects[key] = _subject(reading, unit, clause, cue)
    return clause.subjects[key]


def _subject(reading: Reading, unit: Unit, clause: Clause, cue: Cue | None) -> Range | None:
    options = _candidates(reading, unit, clause, cue)
    if cue is not None and cue.kind == "verb":
        options = [o for o in options if not _demonstrative(reading, o)] or options
        options = [o for o in options if not _told_first(reading, clause, cue, o, options)]
        if not options and clause.kind == "main" and not clause.verb_first and not cue.passive:
            return _surname(reading, clause)
    return max(options, key=lambda option: _weight(reading, clause, option, cue), default=None)


def _told_first(reading: Reading, clause: Clause, cue: Cue, option: Range, options: list[Range]) -> bool:
    """Tell the dative in front of `Der „Zeit“ sagte Minister Jan Korte`: a name in marks, where a person follows the verb."""
    tokens = reading.tokens
    front = option == (clause.first, clause.finite) and tokens[option[0] + 1].pos == "PUNCT" and tokens[option[0]].pos == "DET"
    if not front or cue.entry is None or not cue.entry.takes("D"):
        return False
    return any(o[0] == clause.finite + 1 and any(tokens[k].ner == "PER" for k in range(*o)) for o in options)


_FARTHEST = 18
_CLOSING_VERBS = 3


def _surname(reading: Reading, clause: Clause) -> Range | None:
    """Return a name that begins like a prepositional phrase and fills the first place of a clause (`Von der Aue sagte`)."""
    words = reading.pack.get(PhraseWords.from_pack)
    first = clause.first
    if reading.low(first) not in words.of or clause.finite <= first + 1:
        return None
    phrase = noun_phrase(reading.tokens, first + 1, clause.finite, words, words.attached)
    return (first, clause.finite) if phrase is not None and phrase[1] == clause.finite else None


def antecedent(reading: Reading, unit: Unit, found: Range) -> Range:
    """Return the noun phrase that a relative pronoun stands for: the longest before its comma that agrees; other phrases as they are.

    A phrase that does not agree is taken where none does (`der Vertreter aus Köln, die sagte`: taggers err more than writers).
    """
    tokens, at = reading.tokens, found[0]
    if found[1] != at + 1 or tokens[at].tag != "PRELS":
        return found
    comma = at - 1 - (at > unit.first and tokens[at - 1].pos == "ADP")
    if comma <= unit.first or tokens[comma].text != ",":
        return found
    end = comma
    while (
        end > unit.first + 1
        and comma - end < _CLOSING_VERBS
        and (is_verb(tokens[end - 1]) or (tokens[end - 1].tag == "PTKVZ" or tokens[end - 1].pos == "ADV"))
    ):
        end -= 1
    words = reading.pack.get(PhraseWords.from_pack)
    options: list[Range] = []
    for first in range(max(unit.first, end - _FARTHEST), end):
        if begins_phrase(tokens[first]) and not _cut_out(tokens, unit, first):
            phrase = noun_phrase(tokens, first, end, words, words.attached)
            if phrase is not None and phrase[1] == end:
                options.append(phrase)
    return next((o for o in options if _refers(tokens, o, tokens[at])), options[0] if options else found)


def _cut_out(tokens: tuple[Token, ...], unit: Unit, first: int) -> bool:
    """Tell whether a phrase that begins here would be cut out of a longer one."""
    before = tokens[first - 1] if first > unit.first else None
    return before is not None and (before.pos in ("DET", "ADJ", "NUM") or (before.pos == "PROPN" and tokens[first].pos == "PROPN"))


def _refers(tokens: tuple[Token, ...], option: Range, pronoun: Token) -> bool:
    """Tell whether a relative pronoun agrees with a phrase in gender and number, as far as both are known."""
    head = next((tokens[k] for k in range(*option) if tokens[k].pos in ("NOUN", "PROPN")), None)
    if head is None:
        return False
    several = any(tokens[k].pos == "CCONJ" for k in range(*option))
    if pronoun.number and head.number and pronoun.number != head.number and not several:
        return False
    plural = "Plur" in (pronoun.number, head.number)
    return plural or not pronoun.gender or not head.gender or pronoun.gender == head.gender


def _demonstrative(reading: Reading, option: Range) -> bool:
    """Tell a bare `das`, `dies` in the first place before the verb: rather what is said than who says it."""
    return option[1] == option[0] + 1 and reading.low(option[0]) in reading.lexicon.words["backward"]["pronouns"]


@dataclass(frozen=True, slots=True)
class _Weights:
    """How much each sign counts when the subject is chosen; found on the training texts."""

    agree: float = 3.0
    label: float = 1.2
    pronoun: float = 2.0
    place: float = 0.9
    first: float = 1.0
    nominative: float = 0.5
    name: float = 1.4
    noun: float = 1.4
    abstract: float = 1.1
    speaking: float = 0.7
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
    """Weigh whether a phrase may name who speaks: names do, nouns of saying hardly, unless they are documents; abstract nouns less."""
    tokens = reading.tokens
    head = next((tokens[k] for k in range(*option) if tokens[k].pos in ("NOUN", "PROPN")), None)
    noun = head if head is not None and head.pos == "NOUN" and not head.ner else None
    entry = reading.lexicon.noun(noun.text) if noun is not None else None
    if entry is not None and not entry.takes("x"):
        return -_WEIGHTS.noun
    words = reading.lexicon.words["phrases"]
    if head is None and tokens[option[0]].pos == "PUNCT":
        return -_WEIGHTS.agree
    abstract = noun is not None and noun.text.endswith(tuple(words["abstract_endings"]))
    if noun is not None and abstract and not noun.lemma.lower().endswith(tuple(words["speaking_endings"])):
        return -_WEIGHTS.abstract
    owned = noun.i + 1 if noun is not None else -1
    if any(_is_name(tokens[k]) and not (tokens[k].case == "Gen" and k == owned) for k in range(*option)):
        return _WEIGHTS.name
    speaking = noun is not None and reading.pack.get(SourceWords.from_pack).of_noun(noun) is not None
    return _WEIGHTS.speaking if speaking else 0.0


def _is_name(token: Token) -> bool:
    return token.ner in ("PER", "ORG") or (token.pos == "PROPN" and token.ner != "LOC")


def can_speak(reading: Reading, clause: Clause, option: Range) -> bool:
    """Tell whether a subject agrees with its verb and may name who speaks."""
    finite = reading.tokens[clause.finite] if clause.finite >= 0 else None
    if clause.verb_first and _bare(reading, option):
        return False
    return (finite is None or _agrees(reading, option, finite)) and _may_speak(reading, option) >= 0


def is_speaker(reading: Reading, option: Range) -> bool:
    """Tell whether a phrase names somebody who may speak: a name, a noun for people or a body that does, or `er` and `sie`."""
    first = reading.tokens[option[0]]
    return _may_speak(reading, option) > 0 or (
        first.tag == "PPER" and reading.low(option[0]) not in reading.lexicon.words["pronouns"]["unnamed"]
    )


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
        if cue is not None and cue.kind == "verb" and _names_time(reading, option, words):
            continue
        front = clause.kind == "main" and option[1] == clause.finite and not _after_preposition(reading, unit, option[0])
        if _nominative(reading.tokens, option, words, front):
            found.append(option)
    return found


def phrases_of(reading: Reading, unit: Unit, clause: Clause, words: PhraseWords) -> list[Range]:
    """Return the noun phrases of a clause that no preposition governs; the first place of a main clause is read as one phrase."""
    if clause.phrases is None:
        clause.phrases = _phrases(reading.tokens, unit, clause, words)
    return clause.phrases


def _phrases(tokens: tuple[Token, ...], unit: Unit, clause: Clause, words: PhraseWords) -> list[Range]:
    found: list[Range] = []
    names = {q.first for q in unit.quotes if _quotes_name(tokens, q)}
    for first, last in stretches(clause):
        i = first
        while i < last:
            token = tokens[i]
            if token.pos == "ADP" and i not in unit.opaque:
                phrase = noun_phrase(tokens, i + 1, last, words, words.attached_postverbal) if i + 1 < last else None
                i = phrase[1] if phrase else i + 1
                continue
            if (
                not (begins_phrase(token) or i in names)
                or (i in unit.opaque and i not in names)
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


def _quotes_name(tokens: tuple[Token, ...], quote: Quoted) -> bool:
    """Tell whether a short quotation may be a name."""
    return quote.last - quote.first <= 6 and not any(tokens[k].verbform == "Fin" for k in range(quote.first, quote.last))


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
    if low in words.masculine and first.pos == "DET" and no_masculine(tokens, option, words):
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


def no_masculine(tokens: tuple[Token, ...], option: Range, words: PhraseWords) -> bool:
    """Tell by adjective and noun that `der` is no nominative: `der neuen Zeitung`, `der Zeitung`."""
    after = tokens[option[0] + 1] if option[1] > option[0] + 1 else None
    if after is not None and after.tag == "ADJA":
        return after.text.endswith(words.weak_oblique)
    return after is not None and after.pos == "NOUN" and after.gender == "Fem" and after.number == "Sing" and not after.ner


def _is_time(tokens: tuple[Token, ...], option: Range) -> bool:
    head = tokens[option[1] - 1]
    return head.pos == "NUM" and option[1] - option[0] <= 2


def _names_time(reading: Reading, option: Range, words: PhraseWords) -> bool:
    """Tell a phrase that tells when, by its first noun: `wenige Stunden nach dem Putsch`, `Anfang Oktober`."""
    head = next((reading.tokens[k] for k in range(*option) if reading.tokens[k].pos in ("NOUN", "PROPN")), None)
    if head is None or head.pos != "NOUN" or head.ner or head.lemma not in words.time_nouns:
        return False
    return reading.pack.get(SourceWords.from_pack).of_noun(head) is None


def _agrees(reading: Reading, option: Range, finite: Token) -> bool:
    """Tell whether a phrase agrees in number with the finite verb, as far as both are known."""
    tokens = reading.tokens
    if not finite.number:
        return True
    joined = [k for k in range(*option) if tokens[k].pos == "CCONJ"]
    if tokens[option[0]].number == "Plur" and any(tokens[k + 1].pos != "ADJ" for k in joined):
        return finite.number == "Plur"
    if joined:
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
