"""Units as they are stored."""

from __future__ import annotations

import json

from lagebild.link.records import QuantityIn
from lagebild.link.tellings import Figure, Telling
from lagebild.store.linking.sentences import decode, encode
from tests.link.invented import BLANK


def test_a_sentence_is_read_as_it_was_stored() -> None:
    fields: dict[str, object] = dict.fromkeys(Telling._fields, ())
    fields |= {"span": (3, 9), "terms": (("hafen", 2.5),), "figures": (Figure(12.0, None, "persons", "tot"),), "place": 4}
    unit = BLANK._replace(
        quantity=QuantityIn(12.0, None, "persons", "exact", (3, 5)), spans=((3, 9), (11, 20)), chain=("Blatt", "Amt"), sentence=(3, 9),
        telling=Telling(**fields),  # type: ignore[arg-type]
    )  # fmt: skip
    about = (("hafen", 2.5),)
    told = unit._replace(telling=unit.telling._replace(context=about)) if unit.telling else unit
    for units in ((told, BLANK), (BLANK,)):
        assert decode(json.loads(json.dumps(encode(units))), about) == units
