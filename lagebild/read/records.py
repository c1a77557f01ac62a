"""JSON records → sources: `{"id", "text" or "html", "title", "published", "url", "outlet", "lang"}`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lagebild.errors import ReadError
from lagebild.model import Failure, Given, Source
from lagebild.read.encoding import mend
from lagebild.read.files import failure, safe_name

_FIELD_MAX = 2000
_ID_MAX = 500
_FORM = 'a record is {"id", "text" or "html", "title", "published", "url", "outlet", "lang"}'


def parse_json(text: str, where: str) -> Any:
    """Parse JSON. Raises ReadError (kind "invalid_json") that says where it is wrong."""
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except json.JSONDecodeError as e:
        raise ReadError(f"{where}: invalid JSON: {e.msg.lower()} at character {e.pos}; mend it or export it again", "invalid_json") from e
    except (ValueError, RecursionError) as e:
        raise ReadError(f"{where}: invalid JSON: {_short(e)}; mend it or export it again", "invalid_json") from e


def _short(error: Exception) -> str:
    return "nested too deep" if isinstance(error, RecursionError) else str(error)[:100]


def record_source(value: Any, name: str) -> Source | Failure:
    """Return the source of one record, or why it is none."""
    if not isinstance(value, dict):
        return failure(name, ReadError(f"not a JSON object: {_FORM}", "invalid_record"))
    text, html = value.get("text"), value.get("html")
    markup = not isinstance(text, str) and isinstance(html, str)
    content = html if markup else text
    if not isinstance(content, str):
        return failure(name, ReadError(f'neither "text" nor "html" holds a string: {_FORM}', "invalid_record"))
    given = Given(
        id=_id(value),
        title=_field(value, "title"),
        published=_field(value, "published"),
        url=_field(value, "url"),
        outlet=_field(value, "outlet"),
        lang=_field(value, "lang"),
    )
    return Source(name=safe_name(name), text=mend(content), html=markup, given=given, fetched=_field(value, "fetched"))


def records(value: Any, name: str) -> Iterator[Source | Failure]:
    """Yield the sources of a JSON document that holds one record or a list of them."""
    if isinstance(value, list):
        for i, item in enumerate(value):
            yield record_source(item, f"{name}[{i}]")
        if not value:
            yield failure(name, ReadError(f"an empty list: {_FORM}", "invalid_record"))
    else:
        yield record_source(value, name)


def is_record(value: Any) -> bool:
    """Tell whether a JSON value holds a record, or a list that starts with one."""
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, dict) and (isinstance(first.get("text"), str) or isinstance(first.get("html"), str))


def _field(value: dict[str, Any], key: str) -> str | None:
    """Return a field as a string: strings and whole numbers count, empty ones and all else are None."""
    found = value.get(key)
    if isinstance(found, int) and not isinstance(found, bool) and abs(found) < 10**30:
        found = str(found)
    if not isinstance(found, str) or not found.strip():
        return None
    return mend(" ".join(found.split()))[:_FIELD_MAX]


def _id(value: dict[str, Any]) -> str | None:
    """Return the record's id as it is; None (derived from content instead) where it has none or is no name but a text."""
    found = value.get("id")
    if isinstance(found, str) and 0 < len(found) <= _ID_MAX and found.strip():
        return mend(found)
    return str(found) if isinstance(found, int) and not isinstance(found, bool) and abs(found) < 10**30 else None
