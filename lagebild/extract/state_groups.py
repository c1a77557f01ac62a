"""States told by a description: pairs and groups ("die beiden Länder", "beide Seiten"), and one state by a trait of it ("das
westafrikanische Land", "der Inselstaat", "das Land").

Who is meant is found among the states named before. A count of them means the states of the nearest sentence or sentences that name just
so many; a trait means the state that it fits and that stands out: named near, as a subject, first, often. Where two stand out alike,
nobody is meant.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lagebild.extract.home import Home
from lagebild.extract.usage import DEMONYM, UsageWords
from lagebild.lang.pack import Pack
from lagebild.model import Mention, Span, content_id
from lagebild.parse.base import Parse, Token

_BACK = 3  # sentences to look back for the members of a group
_FADES = 2.0  # sentences over which a state's nearness falls to a third
_AHEAD = 0.25  # by which a state must stand out before the next
_ADJECTIVES = 3
_SUBJECTS = frozenset(("nsubj", "nsubj:pass"))
_WEIGHTS = {"state": 1.0, "place": 0.7, "person": 0.6, "group": 0.6, "organization": 0.8}


@dataclass(frozen=True)
class StateWords:
    """`traits`: word form → codes; `adjectives`: form → codes; `lands`: forms of words like "Land", `own` of those
    that without a trait mean the state that stands out; `plurals`: forms → "states" or "leaders"; `bodies`: those
    of them that may be bodies of states too."""

    traits: dict[str, frozenset[str]]
    adjectives: dict[str, frozenset[str]]
    lands: frozenset[str]
    own: frozenset[str]
    plurals: dict[str, str]
    neighbours: frozenset[str]
    bodies: frozenset[str]
    counts: dict[str, int]
    joints: frozenset[str]

    @cached_property
    def heads(self) -> frozenset[str]:
        """All nouns that may stand for states."""
        return frozenset((*self.traits, *self.plurals, *self.lands, *self.neighbours))

    @classmethod
    def from_pack(cls, pack: Pack) -> StateWords:
        rules, data = pack.rules("naming"), pack.toml("mentions.toml")["states"]
        traits: dict[str, frozenset[str]] = {}
        adjectives: dict[str, frozenset[str]] = {}
        for row in pack.table("state_groups.tsv"):
            codes = frozenset(row["codes"].split())
            for noun in filter(None, row["nouns"].split("|")):
                traits |= dict.fromkeys(rules.noun_forms(noun, "", "-")[0], codes)
            for stem in filter(None, row["adjectives"].split("|")):
                adjectives |= dict.fromkeys(rules.adjective_forms(stem), codes)
        lands = {form for noun in data["lands"] for form in rules.noun_forms(noun, "", "-")[0]}
        own = {form for noun in pack.toml("mentions.toml")["own_land"] for form in rules.noun_forms(noun, "", "-")[0]}
        plurals = {form: kind for kind in ("states", "leaders") for noun in data[kind] for form in (noun, noun + "n")}
        return cls(
            traits, adjectives, frozenset(lands), frozenset(own), plurals,
            frozenset(data["neighbours"]), frozenset(data["bodies"]), dict(data["counts"]), frozenset(data["joints"]),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What a description at `span` stands for: one state (`country`), or several (`members`); neither where that is open."""

    span: Span
    country: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    """A state named at token `at` of a sentence, by itself or by its people (`person`); `alone`: not coordinated with another word."""

    at: int
    sentence: int
    code: str
    kind: str
    subject: bool
    alone: bool
    person: bool

    @property
    def stress(self) -> float:
        return 1.2 if not self.alone else 2.0 if self.subject else 1.5


class StateGroups:
    """Finds in one parse what the descriptions of states stand for, by the token of their noun."""

    def __init__(self, parse: Parse, words: StateWords, usage: UsageWords, states: Mapping[str, str], home: Home) -> None:
        self._parse, self._words, self._usage, self._states, self._home = parse, words, usage, states, home

    def find(self, mentions: Iterable[Mention]) -> dict[int, Told]:
        """Return noun token → what it stands for; `mentions` are those of names."""
        heads = [t for t in self._parse.tokens if t.text in self._words.heads]
        if not heads:
            return {}
        named = self._named(mentions)
        starts = [n.at for n in named]
        found = {}
        for t in heads:
            told = self._told(t, named[: bisect_left(starts, t.i)], {n.at for n in named[bisect_left(starts, t.i) :][:1]})
            if told is not None:
                found[t.i] = told
        return found

    def _named(self, mentions: Iterable[Mention]) -> list[_Named]:
        """Return the states among the mentions in text order: names, capitals that act, adjectives, people, bodies of states."""
        rows = []
        for m in mentions:
            if m.country is None or m.kind == "media" or (m.kind != "person" and m.country.startswith("IGO:") and m.kind != "organization"):
                continue
            itself = m.entity == content_id("state", m.country)
            if m.kind not in _WEIGHTS or (m.kind in ("place", "organization") and not itself and not m.country.startswith("IGO:")):
                continue
            at = self._parse.at(m.span)
            if len(at):
                deps = {self._parse.tokens[i].dep for i in at}
                alone = "conj" not in deps and not any(c.dep == "conj" for i in at for c in self._parse.children(i))
                kind = "place" if m.role == DEMONYM else m.kind
                number = self._parse.sentence_number(at[0])
                rows.append(_Named(at[0], number, m.country, kind, bool(deps & _SUBJECTS), alone, m.kind == "person"))
        return sorted(rows, key=lambda n: n.at)

    def _told(self, t: Token, before: Sequence[_Named], after: set[int]) -> Told | None:
        first, adjectives, count, definite = self._left(t.i)
        span = self._parse.span_of(first, t.i + 1)
        if t.text in self._words.plurals and (count or (definite and not adjectives and t.text in self._words.neighbours)):
            fits = self._fitting(t, adjectives)
            among = before if t.text in self._words.bodies else [n for n in before if not n.code.startswith("IGO:")]
            among = [n for n in among if n.code in fits] if fits else among
            members = self._members(among, self._parse.sentence_number(t.i), count or 2, self._words.plurals[t.text] == "leaders")
            return Told(span, members=members)
        if not definite or count or after & {t.i, t.i + 1} or t.number == "Plur" or self._goes_on(t):
            return None
        if t.text in self._words.neighbours:
            topic = next((n.code for n in reversed(before) if n.subject), before[0].code if before else None)
            return Told(span, self._one(t, before, None, topic))
        if not adjectives and t.text in self._words.own:
            return Told(span, self._one(t, before, None))
        fits = self._fitting(t, adjectives)
        return Told(span, self._one(t, before, fits)) if fits else None

    def _goes_on(self, t: Token) -> bool:
        """Does a name follow that tells which country of a federation is meant ("das Land Niedersachsen")?"""
        following = self._parse.tokens[t.i + 1] if t.i + 1 < len(self._parse.tokens) else None
        return following is not None and following.pos == "PROPN" and t.text in self._words.own

    def _left(self, i: int) -> tuple[int, list[str], int, bool]:
        """Return (first token of the phrase without its article, adjectives, count, whether it is definite)."""
        tokens, first, count, adjectives = self._parse.tokens, i, 0, []
        sentence = self._parse.sentence_of(i).first
        for k in range(i - 1, max(sentence, i - 1 - _ADJECTIVES) - 1, -1):
            low = tokens[k].text.lower()
            if low in self._words.counts:
                count, first = self._words.counts[low], k
            elif tokens[k].pos == "ADJ":
                adjectives.append(tokens[k].text)
                first = k
            else:
                return first, adjectives, count, low in self._usage.definite
        return first, adjectives, count, False

    def _fitting(self, t: Token, adjectives: Sequence[str]) -> frozenset[str]:
        """Return the states that a trait fits; none for a noun that has none."""
        found = self._words.traits.get(t.text)
        for word in adjectives:
            by_word = self._words.adjectives.get(word.replace("-", ""))
            if by_word is not None:
                found = by_word if found is None else found & by_word
            elif t.text in self._words.lands and found is None:
                return frozenset()
        return found or frozenset()

    def _one(self, t: Token, before: Sequence[_Named], fits: frozenset[str] | None, but: str | None = None) -> str | None:
        """Return the state that stands out among those before a noun, None where none does."""
        here = self._parse.sentence_number(t.i)
        sums: defaultdict[str, float] = defaultdict(float)
        counts: defaultdict[str, int] = defaultdict(int)
        for n in before:
            if n.code != but and not n.code.startswith("IGO:") and (fits is None or n.code in fits):
                near = math.exp((n.sentence - here) / _FADES) * _WEIGHTS[n.kind] * n.stress
                sums[n.code] = max(sums[n.code], near)
                counts[n.code] += 1
        home = self._home.dominant
        known = {c: 0.3 * math.log(counts[c]) + 0.4 * (before[0].code == c) + 0.3 * (home == c) for c in sums}
        ranks = sorted(((sums[c] + known[c], c) for c in sums), reverse=True)
        if ranks and (len(ranks) == 1 or ranks[0][0] - ranks[1][0] >= _AHEAD):
            return ranks[0][1]
        return home if home is not None and home in sums and home != but else None

    def _members(self, before: Sequence[_Named], here: int, count: int, leaders: bool) -> tuple[str, ...]:
        """Return the states of the nearest sentences that name just so many; none where they name more, or never enough."""
        codes: dict[str, None] = {}
        k, seen = len(before), here
        while k and before[k - 1].sentence >= here - _BACK:
            number = before[k - 1].sentence
            inner: list[_Named] = []
            while k and before[k - 1].sentence == number:
                k -= 1
                inner.insert(0, before[k])
            if codes and number < seen - 1:
                break
            seen = number
            own = list(dict.fromkeys(n.code for n in inner if not n.person or leaders))
            merged = dict.fromkeys([*own, *codes])
            if len(merged) == count:
                return tuple(merged)
            if len(own) >= count:
                return self._joined(inner, count)
            if len(merged) > count:
                return ()
            codes = merged
        return ()

    def _joined(self, inner: Sequence[_Named], count: int) -> tuple[str, ...]:
        """Return the members of the only coordination of so many states in a sentence."""
        runs: list[list[_Named]] = []
        for n in inner:
            last = runs[-1][-1] if runs else None
            between = {t.text for t in self._parse.tokens[last.at + 1 : n.at]} if last else set()
            if last is not None and between & self._words.joints and n.at - last.at <= 1 + _ADJECTIVES:
                runs[-1].append(n)
            else:
                runs.append([n])
        fitting = [r for r in runs if len({n.code for n in r}) == count]
        return tuple(dict.fromkeys(n.code for n in fitting[0])) if len(fitting) == 1 else ()
