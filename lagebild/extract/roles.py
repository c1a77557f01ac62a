"""Who does it, to whom, with what: the fillers around a trigger, weighed by a trained model of roles.

Each phrase of the sentence, with each state that it may stand for, is weighed against the others and against nobody at all, for
every role (`lagebild.extract.options`); what is coordinated with the chosen phrase is taken along.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from lagebild.extract.control import ControlWords, controller
from lagebild.extract.kinds import ObjectKinds
from lagebild.extract.linear import LinearModel
from lagebild.extract.options import OBJECT, Option, Shares, best_pair, nobody_features, state_features, weigh
from lagebild.extract.parties import Filler, fillers, home_features, home_of
from lagebild.extract.relations import ancestors, path
from lagebild.extract.scene import Scene
from lagebild.extract.surroundings import Surroundings
from lagebild.extract.triggers import Candidate, TriggerEntry
from lagebild.model import overlaps

PARTIES = ("actor", "recipient")
ROLES = (*PARTIES, "object")
FAR = 12
MOVING = frozenset({"TRANSFER", "AID", "MOBILIZE", "RETREAT", "COERCE"})
CLAUSES = frozenset({"acl", "relcl", "advcl", "ccomp", "xcomp", "parataxis", "csubj", "root"})
MOVED = frozenset({"troops", "arms", "money", "goods", "technology", "labour"})
# Acts other than speech acts: told within a statement they stand on its speaker's word alone.
DEEDS = frozenset({"ASSAULT", "MOBILIZE", "TRANSFER", "AID", "COERCE", "SANCTION", "RETREAT", "COOPERATE", "CONSULT", "CONCEDE", "PROTEST"})
# Acts whose direct object, where it names such things, is what moves.
MOVING_THINGS = frozenset({"TRANSFER", "AID", "MOBILIZE", "RETREAT", "SUPPORT", "AGREE"})
# Modes of contact in which something is sent.
SENDING = frozenset({"letter", "envoy"})
GOALS = ("dat", "an", "nach")
# A goal may hang on what is given (*Granaten an Moldau*), or on a noun around that.
ATTRIBUTED = ("an", "nach", "für")
NOMINAL = frozenset({"obj", "nsubj:pass", "nmod", "obl"})
GIVING = frozenset({"TRANSFER", "AID"})


@dataclass(frozen=True, slots=True)
class Cast:
    """The fillers of each role, the head first, then those coordinated with it."""

    actor: tuple[Filler, ...] = ()
    recipient: tuple[Filler, ...] = ()
    object: tuple[Filler, ...] = ()


@dataclass(frozen=True, slots=True)
class Seat:
    """A filler with its way to the trigger and its function there ("" where it does not hang on the trigger).

    `kind`: what sort of thing its noun names, as of an event's object.
    """

    filler: Filler
    way: str
    link: str
    kind: str = "other"


def seats(scene: Scene, candidate: Candidate, entry: TriggerEntry, around: Surroundings, known: tuple[Filler, ...]) -> list[Seat]:
    """Return the fillers of the trigger's sentence with their ways to it.

    The trigger itself counts only where its frame says so, the speaker of the statement around it for no deed that is not his own.
    Who controls an infinitive stands as its subject, who receives (*erhält*) as if given to.
    """
    parse, kinds = scene.parse, scene.pack.get(ObjectKinds.from_pack)
    found = []
    goal = ancestors(parse, candidate.i)
    subject = controller(scene, around.verb, scene.pack.get(ControlWords.from_pack))
    for filler in known:
        if filler.i == candidate.i and "self" not in (*candidate.best.actor, *candidate.best.recipient):
            continue
        if filler.i == subject:
            chain = (filler.i, *ancestors(parse, around.verb))
            way = path(parse, chain, goal, scene.words, "subjp" if around.passive else "subj")
        else:
            way = "self|" if filler.i == candidate.i else path(parse, filler.chain, goal, scene.words, filler.function)
            if not way.startswith(("subj|", "subjp|")) and _only_speaks(scene, filler, entry, candidate.i):
                continue
        way = _undone(entry, way, around.passive)
        link = way[:-1] if way.endswith("|") and "<" not in way else ""
        found.append(Seat(filler, way, link, kinds.of(parse.tokens[filler.i].lemma) if filler.kind in ("noun", "name") else "other"))
    return found


def _only_speaks(scene: Scene, filler: Filler, entry: TriggerEntry, trigger: int) -> bool:
    """Tell whether a phrase names who says what the trigger stands in, and the trigger is a deed."""
    span = scene.parse.tokens[filler.i].span
    return entry.type in DEEDS and any(overlaps(span, speaker) for speaker in scene.told_by.get(trigger, ()))


def _undone(entry: TriggerEntry, way: str, passive: bool) -> str:
    """Return a way with giving and receiving as with verbs of giving: the subject of *erhalten* as dative, its source as subject."""
    if entry.pos != "V" or passive or entry.recipient[:1] != ("subj",):
        return way
    rise, bar, fall = way.partition("|")
    steps = rise.split("<")
    if steps[-1] == "subj" or steps[-1] == "nsubj":
        steps[-1] = "dat"
    elif steps[0] in entry.actor:
        steps = ["subj"]
    return "<".join(steps) + bar + fall


def sentence_fillers(scene: Scene, i: int) -> tuple[Filler, ...]:
    """Return all possible fillers of the sentence of token `i`."""
    sentence = scene.parse.sentence_of(i)
    return tuple(fillers(scene, sentence.first, sentence.last))


def seat_features(scene: Scene, candidate: Candidate, entry: TriggerEntry, around: Surroundings, seat: Seat, order: str) -> list[str]:
    """Return the features of one filler for the model of roles. `order`: its place among the fillers (first, nearest …)."""
    filler, pos = seat.filler, candidate.pos
    voice = "passive" if around.passive else ""
    kind = filler.mention.kind if filler.mention else ""
    token = scene.parse.tokens[filler.i]
    distance = filler.i - candidate.i
    side = "after" if distance > 0 else "before"
    far = "near" if abs(distance) <= 2 else "mid" if abs(distance) <= FAR else "far"
    who = f"{filler.kind}:{kind}"
    found = [
        "bias", f"way={pos}:{voice}:{seat.way}", f"way={entry.type}:{pos}:{voice}:{seat.way}", f"way={entry.lemma}:{voice}:{seat.way}",
        f"who={who}", f"who={entry.type}:{who}", f"who={who}:{side}:{far}", f"who={bool(filler.code)}:{seat.way}:{pos}:{voice}",
        f"case={token.case}:{pos}:{voice}:{side}", f"place={order}:{pos}", f"place={order}:{side}:{who}",
        f"side={pos}:{side}:{far}:{voice}",
        f"func={filler.function}:{pos}",
        f"func={filler.function}:{side}:{pos}:{kind}",
    ]  # fmt: skip
    above = scene.type_at.get(around.upper, "") if around.upper >= 0 else ""
    found += [f"control={above}:{seat.way}:{voice}", f"control={above}:{around.infinitive}:{seat.way.partition('|')[0]}"]
    found += _agreement(scene, around, seat, f"{pos}:{voice}")
    found += [f"kind={seat.kind}:{seat.way}", f"kind={entry.type}:{seat.kind}:{seat.link}"]
    found += [f"between={between(scene, candidate.i, filler.i)}:{pos}:{side}", f"way={pos}:{voice}:{seat.way}:{around.infinitive}"]
    for role in ROLES:
        rank = _rank(entry, role, seat.link, around.passive)
        if rank:
            named = bool(filler.code)
            found += [f"frame={role}:{rank}", f"frame={role}:{rank}:{named}", f"frame={role}:{rank}:{who}"]
            found += [f"frame={role}:{rank}:{entry.type}", f"frame={role}:{rank}:{entry.type}:{named}", f"frame={role}:{rank}:{pos}"]
    if seat.way == "far" or not seat.link:
        found.append(f"outside={who}:{side}:{pos}")
    return found


def _agreement(scene: Scene, around: Surroundings, seat: Seat, pos: str) -> list[str]:
    """Tell by article and number whether a phrase may be the subject of the finite verb."""
    token = scene.parse.tokens[seat.filler.i]
    article = next((c.text.lower() for c in scene.parse.children(token.i) if c.pos == "DET"), "")
    verb = around.finite
    agrees = "" if verb is None or not verb.number or not token.number else str(verb.number == token.number)
    return [f"article={article}:{seat.way}:{pos}", f"article={article}:{token.number}:{pos}", f"agrees={agrees}:{seat.way}:{pos}"]


def between(scene: Scene, a: int, b: int) -> str:
    """Count the finite verbs and commas between two tokens, up to two of each: a rough measure of clause boundaries."""
    first, last = min(a, b) + 1, max(a, b)
    verbs, commas = scene.counts
    return f"{min(verbs[last] - verbs[first], 2)}{min(commas[last] - commas[first], 2)}" if first < last else "00"


def _rank(entry: TriggerEntry, role: str, link: str, passive: bool) -> str:
    """Return the place of a function in a role's frame (1, 2, 3, later), with the passive undone; "" if it is not in it."""
    frame: tuple[str, ...] = getattr(entry, role)
    if entry.pos == "V" and not passive and entry.recipient[:1] == ("subj",):
        frame = {"actor": ("subj",), "recipient": ("dat",), "object": entry.object}[role]
    if passive:
        link = {"subjp": "acc", "subj": "acc", "von": "subj", "durch": "subj"}.get(link, link)
    if not link or link not in frame:
        return ""
    place = frame.index(link)
    return str(place + 1) if place < 2 else "later"


def orders(scene: Scene, candidate: Candidate, found: list[Seat]) -> list[str]:
    """Name the place of each seat: first of the sentence, nearest before or after the trigger, other."""
    before = [k for k, s in enumerate(found) if s.filler.i < candidate.i]
    after = [k for k, s in enumerate(found) if s.filler.i > candidate.i]
    names = ["other"] * len(found)
    if before:
        names[before[0]] = "first"
        names[before[-1]] = "only" if len(before) == 1 else "left"
    if after:
        names[after[0]] = "right"
    return names


def options(scene: Scene, candidate: Candidate, entry: TriggerEntry, around: Surroundings, kind: str, found: list[Seat]) -> list[Option]:
    """Return nobody, then each seat with what its words tell of its state, and with its passage's country where they tell none.

    `kind`: the type of the event.
    """
    named = frozenset(s.filler.code for s in found if s.filler.code)
    offered = [Option(-1, (), nobody_features(scene, candidate, entry, around, kind, len(found), len(named)), True)]
    for n, (seat, order) in enumerate(zip(found, orders(scene, candidate, found), strict=True)):
        features = seat_features(scene, candidate, entry, around, seat, order)
        filler = seat.filler
        members = filler.mention.members if filler.mention is not None else ()
        if filler.code:
            offered.append(Option(n, (filler.code,), features + state_features(scene, filler, seat.way, kind), True))
            continue
        offered.append(Option(n, tuple(members), features, True))
        home = "" if members else home_of(scene, filler)
        if home:
            offered.append(Option(n, (home,), features + home_features(scene, filler, kind), False))
    return offered


def cast(
    scene: Scene, candidate: Candidate, entry: TriggerEntry, around: Surroundings, kind: str, model: LinearModel, least: float,
    known: tuple[Filler, ...],
) -> Cast:  # fmt: skip
    """Choose the fillers of each role; those whose words name no state get the one that they are presumed to be of."""
    found = seats(scene, candidate, entry, around, known)
    offered = options(scene, candidate, entry, around, kind, found)
    moved = next((n for n, s in enumerate(found) if s.link == "acc" and s.kind in MOVED and entry.type in MOVING_THINGS), None)
    if moved is not None and "acc" not in entry.object:
        moved = None
    barred = frozenset(n for n, s in enumerate(found) if n == moved or not _may_act(s, entry))
    shares = weigh(model, offered, barred, _done_to(entry, around, found))
    chosen = dict(zip(PARTIES, best_pair(offered, shares), strict=True))
    taken = {role: found[offered[k].seat] for role, k in chosen.items() if offered[k].seat >= 0}
    thing = found[moved] if moved is not None else _thing(offered, shares, found, taken, least)
    thing = thing or _spare_object(entry, [s for s in found if s not in taken.values()])
    if thing is not None:
        taken["object"] = thing
    if "recipient" not in taken:
        given = next((s for s in found if _is_goal(s, entry, taken) and s is not taken.get("actor")), None)
        if given:
            taken = {role: s for role, s in taken.items() if s is not given} | {"recipient": given}
    members = {role: _with_coordinated(scene, seat, found, _not_used(taken, seat)) for role, seat in taken.items()}
    for n, role in enumerate(PARTIES):
        states = _states(offered, found, shares[:, n], chosen[role])
        members[role] = tuple(replace(f, code=states.get(f.i, f.code)) for f in members.get(role, ()))
    return Cast(**members)


def _thing(offered: list[Option], shares: Shares, found: list[Seat], taken: dict[str, Seat], least: float) -> Seat | None:
    """Return the likeliest object among the phrases that are left, None where its chance is below `least`."""
    free = [k for k, o in enumerate(offered) if o.told and o.seat >= 0 and found[o.seat] not in taken.values()]
    best = max(free, key=lambda k: float(shares[k, OBJECT]), default=None)
    return found[offered[best].seat] if best is not None and shares[best, OBJECT] >= least else None


def _states(offered: list[Option], found: list[Seat], shares: Shares, chosen: int) -> dict[int, str]:
    """Return the state presumed of each word that names none, where that is likelier than none. `chosen`: the option of the role."""
    best: dict[int, int] = {}
    for k, option in enumerate(offered):
        if option.seat >= 0 and (option.seat not in best or shares[k] > shares[best[option.seat]]):
            best[option.seat] = k
    if offered[chosen].seat >= 0:
        best[offered[chosen].seat] = chosen
    return {found[n].filler.i: offered[k].codes[0] for n, k in best.items() if not offered[k].told}


def _done_to(entry: TriggerEntry, around: Surroundings, found: list[Seat]) -> frozenset[int]:
    """Return the numbers of the phrases that are no actors: the objects of an active verb of giving that has a subject.

    A bare name tells no case, and its place in front of what is given misleads the model (*Katar verkaufte Italien Gas*).
    """
    if entry.pos != "V" or entry.type not in GIVING or around.passive or not any(s.link == "subj" for s in found):
        return frozenset()
    return frozenset(n for n, s in enumerate(found) if s.link in ("acc", "dat"))


def _may_act(seat: Seat, entry: TriggerEntry) -> bool:
    """Tell whether a phrase may be actor or recipient: what is moved (troops, arms …) is an object, whoever's it is."""
    places = ("acc", "subjp", "dat") if entry.type in ("TRANSFER", "MOBILIZE", "RETREAT") else ("acc", "subjp")
    return not (seat.kind in MOVED and seat.link in places and entry.type in MOVING_THINGS)


def _is_goal(seat: Seat, entry: TriggerEntry, taken: dict[str, Seat]) -> bool:
    """Tell whether a phrase names the state or body that something goes to: a dative, the first of two accusatives, a goal."""
    if (entry.type not in GIVING and entry.mode not in SENDING) or not seat.filler.code or seat.kind in MOVED:
        return False
    thing = taken.get("object")
    double = seat.link == "acc" and thing is not None and thing.link == "acc" and seat.filler.i < thing.filler.i
    first, *steps = seat.way.rstrip("|").split("<")
    attributed = first in ATTRIBUTED and "|" not in first and seat.way.endswith("|") and bool(steps) and NOMINAL.issuperset(steps)
    return double or seat.link in GOALS or attributed


def _spare_object(entry: TriggerEntry, free: list[Seat]) -> Seat | None:
    """Return the first unused phrase in an object's place that names troops, arms, money …, for acts that move such things."""
    if entry.type not in MOVING:
        return None
    for seat in free:
        direct = "|" in seat.way and seat.way.endswith("|") and not set(seat.way[:-1].split("<")) & CLAUSES
        if seat.kind in MOVED and direct:
            return seat
    return None


def _not_used(taken: dict[str, Seat], seat: Seat) -> Callable[[Seat], bool]:
    others = {s.filler.i for s in taken.values() if s is not seat}
    return lambda s: s.filler.i not in others


def _with_coordinated(scene: Scene, seat: Seat, found: list[Seat], allowed: Callable[[Seat], bool]) -> tuple[Filler, ...]:
    """Return the seat's filler and those that hang on it by coordination."""
    parse = scene.parse
    top = next(
        (s for s in found if s.filler.i == parse.tokens[seat.filler.i].head and parse.tokens[seat.filler.i].dep == "conj" and allowed(s)),
        seat,
    )
    members = [top.filler]
    inside = {top.filler.i}
    for other in found:
        token = parse.tokens[other.filler.i]
        if token.dep == "conj" and token.head in inside and allowed(other) and other is not top:
            inside.add(other.filler.i)
            members.append(other.filler)
    return tuple(members)
