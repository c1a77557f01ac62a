"""Sums of local entities: what is made of them is what is made of their parts."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Hashable

from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.link.entities import LocalEntity, Sum, resolve, sum_key
from lagebild.link.records import Entity, MentionIn
from tests.link.test_entity_parts import NAMES, WORDS, locals_of

MORE = [*NAMES, "Halvorsen", "Halvorsen Capital", "Halvorsen Kredit", "Marlin Gulf Shipping", "Marlin", "GSN"]
MENTIONS = st.builds(
    MentionIn, doc=st.integers(1, 7), ord=st.integers(0, 5), kind=st.sampled_from(["person", "organization", "place"]),
    name=st.sampled_from(MORE), local=st.sampled_from([None, "a", "b"]), country=st.sampled_from([None, "RUS", "DEU"]),
    role=st.sampled_from([None, "Außenminister", "Trainer", "Mann"]),
)  # fmt: skip
PILES = st.lists(MENTIONS, max_size=30, unique_by=lambda m: (m.doc, m.ord))


def _added_up(found: list[LocalEntity], least: int) -> tuple[list[LocalEntity], list[Sum]]:
    """Return local entities with those of a key that `least` share in a sum."""
    by_key: dict[Hashable, list[LocalEntity]] = defaultdict(list)
    for x in found:
        by_key[sum_key(x)].append(x)
    many = {key for key, group in by_key.items() if key is not None and len(group) >= least}
    return [x for x in found if sum_key(x) not in many], [Sum.of(group) for key, group in by_key.items() if key in many]


def _plain(e: Entity) -> tuple[object, ...]:
    return e.id, e.kind, e.name, e.country, e.names, e.roles, e.reasons


@given(PILES, st.integers(1, 4), st.randoms())
@settings(max_examples=200, deadline=None)
def test_sums_become_what_their_parts_become(mentions: list[MentionIn], least: int, chance: random.Random) -> None:
    found = [x for x in locals_of(*mentions) if x.form != "state"]
    chance.shuffle(found)
    rest, sums = _added_up(found, least)
    whole, parts = resolve(found, near=WORDS.near), resolve(rest, near=WORDS.near, sums=sums)
    assert [_plain(e) for e in parts] == [_plain(e) for e in whole]
    for part, one in zip(parts, whole, strict=True):
        assert set(part.packed) <= set(one.packed)


def test_a_sum_stands_for_many() -> None:
    found = locals_of(*(MentionIn(d, 0, "person", "Jegor Tulin", None, "RUS", "Trainer") for d in range(1, 9)))
    rest, sums = _added_up(found, 2)
    (entity,) = resolve(rest, sums=sums)
    assert not rest and [s.count for s in sums] == [8] and entity.names == (("Jegor Tulin", 8),)
    assert "in 8 reports" in entity.reasons[0].text and list(entity.members) == [(1, 0)]


@given(PILES, st.data())
def test_sums_are_the_same_in_any_order_and_stored(mentions: list[MentionIn], data: st.DataObject) -> None:
    groups: dict[Hashable, list[LocalEntity]] = defaultdict(list)
    for x in locals_of(*mentions):
        groups[sum_key(x)].append(x)
    groups.pop(None, None)
    for group in groups.values():
        cut = data.draw(st.integers(1, len(group)))
        one, whole = Sum.of(data.draw(st.permutations(group[:cut]))), Sum.of(group)
        if cut < len(group):
            one.take(Sum.of(group[cut:]))
        assert one == whole
        assert Sum.from_json(json.loads(json.dumps(whole.as_json()))) == whole
