"""HTML → text and blocks: every visible block in document order, with what its markup says of it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any

from lxml import etree, html

from lagebild.clean.blocks import Block, split_blocks
from lagebild.errors import ReadError
from lagebild.model import RegionKind

HERE = Path(__file__).resolve().parent
# fmt: off
_BLOCK_TAGS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "li", "main", "menu", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
_DROPPED = frozenset({
    "script", "style", "noscript", "template", "head", "title", "desc", "text", "tspan", "defs", "symbol",
    "iframe", "object", "embed", "applet", "audio", "video", "canvas",
    "map", "select", "datalist", "button", "input", "textarea", "option", "frameset", "noframes", "plaintext", "xmp", "dialog",
})
# fmt: on
_TAG_HINTS: dict[str, RegionKind] = {
    "nav": "boilerplate",
    "footer": "boilerplate",
    "form": "boilerplate",
    "menu": "boilerplate",
    "aside": "related",
    "figcaption": "caption",
    "h1": "headline",
    "address": "boilerplate",
}  # fmt: skip
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RAW_TEXT = re.compile(r"<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_ANY_TAG = re.compile(r"</?([A-Za-z][\w-]{0,40})[^<>]*>")
_SPACE = re.compile(r"[ \t\n\r\f]+")
# Reading a tag takes time that grows with the square of its attributes.
_LONG_TAG = re.compile(r"<([A-Za-z][\w-]{0,40})\b[^<>]{20000,}>")
_ATTRIBUTE_MAX = 400
DEPTH_MAX = 400
_FEW_BLOCKS = 4


@dataclass(frozen=True, slots=True)
class Page:
    """A page's visible text, its blocks, and its parsed tree (None of which is trusted)."""

    text: str
    blocks: tuple[Block, ...]
    root: Any
    depth: int


@dataclass
class _Walk:
    """Collects text while the tree is walked."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    current: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    hints: list[RegionKind | None] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)

    def push(self, hint: RegionKind | None) -> None:
        """Open a block element; inside comments everything is comment."""
        self.hints.append("comment" if self.hints and self.hints[-1] == "comment" else hint)
        self.opened.append(len(self.blocks))

    def pop(self) -> None:
        """Close a block element. A byline or caption of many blocks was none: its name meant something else."""
        hint, first = self.hints.pop(), self.opened.pop()
        if hint in ("byline", "caption") and len(self.blocks) - first > _FEW_BLOCKS:
            for i in range(first, min(first + 200, len(self.blocks))):
                if self.blocks[i].hint == hint:
                    self.blocks[i] = replace(self.blocks[i], hint=None)

    def flush(self) -> None:
        """Close the current block."""
        raw = "".join(self.current)
        self.current.clear()
        for part in re.split(r"\x1e{2,}", raw):
            lines = [_SPACE.sub(" ", line).strip() for line in part.split("\x1e")]
            text = "\n".join(line for line in lines if line).strip()
            if text:
                self._emit(text)

    def _emit(self, text: str) -> None:
        if self.pieces:
            self.pieces.append("\n\n")
            self.length += 2
        hint = next((h for h in reversed(self.hints) if h is not None), None)
        for line in text.split("\n"):
            if self.pieces and not self.pieces[-1].endswith("\n"):
                self.pieces.append("\n")
                self.length += 1
            self.blocks.append(Block(self.length, self.length + len(line), True, hint))
            self.pieces.append(line)
            self.length += len(line)


@lru_cache(maxsize=1)
def _class_hints() -> tuple[tuple[re.Pattern[str], RegionKind], ...]:
    """Return the patterns of class names with their kinds, from the table that ships with the package."""
    rules = tomllib.loads((HERE / "markup.toml").read_text(encoding="utf-8"))["hint"]
    return tuple((re.compile(rf"(?:^|[-_ ])(?:{rule['words']})(?:$|[-_ ])"), rule["kind"]) for rule in rules)


def parse_page(markup: str) -> Page:
    """Parse a page and return its visible text. Raises ReadError (kind "no_text") for markup that holds no tree."""
    markup = _LONG_TAG.sub(r"<\1>", markup)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8")
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as e:
        raise ReadError(f"the page's markup holds no document ({e}); save the page again", "no_text") from e
    walk = _Walk()
    depth = _walk_tree(root, walk)
    walk.flush()
    if not walk.pieces and any("depth" in entry.message for entry in parser.error_log):
        return _stripped(markup, root)
    return Page("".join(walk.pieces), tuple(walk.blocks), root, depth)


def _stripped(markup: str, root: Any) -> Page:
    """Return the text of a page that is nested deeper than the parser goes: tags struck out."""
    plain = _RAW_TEXT.sub(" ", markup)
    text = unescape(_ANY_TAG.sub(lambda m: "\n\n" if m[1].lower() in _BLOCK_TAGS else "", plain))
    text = "\n\n".join(line for line in (_SPACE.sub(" ", part).strip() for part in text.split("\n\n")) if line)
    return Page(text, tuple(split_blocks(text)), root, DEPTH_MAX + 1)


def _walk_tree(root: Any, walk: _Walk) -> int:
    """Collect all visible text; returns the greatest depth. Iterative: a bomb of nested tags must not overflow the stack."""
    depth = deepest = 0
    walker = etree.iterwalk(root, events=("start", "end"))
    skipped: Any = None
    for event, element in walker:
        if event == "start":
            depth += 1
            deepest = max(deepest, depth)
            if skipped is None and _is_dropped(element):
                skipped = element
                walker.skip_subtree()
            elif skipped is None:
                _open(element, walk)
        else:
            depth -= 1
            if skipped is element:
                skipped = None
            elif skipped is None:
                _close(element, walk)
            if skipped is None and element.tail:
                walk.current.append(element.tail)
    return deepest


def _open(element: Any, walk: _Walk) -> None:
    tag = element.tag
    if tag in _BLOCK_TAGS:
        walk.flush()
        walk.push(_hint(element, tag))
    if tag == "br":
        walk.current.append("\x1e")
    if element.text:
        walk.current.append(element.text.replace("\x1e", " "))


def _close(element: Any, walk: _Walk) -> None:
    if element.tag in _BLOCK_TAGS:
        walk.flush()
        walk.pop()


def _is_dropped(element: Any) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in _DROPPED:
        return True
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN_STYLE.search(style[:_ATTRIBUTE_MAX]) is not None


def _hint(element: Any, tag: str) -> RegionKind | None:
    if tag in _TAG_HINTS:
        return _TAG_HINTS[tag]
    if tag in ("body", "main", "article"):
        return None
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:_ATTRIBUTE_MAX].lower()
    if names.isspace():
        return None
    return next((kind for pattern, kind in _class_hints() if pattern.search(names)), None)
