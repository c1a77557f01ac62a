"""Linking over processes gives what it gives in one, whatever becomes of the others."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from lagebild.engines import linking
from lagebild.engines.linking import spreading
from lagebild.store import Case
from lagebild.store.linking import shelf
from lagebild.store.linking.ahead import Order, Spread
from tests.contract.store import fill, state
from tests.store.helpers import item, make


def linked(path: Path, spread: Spread | None) -> dict[str, object]:
    """Return what linking of 34 invented reports gives."""
    with Case.open(path) as case:
        fill(case, [item(make(n, outlet=f"Blatt {n % 5}")) for n in range(34)], 16)
        case.relink(spread=spread)
        with case.view() as view:
            return dict(state(view))


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    return linked(tmp_path_factory.mktemp("alone") / "case.db", None)


def test_one_process_spreads_nothing(tmp_path: Path) -> None:
    with spreading(tmp_path / "case.db", 1) as spread:
        assert spread is None


def test_documents_made_in_another_process_are_linked_the_same(alone: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    done: list[Order] = []
    with spreading(path, 2) as spread:
        assert spread is not None

        def counted(orders: Iterable[Order]) -> Iterator[list[Any] | None]:
            seen: deque[Order] = deque()

            def told() -> Iterator[Order]:
                for order in orders:
                    seen.append(order)
                    yield order

            for made in spread(told()):
                done.append(seen.popleft())
                assert made is not None and len(made) == len(done[-1][1])
                yield made

        assert linked(path, counted) == alone
    counts = Counter(what for what, _ in done)
    assert counts["facts"] == counts["sentences"] == 3 and counts["ties"] >= 1


def test_what_fails_there_is_made_here(alone: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "_WORK", "tests.engines.stubs:refuse")
    monkeypatch.setattr(linking, "_MODEL", "tests.engines.stubs:Quiet")
    path = tmp_path / "case.db"
    with spreading(path, 2) as spread:
        assert linked(path, spread) == alone


def full(prefix: str) -> IO[bytes]:
    return Path("/dev/full").open("r+b")


def missing(prefix: str) -> IO[bytes]:
    raise FileNotFoundError(2, "No usable temporary directory found")


@pytest.mark.parametrize("made", [full, missing])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_without_room_for_the_others_all_is_compared_here(
    alone: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Callable[[str], IO[bytes]]
) -> None:
    monkeypatch.setattr(shelf, "NamedTemporaryFile", made)
    path = tmp_path / "case.db"
    with spreading(path, 2) as spread:
        assert linked(path, spread) == alone


def test_what_somebody_stopped_reading_is_not_read_by_the_next(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with Case.open(path) as case:
        fill(case, [item(make(n)) for n in range(4)], 16)
    with spreading(path, 2) as spread:
        assert spread is not None
        next(spread([("facts", (1,)), ("facts", (2, 3))]))
        assert [len(found or ()) for found in spread([("sentences", (1, 2, 3, 4))])] == [4]
