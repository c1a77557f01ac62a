from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.link.outlets import OutletNames, may_abbreviate
from tests.link.invented import document

NAMES = OutletNames()


@pytest.mark.parametrize(
    "names",
    [
        ["Spiegel", "DER SPIEGEL", "spiegel.de", "des Spiegels", "Nachrichtenmagazin „Spiegel“", "derspiegel"],
        ["New York Times", "The New York Times", "NYT", "nytimes.com", "https://www.nytimes.com/hafen"],
        ["dpa", "Deutsche Presse-Agentur", "Deutschen Presse-Agentur", "Nachrichtenagentur dpa"],
        ["Süddeutsche Zeitung", "Süddeutschen Zeitung", "SZ", "sueddeutsche.de"],
        ["TASS", "russische Staatsagentur Tass", "tass.ru"],
        ["Associated Press", "AP", "US-Nachrichtenagentur AP"],
        ["Redaktionsnetzwerk Deutschland (RND)", "RND", "rnd.de"],
        ["The Meridian Herald", "Meridian Herald", "meridianherald.example", "die Zeitung „Meridian Herald“"],
        ["Agentur Mittelwelle", "Mittelwelle"],
        ["ZDF", "zdf.de", "Sender ZDF"],
        ["RT", "de.rt.com", "Russia Today"],
        ["BBC", "bbc.co.uk", "bbc.com"],
    ],
)
def test_one_outlet(names: list[str]) -> None:
    assert len({NAMES.key(name) for name in names}) == 1
    assert len({OutletNames([document(n, name) for n, name in enumerate(names)]).of(name) for name in names}) == 1
    assert all(NAMES.is_outlet(name) for name in names)


@pytest.mark.parametrize(
    "names",
    [
        ["Morgenpost", "Berliner Morgenpost", "Dresdner Morgenpost", "Abendpost"],
        ["Kurier", "Nordkurier", "Elbkurier", "Weser-Kurier"],
        ["Ostsee-Tageblatt", "Tageblatt", "Berliner Tageblatt"],
        ["Reuters", "RT", "RTL"],
        ["Die Welt", "Deutsche Welle", "junge Welt", "Neue Welt"],
        ["Berliner Zeitung", "Leipziger Volkszeitung", "Süddeutsche Zeitung"],
    ],
)
def test_several_outlets(names: list[str]) -> None:
    assert len({NAMES.key(name) for name in names}) == len(names)


@pytest.mark.parametrize("name", ["Medien", "US-Medien", "Medienberichte", "Kurier", "Tageblatt", "Zeitungen", "", None, "„“"])
def test_a_common_noun_is_no_outlet(name: str | None) -> None:
    assert not NAMES.is_outlet(name)


def test_the_pack_knows_outlets() -> None:
    assert NAMES.known("spiegel.de") and not NAMES.known("Deichblatt")
    assert NAMES.of("N.Y. Times") == "New York Times" and NAMES.of("die Zeitung „Deichblatt“") == "Deichblatt" and NAMES.of(None) is None


@pytest.mark.parametrize(
    ("code", "name", "may"),
    [
        ("amw", "Agentur Mittelwelle", True),
        ("dpa", "Deutsche Presse-Agentur", True),
        ("amw", "Weserbote", False),
        ("xyz", "Agentur Mittelwelle", False),
        ("a", "Agentur Mittelwelle", False),
        ("mittelwelle", "Agentur Mittelwelle", False),
    ],
)
def test_codes_of_agencies(code: str, name: str, may: bool) -> None:
    assert may_abbreviate(code, name) is may


@given(st.text(max_size=40))
def test_any_name_has_a_key_and_one_name_that_stands_for_it(name: str) -> None:
    shown = NAMES.of(name)
    assert isinstance(NAMES.key(name), str)
    assert not name or shown is not None
