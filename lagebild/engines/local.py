"""The stages on one machine: sources → extractions → a case, over one process or many, in the order of the input."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from lagebild.config import Settings
from lagebild.engines.pool import run
from lagebild.engines.tasks import Results, Task, TaskError
from lagebild.engines.worker import Work
from lagebild.items import Item, failure_item, source_key, source_sha
from lagebild.model import Extraction, Failure, Source
from lagebild.read import identify, sources

if TYPE_CHECKING:  # a worker has no use for the store
    from lagebild.store.case import Case
    from lagebild.store.records import AddCounts


_CHUNK_DOCUMENTS: Final = 2
_CHUNK_BYTES: Final = 1 << 20
_LONGEST_WAIT: Final = 2.0  # seconds that finished documents may wait for their batch to fill
_WORK: Final = "lagebild.engines.local:extract_one"
_MODEL: Final = "lagebild.engines.local:Extractor"


class Extractor:
    """The models of one process."""

    def __init__(self, settings: Settings) -> None:
        from lagebild.pipeline import Pipeline  # a parent of workers has no use for it

        self.pipeline = Pipeline(settings)


def extract_one(model: Extractor, source: Source) -> Extraction | Failure:
    """Take one source through all stages."""
    return model.pipeline.run(source, identify)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A source on its way, or (without one) what is already decided about it."""

    item: Item
    source: Source | None = None


def _entry(found: Source | Failure, known: Callable[[str, str], bool] | None) -> _Entry:
    if isinstance(found, Failure):
        return _Entry(failure_item(found))
    item = Item(source_key(found), source_sha(found), None)
    return _Entry(item) if known is not None and known(item.key, item.sha) else _Entry(item, found)


def _size(entry: _Entry) -> int:
    source = entry.source
    return 0 if source is None else len(source.data or b"") + len(source.text or "")


def _chunked(entries: Iterable[_Entry], documents: int) -> Iterator[tuple[_Entry, ...]]:
    chunk: list[_Entry] = []
    for entry in entries:
        chunk.append(entry)
        if len(chunk) >= documents or sum(map(_size, chunk)) >= _CHUNK_BYTES:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)


def _task(entries: Sequence[_Entry]) -> Task:
    return Task(tuple(e.source for e in entries if e.source is not None))


def _result(source: Source, result: Any) -> Extraction | Failure:
    if isinstance(result, TaskError):
        return Failure(identify(source), source.name, result.kind, result.message)
    found: Extraction | Failure = result
    return found


def _filled(entries: Sequence[_Entry], results: Results) -> Iterator[Item]:
    waiting = iter(results)
    for entry in entries:
        if entry.source is None:
            yield entry.item
        else:
            yield Item(entry.item.key, entry.item.sha, _result(entry.source, next(waiting)))


def _dated(found: Source | Failure, published: str | None) -> Source | Failure:
    """Give a source the publication date that the caller states, where the input itself states none."""
    if published is None or isinstance(found, Failure) or found.given.published:
        return found
    return replace(found, given=replace(found.given, published=published))


def item_stream(
    inputs: Sequence[str],
    settings: Settings,
    *,
    known: Callable[[str, str], bool] | None = None,
    published: str | None = None,
    work: str = _WORK,
    init: str = _MODEL,
) -> Iterator[Item]:
    """Yield what became of each source of `inputs`, in order; those that are `known` come without a result, untouched.

    `settings.jobs` processes share the work; a document that takes longer than `settings.timeout` is set aside. Few documents are in
    memory at a time, however many there are. `work` and `init` name what does it ("module:function", "module:Model").
    """
    plan: deque[tuple[_Entry, ...]] = deque()

    def tasks() -> Iterator[Task]:
        entries = (_entry(_dated(found, published), known) for found in sources(inputs, settings))
        for chunk in _chunked(entries, _CHUNK_DOCUMENTS if settings.jobs > 1 else 1):
            plan.append(chunk)
            yield _task(chunk)

    for _, results in run(Work(work, init, settings, settings.timeout), tasks(), settings.jobs):
        yield from _filled(plan.popleft(), results)


def extract_stream(inputs: Sequence[str], settings: Settings, *, published: str | None = None) -> Iterator[Extraction | Failure]:
    """Yield the extraction of each source, or why it was set aside, in the order of `inputs`, over `settings.jobs` processes."""
    for item in item_stream(inputs, settings, published=published):
        if item.result is not None:
            yield item.result


def _batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    batch: list[Item] = []
    since = monotonic()
    for item in items:
        batch.append(item)
        if len(batch) >= size or monotonic() - since > _LONGEST_WAIT:
            yield batch
            batch, since = [], monotonic()
    if batch:
        yield batch


def add_stream(
    case: Case,
    inputs: Sequence[str],
    settings: Settings,
    *,
    published: str | None = None,
    retry: bool = False,
) -> Iterator[AddCounts]:
    """Add what `inputs` name to a case, and yield the counts of each batch once it is written; `case.relink()` comes after.

    What the case holds already is skipped before it is parsed. Interrupted at any moment, the same call goes on where it was. `retry`
    takes up again what was set aside before. Raises StoreError where the case cannot be written.
    """

    def known(key: str, sha: str) -> bool:
        return case.known(key, sha, retry)

    with case.writer() as writer:
        for batch in _batched(item_stream(inputs, settings, known=known, published=published), settings.batch):
            yield writer.add(batch)
