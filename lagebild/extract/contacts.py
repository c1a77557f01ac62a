"""How parties talk with each other, about what, and who talks."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.extract.deeds import NOMINAL, Deed, Detail, Details, behind, modifier, party_tokens, trigger_value, value_of, words
from lagebild.extract.relations import preposition
from lagebild.extract.scene import LOCAL_KINDS, PARTY_KINDS
from lagebild.extract.vocabulary import Vocabulary, listed
from lagebild.lang.pack import Pack
from lagebild.model import overlaps
from lagebild.parse.base import Token

# Modes of the lexicon as forms of contact.
FORMS = {"phone": "call", "letter": "letter", "summit": "summit", "visit": "visit", "envoy": "envoy", "meeting": "meeting"}
DEFAULT = "talks"
# The rank that words for any who act for somebody tell (Delegation, Vertreter): a more telling one beside it wins.
GENERIC = "officials"


@dataclass(frozen=True)
class ContactWords:
    """`forms`: form by word; `precise` wins over `vague`; `topical`: verbs whose object is the subject of the talk."""

    forms: Vocabulary
    precise: frozenset[str]
    vague: frozenset[str]
    prepositions: tuple[str, ...]
    topical: frozenset[str]
    topicless: Vocabulary
    levels: Vocabulary

    @classmethod
    def from_pack(cls, pack: Pack) -> ContactWords:
        data = pack.toml("contacts.toml")
        return cls(
            Vocabulary.of(pack, listed(data["form"])),
            frozenset(data["precise"]["over"]),
            frozenset(data["precise"]["vague"]),
            tuple(data["topic"]["prepositions"]),
            frozenset(data["topic"]["verbs"]),
            Vocabulary.of(pack, [(word, "none") for word in data["topic"]["none"]]),
            Vocabulary.of(pack, listed(data["level"])),
        )


def contact_details(deed: Deed, lexica: ContactWords) -> Details:
    """Return `form`, `topic` and `level` of a contact."""
    found = {"form": form(deed, lexica), "topic": topic(deed, lexica), "level": level(deed, lexica)}
    return {key: value for key, value in found.items() if value}


def form(deed: Deed, lexica: ContactWords) -> Detail:
    """Return the form: the trigger's own, but a precise one named beside a trigger that only tells of meeting or talking."""
    own = trigger_value(deed, lexica.forms)
    if own is None and deed.mode in FORMS:
        own = FORMS[deed.mode], deed.trigger.span
    first = lexica.forms.noun(modifier(deed)) if modifier(deed) else None
    if first and (own is None or own[0] in lexica.vague):
        return first, deed.trigger.span
    if own is None or own[0] in lexica.vague:
        around = [t for t in deed.near() if not _in_party(deed, t)]
        precise = value_of(lexica.forms, around, lambda t: lexica.forms.of_token(t) in lexica.precise)
        if precise:
            return precise
        own = own or value_of(lexica.forms, around)
    return own or (DEFAULT, deed.trigger.span)


def _in_party(deed: Deed, token: Token) -> bool:
    return any(overlaps(token.span, p.span) for p in (*deed.actor, *deed.recipient))


def topic(deed: Deed, lexica: ContactWords) -> Detail | None:
    """Return what is talked about: behind *über* and its like, in the order of the data; else the object of a verb of discussing."""
    parse, scene = deed.scene.parse, deed.scene
    for link in lexica.prepositions:
        for token in behind(deed, frozenset({link})):
            above = parse.tokens[token.head]
            close = link == lexica.prepositions[0] or above.i == deed.i or lexica.forms.of_token(above) is not None
            if close and token.i not in scene.timed and not lexica.topicless.of_token(token) and not _is_who(deed, token, link, lexica):
                return words(deed, token.i)
    for token in (deed.trigger, *(parse.tokens[k] for k in (deed.verb,) if k >= 0)):
        if token.lemma.lower() in lexica.topical:
            thing = next((c for c in parse.children(token.i) if c.dep in ("obj", "nsubj:pass") and c.pos in NOMINAL), None)
            if thing is not None and not preposition(parse, thing.i, scene.words) and not _is_who(deed, thing, "", lexica):
                return words(deed, thing.i)
    return None


def _is_who(deed: Deed, token: Token, link: str, lexica: ContactWords) -> bool:
    """Tell whether a noun names a party or, but behind the first preposition, a place or anybody at all: none is a subject."""
    mention = deed.scene.mention_at.get(token.i)
    named = mention is not None and mention.kind in (*PARTY_KINDS, *LOCAL_KINDS) and link != lexica.prepositions[0]
    return named or _in_party(deed, token)


def level(deed: Deed, lexica: ContactWords) -> Detail | None:
    """Return the rank of those who talk: by the actor's words, else the recipient's; names by the office that a mention tells."""
    for parties in (deed.actor, deed.recipient):
        tokens = party_tokens(deed, parties)
        found = [(value, t.span) for t in tokens if (value := lexica.levels.of_token(t))]
        found += [(value, t.span) for t in tokens if (role := _role(deed, t)) and (value := _rank(role, lexica))]
        if found:
            return next((f for f in found if f[0] != GENERIC), found[0])
    return None


def _role(deed: Deed, token: Token) -> str | None:
    """Return the office of the person that a token names, from any mention of that person."""
    mention = deed.scene.mention_at.get(token.i)
    if mention is None:
        return None
    return mention.role or (deed.scene.offices.get(mention.entity) if mention.entity else None)


def _rank(role: str, lexica: ContactWords) -> str | None:
    return next(
        (value for word in role.split() if word[:1].isupper() and (value := lexica.levels.noun(word.lower().replace("ß", "ss")))), None
    )
