from __future__ import annotations

import gzip
from pathlib import Path

from lagebild.read.count import count


def test_count(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "b.html").write_text("x", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text("{}\n{}\n{}\n", encoding="utf-8")
    (tmp_path / "d.jsonl.gz").write_bytes(gzip.compress(b"{}\n{}\n"))
    (tmp_path / "e.jsonl.gz").write_bytes(gzip.compress(b"{}\n" * 9)[:20])
    assert count([str(tmp_path)]) == 1 + 1 + 3 + 2 + 1
    assert count(["-"]) is None
    assert count([str(tmp_path / "none.txt")]) == 1
