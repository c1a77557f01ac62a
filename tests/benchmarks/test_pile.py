"""The gold pile: well formed, and judged as its page says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.gate import floors
from benchmarks.pile import (
    HERE,
    Found,
    Gold,
    Item,
    Match,
    Row,
    denials,
    errors,
    falsely_corroborated,
    judge,
    lines,
    pairs,
    read_gold,
    score,
)

FOLDERS = [folder for folder in (HERE / "open", HERE / "kept_back") if folder.is_dir()]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_the_gold_is_well_formed(folder: Path) -> None:
    texts = {r["id"]: r["text"] for r in lines(folder / "reports.jsonl")}
    claims = lines(folder / "claims.jsonl")
    assert len({c["id"] for c in claims}) == len(claims)
    for claim in claims:
        assert claim["origins"][0] <= claim["origins"][1]
        assert all(texts[i["doc"]].count(i["words"]) == 1 for i in claim["items"]), claim["id"]
        assert len({i["origin"] for i in claim["items"] if i["side"] == "supports"}) == claim["origins"][1], claim["id"]
    assert all(e["words"] in texts[e["doc"]] for e in lines(folder / "entities.jsonl"))
    assert {e["doc"] for e in lines(folder / "lineage.jsonl")} <= set(texts)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_half_of_the_claims_rest_on_one_origin(folder: Path) -> None:
    counts = Counter(low == high == 1 for low, high in read_gold(folder).origins.values())
    assert counts[True] >= 0.3 * counts.total()


ITEMS = (Item("c1", "a", (0, 10), False), Item("c1", "b", (0, 10), False), Item("c1", "c", (0, 10), True), Item("c2", "c", (50, 60), False))
GOLD = Gold(ITEMS, {"c1": (1, 1), "c2": (1, 2)}, {"a": "A", "b": "B", "c": "C"}, {("b", "a"): "copy"})


def row(doc: str, start: int = 0, denies: bool = False) -> Row:
    return Row(doc, ((start, start + 10),), denies)


def test_a_perfect_case_is_perfect() -> None:
    match = Match.of(GOLD, [Found("x", (row("a"), row("b"), row("c", denies=True)), 1, 1), Found("y", (row("c", 50),), 1, 2)])
    true, found = pairs(match)
    assert true == found and denials(match) == (1, 1, 1)
    assert sum(errors(match)["Lagebild"]) == 0 and falsely_corroborated(match)[0]["Lagebild"] == []
    assert len(falsely_corroborated(match)[0]["counting outlets"]) == 1


def test_what_is_not_found_counts_as_no_origin_and_what_is_mixed_as_wrong() -> None:
    match = Match.of(GOLD, [Found("x", (row("a"), row("b"), row("c", 50)), 2, 2)])
    true, found = pairs(match)
    assert len(true) == 3 and len(found) == 3 and len(true & found) == 1
    assert errors(match)["Lagebild"] == [1.0, 1.5] and denials(match) == (0, 0, 1)
    assert len(falsely_corroborated(match)[0]["Lagebild"]) == 1


@pytest.mark.slow
def test_claims_and_their_origins_do_not_fall(tmp_path: Path) -> None:
    match = judge(HERE / "open", tmp_path)
    true, found = pairs(match)
    precision, _, f1 = score(len(true & found), len(found), len(true))
    wrong, lone = falsely_corroborated(match)
    figures = {"precision": precision, "f1": f1, "counted_right": 1 - len(wrong["Lagebild"]) / lone}
    assert {name: value for name, value in figures.items() if 100 * value < floors()["pile"][name]} == {}
