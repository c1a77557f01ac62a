"""Label the blocks of a text: what is report, and what only stands on its page. Nothing is deleted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lagebild.clean.blocks import Block, ends_sentence
from lagebild.clean.credits import CreditLexicon, tail_span
from lagebild.clean.datelines import Dateline, DatelineLexicon, find_dateline
from lagebild.clean.rubble import Rubble
from lagebild.clean.similar import repeats
from lagebild.model import Region, RegionKind, Span

_TOP_BLOCKS = 8
_HEADLINE_MAX = 220
_PARAGRAPH_MIN = 160
_LIST_MAX = 200
_WORD = re.compile(r"\w+")
_HINTED: frozenset[RegionKind] = frozenset({"boilerplate", "comment", "related", "ad", "author_bio", "caption", "headline", "byline"})


@dataclass
class Labelled:
    """What labelling found: regions in order, and the spans that metadata is read from."""

    regions: list[Region] = field(default_factory=list)
    headline: Span | None = None
    authors: list[str] = field(default_factory=list)
    dateline: Dateline | None = None
    credit_spans: list[Span] = field(default_factory=list)


@dataclass
class _State:
    """Where in the page the labelling stands."""

    seen_text: int = 0
    section: str = ""
    section_kind: RegionKind = "related"
    name_line: str | None = None
    after_credit: bool = False


class Labeller:
    """Labels one text's blocks in one pass. `title` is the document's title where something outside the text gives one."""

    def __init__(self, text: str, blocks: Sequence[Block], rubble: Rubble, datelines: DatelineLexicon, credits: CreditLexicon) -> None:
        self.text = text
        self.blocks = blocks
        self.rubble = rubble
        self.datelines = datelines
        self.credits = credits
        self.credit = credits.line
        self.found = Labelled()
        self.state = _State()

    def run(self, title: str | None, strict: bool = False) -> Labelled:
        """Return the regions of all blocks. `strict`: a text that does not hold `title` near its top has no headline."""
        headline = self._well_spelt(self._headline(title, strict))
        for i, block in enumerate(self.blocks):
            if i == headline:
                self._add(block.start, block.end, "headline")
                self.found.headline = (block.start, block.end)
                continue
            self._label(i, block, before_headline=headline is not None and i < headline)
        return self.found

    def _line(self, block: Block) -> str:
        return self.text[block.start : block.end]

    def _headline(self, title: str | None, strict: bool) -> int | None:
        """Return the index of the block that is the headline, or None where the text has none."""
        top = [i for i, b in enumerate(self.blocks) if b.hint not in ("boilerplate", "comment", "related", "ad")][:_TOP_BLOCKS]
        for i in top:
            line = self._line(self.blocks[i])
            if title and len(line) <= 2 * _HEADLINE_MAX and repeats(line, title):
                return i
        for i in top:
            if self.blocks[i].hint == "headline":
                return i
        return None if title and strict else self._plain_headline(top)

    def _well_spelt(self, headline: int | None) -> int | None:
        """Return the block that says the headline best: one with its accents and umlauts, where it is repeated without."""
        if headline is None:
            return None
        chosen = self._line(self.blocks[headline])
        for i in range(headline + 1, min(headline + 5, len(self.blocks))):
            line = self._line(self.blocks[i])
            if len(line) <= 2 * len(chosen) and not line.isascii() and chosen.isascii() and repeats(line, chosen):
                return i
        return headline

    def _plain_headline(self, top: list[int]) -> int | None:
        for i in top[:5]:
            line = self._line(self.blocks[i])
            if self._line_kind(line) or self._is_sections(line) or self.rubble.byline.fullmatch(line) or self.credit.fullmatch(line):
                continue
            words = _WORD.findall(line)
            short = len(line) <= _HEADLINE_MAX and 2 <= len(words) <= 32
            alone = i + 1 < len(self.blocks) and (self.blocks[i + 1].gap or not self._line(self.blocks[i + 1])[0].islower())
            return i if short and alone and self._no_sentence(line) and self._leads(i) else None
        return None

    @staticmethod
    def _no_sentence(line: str) -> bool:
        return not line.rstrip("\"'“”»«’‘)] ").endswith((".", ":", ";", ",", "…"))

    def _leads(self, i: int) -> bool:
        """Tell whether running text follows block `i` within a few blocks."""
        following = self.blocks[i + 1 : i + 7]
        return any(b.end - b.start >= 80 and ends_sentence(self._line(b)) for b in following)

    def _add(self, start: int, end: int, kind: RegionKind) -> None:
        last = self.found.regions[-1] if self.found.regions else None
        if last is not None and kind == "body" == last.kind:
            self.found.regions[-1] = Region((last.span[0], end), kind)
        else:
            self.found.regions.append(Region((start, end), kind))

    def _line_kind(self, line: str) -> RegionKind | None:
        for rule in self.rubble.lines:
            if len(line) <= rule.max_chars and rule.pattern.fullmatch(line):
                return rule.kind
        return None

    def _is_sections(self, line: str) -> bool:
        if line.endswith((",", ".")):
            return False
        words = [w for w in re.split(r"[\s|/›»>·:,-]+", line.lower()) if w]
        return 0 < len(words) <= self.rubble.section_max_words and all(w in self.rubble.section_words for w in words)

    def _label(self, i: int, block: Block, before_headline: bool) -> None:
        line = self._line(block)
        kind = self._rubble_kind(i, block, line)
        if kind is not None:
            self._add(block.start, block.end, kind)
        elif before_headline and len(line) < _PARAGRAPH_MIN and not ends_sentence(line):
            self._add(block.start, block.end, "boilerplate")
        else:
            self._body(block, line)

    def _rubble_kind(self, i: int, block: Block, line: str) -> RegionKind | None:
        """Return the kind of a block that is not body, or None."""
        if block.hint is None and self._continues(i, block, line):
            return None
        return (
            self._section_kind(i, line)
            or self._opens_section(i, line)
            or self._marked(i, block, line)
            or self._byline(i, line)
            or self._bio(i, line)
        )

    def _continues(self, i: int, block: Block, line: str) -> bool:
        """Tell whether a line only goes on with the sentence of the line before it."""
        return not block.gap and i > 0 and line[0].islower() and not ends_sentence(self._line(self.blocks[i - 1]))

    def _section_kind(self, i: int, line: str) -> RegionKind | None:
        """Return the running section's kind where `line` still belongs to it."""
        state = self.state
        if state.section == "rest":
            if len(line) >= _PARAGRAPH_MIN and self._late_text(i) and not self._line_kind(line):
                state.section = ""
                return None
            known = self._line_kind(line)
            return known if known in ("boilerplate", "ad") else state.section_kind
        if state.section == "list":
            if len(line) <= _LIST_MAX and not line.endswith((".", ":")) and not self.credit.fullmatch(line):
                known = self._line_kind(line) or self._starts_section(line)
                return state.section_kind if known is None else None
            state.section = ""
        elif state.section == "next":
            state.section = ""
            return state.section_kind
        return None

    def _late_text(self, i: int) -> bool:
        """Tell whether block `i` and what follows it is so long that a section to the end of the page is unlikely."""
        rest = sum(b.end - b.start for b in self.blocks[i : i + 20])
        return self.state.seen_text == 0 or rest > 1500

    def _starts_section(self, line: str) -> RegionKind | None:
        if len(line) > 90:
            return None
        return next((s.kind for s in self.rubble.sections if s.pattern.fullmatch(line)), None)

    def _opens_section(self, i: int, line: str) -> RegionKind | None:
        if len(line) > 120:
            return None
        for rule in self.rubble.sections:
            if rule.pattern.fullmatch(line):
                late = self.state.seen_text > 0 and not self._text_follows(i)
                self.state.section = rule.runs if late or rule.runs == "list" else ""
                self.state.section_kind = rule.kind
                return rule.kind
        return None

    def _text_follows(self, i: int) -> bool:
        """Tell whether much running text follows block `i`: more than has been seen."""
        rest = sum(b.end - b.start for b in self.blocks[i + 1 : i + 201] if b.end - b.start >= _PARAGRAPH_MIN)
        return rest > self.state.seen_text

    def _marked(self, i: int, block: Block, line: str) -> RegionKind | None:
        """Return the kind that a line's own words, or the page's markup, give it."""
        hint = block.hint if block.hint in _HINTED and block.hint != "headline" else None
        if hint is not None and not block.weak:
            return hint
        if self.found.headline is not None and len(line) <= _HEADLINE_MAX * 2 and self._repeats_headline(i, line):
            return "boilerplate"
        if len(line) <= 400 and self.credit.fullmatch(line):
            self.found.credit_spans.append((block.start, block.end))
            self.state.after_credit = True
            return "credit"
        kind = self._line_kind(line)
        if kind == "byline" and self.state.seen_text > 600:
            return "boilerplate"
        if kind is None and i < _TOP_BLOCKS and self.state.seen_text == 0 and self._is_sections(line):
            return "boilerplate"
        return kind or hint

    def _repeats_headline(self, i: int, line: str) -> bool:
        start, end = self.found.headline or (0, 0)
        if len(line) > 2 * (end - start) + 40:
            return False
        return repeats(line, self.text[start:end]) and (i < _TOP_BLOCKS or not ends_sentence(line))

    def _byline(self, i: int, line: str) -> RegionKind | None:
        near_edge = self.state.seen_text < 400 or i >= len(self.blocks) - 6
        if not near_edge or len(line) > 200:
            return None
        m = self.rubble.byline.fullmatch(line)
        if m is None:
            return None
        names = [n for n in self.rubble.name.findall(m["names"]) if not self._refused(n)]
        if not names:
            return None
        self.found.authors += [n for n in names if n not in self.found.authors]
        return "byline"

    def _refused(self, name: str) -> bool:
        return any(w.lower() in self.rubble.name_refused for w in name.split())

    def _bio(self, i: int, line: str) -> RegionKind | None:
        """Return the kind of a biography, or of the name that stands alone before one."""
        if self.state.seen_text < 300 or i < len(self.blocks) - 12:
            return None
        if len(line) <= 60 and self.rubble.name.fullmatch(line) and i + 1 < len(self.blocks):
            following = self._line(self.blocks[i + 1])
            if self._tells_life(following, line):
                self.state.name_line = line
                if line not in self.found.authors:
                    self.found.authors.append(line)
                return "author_bio"
            return None
        names = [n for n in (self.state.name_line, *self.found.authors) if n]
        named = any(self._tells_life(line, name) for name in names)
        opened = self.rubble.bio_opening.match(line) is not None and self._bio_words(line) > self.rubble.bio_min_words
        return "author_bio" if named or opened else None

    def _bio_words(self, line: str) -> int:
        return len({w.lower() for w in _WORD.findall(line[:3000])} & self.rubble.bio_words)

    def _tells_life(self, line: str, name: str) -> bool:
        parts = name.split()
        about = line.startswith((name, parts[0] + " ", parts[-1] + " "))
        return about and self._bio_words(line) >= self.rubble.bio_min_words

    def _body(self, block: Block, line: str) -> None:
        start = block.start
        if self.found.dateline is None and self.state.seen_text < 900:
            dateline = find_dateline(self.text, block.start, block.end, self.datelines, first=self.state.seen_text == 0)
            if dateline is not None:
                self.found.dateline = dateline
                self._add(*dateline.span, "dateline")
                start = dateline.body_start
        if len(line) >= 60:
            self.state.seen_text += len(line)
        tail = tail_span(self.text, start, block.end, self.credits)
        end = tail[0] if tail else block.end
        if start < end:
            self._add(start, start + len(self.text[start:end].rstrip()), "body")
        if tail:
            self._add(*tail, "credit")
            self.found.credit_spans.append(tail)
