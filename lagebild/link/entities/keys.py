"""Index keys of local entities: those that share none are never compared, those that share one (or are joined by a row of such) are
resolved together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from lagebild.link.compare.names import skeleton, skeletons
from lagebild.link.entities.judgements import Judgement
from lagebild.link.entities.local import LocalEntity

Key: TypeAlias = tuple[str, ...]
BODIES: Final = frozenset({"organization", "media", "group"})
_SHORTEST, _LONGEST = 2, 6  # letters of an abbreviation


def keys(local: LocalEntity, judgements: Sequence[Judgement] = ()) -> Iterator[Key]:
    """Yield the keys of a local entity, each once; a state has none (`fold_state`).

    A person's is the surname (in any spelling), never a given name; a body's are its name without legal form, its abbreviation and
    its initials; a description's its words and owner. Judgements that take two for one give both a key in common.
    """
    if local.form == "state":
        return
    for number, judgement in enumerate(judgements):
        if judgement.holds and judgement.kind == "same" and (judgement.a.fits(local) or judgement.b.fits(local)):
            yield "judged", str(number), *judgement.a.names
    if local.kind == "person":
        yield from _person(local)
    elif local.form == "description":
        yield "words", local.kind, local.family, local.owner or local.country or ""
    elif local.kind in BODIES:
        yield from _body(local)
    else:
        yield "thing", local.kind, local.family
        if unsure(local):
            yield "called", local.words


def _person(local: LocalEntity) -> Iterator[Key]:
    if local.form == "description":
        yield ("held", local.family, local.owner or "") if named_owner(local) else ("somebody", local.family, local.country or "")
    elif local.form == "office":
        yield "office", local.single[0], local.country or ""
    else:
        surname = local.family.split(" ")[-1]
        spelled = skeletons(surname) if local.romanised or (local.country is None and not local.common) else (skeleton(surname),)
        yield from (("surname", one) for one in spelled)
        if unsure(local):
            yield "called", local.words


def named_owner(local: LocalEntity) -> bool:
    """Tell whether a description belongs to a body by name rather than to a state or nobody."""
    return local.owner is not None and local.owner != local.country


def somebody(local: LocalEntity) -> bool:
    """Tell whether a description is of one person or body that it leaves without a name: *ein Mann*, *das Unternehmen*."""
    if local.form != "description" or named_owner(local):
        return False
    return local.kind == "person" or (local.kind == "organization" and local.country is None and not local.plural)


def _body(local: LocalEntity) -> Iterator[Key]:
    yield "body", local.family
    yield "called", local.words
    yield from (("short", short) for short in sorted(shorts(local)))


def unsure(local: LocalEntity) -> bool:
    """Tell whether only the reading of a name makes it a person or a place: nothing else in its report does."""
    return local.kind in ("person", "place") and local.form in ("name", "surname") and not (local.roles or local.country or local.vouched)


def shorts(local: LocalEntity) -> set[str]:
    """Return what may be the abbreviation of a body: the one given with its name, its initials, a short name itself."""
    found = {local.short, local.initials, "" if " " in local.family else local.family}
    return {short for short in found if _SHORTEST <= len(short) <= _LONGEST}
