"""The pack's knowledge of page rubble, compiled: which lines are no part of the report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, get_args

from lagebild.errors import PackError
from lagebild.lang.pack import Pack
from lagebild.model import RegionKind

_FLAGS = re.IGNORECASE


@dataclass(frozen=True, slots=True)
class LineRule:
    kind: RegionKind
    max_chars: int
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class SectionRule:
    kind: RegionKind
    runs: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rubble:
    """Rules by line, by section, and for biographies, bylines and datelines (`rubble.toml`)."""

    lines: tuple[LineRule, ...]
    sections: tuple[SectionRule, ...]
    section_words: frozenset[str]
    section_max_words: int
    bio_words: frozenset[str]
    bio_min_words: int
    bio_opening: re.Pattern[str]
    byline: re.Pattern[str]
    name: re.Pattern[str]
    name_refused: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> Rubble:
        """Compile the pack's `rubble.toml`. Raises PackError for a pattern that cannot be compiled."""
        data = pack.toml("rubble.toml")
        byline = data["byline"]
        name = name_pattern(byline["particles"])
        joined = "|".join(re.escape(w) for w in byline["and"])
        names = rf"{name}(?:\s*(?:,|/|{joined})\s*(?:\w+ )?{name})*"
        opening = "|".join(byline["openings"])
        return cls(
            lines=tuple(LineRule(_kind(r), int(r["max_chars"]), alternation(r["patterns"], "rubble.toml")) for r in data["line"]),
            sections=tuple(SectionRule(_kind(r), str(r["runs"]), alternation(r["patterns"], "rubble.toml")) for r in data["section"]),
            section_words=frozenset(data["sections"]["words"]),
            section_max_words=int(data["sections"]["max_words"]),
            bio_words=frozenset(data["bio"]["words"]),
            bio_min_words=int(data["bio"]["min_words"]),
            bio_opening=alternation(data["bio"]["openings"], "rubble.toml"),
            byline=re.compile(rf"(?i:{opening})\s*:?\s+(?P<names>{names})(?P<tail>\s*[|·•,;–(/-].{{0,70}})?"),
            name=re.compile(name),
            name_refused=frozenset(byline["refused"]),
        )


def name_pattern(particles: list[str]) -> str:
    """Return the pattern of a person's name: two to five capitalised words, particles and initials among them."""
    word = r"(?:[A-ZÀ-ÖØ-ÞŠŽČĆŁŚ][\w’'-]*[a-zà-öø-ÿß]\w*|[A-ZÄÖÜ]\.(?:-?[A-Z]\.)*)"
    particle = "|".join(re.escape(p) for p in particles)
    return rf"(?:(?:Prof|Dr)\.\s)*{word}(?:\s(?:(?:{particle})\s){{0,2}}{word}){{1,3}}"


def alternation(patterns: list[str], where: str) -> re.Pattern[str]:
    """Compile `patterns` into one; raises PackError naming the one that is wrong."""
    try:
        return re.compile("|".join(f"(?:{p})" for p in patterns), _FLAGS)
    except re.error as e:
        wrong = next((p for p in patterns if not _is_pattern(p)), "")
        raise PackError(f"{where}: pattern {wrong!r}: {e}") from e


def _is_pattern(pattern: str) -> bool:
    try:
        re.compile(pattern, _FLAGS)
    except re.error:
        return False
    return True


def _kind(rule: dict[str, Any]) -> RegionKind:
    kind: RegionKind = rule["kind"]
    if kind not in get_args(RegionKind):
        raise PackError(f"rubble.toml: unknown region kind {kind!r}; known: {', '.join(get_args(RegionKind))}")
    return kind
