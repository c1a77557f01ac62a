"""The error tree: one root, few branches, each message says what to do."""

from __future__ import annotations


class LagebildError(Exception):
    """Root of all errors that Lagebild raises on purpose.

    ``kind`` is the short machine-readable name that `lagebild errors` and `extract` print.
    """

    kind = "error"


class ReadError(LagebildError):
    """A source could not be turned into text; the document is set aside with this reason."""

    kind = "unreadable"

    def __init__(self, message: str, kind: str | None = None) -> None:
        super().__init__(message)
        if kind is not None:
            self.kind = kind


class CleanError(LagebildError):
    """A document holds nothing that could be a report."""

    kind = "no_text"


class PackError(LagebildError):
    """A language pack is missing or damaged."""

    kind = "language_pack"


class StoreError(LagebildError):
    """A case cannot be opened, migrated or written."""

    kind = "case"


class ConfigError(LagebildError):
    """A setting is unknown or out of range."""

    kind = "config"


class OptionError(LagebildError):
    """A command was asked for something that cannot be."""

    kind = "option"
