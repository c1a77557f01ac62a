"""Rewrites and translations: documents that tell one report in other words."""

from lagebild.link.rewrites.decide import compare, keys
from lagebild.link.rewrites.facts import Fact, FactList, facts
from lagebild.link.rewrites.told import Figure, Name, Told, When, told_of

__all__ = ["Fact", "FactList", "Figure", "Name", "Told", "When", "compare", "facts", "keys", "told_of"]
