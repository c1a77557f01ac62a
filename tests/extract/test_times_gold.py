"""Times against other people's gold: the floor that the shipped rules and parser must hold."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from lagebild.extract.times import find_times
from lagebild.lang.pack import load_pack
from lagebild.model import Document, Region, overlaps
from lagebild.parse import make_parser

SHARED = Path(__file__).resolve().parents[3] / "shared"
SCORER = SHARED / "bench" / "score_times.py"
RELAXED_FLOOR, VALUE_FLOOR = 0.89, 0.76


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not SCORER.exists(), reason="needs the time gold beside the project")
def test_relaxed_and_value_hold_their_floors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SCORER.parent))
    spec = importlib.util.spec_from_file_location("score_times", SCORER)
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    pack = load_pack("de")
    parser = make_parser(pack, "builtin")
    n_gold = n_ours = relaxed = valued = 0
    for path in sorted((SHARED / "data" / "timex").glob("*.tml")):
        text, created, gold = scorer.document(path)
        document = Document(path.stem, text, "de", "", published=created[:10], regions=(Region((0, len(text)), "body"),))
        ours = list(find_times(document, parser.parse(document), pack))
        n_gold, n_ours = n_gold + len(gold), n_ours + len(ours)
        for expected in gold:
            hit = next((t for t in ours if overlaps(t.span, expected["span"])), None)
            if hit:
                ours.remove(hit)
                relaxed += 1
                valued += hit.value == expected["value"]
    assert 2 * relaxed / (n_gold + n_ours) >= RELAXED_FLOOR
    assert 2 * valued / (n_gold + n_ours) >= VALUE_FLOOR
