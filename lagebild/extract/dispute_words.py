"""The lexicon of denials: patterns, words that point back to a claim; and a denial as it is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast as as_type

from lagebild.extract.triggers import fold, noun_forms, verb_forms
from lagebild.lang.pack import Pack
from lagebild.model import DisputeKind
from lagebild.parse.base import Token


@dataclass(frozen=True, slots=True)
class DisputePattern:
    kind: DisputeKind
    needs: frozenset[str]
    never: frozenset[str]
    negated: bool


@dataclass(frozen=True)
class DisputeLexicon:
    """Patterns by (word class, lemma), words of contrast, and what points back to a claim."""

    patterns: dict[tuple[str, str], tuple[DisputePattern, ...]]
    forms: dict[str, str]
    noun_forms: dict[str, str]
    negation: frozenset[str]
    contrast: frozenset[str]
    saying: frozenset[str]
    reply: frozenset[str]
    unlike: frozenset[str]
    nouns: frozenset[str]
    pronouns: frozenset[str]
    predicative: frozenset[str]
    topic: frozenset[str]
    reproach: frozenset[str]
    unproven: frozenset[str]
    stop: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> DisputeLexicon:
        data = pack.toml("disputes.toml")
        patterns: dict[tuple[str, str], tuple[DisputePattern, ...]] = {}
        for row in data["pattern"]:
            kind = as_type(DisputeKind, row["kind"])
            made = DisputePattern(kind, frozenset(row.get("needs", ())), frozenset(row.get("never", ())), bool(row.get("negated")))
            for word in row["words"]:
                key = row["pos"], word
                patterns[key] = (*patterns.get(key, ()), made)
        contrast, anaphors = data["contrast"], data["anaphors"]
        named = {word for pos, word in patterns if pos == "N"}
        verbs = sorted({word for pos, word in patterns if pos == "V"} | {*contrast["verbs"], *contrast["reply"]})
        return cls(
            patterns,
            verb_forms(pack, verbs),
            noun_forms(
                pack, sorted({n for group in patterns.values() for p in group for n in (*p.needs, *p.never)} | {*anaphors["nouns"], *named})
            ),
            frozenset(pack.toml("event_modifiers.toml")["status"]["negation"]),
            *(frozenset(contrast[name]) for name in ("adverbs", "verbs", "reply", "never")),
            *(frozenset(anaphors[name]) for name in ("nouns", "pronouns", "predicative", "topic", "reproach", "unproven", "stop")),
        )


@dataclass(frozen=True, slots=True)
class Denial:
    """A trigger of a dispute: its token, the predicate that it belongs to, what kind it is."""

    i: int
    verb: int
    kind: DisputeKind
    reply: bool = False


def noun_lemma(token: Token, lexicon: DisputeLexicon) -> str:
    """Return the folded lemma of a noun, by its form where that is a known one."""
    return lexicon.noun_forms.get(fold(token.text), fold(token.lemma))
