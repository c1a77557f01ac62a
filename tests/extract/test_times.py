from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagebild.extract.calendar import first_day, shifted_value
from lagebild.extract.times import find_times, time_of
from lagebild.lang.pack import Pack, load_pack
from lagebild.model import Time
from lagebild.parse.base import Parse, Sentence
from tests.extract.simple_parse import simple_document, simple_parse

PAST = {"verbform": "Fin", "tense": "Past", "mood": "Ind", "pos": "VERB"}
PRESENT = {"verbform": "Fin", "tense": "Pres", "mood": "Ind", "pos": "VERB"}
FUTURE = {"verbform": "Fin", "tense": "Pres", "mood": "Ind", "lemma": "werden", "pos": "AUX"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack("de")


def times_of(
    text: str, pack: Pack, published: str | None = "2024-11-16", features: dict[str, dict[str, str]] | None = None
) -> list[tuple[str, str, str]]:
    parse = simple_parse(text, features)
    return [(text[slice(*t.span)], t.value, t.kind) for t in find_times(simple_document(text, published), parse, pack)]


# 2024-11-16 was a Saturday.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das Treffen fand am 16. November 2024 statt.", [("16. November 2024", "2024-11-16", "DATE")]),
        ("Seit dem 3.5.2019 gilt das.", [("dem 3.5.2019", "2019-05-03", "DATE")]),
        ("Stand: 2024-02-29", [("2024-02-29", "2024-02-29", "DATE")]),
        ("Am 14.11. kam die Antwort.", [("14.11.", "2024-11-14", "DATE")]),
        ("Am Donnerstag, dem 14. November, kam sie.", [("Donnerstag, dem 14. November", "2024-11-14", "DATE")]),
        ("Er kam am Freitag an.", [("Freitag", "2024-11-15", "DATE")]),
        ("Er kam am vergangenen Freitag.", [("vergangenen Freitag", "2024-11-15", "DATE")]),
        ("Der Rat tagt am kommenden Montag.", [("kommenden Montag", "2024-11-18", "DATE")]),
        ("Am Freitagmorgen fielen Schüsse.", [("Freitagmorgen", "2024-11-15TMO", "TIME")]),
        ("Nächste Woche reist sie ab.", [("Nächste Woche", "2024-W47", "DATE")]),
        ("Diese Woche war ruhig.", [("Diese Woche", "2024-W46", "DATE")]),
        ("Das war im vergangenen Monat.", [("vergangenen Monat", "2024-10", "DATE")]),
        ("Das war Anfang dieses Monats.", [("Anfang dieses Monats", "2024-11", "DATE")]),
        ("Mitte Oktober begann es.", [("Mitte Oktober", "2024-10", "DATE")]),
        ("Ende vergangenen Jahres gab er auf.", [("Ende vergangenen Jahres", "2023", "DATE")]),
        ("Sie ging im Jahr 2019 fort.", [("Jahr 2019", "2019", "DATE")]),
        ("Sie siegte 2022 erneut.", [("2022", "2022", "DATE")]),
        ("Zwischen 2019 und 2021 fehlte Geld.", [("2019", "2019", "DATE"), ("2021", "2021", "DATE")]),
        ("In den 1990er Jahren war das so.", [("den 1990er Jahren", "199", "DATE")]),
        ("In den neunziger Jahren war das so.", [("den neunziger Jahren", "199", "DATE")]),
        ("Das Haus stammt aus dem 19. Jahrhundert.", [("dem 19. Jahrhundert", "18", "DATE")]),
        ("Heute und gestern schwieg er, vorgestern nicht.",
         [("Heute", "2024-11-16", "DATE"), ("gestern", "2024-11-15", "DATE"), ("vorgestern", "2024-11-14", "DATE")]),
        ("Gestern Abend sprach er.", [("Gestern Abend", "2024-11-15TEV", "TIME")]),
        ("Derzeit ruht die Arbeit.", [("Derzeit", "PRESENT_REF", "DATE")]),
        ("Damals war das anders, künftig nicht.", [("Damals", "PAST_REF", "DATE"), ("künftig", "FUTURE_REF", "DATE")]),
        ("Im Sommer 2023 begann es.", [("Sommer 2023", "2023-SU", "DATE")]),
        ("Im dritten Quartal 2023 sank der Umsatz.", [("dritten Quartal 2023", "2023-Q3", "DATE")]),
        ("Ostern 2024 blieb es still.", [("Ostern 2024", "2024-03-31", "DATE")]),
        ("An Silvester 2022 brannte es.", [("Silvester 2022", "2022-12-31", "DATE")]),
        ("In der Nacht zum Freitag fielen Bomben.", [("der Nacht zum Freitag", "2024-11-14TNI", "TIME")]),
        ("Am Montag um 14:30 Uhr begann es.", [("Montag", "2024-11-11", "DATE"), ("14:30 Uhr", "2024-11-11T14:30", "TIME")]),
        ("Gegen 15 Uhr MEZ war Schluss.", [("15 Uhr MEZ", "T15:00", "TIME")]),
        ("Vor drei Tagen trat er ab.", [("drei Tagen", "P3D", "DURATION")]),
        ("Vor gut zwei Jahren trat er ab.", [("gut zwei Jahren", "P2Y", "DURATION")]),
        ("Seit zwei Jahren gilt das.", [("zwei Jahren", "P2Y", "DURATION")]),
        ("Er sprach drei Tage lang.", [("drei Tage", "P3D", "DURATION")]),
        ("Das dauert ein halbes Jahr.", [("ein halbes Jahr", "P0.5Y", "DURATION")]),
        ("Nach zweieinhalb Stunden war es aus.", [("zweieinhalb Stunden", "PT2.5H", "DURATION")]),
        ("Die letzten drei Monate waren hart.", [("Die letzten drei Monate", "P3M", "DURATION")]),
        ("Ein dreitägiger Besuch folgte.", [("dreitägiger", "P3D", "DURATION")]),
        ("Die Bank zahlt jährlich Zinsen.", [("jährlich", "P1Y", "SET")]),
        ("Jeden Montag ziehen sie los.", [("Jeden Montag", "XXXX-WXX-1", "SET")]),
        ("Er fährt zweimal täglich.", [("zweimal täglich", "P1D", "SET")]),
        ("Die Messe läuft vom 3. bis 5. Mai 2024.", [("3.", "2024-05-03", "DATE"), ("5. Mai 2024", "2024-05-05", "DATE")]),
        ("Am 9. Mai 2021 siegte er. Am folgenden Tag ging er.", [("9. Mai 2021", "2021-05-09", "DATE"),
         ("folgenden Tag", "2021-05-10", "DATE")]),
        ("Sie kam 1996. Zwei Jahre später ging sie.", [("1996", "1996", "DATE"), ("Zwei Jahre später", "1998", "DATE")]),
    ],
)  # fmt: skip
def test_value(text: str, expected: list[tuple[str, str, str]], pack: Pack) -> None:
    assert times_of(text, pack) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Rund 2000 Menschen kamen.",
        "Der Preis lag bei 1450 Euro.",
        "Das Spiel endete 2:1.",
        "Er ist 15 Jahre alt.",
        "Die Freitagsgebete fielen aus.",
        "Er wohnt in Haus 12.",
        "Der Abendhimmel war rot.",
        "Frau Montag sprach zuerst.",
        "Die Altersgrenze von 18 Jahren bleibt.",
    ],
)
def test_no_time(text: str, pack: Pack) -> None:
    assert times_of(text, pack) == []


@pytest.mark.parametrize(
    ("text", "features", "value"),
    [
        ("Am Montag kam der Minister.", {"kam": PAST}, "2024-11-11"),
        ("Am Montag wird der Minister kommen.", {"wird": FUTURE, "kommen": {"verbform": "Inf", "pos": "VERB"}}, "2024-11-18"),
        ("Am 20. Mai kam der Minister.", {"kam": PAST}, "2024-05-20"),
        ("Am 20. Mai wird der Minister kommen.", {"wird": FUTURE, "kommen": {"verbform": "Inf", "pos": "VERB"}}, "2025-05-20"),
        ("Seit Mai kommt der Minister.", {"kommt": PRESENT}, "2024-05"),
        ("Für Mai plant er eine Reise.", {"plant": PRESENT}, "2025-05"),
        ("Das Ergebnis vom Montag zeigt es.", {"zeigt": PRESENT}, "2024-11-11"),
        ("Im Dezember kam der Minister.", {"kam": PAST}, "2023-12"),
        ("Am Wochenende wird er kommen.", {"wird": FUTURE, "kommen": {"verbform": "Inf", "pos": "VERB"}}, "2024-W46-WE"),
    ],
)
def test_tense_decides(text: str, features: dict[str, dict[str, str]], value: str, pack: Pack) -> None:
    assert [v for _, v, _ in times_of(text, pack, features=features)] == [value]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Am 16. November kam er.", ["XXXX-11-16"]),
        ("Sie kam am 2. Mai 2020. Am 16. November ging sie.", ["2020-05-02", "2020-11-16"]),
        ("Am Freitag kam er.", ["XXXX-WXX-5"]),
        ("Gestern kam er.", ["PAST_REF"]),
    ],
)
def test_without_publication_date(text: str, values: list[str], pack: Pack) -> None:
    assert [v for _, v, _ in times_of(text, pack, published=None)] == values


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Vor drei Tagen trat er ab.", "2024-11-13"),
        ("Vor gut zwei Jahren trat er ab.", "2022"),
        ("Vor einem Monat trat er ab.", "2024-10"),
        ("Vor mehreren Wochen trat er ab.", None),
        ("Seit zwei Jahren gilt das.", None),
        ("Nach zwei Stunden war es aus.", None),
    ],
)
def test_a_length_of_time_leads_to_a_date(text: str, date: str | None, pack: Pack) -> None:
    (time,) = find_times(simple_document(text), simple_parse(text), pack)
    assert (time.kind, time.date) == ("DURATION", date)


def test_a_wrong_sentence_end_does_not_cut_a_date(pack: Pack) -> None:
    text = "Er kam am 3. Mai 2024 an."
    whole = simple_parse(text)
    cut = Parse(text, whole.tokens, (Sentence(0, 5, False), Sentence(5, len(whole.tokens), False)))
    assert [t.span for t in find_times(simple_document(text), cut, pack)] == [(10, 21)]


def test_only_in_sentences(pack: Pack) -> None:
    text = "Am 3. Mai 2024."
    assert find_times(simple_document(text), simple_parse(""), pack) == ()


def test_time_of_prefers_near_dates() -> None:
    times = (Time((0, 5), "P1D", "DURATION"), Time((10, 15), "2024", "DATE"), Time((40, 45), "2023", "DATE"))
    assert time_of(times, (6, 8)) == times[1]
    assert time_of(times, (38, 39)) == times[2]
    assert time_of(times, (38, 39), within=(0, 30)) == times[1]
    assert time_of((), (0, 1)) is None


@pytest.mark.parametrize("value", ["2024", "2024-11", "2024-11-16", "2024-W46", "2024-W46-WE", "2024-Q3", "2024-SU", "2024-11-16T14:30"])
def test_first_day_of_value(value: str) -> None:
    day = first_day(value)
    assert day is not None and day.year == 2024


@pytest.mark.parametrize(
    ("unit", "n", "value"), [("D", 20, "2024-12-06"), ("M", 2, "2025-01"), ("Q", 1, "2025-Q1"), ("E", -1, "201"), ("C", -1, "19")]
)
def test_shifted_value(unit: str, n: int, value: str) -> None:
    day = first_day("2024-11-16")
    assert day is not None and shifted_value(day, unit, n) == value


PACK = load_pack("de")
VOCABULARY = """am vor seit 3. 12 2019 1000000 0 99 Mai November Freitag Freitagmorgen nächste letzten vergangenen zwei drei Tagen Jahre Uhr
Jahrhundert Woche 14:30 bis und der die Anfang Ende Nacht zum heute Abend später zuvor jeden täglich ein halbes Ostern 1990er 31.2. . , -"""
WORDS = st.sampled_from(VOCABULARY.split())


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join)),
    st.sampled_from(["2024-11-16", None, "0001-01-01", "9999-12-31"]),
)
def test_any_text_gives_ordered_spans_within(text: str, published: str | None) -> None:
    found = find_times(simple_document(text, published), simple_parse(text), PACK)
    assert all(0 <= t.span[0] < t.span[1] <= len(text) and t.value for t in found)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(found))
    assert found == find_times(simple_document(text, published), simple_parse(text), PACK)
