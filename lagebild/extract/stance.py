"""What a statement does: its stance.

Rules read cue, negation and content (`stance_rules.py`); a trained model weighs their answer with the words, the grammar and the
neighbours of the statement, within what an explicit cue allows. Without its weights the rules stand alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lagebild.extract.drafts import Draft, Reading
from lagebild.extract.linear import LinearModel, Vector, read_model
from lagebild.extract.stance_features import beside, stance_features
from lagebild.extract.stance_rules import lexicon_stance, rule_stance
from lagebild.lang.pack import Pack
from lagebild.model import Stance

WEIGHTS = "stance_weights.tsv"
BAR = 0.4
"""The least probability of a stance that the model is followed in."""


@dataclass(frozen=True)
class StanceModel:
    """The trained decision: its weights (None where the pack has none), and the stances that may take the place of an explicit cue's."""

    weights: LinearModel | None
    near: dict[str, frozenset[str]]

    @classmethod
    def from_pack(cls, pack: Pack) -> StanceModel:
        near = {told: frozenset(others) for told, others in pack.toml("stance.toml")["near"].items()}
        weights = read_model(pack, WEIGHTS) if (pack.folder / WEIGHTS).is_file() else None
        return cls(weights, near)

    def choose(self, shares: Vector, told: Stance, rule: Stance) -> Stance:
        """Return the most probable stance that the stance of the cue allows; the rules' where none is probable."""
        assert self.weights is not None
        classes = self.weights.classes
        allowed = range(len(classes))
        if told != "asserts":
            allowed = [k for k in allowed if classes[k] == told or classes[k] in self.near.get(told, ())]  # type: ignore[assignment]
        best = max(allowed, key=lambda k: shares[k], default=-1)
        return classes[best] if best >= 0 and shares[best] >= BAR else rule  # type: ignore[return-value]


def stances_of(reading: Reading, drafts: list[Draft]) -> list[Stance]:
    """Return the stance of each statement: by the model where the pack has weights, else by rule.

    A refusal to say anything is told by rule alone.
    """
    rules = [rule_stance(reading, d) for d in drafts]
    model = reading.pack.get(StanceModel.from_pack)
    if model.weights is None:
        return rules
    told = [lexicon_stance(d) for d in drafts]
    return chosen(model, drafts, told, rules, features_of(reading, drafts, told, rules))


def features_of(reading: Reading, drafts: Sequence[Draft], told: Sequence[Stance], rules: Sequence[Stance]) -> list[list[str]]:
    """Return the features of each statement of a document, those of its neighbours among them."""
    own = [stance_features(reading, d, t, r) for d, t, r in zip(drafts, told, rules, strict=True)]
    return [a + b for a, b in zip(own, beside(reading, drafts, told, rules), strict=True)]


def chosen(
    model: StanceModel, drafts: Sequence[Draft], told: Sequence[Stance], rules: Sequence[Stance], features: Sequence[Iterable[str]]
) -> list[Stance]:
    """Return the model's stance of each statement of a document; a quotation within a statement goes with it."""
    assert model.weights is not None
    shares = model.weights.many(features)
    found = [r if r == "declines_comment" else model.choose(row, t, r) for row, t, r in zip(shares, told, rules, strict=True)]
    at = {id(d): k for k, d in enumerate(drafts)}
    for k, draft in enumerate(drafts):
        outer = at.get(id(draft.parent), -1)
        if draft.type == "Direct" and outer >= 0 and told[k] in ("asserts", told[outer]):
            found[k] = found[outer]
    return found
