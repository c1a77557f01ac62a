"""Bounded reading: whole documents up to a size, lines up to a length, gzip without bombs."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from lagebild.errors import ReadError

LINE_MAX = 64 * 1024 * 1024
# Repetitive JSON lines shrink to a hundredth at best; what grows more than this is a bomb.
_BOMB_RATIO = 400
_BLANK_MAX = 100_000
_CHUNK = 1 << 20


@contextmanager
def gzip_errors() -> Iterator[None]:
    """Turn the errors of damaged gzip data, and of the file under it, into ReadError."""
    try:
        yield
    except EOFError as e:
        raise ReadError("gzip data ends too early: the file is cut off; copy or download it again", "truncated") from e
    except (gzip.BadGzipFile, zlib.error) as e:
        raise ReadError(f"gzip data is damaged ({e}); copy or download it again", "damaged") from e
    except OSError as e:
        raise ReadError(f"cannot be read: {(e.strerror or str(e)).lower()}; check the disk and the permissions", "unreadable") from e


def peeked(stream: BinaryIO, size: int) -> bytes:
    """Return up to `size` bytes that come next, without taking them; b"" where the stream cannot tell."""
    peek = getattr(stream, "peek", None)
    with gzip_errors():
        return bytes(peek(size))[:size] if peek is not None else b""


def unzipped(raw: BinaryIO) -> BinaryIO:
    """Return the stream itself, or its decompressed content where it starts as gzip does, whatever its name."""
    return cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if peeked(raw, 2) == b"\x1f\x8b" else raw


def read_all(stream: BinaryIO, limit: int) -> bytes:
    """Read a whole document of at most `limit` bytes. Raises ReadError: too_large, truncated, damaged."""
    parts: list[bytes] = []
    size = 0
    with gzip_errors():
        while chunk := stream.read(min(_CHUNK, limit + 1 - size)):
            parts.append(chunk)
            size += len(chunk)
            if size > limit:
                raise ReadError(f"larger than max_bytes ({limit} bytes); split the document or raise max_bytes", "too_large")
    return b"".join(parts)


def read_lines(stream: BinaryIO, raw: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | ReadError]]:
    """Yield (line number, line) one at a time, a ReadError in place of a line longer than `limit` bytes.

    Raises ReadError where the rest of the stream cannot be read. `raw` is the compressed stream under `stream`, or itself.
    """
    number = total = blank = 0
    with gzip_errors():
        while line := stream.readline(limit + 1):
            number += 1
            total += len(line)
            if len(line) > limit and not line.endswith(b"\n"):
                total += _skip_line(stream, limit, number)
                message = f"line {number} is longer than {limit} bytes; split the record"
                yield number, ReadError(message, "too_large")
            elif line.strip():
                blank = 0
                yield number, line
            else:
                blank += 1
                if blank > _BLANK_MAX:
                    raise ReadError(f"stopped after line {number}: {blank} empty lines; this is no JSON lines file", "damaged")
            if stream is not raw and total > limit and total > _BOMB_RATIO * max(1, raw.tell()):
                raise ReadError(f"stopped after line {number}: {total} bytes out of {raw.tell()}, a decompression bomb", "too_large")


def _skip_line(stream: BinaryIO, limit: int, number: int) -> int:
    """Skip to the end of an overlong line, at most four times `limit` further; returns the bytes skipped."""
    skipped = 0
    while chunk := stream.readline(_CHUNK):
        skipped += len(chunk)
        if chunk.endswith(b"\n"):
            break
        if skipped > 4 * limit:
            raise ReadError(f"stopped in line {number}: it is longer than {5 * limit} bytes; this is no JSON lines file", "too_large")
    return skipped
