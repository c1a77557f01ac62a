"""What a page says of itself in its head: JSON-LD, Open Graph, meta, link and time elements."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lagebild.read.encoding import mend

_ARTICLE_TYPES = frozenset(
    {"article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "backgroundnewsarticle", "blogposting",
     "liveblogposting", "webpage", "report"}
)  # fmt: skip
_LD_MAX = 500_000
_VALUE_MAX = 500


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's own word on itself; None where it says nothing."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    url: str | None = None
    lang: str | None = None


def read_metadata(root: Any) -> Metadata:
    """Read the metadata of a parsed page."""
    meta = _meta(root)
    items = list(_articles(root))
    title = _first(item.get("headline") for item in items) or meta.get("og:title") or meta.get("twitter:title") or _title(root)
    outlet = _first(_name(item.get("publisher")) for item in items) or meta.get("og:site_name") or meta.get("application-name")
    authors = [name for item in items for name in _names(item.get("author"))] or _meta_authors(meta)
    published = [
        *(item.get("datePublished") for item in items), meta.get("article:published_time"), meta.get("og:published_time"),
        meta.get("datepublished"), meta.get("date"), meta.get("dc.date"), meta.get("dc.date.issued"), meta.get("dcterms.created"),
        meta.get("publication_date"), meta.get("pubdate"), _time(root),
    ]  # fmt: skip
    return Metadata(
        title=_clip(title),
        outlet=_clip(outlet),
        authors=tuple(dict.fromkeys(a for a in authors if a)),
        published=tuple(p for p in published if isinstance(p, str) and p.strip()),
        url=_canonical(root) or meta.get("og:url"),
        lang=root.get("lang") or _first(item.get("inLanguage") for item in items) or meta.get("og:locale"),
    )


def _meta(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        value = element.get("content")
        if key and value and value.strip():
            found.setdefault(key[:100].lower(), mend(value.strip()[:_VALUE_MAX]))
    return found


def _articles(root: Any) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD objects that are articles; damaged ones are passed over."""
    for element in root.iter("script"):
        if (element.get("type") or "").lower().strip() != "application/ld+json":
            continue
        text = element.text or ""
        if len(text) > _LD_MAX:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _walk(data)


def _walk(data: Any) -> Iterator[dict[str, Any]]:
    """Yield articles in a JSON-LD value, two levels of lists and graphs deep."""
    items = data if isinstance(data, list) else [data]
    for item in items[:100]:
        if not isinstance(item, dict):
            continue
        graph = item.get("@graph")
        for inner in [item, *(graph[:100] if isinstance(graph, list) else [])]:
            if isinstance(inner, dict) and _types(inner) & _ARTICLE_TYPES:
                yield inner


def _types(item: dict[str, Any]) -> set[str]:
    kind = item.get("@type")
    return {k.lower() for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)}


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return next((n for n in map(_name, value[:5]) if n), None)
    if isinstance(value, dict):
        value = value.get("name")
    return _clip(value)


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [n for n in (_name(v) for v in values[:20]) if n and not n.startswith("http")]


def _meta_authors(meta: dict[str, str]) -> list[str]:
    value = meta.get("author") or meta.get("article:author") or meta.get("dc.creator")
    if not value or value.startswith("http"):
        return []
    return [v.strip() for v in value.replace(";", ",").split(",") if v.strip()][:20]


def _first(values: Iterator[Any]) -> str | None:
    return next((v for v in values if isinstance(v, str) and v.strip()), None)


def _clip(value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    return mend(" ".join(value.split())[:_VALUE_MAX])


def _title(root: Any) -> str | None:
    element = next(root.iter("title"), None)
    return element.text if element is not None else None


def _time(root: Any) -> str | None:
    """Return the date of the page's `<time>`: the one marked as its publication, the first within its article, or the only one."""
    elements = [e for e in islice(root.iter("time"), 200) if e.get("datetime")]
    marked = [e for e in elements if "publish" in f"{e.get('itemprop')} {e.get('class')}".lower() or e.get("pubdate") is not None]
    inside = [e for e in elements if any(a.tag in ("article", "main") for a in islice(e.iterancestors(), 50))]
    chosen = marked or inside or (elements if len(elements) == 1 else [])
    return str(chosen[0].get("datetime")) if chosen else None


def _canonical(root: Any) -> str | None:
    for element in root.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            value = element.get("href")
            return str(value) if value else None
    return None
