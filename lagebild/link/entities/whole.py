"""The entities of a whole case at once: the same pure functions over all components, of which one is in memory at a time."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from lagebild.lang import FIRST
from lagebild.lang.pack import load_pack
from lagebild.link.entities.fold import fold, folded
from lagebild.link.entities.judgements import Judgement
from lagebild.link.entities.keys import fold_key, keys
from lagebild.link.entities.local import LocalEntity, by_document, local_entities
from lagebild.link.entities.offices import Holder, Office, held, holder, place_offices, wanted
from lagebild.link.entities.resolve import resolve
from lagebild.link.entities.words import NameWords
from lagebild.link.groups import NumberGroups
from lagebild.link.records import PLACE_BITS, Entity, MentionIn, Reason
from lagebild.link.spool import Spool

DocOf = Callable[[int], tuple[str, str | None]]
"""A document's row → (public id, date of publication)."""


def _unknown(doc: int) -> tuple[str, str | None]:
    return str(doc), None


def link_entities(
    mentions: Iterable[MentionIn], doc_of: DocOf = _unknown, words: NameWords | None = None, judgements: Sequence[Judgement] = ()
) -> Iterator[Entity]:
    """Yield the entities of a case, each once, states last. Every mention belongs to one; the mentions of a document come together."""
    words = words or load_pack(FIRST).get(NameWords.from_pack)
    found = _Read()
    spools: list[Spool[LocalEntity]] = [Spool(), Spool()]
    try:
        spools[0].extend(_read(mentions, doc_of, words, judgements, found))
        groups = found.groups()
        numbered = (x for window in spools[0].windows() for x in window)
        spools[1].extend((f"{groups.find(n):012d}", x) for n, x in enumerate(numbered))
        waiting: dict[Office, list[Holder]] = defaultdict(list)
        offices: dict[Office, list[LocalEntity]] = defaultdict(list)
        kept: list[Entity] = []
        for window in spools[1].windows():
            component = list(window)
            by_member = {x.doc << PLACE_BITS | x.ords[0]: x for x in component}
            add_up = fold_key(component[0])
            for e in (fold(add_up, component),) if add_up is not None else resolve(component, judgements, words.near):
                locals_ = [by_member[m] for m in e.packed if m in by_member]
                if any(wanted(x) in found.offices for x in locals_):
                    for x in locals_:
                        office = wanted(x)
                        if office is not None:
                            offices[office].append(x)
                    kept.append(e)
                    continue
                posts = {office for x in locals_ for office in held(x)} & found.offices
                for office in posts:
                    waiting[office].append(holder(e.id, e.name, office, locals_))
                if posts:
                    kept.append(e)
                else:
                    yield e
        yield from _with_offices(kept, offices, waiting)
    finally:
        for spool in spools:
            spool.close()
    for code, names in sorted(found.names.items()):
        yield folded(("state", code), names, found.members[code], country=code)


@dataclass(slots=True)
class _Read:
    """What the first reading finds: pairs of local entities of one key, offices without names, states."""

    count: int = 0
    first: dict[int, int] = field(default_factory=dict)
    pairs: array[int] = field(default_factory=lambda: array("q"))
    offices: set[Office] = field(default_factory=set)
    names: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    members: dict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("q")))

    def groups(self) -> NumberGroups:
        found = NumberGroups(self.count)
        for k in range(0, len(self.pairs), 2):
            found.join(self.pairs[k], self.pairs[k + 1])
        return found


def _read(
    mentions: Iterable[MentionIn], doc_of: DocOf, words: NameWords, judgements: Sequence[Judgement], found: _Read
) -> Iterator[tuple[str, LocalEntity]]:
    """Yield local entities with their numbers, in order; states are added up on the way."""
    for doc, group in by_document(mentions):
        doc_id, published = doc_of(doc)
        for x in local_entities(group, words, doc_id, published):
            if x.form == "state":
                found.names[x.country or ""].update(dict(x.names))
                found.members[x.country or ""].extend(x.doc << PLACE_BITS | ord for ord in x.ords)
                continue
            add_up = fold_key(x)
            for key in (add_up,) if add_up is not None else keys(x, judgements):
                first = found.first.setdefault(hash(key), found.count)
                if first != found.count:
                    found.pairs.extend((first, found.count))
            office = wanted(x)
            if office is not None:
                found.offices.add(office)
            yield f"{found.count:012d}", x
            found.count += 1


def _with_offices(
    kept: Sequence[Entity], offices: dict[Office, list[LocalEntity]], holders: dict[Office, list[Holder]]
) -> Iterator[Entity]:
    """Yield the entities that hold offices, and the offices that stay open, each mention of an office where it belongs."""
    moved: dict[int, str] = {}
    gained: dict[str, dict[str, Reason]] = defaultdict(dict)
    for office, locals_ in sorted(offices.items()):
        for x, entity, reason in place_offices(locals_, holders.get(office, ())):
            if entity is not None and reason is not None:
                moved |= {x.doc << PLACE_BITS | ord: entity for ord in x.ords}
                gained[entity][reason.text] = reason
    members: dict[str, array[int]] = {e.id: array("q", [m for m in e.packed if m not in moved]) for e in kept}
    for member, entity in moved.items():
        members[entity].append(member)
    for e in kept:
        reasons = {r.text: r for r in (*e.reasons, *gained[e.id].values())}
        if members[e.id]:
            yield replace(
                e, packed=array("q", sorted(members[e.id])), reasons=tuple(sorted(reasons.values(), key=lambda r: (-r.score, r.text))[:24])
            )
