"""Names of bodies and media by their form."""

from __future__ import annotations

import pytest

from lagebild.extract.unknown import KnownWords
from lagebild.lang.pack import load_pack
from tests.extract.test_coined import at, mentions


@pytest.mark.parametrize(
    ("text", "phrase", "kind"),
    [
        ("Das bestätigte das Landesamt für Denkmalpflege am Montag.", "Landesamt für Denkmalpflege", "organization"),
        ("Die Agentur für Netzsicherheit warnte die Betreiber.", "Agentur für Netzsicherheit", "organization"),
        ("In der Umfrage liegt die Nationale Liste vorn.", "Nationale Liste", "organization"),
        ("Ein Internationaler Gerichtshof soll darüber befinden.", "Internationaler Gerichtshof", "organization"),
        ("Das schrieb der „Uferspiegel“ am Sonntag.", "Uferspiegel", "media"),
        ("Laut „Hafenblick24“ sank das Schiff.", "Hafenblick24", "media"),
        ("Wie die Agentur vqo meldet, ist der Streit vorbei.", "vqo", "media"),
        ("Der Fall begann im Mai, berichtete der Elbhang-Bote.", "Elbhang-Bote", "media"),
        ("Das Portal „Klarwasser“ zeigte die Liste.", "Klarwasser", "media"),
        ("Der Onlinehändler Welvuro wächst. Am Abend dementierte Welvuro.", "Welvuro", "organization"),
    ],
)
def test_a_name_is_told_by_its_form(text: str, phrase: str, kind: str) -> None:
    found = at(text, phrase)
    assert found is not None and found.kind == kind


def test_a_medium_is_found_where_nothing_tells_it() -> None:
    text = "Das schrieb der „Uferspiegel“. Mit der Sache befasst ist der Uferspiegel seit Mai."
    assert {m.entity for m in mentions(text) if m.kind == "media"} == {getattr(at(text, "Uferspiegel", 1), "entity", None)}


@pytest.mark.parametrize(
    "text",
    [
        "Der Wasserspiegel sank um einen Meter.",
        "Das Amt verlangt Geld für Strom.",
        "Die Küste am Schwarzen Meer ist gesperrt.",
        "Er sprach von einem „Skandal“.",
    ],
)
def test_common_words_are_no_names(text: str) -> None:
    assert not [m for m in mentions(text) if m.kind == "media" or (m.kind == "organization" and m.role is None)]


@pytest.mark.parametrize(
    ("word", "known"), [("Nordvik", False), ("Borvantu", False), ("Regierungskrise", True), ("Häuser", True), ("Café", True)]
)
def test_words_of_the_language(word: str, known: bool) -> None:
    assert load_pack("de").get(KnownWords.from_pack).known(word) is known


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Am Montag kam das Angebot. Vurbelik lehnte ab. Später wollte Vurbelik verhandeln.", True),
        ("Am Montag brannte es in Vurbelik. Vurbelik liegt im Norden.", False),
        ("Die Behörde lehnte ab. Wohnungen fehlen weiter.", False),
    ],
)
def test_a_single_name_acts_or_is_a_place(text: str, found: bool) -> None:
    assert any(m.name in ("Vurbelik", "Behörde", "Wohnungen") and m.role is None and m.kind == "person" for m in mentions(text)) is found
