"""Quantities: a number with what is counted or measured, and how sure the text is of it.

A quantity's span covers hedge, number and unit noun: *[über 10.000 nordkoreanische Soldaten]*; `of` is the counted noun phrase
(*nordkoreanische Soldaten*), or what is measured (*5.000 Tonnen [Stahl]*), or None. Dates, lengths of time, clock times, ordinals, scores
and numbers that name (*Artikel 5*, *Boeing 737*) are none. A part of a whole has unit `share` (*zwei Drittel*: 0.67), what is counted
without a unit of its own `items`; a number without noun has the unit of the one it stands beside (*von 300 auf 500 Soldaten*). Words are
data of the language pack (`quantities.toml`, `numbers.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lagebild.extract.bare import Bare, Entry
from lagebild.extract.counted import TIME, Counting
from lagebild.extract.figures import LARGE, REACH, Figures, Number
from lagebild.extract.running import blocks
from lagebild.extract.units import Units
from lagebild.lang.pack import Pack
from lagebild.model import Document, Hedge, Quantity, Span, Time, overlaps
from lagebild.parse.base import Parse

NO_HEDGE: Hedge = "exact"
DIGITS = 6  # behind the point of a value
ARTICLE = re.compile(r"(?<!\w)([^\W\d_]+)\s\Z")
ARTICLED = 7  # letters of the longest article, with blanks


class Reader:
    """The quantities of one document, block by block."""

    def __init__(self, parse: Parse, times: tuple[Time, ...], units: Units) -> None:
        self.parse, self.text, self.units = parse, parse.text, units
        self.figures, self.counting = Figures(parse, units), Counting(parse, units)
        self.bare = Bare(parse, units, self.figures, self.counting)
        self.times = times
        self.next_time = 0

    def blocks(self) -> Iterator[Span]:
        """Yield the stretches of running text, joined where a line ends in the midst of a quantity (*mehr als 40 / Millionen Euro*)."""
        current: Span | None = None
        for span in blocks(self.parse):
            if current and self.open_end(*current, span[0]):
                current = (current[0], span[1])
                continue
            if current:
                yield current
            current = span
        if current:
            yield current

    def open_end(self, start: int, end: int, following: int) -> bool:
        """Tell whether a stretch ends, before a single line break, in a number or a hedge."""
        if self.text[end:following].strip(" ") != "\n":
            return False
        last = self.text[max(start, end - REACH) : end].rsplit(None, 1)[-1]
        numerals = self.units.numerals
        known = last in numerals.magnitudes or last in self.units.vague_nouns or last.lower() in self.units.hedging.last
        return known or numerals.value(last) is not None

    def block(self, span: Span) -> list[Quantity]:
        """Return the quantities of one stretch of running text."""
        entries = self.entries(span)
        found: list[Quantity] = []
        for k in range(len(entries)):
            entry = self.bare.resolve(entries, k, span)
            entries[k] = entry or Entry(entries[k].number, None)
            free = found[-1].span[1] if found else span[0]
            if entry and (quantity := self.quantity(entry, (free, span[1]))):
                found.append(quantity)
        return found

    def entries(self, block: Span) -> list[Entry]:
        """Return the numbers of a block with what stands around them."""
        found: list[Entry] = []
        at = block[0]
        for word in self.units.start.finditer(self.text, *block):
            if word.start() < at:
                continue
            number = self.figures.number_at(word, block)
            if number is None or self.timed(number.span):
                at = number.span[1] if number else at
                continue
            more = self.units.hedging.after_pattern.match(self.text, number.span[1], block[1])  # 500 oder mehr Kläger
            counted = (self.counting.counted(number, block, more.end(1)) if more else None) or self.counting.counted(number, block)
            found.append(Entry(number, counted))
            at = max(number.span[1], counted.end if counted and not number.article else 0)
        return found

    def timed(self, span: Span) -> bool:
        """Tell whether the span shares a character with a time; asked in text order."""
        while self.next_time < len(self.times) and self.times[self.next_time].span[1] <= span[0]:
            self.next_time += 1
        return self.next_time < len(self.times) and overlaps(self.times[self.next_time].span, span)

    def quantity(self, entry: Entry, block: Span) -> Quantity | None:
        """Give a number with what it counts its hedge; None where it counts time."""
        number, counted = entry.number, entry.counted
        if counted is None or counted.unit == TIME:
            return None
        start, hedge = self.hedge(number, block, counted.unit not in ("persons", "items") or number.scaled)
        end, behind = self.after(number.span[1], counted.end, block)
        hedge = behind or hedge
        if number.vague and hedge in ("exact", "about"):
            hedge = "at_least"
        upper = number.upper and round(number.upper * counted.factor, DIGITS)
        return Quantity((start, end), round(number.value * counted.factor, DIGITS), counted.unit, upper, hedge, counted.of)

    def after(self, number_end: int, end: int, block: Span) -> tuple[int, Hedge | None]:
        """Return where the quantity ends and what is said behind its number or noun: *oder mehr*, *und weniger*."""
        pattern, after = self.units.hedging.after_pattern, self.units.hedging.after
        for at in {number_end, end}:
            if m := pattern.match(self.text, at, block[1]):
                return max(end, m.end(1)), after[" ".join(m[1].split())]
        return end, None

    def hedge(self, number: Number, block: Span, sure: bool) -> tuple[int, Hedge]:
        """Return where the quantity begins with its hedges, and what they say: a bound rather than *about* (*bis zu etwa 300*)."""
        hedging, start = self.units.hedging, self.signed(number.span[0], block)
        hedge = number.hedge or hedging.signs.get(self.text[start], NO_HEDGE)
        for at, phrase in self.figures.outward(self.articled(number, start, block), block[0]):
            if phrase in hedging.between:
                if number.upper is None:
                    break
                start = at
                continue
            if (phrase in hedging.ambiguous and not (sure or number.value >= LARGE)) or (phrase in hedging.measured and not sure):
                break
            start, hedge = at, (hedging.phrases[phrase] if hedge in ("exact", "about") else hedge)
        return start, hedge

    def signed(self, start: int, block: Span) -> int:
        """Return where a number begins with the sign of its currency or hedge (*$300*, *~7*)."""
        code = self.units.codes_before.search(self.text, max(block[0], start - 6), start)
        start = code.start() if code else start
        return start - 1 if start > block[0] and self.text[start - 1] in self.units.hedging.signs else start

    def articled(self, number: Number, start: int, block: Span) -> int:
        """Return where the article of a part begins (*rund [die] Hälfte*), for what stands before it."""
        m = ARTICLE.search(self.text, max(block[0], start - ARTICLED), start) if number.share else None
        return m.start(1) if m and m[1].lower() in self.bare.articles else start


def find_quantities(document: Document, parse: Parse, times: tuple[Time, ...], pack: Pack) -> tuple[Quantity, ...]:
    """Return the document's quantities in text order; `times` are its times in text order."""
    reader = Reader(parse, times, pack.get(Units.from_pack))
    found: list[Quantity] = []
    for block in reader.blocks():
        found += reader.block(block)
    return tuple(found)
