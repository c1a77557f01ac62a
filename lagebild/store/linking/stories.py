"""Documents → stories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table, select

from lagebild.link.reuse.compare import COPY
from lagebild.link.stories import Story, StoryItem, keys, make_item, moved, related, resolve
from lagebild.store import schema
from lagebild.store.linking.spaces import Kind, Space
from lagebild.store.linking.state import CHUNK, delete_by, write
from lagebild.store.queries.common import chunks
from lagebild.store.rows import Row

_DOCUMENTS: Final = 64
_COMPONENTS: Final = 256
_BODY: Final = ("headline", "body", "dateline", "caption")


def encode_item(x: StoryItem) -> list[Any]:
    """Return what stories compare of a document, as JSON holds it."""
    return [x.doc, x.day, x.title, dict(x.weights), x.found_by, x.words, x.root, x.head, x.lang]


def decode_item(data: Sequence[Any]) -> StoryItem:
    """Return what `encode_item` took apart."""
    doc, day, title, weights, found_by, words, root, head, lang = data
    return StoryItem(doc, day, title, weights, tuple(found_by), tuple((t, w) for t, w in words), root, tuple(head), lang)


STORIES: Final[Kind[StoryItem]] = Kind("story", encode_item, decode_item, keys, related)


def link_stories(connection: Connection, fresh: Sequence[int], gone: Sequence[int], touched: Iterable[int]) -> tuple[int, tuple[str, ...]]:
    """Find the stories of new documents; returns how many were written, and what moved, in words. `touched` have new lineage."""
    space = Space(connection, STORIES)
    changed = _changed(connection, set(touched) - set(fresh) - set(gone))
    space.remove({*gone, *changed})
    for docs in chunks(sorted({*fresh, *changed}), _DOCUMENTS):
        space.add([(doc, 0, item) for doc, item in _items(connection, docs)])
        space.settle()
    before = _remove(connection, space.stale(), gone)
    after: list[Story] = []
    for part in chunks(space.dirty(), _COMPONENTS):
        made = [(story, component, items) for component, items in part for story in resolve(x.value for x in items)]
        write(connection, (row for story, component, items in made for row in _rows(story, component, {x.value.doc: x.doc for x in items})))
        after += [story for story, _, _ in made]
    return len(after), tuple(move.text for move in moved(before, after))


def roots(connection: Connection, docs: Sequence[int]) -> dict[int, str]:
    """Return the originals, by their public ids, of those documents that are near copies."""
    x, d = schema.lineage.c, schema.documents.c
    found: dict[int, str] = {}
    query = select(x.doc, d.id).join(schema.documents, d.pk == x.origin_doc).where(x.kind == "copy", x.directed, x.certain, x.share >= COPY)
    for some in chunks(docs, CHUNK):
        for doc, origin in connection.execute(query.where(x.doc.in_(some)).order_by(x.doc, x.share.desc(), d.published, d.id)):
            found.setdefault(doc, origin)
    return found


def _changed(connection: Connection, docs: set[int]) -> set[int]:
    """Return those documents that are copies of another original now."""
    i = schema.items.c
    now, changed = roots(connection, sorted(docs)), set[int]()
    for some in chunks(sorted(docs), CHUNK):
        for doc, data in connection.execute(select(i.doc, i.data).where(i.space == STORIES.space, i.doc.in_(some))):
            if decode_item(data).root != now.get(doc):
                changed.add(doc)
    return changed


def _items(connection: Connection, docs: Sequence[int]) -> Iterator[tuple[int, StoryItem]]:
    d, r = schema.documents.c, schema.regions.c
    bodies: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for doc, start, end in connection.execute(
        select(r.doc, r.start, r.end).where(r.doc.in_(docs), r.kind.in_(_BODY)).order_by(r.doc, r.start)
    ):
        bodies[doc].append((start, end))
    originals = roots(connection, docs)
    for row in connection.execute(select(d.pk, d.id, d.published, d.title, d.text, d.lang).where(d.pk.in_(docs))):
        texts = [row.text[a:b] for a, b in bodies[row.pk]]
        yield row.pk, make_item(row.id, row.published, row.title or "", texts, row.lang, originals.get(row.pk))


def _remove(connection: Connection, components: set[int], gone: Sequence[int]) -> list[Story]:
    """Remove the stories of components; returns them."""
    s, sd, d = schema.stories.c, schema.story_documents.c, schema.documents.c
    found: list[Story] = []
    dead = set(gone)
    for some in chunks(sorted(components), CHUNK):
        rows = connection.execute(select(s.id, s.title, s.first, s.last).where(s.component.in_(some))).all()
        members: dict[str, list[str]] = defaultdict(list)
        query = select(sd.story, d.id, d.pk).join(schema.documents, d.pk == sd.doc).where(sd.story.in_([r.id for r in rows]))
        for story, doc, pk in connection.execute(query.order_by(d.published.is_(None), d.published, d.id)):
            if pk not in dead:
                members[story].append(doc)
        found += [Story(r.id, r.title, (), tuple(members[r.id]), (), r.first, r.last) for r in rows if members[r.id]]
        delete_by(connection, sd.story, [r.id for r in rows])
        delete_by(connection, s.id, [r.id for r in rows])
    return found


def _rows(story: Story, component: int, pks: dict[str, int]) -> Iterator[tuple[Table, Row]]:
    titled = max(zip(story.documents, story.reasons, strict=True), key=lambda pair: (pair[1].score, pair[0]))[0]
    yield schema.stories, {
        "id": story.id, "component": component, "title": story.title, "doc": pks[titled], "first": story.first, "last": story.last,
        "documents": len(story.documents), "terms": list(story.words),
    }  # fmt: skip
    for doc, reason in zip(story.documents, story.reasons, strict=True):
        yield schema.story_documents, {"doc": pks[doc], "story": story.id, "score": reason.score, "reason": reason.text}
