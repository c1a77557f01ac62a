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
_BESIDE: Final = 4
_SHORTEST, _LONGEST = 2, 6  # letters of an abbreviation


def keys(local: LocalEntity, judgements: Sequence[Judgement] = ()) -> Iterator[Key]:
    """Yield the keys of a local entity, each once; one that only adds up has its `fold_key` alone, a state none.

    A person's is the surname (in any spelling), never a given name; a body's are its name without legal form, its abbreviation, its
    initials and a first word that no other text holds; those of somebody without a name are the words. Judgements that take two for one
    give both a key in common.
    """
    add_up = fold_key(local)
    if add_up is not None:
        yield from () if local.form == "state" else (add_up,)
        return
    for number, judgement in enumerate(judgements):
        if judgement.holds and judgement.kind == "same" and (judgement.a.fits(local) or judgement.b.fits(local)):
            yield "judged", str(number), *judgement.a.names
    if somebody(local):
        yield from _somebody(local)
    elif local.kind == "person":
        yield from _person(local)
    elif local.kind in BODIES:
        yield from _body(local)
    else:
        yield "thing", local.kind, local.family
        yield "called", local.words


def fold_key(local: LocalEntity) -> Key | None:
    """Return by what a local entity is one with others without any being compared; None where it is to be resolved.

    So it is with states by their code, descriptions of several and of institutions by their words and owner, offices without a name by
    office and state, places and things by name and country.
    """
    if local.form == "state":
        return "state", local.country or ""
    if local.form == "office":
        return "office", local.single[0], local.country or ""
    if local.form == "description":
        return None if somebody(local) else ("words", local.kind, local.family, local.owner or local.country or "")
    if local.kind == "person" or local.kind in BODIES or unsure(local):
        return None
    return "thing", local.kind, local.family, local.country or ""


def _somebody(local: LocalEntity) -> Iterator[Key]:
    """Yield the words with each of the first names beside them, in one month: copies of a report have these in common."""
    beside = [name for name in local.company if name[0] in "po"][:_BESIDE]
    for name in beside:
        yield "somebody", local.kind, local.family, local.country or "", name, (local.published or "")[:7]
    if not beside:
        yield "nobody", local.doc_id, str(local.number)


def _person(local: LocalEntity) -> Iterator[Key]:
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
    yield "called", local.words
    yield from (("short", short) for short in sorted(shorts(local)))
    if local.lead:
        yield "lead", local.lead


def unsure(local: LocalEntity) -> bool:
    """Tell whether only the reading of a name makes it a person or a place: nothing else in its report does."""
    return local.kind in ("person", "place") and local.form in ("name", "surname") and not (local.roles or local.country or local.vouched)


def shorts(local: LocalEntity) -> set[str]:
    """Return what may be the abbreviation of a body: the one given with its name, its initials, a short name itself."""
    found = {local.short, local.initials, "" if " " in local.family else local.family}
    return {short for short in found if _SHORTEST <= len(short) <= _LONGEST}
