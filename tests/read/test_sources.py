from __future__ import annotations

import gzip
import io
import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from lagebild.config import Settings
from lagebild.model import Failure, Given, Source
from lagebild.read import identify, sources

TEXT = "Der Hafen ist gesperrt, teilte die Behörde mit."


def read(*inputs: str | Path, settings: Settings | None = None, stdin: bytes = b"") -> list[Source | Failure]:
    return list(sources([str(i) for i in inputs], settings or Settings(), io.BytesIO(stdin)))


def good(found: Sequence[Source | Failure]) -> list[Source]:
    return [s for s in found if isinstance(s, Source)]


def bad(found: Sequence[Source | Failure]) -> list[str]:
    return [f.kind for f in found if isinstance(f, Failure)]


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(r).encode() + b"\n" for r in records)


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.html", "a/1.txt", "c.htm", "a/.hidden.txt", ".git/x.txt", "style.css", "z.xhtml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    found = good(read(tmp_path))
    assert [Path(s.name).relative_to(tmp_path).as_posix() for s in found] == ["a/1.txt", "a/2.html", "b.txt", "c.htm", "z.xhtml"]
    assert [s.html for s in found] == [False, True, False, True, True]


def test_globs(tmp_path: Path) -> None:
    for name in ("a1.txt", "a2.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert len(good(read(tmp_path / "a*.txt"))) == 2
    assert bad(read(tmp_path / "x*.txt")) == ["not_found"]
    (tmp_path / "b[1].txt").write_text(TEXT, encoding="utf-8")
    assert len(good(read(tmp_path / "b[1].txt"))) == 1


def test_what_is_not_there_or_not_a_document(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(b"x")
    (tmp_path / "empty").mkdir()
    assert bad(read(tmp_path / "nothing.txt")) == ["not_found"]
    assert bad(read(tmp_path / "empty")) == ["empty"]
    assert bad(read(tmp_path)) == ["format"]
    assert len(good(read(tmp_path / "report.docx"))) == 1, "a file that is named is read by its content"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_pipes_links_and_folders_with_the_names_of_documents(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "dangling.txt").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "folder.txt" / "inner.txt").write_text(TEXT, encoding="utf-8")
    found = read(tmp_path)
    assert sorted(bad(found)) == ["not_a_file", "unreadable"]
    assert len(good(found)) == 1


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_no_permission(tmp_path: Path) -> None:
    (tmp_path / "locked.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "locked.txt").chmod(0)
    assert bad(read(tmp_path / "locked.txt")) == ["unreadable"]


def test_json_lines_keep_ids_and_text(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    record = {
        "id": "Ä 1",
        "text": "  Text\r\n\u00a0",
        "title": " T  t ",
        "published": "2020-01-02",
        "url": "u",
        "outlet": "o",
        "lang": "de",
    }
    path.write_bytes(lines(record, {"id": 7, "html": "<p>x</p>"}))
    first, second = good(read(path))
    assert (first.text, first.html, first.data) == ("  Text\r\n\u00a0", False, None)
    assert (first.given.id, first.given.title, first.given.published, first.given.lang) == ("Ä 1", "T t", "2020-01-02", "de")
    assert (second.given.id, second.html, second.text) == ("7", True, "<p>x</p>")
    assert first.name == f"{path}:1"


def test_a_bad_line_is_set_aside_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(lines({"text": TEXT}) + b"{broken\n\n[1]\n" + lines({"title": "no text"}, {"text": TEXT}))
    found = read(path)
    assert bad(found) == ["invalid_json", "invalid_record", "invalid_record"]
    assert [Path(f.name).name for f in found if isinstance(f, Failure)] == ["x.jsonl:2", "x.jsonl:4", "x.jsonl:5"]
    assert len(good(found)) == 2
    assert "line 2" in next(f.message for f in found if isinstance(f, Failure))


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (json.dumps({"text": TEXT}), 1),
        (json.dumps([{"text": TEXT}, {"text": TEXT}]), 2),
        (json.dumps([{"text": TEXT}] * 3, indent=1), 3),
        ("\ufeff" + json.dumps({"text": TEXT}), 1),
        (json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": TEXT}), 2),
    ],
)
@pytest.mark.parametrize("name", ["x.json", "x.json.gz", "x.txt", "stdin"])
def test_json_documents(tmp_path: Path, content: str, count: int, name: str) -> None:
    data = content.encode()
    path = tmp_path / name
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(data))
    else:
        path.write_bytes(data)
    found = read("-", stdin=data) if name == "stdin" else read(path)
    assert [s.text for s in good(found)] == [TEXT] * count


def test_text_that_only_opens_like_json_is_text(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text('{"zitat"} So beginnt der Bericht.', encoding="utf-8")
    (source,) = good(read(path))
    assert source.data is not None


def test_standard_input() -> None:
    (source,) = good(read("-", stdin=TEXT.encode()))
    assert (source.data, source.html, source.name) == (TEXT.encode(), None, "stdin")
    assert [s.text for s in good(read("-", stdin=gzip.compress(lines({"text": "a"}, {"text": "b"}))))] == ["a", "b"]
    assert bad(read("-", stdin=b"")) == ["empty"]


def test_limits(tmp_path: Path) -> None:
    small = Settings(max_bytes=1000)
    (tmp_path / "big.txt").write_bytes(b"x" * 1001)
    (tmp_path / "big.txt.gz").write_bytes(gzip.compress(b"x" * 100_000))
    (tmp_path / "long.jsonl").write_bytes(lines({"text": "x" * 2000}, {"text": TEXT}))
    (tmp_path / "fits.txt").write_bytes(b"x" * 1000)
    assert bad(read(tmp_path / "big.txt", settings=small)) == ["too_large"]
    assert bad(read(tmp_path / "big.txt.gz", settings=small)) == ["too_large"]
    found = read(tmp_path / "long.jsonl", settings=small)
    assert (bad(found), [s.text for s in good(found)]) == (["too_large"], [TEXT])
    assert bad(read(tmp_path / "fits.txt", settings=small)) == []


def test_a_bomb_of_lines(tmp_path: Path) -> None:
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n" * 3_000_000))
    assert bad(read(path)) == ["damaged"]


def test_truncated_gzip_gives_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl.gz"
    data = gzip.compress(b"".join(lines({"id": i, "text": TEXT + os.urandom(30).hex()}) for i in range(500)))
    path.write_bytes(data[: len(data) // 2])
    found = read(path)
    assert bad(found) == ["truncated"]
    assert 50 < len(good(found)) < 500


def test_reading_is_lazy(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(lines({"text": "first"}) + b"{broken\n" * 100_000)
    assert next(iter(sources([str(path)], Settings()))).__class__ is Source


def test_ids_are_derived_from_content_not_from_names(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    a, b = good(read(tmp_path))
    assert identify(a) == identify(b)
    first, other, same = (Source("n", text=TEXT, given=Given(url=f"https://{host}.example")) for host in ("a", "b", "a"))
    assert identify(first) == identify(same) != identify(other)


def test_names_cannot_play_tricks(tmp_path: Path) -> None:
    (tmp_path / "a\u202etxt.txt").write_text(TEXT, encoding="utf-8")
    (source,) = good(read(tmp_path))
    assert source.name.isprintable()
    assert "\\u202e" in source.name


def test_surrogates_and_nul_are_replaced_one_for_one(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'{"id": "a\\ud800", "title": "\\u0000t", "text": "ab\\ud800cd\\u0000e \\ud83d\\ude00"}\n')
    (source,) = good(read(path))
    assert source.text == "ab\ufffdcd\ufffde 😀"
    assert (source.given.id, source.given.title) == ("a\ufffd", "\ufffdt")
