"""Learned decisions of the statement stage: is this a report, does this go on, is this paraphrase anybody's words?

Each question has a table of weights in the pack (`training/reports.py` makes them); without its table the rule's answer stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

from lagebild.extract.linear import LinearModel, read_model, share_of
from lagebild.lang.pack import Pack
from lagebild.model import Span

Question: TypeAlias = Literal["report", "continuation", "paraphrase"]
QUESTIONS: tuple[Question, ...] = ("report", "continuation", "paraphrase")
NO, YES = "no", "yes"
RULE = ("rule:no", "rule:yes")  # the sign of what the rule would answer


def table_of(question: Question) -> str:
    """Return the name of a question's table of weights."""
    return f"{question}_weights.tsv"


@dataclass(frozen=True)
class Judge:
    """Answers questions by linear models.

    `bars` holds for each question the least probability of a yes: first where the rule says no, then where the rule says yes.
    """

    models: dict[Question, LinearModel] = field(default_factory=dict)
    bars: dict[Question, tuple[float, float]] = field(default_factory=dict)

    @classmethod
    def from_pack(cls, pack: Pack) -> Judge:
        tables = {q: table_of(q) for q in QUESTIONS if (pack.folder / table_of(q)).is_file()}
        bars = {q: (added, kept) for q, (added, kept) in pack.toml("attribution.toml")["judge"].items()}
        return cls({q: read_model(pack, name) for q, name in tables.items()}, bars)

    @cached_property
    def _margins(self) -> dict[Question, dict[str, float]]:
        """Question → feature → how much more it counts for a yes than for a no."""
        return {q: model.margins(YES, NO) for q, model in self.models.items()}

    def knows(self, question: Question) -> bool:
        """Tell whether a question is decided by a model: then more is asked than rules would pass."""
        return question in self.models

    def accepts(self, question: Question, quote: Span, features: Callable[[], Iterable[str]], rule: bool) -> bool:
        """Return the model's answer about the clause `quote`, or the rule's where there is no model."""
        margins = self._margins.get(question)
        if margins is None:
            return rule
        return share_of(sum([margins.get(f, 0.0) for f in (*features(), RULE[rule])])) >= self.bars[question][rule]
