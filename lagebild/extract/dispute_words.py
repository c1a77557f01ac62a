"""The lexicon of denials: patterns, words that point back to a claim; and a denial as it is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from typing import cast as as_type

from lagebild.extract.triggers import fold, noun_forms, verb_forms
from lagebild.lang.pack import Pack
from lagebild.model import DisputeKind
from lagebild.parse.base import Token


@dataclass(frozen=True, slots=True)
class DisputePattern:
    """What must stand around a word for it to contest a claim: see the head of the table."""

    kind: DisputeKind
    needs: frozenset[str]
    never: frozenset[str]
    also: frozenset[str]
    through: frozenset[str]
    about: frozenset[str]
    negated: bool
    clause: bool
    judged: bool


@dataclass(frozen=True)
class DisputeLexicon:
    """Patterns by (word class, lemma), words of contrast, what points back to a claim, who may deny: the sections of `disputes.toml`.

    `known`: forms and lemmas of all words that patterns begin with; other words need no closer look.
    """

    patterns: dict[tuple[str, str], tuple[DisputePattern, ...]]
    forms: dict[str, str]
    noun_forms: dict[str, str]
    known: frozenset[str]
    negation: frozenset[str]
    contractions: dict[str, str]
    deeds: tuple[str, ...]
    contrast: frozenset[str]
    saying: frozenset[str]
    reply: frozenset[str]
    unlike: frozenset[str]
    apart: frozenset[str]
    nouns: frozenset[str]
    pronouns: frozenset[str]
    predicative: frozenset[str]
    topic: frozenset[str]
    reproach: frozenset[str]
    stop: frozenset[str]
    content: frozenset[str]
    unreal: frozenset[str]
    set_against: frozenset[str]
    naming: frozenset[str]
    neither: frozenset[str]
    agents: frozenset[str]
    owners: frozenset[str]
    holding: frozenset[str]
    refusing: frozenset[str]
    insisting: frozenset[str]
    hardly: frozenset[str]
    counting: frozenset[str]
    others: frozenset[str]
    sources: frozenset[str]

    @classmethod
    def from_pack(cls, pack: Pack) -> DisputeLexicon:
        data, modifiers = pack.toml("disputes.toml"), pack.toml("event_modifiers.toml")
        patterns = _patterns(data["pattern"])
        contrast, anaphors, deniers, opposition = (data[name] for name in ("contrast", "anaphors", "deniers", "opposition"))
        groups = [
            *(contrast[name] for name in ("adverbs", "verbs", "reply", "never", "apart")),
            *(anaphors[name] for name in ("nouns", "pronouns", "predicative", "topic", "reproach", "stop", "content")),
            *(anaphors[name] for name in ("unreal", "set_against", "naming", "neither")),
            *(deniers[name] for name in ("agents", "owners", "holding")),
            *(opposition[name] for name in ("refusing", "insisting", "hardly", "counting", "others", "sources")),
        ]
        needed = {n for group in patterns.values() for p in group for n in (*p.needs, *p.never, *p.also)}
        named = {word for pos, word in patterns if pos == "N"}
        verbs = sorted({word for pos, word in patterns if pos == "V"} | {*contrast["verbs"], *contrast["reply"]})
        verbal, nominal = verb_forms(pack, verbs), noun_forms(pack, sorted(needed | named | set(anaphors["nouns"])))
        known = {word for _, word in patterns} | {f.split(" ")[0] for f in verbal} | {f for f, lemma in nominal.items() if lemma in named}
        return cls(
            patterns,
            verbal,
            nominal,
            frozenset(known | {*verbs}),
            frozenset(modifiers["status"]["negation"]),
            modifiers["contractions"],
            tuple(deniers["deeds"]),
            *map(_words, groups),
        )


def _words(words: list[str]) -> frozenset[str]:
    return frozenset(words)


def _patterns(rows: list[dict[str, Any]]) -> dict[tuple[str, str], tuple[DisputePattern, ...]]:
    patterns: dict[tuple[str, str], tuple[DisputePattern, ...]] = {}
    for row in rows:
        needs, never, also, through, about = (_words(row.get(name, [])) for name in ("needs", "never", "also", "through", "about"))
        negated, clause, judged = (bool(row.get(name)) for name in ("negated", "clause", "judged"))
        kind = as_type(DisputeKind, row["kind"])
        made = DisputePattern(kind, needs, never, also, through, about, negated, clause, judged)
        for word in row["words"]:
            key = row["pos"], word
            patterns[key] = (*patterns.get(key, ()), made)
    return patterns


@dataclass(frozen=True, slots=True)
class Denial:
    """A trigger of a dispute: its token, the predicate that it belongs to, what kind it is.

    `judged`: whoever says so denies, not the subject (*damit habe Kuba nichts zu tun*); `about`: prepositions before what is contested.
    """

    i: int
    verb: int
    kind: DisputeKind
    reply: bool = False
    judged: bool = False
    about: frozenset[str] = frozenset()


def noun_lemma(token: Token, lexicon: DisputeLexicon) -> str:
    """Return the folded lemma of a noun, by its form where that is a known one."""
    return lexicon.noun_forms.get(fold(token.text), fold(token.lemma))
