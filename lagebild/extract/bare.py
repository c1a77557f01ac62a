"""Numbers without a noun of their own: whether they count at all, and what they share the unit of.

*von 300 auf 500 Soldaten*, *in Polen um 8 Prozent, in Ungarn um 11*: the unit of the number beside; *die Zahl der Toten stieg auf 35*,
*Panzer: 20*: the noun before; *40 starben*: people by what befalls them. A number behind a noun that none of these tells of is a name
(*Apollo 11*).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lagebild.extract.counted import NOUNS, TIME, Counted, Counting
from lagebild.extract.figures import LARGE, REACH, THOUSAND, Figures, Number
from lagebild.extract.units import Units
from lagebild.model import Span
from lagebild.parse.base import Parse

LAST_WORD = re.compile(r"([^\W\d_]+)\.?[^\w.!?;,]{1,3}\Z")
BEHIND = re.compile(r"([^\W\d_][\w-]*)(?::\s?|\s?(\())\Z")  # Panzer: 20; Panzer (20 Stück)
APPOSED_LEFT = re.compile(r"[,(:]\s?\Z")  # a bare number between marks is an age or a page: *Hans Meier, 21, …*
APPOSED_RIGHT = re.compile(r"[,)]")
TELEPHONE = re.compile(r"\d\s\Z|(?<!\d)0\d{2,}\s?[-–/]\s?\Z")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
NEAR = 80  # characters after another quantity in which a number has its unit
FAR = 60  # characters between two numbers behind one preposition
AFTER = 5  # tokens after a number among which a word tells that people are counted
RATED = 10  # tokens before a number among which a word tells that it is a rate
ADULT = 120  # a number in brackets behind a person is an age up to this
ALIKE = 20  # how many times as much the lower of two numbers may be when it gets the magnitude of the other


@dataclass(frozen=True)
class Entry:
    """A number and what stands around it that it counts, None where it has no noun."""

    number: Number
    counted: Counted | None

    @property
    def end(self) -> int:
        return max(self.number.span[1], self.counted.end if self.counted else 0)


class Bare:
    """Tells what the numbers without noun of one document count."""

    def __init__(self, parse: Parse, units: Units, figures: Figures, counting: Counting) -> None:
        self.parse, self.text, self.units = parse, parse.text, units
        self.figures, self.counting = figures, counting
        self.labels, self.bare_labels = units.words("labels"), units.words("labels", "bare")
        self.swaps, self.harmed = units.words("joins", "swaps"), units.words("harmed")
        self.joins = units.words("joins") | self.swaps | units.words("joins", "parts")
        self.among = units.words("hedges", "among")
        self.dated = units.words("labels", "dated")
        self.ages, self.rates = units.words("ages"), units.words("rates")
        self.counts, self.count_joins = units.words("counts"), units.words("counts", "joins")
        self.count_endings: tuple[str, ...] = tuple(units.data["counts"]["endings"])
        self.alone = units.words("shares_articles", "alone")
        self.articles = units.words("shares_articles")

    def resolve(self, entries: list[Entry], k: int, block: Span) -> Entry | None:
        """Return an entry with what it counts, None where it counts nothing; earlier entries are resolved already."""
        entry = entries[k]
        number, counted = entry.number, entry.counted
        if number.article:
            return entry if self.lone(entries, k, block) else None
        start = number.span[0]
        label = LAST_WORD.search(self.text, max(block[0], start - REACH), start)
        word = label[1].lower() if label else ""
        if (word in self.labels and (counted is None or counted.unit == "items")) or (word in self.bare_labels and counted is None):
            return None
        if counted is not None:
            dated = counted.unit == "items" and word in self.dated and YEAR.fullmatch(self.text[slice(*number.span)])
            return None if dated else self.with_noun(entry, counted, block)
        return self.without(entries, k, block, label)

    def with_noun(self, entry: Entry, counted: Counted, block: Span) -> Entry | None:
        number = entry.number
        if number.share and self.text[slice(*number.span)].lower() in self.alone:
            i = self.parse.at(number.span).start
            return None if i and self.parse.tokens[i - 1].pos == "ADJ" else entry  # in der ersten Hälfte
        if counted.unit == "items" and counted.of is None and (behind := self.behind(number, block)):
            return Entry(number, replace(counted, unit=behind.unit, of=behind.of))
        return entry

    def without(self, entries: list[Entry], k: int, block: Span, label: re.Match[str] | None) -> Entry | None:
        """Find what a number without noun counts."""
        number = entries[k].number
        end = number.span[1]
        if found := self.joined(entries, k, block):
            return found
        year = bool(YEAR.fullmatch(self.text[slice(*number.span)]))
        if not year and (counted := self.behind(number, block) or self.number_of(number, block)):
            return Entry(number, counted)
        before = self.before(entries, k)
        rate = self.is_rate(number)
        if not number.vague and (self.names(number, label, before is not None) or (not before and not rate and self.is_age(number, block))):
            return None
        if number.value != int(number.value) or rate:
            before = None
        if self.are_people(number):
            return Entry(number, Counted("persons", end))
        if before and self.countable(before.unit):
            return Entry(number, Counted(before.unit, end))
        money = before is not None and number.scaled and before.unit in self.units.money.values()  # 5 Milliarden Euro, 2 Milliarden mehr
        if before and (money or self.prepositions(entries, k - 1, k, block)):
            return Entry(number, Counted(before.unit, end, None, before.factor))
        if not rate and (unit := self.ahead(entries, k)):
            return Entry(number, Counted(unit.unit, end, None, unit.factor))
        if number.vague and self.text[slice(*number.span)] not in self.units.numerals.magnitudes:  # Tausende kamen
            return Entry(number, Counted("persons", end))
        return Entry(number, Counted("items", end)) if number.value >= LARGE or number.scaled or number.vague else None

    def countable(self, unit: str) -> bool:
        """Tell whether a unit is one of things that are counted, not measured."""
        return unit in ("persons", "items") or unit in self.units.data["things"]

    def joined(self, entries: list[Entry], k: int, block: Span) -> Entry | None:
        """Return a number with the unit and magnitude of the next: *von 3 [auf 5 Millionen Euro]*."""
        number = entries[k].number
        if k + 1 >= len(entries) or number.vague or number.share:
            return None
        other = self.joined(entries, k + 1, block) if entries[k + 1].counted is None else entries[k + 1]
        if other is None or other.counted is None or other.number.article or other.counted.unit in ("share", TIME):
            return None
        hedges = self.figures.outward(other.number.span[0], number.span[1])
        between = " ".join(self.text[number.span[1] : hedges[-1][0] if hedges else other.number.span[0]].split())
        listed = between != "," or entries[k + 1].counted is None or not self.countable(other.counted.unit)
        if not listed or (YEAR.fullmatch(self.text[slice(*number.span)]) and between not in self.swaps):
            return None
        if between not in self.joins and (self.countable(other.counted.unit) or not self.prepositions(entries, k, k + 1, block)):
            return None
        factor = self.figures.magnitude_of(other.number.span) if other.number.scaled and not number.scaled else 1.0
        if number.value >= THOUSAND or number.value * factor > ALIKE * other.number.value:
            factor = 1.0
        upper = number.upper * factor if number.upper else None
        scaled = replace(number, value=number.value * factor, upper=upper, scaled=number.scaled or factor > 1)
        return Entry(scaled, Counted(other.counted.unit, number.span[1], None, other.counted.factor))

    def ahead(self, entries: list[Entry], k: int) -> Counted | None:
        """Return what the next number counts, where it corrects or matches this one: *10.000, nach anderen Angaben 12.000 Soldaten*."""
        number, other = entries[k].number, entries[k + 1] if k + 1 < len(entries) else None
        if other is None or other.counted is None or other.counted.unit in ("share", TIME) or other.number.article:
            return None
        i, j = self.parse.at(number.span).start, self.parse.at(other.number.span).start
        near = other.number.span[0] - number.span[1] < FAR and self.parse.sentence_number(i) == self.parse.sentence_number(j)
        fraction = number.value != int(number.value)
        fits = fraction != self.countable(other.counted.unit) and (fraction or number.value * ALIKE > other.number.value)
        return other.counted if near and fits and self.text[number.span[1]] == "," else None

    def prepositions(self, entries: list[Entry], k: int, n: int, block: Span) -> bool:
        """Tell whether two numbers near each other in one sentence stand behind the same preposition."""
        first, second = entries[k].number.span, entries[n].number.span
        if second[0] - first[1] > FAR:
            return False
        words = [self.preposition(span, block) for span in (first, second)]
        i, j = self.parse.at(first).start, self.parse.at(second).start
        return words[0] != "" and words[0] == words[1] and self.parse.sentence_number(i) == self.parse.sentence_number(j)

    def preposition(self, span: Span, block: Span) -> str:
        hedges = self.figures.outward(span[0], block[0])
        tokens = self.parse.at((max(block[0], (hedges[-1][0] if hedges else span[0]) - 2), hedges[-1][0] if hedges else span[0]))
        token = self.parse.tokens[tokens[-1]] if tokens else None
        return token.text.lower() if token and token.pos == "ADP" else ""

    def before(self, entries: list[Entry], k: int) -> Counted | None:
        """Return what the nearest quantity before counts, where it is near."""
        for entry in reversed(entries[max(0, k - 3) : k]):
            if entry.counted and not entry.number.article and entry.counted.unit != TIME:
                near = entries[k].number.span[0] - entry.end < NEAR
                return entry.counted if near else None
        return None

    def behind(self, number: Number, block: Span) -> Counted | None:
        """Read a number behind its noun: *Panzer: 20*, *Drohnen (rund 200)*."""
        hedges = self.figures.outward(number.span[0], block[0])
        at = hedges[-1][0] if hedges else number.span[0]
        m = BEHIND.search(self.text, max(block[0], at - REACH), at)
        unit = self.units.of_noun(m[1]) if m else None
        if m is None or unit is None or not self.countable(unit) or (m[2] and unit == "persons" and not hedges and number.value < ADULT):
            return None
        return Counted(unit, number.span[1], m.span(1))

    def number_of(self, number: Number, block: Span) -> Counted | None:
        """Return what a number counts by a noun before it in the sentence: *die Zahl der [Toten] stieg auf 35*."""
        i = self.parse.at(number.span).start
        for t in reversed(self.parse.tokens[self.parse.sentence_of(i).first : i]):
            lower = t.text.lower()
            if lower in self.counts:
                following = self.parse.tokens[t.i + 1]
                phrase = self.counting.phrase(following.end if following.text in self.count_joins else t.end, block)
                if phrase and phrase[-1].end <= number.span[0]:
                    return Counted(self.units.of_noun(phrase[-1].text) or "items", number.span[1], (phrase[0].start, phrase[-1].end))
                return None
            ending = next((e for e in self.count_endings if lower.endswith(e)), None)
            if ending and (unit := self.units.of_noun(lower.removesuffix(ending))):
                return Counted(unit, number.span[1])
        return None

    def are_people(self, number: Number) -> bool:
        """Tell whether a word soon after a number says what befalls people (*40 starben*)."""
        i = self.parse.at(number.span)[-1]
        last = self.parse.sentence_of(i).last
        for t in self.parse.tokens[i + 1 : min(last, i + 1 + AFTER)]:
            if t.text.lower() in self.harmed:
                return True
            if t.pos in NOUNS or t.text in ",;:":
                return False
        return False

    def lone(self, entries: list[Entry], k: int, block: Span) -> bool:
        """Tell whether the article counts: *mindestens [ein Toter]*, *[ein Toter] und drei Verletzte*."""
        number, counted = entries[k].number, entries[k].counted
        if counted is None or not self.countable(counted.unit):
            return False
        hedges = self.figures.outward(number.span[0], block[0])
        if hedges and hedges[0][1] in self.units.hedging.counting:
            return True
        if counted.unit != "persons":
            return False
        word = self.text[max(block[0], number.span[0] - REACH) : number.span[0]].rsplit(None, 1)
        if word and word[-1].lower() in self.among:
            return True
        after = entries[k + 1] if k + 1 < len(entries) else None
        before = entries[k - 1] if k else None
        beside = [(counted.end, after.number.span[0], after)] if after else []
        beside += [(before.end, number.span[0], before)] if before and not before.number.article else []
        return any(
            self.text[a:b].strip() in self.counting.joins and other.counted is not None and other.counted.unit == "persons"
            for a, b, other in beside
        )

    def is_age(self, number: Number, block: Span) -> bool:
        """Tell whether a plain number stands behind a word of age (*mit 16*, *wird 60*)."""
        word = self.text[max(block[0], number.span[0] - REACH) : number.span[0]].rsplit(None, 1)
        data = self.units.data["ages"]
        return bool(word) and word[-1].lower() in self.ages and number.upper is None and data["youngest"] <= number.value <= data["oldest"]

    def is_rate(self, number: Number) -> bool:
        """Tell whether a noun before a number in its sentence names a figure that counts nothing (*Inzidenz*)."""
        i = self.parse.at(number.span).start
        tokens = self.parse.tokens[max(self.parse.sentence_of(i).first, i - RATED) : i]
        return any(t.text.lower() in self.rates for t in tokens)

    def names(self, number: Number, before: re.Match[str] | None, beside: bool) -> bool:
        """Tell whether a number without noun is a name's part (*Apollo 11*), a year, an age or a page."""
        text = self.text[slice(*number.span)]
        if (
            text.istitle()
            and not number.scaled
            and self.parse.at(number.span).start != self.parse.sentence_of(self.parse.at(number.span).start).first
        ):
            return True  # die deutsche Elf
        if YEAR.fullmatch(text) or (len(text) > 1 and text[0] == "0" and text.isdigit()):
            return True
        start = number.span[0]
        if TELEPHONE.search(self.text, max(0, start - 12), start):
            return True
        if APPOSED_LEFT.search(self.text, max(0, start - 3), start) and APPOSED_RIGHT.match(self.text, number.span[1]):
            return True
        if not before or number.scaled:
            return False
        nouns = [t for t in (self.parse.tokens[i] for i in self.parse.at(before.span(1))) if t.pos in NOUNS]
        placed = beside and all(t.i and self.parse.tokens[t.i - 1].pos == "ADP" for t in nouns)  # im Süden 450
        return bool(nouns) and not placed
