"""`kill -9` at any moment leaves a case that opens, and an `add` that goes on where it was."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from lagebild.items import Item
from lagebild.store import Case
from tests.store.helpers import item, make
from tests.store.test_writer import row_counts

DOCUMENTS, BATCH, KILLS = 200, 4, 100


def add_pile(path: Path, pile: list[Item]) -> None:
    """What `lagebild add` does, with the extraction done beforehand."""
    with Case.open(path) as case:
        with case.writer() as writer:
            waiting = [i for i in pile if not case.known(i.key, i.sha)]
            for k in range(0, len(waiting), BATCH):
                writer.add(waiting[k : k + BATCH])
        case.relink()


def killed_run(path: Path, pile: list[Item], seconds: float) -> bool:
    """Add in a process of its own, and kill it after a while; tells whether it was still at work."""
    child = os.fork()
    if child == 0:
        try:
            add_pile(path, pile)
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    pile = [item(make(n)) for n in range(DOCUMENTS)]
    clean = tmp_path / "clean.db"
    started = time.monotonic()
    add_pile(clean, pile)
    whole = time.monotonic() - started
    with Case.open(clean) as case:
        expected = row_counts(case)
    chance, kills, number = random.Random(11), 0, 0
    while kills < KILLS:
        path = tmp_path / f"{number}.db"
        number += 1
        for _ in range(34):
            kills += killed_run(path, pile, chance.uniform(0, whole / 8))
            if path.exists():
                with Case.open(path) as case, case.view() as view:
                    stats = view.stats()
                    assert stats.statements == stats.events == stats.documents <= DOCUMENTS
        add_pile(path, pile)
        with Case.open(path) as case:
            assert row_counts(case) == expected
    assert kills >= KILLS
