"""Stories: documents about one affair in one stretch of time.

`make_item` makes of a document what stories compare; `keys` and `related` say which documents may belong together; `resolve` decides
within a component of related documents. Nothing looks at the whole case, so documents that come later give the same stories as documents
that come at once.
"""

from lagebild.link.stories.component import find_stories, resolve
from lagebild.link.stories.items import Key, StoryItem, keys, make_item, related
from lagebild.link.stories.moves import moved
from lagebild.link.stories.records import Move, Story

__all__ = ["Key", "Move", "Story", "StoryItem", "find_stories", "keys", "make_item", "moved", "related", "resolve"]
