"""One number in running text: digits or words, with its magnitude, or both ends of a range.

*10.000*, *10 000*, *10’000* and, where nothing measured follows, *10,000* are one number; *1.5 Millionen* (machine-translated) is another
form of *1,5 Millionen*. The marks around digits tell of what is no number: an ordinal, a score, a name, an address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lagebild.extract.numerals import THOUSANDS, digits_value
from lagebild.extract.units import GAP, PREFIX, Units
from lagebild.model import Hedge, Span
from lagebild.parse.base import Parse

WORD = re.compile(r"\d+|[^\W\d_]+|[½¼¾]")
NUMBER = re.compile(rf"\d{{1,3}}(?:[{THOUSANDS}]\d{{3}}(?!\d)){{1,4}}(?:,\d+)?|\d+(?:,\d+)?")
COMMAS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?![\d,])")  # 12,000 or 1,234,567: English marks
POINT = re.compile(r"\d{1,3}\.\d{1,2}(?![\d.])")  # 1.5: an English decimal point
FRACTION = re.compile(r"([1-9])/([2-9]|10)(?![\d/.,])(?=\s+[^\W\d])")
LEFT = re.compile(r"[\w.:/,#§°=+]\Z|[^\W\d]\w*[-–‑]\Z|§\s\Z")  # right before digits that are no number of their own
RIGHT = re.compile(r"[:/.,°]\d|[^\W\d_]|_|[-‑](?:\d+[-‑])?[^\W\d]")
SUSPENDED = re.compile(r"[-‑](?=\s)")  # drei- bis viertausend
HYPHEN = re.compile(r"[-‑]")
AFTER_STOP = re.compile(r"[\"“”»«'’)]?\s+[\"„“»«(]?[^\W\d_a-zäöüß]|\s*\Z")
ARTICLED = re.compile(r"[^\S\n][^.,;:!?\n]{3,40}?\s(?:und|sowie)\s(\w+)")
OPENING = '„“”"»«‚‘(–—'  # marks that may open a quantity
BESIDE = 14  # characters looked at before an article
REACH = 36  # characters looked at before a number
LARGE = 10
THOUSAND = 1000
MOST_GROUPS = 6  # of three digits: more are an identifier


@dataclass(frozen=True)
class Number:
    """A number, its range, and whether it is vague (*Hunderte*), a part of a whole, scaled (*Millionen*) or the article (*ein Toter*).

    `unit` where it holds its own (*vierköpfig*, *20-Millionen-Euro-Paket*); `hedge` where it does (*ein gutes Dutzend*).
    """

    span: Span
    value: float
    upper: float | None = None
    vague: bool = False
    share: bool = False
    scaled: bool = False
    article: bool = False
    unit: str = ""
    hedge: Hedge | None = None


class Figures:
    """Reads the numbers of one document."""

    def __init__(self, parse: Parse, units: Units) -> None:
        self.parse, self.text, self.units = parse, parse.text, units
        self.joins = units.words("hedges", "and")
        self.counting = units.hedging.counting | units.words("hedges", "beside") | units.words("hedges", "among")
        self.abbreviated: frozenset[str] = frozenset(units.numerals.data["abbreviated"]["words"])
        self.alone = units.words("shares_articles", "alone")

    def number_at(self, word: re.Match[str], block: Span) -> Number | None:
        """Read the number that begins at `word`, with its magnitude and range."""
        suspended = self.suspended(word, block)
        first = suspended or self.simple(word, block)
        if first is None or first.share or first.vague or first.unit or first.article:
            return first
        mark, between = self.range_after(first, block)
        following = WORD.match(self.text, mark.end(), block[1]) if mark else None
        second = self.simple(following, block) if following else None
        if mark is None or second is None or second.share or second.vague or second.unit or second.article:
            return None if suspended else first
        if not self.is_range(first, mark[1]) or not self.same_unit(between, second):
            return None if suspended else first
        value = self.lower_end(first, second)
        if suspended and value * THOUSAND < second.value:  # 10- bis 12.000
            value *= THOUSAND
        return Number((first.span[0], second.span[1]), value, second.value, scaled=second.scaled) if value < second.value else first

    def suspended(self, word: re.Match[str], block: Span) -> Number | None:
        """Read *drei-* in *drei- bis viertausend*; None where no range follows."""
        if not SUSPENDED.match(self.text, word.end(), block[1]):
            return None
        value = self.units.numerals.value(word[0])
        return Number((word.start(), word.end() + 1), value) if value is not None and value < THOUSAND else None

    def range_after(self, first: Number, block: Span) -> tuple[re.Match[str] | None, str]:
        """Return the mark of a range behind a number, and the unit that stands before the mark (*zwei [Euro] bis vier Euro*)."""
        mark = self.units.range_mark.match(self.text, first.span[1], block[1])
        if mark:
            return mark, ""
        unit = self.units.unit.match(self.text, first.span[1], block[1])
        return (self.units.range_mark.match(self.text, unit.end(), block[1]), unit[1]) if unit else (None, "")

    def same_unit(self, between: str, second: Number) -> bool:
        return not between or bool(re.compile(rf"{GAP}{re.escape(between)}(?!\w)").match(self.text, second.span[1]))

    def lower_end(self, first: Number, second: Number) -> float:
        """Return the value of a range's first number, which may lack the magnitude: *3 bis 4 Millionen*, *drei- bis viertausend*."""
        if first.scaled:
            return first.value
        factor = self.magnitude_of(second.span)
        return first.value * factor if first.value * factor < second.value else first.value

    def is_range(self, first: Number, mark: str) -> bool:
        """*zwischen 10 und 12*, *10 bis 12*, *10 oder 12*: a range; *10 und 12*: two numbers."""
        return " ".join(mark.split()) not in self.joins or any(w in self.units.hedging.between for _, w in self.outward(first.span[0], 0))

    def outward(self, at: int, first: int) -> list[tuple[int, str]]:
        """Return the hedging phrases before offset `at` (none before `first`), from it outward: where each begins, and its words."""
        begin = max(first, at - REACH)
        before = self.text[begin:at]
        hedging = self.units.hedging
        if not before[-1:].isspace() or not (last := before.rsplit(None, 1)) or last[-1].lstrip(OPENING).lower() not in hedging.last:
            return []
        words = [
            (begin + m.start() + len(m[0]) - len(w), w) for m in re.finditer(r"\S+", before) if (w := m[0].lstrip('„“”"»«‚‘(–—').lower())
        ]
        found: list[tuple[int, str]] = []
        while words:
            for k in range(min(hedging.longest, len(words)), 0, -1):
                phrase = " ".join(w for _, w in words[-k:])
                if phrase in hedging.phrases or phrase in hedging.between:
                    found.append((words[-k][0], phrase))
                    words = words[:-k]
                    break
            else:
                break
        return found

    def magnitude_of(self, span: Span) -> float:
        """Return the last magnitude of a number: of *2,5 Millionen* a million, of *viertausend* a thousand."""
        numerals = self.units.numerals
        last = WORD.findall(self.text[span[0] : span[1]])[-1]
        if last in numerals.magnitudes:
            return numerals.magnitudes[last]
        lower = last.lower()
        return next((n for w, n in ((numerals.data["thousand"], 1e3), (numerals.data["hundred"], 1e2)) if lower.endswith(w)), 1.0)

    def simple(self, word: re.Match[str], block: Span) -> Number | None:
        """Read one number without range: digits, number word, *eine Million*, *Hunderte*, *ein Drittel*."""
        units, numerals, form = self.units, self.units.numerals, word[0]
        if form[0].isdigit():
            return self.digits(word.start(), block)
        lower = form.lower()
        if lower[:PREFIX] not in units.beginnings:
            return None
        if lower in numerals.one or lower in numerals.half:
            return self.one(word, block)
        if form in units.vague_nouns or form in numerals.magnitudes:
            return self.vague(word, block)
        if lower in self.alone and form[0].isupper():
            return Number(word.span(), units.shares[lower], share=True)
        value = numerals.word(lower)
        if value is None and lower.endswith(units.headed_endings):
            ending = next(e for e in units.headed_endings if lower.endswith(e))
            heads = numerals.word(lower.removesuffix(ending))
            return Number(word.span(), heads, unit=units.headed[ending]) if heads else None
        if value is None:
            return None
        if self.text[word.end() : word.end() + 1] in ("-", "‑"):
            return self.compound(word.start(), word.end(), value, block)
        return self.scale(Number(word.span(), value), block)

    def vague(self, word: re.Match[str], block: Span) -> Number | None:
        """Read *Hunderte*, *mehrere Tausend*, *Hunderte von Millionen*; a magnitude alone is a number word (*tausend*) or none."""
        units, start, form = self.units, word.start(), word[0]
        if HYPHEN.match(self.text, word.end()) or HYPHEN.match(self.text, max(0, start - 1)):  # das 500-Millionen-Paket
            return None
        before = units.vague_before.search(self.text, max(block[0], start - REACH), start)
        if form not in units.vague_nouns and not before:
            value = units.numerals.word(form)
            return self.scale(Number(word.span(), value), block) if value is not None else None
        value = units.vague_nouns.get(form) or units.numerals.magnitudes[form]
        times = units.of_magnitude.match(self.text, word.end(), block[1])
        if times:
            value *= units.numerals.magnitudes[times[1]]
        return Number((before.start() if before else start, times.end() if times else word.end()), value, vague=True)

    def digits(self, start: int, block: Span) -> Number | None:
        """Read a number by digits; None where the marks around it tell of a name, an ordinal, a score or an address."""
        if part := FRACTION.match(self.text, start, block[1]):
            value = int(part[1]) / int(part[2])
            return Number(part.span(), value, share=True) if value < 1 and not LEFT.search(self.text, max(0, start - 8), start) else None
        end, read = self.read(start, block)
        if read is None or LEFT.search(self.text, max(0, start - 8), start):
            return None
        if headed := self.units.headed_digits.match(self.text, end, block[1]):
            return Number((start, headed.end()), read, unit=self.units.headed[headed[1]])
        if made := self.compound(start, end, read, block):
            return made
        if glued := self.units.glued.match(self.text, end, block[1]):
            times = self.units.numerals.magnitudes.get(glued[1] or "", 0.0)
            number = Number((start, glued.end() if times else end), read * (times or 1.0), scaled=bool(times))
            return replace(number, span=(start, number.span[1] + (self.text[number.span[1] : number.span[1] + 1] == "." and bool(times))))
        if RIGHT.match(self.text, end, block[1]) or (self.text[start] == "0" and self.text[start + 1 : start + 2].isdigit()):
            return None
        if self.text[end : end + 1] == "." and not self.ends_sentence(end, block):
            return None
        return self.scale(Number((start, end), read), block)

    def read(self, start: int, block: Span) -> tuple[int, float | None]:
        """Return where the digits at `start` end, and their value by German marks or, where those cannot be meant, English ones."""
        unit, fraction = self.units.unit, self.units.fraction
        if commas := COMMAS.match(self.text, start, block[1]):
            groups, end = commas[0].split(","), commas.end()
            measure = unit.match(self.text, end, block[1])
            money = measure is not None and measure[1] in self.units.money and len(groups[0]) > 1
            if len(groups) > 2 or groups[1] == "000" or money or not (measure or fraction.match(self.text, end, block[1])):
                return end, float("".join(groups)) if len(groups) < MOST_GROUPS else None
        point = POINT.match(self.text, start, block[1])
        if point and (fraction.match(self.text, point.end(), block[1]) or unit.match(self.text, point.end(), block[1])):
            return point.end(), float(point[0])
        m = NUMBER.match(self.text, start, block[1])
        return (m.end(), digits_value(m[0])) if m else (start, None)

    def compound(self, start: int, end: int, value: float, block: Span) -> Number | None:
        """Read the rest of a compound with magnitude and currency: *61-Milliarden-Dollar-Paket*."""
        m = self.units.compound.match(self.text, end, block[1])
        if m is None:
            return None
        return Number((start, m.end()), value * self.units.numerals.magnitudes[m[1]], scaled=True, unit=self.units.currencies[m[2]])

    def ends_sentence(self, at: int, block: Span) -> bool:
        """Tell whether the full stop at `at` closes a sentence (else the number before it is an ordinal)."""
        if at + 1 >= block[1]:
            return True
        tokens = self.parse.at((at, at + 1))
        return self.parse.sentence_of(tokens.start).last <= tokens.start + 2 and bool(AFTER_STOP.match(self.text, at + 1))

    def one(self, word: re.Match[str], block: Span) -> Number | None:
        """Read *eine Million*, *ein gutes Dutzend*, *ein Drittel*, *ein Prozent*; before another noun the article, marked as such."""
        units, numerals, value, end, hedge = self.units, self.units.numerals, 1.0, word.end(), None
        if word[0].lower() in numerals.half:
            value = 0.5
        elif following := self.next_word(end, block):
            if following[0].lower() in numerals.half:
                value, end = 0.5, following.end()
            elif following[0].lower() in units.hedging.adjectives:
                hedge, end = units.hedging.adjectives[following[0].lower()], following.end()
        noun = self.next_word(end, block)
        if noun is None or HYPHEN.match(self.text, noun.end()):
            return None
        span = word.start(), noun.end()
        if noun[0].lower() in units.shares and noun[0][0].isupper():
            return Number(span, value * units.shares[noun[0].lower()], share=True, hedge=hedge)
        if noun[0] in numerals.magnitudes:
            return Number(span, value * numerals.magnitudes[noun[0]], scaled=True, hedge=hedge)
        if units.measured(noun[0]) or units.long.match(self.text, end, block[1]):
            return Number((word.start(), end), value, hedge=hedge)
        return Number(word.span(), 1.0, article=True) if value == 1.0 and self.may_count(word, block) else None

    def may_count(self, word: re.Match[str], block: Span) -> bool:
        """Tell, at little cost, whether an article may be a number: a firm hedge or another number stands by."""
        before = self.text[max(block[0], word.start() - BESIDE) : word.start()].rsplit(None, 1)
        if before and before[-1].lower() in self.counting:
            return True
        after = ARTICLED.match(self.text, word.end(), block[1])
        return after is not None and (after[1][0].isdigit() or self.units.numerals.word(after[1]) is not None)

    def next_word(self, at: int, block: Span) -> re.Match[str] | None:
        """Return the word after `at` where only blanks stand between."""
        m = WORD.search(self.text, at, min(block[1], at + 40))
        return m if m and not self.text[at : m.start()].strip() else None

    def scale(self, number: Number, block: Span) -> Number:
        """Apply the magnitudes after a number (*2,5 Millionen*, *zwei Dutzend*) or the parts (*zwei Drittel*)."""
        units = self.units
        magnitude = units.magnitude.match(self.text, number.span[1], block[1])
        if magnitude is None:
            part = self.next_word(number.span[1], block) if number.value < LARGE else None
            if part and part[0].lower() in units.shares and part[0][0].isupper():
                return Number((number.span[0], part.end()), number.value * units.shares[part[0].lower()], share=True)
            return number
        end = magnitude.end() if magnitude[1] in self.abbreviated and magnitude.end() < block[1] else magnitude.end(1)
        return Number((number.span[0], end), round(number.value * units.numerals.magnitudes[magnitude[1]], 3), scaled=True)
