"""Reports of a file added to a case, with what extraction made of them kept by text and code."""

from __future__ import annotations

import hashlib
import pickle
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import lagebild
from lagebild.config import Settings
from lagebild.items import Item, source_key, source_sha
from lagebild.model import Extraction, Failure, Source
from lagebild.pipeline import Pipeline
from lagebild.read import identify
from lagebild.read import sources as read_inputs
from lagebild.store.case import Case

_PARTS = ("clean", "parse", "extract", "lang", "model.py", "pipeline.py")
_BATCH = 64


def cache() -> Path:
    """Return the folder of what was extracted before."""
    folder = Path(tempfile.gettempdir()) / "lagebild-extracted"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


@lru_cache(maxsize=1)
def code() -> str:
    """Return a fingerprint of all that extraction depends on."""
    root = Path(lagebild.__file__).parent
    digest = hashlib.sha256()
    for part in _PARTS:
        for path in sorted([root / part] if (root / part).is_file() else (root / part).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.name not in _LINKING:
                digest.update(str(path.relative_to(root)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


_LINKING = frozenset({"claims.toml", "concepts.tsv", "stems.py", "frequencies.tsv.gz", "meanings.npz"})
"""Data of language packs that only linking reads."""


def extracted(sources: Iterator[Source | Failure]) -> Iterator[tuple[Source, Extraction | Failure]]:
    """Yield sources with what extraction makes of them."""
    pipeline: Pipeline | None = None
    for source in sources:
        if isinstance(source, Failure):
            continue
        kept = cache() / f"{code()}-{source_sha(source)[:32]}.pickle"
        if kept.exists():
            yield source, pickle.loads(kept.read_bytes())
            continue
        pipeline = pipeline or Pipeline(Settings())
        result = pipeline.run(source, identify)
        kept.write_bytes(pickle.dumps(result))
        yield source, result


def add_reports(case: Case, path: Path) -> None:
    """Add the records of a file to a case."""
    found = extracted(read_inputs([str(path)], Settings()))
    items = [Item(source_key(source), source_sha(source), result) for source, result in found]
    with case.writer() as writer:
        for k in range(0, len(items), _BATCH):
            writer.add(items[k : k + _BATCH])
