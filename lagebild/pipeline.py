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
from lagebild.parse.base import Parser


@dataclass
class Pipeline:
    """Models and packs loaded once; each document is then a pure function of its source."""

    settings: Settings
    _packs: dict[str, tuple[Pack, Parser]] = field(default_factory=dict)

    def _pack(self, lang: str) -> tuple[Pack, Parser]:
        if lang not in self._packs:
            pack = load_pack(lang)
            self._packs[lang] = (pack, make_parser(pack, self.settings.parser))
        return self._packs[lang]

    def document(self, source: Source) -> Document:
        """Clean one source. Raises LagebildError where it cannot be read."""
        return clean(source, self.settings, load_pack)

    def extract(self, document: Document) -> Extraction:
        pack, parser = self._pack(document.lang)
        return extract(document, parser.parse(document), pack)

    def run(self, source: Source, identify: Callable[[Source], str]) -> Extraction | Failure:
        """Take one source through all stages; the one boundary where a bad document is set aside."""
        try:
            return self.extract(self.document(source))
        except LagebildError as e:
            return Failure(identify(source), source.name, e.kind, str(e))
        except Exception as e:  # noqa: BLE001 - the one boundary: hostile input must never stop a run
            return Failure(identify(source), source.name, "internal", f"{type(e).__name__}: {e}")
