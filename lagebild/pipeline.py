"""The flow of one document, on one page: clean → parse → extract. Reading and linking stand at its two ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lagebild.clean import clean
from lagebild.config import Settings
from lagebild.errors import LagebildError
from lagebild.extract import extract
from lagebild.lang.pack import Pack, load_pack
from lagebild.model import Document, Extraction, Failure, Source
from lagebild.parse import make_parser
from lagebild.parse.base import Parse, Parser


@dataclass
class Pipeline:
    """Models and packs loaded once; each document is then a pure function of its source."""

    settings: Settings
    _parsers: dict[str, Parser] = field(default_factory=dict)

    def pack(self, lang: str) -> Pack:
        """Return the language pack, loaded once. Raises PackError where there is none."""
        return load_pack(lang)

    def document(self, source: Source) -> Document:
        """Clean one source. Raises LagebildError where it cannot be read."""
        return clean(source, self.settings, self.pack)

    def parse(self, document: Document) -> Parse:
        """Parse one document with the engine of its language, loaded once."""
        if document.lang not in self._parsers:
            self._parsers[document.lang] = make_parser(self.pack(document.lang), self.settings.parser)
        return self._parsers[document.lang].parse(document)

    def extract(self, document: Document) -> Extraction:
        """Parse one document and draw its records."""
        return extract(document, self.parse(document), self.pack(document.lang))

    def run(self, source: Source, identify: Callable[[Source], str]) -> Extraction | Failure:
        """Take one source through all stages; the one boundary where a bad document is set aside."""
        try:
            return self.extract(self.document(source))
        except LagebildError as e:
            return Failure(identify(source), source.name, e.kind, str(e))
        except Exception as e:  # noqa: BLE001 - the one boundary: hostile input must never stop a run
            return Failure(identify(source), source.name, "internal", f"{type(e).__name__}: {e}")
