from __future__ import annotations

import html
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from lagebild.model import Region
from lagebild.present.brief.graph import layout
from lagebild.present.brief.markdown import escape
from lagebild.present.brief.pieces import pieces
from lagebild.present.brief.words import load_labels
from lagebild.present.cli.query import open_view
from lagebild.store.records import DocumentInfo, Relation, StoredDocument, StoredStatement
from tests.present.make import CLAIM, DENIAL, FIRST


class _Page(HTMLParser):
    """Collects what a page would load, run, or link to inside itself."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.targets: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.scripts += tag == "script"
        self.loads += [v or "" for k, v in attrs if k in ("src", "srcset") or (tag == "link" and k == "href")]
        self.loads += [k for k, _ in attrs if k.startswith("on")]
        if values.get("id"):
            self.ids.add(values["id"] or "")
        if tag == "a":
            self.targets.append(values.get("href") or "")


def _parsed(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def test_page_is_self_contained_and_runs_only_its_own_script(page_path: Path) -> None:
    page = _parsed(page_path)
    assert page.loads == []
    assert page.scripts == 1, "the text of a report must not become a script"
    assert "<script>alert" not in page_path.read_text(encoding="utf-8")


def test_every_link_leads_somewhere_in_the_page(page_path: Path) -> None:
    page = _parsed(page_path)
    assert page.targets
    assert [t for t in page.targets if not t.startswith("#") or t[1:] not in page.ids] == []


def test_markdown_quotes_its_evidence(page_path: Path) -> None:
    text = page_path.with_suffix(".md").read_text(encoding="utf-8")
    marks, notes = set(re.findall(r"\[\^(\d+)\](?!:)", text)), set(re.findall(r"^\[\^(\d+)\]:", text, re.M))
    assert marks == notes
    assert marks
    assert "<script" not in text


@given(st.text())
def test_markdown_lets_no_markup_through(text: str) -> None:
    escaped = escape(text)
    assert "<" not in escaped
    assert html.unescape(re.sub(r"\\([\\`*_\[\]#|~^])", r"\1", escaped)) == html.unescape(text.replace("&", "&amp;"))
    assert not re.search(r"(?<!\\)(?:\\\\)*[\[*_`]", escaped)


def _document(text: str, regions: tuple[Region, ...]) -> StoredDocument:
    info = DocumentInfo("x", "x", None, None, None, (), None, None, None, None, "", "de", 1, True, len(text), 0, 0)
    return StoredDocument(info, text, regions, (), (), (), (), (), ())


def test_the_innermost_statement_gives_the_colour() -> None:
    text = "sie sagt er sagt ja"
    blank = StoredStatement(
        "x", "outer", "Indirect", "SW", "asserts", "", ((9, 19),), (), (), (), (), None, None, None, (), (), None, None, None, None
    )  # fmt: skip
    inner = replace(blank, id="inner", stance="confirms", quote=((17, 19),), parent="outer")
    found = replace(_document(text, ()), statements=(blank, inner))
    assert [(p.text, p.classes) for p in pieces(found, ())] == [
        ("sie sagt ", ""),
        ("er sagt ", "q st-asserts"),
        ("ja", "q st-confirms in"),
    ]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=8))
def test_pieces_join_to_the_text_and_meet_every_border(text: str, spans: list[tuple[int, int]]) -> None:
    found = pieces(_document(text, ()), spans)
    assert "".join(p.text for p in found) == text
    borders = {p.start for p in found} | {p.end for p in found}
    for start, end in spans:
        if start < min(end, len(text)):
            assert {start, min(end, len(text))} <= borders


def test_labels_hold_the_same_words_in_each_language() -> None:
    de, en = load_labels("de"), load_labels("en")
    assert de.keys() == en.keys()
    for key, value in de.items():
        if isinstance(value, dict):
            assert value.keys() == en[key].keys()
        else:
            assert type(value) is type(en[key])


def test_graph_is_the_same_for_the_same_relations() -> None:
    relations = tuple(
        Relation(a, b, "ACCUSE", n, 1, (("attributed", n),), ()) for n, (a, b) in enumerate([("A", "B"), ("B", "A"), ("A", "C")], 1)
    )
    assert layout(relations) == layout(relations)
    assert len(layout(relations).edges) == 3
    assert not any(e.firm for e in layout(relations).edges)
    assert layout(()).edges == ()


def test_view_carries_evidence_of_claims(case_path: Path) -> None:
    with open_view(case_path) as view:
        (claim,) = list(view.claims(contested=True))
        detail = view.claim(claim.id)
    texts = {"first": FIRST, "copy": FIRST, "denial": DENIAL}
    for s in (*detail.supporters, *detail.deniers):
        assert s.spans
        assert all(texts[s.document][a:b] for a, b in s.spans)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_evidence_opens_in_place(page_path: Path, chromium: Browser, scheme: str, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    failures: list[str] = []
    page.on("pageerror", lambda e: failures.append(str(e)))
    page.on("console", lambda m: failures.append(m.text) if m.type == "error" else None)
    page.goto(page_path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page must not scroll sideways"
    link = page.locator("#contested .sides a.ev").first
    link.click()
    assert page.locator("#panel").is_visible()
    assert CLAIM in " ".join(page.locator("#panel .hit").all_inner_texts()).replace("  ", " ")
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert failures == []
    page.close()


@pytest.mark.slow
@pytest.mark.browser
def test_keyboard_steps_and_filters(page_path: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(page_path.as_uri())
    page.keyboard.press("j")
    assert page.locator(".row.current").count() == 1
    page.keyboard.press("Enter")
    assert page.locator("#panel").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("gibtesnicht")
    assert page.locator(".row:visible").count() == 0
    page.keyboard.press("Escape")
    assert page.locator(".row:visible").count() > 0
    page.close()


@pytest.mark.slow
@pytest.mark.browser
def test_colours_can_be_read(page_path: Path, chromium: Browser) -> None:
    """Text against its background reaches the contrast of 4.5 that WCAG 2 asks, in both schemes."""
    script = """() => {
      const probe = document.createElement('canvas').getContext('2d');
      const rgb = c => { probe.fillStyle = c; const n = parseInt(probe.fillStyle.slice(1), 16); return [n >> 16, n >> 8 & 255, n & 255]; };
      const light = c => rgb(c).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
        .reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);
      const style = getComputedStyle(document.documentElement), get = n => style.getPropertyValue(n).trim();
      const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
      return Object.fromEntries(['ink','soft','accent','deny','good','warn','blame','think','say']
        .map(n => [n, Math.min(ratio(get('--' + n), get('--card')), ratio(get('--' + n), get('--paper')))]));
    }"""
    for scheme in ("light", "dark"):
        page = chromium.new_page(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(page_path.as_uri())
        ratios = page.evaluate(script)
        assert {n: r for n, r in ratios.items() if r < 4.5} == {}
        page.close()
