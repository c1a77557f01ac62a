"""A brief → one HTML file that loads nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from lagebild import __version__
from lagebild.present.brief.collect import Brief
from lagebild.present.brief.graph import layout, relation_key
from lagebild.present.brief.pieces import Piece, pieces
from lagebild.present.brief.words import language, load_labels
from lagebild.present.lineage import VERBATIM
from lagebild.present.picture import picture_svg
from lagebild.present.series import Series, series_of
from lagebild.present.text import amount, clip, days, interval, safe
from lagebild.store.records import Claim, ClaimDetail, ClaimQuantity, LineageEdge, Relation, StoredDocument, Support

HERE = Path(__file__).resolve().parent


class Words:
    """What both forms of a brief say: labels, names of documents, chains, plurals."""

    def __init__(self, brief: Brief, lang: str | None) -> None:
        self.lang = language(lang, brief.lang)
        self.t = load_labels(self.lang)
        self._labels = _document_labels(brief)

    def label(self, document: str) -> str:
        """Return the short name of a document: outlet and date, told apart by a letter."""
        return self._labels.get(document, document[:8])

    def plural(self, key: str, n: int) -> str:
        return str(self.t[f"{key}_one"]) if n == 1 else str(self.t[key]).format(n=n)

    def origins(self, c: Claim) -> str:
        """Return how many independent origins a claim has: a number, or the least and the most."""
        if c.origins_most > c.origins:
            return str(self.t["origins"]).format(n=interval(c.origins, c.origins_most))
        return self.plural("origins", c.origins)

    def taken(self, e: LineageEdge) -> str:
        """Return what one report does with another: copies, rewrites …; or what both share, where it is not known who took it."""
        return str(self.t["lineage"][e.kind] if e.directed else self.t["picture"]["shares" if e.kind in VERBATIM else "alike"])

    def chain(self, s: Support) -> str:
        return " ← ".join(safe(c) for c in s.chain) or safe(s.who or self.t["the_report"])

    def headline(self, text: str) -> str:
        """Return a claim's wording as a heading: one line, without the word that bound it to its frame."""
        first, _, rest = text.strip().partition(" ")
        if rest and first.casefold() in self.t["binders"]:
            text = rest
        line = clip(text.lstrip(" ,;:–—-"), 320)
        return line[:1].upper() + line[1:]

    def subtitle(self, brief: Brief) -> str:
        unknown = self.t["unknown"]
        first, last = brief.stats.first_published or unknown, brief.stats.last_published or unknown
        return str(self.t["subtitle"]).format(documents=brief.stats.documents, outlets=brief.stats.outlets, first=first, last=last)


def _document_labels(brief: Brief) -> dict[str, str]:
    labels: dict[str, str] = {}
    seen: dict[str, int] = {}
    for d in brief.documents:
        name = d.info.outlet or (Path(d.info.name).stem if d.info.name else d.info.id[:8])
        dated = d.info.published and d.info.published not in name
        base = clip(f"{name}, {d.info.published}" if dated else name, 48)
        seen[base] = seen.get(base, 0) + 1
        labels[d.info.id] = base if seen[base] == 1 else f"{base} ({seen[base]})"
    return labels


def quantity_text(q: ClaimQuantity) -> str:
    return amount(q.value, q.upper, q.unit, q.hedge)


def differing(detail: ClaimDetail) -> list[Series]:
    """Return the figures given for a claim that differ: only those are worth a line."""
    return [s for s in series_of(detail) if s.trend != "steady"]


def once(records: tuple[Support, ...]) -> list[Support]:
    """Return records without those that say the same on the same word in the same place, as a statement and its event do."""
    return list({(s.document, s.spans, s.chain, s.who): s for s in reversed(records)}.values())[::-1]


def reasons(detail: ClaimDetail) -> list[str]:
    """Return why records were taken as one claim, and supporters as one origin, each once."""
    found = [f"{o.name}: {r}" for o in detail.origins for r in o.reasons]
    found += [m.reason for m in detail.reasons]
    return list(dict.fromkeys(safe(r) for r in found))[:40]


def grouped(relations: tuple[Relation, ...]) -> list[tuple[str, str, str, list[Relation]]]:
    """Return (anchor, actor, recipient, relations) for each pair, most told first."""
    pairs: dict[tuple[str, str], list[Relation]] = {}
    for r in relations:
        pairs.setdefault((r.actor, r.recipient), []).append(r)
    ordered = sorted(pairs.items(), key=lambda x: (-sum(r.count for r in x[1]), x[0]))
    return [(relation_key(a, b), a, b, group) for (a, b), group in ordered]


def render_html(brief: Brief, title: str | None = None, lang: str | None = None) -> str:
    """Return the brief as one self-contained HTML page; all text of documents is escaped."""
    import jinja2
    from markupsafe import Markup

    words = Words(brief, lang)
    script = (HERE / "brief.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )

    def document_pieces(d: StoredDocument) -> list[Piece]:
        return pieces(d, brief.evidence[d.info.id])

    def anchors(d: StoredDocument) -> frozenset[int]:
        return frozenset(start for start, _ in brief.evidence[d.info.id])

    page = environment.get_template("brief.html.jinja")
    return page.render(
        brief=brief, t=words.t, lang=words.lang, title=title or words.t["title"], subtitle=words.subtitle(brief), label=words.label,
        plural=words.plural, chain=words.chain, days=days, headline=words.headline, clip=clip, amount=quantity_text, differing=differing,
        reasons=reasons, pieces=document_pieces, anchors=anchors, graph=layout(brief.relations), relations=grouped(brief.relations),
        contested_total=len(brief.contested), taken=sum(row.taken for row in brief.outlets), origins=words.origins, took=words.taken,
        once=once,
        picture=Markup(picture_svg(brief.picture, words.lang, frozenset(brief.evidence))) if brief.picture.ties else "",
        css=(HERE / "brief.css").read_text(encoding="utf-8"), script=script, script_hash=f"sha256-{digest}", version=__version__,
    )  # fmt: skip
