"""Parsed document + language pack → mentions, times, quantities, statements, events, disputes."""

from __future__ import annotations

from lagebild.extract.disputes import find_disputes
from lagebild.extract.events import find_events
from lagebild.extract.mentions import find_mentions
from lagebild.extract.quantities import find_quantities
from lagebild.extract.statements import find_statements
from lagebild.extract.status import with_denials
from lagebild.extract.times import find_times
from lagebild.lang.pack import Pack
from lagebild.model import Document, Extraction
from lagebild.parse.base import Parse


def extract(document: Document, parse: Parse, pack: Pack) -> Extraction:
    """Draw all records from one parsed document."""
    mentions = find_mentions(document, parse, pack)
    times = find_times(document, parse, pack)
    quantities = find_quantities(document, parse, times, pack)
    statements = find_statements(document, parse, mentions, times, pack)
    events = find_events(document, parse, mentions, times, quantities, statements, pack)
    disputes = find_disputes(document, parse, mentions, statements, events, pack, quantities)
    events = with_denials(events, disputes)
    lemmas = " ".join(t.lemma for t in parse.tokens if t.pos != "PUNCT")
    return Extraction(document, mentions, times, quantities, statements, events, disputes, lemmas)
