"""Each hostile file gives documents or failures with a reason, in bounded time; nothing crashes, hangs, or stops the rest."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lagebild.clean import clean
from lagebild.config import Settings
from lagebild.errors import LagebildError
from lagebild.model import Document, Failure
from lagebild.read import identify, sources
from tests.clean.helpers import pack
from tests.hostile.corpus import build

SECONDS = 20.0
# What must come out of a file as a report in spite of its damage.
READABLE = {
    "utf16-no-bom.txt", "windows-1252.txt", "latin1.txt", "nul-inside.txt", "broken-utf8.txt", "lone-cr.txt", "page.txt", "plain.html",
    "json.txt", "gzip-without-name.txt", "plain.txt.gz", "nested.html", "nested-inline.html", "billion-laughs.html", "big-attribute.html",
    "many-attributes.html", "charset-lies.html", "charset-utf7.html", "svg-script.html", "json-ld-bomb.html", "duplicate-ids.jsonl",
    "utf16.jsonl", "lines-in-json.json", "truncated.jsonl.gz", "invalid-lines.jsonl", "markup-in-fields.jsonl",
}  # fmt: skip
UNREADABLE = {
    "empty.txt": "empty", "spaces.txt": "no_text", "zeros.txt": "empty", "random.txt": "binary", "no-letters.txt": "no_text",
    "zip.txt": "binary",
    "pdf.html": "binary", "png.html": "binary", "page.json": "invalid_json", "truncated.txt.gz": "truncated", "damaged.txt.gz": "damaged",
    "bomb.txt.gz": "too_large", "bomb.jsonl.gz": "damaged", "empty.txt.gz": "empty", "twice.txt.gz": "binary", "english.txt": "language",
    "deep.json": "invalid_json", "huge-number.json": "invalid_json", "empty-list.json": "invalid_record", "script-only.html": "no_text",
    "meta-refresh.html": "no_text", "hidden.html": "no_text", "fifo.txt": "not_a_file", "device.txt": "not_a_file",
    "dangling.txt": "unreadable",
    "loop.txt": "unreadable",
}  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return build(tmp_path_factory.mktemp("hostile"))


def outcomes(path: Path, settings: Settings) -> Iterator[Document | Failure]:
    """Read and clean all that a file holds, as the pipeline does, without its last net: nothing unforeseen may be raised."""
    for source in sources([str(path)], settings):
        if isinstance(source, Failure):
            yield source
            continue
        try:
            yield clean(source, settings, pack)
        except LagebildError as e:
            yield Failure(identify(source), source.name, e.kind, str(e))


def check(document: Document | Failure) -> None:
    if isinstance(document, Failure):
        assert document.kind and len(document.message) > 10
        assert document.name.isprintable()
        return
    strings = [
        document.id,
        document.name,
        document.text,
        document.title or "",
        document.outlet or "",
        document.url or "",
        *document.authors,
    ]
    for value in strings:
        value.encode("utf-8")
        assert "\x00" not in value
    assert document.url is None or document.url.startswith(("http://", "https://"))
    assert document.published is None or "1900" <= document.published <= "2100"
    last = 0
    for region in document.regions:
        assert last <= region.span[0] < region.span[1] <= len(document.text)
        last = region.span[1]


@pytest.mark.slow
def test_every_file_gives_an_outcome_in_time(corpus: list[Path]) -> None:
    assert len(corpus) >= 60
    folder = corpus[0].parent if corpus[0].parent.name != "specials" else corpus[0].parent.parent
    for path in corpus:
        if path.is_symlink() and path.is_dir():
            continue
        started = time.process_time()
        found = list(outcomes(path, Settings()))
        assert time.process_time() - started < SECONDS, path.name
        assert found, path.name
        for outcome in found:
            check(outcome)
        if path.name in READABLE:
            assert any(isinstance(o, Document) and "teilte die Behörde mit" in o.text.replace("\ufffd", "ö") for o in found), path.name
        if path.name in UNREADABLE:
            assert [o.kind for o in found if isinstance(o, Failure)] == [UNREADABLE[path.name]], path.name
            assert not any(isinstance(o, Document) for o in found), path.name
    assert (folder / "empty.txt").exists()


@pytest.mark.slow
def test_the_folder_as_a_whole_is_read_through(corpus: list[Path]) -> None:
    folder = min((p.parent for p in corpus), key=lambda p: len(p.parts))
    found = list(sources([str(folder)], Settings(max_bytes=4_000_000)))
    names = {re.sub(r"(:\d+|\[\d+\])$", "", Path(s.name).name) for s in found}
    plain = {p.name for p in corpus if p.name.isprintable() and not p.is_symlink() and not p.is_dir()}
    assert plain - names == set()


@pytest.mark.slow
def test_no_entity_reaches_out(corpus: list[Path]) -> None:
    path = next(p for p in corpus if p.name == "external-entity.xhtml")
    documents = [o for o in outcomes(path, Settings()) if isinstance(o, Document)]
    assert documents
    assert all("root:" not in d.text for d in documents)


@pytest.mark.slow
def test_files_of_a_hundred_megabytes(tmp_path: Path) -> None:
    for path in build(tmp_path, large=True):
        if path.name.startswith(("line-100", "page-200")):
            started = time.process_time()
            found = list(outcomes(path, Settings()))
            assert time.process_time() - started < 3 * SECONDS, path.name
            assert any(isinstance(o, Failure) and o.kind == "too_large" for o in found), path.name
            if path.suffix == ".jsonl":
                assert any(isinstance(o, Document) for o in found), "the line behind the long one is read"
