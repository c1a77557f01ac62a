"""Quantities: a number with what is counted or measured, and how sure the text is of it.

A quantity's span covers hedge, number and unit noun: *[über 10.000 nordkoreanische Soldaten]*; `of` is the counted noun phrase
(*nordkoreanische Soldaten*), or what is measured (*5.000 Tonnen [Stahl]*), or None. Dates, lengths of time, clock times, ordinals, scores
and numbers that name (*Artikel 5*, *Boeing 737*) are none. A part of a whole has unit `share` (*zwei Drittel*: 0.67), what is counted
without a unit of its own `items`. Words are data of the language pack (`quantities.toml`, `numbers.toml`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lagebild.extract.numerals import digits_value
from lagebild.extract.running import blocks
from lagebild.extract.units import Units
from lagebild.lang.pack import Pack
from lagebild.model import Document, Hedge, Quantity, Span, Time, overlaps
from lagebild.parse.base import Parse, Token

WORD = re.compile(r"\d+|[^\W\d_]+")
NUMBER = re.compile(r"\d{1,3}(?:[.\u00a0\u202f' ]\d{3}(?!\d)){1,4}(?:,\d+)?|\d+(?:,\d+)?")
LAST_WORD = re.compile(r"([^\W\d_]+)\.?[^\w.!?;,]{1,3}$")
SYMBOL = re.compile(r"[^\S\n]?([%‰€$£¥°])")
SYMBOL_BEFORE = re.compile(r"([€$£¥])[^\S\n]?$")
AFTER_STOP = re.compile(r"[\"“”»«'’)]?\s+[\"„“»«(]?[^\W\d_a-zäöüß]|\s*$")
APPOSED_LEFT = re.compile(r"[,(:]\s?$")  # a bare number between marks is an age or a page: *Hans Meier, 21, …*
APPOSED_RIGHT = re.compile(r"[,)]")
HEDGE_REACH = 36  # characters looked at before a number
QUOTATION_MARKS = frozenset('"„“”»«‚‘›‹')
NOUN_REACH = 6  # tokens looked at after a number for its noun
NOUNS = frozenset({"NOUN", "PROPN"})
LARGE = 10
EXACT: Hedge = "exact"
NEAR = 80  # characters after another quantity in which a small number may stand without a noun (*zwölf Tote, drei verletzt*)


@dataclass(frozen=True)
class Number:
    """A number, its range, and whether it is vague (*Hunderte*) or a part of a whole; `unit` if it holds its own (*vierköpfig*)."""

    span: Span
    value: float
    upper: float | None = None
    vague: bool = False
    share: bool = False
    scaled: bool = False
    unit: str = ""


@dataclass(frozen=True)
class Counted:
    """What follows a number: its unit, the end of the unit noun, and the span of the thing counted."""

    unit: str
    end: int
    of: Span | None


class Reader:
    """The quantities of one document, block by block."""

    def __init__(self, parse: Parse, times: tuple[Time, ...], units: Units) -> None:
        self.parse, self.text, self.units = parse, parse.text, units
        self.times = times
        self.next_time = 0

    def block(self, span: Span) -> list[Quantity]:
        found: list[Quantity] = []
        at = span[0]
        while (word := WORD.search(self.text, at, span[1])) is not None:
            at = word.end()
            number = self.number_at(word, span)
            if number is None:
                continue
            at = max(at, number.span[1])
            if not self.timed(number.span) and (quantity := self.quantity(number, span, found)):
                found.append(quantity)
                at = max(at, quantity.span[1])
        return found

    def timed(self, span: Span) -> bool:
        """Tell whether the span shares a character with a time; asked in text order."""
        while self.next_time < len(self.times) and self.times[self.next_time].span[1] <= span[0]:
            self.next_time += 1
        return self.next_time < len(self.times) and overlaps(self.times[self.next_time].span, span)

    def number_at(self, word: re.Match[str], block: Span) -> Number | None:
        """Read the number that begins at `word`, with its magnitude and range."""
        first = self.simple(word, block)
        if first is None or first.share or first.vague or first.unit:
            return first
        mark = self.units.range_mark.match(self.text, first.span[1], block[1])
        following = WORD.match(self.text, mark.end(), block[1]) if mark else None
        second = self.simple(following, block) if following else None
        if mark is None or second is None or second.share or second.vague or not self.is_range(first, second, mark[1]):
            return first
        value = first.value
        if second.scaled and not first.scaled and value < second.value:
            factor = self.magnitude_of(second.span)
            value = value * factor if value < factor else value
        return Number((first.span[0], second.span[1]), value, second.value, scaled=second.scaled) if value < second.value else first

    def is_range(self, first: Number, second: Number, mark: str) -> bool:
        """*zwischen 10 und 12*, *10 bis 12*, *10 oder 12*: a range; *10 und 12*: two numbers."""
        before = self.units.hedge_before.search(self.text, max(0, first.span[0] - HEDGE_REACH), first.span[0])
        open_range = before is not None and before[1].lower() in self.units.between
        return open_range or mark not in self.units.joins

    def magnitude_of(self, span: Span) -> float:
        last = WORD.findall(self.text[span[0] : span[1]])[-1]
        return self.units.numerals.magnitudes.get(last, 1.0)

    def simple(self, word: re.Match[str], block: Span) -> Number | None:
        """Read one number without range: digits, number word, *eine Million*, *Hunderte*, *ein Drittel*."""
        units, numerals = self.units, self.units.numerals
        lower, start = word[0].lower(), word.start()
        if word[0][0].isdigit():
            return self.digits(start, block)
        if lower in numerals.one or lower in numerals.half:
            return self.one(word, block)
        if word[0] in units.vague_nouns:
            vague = units.vague_before.search(self.text, max(block[0], start - HEDGE_REACH), start)
            return Number((vague.start() if vague else start, word.end()), units.vague_nouns[word[0]], vague=True)
        if word[0] in numerals.magnitudes and (vague := units.vague_before.search(self.text, max(block[0], start - HEDGE_REACH), start)):
            return Number((vague.start(), word.end()), numerals.magnitudes[word[0]], vague=True)
        if lower in units.shares and word[0][0].isupper():
            return Number(word.span(), units.shares[lower], share=True)
        value = 2.0 if lower in units.both else numerals.word(lower)
        if value is None and lower.endswith(self.units.headed_endings):
            ending = next(e for e in self.units.headed_endings if lower.endswith(e))
            heads = numerals.word(lower.removesuffix(ending))
            return Number(word.span(), heads, unit=self.units.headed_units[ending]) if heads else None
        if value is None or self.text[word.end() : word.end() + 1] == "-":
            return None
        return self.scale(Number(word.span(), value), block)

    def digits(self, start: int, block: Span) -> Number | None:
        """Read a number by digits; None where the marks around it tell of a name, an ordinal, a score or an address."""
        m = NUMBER.match(self.text, start, block[1])
        value = digits_value(m[0]) if m else None
        if m is None or value is None:
            return None
        before, after = self.text[max(0, start - 8) : start], self.text[m.end() : m.end() + 2]
        if headed := self.units.headed.match(self.text, m.end(), block[1]):
            return Number((start, headed.end()), value, unit=self.units.headed_units[headed[1]])
        if re.search(r"[\w.:/,#§°=+]$|[^\W\d]\w*[-–‑]$|§\s$", before) or re.match(r"[:/.,°]\d|[^\W\d_]|_|[-‑][^\W\d]", after):
            return None
        if m[0][0] == "0" and m[0][1:2].isdigit():
            return None
        if after[:1] == "." and not self.ends_sentence(m.end(), block):
            return None
        return self.scale(Number(m.span(), value), block)

    def ends_sentence(self, at: int, block: Span) -> bool:
        """Tell whether the full stop at `at` closes a sentence (else the number before it is an ordinal)."""
        if at + 1 >= block[1]:
            return True
        tokens = self.parse.at((at, at + 1))
        return self.parse.sentence_of(tokens.start).last <= tokens.start + 2 and bool(AFTER_STOP.match(self.text, at + 1))

    def one(self, word: re.Match[str], block: Span) -> Number | None:
        """Read *eine Million*, *eine halbe Million*, *ein Dutzend*, *ein Drittel*, *ein Prozent*; the article alone is no number."""
        numerals, value, end = self.units.numerals, 1.0, word.end()
        if word[0].lower() in numerals.half:
            value = 0.5
        elif (following := self.next_word(end, block)) and following[0].lower() in numerals.half:
            value, end = 0.5, following.end()
        noun = self.next_word(end, block)
        if noun is None:
            return None
        if noun[0].lower() in self.units.shares:
            return Number((word.start(), noun.end()), value * self.units.shares[noun[0].lower()], share=True)
        if noun[0] in numerals.magnitudes:
            return Number((word.start(), noun.end()), value * numerals.magnitudes[noun[0]], scaled=True)
        measured = noun[0] in self.units.currencies or self.units.measures.get(noun[0], "points") not in ("points", "persons", "items")
        return Number((word.start(), end), value) if measured else None

    def next_word(self, at: int, block: Span) -> re.Match[str] | None:
        m = WORD.search(self.text, at, min(block[1], at + 40))
        return m if m and not self.text[at : m.start()].strip() else None

    def scale(self, number: Number, block: Span) -> Number:
        """Apply the magnitudes after a number (*2,5 Millionen*, *zwei Dutzend*) or the parts (*zwei Drittel*)."""
        following = self.next_word(number.span[1], block)
        if following and following[0].lower() in self.units.shares and following[0][0].isupper() and number.value < LARGE:
            return Number((number.span[0], following.end()), number.value * self.units.shares[following[0].lower()], share=True)
        magnitude = self.units.magnitude.match(self.text, number.span[1], block[1])
        if magnitude is None:
            return number
        end = magnitude.end() if magnitude.end() < block[1] else magnitude.end(1)
        value = number.value * self.units.numerals.magnitudes[magnitude[1]]
        return Number((number.span[0], end), round(value, 3), scaled=True)

    def quantity(self, number: Number, block: Span, found: list[Quantity]) -> Quantity | None:
        """Give a number its hedge and what it counts; None where it counts nothing."""
        counted = self.counted(number, block)
        label = LAST_WORD.search(self.text, max(block[0], number.span[0] - HEDGE_REACH), number.span[0])
        if label and label[1].lower() in self.units.labels and (counted is None or counted.unit == "items"):
            return None
        if counted is None:
            near = bool(found) and number.span[0] - found[-1].span[1] < NEAR
            if number.vague and self.text[number.span[0] : number.span[1]] in self.units.numerals.magnitudes:
                return None
            if self.names(number, label) or (number.value < LARGE and not near and not number.scaled and not number.share):
                return None
            unit = "persons" if near and found[-1].unit == "persons" else "items"
            counted = Counted("share" if number.share else unit, number.span[1], None)
        elif counted.unit == "time":
            return None
        measured = counted.unit not in ("persons", "items")
        start, hedge = self.hedge(number, block, measured or number.scaled)
        more = self.units.more_after.match(self.text, number.span[1], block[1])
        if number.vague or more:
            hedge = "at_least"
        value = round(float(number.value), 6)
        return Quantity((start, max(counted.end, more.end() if more else 0)), value, counted.unit, number.upper, hedge, counted.of)

    def names(self, number: Number, before: re.Match[str] | None) -> bool:
        """Tell whether a number without a noun is a name's part (*Apollo 11*), a year, or the adjective *beide*."""
        text = self.text[number.span[0] : number.span[1]]
        if text.lower() in self.units.both or (number.share and number.value < 0.3 and not text[0].isdigit()):
            return True
        if re.fullmatch(r"(?:1[5-9]|20)\d\d", text) or (len(text) > 1 and text[0] == "0" and text.isdigit()):
            return True
        if APPOSED_LEFT.search(self.text, max(0, number.span[0] - 3), number.span[0]) and APPOSED_RIGHT.match(self.text, number.span[1]):
            return True
        if not before:
            return False
        tokens = [self.parse.tokens[i] for i in self.parse.at((before.start(1), before.end(1)))]
        return any(t.pos in NOUNS for t in tokens) and not number.scaled

    def hedge(self, number: Number, block: Span, sure: bool) -> tuple[int, Hedge]:
        """Return where the quantity begins with its hedges, and what they say: a bound rather than *about* (*bis zu etwa 300*)."""
        start, hedge = number.span[0], EXACT
        before = self.units.hedge_share if number.share else self.units.hedge_before
        for _ in range(2):
            m = before.search(self.text, max(block[0], start - HEDGE_REACH), start)
            word = " ".join(m[1].lower().split()) if m else ""
            if m is None or (word in self.units.ambiguous and not (sure or number.value >= LARGE)):
                break
            if word in self.units.between:
                return (m.start() if number.upper is not None else start), hedge
            start, hedge = m.start(), (self.units.hedges[word] if hedge in ("exact", "about") else hedge)
        return start, hedge

    def counted(self, number: Number, block: Span) -> Counted | None:
        """Find what follows the number: a sign, a unit with the thing measured, or a counted noun phrase."""
        end = number.span[1]
        sign = SYMBOL.match(self.text, end, block[1])
        if sign:
            unit = self.units.currencies.get(sign[1]) or self.units.measures[sign[1]]
            return Counted(unit, sign.end(), self.measured(sign.end(), block))
        if (before := SYMBOL_BEFORE.search(self.text, max(block[0], number.span[0] - 2), number.span[0])) is not None:
            return Counted(self.units.currencies[before[1]], end, None)
        if money := self.units.long_currency.match(self.text, end, block[1]):
            return Counted(self.units.currencies[" ".join(money[1].split())], money.end(1), None)
        if number.share:
            return Counted("share", end, self.measured(end, block))
        if number.unit:
            phrase = self.phrase(end, block)
            return Counted(number.unit, end, (phrase[0].start, phrase[-1].end) if phrase else None)
        return self.noun(end, block, number.vague)

    def noun(self, at: int, block: Span, vague: bool) -> Counted | None:
        """Find the noun that a number counts: the next noun, with only adjectives before it."""
        phrase = self.phrase(at, block, vague)
        if not phrase:
            return None
        head = phrase[-1]
        if head.text.lower() in self.units.time_units:
            return Counted("time", head.end, None)
        if len(phrase) == 1 and (head.text in self.units.measures or head.text in self.units.currencies):
            unit = self.units.of_noun(head.text) or "items"
            return Counted(unit, head.end, self.measured(head.end, block) if unit != "points" else None)
        return Counted(self.units.of_noun(head.text) or "items", head.end, (phrase[0].start, head.end))

    def phrase(self, at: int, block: Span, vague: bool = False) -> list[Token]:
        """Return the adjectives and the noun that follow offset `at`; empty where something else comes first."""
        first = self.parse.at((at, block[1])).start
        if vague and first < len(self.parse.tokens) and self.parse.tokens[first].text in self.units.of_words:
            first += 1
        phrase: list[Token] = []
        for t in self.parse.tokens[first : first + NOUN_REACH]:
            if t.start >= block[1]:
                break
            if t.text.isspace():
                continue
            if t.text in QUOTATION_MARKS:  # 300 „freiwillige“ Helfer
                phrase.append(t)
                continue
            known = t.text in self.units.measures or t.text in self.units.currencies
            capital = t.text[0].isupper() and (t.pos in NOUNS or t.pos == "X")
            adjective = t.pos in ("ADJ", "X") or t.text in self.units.fillers
            if known or capital or (t.text[0].isupper() and self.units.of_noun(t.text)):
                return [*phrase, t]
            if not adjective or not t.text[0].isalpha():
                break
            phrase.append(t)
        return []

    def measured(self, at: int, block: Span) -> Span | None:
        """Return the thing measured: *Tonnen [Hilfsgüter]*, *Prozent der [Stimmen]*; None where another word comes first."""
        first = self.parse.at((at, block[1])).start
        token = self.parse.tokens[first] if first < len(self.parse.tokens) else None
        if token and token.start < block[1]:
            if token.text in self.units.dimensions:
                return None
            if (token.pos == "DET" and token.case in ("Gen", "")) or token.text in self.units.of_words:
                at = token.end
        phrase = self.phrase(at, block)
        return (phrase[0].start, phrase[-1].end) if phrase and phrase[-1].pos != "PROPN" else None


def find_quantities(document: Document, parse: Parse, times: tuple[Time, ...], pack: Pack) -> tuple[Quantity, ...]:
    """Return the document's quantities in text order; `times` are its times in text order."""
    reader = Reader(parse, times, pack.get(Units.from_pack))
    found: list[Quantity] = []
    for block in blocks(parse):
        found += reader.block(block)
    return tuple(found)
