from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from lagebild.present.cli.brief import write_brief
from tests.present import linked
from tests.present.make import build


@pytest.fixture(scope="session")
def case_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("case") / "hand.db")


@pytest.fixture(scope="session")
def linked_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case whose links are written by hand; see `tests.present.linked`."""
    return linked.build(tmp_path_factory.mktemp("linked") / "linked.db")


@pytest.fixture(scope="session")
def linked_page_path(linked_path: Path) -> Path:
    return write_brief(linked_path, linked_path.with_name("brief.html"))[0]


@pytest.fixture(scope="session")
def page_path(case_path: Path) -> Path:
    return write_brief(case_path, case_path.with_name("brief.html"))[0]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    binary = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if binary is None:
        pytest.skip("no Chromium on this machine")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=quiet)
        yield browser
        browser.close()


@pytest.fixture
def lagebild(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., tuple[int, str]]:
    """Run a command in this process; returns its exit status and what it printed."""
    from lagebild.present.cli import make_app

    def run(*arguments: str) -> tuple[int, str]:
        capfdbinary.readouterr()
        try:
            code = make_app()(list(arguments), standalone_mode=False)
        except SystemExit as e:
            code = e.code
        return int(code or 0), capfdbinary.readouterr().out.decode()

    return run
