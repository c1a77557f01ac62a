"""Entities across documents: local entities, index keys, and a pure function of each component (docs/entities.md)."""

from lagebild.link.entities.fold import fold, fold_state, folded_id, state_id
from lagebild.link.entities.judgements import Judgement, Side
from lagebild.link.entities.keys import fold_key, keys
from lagebild.link.entities.local import LocalEntity, local_entities
from lagebild.link.entities.offices import Holder, held, holder, place_offices, wanted
from lagebild.link.entities.resolve import resolve
from lagebild.link.entities.sums import Sum, sum_key
from lagebild.link.entities.whole import link_entities
from lagebild.link.entities.words import NameWords

__all__ = [
    "Holder", "Judgement", "LocalEntity", "NameWords", "Side", "Sum", "fold", "fold_key", "fold_state", "folded_id", "held", "holder",
    "keys", "link_entities", "local_entities", "place_offices", "resolve", "state_id", "sum_key", "wanted",
]  # fmt: skip
