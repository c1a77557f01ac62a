"""Source → Document: text, regions, outlet, authors, dates, credits, language. Nothing is deleted, regions are labelled.

What cleaning cannot know it leaves None.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from lagebild.clean.blocks import Block, split_blocks
from lagebild.clean.credits import CreditLexicon, find_credits, is_web_address
from lagebild.clean.datelines import DatelineLexicon
from lagebild.clean.dates import DateLexicon, Published, date_in_url, inferred_date, read_date, visible_date
from lagebild.clean.hosts import host_of, load_hosts
from lagebild.clean.label import Labelled, Labeller
from lagebild.clean.language import FEW_WORDS, detect_language, installed_languages, language_code
from lagebild.clean.maintext import mark_main_text
from lagebild.clean.markup import DEPTH_MAX, parse_page
from lagebild.clean.metadata import Metadata, read_metadata
from lagebild.clean.rubble import Rubble
from lagebild.config import Settings
from lagebild.errors import CleanError, PackError
from lagebild.lang.pack import Pack
from lagebild.model import Document, Source
from lagebild.read.encoding import decode
from lagebild.read.identity import identify, raw_bytes
from lagebild.read.sniff import looks_like_html

LoadPack = Callable[[str], Pack]
_MARKUP_FACTOR = 16
_SNIFF = 4096


@dataclass(frozen=True, slots=True)
class _Text:
    """A source's text and blocks, and what the page says of itself."""

    text: str
    blocks: Sequence[Block]
    metadata: Metadata
    problems: tuple[str, ...]


def clean(source: Source, settings: Settings, load_pack: LoadPack) -> Document:
    """Clean one source. Raises ReadError where it cannot be decoded, CleanError where it holds no report that we can read."""
    raw = _read(source, settings)
    _check(raw.text, settings)
    problems = list(raw.problems)
    lang, pack = _language(source, raw, settings, load_pack, problems)
    credit_lexicon = pack.get(CreditLexicon.from_pack)
    title = source.given.title or raw.metadata.title
    labeller = Labeller(raw.text, raw.blocks, pack.get(Rubble.from_pack), pack.get(DatelineLexicon.from_pack), credit_lexicon)
    found = labeller.run(title, strict=source.given.title is not None)
    url = _url(source, raw.metadata, problems)
    published = _published(source, raw, found, url, pack, problems)
    outlet = source.given.outlet or raw.metadata.outlet or (host_of(url) if url else None)
    credits = find_credits(raw.text, found.credit_spans, found.dateline, found.regions, credit_lexicon, load_hosts(), lang)
    return Document(
        id=identify(source),
        text=raw.text,
        lang=lang,
        raw_sha256=hashlib.sha256(raw_bytes(source)).hexdigest(),
        name=source.name,
        url=url,
        outlet=outlet,
        title=source.given.title or _title(raw, found),
        authors=raw.metadata.authors or tuple(found.authors),
        published=published.value if published else None,
        published_basis=published.basis if published else None,
        published_evidence=published.evidence if published else None,
        fetched=source.fetched,
        regions=tuple(found.regions),
        credits=tuple(c for c in credits if c.kind == "agency" or not _same(c.origin, outlet, url)),
        dateline_place=found.dateline.place if found.dateline else None,
        problems=tuple(dict.fromkeys(problems)),
    )


def _read(source: Source, settings: Settings) -> _Text:
    """Return the text of a source: as given, decoded, or out of its markup."""
    problems: tuple[str, ...] = ()
    text, html = source.text, bool(source.html)
    if text is None:
        data = source.data or b""
        decoded = decode(data, html=source.html is not False or looks_like_html(data[:_SNIFF].decode("latin-1")))
        text, problems = decoded.text, decoded.problems
        html = looks_like_html(text)
        if source.html and not html and "<" not in text:
            problems = (*problems, "named as HTML, but holds plain text")
        elif source.html:
            html = True
    if "\ufffd" in text:
        problems = (*problems, f"{text.count(chr(0xFFFD))} characters could not be decoded and stand as \ufffd")
    if not html:
        return _Text(text, split_blocks(text), Metadata(), problems)
    if len(text) > _MARKUP_FACTOR * settings.max_chars:
        raise _error("too_large", f"{len(text)} characters of markup, more than {_MARKUP_FACTOR} times max_chars; save the report alone")
    page = parse_page(text)
    metadata = read_metadata(page.root)
    if page.depth > DEPTH_MAX:
        problems = (*problems, f"markup nested more than {DEPTH_MAX} deep; main text told by its tags alone")
        blocks: Sequence[Block] = page.blocks
    else:
        blocks = mark_main_text(page.text, page.blocks, page.root, len(text))
    return _Text(page.text, blocks, metadata, problems)


def _check(text: str, settings: Settings) -> None:
    if not text.strip():
        raise CleanError("no text: the document is empty or holds only markup; check how it was saved")
    if len(text) > settings.max_chars:
        limit = f"the limit max_chars is {settings.max_chars}: split the document or raise it"
        raise _error("too_large", f"{len(text)} characters of text; {limit}")
    if not any(c.isalpha() for c in text):
        raise CleanError("no text: the document holds no letters; check how it was saved")


def _language(source: Source, raw: _Text, settings: Settings, load_pack: LoadPack, problems: list[str]) -> tuple[str, Pack]:
    """Return the language and its pack: given, set, or told by the text. Raises CleanError without a pack."""
    lang = language_code(source.given.lang) or (None if settings.lang == "auto" else language_code(settings.lang))
    if lang is None:
        lang = _told(raw, problems)
    if lang is None:
        raise _error("language", 'the language cannot be told: give it with --lang or the field "lang"')
    try:
        return lang, load_pack(lang)
    except PackError as e:
        raise _error("language", str(e)) from e


def _told(raw: _Text, problems: list[str]) -> str | None:
    """Return the language that the text reads as, with a note where that is uncertain or the page says otherwise."""
    declared = language_code(raw.metadata.lang)
    detected = detect_language(raw.text)
    if detected.sure:
        if declared and declared != detected.lang:
            problems.append(f"the page declares its language as {declared}, but reads as {detected.lang}")
        return detected.lang
    packs = installed_languages()
    likely = [lang for lang in (declared, detected.lang) if lang in packs]
    if not likely and detected.words < FEW_WORDS and len(packs) == 1:
        likely = packs
    if likely and (detected.share >= 0.05 or detected.words < FEW_WORDS):
        problems.append(f"language uncertain: taken as {likely[0]}")
        return likely[0]
    return declared


def _error(kind: str, message: str) -> CleanError:
    error = CleanError(message)
    error.kind = kind
    return error


def _url(source: Source, metadata: Metadata, problems: list[str]) -> str | None:
    for url in (source.given.url, metadata.url):
        if url and is_web_address(url.strip()):
            return url.strip()
    if source.given.url:
        problems.append(f"url {source.given.url[:80]!r} is no web address and was left out")
    return None


def _published(source: Source, raw: _Text, found: Labelled, url: str | None, pack: Pack, problems: list[str]) -> Published | None:
    """Return the publication date by the best basis there is; dates that cannot be are refused with a note."""
    today = _today(source)
    values = [(source.given.published, "given"), *((p, "metadata") for p in raw.metadata.published)]
    for value, basis in values:
        if value:
            iso, reason = read_date(value, today)
            if iso is not None:
                return Published(iso, "given" if basis == "given" else "metadata")
            problems.append(f"publication date refused: {reason}")
    lexicon = pack.get(DateLexicon.from_pack)
    dateline = found.dateline.date_span if found.dateline else None
    visible = visible_date(raw.text, found.regions, dateline, lexicon, today)
    if visible is not None:
        return visible
    in_url = date_in_url(url, today) if url else None
    return Published(in_url, "url") if in_url else inferred_date(raw.text, found.regions, lexicon, today)


def _title(raw: _Text, found: Labelled) -> str | None:
    """Return the headline as printed, without marks of lists and tickers around it, else the page's title."""
    if found.headline is None:
        return raw.metadata.title
    line = raw.text[slice(*found.headline)]
    return line.strip("#*+= ") or line


def _same(origin: str, outlet: str | None, url: str | None) -> bool:
    """Tell whether a credited origin is the document's own outlet: a page that names itself as its source credits nobody."""
    own = {_bare(name) for name in (outlet, host_of(url) if url else None) if name}
    return _bare(origin) in own


def _bare(name: str) -> str:
    return "".join(c for c in name.casefold().removeprefix("www.") if c.isalnum())


def _today(source: Source) -> date:
    """Return the day the source was fetched, or today."""
    try:
        return date.fromisoformat((source.fetched or "")[:10])
    except ValueError:
        return date.today()
