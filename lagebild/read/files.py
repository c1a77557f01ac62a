"""Paths → open regular files: folders walked, globs expanded, nothing that could block or loop."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lagebild.errors import ReadError
from lagebild.model import Failure, content_id

SUFFIXES = (".txt", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson")
# Files that saved pages bring along; in folders they are passed over in silence.
_SIDE_FILES = (
    ".css", ".js", ".mjs", ".map", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".avif", ".bmp", ".woff", ".woff2", ".ttf",
    ".otf", ".eot", ".mp3", ".mp4", ".webm", ".part", ".tmp", ".lock", ".db", ".db-wal", ".db-shm",
)  # fmt: skip


def safe_name(name: str) -> str:
    """Return a name with unprintable characters (control, direction overrides, broken bytes) written as escapes."""
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)


def failure(name: str, error: ReadError) -> Failure:
    """Return the record of an input that was set aside."""
    return Failure(content_id("unread", name), safe_name(name), error.kind, str(error))


def is_document(path: Path) -> bool:
    """Tell whether a file's name is one of those that folders are searched for."""
    name = path.name.lower().removesuffix(".gz")
    return name.endswith(SUFFIXES)


def expand(text: str) -> Iterator[Path | Failure]:
    """Yield the files behind one input: a file, a folder's documents (sorted, hidden ones left out), a glob's matches."""
    path = Path(text)
    try:
        if path.is_dir():
            yield from _folder(path)
        elif path.is_symlink() or path.exists():
            yield path
        elif glob.has_magic(text):
            yield from _glob(text)
        else:
            yield failure(text, ReadError("no such file or folder; check the path", "not_found"))
    except (OSError, ValueError) as e:
        yield failure(text, ReadError(f"cannot be opened: {_reason(e)}; check the path", "not_found"))


def _glob(pattern: str) -> Iterator[Path | Failure]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - patterns may be absolute
    if not matches:
        yield failure(pattern, ReadError("no file matches; check the pattern", "not_found"))
    for match in matches:
        path = Path(match)
        if not path.is_dir():
            yield path
        elif "**" not in pattern:
            yield from _walk(path)


def _folder(path: Path) -> Iterator[Path | Failure]:
    empty = True
    for found in _walk(path):
        empty = False
        yield found
    if empty:
        yield failure(str(path), ReadError(f"the folder holds no documents ({' '.join(SUFFIXES)}, or .gz of these)", "empty"))


def _walk(top: Path) -> Iterator[Path | Failure]:
    """Walk a folder without recursion (a deep one must not overflow) and without entering a folder twice."""
    seen: set[tuple[int, int]] = set()
    stack: list[Path] = [top]
    while stack:
        path = stack.pop()
        try:
            status = path.stat()
            if not stat.S_ISDIR(status.st_mode):
                yield from _file(path)
                continue
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            stack += sorted((p for p in path.iterdir() if not p.name.startswith(".")), reverse=True)
        except OSError as e:
            if is_document(path) or path.is_dir():
                yield failure(str(path), ReadError(f"cannot be opened: {_reason(e)}; check the path and its permissions", "unreadable"))


def _file(path: Path) -> Iterator[Path | Failure]:
    if is_document(path):
        yield path
    elif path.suffix.lower() not in _SIDE_FILES:
        message = f"not one of {' '.join(SUFFIXES)} (or .gz of these); convert it, or name the file itself to have it read by its content"
        yield failure(str(path), ReadError(message, "format"))


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file for reading, never blocking on a pipe or device. Raises ReadError with what to do."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    except (OSError, ValueError) as e:
        raise ReadError(f"cannot be opened: {_reason(e)}; check the path and its permissions", "unreadable") from e
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise ReadError("not a regular file (a pipe, device or socket); copy its content to a file, or pipe it to '-'", "not_a_file")
    return os.fdopen(descriptor, "rb")


def _reason(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
