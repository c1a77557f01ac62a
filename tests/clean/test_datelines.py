from __future__ import annotations

import pytest

from tests.clean.helpers import BODY, HEADLINE, LEAD, clean_text


@pytest.mark.parametrize(
    ("dateline", "place", "agencies"),
    [
        ("Berlin (dpa) - ", "Berlin", ["dpa"]),
        ("NORDSTADT (xyz) – ", "Nordstadt", ["xyz"]),
        ("Rom (xyz). ", "Rom", ["xyz"]),
        ("WASHINGTON (Reuters) – ", "Washington", ["Reuters"]),
        ("Berlin/München (dpa/lby) – ", "Berlin/München", ["dpa"]),
        ("MOSKAU, 5. Mai (TASS) – ", "Moskau", ["TASS"]),
        ("Moskau, 5. Mai – ", "Moskau", []),
        ("New York (AFP). ", "New York", ["AFP"]),
        ("Frankfurt am Main (dpa) – ", "Frankfurt am Main", ["dpa"]),
        ("Berlin (Deutschland), 27.12.2009 – ", "Berlin", []),
        ("BERLIN – ", "Berlin", []),
        ("Berlin – ", "Berlin", []),
        ("Kiew/Moskau – ", "Kiew/Moskau", []),
        ("(dpa) – ", None, ["dpa"]),
        ("St. Pölten (APA) — ", "St. Pölten", ["APA"]),
    ],
)
def test_datelines(dateline: str, place: str | None, agencies: list[str]) -> None:
    document = clean_text("\n\n".join((HEADLINE, dateline + LEAD, BODY)))
    region = next(r for r in document.regions if r.kind == "dateline")
    assert document.text[slice(*region.span)] == dateline.strip()
    assert document.dateline_place == place
    assert [c.origin for c in document.credits] == agencies


@pytest.mark.parametrize(
    "opening",
    [
        "Die Partei (SPD) ",
        "Nordstadt (xyz) – ",
        "ROM (xyz) ist ",
        "Ein Sprecher (ZDF) – ",
        "Die Lage – so viel ist klar – ",
        "Am 5. Mai – ",
        "Trump (Republikaner) ",
        "USA – ",
        "Corona – ",
        "Berlin – und nur Berlin – ",
    ],
)
def test_no_datelines(opening: str) -> None:
    document = clean_text("\n\n".join((HEADLINE, opening + LEAD, BODY)))
    assert [r.kind for r in document.regions] == ["headline", "body"]
