"""The tables of a case, in portable SQL; what only one database has (full text, pragmas) stands in that backend's file.

Records of a document are keyed by (`doc`, `ord`): the document's row and the record's place in its extraction. Spans are JSON
`[[start, end], …]` into `documents.text`. Tables below "link" are computed from those above, and from judgements, by `relink`: for the
documents that are new or gone, and for what these touch.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

REVISIONS: Final = ("0001", "0002", "0003", "0004", "0005", "0006")
"""All schema revisions, oldest first; the last is what this version of Lagebild writes."""

metadata = MetaData(naming_convention={"ix": "%(table_name)s_%(column_0_name)s"})
_JSON = JSON(none_as_null=True)


def _records(name: str, *columns: SchemaItem) -> Table:
    """Return a table of per-document records, keyed by document and place."""
    return Table(
        name,
        metadata,
        Column("doc", Integer, ForeignKey("documents.pk"), primary_key=True),
        Column("ord", Integer, primary_key=True),
        *columns,
        sqlite_with_rowid=False,
    )


def _span() -> tuple[Column[object], Column[object]]:
    return Column("start", Integer, nullable=False), Column("end", Integer, nullable=False)


meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

documents = Table(
    "documents",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("source_key", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("name", Text, nullable=False),
    Column("url", Text),
    Column("outlet", Text),
    Column("title", Text),
    Column("authors", _JSON, nullable=False),
    Column("published", String),
    Column("published_basis", String),
    Column("published_evidence", _JSON),
    Column("fetched", String),
    Column("read_in", String, nullable=False),
    Column("lang", String, nullable=False),
    Column("raw_sha256", String, nullable=False),
    Column("dateline_place", Text),
    Column("text", Text, nullable=False),
    Column("lemmas", Text, nullable=False),
    UniqueConstraint("source_key", "version"),
    Index("documents_raw", "raw_sha256"),
    Index("documents_published", "published"),
    Index("documents_outlet", "outlet"),
)

journal = Table(
    "journal",
    metadata,
    Column("source_key", Text, primary_key=True),
    Column("source_sha", String, primary_key=True),
    Column("doc", Integer, ForeignKey("documents.pk")),
    sqlite_with_rowid=False,
)
"""Which sources are done; written in the same transaction as their records. `doc` is null for a source that was set aside."""

failures = Table(
    "failures",
    metadata,
    Column("source_key", Text, primary_key=True),
    Column("source_sha", String, nullable=False),
    Column("id", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("message", Text, nullable=False),
    Column("at", String, nullable=False),
)

regions = _records("regions", *_span(), Column("kind", String, nullable=False))
credits = _records(
    "credits", *_span(), Column("kind", String, nullable=False), Column("origin", Text, nullable=False), Column("lang", String)
)
problems = _records("problems", Column("message", Text, nullable=False))
mentions = _records(
    "mentions",
    *_span(),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("local", Text),
    Column("country", String),
    Column("role", Text),
)
times = _records("times", *_span(), Column("value", String, nullable=False), Column("kind", String, nullable=False))
quantities = _records(
    "quantities",
    *_span(),
    Column("value", Float, nullable=False),
    Column("upper", Float),
    Column("unit", String, nullable=False),
    Column("hedge", String, nullable=False),
    Column("of", _JSON),
)
statements = _records(
    "statements",
    Column("id", String, nullable=False),
    Column("type", String, nullable=False),
    Column("medium", String, nullable=False),
    Column("stance", String, nullable=False),
    Column("quote", _JSON, nullable=False),
    Column("cue", _JSON, nullable=False),
    Column("frame", _JSON, nullable=False),
    Column("speaker", _JSON, nullable=False),
    Column("addressee", _JSON, nullable=False),
    Column("content", Text, nullable=False),
    Column("speaker_name", Text),
    Column("speaker_local", Text),
    Column("source_class", String),
    Column("chain", _JSON, nullable=False),
    Column("chain_spans", _JSON, nullable=False),
    Column("parent", String),
    Column("said", String),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index(None, "stance"),
)
events = _records(
    "events",
    Column("id", String, nullable=False),
    Column("type", String, nullable=False),
    Column("mode", String),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("trigger", Text, nullable=False),
    Column("status", String, nullable=False),
    Column("object", _JSON),
    Column("object_text", Text),
    Column("object_kind", String),
    Column("quantity", _JSON),
    Column("place", _JSON),
    Column("date", String),
    Column("statement", String),
    Column("details", _JSON, nullable=False),
    Column("evidence", _JSON, nullable=False, server_default="{}"),
    Index(None, "type"),
)
event_parties = Table(
    "event_parties",
    metadata,
    Column("doc", Integer, ForeignKey("documents.pk"), primary_key=True),
    Column("event", Integer, primary_key=True),
    Column("side", String, primary_key=True),
    Column("ord", Integer, primary_key=True),
    *_span(),
    Column("name", Text, nullable=False),
    Column("code", String, nullable=False),
    Index(None, "code"),
    sqlite_with_rowid=False,
)
disputes = _records(
    "disputes",
    Column("denier", _JSON, nullable=False),
    Column("denier_text", Text, nullable=False),
    Column("denial", _JSON, nullable=False),
    Column("denial_text", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("claim", _JSON),
    Column("claim_text", Text),
    Column("statement", String),
)

judgements = Table(
    "judgements",
    metadata,
    Column("ord", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("a", _JSON, nullable=False),
    Column("b", _JSON, nullable=False),
    Column("at", String, nullable=False),
    Column("author", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("undoes", Integer),
)
"""What analysts decide, appended and never changed: these two are the same, these two are different; `undoes` takes one back."""

# link

linked = Table("linked", metadata, Column("doc", Integer, ForeignKey("documents.pk"), primary_key=True))
"""Which documents the tables below know."""
items = Table(
    "items",
    metadata,
    Column("item", Integer, primary_key=True),
    Column("space", String, nullable=False),
    Column("doc", Integer, ForeignKey("documents.pk"), nullable=False),
    Column("ord", Integer, nullable=False),
    Column("component", Integer, nullable=False),
    Column("key_list", _JSON, nullable=False),
    Column("data", _JSON, nullable=False),
    Column("outcome", String),
    Index("items_doc", "space", "doc", "ord"),
    Index("items_component", "space", "component"),
)
"""What is linked: local entities, documents as stories and as lists of facts, units of claims. Items of one `component` are decided
upon together; `key_list` are its rows below; `outcome` is what an item became, where that is one thing."""
item_keys = Table(
    "item_keys",
    metadata,
    Column("space", String, primary_key=True),
    Column("key", BigInteger, primary_key=True),
    Column("item", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""By which keys items meet: those that share none are never compared."""
shingles = Table(
    "shingles",
    metadata,
    Column("hash", BigInteger, primary_key=True),
    Column("doc", Integer, ForeignKey("documents.pk"), primary_key=True),
    sqlite_with_rowid=False,
)
"""The sampled word sequences of each document: how likely copies are found."""
sketches = Table(
    "sketches",
    metadata,
    Column("doc", Integer, ForeignKey("documents.pk"), primary_key=True),
    Column("hashes", LargeBinary, nullable=False),
)
"""The same by document: four bytes each, lowest first in memory."""
boilerplate = Table("boilerplate", metadata, Column("hash", BigInteger, primary_key=True))
"""Word sequences that recur in an outlet's unlike texts."""
tellings = Table(
    "tellings",
    metadata,
    Column("item", Integer, primary_key=True),
    Column("doc", Integer, ForeignKey("documents.pk"), nullable=False),
    Column("ord", Integer, nullable=False),
    Column("component", Integer, nullable=False),
    Column("level", Integer, nullable=False),
    Column("data", _JSON, nullable=False),
    Index("tellings_doc", "doc", "ord"),
    Index("tellings_component", "component"),
)
"""Sentences with what they tell, those of one `component` decided upon together, which ties of a `level` hold together."""
outlines = Table(
    "outlines",
    metadata,
    Column("doc", Integer, ForeignKey("documents.pk"), primary_key=True),
    Column("context", _JSON, nullable=False),
    Column("key_list", _JSON, nullable=False),
    Column("first", Integer, nullable=False),
    Column("vectors", LargeBinary, nullable=False),
    Column("holds", LargeBinary, nullable=False),
)
"""Documents as their sentences are compared by: what each is about, its rows in `item_keys`, its first telling, and for each telling a
vector of signed bytes and what it holds: how many numbers of 32 bits, and these (little-endian)."""
ties = Table(
    "ties",
    metadata,
    Column("a", Integer, primary_key=True),
    Column("b", Integer, primary_key=True),
    Column("score", Float, nullable=False),
    Column("apart", Boolean, nullable=False),
    Column("denied", Float, nullable=False),
    Column("close", Float, nullable=False),
    Index("ties_b", "b"),
    sqlite_with_rowid=False,
)
"""What ties two tellings: how likely they tell one thing, whether of other stages or times, what one has of the other that it denies, and
how close they are."""
entities = Table(
    "entities",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("country", String),
    Column("names", _JSON, nullable=False),
    Column("roles", _JSON, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("component", Integer),
    Index(None, "component"),
)
entity_links = Table(
    "entity_links",
    metadata,
    Column("a", String, ForeignKey("entities.id"), primary_key=True),
    Column("b", String, ForeignKey("entities.id"), primary_key=True),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Entities that may be one: candidates, not merges."""
entity_mentions = Table(
    "entity_mentions",
    metadata,
    Column("doc", Integer, ForeignKey("documents.pk"), primary_key=True),
    Column("mention", Integer, primary_key=True),
    Column("entity", String, ForeignKey("entities.id"), nullable=False),
    Index(None, "entity"),
    sqlite_with_rowid=False,
)
speakers = _records("speakers", Column("entity", String, ForeignKey("entities.id"), nullable=False), Index(None, "entity"))
"""Which entity speaks a statement (`doc`, `ord`)."""
party_entities = Table(
    "party_entities",
    metadata,
    Column("doc", Integer, ForeignKey("documents.pk"), primary_key=True),
    Column("event", Integer, primary_key=True),
    Column("side", String, primary_key=True),
    Column("ord", Integer, primary_key=True),
    Column("entity", String, ForeignKey("entities.id"), nullable=False),
    Index(None, "entity"),
    sqlite_with_rowid=False,
)
"""Which entity an event's party is."""
offices = Table(
    "offices",
    metadata,
    Column("doc", Integer, ForeignKey("documents.pk"), primary_key=True),
    Column("ord", Integer, primary_key=True),
    Column("office", String, primary_key=True),
    Column("wanted", Boolean, nullable=False),
    Column("family", String, nullable=False),
    Index(None, "office"),
    sqlite_with_rowid=False,
)
"""Which offices local entities hold, with their surname, or, without a name, stand for (`wanted`): whose they are, the case decides."""
merges = Table(
    "merges",
    metadata,
    Column("kind", String, primary_key=True),
    Column("target", String, primary_key=True),
    Column("ord", Integer, primary_key=True),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Why records were taken as one: `kind` is entity, claim or origin; `target` is the id of what they became."""
lineage = Table(
    "lineage",
    metadata,
    Column("edge", Integer, primary_key=True),
    Column("doc", Integer, ForeignKey("documents.pk"), nullable=False),
    Column("origin_doc", Integer, ForeignKey("documents.pk")),
    Column("origin", Text),
    Column("kind", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("spans", _JSON, nullable=False),
    Column("origin_spans", _JSON, nullable=False),
    Column("directed", Boolean, nullable=False),
    Column("certain", Boolean, nullable=False),
    Column("share", Float),
    Column("origin_share", Float),
    Index(None, "doc"),
    Index(None, "origin_doc"),
)
"""`directed` is false where it is not known who took from whom; `certain` is false for a candidate. `share` is how much of the
document's text stands in the origin, `origin_share` how much of the origin's in the document."""
outlet_names = Table("outlet_names", metadata, Column("name", Text, primary_key=True), Column("canonical", Text, nullable=False))
"""Which name stands for an outlet."""
stories = Table(
    "stories",
    metadata,
    Column("id", String, primary_key=True),
    Column("component", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("doc", Integer, ForeignKey("documents.pk"), nullable=False),
    Column("first", String),
    Column("last", String),
    Column("documents", Integer, nullable=False),
    Column("terms", _JSON, nullable=False),
    Index(None, "component"),
)
story_documents = Table(
    "story_documents",
    metadata,
    Column("doc", Integer, ForeignKey("documents.pk"), primary_key=True),
    Column("story", String, ForeignKey("stories.id"), nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "story"),
)
claims = Table(
    "claims",
    metadata,
    Column("id", String, primary_key=True),
    Column("type", String),
    Column("headline", Text, nullable=False),
    Column("doc", Integer, ForeignKey("documents.pk"), nullable=False),
    Column("spans", _JSON, nullable=False),
    Column("actors", _JSON, nullable=False),
    Column("recipients", _JSON, nullable=False),
    Column("object_kind", String),
    Column("date", String),
    Column("quantities", _JSON, nullable=False),
    Column("supporters", Integer, nullable=False),
    Column("deniers", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("origins_most", Integer, nullable=False),
    Column("would_change", _JSON, nullable=False),
    Column("component", Integer, nullable=False),
    Index(None, "component"),
)
claim_support = Table(
    "claim_support",
    metadata,
    Column("claim", String, ForeignKey("claims.id"), primary_key=True),
    Column("ord", Integer, primary_key=True),
    Column("side", String, nullable=False),
    Column("doc", Integer, ForeignKey("documents.pk"), nullable=False),
    Column("statement", Integer),
    Column("event", Integer),
    Column("dispute", Integer),
    Column("spans", _JSON, nullable=False),
    Column("who", Text),
    Column("source_class", String),
    Column("chain", _JSON, nullable=False),
    Column("stance", String),
    Column("status", String),
    Column("origin", Integer, nullable=False),
    Index(None, "doc"),
    sqlite_with_rowid=False,
)
claim_origins = Table(
    "claim_origins",
    metadata,
    Column("claim", String, ForeignKey("claims.id"), primary_key=True),
    Column("origin", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("reasons", _JSON, nullable=False),
    sqlite_with_rowid=False,
)

LINKED: Final = (
    claim_origins, claim_support, claims, story_documents, stories, outlet_names, lineage, merges, offices, party_entities, speakers,
    entity_mentions, entity_links, entities, boilerplate, sketches, shingles, ties, outlines, tellings, item_keys, items, linked,
)  # fmt: skip
"""The computed tables, in an order in which they can be emptied."""
