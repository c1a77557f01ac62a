"""Files, folders, globs and standard input → sources, one at a time."""

from __future__ import annotations

from lagebild.read.identity import identify

__all__ = ["identify"]
