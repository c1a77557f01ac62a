"""Who contests what: denials, refusals to comment, claims without evidence, retractions, and the claim that each one is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast as as_type

from lagebild.extract.relations import ancestors, coordinated, finite, function, governor, is_passive, preposition
from lagebild.extract.scene import PARTY_KINDS, Scene, make_scene
from lagebild.extract.triggers import CLASSES, MIN_TAIL, fold, noun_forms, split_verb, verb_forms
from lagebild.lang.pack import Pack
from lagebild.model import Dispute, DisputeKind, Document, Event, Mention, Span, Statement, hull, overlaps, within
from lagebild.parse.base import Parse, Token

LOOK_BACK = 4
# Tokens that a claim has at least: one or two words in marks are a name.
SHORTEST = 3
# STTS tag of relative pronouns.
RELATIVE_TAG = "PRELS"
CLAUSAL = frozenset({"ccomp", "xcomp", "csubj"})
SEPARATE = frozenset({"ccomp", "xcomp", "csubj", "advcl", "parataxis", "acl", "relcl"})
# Verdicts on a claim that a speaker passes himself where they stand in what he says.
JUDGED = frozenset({"no_evidence", "rejects"})
BESIDE = frozenset({"ccomp", "csubj", "advcl", "parataxis"})
ACCUSING = frozenset({"accuses", "criticises"})
# How much of a claim an event is by itself.
WEIGHTS = {"attributed": 0.3, "possible": 0.2, "asserted": -0.2}
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
    forms: dict[str, str]
    noun_forms: dict[str, str]
    negation: frozenset[str]
    contrast: frozenset[str]
    saying: frozenset[str]
    reply: frozenset[str]
    unlike: frozenset[str]
    nouns: frozenset[str]
    pronouns: frozenset[str]
    predicative: frozenset[str]
    topic: frozenset[str]
    reproach: frozenset[str]
    unproven: frozenset[str]
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
        named = {word for pos, word in patterns if pos == "N"}
        verbs = sorted({word for pos, word in patterns if pos == "V"} | {*contrast["verbs"], *contrast["reply"]})
        return cls(
            patterns,
            verb_forms(pack, verbs),
            noun_forms(
                pack, sorted({n for group in patterns.values() for p in group for n in (*p.needs, *p.never)} | {*anaphors["nouns"], *named})
            ),
            frozenset(pack.toml("event_modifiers.toml")["status"]["negation"]),
            *(frozenset(contrast[name]) for name in ("adverbs", "verbs", "reply", "never")),
            *(frozenset(anaphors[name]) for name in ("nouns", "pronouns", "predicative", "topic", "reproach", "unproven", "stop")),
        )


@dataclass(frozen=True, slots=True)
class Denial:
    """A trigger of a dispute: its token, the predicate that it belongs to, what kind it is."""

    i: int
    verb: int
    kind: DisputeKind
    reply: bool = False


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
        verb = governor(parse, token.i)
        patterns = lexicon.patterns.get((pos, lemma), ())
        kind = _matching(parse, token, verb, patterns, lexicon) if patterns else None
        reply = kind is None and _contrasts(parse, token, lemma, lexicon)
        if reply:
            kind = "contradicts"
        if kind and verb not in seen:
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


def _noun(token: Token, lexicon: DisputeLexicon) -> str:
    """Return the folded lemma of a noun, by its form where that is a known one."""
    return lexicon.noun_forms.get(fold(token.text), fold(token.lemma))


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
    claim = _claim(scene, denial, span, lexicon, events, before)
    if (
        claim
        and _tells(scene.parse, claim)
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
    subject = next((c.i for c in parse.children(verb) if c.dep in ("nsubj", "nsubj:pass")), verb)
    if not first <= subject <= last:
        first, last = min(first, *keep), max(last, *keep)
    return parse.span_of(first, last + 1)


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
    if token.i == denial.i or fold(token.text) in scene.words.impersonal or _noun(token, lexicon) in lexicon.nouns:
        return False
    if fold(token.text) in lexicon.pronouns and token.number != "Plur" and token.gender != "Masc":
        return False
    if token.tag == RELATIVE_TAG:
        return False
    negated = any(fold(c.lemma) in lexicon.negation for c in scene.parse.children(token.i))
    return not negated and scene.parse.subtree(token.i)[-1] != denial.i


def _claim(
    scene: Scene, denial: Denial, span: Span, lexicon: DisputeLexicon, events: tuple[Event, ...], before: tuple[Dispute, ...]
) -> Span | None:
    """Return the contested proposition at its nearest mention: a clause under the denial, its object, or what was said before."""
    if denial.reply or denial.kind == "retracts":
        clause = None if denial.reply else _content_clause(scene, denial)
        return clause or _earlier_claim(scene, denial, span, lexicon, events, before)
    clause = _content_clause(scene, denial) or _object_claim(scene, denial, lexicon) or _trailing_clause(scene, denial)
    return clause or _earlier_claim(scene, denial, span, lexicon, events, before)


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


def _object_claim(scene: Scene, denial: Denial, lexicon: DisputeLexicon) -> Span | None:
    """Return what the denial names itself: its object, or what the report that it points to is about (*Berichte über …*)."""
    parse = scene.parse
    under = [c for k in dict.fromkeys((denial.verb, denial.i)) for c in parse.children(k)]
    objects = [c for c in under if c.dep in ("obj", "nsubj:pass", "iobj", "nmod", "obl") and c.pos in ("NOUN", "PROPN") and c.i != denial.i]
    objects = [c for c in objects if preposition(parse, c.i, scene.words) not in lexicon.predicative]
    pointing = [c for c in under if _noun(c, lexicon) in lexicon.nouns and c.dep in ("obj", "nsubj:pass", "iobj", "nsubj", "obl")]
    direct = [c for c in pointing if c.dep != "obl"]
    topics = [c for p in direct or pointing for c in (*parse.children(p.i), *under) if c.i > p.i and _is_topic(scene, c, lexicon)]
    if topics:
        return scene.phrase_of(topics[0].i)
    plain = [
        c
        for c in objects
        if _noun(c, lexicon) not in lexicon.nouns and (c.dep in ("obj", "nsubj:pass") or _is_unproven(scene, c, denial, lexicon))
    ]
    pronoun = any(fold(c.text) in lexicon.pronouns for c in under if c.dep in ("obj", "nsubj:pass", "iobj", "obl", "nsubj"))
    if plain and not direct and not pronoun:
        return scene.phrase_of(plain[-1 if denial.kind == "no_evidence" else 0].i)
    return None


def _is_unproven(scene: Scene, token: Token, denial: Denial, lexicon: DisputeLexicon) -> bool:
    """Tell whether a phrase names what there is no proof of (*keine Beweise für …*)."""
    return denial.kind == "no_evidence" and preposition(scene.parse, token.i, scene.words) in lexicon.unproven


def _is_topic(scene: Scene, token: Token, lexicon: DisputeLexicon) -> bool:
    """Tell whether a phrase says what a report or reproach is about: a noun behind a preposition of topic, no party."""
    if token.pos != "NOUN" or (token.i in scene.mention_at and scene.mention_at[token.i].kind in PARTY_KINDS):
        return False
    return preposition(scene.parse, token.i, scene.words) in lexicon.topic


def _content_clause(scene: Scene, denial: Denial) -> Span | None:
    """Return the clause under the denial that states the claim: a complement, or one that hangs on its object (*Berichte, wonach …*)."""
    parse = scene.parse
    here = parse.tokens[denial.i].span
    for statement in scene.statements:
        framed = any(within(here, piece) for piece in (statement.cue or statement.frame))
        behind = statement.type == "Indirect" and statement.quote and statement.quote[0][0] >= here[1]
        if framed and behind and _tells(parse, hull(statement.quote)):
            return hull(statement.quote)
    under = [c for k in dict.fromkeys((denial.verb, denial.i)) for c in parse.children(k)]
    for child in under:
        said = child.dep == "parataxis" and child.i > denial.verb and _is_subjunctive(parse, child.i)
        if (said or child.dep in CLAUSAL) and _tells(parse, subtree_span(parse, child.i)):
            return subtree_span(parse, child.i)
    for child in under:
        if child.dep in ("obj", "obl", "nmod", "nsubj:pass", "nsubj") and child.pos in ("NOUN", "PROPN"):
            for k in coordinated(parse, child.i):
                clause = next((c for c in parse.children(k) if c.dep in ("acl", "relcl", "ccomp", "xcomp") and c.i > k), None)
                if clause and child.dep != "nsubj":
                    return subtree_span(parse, clause.i)
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


def _earlier_claim(
    scene: Scene, denial: Denial, span: Span, lexicon: DisputeLexicon, events: tuple[Event, ...], before: tuple[Dispute, ...]
) -> Span | None:
    """Return the statement or the event's clause, in the sentences before, that shares most with the denial; the near ones first."""
    parse = scene.parse
    here = parse.sentence_number(denial.i)
    words, codes = _content(parse, span, lexicon), _codes(scene, span)
    reproach = any(_noun(parse.tokens[i], lexicon) in lexicon.reproach for i in parse.at(span))
    scored: list[tuple[float, Span]] = []
    for bonus, option, whole in _options(scene, denial, span, events):
        number = parse.sentence_number(parse.at(option).start)
        contests = any(overlaps(option, d.denial) for d in before)
        if here - number > LOOK_BACK or overlaps(option, span) or contests or not _tells(parse, option):
            continue
        shared = 0.5 * len(words & _content(parse, option, lexicon)) + 0.5 * len(codes & _codes(scene, whole))
        relative = parse.tokens[parse.at(option).start].tag == RELATIVE_TAG
        scored.append((bonus * (2.0 if reproach else 1.0) + shared - 0.7 * (here - number) - 0.75 * relative, option))
    if scored:
        return max(scored)[1]
    return before[-1].claim if before and here - parse.sentence_number(parse.at(before[-1].denial).start) <= LOOK_BACK else None


def _options(scene: Scene, denial: Denial, span: Span, events: tuple[Event, ...]) -> Iterator[tuple[float, Span, Span]]:
    """Yield what was claimed before a denial: (how much of a claim it is, its span, that span with its frame)."""
    parse = scene.parse
    here = parse.sentence_number(denial.i)
    denier = _codes(scene, _subject_span(scene, denial) or span)
    for statement in scene.statements:
        if statement.quote and statement.stance in CLAIMING and hull(statement.quote)[1] <= span[0]:
            said = frozenset[str]() if not statement.speaker else _codes(scene, statement.speaker[0])
            bonus = 0.5 + 0.5 * (statement.stance in ACCUSING) - 1.0 * bool(said & denier)
            yield bonus, statement.quote[0], hull((*statement.quote, *statement.frame))
    for event in events:
        i = parse.at(event.trigger).start
        if event.trigger[1] <= span[0] and (i not in scene.framed or parse.sentence_number(i) != here):
            clause = clause_span(parse, i)
            yield WEIGHTS.get(event.status, 0.0), clause, clause


def _subject_span(scene: Scene, denial: Denial) -> Span | None:
    subject = next((c for c in scene.parse.children(denial.verb) if c.dep == "nsubj"), None)
    return scene.phrase_of(subject.i) if subject else None


def _tells(parse: Parse, span: Span) -> bool:
    """Tell whether a span states something: some words, a verb among them."""
    held = parse.at(span)
    return len(held) >= SHORTEST and any(parse.tokens[i].pos in ("VERB", "AUX") for i in held)


def _codes(scene: Scene, span: Span) -> frozenset[str]:
    """Return the states that are named in a span, by themselves or by who speaks for them."""
    held = (scene.mention_at.get(i) for i in scene.parse.at(span))
    return frozenset(m.country for m in held if m and m.country)


def _content(parse: Parse, span: Span, lexicon: DisputeLexicon) -> frozenset[str]:
    tokens = (parse.tokens[i] for i in parse.at(span))
    return frozenset(
        fold(t.lemma) for t in tokens if t.pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") and fold(t.lemma) not in lexicon.stop
    )
