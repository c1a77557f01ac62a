"""Outlets under their several names: `The Herald`, `Herald`, `herald.example`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from lagebild.link.groups import Groups
from lagebild.link.records import DocumentIn
from lagebild.link.words import normal

_SHORTEST: Final = 5  # letters that a name must have to stand for a longer one


def _spelled(name: str) -> str:
    """Return the letters of a name; of a host, those before its top-level domain."""
    host = name.casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.").split("/")[0]
    if "." in host and " " not in host:
        return normal(host.rsplit(".", 1)[0]).replace(" ", "")
    return normal(name).replace(" ", "")


class OutletNames:
    """Which names of outlets in a case are one outlet's: equal in letters, or one the end of the other."""

    def __init__(self, documents: Iterable[DocumentIn]) -> None:
        names = {name for d in documents for name in (d.outlet, *(c.origin for c in d.credits)) if name}
        self._canonical = _canonical({name: _spelled(name) for name in names})

    def of(self, name: str | None) -> str | None:
        """Return the name that stands for an outlet; an unknown one stands for itself."""
        return self._canonical.get(name, name) if name else None


def _canonical(spelled: Mapping[str, str]) -> dict[str, str]:
    groups: Groups[str] = Groups(sorted(spelled))
    by_ending: dict[str, list[str]] = {}
    for name, letters in sorted(spelled.items()):
        by_ending.setdefault(letters[-_SHORTEST:], []).append(name)
    for names in by_ending.values():
        for k, a in enumerate(names[:200]):
            for b in names[k + 1 : 200]:
                one, two = sorted((spelled[a], spelled[b]), key=len)
                if len(one) >= _SHORTEST and two.endswith(one):
                    groups.join(a, b)
    best = {}
    for members in groups.groups():
        chosen = max(members, key=lambda n: (" " in n or "." not in n, len(n), n))
        best.update(dict.fromkeys(members, chosen))
    return best
