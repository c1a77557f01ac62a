"""On whose word: the chain of sources from the one nearest the reader to the last."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.extract.citing import cited_sources
from lagebild.extract.drafts import Draft, Reading
from lagebild.extract.mentions import mentions_in
from lagebild.extract.names import Memory, Name, name_of
from lagebild.extract.phrases import PhraseWords, begins_phrase, noun_phrase
from lagebild.extract.saying import frame_spans
from lagebild.extract.speakers import agent_of, span_of
from lagebild.extract.subjects import subject_of
from lagebild.model import Mention, Span, overlaps

_BEFORE = 4
_PAIR = 2
_REACH = 2


@dataclass(frozen=True, slots=True)
class Link:
    """One source of a chain."""

    name: str
    span: Span | None


def chain_of(reading: Reading, draft: Draft, name: Name, outer: tuple[Link, ...], memory: Memory, outlet: str | None) -> tuple[Link, ...]:
    """Return the chain: the sources of the statement round this one, those that pass it on, and its speaker."""
    links = [*outer, *_passed_on(reading, draft, memory)]
    if name.name is not None:
        links.append(Link(name.name, draft.speaker[0] if draft.speaker else None))
    out: list[Link] = []
    for link in links:
        same = any(link.name == other.name for other in out)
        if not same and not _own_outlet(link.name, outlet):
            out.append(link)
    if name.name is not None and out and out[-1].name != name.name:
        out = [k for k in out if k.name != name.name]
        out.append(Link(name.name, draft.speaker[0] if draft.speaker else None))
    return tuple(out)


def _own_outlet(name: str, outlet: str | None) -> bool:
    return outlet is not None and name.casefold() == outlet.casefold()


def _passed_on(reading: Reading, draft: Draft, memory: Memory) -> list[Link]:
    """Return the sources in the frame that pass the speaker's words on: media named there, `laut X`, who cites."""
    cue = draft.cue
    if cue is None or cue.kind not in ("verb", "adposition"):
        return []
    unit = reading.units[draft.unit]
    spans: list[Span] = []
    cited = cited_sources(reading, unit, cue) if cue.kind == "verb" else []
    if cited:
        subject = subject_of(reading, unit, cue.clause, cue)
        spans += [span_of(reading, subject)] if subject is not None else []
        spans += [span_of(reading, source) for source in cited[:-1]]
    elif cue.kind == "verb" and cue.entry is not None and cue.entry.takes("c"):
        citing = agent_of(reading, unit, cue) if cue.passive else subject_of(reading, unit, cue.clause, cue)
        spans += [span_of(reading, citing)] if citing is not None else []
    if cue.kind == "verb":
        spans += _according_to(reading, draft)
    spans += [m.span for m in _media(reading, draft, memory.mentions)]
    found = _told(reading, draft, memory)
    for span in spans:
        if any(overlaps(span, s) for s in draft.speaker) or any(k.span is not None and overlaps(k.span, span) for k in found):
            continue
        named = name_of(reading, span, memory.copy())
        if named.name is not None:
            found.append(Link(named.name, span))
    return found


def _told(reading: Reading, draft: Draft, memory: Memory) -> list[Link]:
    """Return the medium that the speaker told it to: `sagte dem „Spiegel“`, `gegenüber Reuters`."""
    for span in draft.addressee:
        named = name_of(reading, span, memory.copy())
        proper = any(reading.tokens[i].pos in ("PROPN", "X", "PUNCT") or reading.tokens[i].ner for i in reading.parse.at(span))
        if named.name is not None and named.source_class in ("outlet", "agency") and (proper or named.entity is not None):
            return [Link(named.name, span)]
    return []


def _media(reading: Reading, draft: Draft, mentions: tuple[Mention, ...]) -> list[Mention]:
    """Return the media named in the frame, outside the speaker's phrase."""
    found = []
    for span in frame_spans(reading, draft):
        for mention in mentions_in(mentions, span):
            inside = span[0] <= mention.span[0] and mention.span[1] <= span[1]
            apart = inside and not any(overlaps(mention.span, s) for s in draft.speaker)
            if mention.kind == "media" and apart and not _told_about(reading, mention):
                found.append(mention)
    return found


def _told_about(reading: Reading, mention: Mention) -> bool:
    """Tell a medium whose report is what somebody speaks about: `wies den Bericht der „Post“ zurück`."""
    at = reading.parse.at(mention.span)
    k = at[0] - 1 if len(at) else -1
    while k >= 0 and reading.tokens[k].pos in ("DET", "ADJ", "PUNCT", "NOUN") and k > at[0] - _BEFORE:
        entry = reading.lexicon.noun(reading.tokens[k].text) if reading.tokens[k].pos == "NOUN" else None
        if entry is not None and entry.takes("x"):
            k -= 1
            while k >= 0 and reading.tokens[k].pos in ("DET", "ADJ"):
                k -= 1
            return k < 0 or reading.tokens[k].pos != "ADP"
        k -= 1
    return False


def carried(chain: tuple[Link, ...], unit: int, through: dict[str, tuple[Link, int]]) -> tuple[Link, ...]:
    """Return the chain of somebody who goes on speaking: what an interview goes on with comes through it.

    `through`: speaker → the source that last passed their words on, and the unit of reading; kept up to date here.
    """
    if not chain:
        return chain
    name = chain[-1].name
    if len(chain) == 1 and name in through and unit - through[name][1] <= _REACH:
        chain = (through[name][0], chain[0])
    if len(chain) == _PAIR:
        through[name] = chain[0], unit
    return chain


def _according_to(reading: Reading, draft: Draft) -> list[Span]:
    """Return the sources of `laut X`, `nach Angaben von X` and `X zufolge` within the frame."""
    words = reading.pack.get(PhraseWords.from_pack)
    adpositions = reading.lexicon.words["adpositions"]
    out: list[Span] = []
    for span in frame_spans(reading, draft):
        for i in reading.parse.at(span):
            low = reading.low(i)
            if low == adpositions["according"] or low == adpositions["after"]:
                if i + 1 >= len(reading.tokens) or not begins_phrase(reading.tokens[i + 1]):
                    continue
                phrase = noun_phrase(reading.tokens, i + 1, reading.units[draft.unit].last, words, words.attached_postverbal)
                if phrase is None:
                    continue
                if low == adpositions["after"] and not _says(reading, phrase):
                    continue
                out.append(span_of(reading, phrase))
    return out


def _says(reading: Reading, phrase: tuple[int, int]) -> bool:
    head = next((reading.tokens[k] for k in range(*phrase) if reading.tokens[k].pos == "NOUN"), None)
    entry = reading.lexicon.noun(head.text) if head is not None else None
    return entry is not None and entry.takes("p")
