"""Files, folders, globs and standard input → sources, one at a time; what cannot be read becomes a Failure with its reason."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from lagebild.config import Settings
from lagebild.errors import ReadError
from lagebild.model import Failure, Source
from lagebild.read.encoding import decode
from lagebild.read.files import expand, failure, open_regular, safe_name
from lagebild.read.identity import identify
from lagebild.read.records import is_record, parse_json, record_source, records
from lagebild.read.sniff import looks_like_json
from lagebild.read.stream import LINE_MAX, peeked, read_all, read_lines, unzipped

__all__ = ["identify", "sources"]

_SNIFF = 4096
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def sources(inputs: Sequence[str], settings: Settings, stdin: BinaryIO | None = None) -> Iterator[Source | Failure]:
    """Yield the documents behind `inputs` (files, folders, globs, "-"), in order, one in memory at a time.

    Never raises for what an input holds: what cannot be read is yielded as a Failure, and reading goes on.
    """
    for text in inputs:
        if text == "-":
            yield from _stream(stdin or sys.stdin.buffer, "stdin", "", settings)
            continue
        for path in expand(text):
            if isinstance(path, Failure):
                yield path
            else:
                yield from _file(path, settings)


def _file(path: Path, settings: Settings) -> Iterator[Source | Failure]:
    try:
        with open_regular(path) as raw:
            yield from _stream(raw, str(path), path.name.lower().removesuffix(".gz"), settings)
    except ReadError as e:
        yield failure(str(path), e)


def _stream(raw: BinaryIO, name: str, filename: str, settings: Settings) -> Iterator[Source | Failure]:
    """Read one open stream by its name's ending and its content; `filename` is "" where there is none."""
    try:
        buffered = raw if hasattr(raw, "peek") else cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, raw)))
        stream = unzipped(buffered)
        if filename.endswith((".jsonl", ".ndjson")) or (not filename and _opens_with_record(stream)):
            yield from _json_lines(stream, buffered, name, settings)
        else:
            yield from _document(read_all(stream, settings.max_bytes), name, filename)
    except ReadError as e:
        yield failure(name, e)


def _opens_with_record(stream: BinaryIO) -> bool:
    """Tell whether the first line looks like one of many JSON records: whole objects, not an object over many lines."""
    first = peeked(stream, _SNIFF).lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0].rstrip()
    return first.startswith(b"{") and (first.endswith(b"}") or len(first) > 200)


def _json_lines(stream: BinaryIO, raw: BinaryIO, name: str, settings: Settings) -> Iterator[Source | Failure]:
    """Yield a record a line; a bad line is set aside with its number, the others go on."""
    if peeked(stream, 2) in _WIDE_MARKS:
        text = decode(read_all(stream, settings.max_bytes), html=False).text
        stream = raw = io.BytesIO(text.encode("utf-8", "replace"))
    empty = True
    for number, line in read_lines(stream, raw, min(LINE_MAX, settings.max_bytes)):
        empty = False
        yield _line(line, number, name)
    if empty:
        yield failure(name, ReadError("empty: there is nothing to read", "empty"))


def _line(line: bytes | ReadError, number: int, name: str) -> Source | Failure:
    where = f"{name}:{number}"
    try:
        if isinstance(line, ReadError):
            raise line
        value = parse_json(decode(line, html=False).text, f"line {number}")
    except ReadError as e:
        return failure(where, e)
    return record_source(value, where)


def _document(data: bytes, name: str, filename: str) -> Iterator[Source | Failure]:
    """Yield what one whole file holds: records where it is JSON, else one page."""
    if not data.strip(b"\x00 \t\r\n\f\v"):
        yield failure(name, ReadError("empty: there is nothing to read", "empty"))
        return
    is_json = filename.endswith(".json")
    if is_json or looks_like_json(data[:_SNIFF].decode("utf-8", "replace").lstrip("\ufeff")):
        yield from _json_document(data, name, is_json)
        return
    yield Source(name=safe_name(name), data=data, html=_html_by_name(filename))


def _html_by_name(filename: str) -> bool | None:
    if filename.endswith((".html", ".htm", ".xhtml")):
        return True
    return False if filename.endswith(".txt") else None


def _json_document(data: bytes, name: str, is_json: bool) -> Iterator[Source | Failure]:
    """Yield the records of a file that looks like JSON; a text file that is none after all stays a page."""
    text = decode(data, html=False).text
    try:
        value = parse_json(text, "file")
    except ReadError as e:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > 1 and all(line.strip().startswith("{") for line in lines[:20]):
            for number, line in enumerate(text.split("\n"), 1):
                if line.strip():
                    yield _line(line.encode("utf-8"), number, name)
            return
        yield failure(name, e) if is_json else Source(name=safe_name(name), data=data, html=False)
        return
    if is_json or is_record(value):
        yield from records(value, name)
    else:
        yield Source(name=safe_name(name), data=data, html=False)
