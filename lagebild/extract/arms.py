"""Which arms an event moves, shows, uses or forbids, by the headings of the UN Register and the Wassenaar list; what pays for them."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.extract.deeds import NOMINAL, Deed, Detail, Details, inside_party, modifier, quoted, value_of
from lagebild.extract.relations import governor, preposition
from lagebild.extract.triggers import fold
from lagebild.extract.vocabulary import Vocabulary
from lagebild.lang.pack import Pack
from lagebild.model import Span, within
from lagebild.parse.base import Token

# Acts that move, raise or use arms; those whose object alone tells whether arms are meant.
MOVING = frozenset({"TRANSFER", "AID", "MOBILIZE"})
USING = frozenset({"ASSAULT"})
SPEAKING = frozenset({"AGREE", "COOPERATE", "SUPPORT", "REQUEST", "REJECT", "RETREAT", "CONCEDE", "COERCE", "THREATEN", "SANCTION"})
# What also has peaceful uses: said only where the act is military or its object is arms.
CIVIL = frozenset({"vehicles"})
# Tokens behind a word of return within which its object follows.
NEXT = 6
MILITARY = frozenset({"arms", "missile_test", "troops"})


@dataclass(frozen=True)
class ArmsWords:
    """`arms`: category by word; `given`: kind of what is given in return; `marks`: nouns that tell of a return, `exchange` before it."""

    arms: Vocabulary
    given: Vocabulary
    exchange: frozenset[str]
    marks: frozenset[str]
    paying: frozenset[str]
    means: frozenset[str]
    price: frozenset[str]
    answered: frozenset[str]
    opening: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> ArmsWords:
        data = pack.toml("event_modifiers.toml")["prepositions"]
        return cls(
            Vocabulary.of(pack, [(row["word"], row["category"]) for row in pack.table("arms.tsv")]),
            Vocabulary.of(pack, [(row["word"], row["kind"]) for row in pack.table("consideration.tsv")]),
            *(frozenset(data[name]) for name in ("exchange", "returning", "paying", "means", "price", "answered", "opening")),
        )


def arms_details(deed: Deed, lexica: ArmsWords) -> Details:
    """Return `arms`: the category of the first arms named by the object, the trigger, or (for what moves or uses them) the clause."""
    found = _of_span(deed, lexica.arms, deed.object.span) if deed.object else None
    found = found or _of_trigger(deed, lexica.arms)
    if found is None and deed.type in MOVING:
        found = _of_tokens(deed, lexica.arms, [t for t in deed.near() if t.pos in NOMINAL and _is_argument(deed, t)])
    if found is None and deed.type in USING:
        parse, prepositions = deed.scene.parse, deed.scene.words
        tools = [t for t in deed.near() if t.pos in NOMINAL and preposition(parse, t.i, prepositions) in lexica.means]
        found = _of_tokens(deed, lexica.arms, [*tools, *deed.tokens(deed.actor[0].span if deed.actor else None)])
    if found is None or (found[0] in CIVIL and not _is_military(deed)):
        return {}
    return {"arms": found}


def _is_military(deed: Deed) -> bool:
    return deed.mode in MILITARY or deed.type in ("MOBILIZE", "AID") or (deed.object is not None and deed.object.kind == "arms")


def _is_argument(deed: Deed, token: Token) -> bool:
    """Tell whether a noun may be what moves: no party, and behind no preposition but those of means and content."""
    return not inside_party(deed, token) and preposition(deed.scene.parse, token.i, deed.scene.words) in ("", "mit", "von", "an")


def _of_span(deed: Deed, arms: Vocabulary, span: Span) -> Detail | None:
    """Return the category of a phrase: that of the noun it begins with, but of a designation where the noun says less."""
    tokens = [t for t in deed.tokens(span) if t.pos != "DET"]
    found = _of_tokens(deed, arms, tokens)
    return found or arms.designation(deed.scene.document.text, span)


def _of_tokens(deed: Deed, arms: Vocabulary, tokens: list[Token]) -> Detail | None:
    adjective: Detail | None = None
    for token in tokens:
        value = arms.of_token(token)
        named = arms.designation(deed.scene.document.text, token.span) if token.pos in NOMINAL else None
        if named and (value is None or (value == "missiles" and named[0] == "air_defence")):
            return named[0], token.span
        if value and token.pos in ("NOUN", "PROPN", "X"):
            strong = adjective is not None and adjective[0] in ("nuclear", "chemical_biological", "drones")
            return adjective if strong and adjective is not None else (value, token.span)
        adjective = adjective or ((value, token.span) if value else None)
    return adjective


def _of_trigger(deed: Deed, arms: Vocabulary) -> Detail | None:
    """Return the category of what a noun trigger names itself (*Waffenlieferung, Raketentest*)."""
    if deed.trigger.pos not in NOMINAL:
        return None
    first = modifier(deed)
    value = (arms.noun(first) if first else None) or arms.of_token(deed.trigger) or arms.first(fold(deed.trigger.text))
    return (value, deed.trigger.span) if value else None


def consideration_details(deed: Deed, lexica: ArmsWords) -> Details:
    """Return what is given in return, `paid_with` and its kind `consideration`; `in_return`: the word that tells of a return."""
    details: Details = {}
    parse = deed.scene.parse
    for token in deed.near():
        if _tells_return(deed, token, lexica):
            details.setdefault("in_return", (token.text, token.span))
            beside = parse.tokens[token.i + 1 : token.i + NEXT]
            linked = (c for c in (*parse.children(token.i), *beside) if c.pos in NOMINAL and c.i > token.i)
            given = next((c for c in linked if preposition(parse, c.i, deed.scene.words) in lexica.answered), None)
            if given is not None:
                details.setdefault("paid_with", _paid(deed, given))
    for token in deed.near():
        if "paid_with" in details or token.pos not in NOMINAL or token.i in deed.scene.timed:
            continue
        if _pays(deed, lexica, token, preposition(parse, token.i, deed.scene.words)):
            details["paid_with"] = _paid(deed, token)
    answer = None if "paid_with" in details or "in_return" in details else _answered(deed, lexica)
    if answer is not None:
        details["paid_with"] = _paid(deed, answer)
    if "paid_with" in details:
        kind = value_of(lexica.given, _paying_tokens(deed, details["paid_with"][1]))
        if kind:
            details["consideration"] = kind[0], details["paid_with"][1]
    return details


def _tells_return(deed: Deed, token: Token, lexica: ArmsWords) -> bool:
    """Tell whether a word says that something is given in return (*im Gegenzug, als Gegenleistung, dafür*; not *über den Austausch*)."""
    if token.lemma.lower() not in lexica.marks:
        return False
    return token.pos not in NOMINAL or preposition(deed.scene.parse, token.i, deed.scene.words) in lexica.opening


def _pays(deed: Deed, lexica: ArmsWords, token: Token, link: str) -> bool:
    """Tell whether a noun behind this preposition names what is given in return."""
    kind = lexica.given.of_token(token)
    if link in lexica.price:
        return kind == "money"
    if link in lexica.exchange:
        definite = any(c.pos == "DET" for c in deed.scene.parse.children(token.i))
        named = token.i in deed.scene.mention_at or token.i in deed.scene.type_at
        return kind is not None or (deed.type == "TRANSFER" and not definite and not named)
    return link in lexica.means and deed.lemma in lexica.paying


def _paid(deed: Deed, token: Token) -> Detail:
    """Return the words of what is given: the noun's phrase with what is listed after it."""
    start, end = deed.scene.phrase_of(token.i)
    for child in deed.scene.parse.children(token.i):
        if child.dep == "conj" and child.pos in NOMINAL and child.start >= end and child.start - end < 30:
            end = max(end, deed.scene.phrase_of(child.i)[1])
    return quoted(deed, (start, end))


def _paying_tokens(deed: Deed, span: Span) -> list[Token]:
    return [t for t in deed.tokens(span) if within(t.span, span) and t.pos in NOMINAL]


def _answered(deed: Deed, lexica: ArmsWords) -> Token | None:
    """Return what the other side gives where another clause tells it (*im Gegenzug erhält es Öl*), in this sentence or the next."""
    parse = deed.scene.parse
    number = parse.sentence_number(deed.i)
    last = parse.sentences[min(number + 1, len(parse.sentences) - 1)].last
    mark = next((t for t in parse.tokens[deed.i + 1 : last] if _tells_return(deed, t, lexica)), None)
    if mark is None or mark.i in deed.clause:
        return None
    verb = governor(parse, mark.i)
    things = [c for c in parse.children(verb) if c.dep in ("obj", "nsubj:pass", "nsubj") and lexica.given.of_token(c)] if verb >= 0 else []
    return next((c for c in things if c.dep == "obj"), next(iter(things), None))
