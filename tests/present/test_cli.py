from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lagebild.errors import StoreError
from tests.present.make import CLAIM, FIRST

Run = Callable[..., tuple[int, str]]
LISTINGS = ("statements", "events", "claims", "timeline", "actors", "sources", "errors")


@pytest.mark.parametrize("command", LISTINGS)
def test_listing_prints_a_table_and_json(command: str, case_path: Path, lagebild: Run) -> None:
    status, table = lagebild(command, "--case", str(case_path))
    assert status == 0
    assert table.strip()
    assert "nothing found" not in table.splitlines()[0]
    status, lines = lagebild(command, "--case", str(case_path), "--json")
    assert status == 0
    assert [json.loads(line) for line in lines.splitlines()]


def test_statements_are_filtered(case_path: Path, lagebild: Run) -> None:
    _, lines = lagebild("statements", "--case", str(case_path), "--stance", "denies", "--json")
    assert [json.loads(line)["speaker_name"] for line in lines.splitlines()] == ["Nordland"]
    _, lines = lagebild("statements", "--case", str(case_path), "--speaker", "Berg", "--json")
    assert {json.loads(line)["document"] for line in lines.splitlines()} == {"first", "copy"}


@pytest.mark.parametrize(
    ("options", "documents"),
    [
        (("--chain", "berg", "--until", "2024-01-08"), {"first"}),
        (("--outlet", "abschreiber", "--type", "direct,indirect"), {"copy"}),
        (("--class", "office", "--known-speaker", "--outermost"), {"denial"}),
        (("--stance", "denies", "--stance", "asserts", "--since", "2024-01-09"), {"copy", "denial"}),
        (("--nested",), set()),
        (("--unknown-speaker",), set()),
        (("--said-since", "2000"), set()),
    ],
)
def test_options_narrow_together(options: tuple[str, ...], documents: set[str], case_path: Path, lagebild: Run) -> None:
    _, lines = lagebild("statements", "--case", str(case_path), *options, "--json")
    assert {json.loads(line)["document"] for line in lines.splitlines()} == documents


@pytest.mark.parametrize("columns", [50, 80, 100, 140])
def test_statements_fit_the_terminal(columns: int, case_path: Path, lagebild: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for command in (("statements",), ("show", "first"), ("show", "denial")):
        _, shown = lagebild(*command, "--case", str(case_path))
        assert max(map(len, shown.splitlines())) <= columns
    _, shown = lagebild("statements", "--case", str(case_path))
    assert ("speaker" in shown) == (columns > 100)
    assert "→" in shown


def test_a_claim_shows_supporters_denier_and_one_origin(case_path: Path, lagebild: Run) -> None:
    _, lines = lagebild("claims", "--case", str(case_path), "--contested", "--json")
    (claim,) = [json.loads(line) for line in lines.splitlines()]
    assert claim["documents"] >= 2
    assert claim["origins"] == 1, "a copy is no second origin"
    assert claim["deniers"] >= 1
    status, shown = lagebild("claims", claim["id"][:6], "--case", str(case_path))
    assert status == 0
    assert "Ada Berg" in shown
    assert "Contested by" in shown


def test_evidence_is_what_the_text_holds(case_path: Path, lagebild: Run) -> None:
    _, lines = lagebild("statements", "--case", str(case_path), "--doc", "first", "--json")
    statement = json.loads(lines)
    (start, end) = statement["quote"][0]
    assert FIRST[start:end] == CLAIM == statement["content"]


def test_show_prints_the_document_with_chains(case_path: Path, lagebild: Run) -> None:
    status, shown = lagebild("show", "first", "--case", str(case_path))
    assert status == 0
    words = " ".join(shown.split())
    assert "1 → Ada Berg: asserts (Indirect)" in words
    assert f"sagte, [¹{CLAIM}¹]." in words


def test_nothing_hostile_reaches_the_terminal(case_path: Path, lagebild: Run) -> None:
    for command in (("errors",), ("show", "denial")):
        _, shown = lagebild(*command, "--case", str(case_path))
        assert "\x1b[31m" not in shown
        assert "\u202e" not in shown


@pytest.mark.parametrize("query", ["Drohnen", "Drohne", '"', "NEAR(", "a AND", "text:", "*", "Drohnen -x ^"])
def test_search_takes_anything(query: str, case_path: Path, lagebild: Run) -> None:
    status, _ = lagebild("search", "--case", str(case_path), "--", query)
    assert status == 0


def test_search_finds_by_base_form(case_path: Path, lagebild: Run) -> None:
    _, lines = lagebild("search", "Drohne", "--case", str(case_path), "--json")
    assert {json.loads(line)["document"]["id"] for line in lines.splitlines()} >= {"first", "copy"}


def test_a_missing_case_says_what_to_do(tmp_path: Path, lagebild: Run) -> None:
    with pytest.raises(StoreError, match="lagebild add"):
        lagebild("claims", "--case", str(tmp_path / "none.db"))


def test_version_and_config_speak_json(lagebild: Run) -> None:
    assert json.loads(lagebild("version", "--json")[1])["version"]
    assert json.loads(lagebild("config", "--json")[1])["case"] == "./lagebild.db"


def test_brief_writes_both_forms(case_path: Path, tmp_path: Path, lagebild: Run) -> None:
    status, out = lagebild("brief", "--case", str(case_path), "--output", str(tmp_path / "b.html"), "--json")
    assert status == 0
    assert [Path(p).suffix for p in json.loads(out)["written"]] == [".html", ".md"]
    assert {p.name for p in tmp_path.iterdir()} == {"b.html", "b.md"}


@pytest.mark.slow
def test_help_is_instant() -> None:
    """Under 0.3 s of processor time, which a busy machine stretches less than time on the wall; the best of five."""
    times = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "lagebild", "--help"], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(times) < 0.3


def test_help_imports_nothing_heavy() -> None:
    script = "import sys; from lagebild.present.cli import make_app; make_app(); print(*sys.modules)"
    loaded = set(subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split())
    assert not loaded & {"spacy", "numpy", "sqlalchemy", "trafilatura", "rich", "jinja2", "alembic"}
