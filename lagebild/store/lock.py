"""One writer a case: a lock that the operating system drops when its holder dies, however it dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from lagebild.errors import StoreError

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def _open(path: Path, case: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as e:
        raise StoreError(f"{case}: cannot be written ({e.strerror}); check the folder's rights or name another file with --case") from e


def _is_at(descriptor: int, path: Path) -> bool:
    """Tell whether an open file is still the one of that name: its last holder may have removed it meanwhile."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


def _acquire(path: Path, case: Path) -> int:
    while True:
        descriptor = _open(path, case)
        if not _try_lock(descriptor):
            os.close(descriptor)
            raise StoreError(f"{case}: another process is writing to this case; wait until it is done (reading goes on meanwhile)")
        if _is_at(descriptor, path):
            return descriptor
        os.close(descriptor)


@contextmanager
def writer_lock(case: Path) -> Iterator[None]:
    """Hold the lock of a case, a file beside it that goes when it is released. Raises StoreError where another process holds it."""
    path = case.with_name(case.name + "-lock")
    descriptor = _acquire(path, case)
    try:
        yield
    finally:
        with suppress(OSError):  # Windows keeps open files
            path.unlink()
        os.close(descriptor)
