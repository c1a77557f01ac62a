"""Who is deployed or withdrawn, from where and to where."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.extract.deeds import NOMINAL, Deed, Details, behind, modifier, quoted, trigger_value, value_of
from lagebild.extract.vocabulary import Vocabulary, listed
from lagebild.lang.pack import Pack
from lagebild.model import Mention
from lagebild.parse.base import Token

MOVES = frozenset({"MOBILIZE", "AID", "RETREAT", "TRANSFER"})
MOVED = frozenset({"MOBILIZE", "RETREAT"})


@dataclass(frozen=True)
class DeploymentWords:
    """`forces`: kind of force by word; `places`: territory words (*Grenze, Insel*); `aims`: nouns that name no place."""

    forces: Vocabulary
    places: frozenset[str]
    aims: Vocabulary
    origin: frozenset[str]
    goal: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> DeploymentWords:
        data = pack.toml("deployments.toml")
        territory = frozenset(row["lemma"] for row in pack.table("object_kinds.tsv") if row["kind"] == "territory")
        return cls(
            Vocabulary.of(pack, listed(data["forces"])),
            territory,
            Vocabulary.of(pack, [(word, "aim") for word in data["ways"]["aims"]]),
            frozenset(data["ways"]["from"]),
            frozenset(data["ways"]["to"]),
        )


def deployment_details(deed: Deed, words: DeploymentWords) -> Details:
    """Return `forces`, and for what is moved `from` and `to`; nothing where no forces are named."""
    details: Details = {}
    found = value_of(words.forces, [t for t in deed.tokens(deed.object.span if deed.object else None) if t.pos in NOMINAL])
    first = words.forces.noun(modifier(deed)) if modifier(deed) else None
    found = found or ((first, deed.trigger.span) if first else None) or trigger_value(deed, words.forces)
    if found is None and deed.type in ("MOBILIZE", "RETREAT"):
        found = value_of(words.forces, [t for t in deed.near() if t.dep in ("obj", "nsubj:pass", "nsubj", "nmod", "conj", "obl")])
    if found:
        details["forces"] = found
    moved = deed.type in MOVED and deed.object is not None and deed.object.kind in ("troops", "arms")
    return {**details, **(_ways(deed, words) if found or moved else {})}


def _ways(deed: Deed, words: DeploymentWords) -> Details:
    """Return where the forces come from and go to: the nearest places behind the prepositions of origin and goal."""
    details: Details = {}
    for key, prepositions in (("from", words.origin), ("to", words.goal)):
        for token in behind(deed, prepositions):
            mention = deed.scene.place_at.get(token.i)
            if token.i not in deed.scene.timed and not words.aims.of_token(token) and not _is_actor(deed, mention):
                if mention is not None:
                    details[key] = quoted(deed, mention.span)
                elif token.pos == "PROPN" or _is_territory(token, words):
                    details[key] = quoted(deed, deed.scene.phrase_of(token.i))
            if key in details:
                break
    return details


def _is_territory(token: Token, words: DeploymentWords) -> bool:
    lemma = token.lemma.lower()
    return token.pos == "NOUN" and any(lemma.endswith(place) for place in words.places)


def _is_actor(deed: Deed, mention: Mention | None) -> bool:
    """Tell whether a name is the actor's own (*die Entsendung von Truppen von Frankreich*)."""
    return mention is not None and any(p.span == mention.span for p in deed.actor)
