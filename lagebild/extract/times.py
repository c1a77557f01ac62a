"""Times: TIMEX3 expressions of a document, resolved against its publication date and what the text named before.

The expressions are data of the language pack (`times.toml`): word classes, and rules over them. A rule is tried only at words of
the classes that it starts with, so a document is scanned once. Extents follow TimeML as HeidelTime's resources for German read it:
no preposition (*am [16. November]*), but article and modifier (*[die letzten drei Tage]*, *[rund zwei Stunden]*). A length of time
that leads to a date (*vor drei Tagen*) keeps its length as value, as annotators of German TimeML do, and has that date besides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from lagebild.extract.calendar import first_day
from lagebild.extract.memorable import Memorable
from lagebild.extract.nowadays import NowWords, widen
from lagebild.extract.numerals import Numerals, plain
from lagebild.extract.resolve import OPS, Anchor
from lagebild.extract.running import blocks
from lagebild.extract.tense import Tenses, clause_tense
from lagebild.lang.pack import Pack
from lagebild.model import Document, Span, Time
from lagebild.parse.base import Parse

BLANK = r"(?:[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]?)"
WORD = re.compile(r"\d+|[^\W\d_]+")
LAST_WORD = re.compile(r"([^\W\d_]+)\.?[^\w.!?;]{1,3}$")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
APPOSED = re.compile(r",?\s{0,2}\(?")
COUNTED = frozenset({"duration", "oneunit", "shifted", "relativespan"})
NAMELIKE = frozenset({"month", "weekday", "season", "holiday", "part"})
DAILY = frozenset({"weekday", "eve", "clock", "maybeclock", "deictic"})
EARLY_YEAR = 1500  # a smaller number is a year only after a word that says so
LEFT_REACH = 32  # characters looked at before an expression for its article and modifier


@dataclass(frozen=True)
class Rule:
    """One rule: at a word of its classes, `pattern` gives the parts and `op` their value."""

    source: str
    op: str
    article: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The rule, compiled when it is first tried: no document needs all."""
        return re.compile(self.source)


@dataclass(frozen=True)
class TimeLexicon:
    """The time words of a language, compiled: `by_word` the rules that may start at a word, `digit` those at a digit."""

    by_word: dict[str, tuple[Rule, ...]]
    digit: tuple[Rule, ...]
    values: dict[str, dict[str, str]]
    left: dict[str, str]
    titles: frozenset[str]
    names_before: re.Pattern[str]
    count_left: frozenset[str]
    year_left: frozenset[str]
    age_left: frozenset[str]
    age_units: frozenset[str]
    age_before: re.Pattern[str]
    age_right: frozenset[str]
    unit_right: frozenset[str]
    next_word: re.Pattern[str]
    spanning: re.Pattern[str]
    extension: re.Pattern[str]
    counted_extension: re.Pattern[str]
    numerals: Numerals
    memorable: Memorable
    tenses: Tenses
    nowadays: NowWords

    @classmethod
    def from_pack(cls, pack: Pack) -> TimeLexicon:
        data = pack.toml("times.toml")
        numerals = pack.get(Numerals.from_pack)
        classes = word_classes(data, numerals)
        rules = [(r["start"], read_rule(r, classes, data["parts"])) for r in data["rule"]]
        starts = start_words(data, classes, numerals)
        by_word: dict[str, list[Rule]] = {}
        for names, rule in rules:
            for word in {w for name in names if name != "digit" for w in starts[name]}:
                by_word.setdefault(word, []).append(rule)
        articles = "|".join(data["articles"])
        modifiers = "|".join(re.escape(m) for m in sorted(data["modifiers"], key=len, reverse=True))
        return cls(
            by_word={word: tuple(found) for word, found in by_word.items()},
            digit=tuple(rule for names, rule in rules if "digit" in names),
            values={name: {form.lower(): value for value, forms in values.items() for form in forms} for name, values in classes.items()},
            left={word: role for role, words in reversed(data["left"].items()) for word in words},
            titles=frozenset(data["titles"]),
            names_before=re.compile(rf"(?<!\w)(?:{'|'.join(data['names_before'])}){BLANK}$"),
            count_left=frozenset(data["counts"]["left"]),
            year_left=frozenset(data["counts"]["year_left"]),
            age_left=frozenset(data["ages"]["left"]),
            age_units=frozenset(data["nouns"]["units"]["Y"]),
            age_before=re.compile(rf"(?<!\w)(?:{'|'.join(data['ages']['of'])}){BLANK}(?:\d+{BLANK}\w+{BLANK})?$"),
            age_right=frozenset(data["ages"]["right"]),
            unit_right=measuring_words(pack),
            next_word=next_word("|".join(data["joins"])),
            spanning=re.compile(rf"{BLANK}(?:{'|'.join(data['joins'])})(?!\w)"),
            extension=re.compile(rf"(?<!\w)(?:(?:{articles}){BLANK})$", re.IGNORECASE),
            counted_extension=re.compile(rf"(?<!\w)(?:(?:{articles}){BLANK})?(?:(?:{modifiers}){BLANK})?$", re.IGNORECASE),
            numerals=numerals,
            memorable=Memorable.from_data(data["memorable"], data["joints"]),
            tenses=Tenses.from_data(data["tense"]),
            nowadays=NowWords.from_data(data["nowadays"]),
        )


def next_word(joins: str) -> re.Pattern[str]:
    """Return a pattern for the word or sign after a number, past a second number that is joined to it (*1450 bis 1850 [Mark]*)."""
    second = rf"(?:[^\S\n]{{1,3}}(?:{joins})[^\S\n]{{1,3}}\d[\d.]*|-\d[\d.]*)?"
    return re.compile(second + r"[^\S\n]{1,3}([^\W\d_]+|[%€$])")


def measuring_words(pack: Pack) -> frozenset[str]:
    """Return the units and currencies of the pack: a number before one is no year."""
    data = pack.toml("quantities.toml")
    return frozenset(form for table in ("measures", "currencies") for forms in data[table].values() for form in forms)


def word_classes(data: dict[str, Any], numerals: Numerals) -> dict[str, dict[str, list[str]]]:
    """Return class → value → forms, from the pack's nouns and words and the number words."""
    ordinals: dict[str, list[str]] = {}
    for word, n in numerals.ordinals.items():
        ordinals.setdefault(str(n), []).append(word)
    own = {"one": {"1": sorted(numerals.one)}, "half": {"0.5": sorted(numerals.half)}, "ordinal": ordinals}
    return {**data["nouns"], **data["words"], **own}


def start_words(data: dict[str, Any], classes: dict[str, dict[str, list[str]]], numerals: Numerals) -> dict[str, set[str]]:
    """Return for each class the lower-case words that an expression of it may begin with."""
    starts = {name: {WORD.findall(f)[0].lower() for forms in values.values() for f in forms} for name, values in classes.items()}
    starts |= {name: set(words) for name, words in data["starts"].items()}
    starts |= {name: {a + b for a in starts[first] for b in starts[second]} for name, (first, second) in data["compounds"].items()}
    return starts | {"number": set(numerals.words)}


def forms_of(name: str, values: dict[str, list[str]], noun: bool) -> str:
    """Return the alternatives of a class as a pattern: nouns capitalised, other words in any usual case."""
    found: set[str] = set()
    for forms in values.values():
        for form in forms:
            found |= {form, form.upper()} | (set() if noun else {form[0].upper() + form[1:], form[0].lower() + form[1:]})
    return "|".join(re.escape(f).replace(r"\ ", BLANK) for f in sorted(found, key=lambda f: (-len(f), f)))


def read_rule(rule: dict[str, Any], classes: dict[str, dict[str, list[str]]], parts: dict[str, str]) -> Rule:
    """Expand ``{name}`` to a named group (``{name_}``: one that catches nothing) and ``~`` to blank space."""

    def expand(m: re.Match[str]) -> str:
        silent, name = m[1].endswith("_"), m[1].rstrip("_")
        body = parts[name] if name in parts else forms_of(name, classes[name], noun=min(classes[name].values())[0][0].isupper())
        return f"(?:{body})" if silent else f"(?P<{name}>{body})"

    pattern = re.sub(r"\{([a-z_][a-z0-9_]*)\}", expand, rule["pattern"].replace("~", BLANK))
    return Rule(pattern + r"(?!\w|-[^\W\d])", rule["op"], rule.get("article", True))


@dataclass
class Scan:
    """The walk over one document: what was found so far, for anchors."""

    document: Document
    parse: Parse
    lexicon: TimeLexicon
    today: date | None
    found: list[Time]
    todays: list[int] = field(default_factory=list)
    daily: bool = False

    def block(self, span: Span) -> None:
        """Find the times of one block of running text, left to right."""
        at, by_word, digit = span[0], self.lexicon.by_word, self.lexicon.digit
        for word in WORD.finditer(self.parse.text, *span):
            text = word[0]
            rules = by_word.get(text.lower()) or (digit if text[0].isdigit() else None)
            if rules and word.start() >= at and not self.hyphenated(word) and (time := self.best(word.start(), span, rules)):
                self.found.append(time)
                at = time.span[1]

    def hyphenated(self, word: re.Match[str]) -> bool:
        """Tell whether the word is a part of a compound with hyphens (*MIP-Montag*)."""
        text = self.parse.text
        return word[0][0].isalpha() and text[word.start() - 1 : word.start()] == "-" and text[word.start() - 2 : word.start() - 1].isalpha()

    def best(self, start: int, block: Span, rules: tuple[Rule, ...]) -> Time | None:
        """Return the longest expression at `start` that has a value."""
        hits = [(m, rule) for rule in rules if (m := rule.pattern.match(self.parse.text, start, block[1])) and m.end() > start]
        for m, rule in sorted(hits, key=lambda hit: -hit[0].end()):
            if time := self.resolve(m, rule, block):
                return time
        return None

    def resolve(self, m: re.Match[str], rule: Rule, block: Span) -> Time | None:
        parts = self.parts_of(m)
        if parts is None:
            return None
        floor = max(block[0], m.start() - LEFT_REACH, self.found[-1].span[1] if self.found else 0)
        extension = self.lexicon.counted_extension if rule.op in COUNTED else self.lexicon.extension
        wider = extension.search(self.parse.text, floor, m.start()) if rule.article and parts.get("rel") != "0" else None
        start = wider.start() if wider else m.start()
        before = LAST_WORD.search(self.parse.text, floor, start)
        left = before[1].lower() if before else ""
        role = self.lexicon.left.get(left) or ("det" if start < m.start() else "")
        if not self.plausible(m, rule, left, role):
            return None
        span = (start, m.end())
        value = OPS[rule.op](self.recalled(m, rule, parts), self.anchor(span, role))
        if value:
            self.note(rule, parts)
        return Time(span, *value) if value else None

    def recalled(self, m: re.Match[str], rule: Rule, parts: dict[str, str]) -> dict[str, str]:
        """Return the parts with what everybody knows: the year of a day that history knows, the day that an anniversary is of."""
        if rule.op == "date" and not parts.keys() & {"year", "year2", "rel"}:
            month, day = int(parts.get("month") or parts["monthnum"]), int(parts.get("day") or parts["ordinal"])
            year = self.lexicon.memorable.year(self.parse.text, m.start(), month, day)
            return {**parts, "year": str(year)} if year and (self.today is None or year <= self.today.year) else parts
        if rule.op == "jubilee":
            found = self.anniversary(m, parts.get("ordinal") or parts.get("nth"))
            return {**parts, "of": found.isoformat()} if found else parts
        return parts

    def anniversary(self, m: re.Match[str], n: str | None) -> date | None:
        """Return the day of what an anniversary is of: one that everybody knows, or one that the text has told."""
        around = range(self.today.year - 1, self.today.year + 2) if self.today else range(1, 9999)
        number = int(n) if n else None
        if known := self.lexicon.memorable.anniversary(self.parse.text, m.end(), number, around):
            return known
        told = (first_day(point(t)) for t in reversed(self.found[-8:]) if DAY.match(point(t)))
        return next((day for day in told if day and (day.year + number in around if number else day.year < around.start)), None)

    def note(self, rule: Rule, parts: dict[str, str]) -> None:
        """Keep in mind a *today* of its own, and that the text speaks of days near its own."""
        if rule.op == "deictic" and parts.get("deictic") == "0" and not parts.keys() & {"part", "lowpart"}:
            self.todays.append(len(self.found))
        elif rule.op in DAILY and "rel" not in parts:
            self.daily = True

    def parts_of(self, m: re.Match[str]) -> dict[str, str] | None:
        """Return the caught parts as normal values; None where a number is none."""
        parts: dict[str, str] = {}
        for name, text in m.groupdict().items():
            if text is None:
                continue
            if name == "n":
                number = 1.0 if text.lower() in self.lexicon.numerals.one else self.lexicon.numerals.value(text)
                if number is None:
                    return None
                parts["n"] = plain(number)
            else:
                values = self.lexicon.values.get(name)
                parts[name] = values.get(" ".join(text.lower().split()), text) if values else text
        return parts

    def plausible(self, m: re.Match[str], rule: Rule, left: str, role: str) -> bool:
        """Keep out numbers that are no dates, names of people, and parts of day without an article."""
        if rule.op == "bareyear":
            return self.is_year(m, left)
        if rule.op in ("shortdate", "part") and not role:
            return False
        if (
            rule.op in COUNTED
            and (following := self.lexicon.next_word.match(self.parse.text, m.end()))
            and following[1] in self.lexicon.age_right
        ):
            return False
        if rule.op in COUNTED and self.lexicon.age_before.search(self.parse.text, max(0, m.start() - LEFT_REACH), m.start()):
            return False
        if rule.op in COUNTED and left in self.lexicon.age_left and m.groupdict().get("units", "") in self.lexicon.age_units:
            return False
        if rule.op in NAMELIKE and " " not in m[0]:
            titled = left in self.lexicon.titles or self.lexicon.names_before.search(
                self.parse.text, max(0, m.start() - LEFT_REACH), m.start()
            )
            return not titled and not any(self.parse.tokens[i].ner == "PER" for i in self.parse.at(m.span()))
        return True

    def is_year(self, m: re.Match[str], left: str) -> bool:
        """Tell a bare four-digit number that is a year from a count: by the word before it and the noun after it."""
        following = self.lexicon.next_word.match(self.parse.text, m.end())
        if int(m[0]) < EARLY_YEAR and left not in self.lexicon.year_left:
            return False
        if left in self.lexicon.count_left or (following and following[1] in self.lexicon.unit_right):
            return False
        if following is None or following[1][0].islower():
            return not (following and int(m[0]) % 100 == 0 and int(m[0]) < 1900)
        if self.lexicon.left.get(left) in ("before", "within", "since", "until_now") or left == "im":
            return True
        tokens = [self.parse.tokens[i] for i in self.parse.at((following.start(1), following.end(1)))]
        return not any(t.pos == "NOUN" and t.number == "Plur" for t in tokens) and int(m[0]) % 100 != 0

    def anchor(self, span: Span, role: str) -> Anchor:
        parse = self.parse
        at = parse.at(span)
        tense = clause_tense(parse, at.start, self.lexicon.tenses, lasting=role in ("onward", "until_now")) if len(at) else ""
        if role == "since" or (role == "from" and not self.lexicon.spanning.match(parse.text, span[1])):
            tense = "past"
        elif role in ("until_now", "for"):
            tense = "future" if tense != "past" else "" if role == "for" else tense
        dated = [(t, value) for t in reversed(self.found[-8:]) if (value := point(t))[:4].isdigit()]
        last = dated[0][1] if dated else ""
        last_day = next((first_day(value) for _, value in dated if DAY.match(value)), None)
        near = last if last and self.close(dated[0][0], span) else ""
        story = int(near[:4]) if near and self.today and int(near[:4]) < self.today.year - 1 else None
        day = DAY.match(near)
        beside = day[0] if day and APPOSED.fullmatch(parse.text, dated[0][0].span[1], span[0]) else ""
        return Anchor(self.today, first_day(last), last_day, day[0] if day else "", tense, role, story, beside)

    def close(self, time: Time, span: Span) -> bool:
        """Tell whether `time` stands in the sentence of `span` or the one before it."""
        a, b = self.parse.at(time.span), self.parse.at(span)
        return bool(len(a) and len(b)) and self.parse.sentence_number(b.start) - self.parse.sentence_number(a.start) <= 1


def point(time: Time) -> str:
    """Return the value of a date or clock time, the date that a length of time leads to, or ""."""
    return time.value if time.kind in ("DATE", "TIME") else time.date or ""


def publication_day(document: Document) -> date | None:
    try:
        return date.fromisoformat((document.published or "")[:10])
    except ValueError:
        return None


def find_times(document: Document, parse: Parse, pack: Pack) -> tuple[Time, ...]:
    """Return the document's times in text order; their spans do not overlap."""
    scan = Scan(document, parse, pack.get(TimeLexicon.from_pack), publication_day(document), [])
    for block in blocks(parse):
        scan.block(block)
    if scan.today is None:
        return tuple(scan.found)
    return tuple(widen(scan.found, scan.todays, scan.daily, parse, scan.lexicon.tenses, scan.lexicon.nowadays))


def time_of(times: tuple[Time, ...], span: Span, within: Span | None = None) -> Time | None:
    """Return the time nearest to `span` (inside it counts as nearest), a date before a length of time; only those in `within` if given."""

    def distance(time: Time) -> tuple[bool, int, int]:
        gap = max(span[0] - time.span[1], time.span[0] - span[1], 0)
        return time.kind not in ("DATE", "TIME"), gap, time.span[0]

    inside = [t for t in times if within is None or (within[0] <= t.span[0] and t.span[1] <= within[1])]
    return min(inside, key=distance, default=None)
