"""What a number counts or measures: the sign, unit or noun phrase behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lagebild.extract.figures import Number
from lagebild.extract.units import Units
from lagebild.model import Span
from lagebild.parse.base import Parse, Token

QUOTATION_MARKS = frozenset('"„“”»«‚‘›‹')
NOUN_REACH = 6  # tokens looked at after a number for its noun
NOUNS = frozenset({"NOUN", "PROPN"})
AGED = re.compile(r"\d+[-‑][^\W\d_]")  # zwei [17-Jährige]
PAIR = 4  # letters that both forms of a pair share: Bürgerinnen und Bürger
TIME = "time"  # the unit of lengths of time, which are no quantities


@dataclass(frozen=True)
class Counted:
    """What follows a number: its unit, the end of the unit noun, the span of the thing counted; `factor`: of what part (*Cent*: 0.01)."""

    unit: str
    end: int
    of: Span | None = None
    factor: float = 1.0


class Counting:
    """Finds what the numbers of one document count."""

    def __init__(self, parse: Parse, units: Units) -> None:
        self.parse, self.text, self.units = parse, parse.text, units
        self.fillers = units.words("between")
        self.of_words = units.words("of")
        self.partitive = units.words("of", "partitive")
        self.dimensions = units.words("dimensions")
        self.time_units, self.not_time = units.words("timeunits"), units.words("timeunits", "not")
        self.time_endings: tuple[str, ...] = tuple(units.data["timeunits"]["endings"])
        self.pairs: tuple[str, ...] = tuple(units.data["persons"]["feminine"])
        self.joins = units.words("hedges", "beside")

    def counted(self, number: Number, block: Span, end: int | None = None) -> Counted | None:
        """Find what stands around a number (behind `end`): a sign, a unit with the thing measured, or a counted noun phrase."""
        end, units = number.span[1] if end is None else end, self.units
        if number.unit:
            return Counted(number.unit, end, self.headed(number, block))
        if sign := units.signs.match(self.text, end, block[1]):
            return self.of_unit(sign[1], sign.end(), block)
        if code := self.code_before(number.span[0], block):
            return Counted(code, end)
        if long := units.long.match(self.text, end, block[1]):
            return self.of_unit(" ".join(long[1].split()), long.end(1), block)
        if number.share:
            return Counted("share", end, self.measured(end, block))
        return self.noun(end, block, number.vague)

    def code_before(self, start: int, block: Span) -> str | None:
        """Return the currency whose sign or code stands right before `start`."""
        m = self.units.codes_before.search(self.text, max(block[0], start - 6), start)
        return self.units.currencies[m[1]] if m else None

    def headed(self, number: Number, block: Span) -> Span | None:
        """Return what an adjective of number is of: *vierköpfiges [Team]*; none where the number's own word is the noun."""
        if number.scaled:
            return None
        phrase = self.phrase(number.span[1], block)
        return (phrase[0].start, phrase[-1].end) if phrase else None

    def of_unit(self, form: str, end: int, block: Span) -> Counted:
        """Return what a unit's word or sign makes of a number, with what is measured."""
        units = self.units
        of = self.measured(end, block)
        if form in units.subunits:
            return Counted(units.subunits[form], end, of, 0.01)
        unit = units.measures.get(form) or units.currencies[form]
        if unit in units.weights_too and of is None:
            unit = units.weights_too[unit]
        if unit == "items" and of is not None:  # eine Million Stück [Munition]
            unit = units.of_noun(self.text[slice(*of)].split()[-1]) or unit
        return Counted(unit, end, None if unit == "points" else of)

    def noun(self, at: int, block: Span, vague: bool) -> Counted | None:
        """Find the noun that a number counts: the next noun, with only adjectives before it, or a genitive: *drei der Männer*."""
        phrase = self.phrase(at, block, vague)
        if not phrase:
            return self.part(at, block)
        head = phrase[-1]
        if self.of_time(head):
            return Counted(TIME, head.end)
        if len(phrase) == 1 and (head.text in self.units.measures or head.text in self.units.money):
            return Counted("persons", head.end, head.span) if head.text in self.units.people else self.of_unit(head.text, head.end, block)
        head = self.completed(head)
        end = self.pair(head) or head.end
        return Counted(self.units.of_noun(head.text) or "items", end, (phrase[0].start, end))

    def completed(self, head: Token) -> Token:
        """Return the noun that completes a suspended one: *Staats- und [Regierungschefs]*; the noun itself where it is whole."""
        following = self.parse.tokens[head.i + 1 : head.i + 3]
        suspended = head.text[-1] in "-‑" and len(following) == 2 and following[0].text in self.joins
        return following[1] if suspended and following[1].text[0].isupper() else head

    def of_time(self, noun: Token) -> bool:
        """Tell whether a noun is a unit of time (*Stunden*, *Regierungsjahre*)."""
        lower = noun.text.lower()
        return lower in self.time_units or (lower.endswith(self.time_endings) and lower not in self.not_time)

    def pair(self, head: Token) -> int | None:
        """Return the end of *Bürgerinnen [und Bürger]* behind its first noun; None where no such noun follows."""
        following = self.parse.tokens[head.i + 1 : head.i + 3]
        if len(following) < 2 or following[0].text not in self.joins or following[1].pos not in NOUNS:
            return None
        first, second = head.text.lower(), following[1].text.lower()
        paired = first.endswith(self.pairs) != second.endswith(self.pairs) and first[:PAIR] == second[:PAIR]
        return following[1].end if paired else None

    def part(self, at: int, block: Span) -> Counted | None:
        """Find the whole that a number counts a part of: *drei [der Männer]*; only people, as names end in numbers too."""
        first = self.parse.at((at, block[1])).start
        if first >= len(self.parse.tokens) or self.parse.tokens[first].text not in self.partitive:
            return None
        phrase = self.phrase(self.parse.tokens[first].end, block)
        if not phrase or self.units.of_noun(phrase[-1].text) != "persons":
            return None
        return Counted("persons", at, (phrase[0].start, phrase[-1].end))

    def phrase(self, at: int, block: Span, vague: bool = False) -> list[Token]:
        """Return the adjectives and the noun that follow offset `at`; empty where something else comes first."""
        first = self.parse.at((at, block[1])).start
        if vague and first < len(self.parse.tokens) and self.parse.tokens[first].text in self.of_words:
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
            if self.heads(t):
                return [*phrase, t]
            if not self.attribute(t, bool(phrase)):
                break
            phrase.append(t)
        return []

    def heads(self, t: Token) -> bool:
        """Tell whether a token is the noun that a number counts; a capital adjective before a noun is none (*elf [Berliner] Schulen*)."""
        text = t.text
        if text in self.units.measures or text in self.units.money or text in self.time_units:
            return True
        if not text[0].isupper():
            return bool(AGED.match(text))
        if t.pos == "ADJ" and (following := self.following(t)) and following.text[0].isupper() and following.pos in NOUNS:
            return False
        return t.pos in NOUNS or t.pos == "X" or text[-1] in "-‑" or self.units.of_noun(text) is not None

    def following(self, t: Token) -> Token | None:
        return self.parse.tokens[t.i + 1] if t.i + 1 < len(self.parse.tokens) else None

    def attribute(self, t: Token, within: bool) -> bool:
        """Tell whether a token may stand between number and noun; adverbs and marks between adjectives too (*acht große, alte Städte*)."""
        if t.pos in ("ADJ", "X") or t.text in self.fillers:
            return t.text[0].isalpha()
        following = self.following(t)
        inner = t.pos == "ADV" or (within and t.text in self.joins)
        return inner and following is not None and following.pos == "ADJ" and following.text[0].isalpha()

    def measured(self, at: int, block: Span) -> Span | None:
        """Return the thing measured: *Tonnen [Hilfsgüter]*, *Prozent der [Stimmen]*; None where another word comes first."""
        first = self.parse.at((at, block[1])).start
        token = self.parse.tokens[first] if first < len(self.parse.tokens) else None
        if token and token.start < block[1]:
            if token.text in self.dimensions:
                return None
            if (token.pos == "DET" and token.case in ("Gen", "")) or token.text in self.of_words:
                at = token.end
                following = self.following(token)
                at = following.end if following and following.pos == "NUM" else at  # die Hälfte der 300 Teilnehmer
        phrase = self.phrase(at, block)
        if not phrase or phrase[-1].ner in ("PER", "LOC", "ORG") or self.of_time(phrase[-1]):
            return None
        return phrase[0].start, phrase[-1].end
