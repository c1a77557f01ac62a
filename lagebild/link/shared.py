"""How likely two supporters of a claim rest on one origin, by all that is known of them: learned weights, and reasons in words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import Final, NamedTuple

from lagebild.link.alike import alike
from lagebild.link.compare.content import compare_contexts
from lagebild.link.records import Edge, Unit
from lagebild.link.supports import Provenance, Support
from lagebild.model import overlaps

FILE: Final = Path(__file__).with_name("shared.toml")
_WHOLE: Final = 0.8  # share of the shorter text from which a copy is whole
_PART: Final = 5  # letters of a word that another may contain
_STEM: Final = 6
_SAID: Final = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST"})
_LEAST: Final = 0.3  # weight of what is told among the reasons


class Shared(NamedTuple):
    """How likely two supporters rest on one origin (0 to 1), and why."""

    score: float
    text: str


def carried(edge: Edge, a: Support, b: Support, units: Sequence[Unit]) -> bool:
    """Tell whether the words that support a claim lie in what one document took from another."""
    if not edge.spans or max(edge.share or 0.0, edge.origin_share or 0.0) >= _WHOLE:
        return True
    mine, theirs = (a, b) if edge.doc == a.doc else (b, a)
    inside = any(overlaps(s, w) for k in mine.units for w in units[k].spans for s in edge.spans)
    return inside and (
        not edge.origin_spans or any(overlaps(s, w) for k in theirs.units for w in units[k].spans for s in edge.origin_spans)
    )


def names_in(support: Support) -> frozenset[str]:
    """Return the words of names of organizations and persons in a sentence."""
    found = support.told.words.names if support.told is not None else {}
    return frozenset(w for key in found if not key.startswith("l:") for w in key[2:].split())


def _parts(one: Iterable[str], two: Sequence[str] | frozenset[str]) -> list[str]:
    """Return the words of one side that contain, or are part of, one of the other."""
    return sorted(x for x in one for y in two if x != y and min(len(x), len(y)) >= _PART and (x in y or y in x))


def _terms(support: Support) -> frozenset[str]:
    if support.told is None:
        return frozenset()
    return frozenset(k.partition(":")[2] or k for k in support.told.words.all) | {
        w for key in support.told.words.names for w in key[2:].split()
    }


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(w[:_STEM] for w in words)


def features(a: Support, b: Support, units: Sequence[Unit], known: Provenance) -> dict[str, tuple[float, str]]:
    """Return the features of two supporters by name, each with what it is in words ("" where it speaks for nothing)."""
    edge = known.between(a.doc, b.doc)
    alike_context = compare_contexts(a.told, b.told) if a.told and b.told else 0.0
    common = a.naming & b.naming
    part = [] if common else _parts(a.naming, b.naming)
    within = sorted(w for told, other in ((_stems(_terms(a)), b), (_stems(_terms(b)), a)) for w in other.naming if w[:_STEM] in told)
    acting = sorted(frozenset(p for k in a.units for p in units[k].actors) & frozenset(p for k in b.units for p in units[k].actors))
    saying = bool({units[k].type for k in a.units} & {units[k].type for k in b.units} & _SAID)
    own = (a.own, b.own)
    later, earlier = (a, b) if a.units > b.units else (b, a)
    classes = (a.source_class, b.source_class)
    persons = classes == ("named", "named") and bool(a.naming and b.naming)
    one, two = known.title(a.doc), known.title(b.doc)
    about = f"{alike_context:.0%} of what {one} and {two} are about, weighed, in common"
    found = {
        "text_maybe": (
            edge is not None and carried(edge, a, b, units) and not edge.certain,
            f"one of {one} and {two} may take from the other",
        ),
        "voice": (bool(a.voice & b.voice), f"both sources are of one side: {a.label}, {b.label}"),
        "naming_common": (bool(common) and a.key != b.key, f"both sources are called “{min(common, default='')}”"),
        "naming_part": (bool(part), f"{a.label} and {b.label} go by one name (“{(part or [''])[0]}”)"),
        "told_named": (bool(within), f"one names in the sentence what the other's source is called (“{(within or [''])[0]}”)"),
        "context": (alike_context, about),
        "alike": (alike(a.told, b.told).score if a.told and b.told else 0.0, f"{one} and {two} tell it alike"),
        "both_own": (all(own), ""),
        "both_own_context": (all(own) * alike_context, ""),
        "later_own_context": ((later.own and not earlier.own) * alike_context, ""),
        "earlier_own_context": ((earlier.own and not later.own) * alike_context, ""),
        "actor_own": (bool(acting) and any(own), f"both tell what “{(acting or [''])[0]}” does, and one names no source"),
        "actor_saying": (bool(acting) and saying, f"both tell what “{(acting or [''])[0]}” says"),
        "unnamed_own": ("unnamed" in (a.kind, b.kind) and any(own), ""),
        "named": (a.kind == b.kind == "named", ""),
        "document": ("document" in classes, ""),
        "generic": (
            any(x.kind == "named" and not x.voice and x.source_class != "named" for x in (a, b)),
            "one source is named by no name of its own",
        ),
        "reports": (a.reports or b.reports, ""),
        "other_home": (bool(a.home and b.home) and a.home != b.home, ""),
        "persons_apart": (persons and not common and not part, ""),
    }
    return {name: (float(value), text) for name, (value, text) in found.items()}


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """Return the weights of the features (`shared.toml`)."""
    return {k: float(v) for k, v in tomllib.loads(FILE.read_text(encoding="utf-8"))["weights"].items()}


def shared(a: Support, b: Support, units: Sequence[Unit], known: Provenance) -> Shared:
    """Return how likely two supporters rest on one origin."""
    found, weigh = features(a, b, units, known), weights()
    score = 1.0 / (1.0 + exp(-weigh["bias"] - sum(weigh.get(name, 0.0) * value for name, (value, _) in found.items())))
    ranked = sorted((-weigh.get(name, 0.0) * value, text) for name, (value, text) in found.items() if text)
    reasons = [text for weight, text in ranked if -weight >= _LEAST] or ["nothing tells their sources apart"]
    return Shared(score, "; ".join(reasons[:2]))
