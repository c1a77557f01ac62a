"""Language packs: what a language needs as data and small pure rules."""

from typing import Final

FIRST: Final = "de"  # the language that is taken where none is told
