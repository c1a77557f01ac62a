"""Who contests what: denials, refusals to comment, claims without evidence, retractions, and the claim that each one is about."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.extract.claims import clause_span, find_claim, subtree_span, tells
from lagebild.extract.dispute_words import Denial, DisputeLexicon, DisputePattern, noun_lemma
from lagebild.extract.relations import coordinated, function, governor, is_passive
from lagebild.extract.scene import PARTY_KINDS, Scene, make_scene
from lagebild.extract.triggers import CLASSES, MIN_TAIL, fold, split_verb
from lagebild.lang.pack import Pack
from lagebild.model import Dispute, DisputeKind, Document, Event, Mention, Span, Statement, hull, overlaps
from lagebild.parse.base import Parse, Token

# STTS tag of relative pronouns.
RELATIVE_TAG = "PRELS"
SEPARATE = frozenset({"ccomp", "xcomp", "csubj", "advcl", "parataxis", "acl", "relcl"})
# Verdicts on a claim that a speaker passes himself where they stand in what he says.
JUDGED = frozenset({"no_evidence", "rejects"})


def find_disputes(
    document: Document,
    parse: Parse,
    mentions: tuple[Mention, ...],
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
    pack: Pack,
) -> tuple[Dispute, ...]:
    """Return the disputes that a document tells of, in text order."""
    lexicon = pack.get(DisputeLexicon.from_pack)
    scene = make_scene(document, parse, mentions, (), (), statements, pack)
    found: dict[tuple[Span, Span], Dispute] = {}
    for denial in _denials(parse, lexicon):
        dispute = _dispute(scene, denial, lexicon, events, tuple(found.values()))
        if dispute:
            found.setdefault((dispute.denial, dispute.denier), dispute)
    return tuple(found.values())


def _denials(parse: Parse, lexicon: DisputeLexicon) -> Iterator[Denial]:
    seen: set[int] = set()
    for token in parse.tokens:
        pos = CLASSES.get(token.pos)
        if pos is None:
            continue
        pos, lemma = _lemma(parse, token, pos, lexicon)
        patterns = lexicon.patterns.get((pos, lemma), ())
        kind = _matching(parse, token, governor(parse, token.i), patterns, lexicon) if patterns else None
        reply = kind is None and _contrasts(parse, token, lemma, lexicon)
        if reply:
            kind = "contradicts"
        if not kind:
            continue
        verb = governor(parse, token.i)
        if verb not in seen:
            seen.add(verb)
            yield Denial(token.i, verb if verb >= 0 else token.i, kind, reply)


def _lemma(parse: Parse, token: Token, pos: str, lexicon: DisputeLexicon) -> tuple[str, str]:
    """Return the word class and lemma; a participle that is tagged as an adjective is its verb."""
    lemma = fold(token.lemma)
    form = fold(token.text)
    if pos == "N":
        return pos, lexicon.noun_forms.get(form, lemma)
    verb = split_verb(parse, token, form, lexicon.forms) or lexicon.forms.get(form)
    return ("V", verb) if verb else (pos, lemma)


def _matching(parse: Parse, token: Token, verb: int, patterns: tuple[DisputePattern, ...], lexicon: DisputeLexicon) -> DisputeKind | None:
    near = _near(parse, token.i, lexicon) | (_near(parse, verb, lexicon) if verb >= 0 else frozenset())
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


def _near(parse: Parse, i: int, lexicon: DisputeLexicon) -> frozenset[str]:
    """Return the folded lemmas and forms of a word and of its dependents two steps deep."""
    found = [parse.tokens[i]]
    for child in parse.children(i):
        if child.dep not in SEPARATE or child.dep == "xcomp":
            found.append(child)
            found.extend(c for c in parse.children(child.i) if c.dep not in SEPARATE)
    words: set[str] = set()
    for token in found:
        form = fold(token.text)
        words |= {fold(token.lemma), form}
        if token.pos in ("NOUN", "PROPN"):
            words.add(lexicon.noun_forms.get(form, form))
    return frozenset(words)


def _contrasts(parse: Parse, token: Token, lemma: str, lexicon: DisputeLexicon) -> bool:
    """Tell whether a verb of saying sets itself against what was said before."""
    if token.pos not in ("VERB", "AUX") or parse.sentence_number(token.i) == 0:
        return False
    if lemma in lexicon.reply:
        return not _near(parse, token.i, lexicon) & lexicon.unlike
    return lemma in lexicon.saying and any(fold(c.text) in lexicon.contrast for c in parse.children(token.i))


def _dispute(
    scene: Scene, denial: Denial, lexicon: DisputeLexicon, events: tuple[Event, ...], before: tuple[Dispute, ...]
) -> Dispute | None:
    span = clause_span(scene.parse, denial.verb)
    statement = scene.statement_at.get(denial.i) or _overlapping(scene.statements, span)
    if denial.reply:
        span = _reply_span(scene, denial, span, statement)
    denier = _denier(scene, denial, statement, lexicon)
    if denier is None:
        return None
    claim = find_claim(scene, denial, span, lexicon, events, before)
    if (
        claim
        and tells(scene.parse, claim)
        and span[0] < claim[0] < span[1] <= claim[1]
        and not overlaps(claim, scene.parse.tokens[denial.verb].span)
    ):
        span = _before(scene.parse, span, claim)
    return Dispute(denier, span, denial.kind, claim, statement.id if statement else None)


def _before(parse: Parse, span: Span, claim: Span) -> Span:
    """Return the part of a denial before the clause that states its claim (*… bestreitet, dass …*); all of it where little is left."""
    indices = [i for i in parse.at((span[0], claim[0])) if parse.tokens[i].end <= claim[0]]
    while indices and parse.tokens[indices[-1]].pos in ("PUNCT", "SCONJ", "ADP", "DET"):
        indices.pop()
    return parse.span_of(indices[0], indices[-1] + 1) if len(indices) > 1 else span


def _reply_span(scene: Scene, denial: Denial, span: Span, statement: Statement | None) -> Span:
    """Return what is set against the earlier claim: the content of the saying where it has a clause of its own, else the whole clause."""
    if statement and statement.quote and denial.i in scene.framed:
        return hull(statement.quote)
    content = next((c for c in scene.parse.children(denial.verb) if c.dep in ("ccomp", "parataxis")), None)
    return subtree_span(scene.parse, content.i) if content else span


def _overlapping(statements: tuple[Statement, ...], span: Span) -> Statement | None:
    return next((s for s in statements if any(overlaps(p, span) for p in (*s.frame, *s.cue, *s.quote))), None)


def _denier(scene: Scene, denial: Denial, statement: Statement | None, lexicon: DisputeLexicon) -> Span | None:
    """Return who denies: the agent of a passive, the subject (also of the clause above), a genitive, else the statement's speaker."""
    parse = scene.parse
    told = statement is not None and denial.i not in scene.framed and scene.statement_at.get(denial.i) is statement
    if told and denial.kind in JUDGED and statement and statement.speaker:
        return statement.speaker[0]
    passive = is_passive(parse, denial.verb)
    own = parse.children(denial.i) if denial.i != denial.verb else []
    for child in (*parse.children(denial.verb), *own):
        link = function(parse, child.i, scene.words)
        agent = passive and link in ("von", "durch")
        subject = link == "subj" and not passive
        if (agent or subject or (child in own and link in ("gen", "von"))) and _may_deny(scene, child, denial, lexicon):
            return hull(tuple(scene.phrase_of(k) for k in coordinated(parse, child.i)))
    if statement and statement.speaker:
        return statement.speaker[0]
    for child in parse.children(denial.verb):
        stated = function(parse, child.i, scene.words) in ("acc", "subj", "dat") or (denial.kind == "no_comment" and child.dep == "obl")
        if stated and _is_party(scene, child) and _may_deny(scene, child, denial, lexicon):
            return scene.phrase_of(child.i)
    verb = parse.tokens[denial.verb]
    if verb.dep in ("conj", "xcomp", "advcl", "ccomp") and verb.head not in (verb.i, -1):
        above = next((c for c in parse.children(verb.head) if c.dep == "nsubj" and _may_deny(scene, c, denial, lexicon)), None)
        if above:
            return scene.phrase_of(above.i)
    return None


def _is_party(scene: Scene, token: Token) -> bool:
    mention = scene.mention_at.get(token.i)
    return (mention is not None and mention.kind in PARTY_KINDS) or (
        token.pos in ("PRON", "DET") and fold(token.text) in scene.words.personal
    )


def _may_deny(scene: Scene, token: Token, denial: Denial, lexicon: DisputeLexicon) -> bool:
    """Tell whether a subject can deny: a party or a person, not an expletive, the claim itself or a demonstrative for a thing."""
    if token.i == denial.i or fold(token.text) in scene.words.impersonal or noun_lemma(token, lexicon) in lexicon.nouns:
        return False
    if fold(token.text) in lexicon.pronouns and token.number != "Plur" and token.gender != "Masc":
        return False
    if token.tag == RELATIVE_TAG:
        return False
    negated = any(fold(c.lemma) in lexicon.negation for c in scene.parse.children(token.i))
    return not negated and scene.parse.subtree(token.i)[-1] != denial.i
