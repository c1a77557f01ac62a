from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import lagebild
from lagebild.config import Settings
from lagebild.engines.local import extract_stream
from lagebild.format import extraction_json, failure_json
from lagebild.model import Failure
from lagebild.schema import format_schema, rendered

PACKAGE = Path(lagebild.__file__).resolve().parent
VALIDATOR = jsonschema.Draft202012Validator(format_schema())


def test_the_shipped_schema_is_the_generated_one() -> None:
    assert (PACKAGE / "format.schema.json").read_text(encoding="utf-8") == rendered()


def test_the_sample_fits_the_schema_and_its_own_text() -> None:
    for x in extract_stream([str(PACKAGE / "sample")], Settings()):
        assert not isinstance(x, Failure)
        record = json.loads(json.dumps(extraction_json(x)))
        VALIDATOR.validate(record)
        _check_spans(record, len(x.document.text))
        ids = {s["id"] for s in record["statements"]}
        assert len(ids) == len(record["statements"])
        assert {s["parent"] for s in record["statements"]} - {None} <= ids
        assert {e["statement"] for e in record["events"]} - {None} <= ids
        assert all(len(s["chain"]) == len(s["chain_spans"]) for s in record["statements"])


def _check_spans(value: object, length: int) -> None:
    if isinstance(value, dict):
        for v in value.values():
            _check_spans(v, length)
    elif isinstance(value, list):
        if len(value) == 2 and all(isinstance(v, int) for v in value):
            assert 0 <= value[0] < value[1] <= length
        else:
            for v in value:
                _check_spans(v, length)


def test_a_failure_fits_the_schema() -> None:
    VALIDATOR.validate(failure_json(Failure("x", "x.txt", "binary", "why")))


@pytest.mark.parametrize("broken", [{}, {"id": 3, "error": {}}, {"id": "x"}])
def test_the_schema_refuses(broken: object) -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(broken)
