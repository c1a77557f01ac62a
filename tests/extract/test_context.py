"""The field of life that an act belongs to, in invented sentences."""

from __future__ import annotations

import pytest

from lagebild.extract.context import ContextWords
from lagebild.extract.details import DetailWords
from tests.extract.drawn import drawn, pack

CONTEXTS = (
    "military", "nuclear", "terrorism", "cyber", "intelligence", "diplomatic", "territory", "elections", "legislative", "legal",
    "human_rights", "migration", "economic", "resources", "labour", "crime", "health", "disaster", "environment", "religion",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "trigger", "context"),
    [
        ("Norwegen liefert der Ukraine zwanzig Panzer.", "liefert", "military"),
        ("Frankreich verhängte Strafzölle gegen Brasilien.", "verhängte", "economic"),
        ("Estland wies gestern drei Diplomaten aus Belarus aus.", "wies", "diplomatic"),
        ("Kanada warf Iran vor, Uran anzureichern.", "warf", "nuclear"),
        ("Die Gewerkschaft rief die Lokführer zu einem Warnstreik auf.", "rief", "labour"),
        ("Schweden warf Ungarn Verletzungen der Pressefreiheit vor.", "warf", "human_rights"),
        ("Griechenland hat 300 Migranten in die Türkei abgeschoben.", "abgeschoben", "migration"),
        ("Die Opposition in Peru protestierte gegen Wahlbetrug.", "protestierte", "elections"),
    ],
)
def test_context(text: str, trigger: str, context: str) -> None:
    found = {text[slice(*e.trigger)]: e for e in drawn(text).events}
    assert trigger in found
    assert found[trigger].details.get("context") == context


def test_evidence_lies_in_the_text() -> None:
    text = "Norwegen liefert der Ukraine zwanzig Panzer."
    event = drawn(text).events[0]
    assert text[slice(*event.evidence["context"])] == "Panzer"


def test_contexts_are_those_told_in_the_docs() -> None:
    table = pack().toml("event_contexts.toml")["words"]
    assert set(table) == set(CONTEXTS)
    assert isinstance(pack().get(DetailWords.from_pack).contexts, ContextWords)
