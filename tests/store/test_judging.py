"""Judgements decide which entities are one, are appended only, and can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lagebild.errors import StoreError
from lagebild.model import Mention
from lagebild.store import Case
from tests.store.helpers import at, item, make


def _filled(case: Case) -> None:
    """Three reports name Otto Keller, one of them another Minister by a name of his own."""
    made = [make(n) for n in range(3)]
    text = made[2].document.text.replace("Otto Keller", "Karl Vogtmann")
    other = make(2, text=text.replace("Karl Vogtmann", "Otto Keller"))
    mention = Mention(at(other.document.text, "Otto Keller"), "person", "Karl Vogtmann", "e1", "NOR", "Minister")
    made[2] = replace(other, mentions=(mention, *other.mentions[1:]))
    with case.writer() as writer:
        writer.add([item(x) for x in made])
    case.relink()


def _persons(case: Case) -> dict[str, int]:
    with case.view() as view:
        return {e.name: e.documents for e in view.entities(kind="person")}


def test_two_are_taken_for_one_until_that_is_taken_back(case: Case) -> None:
    _filled(case)
    before = _persons(case)
    assert before == {"Otto Keller": 2, "Karl Vogtmann": 1}
    number = case.judge("same", "Otto Keller", "Karl Vogtmann", "ada", "Deckname")
    case.relink()
    assert list(_persons(case).values()) == [3]
    with case.view() as view:
        (entity,) = view.entities(kind="person")
        assert any("ada" in m.reason and "Deckname" in m.reason for m in view.entity_reasons(entity.id))
        assert [(j.kind, j.author, j.undone) for j in view.judgements()] == [("same", "ada", False)]
    assert case.undo_judgement(number, "ada") == number + 1
    case.relink()
    assert _persons(case) == before
    with case.view() as view:
        assert [(j.kind, j.undone) for j in view.judgements()] == [("same", True)]


def test_a_judgement_outlives_linking_all_anew_and_what_comes_later(case: Case) -> None:
    _filled(case)
    case.judge("same", "Otto Keller", "Karl Vogtmann", "ada")
    case.relink()
    with case.writer() as writer:
        writer.add([item(make(7))])
    case.relink()
    in_parts = _persons(case)
    case.relink(force=True)
    assert _persons(case) == in_parts and list(in_parts.values()) == [4]


def test_what_cannot_be_judged_is_told(case: Case) -> None:
    _filled(case)
    with pytest.raises(StoreError, match="name two"):
        case.judge("same", "Otto Keller", "Otto Keller", "ada")
    with pytest.raises(StoreError, match="no entity"):
        case.judge("different", "Otto Keller", "Nobody at all", "ada")
    with pytest.raises(StoreError, match="no judgement 7"):
        case.undo_judgement(7, "ada")
    number = case.judge("same", "Otto Keller", "Karl Vogtmann", "ada")
    case.undo_judgement(number, "ada")
    with pytest.raises(StoreError, match="taken back already"):
        case.undo_judgement(number, "ada")
