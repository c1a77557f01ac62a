"""Events on the command line: what narrows them, and their export as PLOVER records."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from lagebild.errors import OptionError
from lagebild.present.export.plover import date_range
from lagebild.store.case import Case
from lagebild.store.records import EventFilter
from tests.present.make import CLAIM, FIRST

Run = Callable[..., tuple[int, str]]
ALL = {"first", "copy", "denial"}


@pytest.mark.parametrize(
    ("options", "documents"),
    [
        ((), ALL),
        (("--type", "transfer,aid"), ALL),
        (("--type", "ASSAULT"), set()),
        (("--status", "denied"), {"denial"}),
        (("--status", "denied", "--status", "attributed", "--until", "2024-01-08"), {"first"}),
        (("--party", "nor"), ALL),
        (("--actor", "NOR", "--recipient", "südland"), ALL),
        (("--actor", "SWE"), set()),
        (("--object", "arms"), ALL),
        (("--object", "troops"), set()),
        (("--mode", "arms"), set()),
        (("--place", "NOR"), set()),
        (("--source", "berg"), {"first", "copy"}),
        (("--happened-since", "2024-01-31"), ALL),
        (("--happened-since", "2024-02"), set()),
        (("--happened-until", "2023"), set()),
        (("--since", "2024-01-09", "--doc", "copy"), {"copy"}),
    ],
)
def test_options_narrow_events(options: tuple[str, ...], documents: set[str], case_path: Path, lagebild: Run) -> None:
    _, lines = lagebild("events", "--case", str(case_path), *options, "--json")
    assert {json.loads(line)["document"] for line in lines.splitlines()} == documents
    _, exported = lagebild("export", "plover", "--case", str(case_path), *options)
    assert {json.loads(line)["cite_info"]["citation"] for line in exported.splitlines()} == documents


@pytest.mark.parametrize(
    ("options", "found"), [((), True), (("--party", "NOR"), True), (("--type", "AID"), False), (("--since", "2024-02"), False)]
)
def test_options_narrow_timeline_and_actors(options: tuple[str, ...], found: bool, case_path: Path, lagebild: Run) -> None:
    _, lines = lagebild("timeline", "--case", str(case_path), *options, "--json")
    assert bool(lines.strip()) == found
    _, lines = lagebild("actors", "--case", str(case_path), *options, "--json")
    actors = json.loads(lines)
    assert bool(actors["relations"]) == found
    if options:
        assert {a["name"] for a in actors["entities"]} == ({"Nordland", "Südland"} if found else set())


def test_actors_of_one_kind(case_path: Path, lagebild: Run) -> None:
    _, lines = lagebild("actors", "--case", str(case_path), "--kind", "person", "--json")
    assert [a["name"] for a in json.loads(lines)["entities"]] == ["Ada Berg"]


def test_events_say_on_whose_word_they_stand(case_path: Path, lagebild: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _, lines = lagebild("events", "--case", str(case_path), "--doc", "first", "--json")
    event = json.loads(lines)
    assert (event["speaker"], event["chain"]) == ("Ada Berg", ["Ada Berg"])
    for columns in (60, 100, 140):
        monkeypatch.setenv("COLUMNS", str(columns))
        _, table = lagebild("events", "--case", str(case_path))
        assert max(map(len, table.splitlines())) <= columns
    assert "Ada Berg" in table


@pytest.mark.parametrize("option", [("--type", "GIVE"), ("--status", "maybe"), ("--object", "tanks"), ("--since", "gestern")])
def test_a_wrong_value_says_which_are_right(option: tuple[str, str], case_path: Path, lagebild: Run) -> None:
    with pytest.raises(OptionError, match=option[0]):
        lagebild("events", "--case", str(case_path), *option)


def test_a_place_is_found_by_name_or_state(tmp_path: Path) -> None:
    from dataclasses import replace

    from lagebild.items import extraction_item
    from lagebild.model import EventPlace
    from tests.present.make import claiming

    extraction = claiming("first", "Blatt", "2024-01-08")
    where = EventPlace(extraction.events[0].trigger, "Südhafen", "SWE")
    placed = replace(extraction, events=(replace(extraction.events[0], place=where),))
    with Case.open(tmp_path / "c.db") as case:
        with case.writer() as writer:
            writer.add([extraction_item(placed)])
        with case.view() as view:
            wanted: list[tuple[EventFilter, int]] = [({"place": "hafen"}, 1), ({"place": "swe"}, 1), ({"place": "NOR"}, 0)]
            for filter, count in wanted:
                assert len(list(view.events(**filter))) == count


def test_plover_has_its_own_fields_and_ours_beside_them(case_path: Path, lagebild: Run, tmp_path: Path) -> None:
    target = tmp_path / "out" / "events.jsonl"
    status, said = lagebild("export", "plover", "--case", str(case_path), "--doc", "first", "--output", str(target))
    assert status == 0
    assert str(target) in said.replace("\n", "")
    (record,) = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert (record["date"], record["enddate"], record["event"], record["quad_code"]) == ("2024-01-01", "2024-01-31", ["COOPERATE"], 2)
    assert record["source"] == [{"code": "NOR", "actor_text": "Nordland", "identifier_text": "Nordland"}]
    assert FIRST[record["text_info"]["start"] : record["text_info"]["end"]] == "geliefert" == record["event_text"][0]
    ours = record["lagebild"]
    assert (ours["type"], ours["status"], ours["speaker"], ours["quantity"]["value"]) == ("TRANSFER", "attributed", "Ada Berg", 300)
    assert FIRST[slice(*ours["object"]["span"])] in CLAIM
    assert not list(target.parent.glob("*.part"))


def test_an_unknown_format_is_refused(case_path: Path, lagebild: Run) -> None:
    with pytest.raises(OptionError, match="plover"):
        lagebild("export", "icews", "--case", str(case_path))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-11-16", "2024-11-16", "2024-11-16"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-10-30/2024-11", "2024-10-30", "2024-11-30"),
        ("2024-11-16T10:00", "2024-11-16", "2024-11-16"),
        ("2024-13", None, None),
        ("PRESENT_REF", None, None),
        (None, None, None),
    ],
)
def test_dates_become_days(value: str | None, first: str | None, last: str | None) -> None:
    assert date_range(value) == (first, last)
