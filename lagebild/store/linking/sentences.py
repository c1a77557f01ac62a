"""The sentences of one document as the case keeps them, and what leads from it to others: all that depends on no other document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np

from lagebild.link.affairs import Outline, keys
from lagebild.link.claims import sentences_of
from lagebild.link.records import QuantityIn, Unit
from lagebild.link.tellings import Figure, Telling, Weighed
from lagebild.link.together import outline, own_ties
from lagebild.link.told import Told
from lagebild.store.linking.spaces import key_number
from lagebild.store.sqlite import dumps

_QUANTITY: Final = Unit._fields.index("quantity")
_TELLING: Final = Unit._fields.index("telling")
_CONTEXT: Final = Telling._fields.index("context")
_FIGURES: Final = Telling._fields.index("figures")
Sentence: TypeAlias = tuple[Unit, ...]


class Sentences(NamedTuple):
    """A document's sentences, those that tell something first, and each as it is stored (JSON).

    `outline` and `keys` are there where one tells something; `denials` are the places, the smaller first, of denials and what they may be
    about.
    """

    doc: int
    sentences: tuple[Sentence, ...]
    data: tuple[str, ...]
    outline: Outline | None
    keys: tuple[int, ...]
    denials: tuple[tuple[int, int], ...]


def sentences_in(doc: int, units: Sequence[Unit]) -> Sentences:
    """Return the sentences of a document, of its row and units."""
    telling, lone = sentences_of(units)
    sentences = (*telling, *((unit,) for unit in lone))
    told = [Told.of(members) for members in telling]
    one = outline(told) if told else None
    found = tuple(sorted({key_number(key) for key in keys(one)})) if one is not None else ()
    return Sentences(doc, sentences, tuple(dumps(encode(members)) for members in sentences), one, found, tuple(own_ties(told)))


def weighed(stored: Iterable[Sequence[Any]]) -> Weighed:
    """Return what a document is about, as it is stored."""
    return tuple((term, weight) for term, weight in stored)


def encode(units: Sentence) -> list[Any]:
    """Return the units of a sentence as JSON holds them; what their document is about is held once for all."""
    found = []
    for unit in units:
        row: list[Any] = list(unit)
        if unit.telling is not None:
            row[_TELLING] = list(unit.telling._replace(context=()))
        found.append(row)
    return found


def _frozen(value: Any) -> Any:
    """Return a list, and lists in it, as tuples: units nest no deeper."""
    return tuple([tuple(v) if isinstance(v, list) else v for v in value]) if isinstance(value, list) else value


def decode(data: Iterable[list[Any]], context: Weighed) -> Sentence:
    """Return the units of a sentence as `encode` took them apart."""
    found = []
    for row in data:
        values = [_frozen(v) if isinstance(v, list) else v for v in row]
        if row[_QUANTITY] is not None:
            values[_QUANTITY] = QuantityIn(*map(_frozen, row[_QUANTITY]))
        if row[_TELLING] is not None:
            told = [_frozen(v) if isinstance(v, list) else v for v in row[_TELLING]]
            told[_CONTEXT], told[_FIGURES] = context, tuple(Figure(*f) for f in row[_TELLING][_FIGURES])
            values[_TELLING] = Telling(*told)
        found.append(Unit(*values))
    return tuple(found)


def tells(data: Sequence[Sequence[Any]]) -> bool:
    """Tell of a sentence as stored whether it tells something that can be compared."""
    return any(row[_TELLING] is not None for row in data)


def packed(numbers: Sequence[Sequence[int]]) -> bytes:
    """Return lists of numbers of 32 bits as bytes: of each how many there are, then these."""
    return np.array([x for some in numbers for x in (len(some), *some)], "<u4").tobytes()


def unpacked(data: bytes) -> tuple[tuple[int, ...], ...]:
    """Return what `packed` took."""
    numbers = np.frombuffer(data, "<u4").tolist()
    found, at = [], 0
    while at < len(numbers):
        found.append(tuple(numbers[at + 1 : at + 1 + numbers[at]]))
        at += 1 + numbers[at]
    return tuple(found)
