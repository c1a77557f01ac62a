"""A text taken through all stages by the pack's own parser, for tests of what stands at the end of them."""

from __future__ import annotations

from functools import cache

from lagebild.extract import extract
from lagebild.lang.pack import Pack, load_pack
from lagebild.model import Document, Extraction, Region
from lagebild.parse import make_parser
from lagebild.parse.base import Parser


@cache
def pack() -> Pack:
    return load_pack("de")


@cache
def parser() -> Parser:
    return make_parser(pack(), "builtin")


def drawn(text: str) -> Extraction:
    """Return all records of a text, published on 10 May 2023."""
    document = Document("t", text, "de", "", published="2023-05-10", regions=(Region((0, len(text)), "body"),))
    return extract(document, parser().parse(document), pack())
