"""What is done with sanctions, by which means, against whom and for what."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.extract.deeds import NOMINAL, Deed, Detail, Details, behind, modifier, quoted, trigger_value, value_of, words
from lagebild.extract.relations import preposition
from lagebild.extract.vocabulary import Vocabulary, listed
from lagebild.lang.pack import Pack
from lagebild.model import Span, within
from lagebild.parse.base import Token

GENERAL = "general"
# Tokens behind als Reaktion within which the reason follows.
FAR = 7
# Acts that tell of sanctions by their type; others need a word for sanctions in their object or clause.
OWN = frozenset({"SANCTION"})
ABOUT = frozenset({"CONCEDE", "THREATEN", "REQUEST", "AGREE", "SUPPORT", "REJECT", "COERCE", "COOPERATE", "RETREAT"})
# Means that strike goods, not whoever stands as their object.
ON_GOODS = frozenset({"import_ban", "export_ban", "export_controls", "tariffs", "oil_price_cap", "arms_embargo", "asset_freeze"})
# Modes of sanctions in the lexicon.
MODES = frozenset({"sanctions", "export_controls", "ties", "border"})
# What a court does is no sanction between states.
JUDICIAL = frozenset({"conviction"})
ASKING = frozenset({"REQUEST"})


@dataclass(frozen=True)
class SanctionWords:
    """`together`: the groups that a word belongs to (``rule.group``, blank between), `rules`: instrument and number of groups of each.

    An instrument is told where the clause has a word of each of its groups.
    """

    sanctions: Vocabulary
    measures: Vocabulary
    instruments: Vocabulary
    together: Vocabulary
    rules: tuple[tuple[str, int], ...]
    against: frozenset[str]
    reason: frozenset[str]
    answer: Vocabulary
    answering: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> SanctionWords:
        data = pack.toml("sanctions.toml")
        groups: dict[str, list[str]] = {}
        for n, row in enumerate(data["together"]):
            for k, group in enumerate(row["words"]):
                for word in group:
                    groups.setdefault(word, []).append(f"{n}.{k}")
        phrases = data["phrases"]
        return cls(
            Vocabulary.of(pack, listed(data["nouns"])),
            Vocabulary.of(pack, listed(data["measure"])),
            Vocabulary.of(pack, listed(data["instrument"])),
            Vocabulary.of(pack, [(word, " ".join(ids)) for word, ids in groups.items()]),
            tuple((row["instrument"], len(row["words"])) for row in data["together"]),
            frozenset(phrases["against"]),
            frozenset(phrases["reason"]),
            Vocabulary.of(pack, [(w, "1") for w in phrases["answer"]]),
            frozenset(phrases["answering"]),
        )


def sanction_details(deed: Deed, lexica: SanctionWords) -> Details:
    """Return `measure`, `instrument`, `listed` and `occasion` of an act that imposes, changes, lifts, demands or threatens sanctions."""
    if deed.mode in JUDICIAL:
        return {}
    why = occasion(deed, lexica)
    tokens = [t for t in _tokens(deed) if why is None or not within(t.span, why[1])]
    together = _together(deed, tokens, lexica)
    named = _names_sanctions(deed, lexica)
    instrument = together or _instrument(deed, tokens, lexica)
    if not (together or named or (deed.type in OWN and (instrument or deed.mode in MODES))):
        return {}
    found = {
        "measure": _measure(deed, lexica), "instrument": instrument,
        "listed": _listed(deed, lexica, goods=instrument is not None and instrument[0] in ON_GOODS), "occasion": why,
    }  # fmt: skip
    return {key: value for key, value in found.items() if value}


def _names_sanctions(deed: Deed, lexica: SanctionWords) -> bool:
    inside = deed.tokens(deed.object.span if deed.object else None)
    near = [t for t in deed.near() if t.dep in ("obj", "nsubj:pass", "nmod", "obl", "nsubj", "xcomp")]
    return value_of(lexica.sanctions, [deed.trigger, *inside, *near]) is not None


def _measure(deed: Deed, lexica: SanctionWords) -> Detail:
    """Return what is done: by the trigger's word, else the verb over it, else by the type; a demand is one whatever it asks for."""
    own = trigger_value(deed, lexica.measures)
    tokens = deed.scene.parse.tokens
    if deed.type in ASKING or (own and own[0] == "demand"):
        return "demand", deed.trigger.span
    if own is None or own[0] == "impose":
        up = tokens[deed.trigger.head] if deed.trigger.head >= 0 else deed.trigger
        around = [up, *(t for t in deed.near() if t.pos in ("NOUN", "VERB") and abs(t.i - deed.i) <= 6)]
        other = value_of(lexica.measures, [t for t in around if lexica.measures.of_token(t) not in ("impose", None)])
        if other and (own is None or deed.trigger.pos in NOMINAL):
            return other
    if own is None and deed.type == "CONCEDE":
        return "lift", deed.trigger.span
    return own or ("impose", deed.trigger.span)


def _instrument(deed: Deed, tokens: list[Token], lexica: SanctionWords) -> Detail | None:
    """Return the means: the most telling word of the clause, "general" for bare sanctions."""
    known = [(value, t.span) for t in tokens if (value := lexica.instruments.of_token(t))]
    first = lexica.instruments.noun(modifier(deed)) if modifier(deed) else None
    return next((k for k in known if k[0] != GENERAL), ((first, deed.trigger.span) if first else None) or next(iter(known), None))


def _together(deed: Deed, tokens: list[Token], lexica: SanctionWords) -> Detail | None:
    """Return the means that words of the clause tell together (*das Vermögen einfrieren*), the trigger of another type among them."""
    spans: dict[str, Span] = {}
    own: set[str] = set()
    for token in tokens:
        found = lexica.together.of_token(token) or (lexica.together.others.get(deed.lemma) if token.i == deed.i else None)
        for group in found.split() if found else ():
            spans.setdefault(group, token.span)
            own |= {group} if token.i == deed.i else set()
    for n, (instrument, count) in enumerate(lexica.rules):
        groups = {f"{n}.{k}" for k in range(count)}
        if groups <= set(spans) and (deed.type in OWN or groups & own):
            return instrument, spans[f"{n}.0"]
    return None


def _tokens(deed: Deed) -> list[Token]:
    return [deed.trigger, *deed.tokens(deed.object.span if deed.object else None), *deed.near()]


def _listed(deed: Deed, lexica: SanctionWords, goods: bool) -> Detail | None:
    """Return the words of whom it strikes: behind *gegen*, else the recipient, else (not for means on `goods`) who is listed."""
    parse = deed.scene.parse
    for token in behind(deed, lexica.against):
        above = parse.tokens[token.head]
        # Verstöße gegen das Embargo are no sanctions.
        told = above.i in (deed.i, deed.verb) or above.pos not in NOMINAL or lexica.sanctions.of_token(above)
        if told and not lexica.sanctions.of_token(token):
            return quoted(deed, _with_conjuncts(deed, token))
    if deed.recipient and value_of(lexica.sanctions, deed.tokens(deed.recipient[0].span)) is None:
        return quoted(deed, deed.recipient[0].span)
    thing = deed.object.span if deed.object is not None else None
    if thing is None:
        child = next((c for c in parse.children(deed.i) if c.dep in ("obj", "nsubj:pass") and c.pos in NOMINAL), None)
        thing = deed.scene.phrase_of(child.i) if child is not None else None
    if thing is None or goods:
        return None
    tokens = deed.tokens(thing)
    # What the parser ties to it with *mit* may be the means: belegte die Reederei mit Sanktionen.
    end = next((k for k, t in enumerate(tokens) if t.pos == "ADP" and k and value_of(lexica.sanctions, tokens[k:])), len(tokens))
    means = (lexica.sanctions, lexica.instruments, lexica.together)
    struck = end > 0 and all(value_of(vocabulary, tokens[:end]) is None for vocabulary in means)
    return quoted(deed, (thing[0], tokens[end - 1].end)) if struck else None


def _with_conjuncts(deed: Deed, token: Token) -> Span:
    start, end = deed.scene.phrase_of(token.i)
    for child in deed.scene.parse.children(token.i):
        if child.dep == "conj" and child.pos in NOMINAL and 0 <= child.start - end < 30:
            end = max(end, deed.scene.phrase_of(child.i)[1])
    return start, end


def occasion(deed: Deed, lexica: SanctionWords) -> Detail | None:
    """Return the words of the reason: behind *wegen*, or behind *als Reaktion auf* and its like."""
    for token in behind(deed, lexica.reason):
        return words(deed, token.i)
    parse = deed.scene.parse
    for token in deed.near():
        if token.pos == "NOUN" and lexica.answer.of_token(token):
            beside = [t for t in parse.tokens[token.i + 1 : token.i + FAR] if t.pos in NOMINAL]
            for other in (*parse.children(token.i), *beside):
                if other.pos in NOMINAL and preposition(parse, other.i, deed.scene.words) in lexica.answering:
                    return words(deed, other.i)
    return None
