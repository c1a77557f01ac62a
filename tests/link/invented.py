"""Units, documents and mentions for tests of linking, all invented."""

from __future__ import annotations

from functools import lru_cache

from lagebild.lang.pack import load_pack
from lagebild.link.records import CreditIn, DocumentIn, MentionIn, QuantityIn, Unit
from lagebild.link.tellings import Figure, Marks, Teller
from lagebild.link.words import nouns

BLANK = Unit(
    doc=1, doc_id="d1", published="2024-11-15", outlet="Blatt", start=10, statement=None, event=None, type=None, actors=(), recipients=(),
    object_kind=None, date=None, place=None, quantity=None, status=None, stance=None, side="supports", stems=(), named=(), 
    spans=((10, 80),), length=70, who=None, source_class=None, chain=(), speaker=None,
)  # fmt: skip


@lru_cache(maxsize=1)
def teller() -> Teller:
    return Teller.of(load_pack("de"))


def sentence(doc: int, text: str, about: str = "", figures: dict[str, float] | None = None, start: int = 0, **changes: object) -> Unit:
    """Return a unit for a sentence of document `doc`, which is about the words of `about`, else those of the sentence."""
    what = about or text
    found = [((text.index(w), text.index(w) + len(w)), Figure(value, None, "persons", w)) for w, value in (figures or {}).items()]
    context = teller().context(what, ((0, len(what)),), None, ())
    telling = teller().tell(text, (0, len(text)), Marks(figures=found), context)._replace(span=(start, start + len(text)))
    where = (start, start + len(text))
    unit = BLANK._replace(
        doc=doc, doc_id=f"d{doc}", outlet=f"Blatt {doc}", start=start, spans=(where,), length=len(text), sentence=where, telling=telling
    )
    return unit._replace(**changes)


def said(doc: int, who: str, text: str, about: str = "", **changes: object) -> Unit:
    """Return a sentence that somebody says, by name."""
    fields = {"who": who, "chain": (who,), "source_class": "named", "statement": 0, "stance": "asserts", "speaker": who}
    return sentence(doc, text, about)._replace(**({**fields, "voice": teller().voice(who, None), "naming": nouns(who)} | changes))


def figure(value: float, unit: str = "persons") -> QuantityIn:
    return QuantityIn(value, None, unit, "exact", (20, 30))


def document(
    doc: int, outlet: str | None = None, published: str | None = "2024-11-15", *credits: CreditIn, body: int = 10_000
) -> DocumentIn:
    return DocumentIn(doc, f"d{doc}", outlet, published, "de", ((0, body),), credits)


def person(doc: int, name: str, country: str | None = None, role: str | None = None, ord: int = 0) -> MentionIn:
    return MentionIn(doc, ord, "person", name, None, country, role)
