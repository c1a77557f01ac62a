"""The field of life in which an act takes place (military, economic, legal …), after PLOVER's contexts: by the words of its clause."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.extract.deeds import Deed, Details, trigger_value, value_of
from lagebild.extract.vocabulary import Vocabulary, listed
from lagebild.lang.pack import Pack

# Tokens of the clause beyond which a word says little of the act itself.
NEAR = 8


@dataclass(frozen=True)
class ContextWords:
    """`words`: the context that a word tells of; of a token that several know, the first in the table counts."""

    words: Vocabulary

    @classmethod
    def from_pack(cls, pack: Pack) -> ContextWords:
        return cls(Vocabulary.of(pack, listed(pack.toml("event_contexts.toml")["words"])))


def context_details(deed: Deed, lexica: ContextWords) -> Details:
    """Return the context of an act: that of the trigger, else of its object, else of the nearest word of its clause that has one."""
    found = trigger_value(deed, lexica.words)
    if found is None and deed.object:
        found = value_of(lexica.words, deed.tokens(deed.object.span))
    if found is None:
        found = value_of(lexica.words, (t for t in deed.near() if abs(t.i - deed.i) <= NEAR))
    return {"context": found} if found else {}
