"""A brief → Markdown: the same lines, with footnotes that quote the evidence and say where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lagebild.model import Spans
from lagebild.present.brief.collect import Brief
from lagebild.present.brief.page import Words, differing, grouped, once, quantity_text
from lagebild.present.text import clip, days
from lagebild.store.records import ClaimDetail, Support

_SPECIAL = re.compile(r"([\\`*_\[\]#|~^])")


def escape(text: str) -> str:
    """Return `text` so that Markdown shows it as it is: no markup, no HTML of a document gets through."""
    return _SPECIAL.sub(r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


class _Notes:
    """Collects footnotes: one for each passage, numbered in order of first use."""

    def __init__(self, brief: Brief, words: Words) -> None:
        self._texts = {d.info.id: d.text for d in brief.documents}
        self._words = words
        self._numbers: dict[tuple[str, Spans], int] = {}

    def mark(self, document: str, spans: Spans) -> str:
        if document not in self._texts or not spans:
            return ""
        return f"[^{self._numbers.setdefault((document, spans), len(self._numbers) + 1)}]"

    def lines(self) -> Iterable[str]:
        for (document, spans), number in self._numbers.items():
            words = " … ".join(self._texts[document][a:b] for a, b in spans)
            place = ", ".join(f"{a}–{b}" for a, b in spans)
            yield f"[^{number}]: {escape(self._words.label(document))} ({document}, {place}): „{escape(clip(words, 300))}“"


def _side(records: tuple[Support, ...], title: str, words: Words, notes: _Notes) -> Iterable[str]:
    if records:
        yield f"- **{title}**"
        for s in once(records):
            stance = f" *{words.t['stance'][s.stance]}*" if s.stance else ""
            yield f"  - {escape(words.chain(s))}{stance}: {escape(clip(s.text, 260))}{notes.mark(s.document, s.spans)}"


def _claim(d: ClaimDetail, words: Words, notes: _Notes) -> Iterable[str]:
    c = d.claim
    yield f"### {escape(words.headline(c.headline))}"
    yield f"{words.origins(c)}, {words.plural('in_reports', c.documents)}{notes.mark(c.document, c.spans)}"
    yield ""
    yield from _side(d.supporters, words.t["supported"], words, notes)
    yield from _side(d.deniers, words.t["denied"], words, notes)
    for series in differing(d):
        told = (
            f"{q.published or words.t['unknown']}: {quantity_text(q)}{notes.mark(q.document, (q.span,))}"
            for q in (p.figure for p in series.points)
        )
        yield f"- {words.t['figures']} ({words.t['trend'][series.trend]}): {'; '.join(told)}"
    if c.would_change:
        yield f"- {words.t['would_change']}: {escape(clip('; '.join(c.would_change), 600))}"
    yield ""


def render_markdown(brief: Brief, title: str | None = None, lang: str | None = None) -> str:
    """Return the brief as Markdown with footnotes."""
    words = Words(brief, lang)
    notes = _Notes(brief, words)
    t = words.t
    out = [f"# {escape(title or t['title'])}", "", words.subtitle(brief), ""]
    for name, claims in (("contested", brief.contested), ("claims", brief.claims)):
        out += [f"## {t[name]}", ""]
        out += [line for d in claims for line in _claim(d, words, notes)] or [t["none"], ""]
    out += [f"## {t['timeline']}", ""]
    for x in brief.timeline:
        marks = "".join(notes.mark(document, (span,)) for document, span in x.evidence[:6])
        date = x.date if x.basis == "happened" else f"({x.date})"
        status = "" if x.status == "asserted" else f" *{t['status_name'][x.status]}*"
        out.append(f"- {date} {t['type'].get(x.type, x.type)}: {escape(clip(x.text, 260))}{status}{marks}")
    out += ["", f"## {t['stories']}", ""]
    for s in brief.stories:
        outlets = ", ".join(dict.fromkeys(m.outlet for m in s.members if m.outlet))
        out.append(f"- {escape(clip(s.title, 200))} ({days(s)}, {words.plural('in_reports', s.documents)}): {escape(clip(outlets, 300))}")
    out += ["", f"## {t['actors']}", ""]
    for _, actor, recipient, group in grouped(brief.relations):
        told = "; ".join(
            f"{t['type'].get(r.type, r.type)} {r.count}" + "".join(notes.mark(d, (s,)) for d, _, s in r.evidence[:2]) for r in group
        )
        out.append(f"- {escape(actor)} → {escape(recipient)}: {told}")
    out += ["", f"## {t['sources']}", ""]
    for e in brief.lineage:
        origin = escape(words.label(e.origin_document) if e.origin_document else clip(e.origin or "", 60))
        told = f"{escape(words.label(e.document))} {words.taken(e)} {origin}: {escape(clip(e.reason, 400))}"
        out.append(f"- {told}{notes.mark(e.document, e.spans)}")
    out += ["", *notes.lines(), ""]
    return "\n".join(out)
