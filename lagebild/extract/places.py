"""Where an event happens: the phrase of place that belongs to its trigger, with the state that it lies in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lagebild.extract.gazetteer import Gazetteer
from lagebild.extract.kinds import ObjectKinds
from lagebild.extract.relations import ancestors, governor, preposition
from lagebild.extract.scene import Scene
from lagebild.model import EventPlace, Mention, Party, Span, within
from lagebild.parse.base import Parse, Token

# Acts that are told with a place seldom (one in ten of the annotated ones at most): only what hangs on their own verb is theirs.
SELDOM = frozenset({"SANCTION", "REJECT", "ACCUSE", "REQUEST", "CONCEDE", "THREATEN", "SUPPORT", "AGREE"})
# Costs in tokens: of another clause, of a noun that names another act on the way to the trigger, of a common noun, of a state, of an
# actor's own seat (*die Polizei in Lyon*).
CLAUSE, ACT, COMMON, STATE, SEAT = 20, 15, 6, 2, 8
# Beyond this cost a place is none of the event's.
FARTHEST, NEAR = 24, 12
NOMINAL = frozenset({"NOUN", "PROPN"})
# What the codes of bodies, which are no states, begin with.
BODY = "IGO:"
TOWN = frozenset({"place"})


@dataclass(frozen=True, slots=True)
class Local:
    """A phrase of place: its head token, span, the mention that names it (None for *die Stadt*)."""

    i: int
    span: Span
    mention: Mention | None


def event_place(scene: Scene, i: int, kind: str, actor: tuple[Party, ...], taken: frozenset[int]) -> EventPlace | None:
    """Return the place of the event of type `kind` at token `i`; `taken`: the heads of its parties, which are no places."""
    best: tuple[int, Local] | None = None
    for local in _locals(scene, i):
        if (local.i in taken and not _is_town(scene, local)) or local.i == i:
            continue
        whose = any(within(local.span, p.span) for p in actor)
        if whose and (kind in SELDOM or not _is_town(scene, local)):
            continue
        cost = _cost(scene, i, local) + (SEAT if whose else 0)
        if kind in SELDOM and (cost > NEAR or not _hangs_on_verb(scene, i, local)):
            continue
        if best is None or cost < best[0]:
            best = cost, local
    if best is None or best[0] > FARTHEST:
        return None
    return _place(scene, best[1])


def _is_town(scene: Scene, local: Local) -> bool:
    """Tell whether a phrase names a place that is no state: it may be both a party and where it happens (*reiste nach Lyon*)."""
    mention = local.mention
    if mention is None or mention.kind not in TOWN or mention.span != local.span:
        return False
    return scene.pack.get(Gazetteer.from_pack).states.get(mention.country or "") != mention.name


def _locals(scene: Scene, i: int) -> Iterator[Local]:
    """Yield the phrases of place of the trigger's sentence: names behind a preposition of place, nouns for stretches of land."""
    parse, words = scene.parse, scene.words
    sentence = parse.sentence_of(i)
    kinds = scene.pack.get(ObjectKinds.from_pack)
    for token in parse.tokens[sentence.first : sentence.last]:
        if token.pos not in NOMINAL or token.i in scene.timed:
            continue
        mention = scene.place_at.get(token.i)
        if mention is not None:
            head = _head(parse, mention.span)
            links = _links(scene, parse.at(mention.span).start, kinds) | _links(scene, head, kinds)
            allowed = words.place if mention.kind != "state" else words.inside
            own = mention.kind in TOWN and parse.tokens[head].head == i and "von" in links
            whole = mention.span[1] >= token.end
            if token.i == head and whole and (links & allowed or own):
                yield Local(head, mention.span, mention)
        elif token.i not in scene.mention_at and preposition(parse, token.i, words) in words.place and _is_land(scene, token, kinds):
            yield Local(token.i, scene.phrase_of(token.i), _inner(scene, token))


def _is_land(scene: Scene, token: Token, kinds: ObjectKinds) -> bool:
    """Tell whether a noun without a mention stands for a place; where a name behind it tells which one (*die Stadt Lyon*) the name does."""
    names = (c for c in scene.parse.children(token.i) if c.pos == "PROPN" and c.i > token.i and c.i in scene.place_at)
    if any(preposition(scene.parse, c.i, scene.words) in ("", "von") for c in names):
        return False
    named = token.pos == "PROPN" and token.ner == "LOC"
    return named or (token.pos == "NOUN" and kinds.of(token.lemma) == "territory")


def _inner(scene: Scene, token: Token) -> Mention | None:
    """Return the name that says where a stretch of land lies (*im kanadischen Luftraum, an der Grenze zu Polen*)."""
    found = (scene.mention_at.get(k) for k in scene.parse.at(scene.phrase_of(token.i)))
    return next((m for m in found if m is not None and m.country), None)


def _head(parse: Parse, span: Span) -> int:
    """Return the token of a span that hangs on none in it."""
    inside = parse.at(span)
    return next((k for k in inside if parse.tokens[k].head not in inside or parse.tokens[k].head == k), inside.start)


def _cost(scene: Scene, i: int, local: Local) -> int:
    parse = scene.parse
    up = ancestors(parse, local.i)
    clause = governor(parse, i)
    same = governor(parse, local.i) == clause or i in up
    # A relative clause under the trigger tells of it: die Gespräche, die in Genf geführt werden.
    same = same or (parse.tokens[i].pos in NOMINAL and parse.tokens[governor(parse, local.i)].head == i)
    between = up[1 : up.index(i)] if i in up else up[1:]
    acts = sum(k in scene.type_at and parse.tokens[k].pos == "NOUN" and k != i for k in between)
    first = parse.at(local.span).start
    before = [k for k in range(max(0, first - 3), first) if parse.tokens[k].pos == "NOUN" and parse.tokens[k + 1].pos in ("ADP", "DET")]
    acts += any(k in scene.type_at and k != i and k not in between for k in before)
    kind = COMMON if local.mention is None or not within(local.mention.span, local.span) else 0
    kind += STATE if local.mention is not None and local.mention.kind != "place" else 0
    return abs(local.i - i) + (0 if same else CLAUSE) + acts * ACT + kind


def _hangs_on_verb(scene: Scene, i: int, local: Local) -> bool:
    """Tell whether a phrase hangs on the trigger or on its verb, not on a noun between."""
    parse = scene.parse
    return parse.tokens[local.i].head in (i, governor(parse, i))


def _links(scene: Scene, k: int, kinds: ObjectKinds) -> frozenset[str]:
    """Return the prepositions that a name may stand behind: its own, the word before it, that of the stretch of land that it names.

    *in Lyon, in der Stadt Lyon, in der Nähe von Lyon, im Norden Syriens.*
    """
    parse, words = scene.parse, scene.words
    token = parse.tokens[k]
    found = {preposition(parse, k, words)}
    head = parse.tokens[token.head] if 0 <= token.head != k else None
    if head is not None and (token.dep in ("appos", "flat") or (token.dep == "nmod" and _is_stretch(scene, head, kinds))):
        found.add(preposition(parse, head.i, words))
    for before in parse.tokens[max(0, k - 2) : k]:
        if before.i == k - 1 or parse.tokens[k - 1].pos in ("DET", "ADJ"):
            lower = before.text.lower()
            found.add(words.contractions.get(lower, lower))
    return frozenset(found)


def _is_stretch(scene: Scene, token: Token, kinds: ObjectKinds) -> bool:
    """Tell whether a noun names a stretch of land or a side of one."""
    lemma = token.lemma.lower()
    return token.pos == "NOUN" and (lemma in scene.words.around or kinds.of(lemma) == "territory")


def _place(scene: Scene, local: Local) -> EventPlace:
    """Return a place with its name and the state it lies in."""
    named = local.mention is not None and local.mention.span == local.span
    words = " ".join(scene.document.text[slice(*local.span)].split())
    name = local.mention.name if named and local.mention is not None else words
    country = local.mention.country if local.mention is not None else None
    return EventPlace(local.span, name, country if country and not country.startswith(BODY) else None)
