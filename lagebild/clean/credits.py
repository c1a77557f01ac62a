"""Credits: the agencies, outlets and originals that stand behind a text, by the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from lagebild.clean.datelines import Dateline
from lagebild.clean.hosts import Hosts, host_of
from lagebild.lang.pack import Pack
from lagebild.model import Credit, CreditKind, Region, Span, overlaps

_TAIL = 200  # characters at the end of a paragraph in which a credit may stand
_LISTED = re.compile(r"[,;]|\w/\w")
_SITE = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”„]{4,2000}")
_OUTLET = r"[„»\"][A-ZÄÖÜ][^“”\"«»]{1,40}[“”\"«]|(?-i:[A-ZÄÖÜ][\w.&’'-]*(?:[ -][A-ZÄÖÜ0-9][\w.&’'-]*){0,3})"


@dataclass(frozen=True)
class CreditRule:
    """How a credit of one kind is worded; `head`: how the wording begins, where a medium that the pack knows follows."""

    kind: CreditKind
    source: str
    flags: int = re.IGNORECASE | re.MULTILINE
    head: re.Pattern[str] | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The rule, compiled when it is first tried: few documents need all."""
        return re.compile(self.source, self.flags)

    def found(self, text: str, span: Span, citing: Sequence[int]) -> Iterator[re.Match[str]]:
        """Yield the matches within a span of the text; `citing`: where in it a head and a known medium stand."""
        if self.head is None:
            yield from self.pattern.finditer(text, *span)
            return
        reached = span[0]
        for start in citing:
            if start >= reached and self.head.match(text, start, span[1]) and (match := self.pattern.match(text, start, span[1])):
                yield match
                reached = match.end()


@dataclass(frozen=True, slots=True)
class CreditLexicon:
    """`line` matches any whole line that is a credit; `tail` an agency at the end of a paragraph; `citing` nothing before a medium named.

    What `citing` looks ahead to is the head of a rule of `within`, which begins with a word, and a medium that the pack knows.
    """

    line: re.Pattern[str]
    lines: tuple[CreditRule, ...]
    within: tuple[CreditRule, ...]
    citing: re.Pattern[str]
    tail: re.Pattern[str]
    agency: re.Pattern[str]
    agencies: dict[str, str]
    languages: dict[str, str]
    after_source: re.Pattern[str]
    noun: re.Pattern[str]
    not_outlets: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> CreditLexicon:
        """Compile the pack's `credits.toml`."""
        data = pack.toml("credits.toml")
        agencies = {form: name for name, forms in data["agencies"].items() for form in forms}
        agency = "(?-i:" + "|".join(re.escape(a) for a in sorted(agencies, key=len, reverse=True)) + ")"
        listed = _listed(agency, data)
        nouns = f"(?: (?:{'|'.join(data['outlet_nouns'])}))*"
        lines = [CreditRule(r["kind"], _filled(p, agency, nouns)) for r in data["line"] for p in r["patterns"]]
        lines.insert(0, CreditRule("agency", rf"[(\[©]?\s*(?P<origin>{listed.listed})\s*[)\]]?\.?", flags=0))
        medium = _media(pack, data["outlet_nouns"])
        within = [_within_rule(r["kind"], _filled(p, agency, nouns), medium) for r in data["within"] for p in r["patterns"]]
        heads = "|".join(rule.head.pattern for rule in within if rule.head)
        everything = re.compile("|".join(f"(?:{_anonymous(r.source)})" for r in lines), re.IGNORECASE)
        return cls(
            line=everything,
            lines=tuple(lines),
            within=tuple(within),
            citing=re.compile(rf"\b(?=\w)(?=(?:{heads}){medium})", re.IGNORECASE | re.MULTILINE),
            tail=_tail(listed, data),
            agency=re.compile(rf"(?<!\w){agency}(?!\w)"),
            agencies=agencies,
            languages=data["languages"],
            after_source=re.compile(data["after_source"]),
            noun=re.compile(rf"^(?:{'|'.join(data['outlet_nouns'])})\s", re.IGNORECASE),
            not_outlets=frozenset(data["not_outlets"] + data["outlet_nouns"]),
        )


def _media(pack: Pack, nouns: list[str]) -> str:
    """Return the pattern of a space and a medium that the pack knows, as `origin`; everyday words need marks or a noun before them."""
    if not (pack.folder / "media.tsv").is_file():
        return r" (?P<origin>(?!))"
    sure, all_forms = [], []
    beside = [{"forms": row["name"], "cue": ""} for row in pack.table("outlets.tsv")] if (pack.folder / "outlets.tsv").is_file() else []
    media = pack.table("media.tsv")
    held = {row["name"] for row in media} | {form for row in media for form in row["forms"].replace("~", "").split("|")}
    for row in (*media, *(row for row in beside if row["forms"] not in held)):
        forms = [re.escape(f).replace("\\~", r"[nrs]?").replace("~", r"[nrs]?") for f in row["forms"].split("|")]
        all_forms += forms
        sure += [] if row["cue"] else forms
    known, plain = ("(?-i:" + "|".join(sorted(f, key=len, reverse=True)) + ")" for f in (all_forms, sure))
    noun = f"(?:{'|'.join(nouns)})"
    quoted = r"[„»\"“«](?-i:[A-ZÄÖÜ])[^“”\"«»„\n.!?]{1,38}[“”\"«»]"
    before = rf"(?: [\w-]*{noun}n?)"
    return rf"(?:{before} (?P<origin>{known}s?(?!\w)|{quoted})|{before}? (?P<origin2>{plain}s?(?![\w-])|{quoted}))"


@dataclass(frozen=True, slots=True)
class _Lists:
    """Patterns of lists of agencies: `listed` any, `strokes` one of names joined by strokes alone, which needs no sentence before it."""

    listed: str
    strokes: str


def _listed(agency: str, data: dict[str, Any]) -> _Lists:
    """Return the patterns of a list of agencies, with the initials, authors and outlets that stand beside them."""
    short = r"[A-Za-zäöü]{2,4}(?:[.-][a-z]{2,3})?\.?"
    beside, words = data["list_beside"], data["list_words"]
    between = rf"(?:\s?[/,]\s?(?:(?:{words})\s)?|\s(?:{words})\s)"
    rest = rf"(?:{between}(?:{agency}|{beside}|{short})|\s{agency})*(?!\w)"
    listed = rf"(?:(?:{beside}|{short}){between})*{agency}{rest}"
    strokes = rf"(?<!\S)(?:[A-Z]\w{{1,8}}/)(?:[a-z]{{2,4}}/)*(?:(?:{words})\s)?{agency}(?:/(?:{agency}|[a-z]{{2,4}}))*"
    return _Lists(listed, strokes)


def _tail(lists: _Lists, data: dict[str, Any]) -> re.Pattern[str]:
    """Return what finds the credit at the end of a paragraph."""

    def filled(patterns: list[str]) -> str:
        code = f"(?:{data['agency_code']})?"
        parts = {"{list_before}": data["list_before"], "{list}": lists.listed, "{strokes}": lists.strokes, "{code}": code}
        for name, part in parts.items():
            patterns = [p.replace(name, part) for p in patterns]
        return "|".join(patterns)

    sentence_end = r"(?:(?<=[.!?…“”\"«»)])|(?<=\n))\s*"
    source = rf"{data['source_word']}:\s[^\s.!?][^\n!?]{{1,160}}"
    return re.compile(rf"(?:{sentence_end}(?P<span>{source}|{filled(data['tails'])})|(?P<any>{filled(data['tails_anywhere'])}))\s*\Z")


def _filled(pattern: str, agency: str, nouns: str) -> str:
    return pattern.replace("{agency}", agency).replace("{outlet}", _OUTLET).replace("{outlet_noun}", nouns)


def _within_rule(kind: CreditKind, pattern: str, medium: str) -> CreditRule:
    head, known, rest = pattern.partition("{medium}")
    rule = CreditRule(kind, head + medium + rest if known else pattern)
    return replace(rule, head=re.compile(head, rule.flags)) if known else rule


def _anonymous(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def find_credits(
    text: str, spans: Iterable[Span], dateline: Dateline | None, regions: Iterable[Region], lexicon: CreditLexicon, hosts: Hosts, lang: str
) -> tuple[Credit, ...]:
    """Return all credits, in text order: dateline agencies, credit lines at `spans`, and who is said to have reported first."""
    found: list[Credit] = []
    if dateline is not None:
        found += [Credit(span, name, "agency") for name, span in dateline.agencies]
    for span in spans:
        found += _line_credits(text, span, lexicon, hosts, lang)
    for region in regions:
        if region.kind == "body":
            found += _within(text, region.span, lexicon)
    unique = {(c.span, c.origin, c.kind): c for c in found}
    return tuple(sorted(unique.values(), key=lambda c: c.span))


def _line_credits(text: str, span: Span, lexicon: CreditLexicon, hosts: Hosts, lang: str) -> list[Credit]:
    line = text[slice(*span)]
    for rule in lexicon.lines:
        m = rule.pattern.fullmatch(line)
        if m is not None:
            return _from_match(m, span, rule.kind, lexicon, hosts, lang)
    m = lexicon.tail.search("\n" + line)
    return _agencies(line, span[0], lexicon) if m else []


def _from_match(m: re.Match[str], span: Span, kind: CreditKind, lexicon: CreditLexicon, hosts: Hosts, lang: str) -> list[Credit]:
    groups = m.groupdict()
    origin = groups.get("origin")
    said = next((groups[g] for g in ("language", "language2") if groups.get(g)), None)
    language = lexicon.languages.get(said.lower()) if said else None
    if origin is None:
        return [Credit(span, said or m.group().strip(" ()."), kind, language)] if language else []
    origin = lexicon.after_source.sub("", origin)
    start = span[0] + m.start("origin")
    url = _URL.search(origin)
    if url is not None:
        link_span = (start + url.start(), start + url.end())
        return [_linked(url.group().rstrip(".,;)"), link_span, kind, hosts, lang)]
    agencies = _agencies(origin, start, lexicon)
    if agencies and kind == "agency":
        return agencies
    if agencies or _LISTED.search(origin):
        return agencies + _outlets_beside(origin, start, kind, lexicon)
    name = origin.strip(' .|„“”"»«()')
    return [Credit((start, start + len(origin.rstrip())), name, kind, language or hosts.language_of_outlet(name))] if name else []


def _outlets_beside(origin: str, start: int, kind: CreditKind, lexicon: CreditLexicon) -> list[Credit]:
    """Return the outlets in a list of sources, without agencies and the names and initials of those who wrote it up.

    In a list that starts with a web site, what follows are people.
    """
    found: list[Credit] = []
    for m in re.finditer(r"[^\s,/;](?:[^,/;]*[^\s,/;.()])?", origin):
        name = m.group().strip('„“”"»«(. ')
        person = bool(found) and "." in found[0].origin
        outlet = len(name) > 3 and not name.islower() and not person and not lexicon.agency.search(name)
        if outlet or _SITE.fullmatch(name):
            found.append(Credit((start + m.start(), start + m.end()), name, kind))
    return found


def _linked(url: str, span: Span, kind: CreditKind, hosts: Hosts, lang: str) -> Credit:
    """Return the credit of a linked source: a translation where its language is known to be another."""
    origin_lang = hosts.language_of_url(url)
    host = host_of(url)
    credit = Credit(span, host or url, kind, origin_lang)
    if kind == "republished_from" and origin_lang is not None and origin_lang != lang:
        return replace(credit, kind="translated_from")
    return credit


def _agencies(line: str, offset: int, lexicon: CreditLexicon) -> list[Credit]:
    return [Credit((offset + m.start(), offset + m.end()), lexicon.agencies[m.group()], "agency") for m in lexicon.agency.finditer(line)]


def _within(text: str, span: Span, lexicon: CreditLexicon) -> list[Credit]:
    found: list[Credit] = []
    citing = [m.start() for m in lexicon.citing.finditer(text, *span)]
    for rule in lexicon.within:
        for m in rule.found(text, span, citing):
            groups = m.groupdict()
            origin = lexicon.noun.sub("", (groups["origin"] or groups["origin2"]).strip('„“”"»« .,'))
            name = lexicon.agencies.get(origin, origin)
            if origin.lower() in lexicon.not_outlets or any(c.origin == name and overlaps(c.span, m.span()) for c in found):
                continue
            found.append(Credit(m.span(), name, rule.kind))
    return found


def tail_span(text: str, start: int, end: int, lexicon: CreditLexicon) -> Span | None:
    """Return the span of the agencies or the source named at the end of the paragraph `[start, end)`, or None."""
    m = lexicon.tail.search(text, max(start, end - _TAIL), end)
    if m is None:
        return None
    found = m.span("span") if m["span"] is not None else m.span("any")
    return found if found[0] > start else None


def is_web_address(value: str) -> bool:
    """Tell whether `value` is an http address with a host."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
