"""What may fill a role: nobody, or a phrase with a state that it may stand for; all weighed against one another.

For each role the model gives every option a score, and a softmax over the options of a trigger turns scores into chances (a
conditional logit, McFadden 1974). Actor and recipient are chosen together: the pair of states that most of the chance falls on,
no phrase being both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagebild.extract.linear import LinearModel
from lagebild.extract.parties import Filler
from lagebild.extract.scene import Scene
from lagebild.extract.surroundings import Surroundings
from lagebild.extract.triggers import Candidate, TriggerEntry

Shares = NDArray[np.float32]
ACTOR, RECIPIENT, OBJECT = 0, 1, 2
# Counts above these are not told apart.
MANY_SEATS = 6
MANY_STATES = 3
LOW_RANK = 3
# Weight of nobody beside phrases without a state: to name such a phrase rightly tells more than to be right in naming none.
NOBODY = 0.5


@dataclass(frozen=True, slots=True)
class Option:
    """`seat`: number of the phrase, -1 for nobody; `codes`: the states that it stands for, () for none.

    told: its words tell so; else the state is presumed from the passage.
    """

    seat: int
    codes: tuple[str, ...]
    features: Sequence[str]
    told: bool


def nobody_features(
    scene: Scene, candidate: Candidate, entry: TriggerEntry, around: Surroundings, kind: str, seats: int, states: int
) -> list[str]:
    """Return the features of the option that a role is filled by nobody. `kind`: the event's type."""
    token, pos = scene.parse.tokens[candidate.i], candidate.pos
    voice = "passive" if around.passive else ""
    told = around.statement is not None
    tails = (
        "", kind, f"{kind}:{pos}", f"{kind}:{pos}:{voice}", f"{pos}:{voice}", entry.lemma, f"{entry.lemma}:{voice}",
        f"{pos}:{around.determiner}", f"{pos}:{token.dep}", f"seats:{min(seats, MANY_SEATS)}:{pos}",
        f"states:{min(states, MANY_STATES)}:{pos}:{kind}", f"infinitive:{around.infinitive}:{pos}:{voice}", f"{token.number}:{pos}",
        f"told:{told}:{kind}", f"clause:{around.clause}:{pos}", f"whole:{candidate.whole}:{pos}",
    )  # fmt: skip
    return [f"nobody={tail}" for tail in tails]


def state_features(scene: Scene, filler: Filler, way: str, kind: str) -> list[str]:
    """Return the features of the state that a phrase names. `way`: the phrase's to the trigger; `kind`: the event's type."""
    code, thing = filler.code, filler.mention.kind if filler.mention else ""
    rank = min(scene.state_ranks.get(code, LOW_RANK), LOW_RANK)
    return [
        "state", f"state=home:{code == scene.home.dominant}:{kind}", f"state=body:{code.startswith('IGO')}:{kind}", f"state=rank:{rank}",
        f"state=rank:{rank}:{kind}", f"state={filler.kind}:{thing}:{way.partition('|')[0]}", f"state={kind}",
        f"state={thing}:{kind}:{filler.kind}",
    ]  # fmt: skip


def weigh(model: LinearModel, offered: Sequence[Option], barred: frozenset[int], passive: frozenset[int] = frozenset()) -> Shares:
    """Return how likely each option fills each role, shape (options, roles); every column adds up to 1.

    Seats in `barred` are neither actor nor recipient, those in `passive` no actor. What is presumed of a phrase bears on no object.
    """
    scores = model.scores([o.features for o in offered])
    scores[[k for k, o in enumerate(offered) if o.seat in barred], :OBJECT] = -np.inf
    scores[[k for k, o in enumerate(offered) if o.seat in passive], ACTOR] = -np.inf
    scores[[k for k, o in enumerate(offered) if not o.told], OBJECT] = -np.inf
    raised = np.exp(scores - scores.max(axis=0))
    shares: Shares = raised / raised.sum(axis=0)
    return shares


def best_pair(offered: Sequence[Option], shares: Shares) -> tuple[int, int]:
    """Return the numbers of the actor's and the recipient's option: the likeliest phrases of the likeliest pair of states."""
    numbers = {codes: n for n, codes in enumerate(dict.fromkeys(o.codes for o in offered))}
    state = np.array([numbers[o.codes] for o in offered])
    seat = np.array([o.seat for o in offered])
    both = np.outer(shares[:, ACTOR], shares[:, RECIPIENT])
    both[(seat[:, None] == seat[None, :]) & (seat[:, None] >= 0)] = 0
    of_state = (state[:, None] == np.arange(len(numbers))[None, :]).astype(np.float32)
    together = of_state.T @ both @ of_state
    first, second = divmod(int(together.argmax()), len(numbers))
    both *= np.where(seat < 0, NOBODY, 1)[:, None] * np.where(seat < 0, NOBODY, 1)[None, :]
    inside = np.where((state[:, None] == first) & (state[None, :] == second), both, -1)
    actor, recipient = divmod(int(inside.argmax()), len(offered))
    return actor, recipient
