"""Names of bodies that no table knows, by what a document tells of them."""

from __future__ import annotations

import pytest

from lagebild.extract.mentions import find_mentions
from lagebild.lang.pack import load_pack
from lagebild.model import Document, Mention, Region
from lagebild.parse import make_parser


def mentions(text: str) -> tuple[Mention, ...]:
    pack = load_pack("de")
    document = Document("t", text, "de", "", regions=(Region((0, len(text)), "body"),))
    return find_mentions(document, make_parser(pack).parse(document), pack)


def at(text: str, phrase: str, nth: int = 0) -> Mention | None:
    """Return the mention of the `nth` place of a phrase, None where there is none."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(phrase, start + 1)
    return next((m for m in mentions(text) if m.span == (start, start + len(phrase))), None)


@pytest.mark.parametrize(
    ("text", "phrase", "nth", "name"),
    [
        ("Der Pharmakonzern Welvura baut Stellen ab. Welvura nannte dafür keine Gründe.", "Welvura", 1, "Welvura"),
        ("Die Chemiekonzerne Elvarit und Borvant fusionieren. Borvant zahlt 40 Euro.", "Borvant", 1, "Borvant"),
        ("Die Reederei Kjelda Lines schweigt. Auf den Schiffen von Kjelda Lines brannte Licht.", "Kjelda Lines", 1, "Kjelda Lines"),
        ("Der Finanzinvestor Kjelberg Partners bietet mit. Bis Montag muss Kjelberg zahlen.", "Kjelberg", 1, "Kjelberg Partners"),
        ("Die Welvura-Aktie fiel. Analysten raten zu Welvura.", "Welvura", 1, "Welvura"),
        ("Bei der Südbahn wird gestreikt.", "Südbahn", 0, "Südbahn"),
        ("Die Aktionäre von Borvant stimmten zu.", "Borvant", 0, "Borvant"),
        ("Die Borvant AG ist in Halle zu Hause. Am Abend dementierte Borvant.", "Borvant", 1, "Borvant AG"),
        ("Am Nachmittag widersprach PortoLog.", "PortoLog", 0, "PortoLog"),
        ("Gespräche mit dem Konkurrenten Elvarit laufen.", "Elvarit", 0, "Elvarit"),
    ],
)
def test_is_a_body(text: str, phrase: str, nth: int, name: str) -> None:
    found = at(text, phrase, nth)
    assert found is not None
    assert (found.kind, found.name) == ("organization", name)


def test_one_body_is_one_entity() -> None:
    text = "Der Versorger Elvarit senkt die Preise. Elvarit-Sprecherin Anke Lohse sagte, Elvarit habe gut verdient."
    assert len({m.entity for m in mentions(text) if m.name == "Elvarit"}) == 1
    assert sum(m.name == "Elvarit" for m in mentions(text)) == 3


@pytest.mark.parametrize(
    ("text", "phrase", "nth", "kind"),
    [
        ("Der Maschinenbauer Kortmeier ist pleite. Geschäftsführer Kortmeier schwieg.", "Kortmeier", 1, "person"),
        ("Der Versorger Elvarit wächst. Elvarit Pharma gehört nicht dazu.", "Elvarit Pharma", 0, "organization"),
        ("Sie sprachen mit dem Konkurrenten Jens Borvant.", "Jens Borvant", 0, "person"),
        ("Die Firma schenkte Malcolm Dreyer ein Rad.", "Malcolm Dreyer", 0, "person"),
    ],
)
def test_is_told_from_a_body(text: str, phrase: str, nth: int, kind: str) -> None:
    found = at(text, phrase, nth)
    assert found is not None
    assert found.kind == kind


def test_another_name_is_another_entity() -> None:
    text = "Der Versorger Elvarit wächst. Elvarit Pharma gehört nicht dazu."
    short, longer = at(text, "Elvarit"), at(text, "Elvarit Pharma")
    assert short is not None
    assert longer is not None
    assert short.entity != longer.entity


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Der Kläger warf dem Konzern Betrug vor.", "Betrug"),
        ("Das Unternehmen Stadt ist gescheitert.", "Stadt"),
        ("Die Kritikerinnen und KritikerInnen klatschten.", "KritikerInnen"),
        ("Die Konzern-Aktie fiel. Der Vorstand von morgen schweigt.", "Konzern"),
    ],
)
def test_common_nouns_are_no_bodies(text: str, phrase: str) -> None:
    found = at(text, phrase)
    assert found is None or found.name != phrase or found.role is not None
