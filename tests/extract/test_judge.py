"""Learned decisions of the statement stage: what a judge answers, and what the trained ones say about invented sentences."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lagebild.extract.judge import NO, QUESTIONS, YES, Judge, table_of
from lagebild.extract.linear import LinearModel, share_of
from lagebild.extract.statements import find_drafts
from lagebild.model import Document, Region
from tests.extract.drawn import pack, parser

SURE = LinearModel((NO, YES), {"loud": 0}, np.array([[-2.0, 2.0], [0.0, 0.0]], dtype=np.float32))


@pytest.mark.parametrize("rule", [True, False])
def test_without_a_model_the_rule_stands(rule: bool) -> None:
    assert Judge().accepts("report", (0, 1), lambda: ["loud"], rule) is rule
    assert not Judge().knows("report")


@pytest.mark.parametrize(
    ("signs", "rule", "answer"),
    [(["loud"], False, True), (["loud"], True, True), ([], False, False), ([], True, True), (["other"], False, False)],
)
def test_a_model_answers_with_a_bar_for_each_answer_of_the_rule(signs: list[str], rule: bool, answer: bool) -> None:
    judge = Judge({"report": SURE}, {"report": (0.6, 0.4)})
    assert judge.accepts("report", (0, 1), lambda: signs, rule) is answer


@pytest.mark.parametrize("signs", [[], ["loud"], ["loud", "loud"], ["other"]])
def test_margins_give_the_same_probability(signs: list[str]) -> None:
    margins = SURE.margins(YES, NO)
    assert share_of(sum(margins.get(s, 0.0) for s in signs)) == pytest.approx(float(SURE.probabilities(signs)[1]))
    assert share_of(-1e6) == pytest.approx(0.0)


def test_the_pack_answers_all_questions() -> None:
    judge = Judge.from_pack(pack())
    assert all(judge.knows(q) and (pack().folder / table_of(q)).is_file() for q in QUESTIONS)


def told(text: str, judge: Judge | None = None) -> list[tuple[str, str]]:
    document = Document("t", text, "de", "", published="2023-05-10", regions=(Region((0, len(text)), "body"),))
    drafts = find_drafts(parser().parse(document), pack(), judge)[1]
    return [(d.type, text[d.hull[0] : d.hull[1]]) for d in drafts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Verband kritisierte die Pläne des Vorstands.", [("Reported", "Der Verband kritisierte die Pläne des Vorstands")]),
        ("Die Soldaten erwiderten das Feuer.", []),
        ("Das Unwetter forderte in Bayern drei Todesopfer.", []),
        ("Der Präsident sprach mit seinem Gast.", []),
        ("Die Opposition rief zu Protesten gegen das Gesetz auf.", [("Reported", "Die Opposition rief zu Protesten gegen das Gesetz auf")]),
    ],
)  # fmt: skip
def test_reports_and_deeds(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_rules_alone_still_tell() -> None:
    text = "Der Sprecher sagte, die Lage sei ernst. Man habe alles versucht. Der Verband kritisierte die Pläne."
    assert [t for t, _ in told(text, Judge())] == ["Indirect", "IndirectFreeIndirect", "Reported"]


def test_a_judge_that_always_refuses_leaves_framed_speech() -> None:
    never = replace(SURE, weights=np.array([[0.0, 0.0], [0.0, 0.0]], dtype=np.float32))
    framed = [q for q in QUESTIONS if q != "paraphrase"]
    text = "Der Sprecher sagte, die Lage sei ernst. Man habe alles versucht. Der Verband kritisierte die Pläne."
    assert [t for t, _ in told(text, Judge(dict.fromkeys(framed, never), dict.fromkeys(framed, (0.9, 0.9))))] == ["Indirect"]
    assert not told(text, Judge(dict.fromkeys(QUESTIONS, never), dict.fromkeys(QUESTIONS, (0.9, 0.9))))
