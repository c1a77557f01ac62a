"""Statements that speak against what was claimed before, though no word of denial stands in them.

Somebody says that it is not so (*Milo sagte, er sei nicht verhaftet worden*), gives another number of the same people, or is told of as
another source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lagebild.extract.claims import clause_span, content_words, tells
from lagebild.extract.dispute_words import DisputeLexicon
from lagebild.extract.relations import ancestors, governor
from lagebild.extract.scene import Scene
from lagebild.extract.triggers import fold
from lagebild.model import DisputeKind, Event, Quantity, Span, Statement, hull, overlaps, within

TOLD = frozenset({"Direct", "Indirect", "IndirectFreeIndirect"})
DENYING = frozenset({"denies"})
ANSWERING = frozenset({"asserts", "denies", "criticises", "accuses", "confirms"})
PEOPLE = "persons"
# How many sentences before a statement a claim that it answers may stand.
NEAR = 3


@dataclass(frozen=True, slots=True)
class Opposition:
    """A statement against a claim: the span that contests, who speaks; `claim` where it is known at once (another number)."""

    i: int
    span: Span
    speaker: Span
    kind: DisputeKind
    statement: Statement
    claim: Span | None = None


def find_oppositions(scene: Scene, lexicon: DisputeLexicon, events: tuple[Event, ...]) -> Iterator[Opposition]:
    """Yield the statements that contest by what they say, in their order; of nested ones each."""
    accusations, people = _accusations(scene, events), _people(scene)
    for statement in scene.statements:
        if not statement.quote or not statement.speaker:
            continue
        answer = _answers(scene, statement, accusations)
        if answer:
            yield answer
            continue
        found = (
            _says_no(scene, statement, lexicon)
            or _counts_otherwise(scene, statement, lexicon, people)
            or _other_source(scene, statement, lexicon)
        )
        if found:
            yield found


def _accusations(scene: Scene, events: tuple[Event, ...]) -> dict[int, list[Event]]:
    """Return the accusations by sentence."""
    found: dict[int, list[Event]] = {}
    for event in events:
        if event.type == "ACCUSE" and event.actor and event.recipient:
            found.setdefault(scene.parse.sentence_number(scene.parse.at(event.trigger).start), []).append(event)
    return found


def _answers(scene: Scene, statement: Statement, accusations: dict[int, list[Event]]) -> Opposition | None:
    """Return a statement by the state that another accuses in the sentence before (*A wirft B vor, … B erklärte, …*)."""
    if statement.type not in TOLD or statement.stance not in ANSWERING:
        return None
    parse = scene.parse
    first = parse.at(statement.quote[0]).start
    speaker = _states(scene, statement.speaker)
    for event in accusations.get(parse.sentence_number(first) - 1, ()):
        accusers = {p.code for p in event.actor if p.code}
        if accusers and not speaker & accusers and any(p.code in speaker for p in event.recipient):
            return Opposition(first, hull(statement.quote), statement.speaker[0], "contradicts", statement)
    return None


def _states(scene: Scene, spans: tuple[Span, ...]) -> frozenset[str]:
    """Return the states that some phrases name or speak for."""
    held = (scene.mention_at.get(i) for span in spans for i in scene.parse.at(span))
    return frozenset(m.country for m in held if m and m.country)


def _says_no(scene: Scene, statement: Statement, lexicon: DisputeLexicon) -> Opposition | None:
    """Return a statement whose content says that something is not so; a refusal in words of its own (*lehnte ab*) is none."""
    parse = scene.parse
    denies = statement.stance in DENYING or _has_cue(scene, statement, lexicon.insisting)
    if statement.type not in TOLD or not denies or _has_cue(scene, statement, lexicon.refusing):
        return None
    held = [i for piece in statement.quote for i in parse.at(piece)]
    negation = next((i for i in held if fold(parse.tokens[i].lemma) in lexicon.negation | lexicon.hardly), None)
    if negation is None:
        return None
    verb = governor(parse, negation)
    if not (_has_cue(scene, statement, lexicon.insisting) or _is_against(scene, statement, lexicon)):
        return None
    whole = hull(statement.quote)
    clause = clause_span(parse, verb) if verb >= 0 else whole
    narrow = within(clause, whole) and tells(parse, clause) and _has_clauses(scene, statement, verb)
    return Opposition(negation, clause if narrow else whole, statement.speaker[0], "denies", statement)


def _is_against(scene: Scene, statement: Statement, lexicon: DisputeLexicon) -> bool:
    """Tell whether a statement answers a claim: a word of contrast, or a word that somebody else's claim shortly before has as well."""
    parse = scene.parse
    span = hull((*statement.quote, *statement.frame))
    held = parse.at(span)
    if any(fold(parse.tokens[i].text) in lexicon.set_against for i in held):
        return True
    own = content_words(parse, hull(statement.quote), lexicon)
    number = parse.sentence_number(held.start)
    first = parse.sentences[max(0, number - NEAR)].first
    before = range(first, held.start)
    claimed = {scene.statement_at[i].id: scene.statement_at[i] for i in before if i in scene.statement_at}
    others = (s for s in claimed.values() if s.speaker_name != statement.speaker_name or not s.speaker_name)
    return any(own & content_words(parse, hull(s.quote), lexicon) for s in others)


def _has_cue(scene: Scene, statement: Statement, lemmas: frozenset[str]) -> bool:
    cues = (i for piece in statement.cue for i in scene.parse.at(piece))
    return any(fold(scene.parse.tokens[i].lemma) in lemmas for i in cues)


def _has_clauses(scene: Scene, statement: Statement, verb: int) -> bool:
    """Tell whether a statement has a finite verb before the negated one that does not hang on it."""
    tokens = scene.parse.tokens
    below = frozenset(scene.parse.subtree(verb))
    return any(tokens[i].verbform == "Fin" and i not in below for piece in statement.quote for i in scene.parse.at(piece))


def _counts_otherwise(scene: Scene, statement: Statement, lexicon: DisputeLexicon, people: dict[int, list[Quantity]]) -> Opposition | None:
    """Return a statement that counts people whom the sentence or the one before counts with another number, on another's word."""
    parse = scene.parse
    span = hull((*statement.quote, *(statement.frame if statement.type != "Reported" else ())))
    held = parse.at(span)
    number = parse.sentence_number(held.start)
    here = people.get(number, [])
    if not here or not any(fold(parse.tokens[i].lemma) in lexicon.counting for i in held):
        return None
    for own in here:
        for other in (*here, *people.get(number - 1, ())):
            apart = overlaps(own.span, span) and other.span[1] <= span[0] and other.value != own.value
            if apart and _same_count(scene, own, other, statement):
                return Opposition(held.start, span, statement.speaker[0], "contradicts", statement, _counted(scene, other))
    return None


def _people(scene: Scene) -> dict[int, list[Quantity]]:
    """Return the quantities of people by sentence."""
    found: dict[int, list[Quantity]] = {}
    for quantity in scene.quantities:
        if quantity.unit == PEOPLE:
            found.setdefault(scene.parse.sentence_number(scene.parse.at(quantity.span).start), []).append(quantity)
    return found


def _same_count(scene: Scene, own: Quantity, other: Quantity, statement: Statement) -> bool:
    """Tell whether two numbers are of the same people: told by somebody else in the same sentence, or before it by a like word."""
    first = scene.parse.at(own.span).start
    told = scene.statement_at.get(scene.parse.at(other.span).start)
    apart = told is not None and told.id != statement.id and told.speaker_name != statement.speaker_name
    near = scene.parse.sentence_number(first) == scene.parse.sentence_number(scene.parse.at(other.span).start)
    alike = bool(_words(scene, own.of or own.span) & _words(scene, other.of or other.span))
    return apart and (near or alike)


def _words(scene: Scene, span: Span) -> frozenset[str]:
    held = (scene.parse.tokens[i] for i in scene.parse.at(span))
    return frozenset(fold(t.lemma) for t in held if t.pos in ("NOUN", "ADJ"))


def _counted(scene: Scene, quantity: Quantity) -> Span:
    return hull((quantity.span, quantity.of)) if quantity.of else quantity.span


def _other_source(scene: Scene, statement: Statement, lexicon: DisputeLexicon) -> Opposition | None:
    """Return a statement of sources that are set against others (*andere Quellen berichten, …*)."""
    parse = scene.parse
    held = [parse.tokens[i] for i in parse.at(statement.speaker[0])]
    if not any(fold(t.text) in lexicon.others for t in held[:1]) or not any(fold(t.lemma) in lexicon.sources for t in held[1:]):
        return None
    if parse.sentence_number(held[0].i) == 0:
        return None
    span = hull((*statement.quote, *statement.frame))
    verbs = (k for k in ancestors(parse, held[0].i) if parse.tokens[k].pos in ("VERB", "AUX"))
    return Opposition(next(verbs, held[0].i), span, statement.speaker[0], "contradicts", statement)
