"""Documentation that lags behind the program fails here."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
import typer.main

from lagebild.config import Settings
from lagebild.present.cli import make_app
from tests.golden.outputs import PAGES, blocks, build, run

DOCS = Path(__file__).resolve().parent.parent / "docs"
COMMANDS = typer.main.get_command(make_app()).commands  # type: ignore[attr-defined]
COMMON = {"--json", "--case", "--help"}


def _section(text: str, name: str) -> str:
    found = re.search(rf"^## {re.escape(name)}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    return found[1] if found else ""


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_and_option_is_documented(name: str) -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    section = _section(text, name)
    assert section.strip(), f"docs/commands.md has no section '## {name}'"
    options = {o for p in COMMANDS[name].params for o in p.opts if o.startswith("--")} - COMMON
    if "--limit" in options:
        options -= {"--limit"}
        assert "--limit" in text
    assert {o for o in options if o not in section} == set()


def test_no_command_is_documented_that_is_none() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## (\S+)$", text, re.M)) == set(COMMANDS)


def test_each_setting_is_documented_with_its_default() -> None:
    text = (DOCS / "settings.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| `([^`]*)` \|", text, re.M))
    assert rows == {f.name: str(f.default) for f in fields(Settings)}


def test_links_between_pages_lead_somewhere() -> None:
    root = DOCS.parent
    for page in [*DOCS.glob("*.md"), root / "README.md"]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.slow
def test_shown_output_is_what_the_program_prints(tmp_path: Path) -> None:
    case = build(tmp_path)
    shown = {command: output for page in PAGES for command, output in blocks(page)}
    assert shown
    for command, output in shown.items():
        assert run(command, case) == output, "the pages lag behind: python -m tests.golden.outputs"
