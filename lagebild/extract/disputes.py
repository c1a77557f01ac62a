"""Who contests what: denials, refusals to comment, claims without evidence, retractions, and the claim that each one is about."""

from __future__ import annotations

from lagebild.extract.claims import Told, clause_span, find_claim, subtree_span, tells
from lagebild.extract.denials import find_denials
from lagebild.extract.dispute_words import Denial, DisputeLexicon, noun_lemma
from lagebild.extract.opposition import Opposition, find_oppositions
from lagebild.extract.relations import coordinated, function, governor, is_passive
from lagebild.extract.scene import PARTY_KINDS, Scene, make_scene
from lagebild.extract.triggers import fold
from lagebild.lang.pack import Pack
from lagebild.model import Dispute, Document, Event, Mention, Quantity, Span, Statement, hull, overlaps, within
from lagebild.parse.base import Parse, Token

# STTS tag of relative pronouns.
RELATIVE_TAG = "PRELS"
# How many of the disputes before a denial may share its claim.
RECENT = 8
# Verdicts on a claim that a speaker passes himself where they stand in what he says.
JUDGED = frozenset({"no_evidence", "rejects"})


def find_disputes(
    document: Document,
    parse: Parse,
    mentions: tuple[Mention, ...],
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
    pack: Pack,
    quantities: tuple[Quantity, ...] = (),
) -> tuple[Dispute, ...]:
    """Return the disputes that a document tells of, in text order."""
    lexicon = pack.get(DisputeLexicon.from_pack)
    scene = make_scene(document, parse, mentions, (), quantities, statements, pack)
    told = Told.of(scene, events)
    found: dict[tuple[Span, Span], Dispute] = {}
    done: list[Dispute] = []
    denied: dict[int, list[Span]] = {}

    def keep(dispute: Dispute | None) -> None:
        if dispute and (dispute.denial, dispute.denier) not in found:
            found[dispute.denial, dispute.denier] = dispute
            done.append(dispute)
            denied.setdefault(parse.sentence_number(parse.at(dispute.denial).start), []).append(dispute.denial)

    for denial in find_denials(parse, lexicon):
        keep(_dispute(scene, denial, lexicon, told, done[-RECENT:]))
    for opposition in find_oppositions(scene, lexicon, events):
        pieces = (*opposition.statement.quote, *opposition.statement.frame)
        near = {parse.sentence_number(parse.at(piece).start) for piece in pieces}
        if not any(overlaps(span, hull(pieces)) for number in near for span in denied.get(number, ())):
            keep(_opposed(scene, opposition, lexicon, told, done[-RECENT:]))
    return tuple(sorted(done, key=lambda d: d.denial))


def _opposed(scene: Scene, opposition: Opposition, lexicon: DisputeLexicon, told: Told, before: list[Dispute]) -> Dispute:
    whole = hull((*opposition.statement.quote, *opposition.statement.frame))
    verb = governor(scene.parse, opposition.i)
    denial = Denial(opposition.i, verb if verb >= 0 else opposition.i, opposition.kind, reply=True)
    claim = opposition.claim or find_claim(scene, denial, whole, opposition.speaker, lexicon, told, before)
    return Dispute(opposition.speaker, opposition.span, opposition.kind, claim, opposition.statement.id)


def _dispute(scene: Scene, denial: Denial, lexicon: DisputeLexicon, told: Told, before: list[Dispute]) -> Dispute | None:
    span = hull((clause_span(scene.parse, denial.verb), scene.parse.tokens[denial.i].span))
    statement = scene.statement_at.get(denial.i) or _overlapping(told.touching.get(scene.parse.sentence_number(denial.i), []), span)
    if denial.reply:
        span = _reply_span(scene, denial, span, statement)
    denier = _denier(scene, denial, statement, lexicon)
    if denier is None:
        return None
    claim = find_claim(scene, denial, span, denier, lexicon, told, before)
    if (
        claim
        and tells(scene.parse, claim)
        and span[0] < claim[0] < span[1] <= claim[1]
        and not overlaps(claim, scene.parse.tokens[denial.verb].span)
    ):
        span = _before(scene.parse, span, claim)
    elif claim and tells(scene.parse, claim) and span[0] <= claim[0] and claim[1] <= scene.parse.tokens[denial.verb].start:
        span = _behind(scene.parse, span, claim)
    return Dispute(denier, span, denial.kind, claim, statement.id if statement else None)


def _before(parse: Parse, span: Span, claim: Span) -> Span:
    """Return the part of a denial before the clause that states its claim (*… bestreitet, dass …*); all of it where little is left."""
    indices = [i for i in parse.at((span[0], claim[0])) if parse.tokens[i].end <= claim[0]]
    while indices and parse.tokens[indices[-1]].pos in ("PUNCT", "SCONJ", "ADP", "DET"):
        indices.pop()
    return parse.span_of(indices[0], indices[-1] + 1) if len(indices) > 1 else span


def _behind(parse: Parse, span: Span, claim: Span) -> Span:
    """Return the part of a denial behind the clause that states its claim (*Dass …, wies sie zurück*)."""
    first = next((i for i in parse.at((claim[1], span[1])) if parse.tokens[i].start >= claim[1] and parse.tokens[i].pos != "PUNCT"), None)
    return span if first is None else (parse.tokens[first].start, span[1])


def _reply_span(scene: Scene, denial: Denial, span: Span, statement: Statement | None) -> Span:
    """Return what is set against the earlier claim: the content of the saying where it has a clause of its own, else the whole clause."""
    if statement and statement.quote and denial.i in scene.framed:
        return hull(statement.quote)
    content = next((c for c in scene.parse.children(denial.verb) if c.dep in ("ccomp", "parataxis")), None)
    return subtree_span(scene.parse, content.i) if content else span


def _overlapping(statements: list[Statement], span: Span) -> Statement | None:
    return next((s for s in statements if any(overlaps(p, span) for p in (*s.frame, *s.cue, *s.quote))), None)


def _denier(scene: Scene, denial: Denial, statement: Statement | None, lexicon: DisputeLexicon) -> Span | None:
    """Return who denies: the agent of a passive, the subject (also of the clause above), a genitive, else the statement's speaker."""
    holder = _holder(scene, denial, lexicon)
    quoted = statement is not None and denial.i not in scene.framed and scene.statement_at.get(denial.i) is statement
    told = quoted and statement is not None and statement.type != "Reported"
    if quoted and not holder and (denial.kind in JUDGED or (told and denial.judged)) and statement and statement.speaker:
        return statement.speaker[0]
    if denial.judged:
        spoken = statement is not None and bool(statement.speaker) and statement.type != "Reported"
        return statement.speaker[0] if statement and spoken else _subject_above(scene, denial, lexicon)
    own = holder or _agent(scene, denial, lexicon) or _antecedent(scene, denial)
    speaker = statement.speaker[0] if statement and statement.speaker else None
    if own is not None:
        return speaker if speaker and within(own, speaker) and not told else own
    refused = _refused_subject(scene, denial, lexicon)
    if speaker and not (refused and overlaps(scene.parse.tokens[refused.i].span, speaker)):
        inverted = _inverted(scene, denial, refused, lexicon)
        far = refused is not None and refused.pos != "NOUN"
        return inverted if inverted and (far or overlaps(speaker, clause_span(scene.parse, denial.verb))) else speaker
    return _inverted(scene, denial, refused, lexicon) or _stated_party(scene, denial, lexicon) or _subject_above(scene, denial, lexicon)


def _holder(scene: Scene, denial: Denial, lexicon: DisputeLexicon) -> Span | None:
    """Return who has no evidence, where the verb makes them its object (*der Regierung liegen keine Erkenntnisse vor*)."""
    verb = scene.parse.tokens[denial.verb]
    if denial.kind != "no_evidence" or fold(verb.lemma) not in lexicon.holding:
        return None
    held = (c for c in scene.parse.children(denial.verb) if function(scene.parse, c.i, scene.words) in ("dat", "acc") and c.i != denial.i)
    return next((scene.phrase_of(c.i) for c in held if c.pos in ("NOUN", "PROPN", "PRON")), None)


def _agent(scene: Scene, denial: Denial, lexicon: DisputeLexicon) -> Span | None:
    """Return the agent of a passive, the subject, or whose the noun of denial is."""
    parse = scene.parse
    passive = is_passive(parse, denial.verb)
    own = parse.children(denial.i) if denial.i != denial.verb else []
    for child in (*parse.children(denial.verb), *own):
        link = function(parse, child.i, scene.words)
        agent = passive and link in lexicon.agents
        subject = link == "subj" and not passive and not (_is_deed(scene, child, lexicon) and _inverted(scene, denial, child, lexicon))
        if (agent or subject or (child in own and link in lexicon.owners)) and _may_deny(scene, child, denial, lexicon):
            return hull(tuple(scene.phrase_of(k) for k in coordinated(parse, child.i)))
    return None


def _antecedent(scene: Scene, denial: Denial) -> Span | None:
    """Return what the subject of a relative clause stands for (*Ärzte, die dem widersprechen*)."""
    verb = scene.parse.tokens[denial.verb]
    subject = next((c for c in scene.parse.children(denial.verb) if c.dep == "nsubj"), None)
    if subject is None or subject.tag != RELATIVE_TAG or verb.dep not in ("acl", "relcl", "acl:relcl") or verb.head in (-1, verb.i):
        return None
    return scene.phrase_of(verb.head) if scene.parse.tokens[verb.head].pos in ("NOUN", "PROPN", "PRON") else None


def _is_deed(scene: Scene, token: Token, lexicon: DisputeLexicon) -> bool:
    """Tell whether a noun names a deed rather than somebody, by its ending; a name or office is somebody."""
    return token.i not in scene.mention_at and token.pos == "NOUN" and fold(token.lemma).endswith(lexicon.deeds)


def _is_claim(scene: Scene, token: Token, lexicon: DisputeLexicon) -> bool:
    """Tell whether a noun names a deed or what was said rather than somebody."""
    return _is_deed(scene, token, lexicon) or noun_lemma(token, lexicon) in lexicon.nouns


def _refused_subject(scene: Scene, denial: Denial, lexicon: DisputeLexicon) -> Token | None:
    """Return the subject that cannot deny: what stands in front may be the claim (*eine Umgehung bestreitet die Reederei*)."""
    subject = next((c for c in scene.parse.children(denial.verb) if c.dep == "nsubj"), None)
    return subject if subject and fold(subject.text) not in scene.words.impersonal and not is_passive(scene.parse, denial.verb) else None


def _inverted(scene: Scene, denial: Denial, refused: Token | None, lexicon: DisputeLexicon) -> Span | None:
    """Return the noun behind the verb that the parser took for the object where the claim stands in front."""
    if refused is None or (refused.pos == "NOUN" and not _is_claim(scene, refused, lexicon)):
        return None
    for child in scene.parse.children(denial.verb):
        plain = function(scene.parse, child.i, scene.words) == "acc" and child.pos in ("NOUN", "PROPN") and child.i > refused.i
        if plain and not _is_deed(scene, child, lexicon) and _may_deny(scene, child, denial, lexicon):
            return scene.phrase_of(child.i)
    return None


def _stated_party(scene: Scene, denial: Denial, lexicon: DisputeLexicon) -> Span | None:
    """Return a party among the verb's bare arguments."""
    for child in scene.parse.children(denial.verb):
        link = function(scene.parse, child.i, scene.words)
        stated = link in ("acc", "subj", "dat") or (denial.kind == "no_comment" and child.dep == "obl")
        if stated and _is_party(scene, child) and _may_deny(scene, child, denial, lexicon):
            return scene.phrase_of(child.i)
    return None


def _subject_above(scene: Scene, denial: Denial, lexicon: DisputeLexicon) -> Span | None:
    verb = scene.parse.tokens[denial.verb]
    if verb.dep not in ("conj", "xcomp", "advcl", "ccomp") or verb.head in (verb.i, -1):
        return None
    above = next((c for c in scene.parse.children(verb.head) if c.dep == "nsubj" and _may_deny(scene, c, denial, lexicon)), None)
    return scene.phrase_of(above.i) if above else None


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
    if token.tag == RELATIVE_TAG or fold(token.text) in lexicon.negation:
        return False
    negated = any(fold(c.lemma) in lexicon.negation for c in scene.parse.children(token.i))
    return not negated and scene.parse.subtree(token.i)[-1] != denial.i
