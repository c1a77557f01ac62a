"""Country data: ours against ISO 3166 and CLDR."""

from __future__ import annotations

import pytest

from lagebild.extract.gazetteer import Gazetteer
from lagebild.lang.countries import KOSOVO, country_names, iso_codes
from lagebild.lang.pack import load_pack

PACK = load_pack("de")
FORMER = {"CSK", "DDR", "SCG", "SUN", "YUG"}  # ISO 3166-3: states that are no more
CODES = {row["code"] for row in PACK.table("states.tsv")}


def test_the_codes_are_all_of_iso_3166() -> None:
    assert len(iso_codes()) == 249
    assert iso_codes()["DEU"] == "DE"


def test_each_state_has_a_code_of_iso_3166() -> None:
    assert CODES - set(iso_codes()) == FORMER | {KOSOVO[0]}


@pytest.mark.parametrize("table", ["seats.tsv", "organizations.tsv", "people.tsv", "places.tsv", "media.tsv"])
def test_each_table_speaks_of_known_states_and_bodies(table: str) -> None:
    used = {row.get("code") or row.get("country") or "" for row in PACK.table(table)}
    assert {code for code in used if code and not code.startswith("IGO:")} <= set(iso_codes()) | CODES


def test_groups_of_states_hold_known_codes() -> None:
    used = {code for row in PACK.table("state_groups.tsv") for code in row["codes"].split()}
    assert used <= CODES


def test_each_name_of_cldr_is_known_as_its_country() -> None:
    gazetteer = PACK.get(Gazetteer.from_pack)
    found = {code: gazetteer.lookup(name) for code, name in country_names("de").items()}
    assert {code for code, entry in found.items() if entry is None or entry.country != code} == set()


def test_each_state_is_known_by_the_name_that_we_print() -> None:
    gazetteer = PACK.get(Gazetteer.from_pack)
    found = {row["code"]: gazetteer.lookup(row["name"]) for row in PACK.table("states.tsv")}
    assert {code for code, entry in found.items() if entry is None or entry.country != code} == set()


def test_wikidata_ids_are_of_known_names_and_each_once() -> None:
    rows = PACK.table("wikidata.tsv")
    bodies = {row["name"] for row in PACK.table("organizations.tsv")}
    assert {row["key"] for row in rows} <= CODES | bodies
    assert len({row["id"] for row in rows}) == len(rows)
    assert all(row["id"][0] == "Q" and row["id"][1:].isdigit() for row in rows)
