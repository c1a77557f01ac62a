"""Who contests what: denials, refusals to comment, claims without evidence, retractions, and the claim that each one is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast as as_type

from lagebild.extract.relations import coordinated, function, governor, is_passive, phrase_span
from lagebild.extract.scene import Scene, make_scene
from lagebild.extract.triggers import CLASSES, MIN_TAIL, TriggerLexicon, fold, split_verb
from lagebild.lang.pack import Pack
from lagebild.model import Dispute, DisputeKind, Document, Event, Mention, Span, Statement, hull, overlaps
from lagebild.parse.base import Parse, Token

LOOK_BACK = 4
CLAUSAL = frozenset({"ccomp", "xcomp", "csubj"})
SEPARATE = frozenset({"ccomp", "xcomp", "csubj", "advcl", "parataxis", "acl", "relcl"})
CLAIMING = frozenset({"asserts", "accuses", "confirms", "warns", "criticises", "demands"})


@dataclass(frozen=True, slots=True)
class DisputePattern:
    kind: DisputeKind
    needs: frozenset[str]
    never: frozenset[str]
    negated: bool


@dataclass(frozen=True)
class DisputeLexicon:
    """Patterns by (word class, lemma), words of contrast, and what points back to a claim."""

    patterns: dict[tuple[str, str], tuple[DisputePattern, ...]]
    negation: frozenset[str]
    contrast: frozenset[str]
    saying: frozenset[str]
    reply: frozenset[str]
    nouns: frozenset[str]
    pronouns: frozenset[str]
    stop: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> DisputeLexicon:
        data = pack.toml("disputes.toml")
        patterns: dict[tuple[str, str], tuple[DisputePattern, ...]] = {}
        for row in data["pattern"]:
            kind = as_type(DisputeKind, row["kind"])
            made = DisputePattern(kind, frozenset(row.get("needs", ())), frozenset(row.get("never", ())), bool(row.get("negated")))
            for word in row["words"]:
                key = row["pos"], word
                patterns[key] = (*patterns.get(key, ()), made)
        contrast, anaphors = data["contrast"], data["anaphors"]
        return cls(
            patterns,
            frozenset(pack.toml("event_modifiers.toml")["status"]["negation"]),
            *(frozenset(contrast[name]) for name in ("adverbs", "verbs", "reply")),
            *(frozenset(anaphors[name]) for name in ("nouns", "pronouns", "stop")),
        )


@dataclass(frozen=True, slots=True)
class Denial:
    """A trigger of a dispute: its token, the predicate that it belongs to, what kind it is."""

    i: int
    verb: int
    kind: DisputeKind


def find_disputes(
    document: Document,
    parse: Parse,
    mentions: tuple[Mention, ...],
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
    pack: Pack,
) -> tuple[Dispute, ...]:
    """Return the disputes that a document tells of, in text order."""
    lexicon, triggers = pack.get(DisputeLexicon.from_pack), pack.get(TriggerLexicon.from_pack)
    scene = make_scene(document, parse, mentions, (), (), statements, pack)
    found: dict[tuple[Span, Span], Dispute] = {}
    for denial in _denials(parse, lexicon, triggers):
        dispute = _dispute(scene, denial, lexicon, events)
        if dispute:
            found.setdefault((dispute.denial, dispute.denier), dispute)
    return tuple(found.values())


def _denials(parse: Parse, lexicon: DisputeLexicon, triggers: TriggerLexicon) -> Iterator[Denial]:
    seen: set[int] = set()
    for token in parse.tokens:
        pos = CLASSES.get(token.pos)
        if pos is None:
            continue
        lemma = _lemma(parse, token, pos, triggers)
        verb = governor(parse, token.i)
        patterns = lexicon.patterns.get((pos, lemma), ())
        kind = _matching(parse, token, verb, patterns, lexicon) if patterns else _contrast(parse, token, lemma, lexicon)
        if kind and verb not in seen:
            seen.add(verb)
            yield Denial(token.i, verb if verb >= 0 else token.i, kind)


def _lemma(parse: Parse, token: Token, pos: str, triggers: TriggerLexicon) -> str:
    lemma = fold(token.lemma)
    if pos != "V":
        return lemma
    return split_verb(parse, token, fold(token.text), triggers) or triggers.verb_forms.get(fold(token.text), lemma)


def _matching(parse: Parse, token: Token, verb: int, patterns: tuple[DisputePattern, ...], lexicon: DisputeLexicon) -> DisputeKind | None:
    near = _near(parse, token.i) | (_near(parse, verb) if verb >= 0 else frozenset())
    for pattern in patterns:
        if pattern.negated and not near & lexicon.negation:
            continue
        if pattern.never and near & pattern.never:
            continue
        if (
            not pattern.needs
            or near & pattern.needs
            or any(n.endswith(tuple(m for m in pattern.needs if len(m) >= MIN_TAIL)) for n in near)
        ):
            return pattern.kind
    return None


def _near(parse: Parse, i: int) -> frozenset[str]:
    """Return the folded lemmas and forms of a word, of its dependents two steps deep."""
    words = {fold(parse.tokens[i].lemma)}
    for child in parse.children(i):
        if child.dep in ("ccomp", "advcl", "acl", "parataxis"):
            continue
        words |= {fold(child.lemma), fold(child.text)}
        words.update(fold(c.lemma) for c in parse.children(child.i) if c.dep not in SEPARATE)
    return frozenset(words)


def _contrast(parse: Parse, token: Token, lemma: str, lexicon: DisputeLexicon) -> DisputeKind | None:
    """Tell whether a verb of saying sets itself against what was said before."""
    if token.pos not in ("VERB", "AUX") or parse.sentence_number(token.i) == 0:
        return None
    if lemma in lexicon.reply:
        return "contradicts"
    if lemma in lexicon.saying and any(fold(c.text) in lexicon.contrast for c in parse.children(token.i)):
        return "contradicts"
    return None


def _dispute(scene: Scene, denial: Denial, lexicon: DisputeLexicon, events: tuple[Event, ...]) -> Dispute | None:
    span = clause_span(scene.parse, denial.verb)
    statement = scene.statement_at.get(denial.i) or _overlapping(scene.statements, span)
    denier = _denier(scene, denial, statement)
    if denier is None:
        return None
    claim = _claim(scene, denial, span, lexicon, events)
    return Dispute(denier, span, denial.kind, claim, statement.id if statement else None)


def _overlapping(statements: tuple[Statement, ...], span: Span) -> Statement | None:
    return next((s for s in statements if any(overlaps(p, span) for p in (*s.frame, *s.cue, *s.quote))), None)


def clause_span(parse: Parse, verb: int) -> Span:
    """Return the span of the clause of a predicate, without the clauses under it that stand at its edges."""
    keep, stack = {verb}, [verb]
    while stack:
        for child in parse.children(stack.pop()):
            clause = child.dep in SEPARATE or (child.dep == "conj" and child.pos in ("VERB", "AUX"))
            if child.i not in keep and not clause and child.dep != "punct":
                keep.add(child.i)
                stack.append(child.i)
    first, last = min(keep), max(keep)
    head = parse.tokens[first]
    if head.dep in ("cc",) and first + 1 <= last:
        first += 1
    return parse.span_of(first, last + 1)


def _denier(scene: Scene, denial: Denial, statement: Statement | None) -> Span | None:
    """Return who denies: the agent of a passive, the subject (also of the clause above), a genitive, else the statement's speaker."""
    parse = scene.parse
    passive = is_passive(parse, denial.verb)
    own = parse.children(denial.i) if denial.i != denial.verb else []
    for child in (*parse.children(denial.verb), *own):
        link = function(parse, child.i, scene.words)
        agent = passive and link in ("von", "durch")
        if (
            agent
            or (link in ("subj", "subjp") and not passive and not _is_thing(scene, child))
            or (child in own and link in ("gen", "von"))
        ):
            return phrase_span(parse, child.i)
    if statement and statement.speaker:
        return statement.speaker[0]
    verb = parse.tokens[denial.verb]
    if verb.dep in ("conj", "xcomp", "advcl", "ccomp") and verb.head not in (verb.i, -1):
        subject = next((c for c in parse.children(verb.head) if c.dep == "nsubj"), None)
        if subject:
            return phrase_span(parse, subject.i)
    return None


def _is_thing(scene: Scene, token: Token) -> bool:
    """Tell whether a subject is no one who could deny: an expletive, a relative or demonstrative pronoun for a thing."""
    return token.text.lower() in scene.words.impersonal


def _claim(scene: Scene, denial: Denial, span: Span, lexicon: DisputeLexicon, events: tuple[Event, ...]) -> Span | None:
    """Return the contested proposition at its nearest mention: a clause under the denial, its object, or what was said before."""
    parse = scene.parse
    under = [c for k in dict.fromkeys((denial.verb, denial.i)) for c in parse.children(k)]
    for child in under:
        if child.dep in CLAUSAL:
            return subtree_span(parse, child.i)
    objects = [c for c in under if c.dep in ("obj", "obl", "nmod", "nsubj:pass") and c.pos in ("NOUN", "PROPN")]
    for child in objects:
        for k in coordinated(parse, child.i):
            clause = next((c for c in parse.children(k) if c.dep in SEPARATE), None)
            if clause:
                return subtree_span(parse, clause.i)
    earlier = _earlier_claim(scene, denial, span, lexicon, events)
    for child in objects:
        if child.dep in ("obj", "nsubj:pass") and fold(child.lemma) not in lexicon.nouns:
            return phrase_span(parse, child.i)
    return earlier


def subtree_span(parse: Parse, i: int) -> Span:
    """Return the span of everything under token `i`, without marks at its edges."""
    inside = parse.subtree(i)
    first, last = inside[0], inside[-1]
    while first < last and parse.tokens[first].pos == "PUNCT":
        first += 1
    while last > first and parse.tokens[last].pos == "PUNCT":
        last -= 1
    return parse.span_of(first, last + 1)


def _earlier_claim(scene: Scene, denial: Denial, span: Span, lexicon: DisputeLexicon, events: tuple[Event, ...]) -> Span | None:
    """Return the statement or the event's clause, in the sentences before, that shares most words with the denial; the nearest wins ties."""
    parse = scene.parse
    here = parse.sentence_number(denial.i)
    words = _content(parse, span, lexicon)
    options: list[tuple[float, Span]] = []
    for statement in scene.statements:
        if statement.quote and statement.stance in CLAIMING and hull(statement.quote)[1] <= span[0]:
            options.append((1.0, statement.quote[0]))
    options += [(0.0, clause_span(parse, parse.at(e.trigger).start)) for e in events if e.trigger[1] <= span[0]]
    scored = []
    for bonus, option in options:
        number = parse.sentence_number(parse.at(option).start)
        if here - number > LOOK_BACK or overlaps(option, span):
            continue
        shared = len(words & _content(parse, option, lexicon))
        scored.append((bonus + shared - 0.7 * (here - number), option))
    return max(scored)[1] if scored else None


def _content(parse: Parse, span: Span, lexicon: DisputeLexicon) -> frozenset[str]:
    tokens = (parse.tokens[i] for i in parse.at(span))
    return frozenset(
        fold(t.lemma) for t in tokens if t.pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") and fold(t.lemma) not in lexicon.stop
    )
