"""What a denial is about: the claim under it, its object, or what was claimed before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lagebild.extract.dispute_words import Denial, DisputeLexicon, noun_lemma
from lagebild.extract.relations import ancestors, coordinated, finite, preposition
from lagebild.extract.scene import PARTY_KINDS, Scene
from lagebild.extract.triggers import PARTICLE_TAG, fold
from lagebild.model import Dispute, Event, Span, Statement, hull, overlaps, within
from lagebild.parse.base import Parse, Token

LOOK_BACK = 4
# Tokens that a claim has at least: one or two words in marks are a name.
SHORTEST = 3
# STTS tag of relative pronouns.
RELATIVE_TAG = "PRELS"
CLAUSAL = frozenset({"ccomp", "xcomp", "csubj"})
SEPARATE = frozenset({"ccomp", "xcomp", "csubj", "advcl", "parataxis", "acl", "relcl"})
BESIDE = frozenset({"ccomp", "csubj", "advcl", "parataxis"})
SUBJECTS_OR_OBJECTS = frozenset({"obj", "nsubj", "nsubj:pass", "iobj", "nmod", "obl"})
ACCUSING = frozenset({"accuses", "criticises"})
# How much of a claim an event is by itself; a statement, one that accuses (twice that where a reproach is denied), one by who denies.
WEIGHTS = {"attributed": 0.3, "possible": 0.2, "asserted": -0.2}
CLAIMED, ACCUSED, OWN, REPROACH = 0.5, 0.5, 1.0, 2.0
# What a shared word and state add; what each sentence in between and a relative clause take away. Set on the training articles.
SHARED, SHARED_STATE, DISTANCE, RELATIVE = 0.5, 0.5, 0.7, 0.75
CLAIMING = frozenset({"asserts", "accuses", "confirms", "warns", "criticises", "demands"})


@dataclass(frozen=True)
class Told:
    """The statements and events of a document by the sentence in which their first words stand, statements also by each they touch."""

    statements: dict[int, list[Statement]]
    events: dict[int, list[Event]]
    touching: dict[int, list[Statement]]

    @classmethod
    def of(cls, scene: Scene, events: tuple[Event, ...]) -> Told:
        parse = scene.parse
        statements: dict[int, list[Statement]] = {}
        touching: dict[int, list[Statement]] = {}
        acts: dict[int, list[Event]] = {}
        for statement in scene.statements:
            if statement.quote:
                statements.setdefault(parse.sentence_number(parse.at(statement.quote[0]).start), []).append(statement)
            pieces = (*statement.frame, *statement.cue, *statement.quote)
            for number in sorted({parse.sentence_number(parse.at(piece).start) for piece in pieces}):
                touching.setdefault(number, []).append(statement)
        for event in events:
            acts.setdefault(parse.sentence_number(parse.at(event.trigger).start), []).append(event)
        return cls(statements, acts, touching)


def clause_span(parse: Parse, verb: int) -> Span:
    """Return the span of the clause of a predicate with its subject, without other clauses beside or under it."""
    keep, stack = {verb}, [verb]
    while stack:
        for child in parse.children(stack.pop()):
            apart = child.dep in BESIDE or (child.dep == "conj" and child.pos in ("VERB", "AUX"))
            if child.i not in keep and not apart and child.dep not in ("punct", "cc"):
                keep.add(child.i)
                stack.append(child.i)
    first = last = verb
    while first - 1 in keep or (first - 2 in keep and parse.tokens[first - 1].pos == "PUNCT"):
        first -= 1
    while last + 1 in keep or (last + 2 in keep and parse.tokens[last + 1].pos == "PUNCT"):
        last += 1
    particle = next((c.i for c in parse.children(verb) if c.tag == PARTICLE_TAG), last)
    if particle > last and not any(parse.tokens[k].verbform == "Fin" for k in range(last + 1, particle)):
        last = particle
    subject = next((c.i for c in parse.children(verb) if c.dep in ("nsubj", "nsubj:pass")), verb)
    if not first <= subject <= last:
        first, last = min(first, *keep), max(last, *keep)
    return parse.span_of(first, last + 1)


def find_claim(
    scene: Scene,
    denial: Denial,
    span: Span,
    denier: Span,
    lexicon: DisputeLexicon,
    told: Told,
    before: list[Dispute],
) -> Span | None:
    """Return the contested proposition at its nearest mention: a clause under the denial, its object, or what was said before."""
    if denial.reply or denial.kind == "retracts":
        clause = None if denial.reply else _content_clause(scene, denial, lexicon, told)
        return clause or _earlier_claim(scene, denial, span, lexicon, told, before)
    clause = (
        _content_clause(scene, denial, lexicon, told) or _object_claim(scene, denial, denier, lexicon) or _trailing_clause(scene, denial)
    )
    return clause or _earlier_claim(scene, denial, span, lexicon, told, before)


def _trailing_clause(scene: Scene, denial: Denial) -> Span | None:
    """Return a clause in the subjunctive that follows the denial in its sentence, whatever it hangs on (*…, wonach er geflohen sei*)."""
    parse = scene.parse
    for i in range(denial.verb + 1, parse.sentence_of(denial.i).last):
        token = parse.tokens[i]
        clause = token.dep in SEPARATE and token.pos in ("VERB", "AUX", "ADJ", "NOUN") and _is_subjunctive(parse, i)
        if clause and not overlaps(subtree_span(parse, i), parse.tokens[denial.verb].span) and not _coordinated_above(parse, i):
            return subtree_span(parse, i)
    return None


def _coordinated_above(parse: Parse, i: int) -> bool:
    """Tell whether a clause hangs on a second verb (*dementierte und behauptete, …*)."""
    return any(parse.tokens[k].dep == "conj" and parse.tokens[k].pos in ("VERB", "AUX") for k in ancestors(parse, i)[1:])


def _object_claim(scene: Scene, denial: Denial, denier: Span, lexicon: DisputeLexicon) -> Span | None:
    """Return what the denial names itself: its object, or what the report that it points to is about (*Berichte über …*)."""
    parse = scene.parse
    under = [c for k in dict.fromkeys((denial.verb, denial.i)) for c in parse.children(k) if not overlaps(scene.phrase_of(c.i), denier)]
    about = [c for c in under if c.pos in ("NOUN", "PROPN") and preposition(parse, c.i, scene.words) in denial.about]
    if about and noun_lemma(about[-1], lexicon) not in lexicon.nouns:
        return scene.phrase_of(about[-1].i)
    objects = [c for c in under if c.dep in SUBJECTS_OR_OBJECTS and c.pos in ("NOUN", "PROPN") and c.i != denial.i]
    objects = [c for c in objects if preposition(parse, c.i, scene.words) not in lexicon.predicative]
    pointing = [c for c in under if noun_lemma(c, lexicon) in lexicon.nouns and c.dep in ("obj", "nsubj:pass", "iobj", "nsubj", "obl")]
    direct = [c for c in pointing if c.dep != "obl"]
    topics = [c for p in direct or pointing for c in (*parse.children(p.i), *under) if c.i > p.i and _is_topic(scene, c, lexicon)]
    if topics:
        return scene.phrase_of(topics[0].i)
    plain = [c for c in objects if noun_lemma(c, lexicon) not in lexicon.nouns and c.dep in ("obj", "nsubj:pass", "nsubj")]
    pronoun = any(
        fold(c.text) in lexicon.pronouns and not (c.dep == "nsubj" and fold(c.text) in scene.words.impersonal)
        for c in under
        if c.dep in ("obj", "nsubj:pass", "iobj", "obl", "nsubj")
    )
    if plain and not direct and not pronoun:
        return scene.phrase_of(plain[0].i)
    return None


def _is_topic(scene: Scene, token: Token, lexicon: DisputeLexicon) -> bool:
    """Tell whether a phrase says what a report or reproach is about: a noun behind a preposition of topic, no party."""
    if token.pos != "NOUN" or (token.i in scene.mention_at and scene.mention_at[token.i].kind in PARTY_KINDS):
        return False
    return preposition(scene.parse, token.i, scene.words) in lexicon.topic


def _content_clause(scene: Scene, denial: Denial, lexicon: DisputeLexicon, told: Told) -> Span | None:
    """Return the clause under the denial that states the claim: a complement, or one that hangs on its object (*Berichte, wonach …*)."""
    parse = scene.parse
    here = parse.tokens[denial.i].span
    for statement in told.touching.get(parse.sentence_number(denial.i), ()):
        framed = any(within(here, piece) for piece in (statement.cue or statement.frame))
        behind = statement.type == "Indirect" and statement.quote and statement.quote[0][0] >= here[1]
        if framed and behind and tells(parse, hull(statement.quote)):
            return hull(statement.quote)
    under = [c for k in dict.fromkeys((denial.verb, denial.i)) for c in parse.children(k)]
    for child in under:
        behind_noun = _clause_behind(parse, child.i) if noun_lemma(child, lexicon) in lexicon.nouns else None
        if behind_noun:
            return behind_noun
    for child in under:
        said = child.dep == "parataxis" and child.i > denial.verb and _is_subjunctive(parse, child.i)
        marked = child.dep == "advcl" and any(c.dep == "mark" and fold(c.text) in lexicon.content for c in parse.children(child.i))
        if (said or marked or child.dep in CLAUSAL) and tells(parse, subtree_span(parse, child.i)):
            return subtree_span(parse, child.i)
    for child in under:
        if child.dep in ("obj", "obl", "nmod", "nsubj:pass", "nsubj") and child.pos in ("NOUN", "PROPN"):
            for k in coordinated(parse, child.i):
                clause = next((c for c in parse.children(k) if c.dep in ("acl", "relcl", "ccomp", "xcomp") and c.i > k), None)
                if clause and child.dep != "nsubj":
                    return subtree_span(parse, clause.i)
    return None


def _clause_behind(parse: Parse, noun: int) -> Span | None:
    """Return the clause that begins right behind a noun and its comma, whatever it hangs on (*die Behauptung, er sei geflohen*)."""
    first, last = noun + 2, parse.sentence_of(noun).last
    if first >= last or parse.tokens[noun + 1].text not in (",", ":"):
        return None
    for i in range(first, last):
        token = parse.tokens[i]
        if (
            token.pos in ("VERB", "AUX", "ADJ", "NOUN")
            and token.tag != RELATIVE_TAG
            and subtree_span(parse, i)[0] == parse.tokens[first].start
            and finite(parse, i)
        ):
            if not _is_subjunctive(parse, i) and not any(c.dep in ("nsubj", "nsubj:pass") for c in parse.children(i)):
                return None
            span = subtree_span(parse, i)
            return span if parse.tokens[first].tag != RELATIVE_TAG and tells(parse, span) else None
    return None


def _is_subjunctive(parse: Parse, verb: int) -> bool:
    found = finite(parse, verb)
    return found is not None and found.mood == "Sub"


def subtree_span(parse: Parse, i: int) -> Span:
    """Return the span of everything under token `i`, without marks at its edges."""
    inside = parse.subtree(i)
    first, last = inside[0], inside[-1]
    while first < last and parse.tokens[first].pos in ("PUNCT", "CCONJ"):
        first += 1
    while last > first and parse.tokens[last].pos == "PUNCT":
        last -= 1
    return parse.span_of(first, last + 1)


def _earlier_claim(scene: Scene, denial: Denial, span: Span, lexicon: DisputeLexicon, told: Told, before: list[Dispute]) -> Span | None:
    """Return the statement or the event's clause, in the sentences before, that shares most with the denial; the near ones first."""
    parse = scene.parse
    here = parse.sentence_number(denial.i)
    words, codes = content_words(parse, span, lexicon), _codes(scene, span)
    reproach = any(noun_lemma(parse.tokens[i], lexicon) in lexicon.reproach for i in parse.at(span))
    scored: list[tuple[float, Span]] = []
    for bonus, given, whole in _options(scene, denial, span, told):
        option = _cut(parse, given, span)
        number = parse.sentence_number(parse.at(option).start)
        contests = any(overlaps(option, d.denial) for d in before)
        if here - number > LOOK_BACK or overlaps(option, span) or contests or not tells(parse, option):
            continue
        shared = SHARED * len(words & content_words(parse, option, lexicon)) + SHARED_STATE * len(codes & _codes(scene, whole))
        relative = parse.tokens[parse.at(option).start].tag == RELATIVE_TAG
        scored.append((bonus * (REPROACH if reproach else 1.0) + shared - DISTANCE * (here - number) - RELATIVE * relative, option))
    if scored:
        return max(scored)[1]
    return before[-1].claim if before and here - parse.sentence_number(parse.at(before[-1].denial).start) <= LOOK_BACK else None


def _cut(parse: Parse, option: Span, span: Span) -> Span:
    """Return what of an earlier claim stands before a denial that its sentence goes on with (*…, was er bestreitet*)."""
    if not option[0] < span[0] < option[1]:
        return option
    held = [i for i in parse.at((option[0], span[0])) if parse.tokens[i].end <= span[0]]
    while held and parse.tokens[held[-1]].pos in ("PUNCT", "CCONJ"):
        held.pop()
    return parse.span_of(held[0], held[-1] + 1) if held else option


def _options(scene: Scene, denial: Denial, span: Span, told: Told) -> Iterator[tuple[float, Span, Span]]:
    """Yield what was claimed before a denial: (how much of a claim it is, its span, that span with its frame)."""
    parse = scene.parse
    here = parse.sentence_number(denial.i)
    denier = _codes(scene, _subject_span(scene, denial) or span)
    for number in range(max(0, here - LOOK_BACK), here + 1):
        for statement in told.statements.get(number, ()):
            if statement.stance in CLAIMING and statement.quote[0][0] < span[0]:
                said = frozenset[str]() if not statement.speaker else _codes(scene, statement.speaker[0])
                bonus = CLAIMED + ACCUSED * (statement.stance in ACCUSING) - OWN * bool(said & denier)
                yield bonus, statement.quote[0], hull((*statement.quote, *statement.frame))
        for event in told.events.get(number, ()):
            i = parse.at(event.trigger).start
            if event.trigger[1] <= span[0] and (i not in scene.framed or number != here):
                clause = clause_span(parse, i)
                yield WEIGHTS.get(event.status, 0.0), clause, clause


def _subject_span(scene: Scene, denial: Denial) -> Span | None:
    subject = next((c for c in scene.parse.children(denial.verb) if c.dep == "nsubj"), None)
    return scene.phrase_of(subject.i) if subject else None


def tells(parse: Parse, span: Span) -> bool:
    """Tell whether a span states something: some words, a verb among them."""
    held = parse.at(span)
    return len(held) >= SHORTEST and any(parse.tokens[i].pos in ("VERB", "AUX") for i in held)


def _codes(scene: Scene, span: Span) -> frozenset[str]:
    """Return the states that are named in a span, by themselves or by who speaks for them."""
    held = (scene.mention_at.get(i) for i in scene.parse.at(span))
    return frozenset(m.country for m in held if m and m.country)


def content_words(parse: Parse, span: Span, lexicon: DisputeLexicon) -> frozenset[str]:
    """Return the folded lemmas of a span's nouns, names, verbs, adjectives and numbers."""
    tokens = (parse.tokens[i] for i in parse.at(span))
    return frozenset(
        fold(t.lemma) for t in tokens if t.pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") and fold(t.lemma) not in lexicon.stop
    )
