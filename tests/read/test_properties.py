from __future__ import annotations

import gzip
import io
import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.config import Settings
from lagebild.model import Failure, Source
from lagebild.read import identify, sources

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "text", "html", "url", "title", "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)
BYTES = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=80).map(lambda t: t.encode("utf-8", "surrogatepass")),
    JSON.map(lambda v: json.dumps(v).encode()),
    st.lists(JSON, max_size=4).map(lambda vs: b"\n".join(json.dumps(v).encode() for v in vs)),
)
NAMES = st.sampled_from(["x.txt", "x.html", "x.json", "x.jsonl", "x.txt.gz", "x.jsonl.gz", "x"])


def check(found: list[Source | Failure]) -> None:
    for item in found:
        if isinstance(item, Failure):
            assert item.message and item.kind and item.id
        else:
            assert (item.data is None) != (item.text is None)
            assert identify(item) == identify(item) != ""
            identify(item).encode("utf-8")


@given(BYTES, st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_bytes_on_standard_input(data: bytes, zipped: bool) -> None:
    found = list(sources(["-"], Settings(), io.BytesIO(gzip.compress(data) if zipped else data)))
    assert found
    check(found)


@given(BYTES, NAMES, st.integers(0, 40))
@settings(max_examples=200, deadline=None)
def test_any_bytes_in_any_file(data: bytes, name: str, cut: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        content = gzip.compress(data) if name.endswith(".gz") else data
        path.write_bytes(content[: len(content) - cut] if cut < 20 else content)
        found = list(sources([str(path)], Settings(max_bytes=5000)))
    assert found
    check(found)
