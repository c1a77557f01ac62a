"""Units on disk: a sequence of which few are in memory, so that linking a large case takes little of it."""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Final, overload

from lagebild.link.records import Unit

_HELD: Final = 2048
_READ: Final = 256


class UnitFile(Sequence[Unit]):
    """Units in the order in which they are appended, in a temporary file that only this process can reach. Close it when done."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="lagebild-")  # noqa: SIM115 - closed by `close`
        self._starts = array("q", [0])
        self._held: OrderedDict[int, Unit] = OrderedDict()

    def append(self, unit: Unit) -> None:
        """Add a unit at the end."""
        data = pickle.dumps(unit, protocol=pickle.HIGHEST_PROTOCOL)
        self._file.seek(self._starts[-1])
        self._file.write(data)
        self._starts.append(self._starts[-1] + len(data))

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, k: int) -> Unit: ...
    @overload
    def __getitem__(self, k: slice) -> list[Unit]: ...
    def __getitem__(self, k: int | slice) -> Unit | list[Unit]:
        if isinstance(k, slice):
            return [self[n] for n in range(*k.indices(len(self)))]
        held = self._held.get(k)
        if held is not None:
            return held
        if not 0 <= k < len(self):
            raise IndexError(k)
        self._file.seek(self._starts[k])
        unit: Unit = pickle.loads(self._file.read(self._starts[k + 1] - self._starts[k]))
        self._held[k] = unit
        if len(self._held) > _HELD:
            self._held.popitem(last=False)
        return unit

    def __iter__(self) -> Iterator[Unit]:
        for k in range(0, len(self), _READ):
            last = min(k + _READ, len(self))
            self._file.seek(self._starts[k])
            data = memoryview(self._file.read(self._starts[last] - self._starts[k]))
            for n in range(k, last):
                unit: Unit = pickle.loads(data[self._starts[n] - self._starts[k] : self._starts[n + 1] - self._starts[k]])
                yield unit

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> UnitFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
