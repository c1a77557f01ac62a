"""Local entities of one name, country and office, added up: what thousands of reports name is resolved from few of these.

Whoever is looked at one by one (a lone surname, a name that only its reading makes a person) is never added up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from lagebild.link.compare.activity import day
from lagebild.link.entities.keys import BODIES, fold_key, shorts, unsure
from lagebild.link.entities.local import LocalEntity


@dataclass(slots=True)
class Sum:
    """What `count` local entities of one `sum_key` tell together: the same whatever the order in which they are added.

    first: the one of the smallest `ref`. names, company, roles: with counts; days: of the reports; docs: the rows of their documents, where
    the first word of a name may stand for it.
    """

    first: LocalEntity
    count: int = 0
    names: Counter[str] = field(default_factory=Counter)
    shorts: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)
    single: set[str] = field(default_factory=set)
    company: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    days: set[int] = field(default_factory=set)
    docs: set[int] = field(default_factory=set)
    romanised: bool = False

    @classmethod
    def of(cls, locals_: Sequence[LocalEntity]) -> Sum:
        """Return local entities (at least one) added up."""
        found = cls(locals_[0])
        found.add(locals_)
        return found

    def add(self, locals_: Iterable[LocalEntity]) -> None:
        """Add local entities of the same key."""
        for x in locals_:
            self.count += 1
            if x.ref < self.first.ref:
                self.first = x
            for name, count in x.names:
                self.names[name] += count
            for role, count in x.roles:
                self.roles[role] += count
            self.shorts |= shorts(x)
            self.fields.update(x.fields)
            self.single.update(x.single)
            self.company.update(x.company)
            self.romanised = self.romanised or x.romanised
            if x.lead:
                self.docs.add(x.doc)
            published = day(x.published)
            if published is not None:
                self.days.add(published)

    def take(self, other: Sum) -> None:
        """Take in what others of the same key tell."""
        self.count += other.count
        self.first = min(self.first, other.first, key=lambda x: x.ref)
        self.romanised = self.romanised or other.romanised
        for name in ("names", "shorts", "fields", "single", "company", "roles", "days", "docs"):
            getattr(self, name).update(getattr(other, name))  # sets grow, counters add up

    def as_json(self) -> list[Any]:
        """Return it as plain lists and tables."""
        x = self.first
        told = (self.names, self.company, self.roles)
        sets: tuple[set[Any], ...] = (self.shorts, self.fields, self.single, self.days, self.docs)
        return [[x.doc, x.doc_id, x.published, x.as_json()], self.count, self.romanised, *map(dict, told), *map(sorted, sets)]

    @classmethod
    def from_json(cls, row: Sequence[Any]) -> Sum:
        """Return what `as_json` made."""
        first, count, romanised, names, company, roles, short, fields, single, days, docs = row
        return cls(
            LocalEntity.from_json(*first), count, Counter(names), set(short), set(fields), set(single), Counter(company), Counter(roles),
            set(days), set(docs), romanised,
        )  # fmt: skip


def sum_key(local: LocalEntity) -> Hashable:
    """Return what local entities have in common that are added up; None for those that are looked at one by one."""
    if fold_key(local) is not None or local.form != "name" or unsure(local) or is_bare(local):
        return None
    if local.kind != "person" and local.kind not in BODIES:
        return None
    return (local.kind, local.given, local.family, local.legal, local.short, local.country, local.offices, local.lead)


def common_name(local: LocalEntity) -> bool:
    """Tell whether a person's name is one that many bear: a known given name before a common surname."""
    return local.common and local.vouched


def is_bare(local: LocalEntity) -> bool:
    """Tell whether a report gives no more than a name that many bear, which says nothing."""
    return common_name(local) and not (local.country or local.fields)
