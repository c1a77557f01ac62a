"""Events as PLOVER records: one JSON object a line, in PLOVER's own fields, with ours beside them under `lagebild`.

The fields are those of the chapter "JSON Data Fields" of the PLOVER manual (Open Event Data Alliance, drafts 0.7 and 0.8): `source` and
`recipient` are lists of actor objects, `event` a list of types, `quad_code` 1 to 4, `event_scale` a number (ours: `lagebild.scales`).
PLOVER knows neither a status nor on whose word something stands: whoever reads `event` alone takes a denied event for one that
happened, so `--status asserted` is worth a thought.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from lagebild.scales import goldstein_of, quad_of
from lagebild.store.records import DocumentInfo, StoredEvent, StoredParty

QUAD_CODES: Final = {"verbal_cooperation": 1, "material_cooperation": 2, "verbal_conflict": 3, "material_conflict": 4}
TYPES: Final = {"TRANSFER": "COOPERATE"}
"""Types that are ours alone, by the PLOVER type that holds them."""
CODEBOOK: Final = "PLOVER 0.8"
_BODY: Final = "IGO:"
_DAY: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$", re.ASCII)


def records(
    events: Iterable[StoredEvent], documents: Mapping[str, DocumentInfo], texts: Mapping[str, str], coder: str
) -> Iterator[dict[str, Any]]:
    """Yield a PLOVER record for each event. `texts` gives a document's text by its id."""
    for event in events:
        yield record(event, documents[event.document], texts[event.document], coder)


def record(event: StoredEvent, document: DocumentInfo, text: str, coder: str) -> dict[str, Any]:
    """Return one event as a PLOVER record; what is not known is left out, but for `date`, which is then null."""
    first, last = date_range(event.date or event.published)
    fields: dict[str, Any] = {
        "id": event.id,
        "has_event": True,
        "date": first,
        "enddate": last if last != first else None,
        "source": [_actor(p, text) for p in event.actor],
        "recipient": [_actor(p, text) for p in event.recipient],
        "event": [TYPES.get(event.type, event.type)],
        "mode": event.mode,
        "context": event.details.get("context"),
        "quad_code": QUAD_CODES[quad_of(event.type)],
        "event_scale": goldstein_of(event.type, event.mode, event.status),
        "event_loc": _known({"name": event.place, "cc3": event.place_country}),
        "event_text": [event.trigger_text],
        "text_info": {"start": event.trigger[0], "end": event.trigger[1]},
        "cite_info": _cite(document, coder),
        "coder": coder,
    }
    return {"id": event.id, "date": None, "source": [], **_known(fields), "lagebild": _ours(event)}


def date_range(value: str | None) -> tuple[str | None, str | None]:
    """Return the first and last day of a day, month, year or interval of them; (None, None) for anything else."""
    begin, _, end = (value or "").partition("/")
    first, last = _DAY.match(begin[:10]), _DAY.match((end or begin)[:10])
    if not first or not last:
        return None, None
    month = int(last[2] or 12)
    if not 1 <= month <= 12:
        return None, None
    closing = int(last[3]) if last[3] else calendar.monthrange(int(last[1]), month)[1]
    return f"{first[1]}-{first[2] or '01'}-{first[3] or '01'}", f"{last[1]}-{month:02}-{closing:02}"


def _actor(party: StoredParty, text: str) -> dict[str, Any]:
    """Return an actor object; PLOVER has one code for all bodies of several states, ours says which."""
    code = "IGO" if party.code.startswith(_BODY) else party.code
    return _known({"code": code, "actor_text": text[slice(*party.span)], "identifier_text": party.name})


def _cite(document: DocumentInfo, coder: str) -> dict[str, Any]:
    return _known(
        {
            "citation": document.id,
            "url": document.url,
            "title": document.title,
            "publication": document.outlet,
            "language": document.lang,
            "coder": coder,
            "codebook": CODEBOOK,
        }
    )


def _ours(event: StoredEvent) -> dict[str, Any]:
    """Return what PLOVER has no field for: status, source, object with quantity, details, spans."""
    quantity = event.quantity
    return _known(
        {
            "type": event.type,
            "status": event.status,
            "speaker": event.speaker,
            "chain": list(event.chain),
            "statement": event.statement,
            "date": event.date,
            "published": event.published,
            "source": [{"code": p.code, "span": p.span} for p in event.actor],
            "recipient": [{"code": p.code, "span": p.span} for p in event.recipient],
            "object": _known({"text": event.object_text, "kind": event.object_kind, "span": event.object}),
            "quantity": quantity
            and _known(
                {"value": quantity.value, "upper": quantity.upper, "unit": quantity.unit, "hedge": quantity.hedge, "span": quantity.span}
            ),
            "place_span": event.place_span,
            "details": event.details,
            "details_spans": event.evidence,
            "claims": list(event.claims),
        }
    )


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that say something."""
    return {key: value for key, value in fields.items() if value not in (None, "", [], {}, ())}
