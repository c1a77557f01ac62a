from __future__ import annotations

import json
from pathlib import Path

import pytest

from lagebild.config import Settings
from lagebild.engines import local
from lagebild.engines.local import item_stream
from lagebild.items import Item
from lagebild.model import Extraction, Failure
from lagebild.store import AddCounts, Case

STUB = {"work": "tests.engines.stubs:extract", "init": "tests.engines.stubs:Quiet"}


def write_pile(folder: Path, count: int, **told: str) -> list[str]:
    """Write a file of records; `told` gives the text of some by their number (`n3="kill"`)."""
    path = folder / "pile.jsonl"
    rows = [{"id": f"d{n}", "text": told.get(f"n{n}", f"Bericht Nummer {n} über den Hafen von Nordstadt.")} for n in range(count)]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return [str(path)]


def ids(items: list[Item]) -> list[str]:
    return [i.result.document.id if isinstance(i.result, Extraction) else f"{i.result.kind}" if i.result else "-" for i in items]


@pytest.mark.parametrize("jobs", [1, 2])
def test_order_is_that_of_the_input(tmp_path: Path, jobs: int) -> None:
    items = list(item_stream(write_pile(tmp_path, 23), Settings(jobs=jobs), **STUB))
    assert ids(items) == [f"d{n}" for n in range(23)]


@pytest.mark.slow
def test_a_document_that_kills_its_worker_is_set_aside(tmp_path: Path) -> None:
    items = list(item_stream(write_pile(tmp_path, 12, n5="kill"), Settings(jobs=2), **STUB))
    assert ids(items) == [f"d{n}" if n != 5 else "killed" for n in range(12)]
    assert isinstance(items[5].result, Failure) and items[5].result.id == "d5" and "died" in items[5].result.message


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_raises_and_what_takes_too_long(tmp_path: Path, jobs: int) -> None:
    inputs = write_pile(tmp_path, 6, n1="raise", n4="sleep")
    assert ids(list(item_stream(inputs, Settings(jobs=jobs, timeout=0.5), **STUB))) == ["d0", "exception", "d2", "d3", "timeout", "d5"]


def test_what_is_known_is_not_touched(tmp_path: Path) -> None:
    inputs = write_pile(tmp_path, 4)
    items = list(item_stream(inputs, Settings(), known=lambda key, _sha: key == "id:d2", **STUB))
    assert ids(items) == ["d0", "d1", "-", "d3"]


def test_a_stated_date_is_for_those_without(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a", "text": "Ein Bericht."}\n{"id": "b", "text": "Ein Bericht.", "published": "2024-01-01"}\n')
    items = list(item_stream([str(path)], Settings(), published="2023-05-05", **STUB))
    assert [i.result.document.published for i in items if isinstance(i.result, Extraction)] == ["2023-05-05", "2024-01-01"]


def test_adding_skips_what_is_known_and_retries_on_demand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_WORK", STUB["work"])
    inputs = write_pile(tmp_path, 9, n3="raise")

    def stubbed(*args: object, **kwargs: object) -> object:
        return item_stream(*args, **{**kwargs, **STUB})  # type: ignore[arg-type]

    monkeypatch.setattr(local, "item_stream", stubbed)
    with Case.open(tmp_path / "case.db") as case:

        def add(retry: bool = False) -> AddCounts:
            return sum(local.add_stream(case, inputs, Settings(batch=4), retry=retry), AddCounts())

        assert add() == AddCounts(added=8, failed=1)
        assert add() == AddCounts(unchanged=9)
        assert add(retry=True) == AddCounts(unchanged=9), "still failing, and failing alike, changes nothing"
        with case.view() as view:
            assert [f.id for f in view.errors()] == ["d3"]
