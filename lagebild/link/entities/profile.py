"""What a group of local entities is known by, and the score of two such groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple, TypeAlias

from lagebild.link.compare.activity import compare_activity, day
from lagebild.link.compare.company import compare_company
from lagebild.link.compare.countries import compare_countries
from lagebild.link.compare.names import PersonName, alike, compare_person_names, compare_words
from lagebild.link.compare.offices import compare_fields, compare_offices, compare_single
from lagebild.link.compare.weights import Feature, Weights, probability
from lagebild.link.entities.keys import shorts
from lagebild.link.entities.local import LocalEntity
from lagebild.link.entities.sums import Sum, common_name
from lagebild.link.records import Reason

_LONG = 4  # letters of a surname that may be spelled otherwise
Near: TypeAlias = frozenset[frozenset[str]]


@dataclass(slots=True)
class Profile:
    """Local entities taken as one so far, with the reasons.

    locals: those known one by one, and of each sum the first (`sums`, by that one's ref); size: how many they are; names: spellings with
    counts; countries, company: reports that give each; days: of the reports; open: who it may be besides; borne: a lone surname that
    somebody named in full bears.
    """

    locals: list[LocalEntity] = field(default_factory=list)
    sums: dict[tuple[str, int], Sum] = field(default_factory=dict)
    size: int = 0
    names: Counter[str] = field(default_factory=Counter)
    forms: Counter[PersonName] = field(default_factory=Counter)
    shorts: set[str] = field(default_factory=set)
    legal: set[str] = field(default_factory=set)
    countries: Counter[str] = field(default_factory=Counter)
    offices: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)
    single: set[tuple[str, str]] = field(default_factory=set)
    company: Counter[str] = field(default_factory=Counter)
    days: list[int] = field(default_factory=list)
    romanised: bool = False
    reasons: dict[str, Reason] = field(default_factory=dict)
    open: tuple[Reason, ...] = ()
    borne: bool = False

    @classmethod
    def of(cls, locals_: Iterable[LocalEntity], sums: Sequence[Sum] = ()) -> Profile:
        """Return local entities, and sums of such, as one group."""
        own = list(locals_)
        if len(own) == 1 and not sums:
            return cls._of_one(own[0])
        found = cls(own, size=len(own))
        for local in own:
            for name, count in local.names:
                found.names[name] += count
            found.shorts |= shorts(local)
            found.offices.update(local.offices)
            found.fields.update(local.fields)
            if local.country and local.single:
                found.single.update((office, local.country) for office in local.single)
        found.forms.update(PersonName(x.given, x.family) for x in own)
        found.legal.update(x.legal for x in own if x.legal)
        found.countries.update(x.country for x in own if x.country)
        found.company.update(chain.from_iterable(x.company for x in own))
        found.romanised = any(x.romanised for x in own)
        found.days = sorted(d for x in own if (d := day(x.published)) is not None)
        return found._with(sums) if sums else found

    @classmethod
    def _of_one(cls, x: LocalEntity) -> Profile:
        """Return what `of` makes of one, by far the commonest, without counting."""
        found = cls([x], size=1, shorts=shorts(x), offices=set(x.offices), fields=set(x.fields), romanised=x.romanised)
        dict.update(found.names, x.names)
        dict.update(found.company, dict.fromkeys(x.company, 1))
        found.forms[PersonName(x.given, x.family)] = 1
        if x.legal:
            found.legal.add(x.legal)
        if x.country:
            found.countries[x.country] = 1
            found.single.update((office, x.country) for office in x.single)
        published = day(x.published)
        if published is not None:
            found.days.append(published)
        return found

    def _with(self, sums: Sequence[Sum]) -> Profile:
        self.locals = sorted([*self.locals, *(s.first for s in sums)], key=lambda x: x.ref)
        for s in sums:
            x = s.first
            self.sums[x.ref] = s
            self.size += s.count
            self.names.update(s.names)
            self.forms[PersonName(x.given, x.family)] += s.count
            self.shorts |= s.shorts
            self.legal |= {x.legal} if x.legal else set()
            self.offices.update(x.offices)
            self.fields |= s.fields
            self.company.update(s.company)
            self.romanised = self.romanised or s.romanised
            if x.country:
                self.countries[x.country] += s.count
                self.single.update((office, x.country) for office in s.single)
        self.days = sorted({*self.days, *(d for s in sums for d in s.days)})
        return self

    def take(self, other: Profile, reason: Reason | None = None) -> None:
        """Take in another group."""
        self.locals += other.locals
        self.sums |= other.sums
        self.size += other.size
        for name in ("names", "forms", "shorts", "legal", "countries", "offices", "fields", "single", "company"):
            getattr(self, name).update(getattr(other, name))  # sets grow, counters add up
        self.days = sorted(self.days + other.days)
        self.romanised = self.romanised or other.romanised
        self.reasons |= other.reasons
        if reason is not None:
            self.reasons.setdefault(reason.text, reason)

    @property
    def form(self) -> PersonName:
        """The name that most reports give."""
        return max(self.forms, key=lambda f: (self.forms[f], f))


class Score(NamedTuple):
    """The sum of features, in bits, with the prior."""

    bits: float
    features: tuple[Feature, ...]

    def reason(self, text: str) -> Reason:
        """Say it in words: each feature with its bits."""
        told = "; ".join(f"{f.name} {f.bits:+.1f} ({f.text})" for f in self.features)
        return Reason(probability(self.bits), f"{text}: {told}")

    def told_by(self, *names: str) -> bool:
        """Tell whether a feature of one of these names speaks for it."""
        return any(f.bits > 0 for f in self.features if f.name in names)


Compare: TypeAlias = Callable[[Profile, Profile], Score | None]


def _summed(prior: float, features: Iterable[Feature | None]) -> Score:
    told = tuple(f for f in features if f is not None)
    return Score(round(prior + sum(f.bits for f in told), 2), told)


def _about(a: Profile, b: Profile, w: Weights, near: Near) -> list[Feature | None]:
    """Return what country, office, company and time tell of two persons."""
    office = compare_offices(a.offices, b.offices, w.office) or compare_fields(a.fields, b.fields, near, w.office)
    return [
        compare_countries(a.countries, b.countries, w.country), office, compare_single(a.single, b.single, w.office),
        compare_company(a.company, b.company, (a.size, b.size), w.company, a.locals[0].common),
    ]  # fmt: skip


def compare_persons(a: Profile, b: Profile, w: Weights, near: Near) -> Score | None:
    """Score two persons named in full; None where a spelling of one cannot be the other's name."""
    romanised = a.romanised or b.romanised or not (a.countries and b.countries)
    best: Feature | None = None
    for one in a.forms:
        for other in b.forms:
            named = compare_person_names(one, other, romanised, w.name)
            if named is None:
                return None
            best = named if best is None or named.bits > best.bits else best
    many = Feature("name", w.name["common"], "a common name") if common_name(a.locals[0]) else None
    return _summed(w.decide["prior"], [best, many, *_about(a, b, w, near)])


def compare_surnames(lone: Profile, full: Profile, w: Weights, near: Near, alone: bool) -> Score | None:
    """Score a lone surname against a person named in full (or other lone ones); None where the surnames differ. `alone`: nobody else in
    sight bears it."""
    family = lone.form.family
    romanised = lone.romanised or full.romanised
    forms = ((compare_words(family, other.family), other.family) for other in full.forms)
    form = next(
        (f for f, other in forms if f == "same" or (f is not None and romanised and len(family) >= _LONG and alike(family, other))), None
    )
    if form is None:
        return None
    sort = "common" if lone.locals[0].common else "rare"
    spelled = w.surname["spelled"] if form != "same" else 0.0
    named = Feature("surname", w.surname[sort] + spelled, f"the {sort} surname “{family}”")
    only = Feature("alone", w.surname["alone"], "nobody else in the case bears it") if alone else None
    about = _about(lone, full, w, near)
    if about[1] is not None and lone.offices & full.offices:
        about[1] = about[1]._replace(bits=w.office["surname"])
    return _summed(w.decide["prior"], [named, only, *about, compare_activity(lone.days, full.days, w.time)])


def compare_bodies(a: Profile, b: Profile, w: Weights, barred: frozenset[str] = frozenset()) -> Score | None:
    """Score two bodies or places; None where neither name nor abbreviation is one. barred: first words that stand for no longer name."""
    named = _body_names(a, b, w, barred)
    if named is None:
        return None
    country = compare_countries(a.countries, b.countries, w.country)
    if country is not None and country.bits == w.country["other"]:
        country = country._replace(bits=w.body["country"])
    company = compare_company(a.company, b.company, (a.size, b.size), w.company)
    return _summed(w.decide["prior"], [named, _legal_forms(a, b, w), country, company])


def compare_kinds(unsure: Profile, body: Profile, w: Weights) -> Score | None:
    """Score a name that one report reads as a person or place against a body of that name; None where the names differ."""
    name = unsure.locals[0].words
    if not any(x.words == name for x in body.locals):
        return None
    common = unsure.locals[0].common
    features = [
        Feature("name", w.body["same"], f"both are called “{name}”"),
        Feature("kind", w.body["kind_common" if common else "kind"], f"but read as a {unsure.locals[0].kind}, by its name alone"),
        compare_company(unsure.company, body.company, (unsure.size, body.size), w.company),
    ]
    return _summed(w.decide["prior"], features)


def compare_somebody(a: Profile, b: Profile, w: Weights) -> Score:
    """Score two of the same description without a name, whom only company tells for one."""
    words = Feature("words", w.words["same"], f"both “{a.form.family}”")
    company = compare_company(a.company, b.company, (a.size, b.size), w.company)
    return _summed(w.decide["prior"], [words, company, compare_activity(a.days, b.days, w.time)])


def _legal_forms(a: Profile, b: Profile, w: Weights) -> Feature | None:
    if not a.legal or not b.legal or a.legal & b.legal:
        return None
    return Feature("legal", w.body["legal"], f"{min(a.legal)} against {min(b.legal)}")


def _body_names(a: Profile, b: Profile, w: Weights, barred: frozenset[str]) -> Feature | None:
    shared = sorted(f.family for f in a.forms.keys() & b.forms.keys())
    if shared:
        return Feature("name", w.body["same"], f"both are called “{shared[0]}”")
    if a.locals[0].kind not in _ABBREVIATED or b.locals[0].kind not in _ABBREVIATED:
        return None
    cut = _cut_short(a, b, w, barred)
    if cut is not None:
        return cut
    if all(" " in f.family for f in a.forms) and all(" " in f.family for f in b.forms):
        return None  # two long names are two bodies, whatever their initials
    short = sorted(a.shorts & b.shorts)
    if not short:
        return None
    given = any(x.short in short for p in (a, b) for x in p.locals)
    long = max(a.form.family, b.form.family, key=len)
    return Feature("name", w.body["known_acronym" if given else "acronym"], f"“{short[0]}” abbreviates “{long}”")


def _cut_short(a: Profile, b: Profile, w: Weights, barred: frozenset[str]) -> Feature | None:
    """Is one name the beginning of the other: *Halvorsen*, *Halvorsen Capital*?"""
    lead = {x.lead for x in a.locals} & {x.lead for x in b.locals} - barred - {""}
    if not lead:
        return None
    one, other = sorted((a.form.family, b.form.family), key=len)
    return Feature("name", w.body["cut"], f"“{one}” begins “{other}”") if other.startswith(f"{one} ") else None


def two_bodies(locals_: Iterable[LocalEntity], sums: Iterable[Sum] = ()) -> frozenset[str]:
    """Return the first words that more than one longer name begins with, or that a report gives beside a longer name, as of two."""
    longest: dict[str, str] = {}
    beside: dict[tuple[str, int], str] = {}
    found: set[str] = set()
    singly = ((x, x.doc) for x in locals_)
    for x, doc in chain(singly, ((s.first, doc) for s in sums for doc in s.docs)):
        if not x.lead or x.lead in found:
            continue
        short, long = sorted((longest.get(x.lead, x.family), x.family), key=len)
        longest[x.lead] = long
        if not f"{long} ".startswith(f"{short} ") or beside.setdefault((x.lead, doc), x.family) != x.family:
            found.add(x.lead)
    return frozenset(found)


_ABBREVIATED = frozenset({"organization", "media", "group"})
