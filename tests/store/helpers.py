"""Invented extractions, without a parser: fast, and the same on every machine."""

from __future__ import annotations

import hashlib

from lagebild.model import Credit, Document, Event, Extraction, Mention, Party, Quantity, Region, Span, Statement, content_id
from lagebild.store import Item

TEMPLATE = "Neu {n}\n\nMinister Otto Keller sagte, Nordland habe {n} Panzer geliefert. Ostland wies das zurück."


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


def make(
    n: int, *, text: str | None = None, outlet: str = "Blatt", published: str = "2024-11-15", url: str | None = None
) -> Extraction:  # fmt: skip
    """Return the extraction of an invented report number `n`."""
    text = text if text is not None else TEMPLATE.format(n=n)
    doc_id = content_id("doc", n, text)
    document = Document(
        id=doc_id, text=text, lang="de", raw_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), name=f"pile/{n}.txt",
        url=url, outlet=outlet, title=f"Neu {n}", published=published, published_basis="given", problems=("kein Autor",),
        regions=(Region((0, text.index("\n")), "headline"), Region((text.index("\n"), len(text)), "body")),
        credits=(Credit(at(text, "Neu"), "Agentur X", "agency"),),
    )  # fmt: skip
    quote, panzer = at(text, f"Nordland habe {n} Panzer geliefert"), at(text, f"{n} Panzer")
    statement = Statement(
        id=content_id(doc_id, "s"), type="Indirect", quote=(quote,), cue=(at(text, "sagte"),), speaker=(at(text, "Minister Otto Keller"),),
        speaker_name="Otto Keller", speaker_entity="e1", source_class="named", chain=("Otto Keller",),
        chain_spans=(at(text, "Otto Keller"),),
    )  # fmt: skip
    event = Event(
        id=content_id(doc_id, "e"), type="TRANSFER", trigger=at(text, "geliefert"), status="attributed",
        actor=(Party(at(text, "Nordland"), "Nordland", "NOR"),), recipient=(Party(at(text, "Ostland"), "Ostland", "OST"),),
        quantity=Quantity(panzer, float(n), "pieces"), statement=statement.id, date="2024-11",
    )  # fmt: skip
    mentions = (
        Mention(at(text, "Otto Keller"), "person", "Otto Keller", "e1", "NOR", "Minister"),
        Mention(at(text, "Nordland"), "state", "Nordland", "e2", "NOR"),
    )
    lemmas = text.replace("lieferte", "liefern").replace("geliefert", "liefern").replace("habe", "haben")
    return Extraction(document, mentions, (), (), (statement,), (event,), (), lemmas)


def item(x: Extraction, key: str | None = None) -> Item:
    return Item(key or f"name:{x.document.name}", x.document.raw_sha256, x)
