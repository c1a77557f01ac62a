"""What the commands show of linking, on a case whose links are written by hand."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from lagebild.errors import LagebildError, OptionError, StoreError
from lagebild.present.cli.explain import _settled
from lagebild.present.cli.link import MOVED, print_moved
from lagebild.present.reasons import Reasons
from lagebild.store.case import Case
from lagebild.store.linking.ahead import Spread
from lagebild.store.relink import LinkCounts
from tests.present.linked import ADA, CONTESTED, NAMESAKE, PLAIN, SPRING, TURNED, WINTER
from tests.present.make import CLAIM, FIRST

Run = Callable[..., tuple[int, str]]
COMMANDS = (
    ("sources", "--candidates"), ("claims",), ("claims", CONTESTED), ("stories",), ("stories", WINTER), ("show", "first"),
    ("show", "rewrite"), ("explain", CONTESTED), ("explain", ADA), ("explain", WINTER), ("explain", "first"),
)  # fmt: skip


def _records(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


@pytest.mark.parametrize("columns", [60, 80, 140])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_output_fits_and_lets_nothing_hostile_through(
    command: tuple[str, ...], columns: int, linked_path: Path, lagebild: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    status, shown = lagebild(*command, "--case", str(linked_path))
    assert status == 0
    assert max(map(len, shown.splitlines())) <= columns
    assert not set(TURNED) & set(shown) - set("verkehrt")
    assert "\x1b" not in shown


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_everything_has_a_form_for_machines(command: tuple[str, ...], linked_path: Path, lagebild: Run) -> None:
    assert _records(lagebild(*command, "--case", str(linked_path), "--json")[1])


# sources


def _ties(printed: str) -> set[tuple[str, str]]:
    return {(r["document"], r["kind"]) for r in _records(printed) if r["record"] == "lineage"}


@pytest.mark.parametrize(
    ("options", "ties"),
    [
        ((), {("copy", "copy"), ("rewrite", "rewrite"), ("twin", "passage"), ("copy", "credits"), ("denial", "cites")}),
        (("--kind", "copy,cites"), {("copy", "copy"), ("denial", "cites")}),
        (("--candidates", "--kind", "rewrite"), {("rewrite", "rewrite"), ("maybe", "rewrite")}),
        (("--outlet", "viertblatt"), {("twin", "passage")}),
        (("--outlet", "musteragentur"), {("copy", "credits")}),
        (("--doc", "twin"), {("twin", "passage"), ("rewrite", "rewrite"), ("copy", "copy"), ("copy", "credits")}),
        (("--doc", "denial"), {("denial", "cites")}),
        (("--doc", "maybe"), set()),
    ],
)
def test_options_narrow_lineage(options: tuple[str, ...], ties: set[tuple[str, str]], linked_path: Path, lagebild: Run) -> None:
    assert _ties(lagebild("sources", "--case", str(linked_path), *options, "--json")[1]) == ties
    _, shown = lagebild("sources", "--case", str(linked_path), *options)
    assert ("Lineage: nothing found" in shown) == (not ties)


def test_outlets_are_counted_by_what_they_take_and_give(linked_path: Path, lagebild: Run) -> None:
    rows = {r["name"]: r for r in _records(lagebild("sources", "--case", str(linked_path), "--json")[1]) if r["record"] == "outlet"}
    keys = ("documents", "original", "taken", "given", "crediting", "credited")
    assert [rows["Südkurier-Muster"][k] for k in keys] == [1, 1, 0, 1, 0, 1]
    assert [rows["Abschreiber"][k] for k in keys] == [1, 0, 1, 0, 1, 0]
    assert [rows["Nordbote"][k] for k in keys] == [1, 1, 0, 0, 1, 0], "to cite a report is not to take one's own from it"
    assert [rows["Viertblatt"][k] for k in keys] == [1, 1, 0, 0, 0, 0], "nobody knows whether it took"
    assert [rows["Drittblatt"][k] for k in keys] == [1, 1, 0, 0, 0, 0], "a candidate counts for nothing"
    assert [rows["Musteragentur"][k] for k in keys] == [0, 0, 0, 0, 0, 1]


def test_the_tree_leads_from_origins_to_takers(linked_path: Path, lagebild: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    _, shown = lagebild("sources", "--case", str(linked_path), "--candidates")
    lines = shown[shown.index("Lineage") :].splitlines()
    assert lines[2].startswith("Südkurier-Muster 2024-01-08")
    assert "copied by (97\u00a0% of it) Abschreiber 2024-01-09" in lines[3]
    assert "shares text with Viertblatt" in lines[5]
    assert "? rewritten by (likely 61\u00a0%) Drittblatt" in lines[6]


@pytest.mark.parametrize(("lang", "word"), [("de", "Umschrift"), ("en", "rewrite"), ("xx", "Umschrift")])
def test_the_picture_is_one_file_of_plain_shapes(lang: str, word: str, linked_path: Path, lagebild: Run, tmp_path: Path) -> None:
    target = tmp_path / "new" / "lineage.svg"
    _, said = lagebild("sources", "--case", str(linked_path), "--candidates", "--svg", str(target), "--lang", lang)
    assert str(target) in said.replace("\n", "")
    text = target.read_text(encoding="utf-8")
    assert not set(TURNED) & set(text) - set("verkehrt")
    root = ElementTree.fromstring(text)
    tags = [e.tag.rpartition("}")[2] for e in root.iter()]
    assert set(tags) <= {"svg", "title", "desc", "style", "defs", "marker", "path", "rect", "circle", "line", "text", "g"}
    assert tags.count("circle") == 6
    assert root.attrib["role"] == "img"
    assert {root.attrib["aria-labelledby"], root.attrib["aria-describedby"]} <= {e.get("id") for e in root.iter()}
    paths = [e for e in root.iter() if e.tag.endswith("path") and "tie" in e.get("class", "")]
    assert sum("loose" in e.get("class", "") for e in paths) == 2, "a candidate and its sign in the legend"
    assert any(word == (e.text or "") for e in root.iter())
    assert "http" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")


# claims


@pytest.mark.parametrize(
    ("options", "claims"),
    [
        ((), [CONTESTED, PLAIN]),
        (("--contested",), [CONTESTED]),
        (("--min-origins", "2"), [CONTESTED]),
        (("--min-origins", "3"), []),
        (("--type", "agree,transfer"), [CONTESTED, PLAIN]),
        (("--type", "AGREE"), [PLAIN]),
        (("--words", "einigten"), [PLAIN]),
        (("--words", "nordland"), [CONTESTED, PLAIN]),
        (("--doc", "denial"), [CONTESTED]),
        (("--limit", "1"), [CONTESTED]),
    ],
)
def test_options_narrow_claims(options: tuple[str, ...], claims: list[str], linked_path: Path, lagebild: Run) -> None:
    assert [c["id"] for c in _records(lagebild("claims", "--case", str(linked_path), *options, "--json")[1])] == claims


def test_a_count_that_is_not_certain_is_an_interval(linked_path: Path, lagebild: Run) -> None:
    _, shown = lagebild("claims", "--case", str(linked_path))
    assert "2–3" in shown
    _, shown = lagebild("claims", CONTESTED[:4], "--case", str(linked_path))
    assert "2–3 independent origins behind 4 supporting records in 5 documents; 1 record denies it" in " ".join(shown.split())
    _, shown = lagebild("claims", PLAIN, "--case", str(linked_path))
    assert "1 independent origin behind 1 supporting record in 1 document; nobody denies it" in " ".join(shown.split())


def test_a_claim_lists_supporters_by_origin_and_figures_as_a_series(
    linked_path: Path, lagebild: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    _, shown = lagebild("claims", CONTESTED, "--case", str(linked_path))
    order = [
        shown.index(x)
        for x in ("Origin 1: Ada Berg", "one origin: copy of first", "Origin 2: Drittblatt", "Contested by", "Figures: drones")
    ]
    assert order == sorted(order)
    rows = {line.split()[0]: line for line in shown[shown.index("Figures") :].splitlines() if line.strip().startswith("2024")}
    assert "lowest" in rows["2024-01-08"]
    assert "highest" in rows["2024-01-10"]
    assert "Drittblatt → ein Beamter" in rows["2024-01-12"]
    assert "What would change the count" in shown
    (record,) = _records(lagebild("claims", CONTESTED, "--case", str(linked_path), "--json")[1])
    assert [p["figure"]["value"] for p in record["series"][0]["points"]] == [300, 500, 450]
    assert record["series"][0]["trend"] == "varies"


# show


def test_shared_passages_are_marked_with_who_has_them(linked_path: Path, lagebild: Run) -> None:
    _, shown = lagebild("show", "rewrite", "--case", str(linked_path))
    words = " ".join(shown.replace("\u00a0", " ").split())
    assert f"⟦k1 [¹{CLAIM}¹] k1⟧." in words
    assert "= k1 from Südkurier-Muster 2024-01-08, rewrite" in words
    assert "= k1 also in Viertblatt 2024-01-12, passage, 30 %" in words


def test_uncertain_passages_stand_apart(linked_path: Path, lagebild: Run) -> None:
    words = " ".join(lagebild("show", "first", "--case", str(linked_path))[1].replace("\u00a0", " ").split())
    assert "≈ k3? taken by Drittblatt 2024-01-12, rewrite, likely 61 %" in words
    assert "= k1 taken by Abschreiber 2024-01-09, copy, 84 %" in words
    assert "k3?⟧ k2⟧" in words


def test_plain_leaves_the_marks_out(linked_path: Path, lagebild: Run) -> None:
    _, shown = lagebild("show", "first", "--plain", "--case", str(linked_path))
    assert "⟦" not in shown
    assert "[¹" in shown
    (record,) = _records(lagebild("show", "first", "--plain", "--json", "--case", str(linked_path))[1])
    assert "reuse" not in record
    (record,) = _records(lagebild("show", "first", "--json", "--case", str(linked_path))[1])
    assert FIRST[slice(*record["reuse"][1]["spans"][0])] == CLAIM


# explain


@pytest.mark.parametrize(
    ("what", "kind", "told"),
    [
        (
            CONTESTED[:5],
            "claim",
            ("same parties, object and time (0.90)", "because: copy of first, 84 %", "At least 2 for certain; at most 3"),
        ),
        (PLAIN, "claim", ("Why they count as 1 independent origin",)),
        (ADA, "entity", ("Ada Berg (4 mentions)", "the same name", "42\u00a0% likely the same, not merged: names alike")),
        ("ada berg", "entity", ("Berg (1 mention)",)),
        (WINTER[:4], "story", ("Drohne, Lieferung", "Südkurier-Muster [first] (0.80)")),
        ("copy", "document", ("Südkurier-Muster 2024-01-08 [first]: copy (0.97): copy of first", "Musteragentur: credits")),
        ("denial", "document", ("from nobody in this case", "Südkurier-Muster: cites", SPRING[:8])),
        ("Nein aus", "document", ("from nobody",)),
    ],
)
def test_reasons_are_told(
    what: str, kind: str, told: tuple[str, ...], linked_path: Path, lagebild: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    _, shown = lagebild("explain", what, "--case", str(linked_path))
    assert shown.startswith(f"{kind} ")
    assert [t for t in told if t not in shown] == []
    (record,) = _records(lagebild("explain", what, "--case", str(linked_path), "--json")[1])
    assert record["kind"] == kind
    assert all(section["lines"] for section in record["reasons"])


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        (("Gibtesnicht",), StoreError, "nothing 'Gibtesnicht'"),
        (("Ada",), StoreError, "several entities"),
        (("c",), StoreError, "several claims"),
        (("first", "--as", "claim"), StoreError, "first"),
        (("first", "--as", "thing"), OptionError, "--as"),
    ],
)
def test_what_cannot_be_explained_says_why(
    arguments: tuple[str, ...], error: type[LagebildError], says: str, linked_path: Path, lagebild: Run
) -> None:
    with pytest.raises(error, match=says):
        lagebild("explain", *arguments, "--case", str(linked_path))


def test_an_id_of_two_kinds_asks_which() -> None:
    reasons: Reasons = ("", [], {})
    with pytest.raises(OptionError, match="--as claim"):
        _settled("a", {"claim": ("abc", reasons), "document": ("abd", reasons)}, {})
    assert _settled("a", {"entity": ("e1", reasons), "document": ("d1", reasons)}, {})[0] == "entity", "names go before titles"


# stories


@pytest.mark.parametrize(
    ("options", "stories"),
    [
        ((), [WINTER, SPRING]),
        (("--min-documents", "2"), [WINTER]),
        (("--words", "nordstadt"), [SPRING]),
        (("--since", "2024-01-10"), [WINTER]),
        (("--until", "2024-01-08"), [WINTER]),
        (("--doc", "denial"), [SPRING]),
        (("--since", "2025"), []),
    ],
)
def test_options_narrow_stories(options: tuple[str, ...], stories: list[str], linked_path: Path, lagebild: Run) -> None:
    assert [s["id"] for s in _records(lagebild("stories", "--case", str(linked_path), *options, "--json")[1])] == stories


def test_a_story_lists_its_documents_with_reasons(linked_path: Path, lagebild: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    _, shown = lagebild("stories", WINTER[:3], "--case", str(linked_path), "--limit", "2")
    assert "2024-01-08 – 2024-01-12 · 5 documents · 5 outlets" in shown
    assert "shares rare words" in shown
    assert "… 3 more" in shown


# judge and link


@pytest.fixture
def relinked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Linking, replaced: what it was asked for, each time."""
    asked: list[bool] = []

    def relink(self: Case, force: bool = False, spread: Spread | None = None) -> LinkCounts | None:
        asked.append(force)
        return LinkCounts(documents=2, entities=3, lineage=4, stories=5, claims=6, moved=("one moved" + TURNED,), seconds={"claims": 0.25})

    monkeypatch.setattr(Case, "relink", relink)
    return asked


def test_judgements_are_appended_and_taken_back(linked_path: Path, tmp_path: Path, lagebild: Run, relinked: list[bool]) -> None:
    case = str(shutil.copy(linked_path, tmp_path / "judged.db"))
    _, shown = lagebild("judge", "same", "Ada Berg", NAMESAKE, "--note", "one office", "--author", "Ria", "--case", case)
    assert shown.startswith("judgement 1: same Ada Berg and")
    assert json.loads(lagebild("judge", "different", ADA, "Nordland", "--case", case, "--json")[1])["judgement"] == 2
    lagebild("judge", "undo", "1", "--case", case)
    assert len(relinked) == 3
    one, two = _records(lagebild("judge", "list", "--case", case, "--json")[1])
    assert (one["kind"], one["author"], one["note"], one["undone"]) == ("same", "Ria", "one office", True)
    assert (two["kind"], two["undone"], bool(two["author"])) == ("different", False, True)
    _, listed = lagebild("judge", "list", "--case", case)
    assert "undone" in listed
    assert "Ada Berg and Ada Berger are the same (taken back); Ria" in " ".join(lagebild("explain", ADA, "--case", case)[1].split())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("same", "Ada Berg"), "two entities"),
        (("same", "Ada Berg", "Nordland", "Südland"), "two entities"),
        (("list", "1"), "nothing more"),
        (("undo", "one"), "no number"),
        (("undo", "7"), "no judgement 7"),
        (("merge", "a", "b"), "same, different, list, undo"),
        (("same", "Ada Berg", ADA), "one entity"),
    ],
)
def test_a_wrong_judgement_says_what_is_right(
    arguments: tuple[str, ...], says: str, linked_path: Path, tmp_path: Path, lagebild: Run, relinked: list[bool]
) -> None:
    case = str(shutil.copy(linked_path, tmp_path / "judged.db"))
    with pytest.raises(LagebildError, match=says):
        lagebild("judge", *arguments, "--case", case)
    assert relinked == []


def test_link_tells_counts_and_seconds(linked_path: Path, lagebild: Run, relinked: list[bool]) -> None:
    _, shown = lagebild("link", "--case", str(linked_path))
    assert shown.splitlines()[:2] == [
        "linked: 2 documents; new or computed anew: 3 entities, 4 lineage edges, 5 stories, 6 claims",
        "seconds: claims 0.2",
    ]
    assert "\u202e" not in shown
    assert json.loads(lagebild("link", "--all", "--case", str(linked_path), "--json")[1])["linked"]["claims"] == 6
    assert relinked == [False, True]


def test_link_says_where_there_is_nothing_to_do(linked_path: Path, lagebild: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Case, "relink", lambda self, force=False, spread=None: None)
    assert "linked already" in lagebild("link", "--case", str(linked_path))[1]
    assert json.loads(lagebild("link", "--case", str(linked_path), "--json")[1]) == {"linked": None}


def test_a_long_list_of_moves_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    print_moved([f"d{n} moved" for n in range(MOVED + 3)])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == MOVED + 1
    assert lines[-1].startswith("… and 3 more")
    print_moved([f"d{n} moved" for n in range(MOVED)])
    assert len(capsys.readouterr().out.splitlines()) == MOVED


# brief


def test_the_brief_shows_intervals_changes_stories_and_the_picture(linked_page_path: Path) -> None:
    page = linked_page_path.read_text(encoding="utf-8")
    for word in ("2–3 unabhängige Ursprünge", "Was die Zahl ändern würde", 'class="lineage"', "teilt Text mit", 'href="#doc-first"', "▁"):
        assert word in page
    assert "<script>alert" not in page
    assert "\u202e" not in page[page.index('id="sources"') : page.index('id="documents"')]
    markdown = linked_page_path.with_suffix(".md").read_text(encoding="utf-8")
    assert "2–3 unabhängige Ursprünge" in markdown
    assert "Was die Zahl ändern würde" in markdown


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_can_be_read_in_both_schemes(linked_page_path: Path, chromium: Browser, scheme: str) -> None:
    """Lines and signs against their ground reach the contrast of 3 that WCAG 2 asks of graphics, words that of 4.5."""
    script = """() => {
      const probe = document.createElement('canvas').getContext('2d');
      const rgb = c => { probe.fillStyle = c; const n = parseInt(probe.fillStyle.slice(1), 16); return [n >> 16, n >> 8 & 255, n & 255]; };
      const light = c => rgb(c).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
        .reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);
      const style = getComputedStyle(document.querySelector('svg.lineage')), get = n => style.getPropertyValue('--g-' + n).trim();
      const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
      return Object.fromEntries(['ink','soft','copy','passage','rewrite','translation','credits','cites']
        .map(n => [n, ratio(get(n), get('paper'))]));
    }"""
    page = chromium.new_page(viewport={"width": 390, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(linked_page_path.as_uri())
    ratios = page.evaluate(script)
    assert {n: r for n, r in ratios.items() if r < (4.5 if n in ("ink", "soft") else 3)} == {}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page must not scroll sideways"
    page.close()
