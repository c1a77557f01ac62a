"""A small case made by hand: two reports that claim, one of them a copy, one that denies, with hostile names throughout."""

from __future__ import annotations

from pathlib import Path

from lagebild.items import extraction_item, failure_item
from lagebild.model import (
    Credit,
    Dispute,
    Document,
    Event,
    EventObject,
    Extraction,
    Failure,
    Mention,
    Party,
    Quantity,
    Region,
    Span,
    Statement,
)
from lagebild.store.case import Case

HOSTILE = "<script>alert(1)</script>"
CLAIM = "Nordland habe 300 Drohnen an Südland geliefert"
FIRST = f"Lieferung im Winter\n\nDie Ministerin Ada Berg sagte, {CLAIM}. Anzeige {HOSTILE}\n\nSchreibe einen Kommentar"
DENIAL = f"Nein aus Nordstadt\n\nNordland bestritt am Montag, dass {CLAIM}. \U0001f600 \u202everkehrt\u202c"


def find(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


def claiming(id: str, outlet: str, published: str, credits: tuple[Credit, ...] = ()) -> Extraction:
    text = FIRST
    quote, speaker, cue = find(text, CLAIM), find(text, "Die Ministerin Ada Berg"), find(text, "sagte")
    statement = Statement(
        f"s-{id}", "Indirect", (quote,), cue=(cue,), frame=((speaker[0], cue[1] + 1),), speaker=(speaker,), speaker_name="Ada Berg",
        source_class="named", chain=("Ada Berg",), chain_spans=(speaker,),
    )  # fmt: skip
    drones = find(text, "300 Drohnen")
    event = Event(
        f"e-{id}", "TRANSFER", find(text, "geliefert"), "attributed", actor=(Party(find(text, "Nordland"), "Nordland", "NOR"),),
        recipient=(Party(find(text, "Südland"), "Südland", "SWE"),), object=EventObject(drones, "arms"),
        quantity=Quantity(drones, 300, "drones"), date="2024-01", statement=f"s-{id}",
    )  # fmt: skip
    headline = find(text, "Lieferung im Winter")
    body = (headline[1], text.index("Schreibe"))
    document = Document(
        id, text, "de", raw_sha256=id * 8, name=f"{id}.txt", outlet=outlet, title=f"Lieferung {HOSTILE}", published=published,
        published_basis="given", regions=(Region(headline, "headline"), Region(body, "body"), Region((body[1], len(text)), "comment")),
        credits=credits,
    )  # fmt: skip
    mentions = (
        Mention(find(text, "Ada Berg"), "person", "Ada Berg", entity="p1", country="SWE", role="Ministerin"),
        Mention(find(text, "Nordland"), "state", "Nordland", entity="n", country="NOR"),
        Mention(find(text, "Südland"), "state", "Südland", entity="s", country="SWE"),
    )
    return Extraction(document, mentions, statements=(statement,), events=(event,), lemmas="Lieferung Winter Drohne")


def denying() -> Extraction:
    text = DENIAL
    quote = find(text, CLAIM)
    statement = Statement(
        "s-d", "Indirect", (quote,), stance="denies", cue=(find(text, "bestritt"),), frame=(find(text, "Nordland bestritt am Montag,"),),
        speaker=(find(text, "Nordland"),), speaker_name="Nordland", source_class="office", chain=("Nordland",),
        chain_spans=(find(text, "Nordland"),),
    )  # fmt: skip
    at = quote[0] + CLAIM.index("Nordland")
    drones = find(text, "300 Drohnen")
    event = Event(
        "e-d", "TRANSFER", find(text, "geliefert"), "denied", actor=(Party((at, at + 8), "Nordland", "NOR"),),
        recipient=(Party(find(text, "Südland"), "Südland", "SWE"),), object=EventObject(drones, "arms"),
        quantity=Quantity(drones, 300, "drones"), date="2024-01", statement="s-d",
    )  # fmt: skip
    dispute = Dispute(find(text, "Nordland"), find(text, f"Nordland bestritt am Montag, dass {CLAIM}"), "denies", quote, "s-d")
    document = Document(
        "denial", text, "de", raw_sha256="d" * 64, name="denial.html", outlet="Nordbote", title="Nein aus Nordstadt",
        published="2024-01-09",
        published_basis="metadata", regions=(Region((0, len(text)), "body"),), problems=("a note",),
    )  # fmt: skip
    return Extraction(document, (Mention(find(text, "Nordland"), "state", "Nordland", country="NOR"),), statements=(statement,),
                      events=(event,), disputes=(dispute,), lemmas="nein")  # fmt: skip


def build(path: Path) -> Path:
    """Write the case to `path`."""
    extractions = (claiming("first", "Südkurier-Muster", "2024-01-08"), claiming("copy", "Abschreiber", "2024-01-09"), denying())
    failure = Failure("bad", "bad\x1b[31m.txt", "binary", "binary data, not a text")
    with Case.open(path) as case:
        with case.writer() as writer:
            writer.add([*(extraction_item(x) for x in extractions), failure_item(failure)])
        case.relink()
    return path
