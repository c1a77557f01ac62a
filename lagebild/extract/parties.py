"""Who takes part: noun phrases that may fill a role, and the party (span, name, code) that each stands for."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from lagebild.extract.nouns import NounLexicon
from lagebild.extract.relations import ancestors, function, preposition
from lagebild.extract.scene import PARTY_KINDS, Scene
from lagebild.model import Mention, Party
from lagebild.parse.base import Token

BACK = 60
_MANY = 4  # states in a document that count as many
# Tags that a tagger gives to names by mistake.
MISTAKEN = frozenset({"ADV", "X", "INTJ", "VERB", "NUM"})


@dataclass(frozen=True, slots=True)
class Filler:
    """A word that heads a phrase which may fill a role.

    kind: pronoun, possessive, adjective, name, noun. mention: the one over the word, or over its antecedent.
    code: the state or body that it belongs to, "" if none is known. chain: the word and its heads; function: towards its head.
    """

    i: int
    kind: str
    mention: Mention | None
    code: str
    chain: tuple[int, ...] = ()
    function: str = ""


def fillers(scene: Scene, first: int, last: int) -> list[Filler]:
    """Return the possible role fillers among tokens `[first, last)`, in text order."""
    found = []
    for i in range(first, last):
        filler = _filler(scene, i)
        if filler:
            found.append(_placed(scene, filler))
    return found


def _placed(scene: Scene, filler: Filler) -> Filler:
    """Return a filler with its heads and its function."""
    parse, i = scene.parse, filler.i
    if not _is_loose(scene, filler):
        return replace(filler, chain=tuple(ancestors(parse, i)), function=function(parse, i, scene.words))
    chain = (i, *ancestors(parse, parse.tokens[i].head)[1:])
    verb = chain[1] if len(chain) > 1 else i
    deps = {c.dep for c in parse.children(verb)}
    if not deps & {"nsubj", "nsubj:pass"}:
        return replace(filler, chain=chain, function="subj")
    return replace(filler, chain=chain, function="dat" if "obj" in deps or parse.tokens[i].dep == "nmod" else "acc")


def _is_loose(scene: Scene, filler: Filler) -> bool:
    """Tell whether a name is taken for an attribute of the noun behind it, where it can be none: no genitive, no preposition."""
    token = scene.parse.tokens[filler.i]
    if token.dep == "flat" and filler.mention is not None and filler.mention.country:
        other = scene.mention_at.get(token.head)
        return other is not None and other is not filler.mention and {other.kind, filler.mention.kind} == {"state"}
    before = token.dep == "nmod" and token.i < token.head <= token.i + 2
    if not before or filler.kind != "name" or filler.mention is None or filler.mention.span[1] > token.end:
        return False
    return token.case != "Gen" and not token.text.endswith(("s", "'", "’")) and not preposition(scene.parse, token.i, scene.words)


def _filler(scene: Scene, i: int) -> Filler | None:
    token = scene.parse.tokens[i]
    if i in scene.timed:
        return None
    own = scene.mention_at.get(i)
    lower = token.text.lower()
    if token.pos in ("NOUN", "PROPN"):
        alone = own is not None and scene.mention_at.get(token.head) is not own
        if (token.dep in ("flat", "compound") and not alone) or (own and _inner(scene, token, own)):
            return None
        return Filler(i, "name" if token.pos == "PROPN" else "noun", own, _code(scene, i))
    standing = token.pos == "DET" and lower in scene.words.personal and token.dep not in ("det", "det:poss")
    if (token.pos == "PRON" and lower not in scene.words.impersonal) or standing:
        antecedent = _antecedent(scene, token)
        return Filler(i, "pronoun", antecedent, (antecedent.country or "") if antecedent else "")
    if token.pos == "DET" and lower in scene.words.possessive:
        antecedent = _antecedent(scene, token)
        return Filler(i, "possessive", antecedent, (antecedent.country or "") if antecedent else "")
    if own and own.kind in PARTY_KINDS and token.pos in MISTAKEN and token.text[:1].isupper() and not _inner(scene, token, own):
        return Filler(i, "name", own, _code(scene, i))
    if token.pos == "ADJ" and own and own.country:
        return Filler(i, "adjective", own, own.country)
    return None


def _inner(scene: Scene, token: Token, mention: Mention) -> bool:
    """Tell whether a word hangs on another word of its own mention, so that another word heads it."""
    head = token.head
    return (
        head >= 0
        and head != token.i
        and bool(token.dep)
        and scene.mention_at.get(head) is mention
        and token.dep in ("flat", "appos", "nmod", "amod")
    )


def _code(scene: Scene, i: int) -> str:
    """Return the state or body that a phrase names or belongs to; what is said of a common noun counts before what context suggests."""
    found = [m for m in scene.mentions_in_phrase(i) if m.country]
    own = scene.mention_at.get(i)
    if own is not None and scene.parse.tokens[i].pos == "NOUN":
        found.sort(key=lambda m: m is own)
    return (found[0].country or "") if found else ""


def _antecedent(scene: Scene, token: Token) -> Mention | None:
    """Return the mention that a pronoun stands for.

    A relative pronoun: the noun that its clause hangs on. Others: the nearest earlier party whose number fits, subjects first.
    """
    parse = scene.parse
    if token.text.lower() in scene.words.relative:
        verb = parse.tokens[token.head] if token.head >= 0 and token.dep else token
        if verb.dep in ("acl", "relcl", "acl:relcl") and verb.head >= 0:
            found = scene.mentions_in_phrase(verb.head)
            return found[0] if found else None
        first = parse.sentence_of(token.i).first
        return next((scene.mention_at[k] for k in range(token.i - 1, first - 1, -1) if k in scene.mention_at), None)
    best: tuple[float, Mention] | None = None
    for k in range(token.i - 1, max(-1, token.i - BACK), -1):
        mention = scene.mention_at.get(k)
        if not mention or mention.kind not in PARTY_KINDS:
            continue
        other = parse.tokens[k]
        score = -0.05 * (token.i - k) + (1.5 if other.dep == "nsubj" else 0.0) + _agreement(token, other, mention)
        if best is None or score > best[0]:
            best = score, mention
    return best[1] if best else None


def _agreement(pronoun: Token, other: Token, mention: Mention) -> float:
    score = 0.0
    if pronoun.number and other.number:
        score += 0.5 if pronoun.number == other.number else -1.0
    if pronoun.gender and other.gender and pronoun.number != "Plur":
        score += 0.5 if pronoun.gender == other.gender else -0.5
    return score + (0.5 if mention.kind == "person" and pronoun.number != "Plur" else 0.0)


def home_features(scene: Scene, filler: Filler, kind: str) -> list[str]:
    """Return the features by which the trained model tells whether a party without a known state belongs to the passage's country."""
    token = scene.parse.tokens[filler.i]
    mention = filler.mention
    who = f"{filler.kind}:{mention.kind if mention else ''}"
    lemma = token.lemma.lower()
    settled = scene.home.dominant is not None
    article = next((c.lemma.lower() for c in scene.parse.children(filler.i) if c.pos == "DET"), "")
    form = scene.pack.get(NounLexicon.from_pack).lookup(token.text) if token.pos == "NOUN" else None
    told = f"{form.noun.kind}:{form.noun.speaks}" if form is not None else filler.kind
    tails = (
        "", f"who={who}", f"who={who}:{settled}", f"settled={settled}", f"type={kind}", f"noun={lemma}", f"tail={lemma[-5:]}",
        f"number={token.number}:{filler.kind}", f"pos={token.pos}", f"article={article}:{filler.kind}", f"told={told}",
        f"told={told}:{settled}", *(f"{name}:{x}" for name in _states_around(scene, filler) for x in ("", told)),
    )  # fmt: skip
    return [f"home:{tail}" for tail in tails]


def _states_around(scene: Scene, filler: Filler) -> list[str]:
    """Return how many states the document names, and whether the sentence of a filler names the passage's own or others."""
    home, own = scene.home, home_of(scene, filler)
    first, last = scene.parse.span_of(*_bounds(scene, filler))
    inside = set(home.countries[bisect_left(home.starts, first) : bisect_left(home.starts, last)])
    share = home.countries.count(own) / max(1, len(home.countries))
    return [
        f"states={min(len(set(home.countries)), _MANY)}",
        f"share={share:.1f}",
        f"own={own in inside}",
        f"others={bool(inside - {own})}",
    ]


def _bounds(scene: Scene, filler: Filler) -> tuple[int, int]:
    sentence = scene.parse.sentence_of(filler.i)
    return sentence.first, sentence.last


def home_of(scene: Scene, filler: Filler) -> str:
    """Return the country that the passage around a filler is about, "" where that is open."""
    return scene.home.at(scene.parse.tokens[filler.i].span) or ""


def parties(scene: Scene, filler: Filler, code: str) -> list[Party]:
    """Return the party that a filler stands for, or each state that it stands for ("die beiden Länder")."""
    members = filler.mention.members if filler.mention is not None and not filler.code else ()
    return [party(scene, filler, member) for member in members] or [party(scene, filler, code)]


def party(scene: Scene, filler: Filler, code: str) -> Party:
    """Return one party that a filler stands for; its name is its mention's, or its own words."""
    span = scene.phrase_of(filler.i) if filler.kind in ("noun", "name") else scene.parse.tokens[filler.i].span
    own = scene.mention_at.get(filler.i)
    if own is not None and own.kind == "state" and filler.kind == "name":
        span = own.span
    words = " ".join(scene.document.text[span[0] : span[1]].split())
    return Party(span, filler.mention.name if filler.mention else words, code)
