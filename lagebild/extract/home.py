"""Which country a passage is about, for parties that name none ("die Polizei", "der Minister")."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lagebild.model import Mention, Span

_WEIGHTS = {"place": 2.0, "state": 1.0, "organization": 1.0, "person": 1.0, "group": 1.0}
_DATELINE = 2.0
_LEAD = 400
_NEAR = 250
_SHARE = 0.4


@dataclass(frozen=True)
class Home:
    """Countries by where they are mentioned; `dominant` is None where no state prevails in the document."""

    starts: tuple[int, ...]
    countries: tuple[str, ...]
    places: tuple[bool, ...]
    dominant: str | None

    @classmethod
    def of(cls, mentions: Iterable[Mention], dateline: str | None = None) -> Home:
        """Count the states of `mentions` (bodies of several states aside); the lead and places weigh double."""
        rows = sorted(
            (m.span[0], m.country, m.kind) for m in mentions if m.country and not m.country.startswith("IGO:") and m.kind != "media"
        )
        votes: defaultdict[str, float] = defaultdict(float, {dateline: _DATELINE} if dateline else {})
        for start, country, kind in rows:
            votes[country] += _WEIGHTS.get(kind, 0.5) * (2.0 if start < _LEAD else 1.0)
        best = max(votes, key=lambda c: votes[c], default=None)
        dominant = best if best is not None and votes[best] >= _SHARE * sum(votes.values()) else None
        return cls(tuple(r[0] for r in rows), tuple(r[1] for r in rows), tuple(r[2] == "place" for r in rows), dominant)

    def at(self, span: Span) -> str | None:
        """Return the likeliest country of a party at `span` whose words name none: the document's, else that of the place near it.

        The second is a guess, which gained mentions nothing on the training gold: they use `dominant` alone.
        """
        return self.dominant or self.near(span)

    def near(self, span: Span) -> str | None:
        """Return the country of the place named last before `span`, else the only one named around it."""
        k = bisect_left(self.starts, span[0])
        for j in range(k - 1, -1, -1):
            if self.starts[j] < span[0] - _NEAR:
                break
            if self.places[j]:
                return self.countries[j]
        around = set(self.countries[max(0, k - 1) : bisect_right(self.starts, span[1] + _NEAR)])
        return around.pop() if len(around) == 1 else None


def home_country(mentions: Sequence[Mention], span: Span | None = None) -> str | None:
    """Return the country (ISO 3166 alpha-3) that the document, or the passage around `span`, is about; None where that is open."""
    home = Home.of(mentions)
    return home.at(span) if span else home.dominant
