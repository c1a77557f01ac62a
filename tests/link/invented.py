"""Units, documents and mentions for tests of linking, all invented."""

from __future__ import annotations

from zlib import crc32

from lagebild.link.records import CreditIn, DocumentIn, MentionIn, QuantityIn, Unit
from lagebild.link.words import content_words

BLANK = Unit(
    doc=1, doc_id="d1", published="2024-11-15", outlet="Blatt", start=10, statement=None, event=None, type=None, actors=(), recipients=(),
    object_kind=None, date=None, place=None, quantity=None, status=None, stance=None, side="supports", stems=(), named=(), 
    spans=((10, 80),), length=70, who=None, source_class=None, chain=(), speaker=None,
)  # fmt: skip


def stems(text: str) -> tuple[int, ...]:
    return tuple(sorted({crc32(w.encode()) for w in content_words(text)}))


def event(doc: int, type: str, actors: str = "", recipients: str = "", words: str = "", **changes: object) -> Unit:
    """Return an event of document `doc`; parties are codes, separated by spaces."""
    unit = BLANK._replace(
        doc=doc, doc_id=f"d{doc}", event=0, type=type, actors=tuple(sorted(actors.split())), recipients=tuple(recipients.split()),
        stems=stems(words), status="asserted", named=tuple(sorted({*actors.split(), *recipients.split()})), outlet=f"Blatt {doc}",
    )  # fmt: skip
    return unit._replace(**changes)


def saying(doc: int, who: str, words: str, named: str = "", **changes: object) -> Unit:
    """Return a statement of document `doc` without an event."""
    unit = BLANK._replace(
        doc=doc, doc_id=f"d{doc}", statement=0, who=who, chain=(who,), source_class="named", speaker=f"e-{who}", stems=stems(words),
        named=tuple(sorted(named.split())), outlet=f"Blatt {doc}", stance="asserts",
    )  # fmt: skip
    return unit._replace(**changes)


def denial(doc: int, who: str, words: str, named: str = "", **changes: object) -> Unit:
    return saying(doc, who, words, named, statement=None, dispute=0, side="denies", stance="denies", start=300)._replace(**changes)


def figure(value: float, unit: str = "persons") -> QuantityIn:
    return QuantityIn(value, None, unit, "exact", (20, 30))


def document(
    doc: int, outlet: str | None = None, published: str | None = "2024-11-15", *credits: CreditIn, body: int = 10_000
) -> DocumentIn:
    return DocumentIn(doc, f"d{doc}", outlet, published, "de", ((0, body),), credits)


def person(doc: int, name: str, country: str | None = None, role: str | None = None, ord: int = 0) -> MentionIn:
    return MentionIn(doc, ord, "person", name, None, country, role)
