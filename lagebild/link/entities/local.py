"""Local entities: what the mentions of one document group as one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from lagebild.lang.spelling import plain
from lagebild.link.entities.words import NameWords
from lagebild.link.records import MentionIn
from lagebild.link.words import normal

Form: TypeAlias = Literal["name", "surname", "office", "description", "state"]
_NAMED: Final = frozenset({"name", "surname"})
_BODIES: Final = frozenset({"organization", "media", "group"})
_COMPANY: Final = 10
_LETTERS: Final = 3  # initials of fewer words say little
_LEADING: Final = 5  # letters of a first word that may stand for a whole name
_PLURAL: Final = 4  # letters that a plural may be longer than its noun
_CAST: Final = {"person": "p", "organization": "o", "media": "o", "group": "o", "place": "l"}


class LocalEntity(NamedTuple):
    """One entity of one document. `doc` is the document's row, `doc_id` its public id, `number` its place among those of its document.

    form: named in full, by surname alone, by an office or a description only, or a state (known by its code). names: spellings with
    counts; given, family: the parts of the fullest (of other kinds than persons `family` is the name); short: the abbreviation in the
    name of a body; legal: its legal form; owner: what a description belongs to; offices, fields: what its roles stand for; single:
    those of one holder a state; company: names beside it, as `compare.company` tells; romanised: written in other letters at home;
    common: of a surname that many bear; vouched: of a given name that is known as one;
    plural: a description of several; ords: places of its mentions; lead: the first word in the name of a body, where no document of the
    language holds it.
    """

    doc: int
    doc_id: str
    published: str | None
    number: int
    kind: str
    form: Form
    names: tuple[tuple[str, int], ...]
    given: tuple[str, ...] = ()
    family: str = ""
    short: str = ""
    initials: str = ""
    legal: str = ""
    owner: str | None = None
    country: str | None = None
    roles: tuple[tuple[str, int], ...] = ()
    offices: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    single: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    romanised: bool = False
    common: bool = False
    vouched: bool = False
    plural: bool = False
    ords: tuple[int, ...] = ()
    lead: str = ""

    @property
    def ref(self) -> tuple[str, int]:
        """What names it on every machine: its document's public id and its place there."""
        return self.doc_id, self.number

    @property
    def words(self) -> str:
        """The name in small letters without marks."""
        return " ".join((*self.given, self.family))

    def as_json(self) -> list[Any]:
        """Return it as numbers of fields and their values in turn, without its document and without what is as by default."""
        return [part for k in range(_OF_DOCUMENT, len(self)) if self[k] != _DEFAULTS.get(self._fields[k]) for part in (k, self[k])]

    @classmethod
    def from_json(cls, doc: int, doc_id: str, published: str | None, row: Sequence[Any]) -> LocalEntity:
        """Return what `as_json` made, of its document."""
        values = [doc, doc_id, published, *_REST]
        for k, value in zip(row[::2], row[1::2], strict=True):
            values[k] = _frozen(value)
        return cls._make(values)


_OF_DOCUMENT: Final = 3  # fields that its document gives
_DEFAULTS: Final = LocalEntity._field_defaults
_REST: Final = tuple(_DEFAULTS.get(name) for name in LocalEntity._fields[_OF_DOCUMENT:])


def _frozen(value: Any) -> Any:
    """Return a list, and lists in it, as tuples: they nest no deeper."""
    if not isinstance(value, list):
        return value
    return tuple(map(tuple, value)) if value and isinstance(value[0], list) else tuple(value)


def local_entities(mentions: Iterable[MentionIn], words: NameWords, doc_id: str = "", published: str | None = None) -> list[LocalEntity]:
    """Return the entities of one document: mentions of one `local`, of one state's code, or of one name; in the order of their kind, name
    and place. `mentions` are those of one document; `doc_id`: its public id."""
    groups: dict[tuple[str, ...], list[MentionIn]] = {}
    for m in sorted(mentions, key=lambda m: m.ord):
        groups.setdefault(_key(m, words), []).append(m)
    drafts = [_draft(group, words) for group in groups.values()]
    drafts.sort(key=lambda d: (d["kind"], d["names"], d["ords"]))
    beside = [_beside(d) for d in drafts]
    company = sorted({b for b in beside if b}, key=_telling)[: _COMPANY + 1]
    found = []
    for number, (draft, own) in enumerate(zip(drafts, beside, strict=True)):
        kept = tuple(c for c in company if c != own)[:_COMPANY] if _needs_company(draft) else ()
        doc = draft.pop("doc")
        found.append(LocalEntity(doc=doc, doc_id=doc_id or str(doc), published=published, number=number, company=kept, **draft))
    return found


def _needs_company(draft: Mapping[str, Any]) -> bool:
    """Tell whether company can decide who it is: not of states, groups and things."""
    return draft["kind"] in _CAST and draft["form"] != "state" and not draft.get("plural")


def _key(m: MentionIn, words: NameWords) -> tuple[str, ...]:
    if m.country and (m.kind == "state" or (m.kind in ("place", "person") and (normal(m.name), m.country) in words.states)):
        return "state", m.country
    return (m.kind, m.local, m.country or "") if m.local and m.kind != "person" else (m.kind, m.local or "", "" if m.local else m.name)


def _draft(group: Sequence[MentionIn], words: NameWords) -> dict[str, Any]:
    """Return the fields of a local entity that its own mentions tell."""
    first = group[0]
    key = _key(first, words)
    kind = "state" if key[0] == "state" else first.kind
    countries = _counted([m.country for m in group if m.country])
    country = max(countries, key=lambda c: (c[1], c[0]))[0] if countries else None
    draft: dict[str, Any] = {
        "doc": first.doc, "kind": kind, "names": _counted([m.name for m in group]), "country": country, "ords": tuple(m.ord for m in group),
        "roles": _counted([m.role for m in group if m.role]) if kind != "state" else (), "form": "state" if kind == "state" else "name",
    }  # fmt: skip
    if kind == "person":
        draft |= _person(draft, words)
    elif kind in _BODIES:
        draft |= _body(draft, words)
    elif kind != "state":
        draft["family"] = normal(draft["names"][0][0])
    return draft


def _counted(values: list[str]) -> tuple[tuple[str, int], ...]:
    """Count values, the most frequent first."""
    if len(values) < 2:
        return tuple((value, 1) for value in values)
    counts = Counter(values)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _person(draft: dict[str, Any], words: NameWords) -> dict[str, Any]:
    roles, country = [role for role, _ in draft["roles"]], draft["country"]
    named = [name for name, _ in draft["names"] if not described(name, roles)]
    offices = {office for role in roles for office in words.office(role)}
    held: dict[str, Any] = {
        "offices": tuple(sorted(offices)),
        "fields": tuple(sorted({field for role in roles if (field := words.field(role))})),
        "single": tuple(sorted({word for role in roles if words.one_holder(role, country) for word in words.office(role)})),
        "romanised": country in words.romanised,
    }
    if not named:
        head, _, owner = draft["names"][0][0].partition(" (")
        own = next((words.office(role)[0] for role in roles if words.one_holder(role, country)), None)
        held["single"] = (own,) if own else ()
        return held | {"form": "office" if own else "description", "family": normal(head), "owner": owner.removesuffix(")") or None}
    parts = [words.person(name, country) for name in named]
    full = max(parts, key=lambda p: (min(len(p.given), 2), len(p.words), p.words))
    return held | {
        "form": "name" if full.given else "surname", "given": full.given, "family": full.family,
        "common": full.family.split(" ")[-1] in words.common, "vouched": bool(full.given) and full.given[0] in words.given,
        "names": tuple(n for n in draft["names"] if n[0] in named),
    }  # fmt: skip


def described(name: str, roles: Iterable[str]) -> bool:
    """Tell whether a name only describes: *Sprecher (DEU)*, *Länder* for *Land*, *der russische Außenminister* as a minister."""
    head = name.partition(" (")[0]
    return any(_names(head, role) for role in roles)


@lru_cache(maxsize=16384)
def _names(head: str, role: str) -> bool:
    """Is a name a role's noun, singular or plural, with or without words before it?"""
    if normal(head) == normal(role) or normal(head).endswith(" " + normal(role)):
        return True
    one, noun = _folded(head), _folded(role)
    if not noun or " " in one or abs(len(one) - len(noun)) > _PLURAL:
        return False
    return one.startswith(noun[: max(len(noun) - 2, _PLURAL - 1)])


def _folded(word: str) -> str:
    """Return a word with its umlauts as plain vowels, as a plural may differ in them."""
    return plain(word.casefold().translate(_FOLD))


_FOLD: Final = str.maketrans("äöü", "aou")


def _body(draft: dict[str, Any], words: NameWords) -> dict[str, Any]:
    name, roles = draft["names"][0][0], [role for role, _ in draft["roles"]]
    head, _, bracket = name.partition(" (")
    if described(name, roles) and not _called(head, draft["country"], bracket, words):
        plural = draft["kind"] == "group" or all(normal(head) != normal(role) for role in roles)
        owner = bracket.removesuffix(")") or None
        if owner and (normal(owner), draft["country"]) in words.capitals and normal(head).endswith(words.of_state):
            owner = draft["country"]
        return {"form": "description", "family": normal(head), "owner": owner, "plural": plural}
    pieces = _whole(head, roles, words).split()
    legal = [p for p in pieces if p in words.legal]
    core = [p for p in pieces if p not in words.legal and p not in words.kinds] or pieces
    letters = "".join(p[0] for p in pieces if p not in words.small and p not in words.legal)
    return {
        "family": " ".join(core), "legal": " ".join(legal), "short": _short(bracket, draft["country"]),
        "initials": letters if len(letters) >= _LETTERS else "",
        "lead": core[0] if len(core[0]) >= _LEADING and _is_unseen(core[0], head, words) else "",
    }  # fmt: skip


def _is_unseen(piece: str, name: str, words: NameWords) -> bool:
    """Tell whether no document of the language has a piece of a name, as the name writes it: without its marks it is another word."""
    return any(normal(word) == piece and words.unseen(word) for word in _PIECES.split(name))


def _called(head: str, country: str | None, bracket: str, words: NameWords) -> bool:
    """Is a noun the end of a name of its own: *Südhafen-Zeitung*, *Anna-Weber-Institut (AWI)*, where no state or owner has it?"""
    owned = bool(bracket) and not _ABBREVIATION.fullmatch(bracket.removesuffix(")"))
    last = head.split(" ")[-1]
    first, hyphen, end = last.rpartition("-")
    spelled = bool(hyphen) and first[:1].isupper() and not first.isupper() and end[:1].isupper()
    if spelled and " " not in head and len(first) >= _LEADING and "-" not in first and words.unseen(first):
        return True  # a name of its own, whatever state it is taken to belong to: *Tirupal-Gruppe*
    return spelled and not owned and (not country or bool(bracket)) and bracket.removesuffix(")") != country


_PIECES: Final = re.compile(r"[\s-]+")
_ABBREVIATION: Final = re.compile(r"[A-ZÄÖÜ][A-Za-zÄÖÜäöü]*[A-ZÄÖÜ]")


def _short(bracket: str, country: str | None) -> str:
    """Return the abbreviation that a name gives in brackets; a state's code there is none."""
    inside = bracket.removesuffix(")")
    return "" if " " in inside or inside == country or inside.startswith("IGO:") else normal(inside)


def _whole(name: str, roles: Sequence[str], words: NameWords) -> str:
    """Return the name of a body, with the noun that belongs to it: *Landgericht* and *Harlingen* are told apart from other bodies there."""
    own = next((normal(r) for r in roles if normal(r).endswith(words.seated) and normal(r) not in normal(name)), "")
    return f"{own} {normal(name)}".strip()


def _beside(draft: dict[str, Any]) -> str:
    """Return how a local entity stands in the company of others; "" where it tells nothing."""
    if draft["form"] == "state":
        return f"s:{draft['country']}"
    sort = _CAST.get(draft["kind"])
    return f"{sort}:{draft['family']}" if sort and draft["form"] in _NAMED and draft["family"] else ""


def _telling(name: str) -> tuple[int, str]:
    """Sort company: persons first, then bodies, places, states."""
    return "pols".index(name[0]), name


def by_document(mentions: Iterable[MentionIn]) -> Iterable[tuple[int, list[MentionIn]]]:
    """Yield (document's row, its mentions); the mentions of a document come together."""
    for doc, group in groupby(mentions, key=lambda m: m.doc):
        yield doc, list(group)
