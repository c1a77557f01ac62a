"""Which treaty an event is about and at which stage; recognition of states, governments and borders."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.extract.deeds import NOMINAL, Deed, Detail, Details, quoted, trigger_value, words
from lagebild.extract.relations import function
from lagebild.extract.vocabulary import WHOLE, Vocabulary, listed
from lagebild.lang.pack import Pack
from lagebild.parse.base import Token

ABOUT = frozenset({"AGREE", "COOPERATE", "REJECT", "RETREAT", "SUPPORT", "CONSULT", "COERCE", "REQUEST", "CONCEDE", "ACCUSE", "SANCTION"})
RECOGNISING = frozenset({"SUPPORT", "REJECT", "AGREE", "CONCEDE", "RETREAT", "SANCTION"})
UNDONE = frozenset({"negated", "denied"})
# Stages that only the treaty's own verb tells; a bare noun (Vereinbarung) tells that it was concluded where nothing else does.
CONCLUDED = "signed"


@dataclass(frozen=True)
class TreatyWords:
    """`treaties`: nouns for one; `stages`: stage by word; `together`: (words, stage); `recognition`: act by word."""

    treaties: Vocabulary
    stages: Vocabulary
    together: tuple[tuple[tuple[str, ...], str], ...]
    recognition: Vocabulary

    @classmethod
    def from_pack(cls, pack: Pack) -> TreatyWords:
        data = pack.toml("treaties.toml")
        kinds = [(row["lemma"].capitalize() + WHOLE, "treaty") for row in pack.table("object_kinds.tsv") if row["kind"] == "treaty"]
        return cls(
            Vocabulary.of(pack, [*listed(data["nouns"]), *kinds]),
            Vocabulary.of(pack, listed(data["stage"])),
            tuple((tuple(row["words"]), row["stage"]) for row in data["together"]),
            Vocabulary.of(pack, listed(data["recognition"])),
        )


def treaty_details(deed: Deed, lexica: TreatyWords) -> Details:
    """Return `treaty`, the words of the treaty that the act is about, and its `stage`; nothing where none is named."""
    named = _treaty(deed, lexica)
    if named is None:
        return {}
    details = {"treaty": words(deed, named.i)}
    stage = _stage(deed, lexica, named)
    return {**details, "stage": stage} if stage else details


def _treaty(deed: Deed, lexica: TreatyWords) -> Token | None:
    """Return the noun of the treaty: in the object, the trigger itself, else the nearest argument of the clause."""

    def is_treaty(token: Token) -> bool:
        mention = deed.scene.mention_at.get(token.i)
        named = mention is not None and mention.kind == "treaty"
        return (
            token.pos in NOMINAL
            and (named or lexica.treaties.of_token(token) is not None)
            and lexica.stages.nouns.get(token.lemma.lower()) is None
        )

    inside = [t for t in deed.tokens(deed.object.span if deed.object else None) if is_treaty(t)]
    if inside:
        return inside[0]
    if is_treaty(deed.trigger):
        return deed.trigger
    return next((t for t in deed.near() if is_treaty(t)), None)


def _stage(deed: Deed, lexica: TreatyWords, named: Token) -> Detail | None:
    """Return the stage: two words together, the trigger, the verb that the treaty is an argument of, the nearest word of the clause."""
    near = deed.near()
    lemmas = {t.lemma: t for t in (deed.trigger, *near)}
    for pair, stage in lexica.together:
        if all(word in lemmas for word in pair):
            return stage, lemmas[pair[0]].span
    own = trigger_value(deed, lexica.stages) if deed.i != named.i else None
    if own:
        return own
    tokens = deed.scene.parse.tokens
    up = [tokens[named.head]] if named.head >= 0 else []
    verb = [tokens[deed.verb]] if deed.verb >= 0 else []
    for token in (*up, *verb, *near):
        value = lexica.stages.of_token(token) if token.i != named.i else None
        if value:
            return value, token.span
    return (
        (CONCLUDED, deed.trigger.span) if deed.type in ("AGREE", "COOPERATE") and deed.i == named.i and deed.status == "asserted" else None
    )


def recognition_details(deed: Deed, lexica: TreatyWords) -> Details:
    """Return `recognition` (granted, refused, withdrawn) and `recognized`, the words of what is recognised."""
    act = _recognition(deed, lexica)
    if act is None:
        return {}
    token = _recognized(deed, lexica, act[1])
    return {"recognition": act[0], **({"recognized": token} if token else {})}


def _recognition(deed: Deed, lexica: TreatyWords) -> tuple[Detail, int] | None:
    """Return the act and the token that names recognition: the trigger, or what it withdraws or refuses."""
    own = trigger_value(deed, lexica.recognition)
    tokens = deed.scene.parse.tokens
    granting = [t for t in (deed.trigger, *deed.near()) if lexica.recognition.of_token(t) == "granted"]
    if own is None or (own[0] != "granted" and not granting):
        below = [
            tokens[c.i]
            for c in deed.scene.parse.children(deed.i)
            if c.dep in ("xcomp", "ccomp", "obj") and lexica.recognition.of_token(c) == "granted"
        ]
        if own is None or not below:
            return None
        return own, below[0].i
    if own[0] != "granted":
        return own, granting[0].i
    above = [t for t in _above(deed) if lexica.recognition.of_token(t) in ("refused", "withdrawn")]
    if above:
        return (str(lexica.recognition.of_token(above[0])), above[0].span), deed.i
    return (("refused" if deed.status in UNDONE or deed.negated else "granted"), own[1]), deed.i


def _above(deed: Deed) -> list[Token]:
    """Return the verbs that govern the trigger: its head and the predicate above."""
    tokens = deed.scene.parse.tokens
    found, at = [], deed.i
    for _ in range(3):
        head = tokens[at].head
        if head < 0 or head == at:
            break
        found.append(tokens[head])
        at = head
    return found


def _recognized(deed: Deed, lexica: TreatyWords, act: int) -> Detail | None:
    """Return what is recognised: the object of the verb, the genitive of the noun."""
    parse = deed.scene.parse
    if deed.object is not None and not any(parse.at(deed.object.span).start <= k < parse.at(deed.object.span).stop for k in (act,)):
        return quoted(deed, deed.object.span)
    for child in parse.children(act):
        if child.pos in NOMINAL and function(parse, child.i, deed.scene.words) in ("acc", "gen", "subjp", "von", "dat"):
            return words(deed, child.i)
    return quoted(deed, deed.recipient[0].span) if deed.recipient else None
