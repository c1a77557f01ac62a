"""Which statements each filter keeps: the same in every store."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from lagebild.model import Statement
from lagebild.store import Case
from tests.store.helpers import at, item, make

TEXT: Final = "Die Börsenzeitung Lotwerk berichtete, Ada Öst habe gesagt, der Hafen sei „sicher“. Das dementierte niemand. Wer sprach?"


def _statements() -> tuple[Statement, ...]:
    outer = Statement(
        "outer", "Indirect", (at(TEXT, "Ada Öst habe gesagt, der Hafen sei „sicher“"),), speaker_name="Lotwerk", source_class="outlet",
        chain=("Lotwerk",), chain_spans=(at(TEXT, "Lotwerk"),), said="2024-11",
    )  # fmt: skip
    inner = Statement(
        "inner", "Direct", (at(TEXT, "„sicher“"),), stance="confirms", speaker_name="Ada Öst", source_class="named",
        chain=("Lotwerk", 'Presse "Nord", GmbH', "Ada Öst"), chain_spans=(at(TEXT, "Lotwerk"), None, at(TEXT, "Ada Öst")),
        parent="outer", said="2024-11-14",
    )  # fmt: skip
    denial = Statement("denial", "Reported", (at(TEXT, "Das dementierte niemand"),), stance="denies", said="2023")
    open_ = Statement(
        "open",
        "FreeIndirect",
        (at(TEXT, "Wer sprach?"),),
        stance="questions",
        chain=("Lotwerk",),
        chain_spans=(None,),
        said="2024-11-11/2024-11-17",
    )
    return outer, inner, denial, open_


CASES: Final[tuple[tuple[dict[str, Any], set[str]], ...]] = (
    ({}, {"outer", "inner", "denial", "open", "other"}),
    ({"speaker": "öst"}, {"inner"}),
    ({"speaker": "%"}, set()),
    ({"chain": "LOTWERK"}, {"outer", "inner", "open"}),
    ({"chain": 'presse "nord", g'}, {"inner"}),
    ({"chain": 'Lotwerk","Presse'}, set()),
    ({"chain": "_"}, set()),
    ({"outlet": "hafenblatt"}, {"outer", "inner", "denial", "open"}),
    ({"stance": "denies"}, {"denial"}),
    ({"stance": ("denies", "confirms")}, {"denial", "inner"}),
    ({"stance": ()}, set()),
    ({"type": ["Direct"]}, {"inner"}),
    ({"type": "Indirect", "source_class": "outlet"}, {"outer"}),
    ({"source_class": ("named", "outlet")}, {"outer", "inner", "other"}),
    ({"since": "2024-11-15"}, {"outer", "inner", "denial", "open"}),
    ({"until": "2024-11-14"}, {"other"}),
    ({"until": "2024-11"}, {"outer", "inner", "denial", "open", "other"}),
    ({"said_since": "2024-11-14"}, {"outer", "inner", "open"}),
    ({"said_since": "2024-11-17"}, {"outer", "open"}),
    ({"said_since": "2024-11-18"}, {"outer"}),
    ({"said_since": "2024-12-01"}, set()),
    ({"said_since": "2024"}, {"outer", "inner", "open"}),
    ({"said_until": "2024-11-13"}, {"outer", "denial", "open"}),
    ({"said_until": "2024-11-10"}, {"outer", "denial"}),
    ({"said_until": "2023"}, {"denial"}),
    ({"said_since": "2023-05-01", "said_until": "2023-06-30"}, {"denial"}),
    ({"nested": True}, {"inner"}),
    ({"nested": False, "stance": "asserts"}, {"outer", "other"}),
    ({"unknown_speaker": True}, {"denial", "open"}),
    ({"unknown_speaker": False}, {"outer", "inner", "other"}),
    ({"unknown_speaker": True, "chain": "lotwerk", "nested": False}, {"open"}),
)


def check_filters(case: Case) -> None:
    """Fill an empty case with two reports, and check each filter of statements on it."""
    told = make(1, text=f"Neu 1\n\n{make(1).document.text}\n{TEXT}", outlet="Das Hafenblatt", published="2024-11-15")
    shift = told.document.text.index(TEXT)
    moved = tuple(
        replace(
            s,
            quote=tuple((a + shift, b + shift) for a, b in s.quote),
            chain_spans=tuple(span and (span[0] + shift, span[1] + shift) for span in s.chain_spans),
        )
        for s in _statements()
    )
    other = make(2, published="2024-11-10")
    with case, case.writer() as writer:
        writer.add([item(replace(told, statements=moved)), item(replace(other, statements=(replace(other.statements[0], id="other"),)))])
        with case.view() as view:
            for wanted, ids in CASES:
                assert {s.id for s in view.statements(**wanted)} == ids, wanted
