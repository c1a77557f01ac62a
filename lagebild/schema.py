"""The JSON Schema of what `extract` prints, generated from the records' own types.

python -m lagebild.schema > lagebild/format.schema.json
"""

from __future__ import annotations

import json
from typing import Any, get_args

from lagebild import model
from lagebild.scales import QuadClass

_STRING: dict[str, Any] = {"type": "string"}
_SPAN: dict[str, Any] = {"$ref": "#/$defs/span"}


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _enum(literal: Any) -> dict[str, Any]:
    return {"enum": list(get_args(literal))}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    """An object that has all of `properties`; further ones may be added by later versions."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _quantity() -> dict[str, Any]:
    number = {"type": "number"}
    return _object(span=_SPAN, value=number, upper=_nullable(number), unit=_STRING, hedge=_enum(model.Hedge), of=_nullable(_SPAN))


def _statement() -> dict[str, Any]:
    spans = _list(_SPAN)
    schema = _object(
        id=_STRING, type=_enum(model.StatementType), medium=_enum(model.Medium), stance=_enum(model.Stance), quote={**spans, "minItems": 1},
        cue=spans, frame=spans, speaker=spans, addressee=spans, speaker_name=_nullable(_STRING), speaker_entity=_nullable(_STRING),
        chain=_list(_STRING), chain_spans=_list(_nullable(_SPAN)), parent=_nullable(_STRING), said=_nullable(_STRING),
    )  # fmt: skip
    schema["properties"]["class"] = _nullable(_enum(model.SourceClass))
    schema["required"].append("class")
    return schema


def _event() -> dict[str, Any]:
    party = _object(span=_SPAN, name=_STRING, code=_STRING)
    return _object(
        id=_STRING, type=_enum(model.EventType), mode=_nullable(_STRING), trigger=_SPAN, actor=_list(party), recipient=_list(party),
        object=_nullable(_object(span=_SPAN, kind=_enum(model.ObjectKind))), quantity=_nullable({"$ref": "#/$defs/quantity"}),
        place=_nullable(_object(span=_SPAN, name=_STRING, country=_nullable(_STRING))), date=_nullable(_STRING),
        status=_enum(model.EventStatus), statement=_nullable(_STRING), details={"type": "object", "additionalProperties": _STRING},
        details_spans={"type": "object", "additionalProperties": _SPAN}, goldstein={"type": "number", "minimum": -10, "maximum": 10},
        quad=_enum(QuadClass),
    )  # fmt: skip


def _document() -> dict[str, Any]:
    dispute = _object(denier=_SPAN, denial=_SPAN, claim=_nullable(_SPAN), kind=_enum(model.DisputeKind), statement=_nullable(_STRING))
    mention = _object(
        span=_SPAN,
        kind=_enum(model.MentionKind),
        name=_STRING,
        entity=_nullable(_STRING),
        country=_nullable(_STRING),
        role=_nullable(_STRING),
        members=_list(_STRING),
        wikidata=_nullable(_STRING),
    )
    return _object(
        id=_STRING, lang=_STRING, title=_nullable(_STRING), outlet=_nullable(_STRING), authors=_list(_STRING), url=_nullable(_STRING),
        published=_nullable(_STRING), published_basis=_nullable(_enum(model.PublishedBasis)), text_sha256=_STRING,
        regions=_list(_object(span=_SPAN, kind=_enum(model.RegionKind))),
        credits=_list(_object(span=_SPAN, origin=_STRING, kind=_enum(model.CreditKind))), mentions=_list(mention),
        times=_list(_object(span=_SPAN, value=_STRING, kind=_enum(model.TimeKind), date=_nullable(_STRING))),
        quantities=_list({"$ref": "#/$defs/quantity"}),
        statements=_list(_statement()), events=_list(_event()), disputes=_list(dispute), problems=_list(_STRING),
    )  # fmt: skip


def format_schema() -> dict[str, Any]:
    """Return the schema of one line of `lagebild extract`: a document, or why it could not be read."""
    failure = _object(id=_STRING, error=_object(kind=_STRING, message=_STRING))
    offset = {"type": "integer", "minimum": 0}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One line of lagebild extract",
        "anyOf": [{"$ref": "#/$defs/document"}, failure],
        "$defs": {
            "span": {
                "description": "[start, end) in characters",
                "type": "array",
                "prefixItems": [offset, offset],
                "minItems": 2,
                "maxItems": 2,
            },
            "quantity": _quantity(),
            "document": _document(),
        },
    }


def rendered() -> str:
    """Return the schema as the text that ships."""
    return json.dumps(format_schema(), indent=1) + "\n"


if __name__ == "__main__":
    print(rendered(), end="")
