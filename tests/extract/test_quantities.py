from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagebild.extract.numerals import Numerals, digits_value
from lagebild.extract.quantities import find_quantities
from lagebild.extract.times import find_times
from lagebild.extract.units import Units
from lagebild.lang.pack import load_pack
from tests.extract.drawn import drawn
from tests.extract.simple_parse import simple_document, simple_parse

PACK = load_pack("de")
# Parts of speech of the words that stand between numbers and nouns in the sentences below.
POS = {
    word: {"pos": pos}
    for pos, words in {
        "VERB": "kamen starben forderten lieferte kostet sank wuchs sprach fehlen stimmten zahlte fuhr gewann sind gab verhandelten",
        "ADP": "in aus für um von mit nach bei an über auf zu",
        "DET": "der die das den dem des alle",
        "NOUN": "Soldaten Menschen Euro Millionen Panzer Tonnen Stahl Prozent Abgeordneten Raketen Arbeiter Dollar Kilometer Häuser Tote",
        "CCONJ": "und oder",
    }.items()
    for word in words.split()
}


def quantities_of(text: str) -> list[tuple[str, float, float | None, str, str, str | None]]:
    document, parse = simple_document(text), simple_parse(text, POS)
    found = find_quantities(document, parse, find_times(document, parse, PACK), PACK)
    return [(text[slice(*q.span)], q.value, q.upper, q.unit, q.hedge, text[slice(*q.of)] if q.of else None) for q in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Es kamen über 10.000 nordkoreanische Soldaten.",
            ("über 10.000 nordkoreanische Soldaten", 10000, None, "persons", "at_least", "nordkoreanische Soldaten"),
        ),
        (
            "Es kamen 500 „unabhängige“ Soldaten.",
            ("500 „unabhängige“ Soldaten", 500, None, "persons", "exact", "„unabhängige“ Soldaten"),
        ),
        ("Es kamen 500 Beobachter.", ("500 Beobachter", 500, None, "persons", "exact", "Beobachter")),
        ("Dort starben zwölf Menschen.", ("zwölf Menschen", 12, None, "persons", "exact", "Menschen")),
        ("Sie forderten 3,5 Millionen Euro.", ("3,5 Millionen Euro", 3.5e6, None, "EUR", "exact", None)),
        ("Sie forderten 1,2 Mrd. Dollar.", ("1,2 Mrd. Dollar", 1.2e9, None, "USD", "exact", None)),
        ("Es fehlen 100 000 Arbeiter.", ("100 000 Arbeiter", 100000, None, "persons", "exact", "Arbeiter")),
        ("Er zahlte 20 €.", ("20 €", 20, None, "EUR", "exact", None)),
        ("Der Umsatz sank um rund 6,5 %.", ("rund 6,5 %", 6.5, None, "percent", "about", None)),
        ("Er lieferte 5.000 Tonnen Stahl.", ("5.000 Tonnen", 5000, None, "tonnes", "exact", "Stahl")),
        (
            "Es kamen zwischen 10.000 und 12.000 Soldaten.",
            ("zwischen 10.000 und 12.000 Soldaten", 10000, 12000, "persons", "exact", "Soldaten"),
        ),
        ("Es kamen 10-15 Panzer.", ("10-15 Panzer", 10, 15, "tanks", "exact", "Panzer")),
        ("Das kostet 3 bis 4 Millionen Euro.", ("3 bis 4 Millionen Euro", 3e6, 4e6, "EUR", "exact", None)),
        ("Es kamen bis zu 300 Panzer.", ("bis zu 300 Panzer", 300, None, "tanks", "at_most", "Panzer")),
        ("Es kamen knapp 300 Panzer.", ("knapp 300 Panzer", 300, None, "tanks", "at_most", "Panzer")),
        ("Es kamen nicht mehr als 300 Panzer.", ("nicht mehr als 300 Panzer", 300, None, "tanks", "at_most", "Panzer")),
        ("Mehr als 40 Tote gab es.", ("Mehr als 40 Tote", 40, None, "persons", "at_least", "Tote")),
        ("Es fehlen etwa fünfhundert Häuser.", ("etwa fünfhundert Häuser", 500, None, "items", "about", "Häuser")),
        ("Es kamen zweitausendfünfhundert Soldaten.", ("zweitausendfünfhundert Soldaten", 2500, None, "persons", "exact", "Soldaten")),
        ("Es kamen mehrere hundert Soldaten.", ("mehrere hundert Soldaten", 100, None, "persons", "at_least", "Soldaten")),
        ("Zehntausende Menschen kamen.", ("Zehntausende Menschen", 10000, None, "persons", "at_least", "Menschen")),
        ("Eine halbe Million Menschen kamen.", ("Eine halbe Million Menschen", 5e5, None, "persons", "exact", "Menschen")),
        ("Ein Dutzend Raketen kamen.", ("Ein Dutzend Raketen", 12, None, "missiles", "exact", "Raketen")),
        ("Es fuhr anderthalb Kilometer.", ("anderthalb Kilometer", 1.5, None, "km", "exact", None)),
        ("Es kamen bis zu etwa 300 Panzer.", ("bis zu etwa 300 Panzer", 300, None, "tanks", "at_most", "Panzer")),
        ("Tausende von Menschen starben.", ("Tausende von Menschen", 1000, None, "persons", "at_least", "Menschen")),
        ("Rund die Hälfte der Abgeordneten fehlen.", ("Rund die Hälfte", 0.5, None, "share", "about", "Abgeordneten")),
        ("Sie gab 34,3 Milliarden Euro aus.", ("34,3 Milliarden Euro", 34.3e9, None, "EUR", "exact", None)),
        ("Ein vierköpfiges Team kam.", ("vierköpfiges", 4, None, "persons", "exact", "Team")),
        ("Ein 40-köpfiges Team kam.", ("40-köpfiges", 40, None, "persons", "exact", "Team")),
        ("Mehr als 30 starben.", ("Mehr als 30", 30, None, "persons", "at_least", None)),
    ],
)
def test_quantity(text: str, expected: tuple[str, float, float | None, str, str, str | None]) -> None:
    assert quantities_of(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Es kamen 12,000 Soldaten.", [("12,000 Soldaten", 12000, None, "persons", "exact", "Soldaten")]),
        ("Er zahlte 12,500 Dollar.", [("12,500 Dollar", 12500, None, "USD", "exact", None)]),
        ("Der Anteil wuchs um 3,125 Prozent.", [("3,125 Prozent", 3.125, None, "percent", "exact", None)]),
        ("Es fehlen 1.5 Millionen Euro.", [("1.5 Millionen Euro", 1.5e6, None, "EUR", "exact", None)]),
        ("Es fehlen 10’000 Franken.", [("10’000 Franken", 10000, None, "CHF", "exact", None)]),
        ("Es fehlen 3Mio. Euro.", [("3Mio. Euro", 3e6, None, "EUR", "exact", None)]),
        (
            "Es kamen 800.000 bis 1,2 Millionen Menschen.",
            [("800.000 bis 1,2 Millionen Menschen", 8e5, 1.2e6, "persons", "exact", "Menschen")],
        ),
        ("Es kamen 10- bis 12-tausend Soldaten.", [("10- bis 12-tausend Soldaten", 10000, 12000, "persons", "exact", "Soldaten")]),
        ("Es kamen 10- bis 12.000 Soldaten.", [("10- bis 12.000 Soldaten", 10000, 12000, "persons", "exact", "Soldaten")]),
        ("Es kamen drei- und vierjährige Pferde.", []),
        ("Er zahlte zwischen 5 Euro und 8 Euro.", [("zwischen 5 Euro und 8 Euro", 5, 8, "EUR", "exact", None)]),
        ("Er zahlte 5 Euro und 8 Dollar.", [("5 Euro", 5, None, "EUR", "exact", None), ("8 Dollar", 8, None, "USD", "exact", None)]),
        ("Es kamen weit mehr als 300 Panzer.", [("weit mehr als 300 Panzer", 300, None, "tanks", "at_least", "Panzer")]),
        ("Es kamen nicht einmal 300 Panzer.", [("nicht einmal 300 Panzer", 300, None, "tanks", "at_most", "Panzer")]),
        ("Es kamen 300 oder mehr Panzer.", [("300 oder mehr Panzer", 300, None, "tanks", "at_least", "Panzer")]),
        ("Es kamen 300 Panzer und mehr.", [("300 Panzer und mehr", 300, None, "tanks", "at_least", "Panzer")]),
        ("Er zahlte 20 Cent.", [("20 Cent", 0.2, None, "EUR", "exact", None)]),
        ("Er zahlte $300 Millionen.", [("$300 Millionen", 3e8, None, "USD", "exact", None)]),
        ("Er zahlte 40 Millionen Pfund.", [("40 Millionen Pfund", 4e7, None, "GBP", "exact", None)]),
        ("Es gab ein 61-Milliarden-Dollar-Paket.", [("61-Milliarden-Dollar-Paket", 6.1e10, None, "USD", "exact", None)]),
        ("Es gab das 9-Euro-Ticket und ein Milliarden-Paket.", []),
        ("Ein gutes Dutzend Raketen kamen.", [("Ein gutes Dutzend Raketen", 12, None, "missiles", "at_least", "Raketen")]),
        ("Hunderte Millionen Menschen kamen.", [("Hunderte Millionen Menschen", 1e8, None, "persons", "at_least", "Menschen")]),
        ("Es stimmten 2/3 der Abgeordneten dafür.", [("2/3", 0.666667, None, "share", "exact", "Abgeordneten")]),
    ],
)
def test_forms(text: str, expected: list[tuple[str, float, float | None, str, str, str | None]]) -> None:
    assert quantities_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Gewinn sank von 3,2 auf 2,8 Milliarden Euro.", [(3.2e9, "EUR"), (2.8e9, "EUR")]),
        ("Die Partei kam auf 12, die andere auf 14 Prozent.", [(12, "percent"), (14, "percent")]),
        ("Die Zahl der Toten stieg auf 35.", [(35, "persons")]),
        ("Die Opferzahl liegt bei 35.", [(35, "persons")]),
        ("Der Wert liegt bei 35, zwölf Menschen starben.", [(35, "items"), (12, "persons")]),
        ("Verluste: Panzer: 20, Soldaten: 3.000", [(20, "tanks"), (3000, "persons")]),
        ("Er lieferte Drohnen (rund 200) und Haubitzen (18 Stück).", [(200, "drones"), (18, "weapons")]),
        ("Die Frau (31) und ihr Mann (40) schwiegen.", []),
        ("Ein Toter und drei Verletzte wurden geborgen.", [(1, "persons"), (3, "persons")]),
        ("Mindestens ein Mensch starb.", [(1, "persons")]),
        ("Ein Mann und eine Frau sprachen.", []),
        ("Es starben vier Menschen, darunter ein Kind.", [(4, "persons"), (1, "persons")]),
        ("Im Norden streikten 300 Fahrer, im Süden 450.", [(300, "persons"), (450, "persons")]),
        ("Von den 900 Betten sind 300 frei.", [(900, "items"), (300, "items")]),
        ("Dort sind 45 von 140 Panzern.", [(45, "tanks"), (140, "tanks")]),
        ("Neun Richterinnen und Richter entscheiden.", [(9, "persons")]),
        ("Elf Berliner Schulen schließen.", [(11, "items")]),
        ("Zwei 17-Jährige flohen.", [(2, "persons")]),
        ("Sie ging mit 16 nach England und wird 60.", []),
        ("Die deutsche Elf gewann.", []),
        ("Mehr als 100 Staats- und Regierungschefs kamen.", [(100, "persons")]),
        ("Hunderttausende gingen auf die Straße.", [(100000, "persons")]),
        ("Es sollen 10.000, nach anderen Angaben sogar 12.000 Soldaten kommen.", [(10000, "persons"), (12000, "persons")]),
        ("Sie holte 51,6, bei der Stichwahl 57,3 Prozent.", [(51.6, "percent"), (57.3, "percent")]),
        ("Hinweise nimmt die Polizei unter 0351 4832233 entgegen.", []),
        ("Er wartete 20 min und viele Regierungsjahre, zwölf Regierungsjahre.", []),
    ],
)
def test_numbers_by_their_surroundings(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(q.value, q.unit) for q in drawn(text).quantities] == expected


def test_a_small_number_without_noun_counts_beside_another() -> None:
    assert [q[1] for q in quantities_of("Es starben zwölf Menschen, und drei sind verletzt.")] == [12, 3]


def test_share() -> None:
    assert quantities_of("Es stimmten zwei Drittel der Abgeordneten dafür.") == [
        ("zwei Drittel", 0.666667, None, "share", "exact", "Abgeordneten")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Er kam am 3. Mai 2024 um 14:30 Uhr.",
        "Seit zwei Jahren gilt Artikel 5 der Nato.",
        "Sie gewann 2:1 gegen die 3. Mannschaft.",
        "Er fuhr mit einem Mann in einer Boeing 737.",
        "Tel. 0211/1234567",
        "Die Seite 12 fehlt.",
        "Der 19-Jährige floh.",
        "Eine F-16 und ein Covid-19-Test.",
        "Sie sprach über zwei.",
        "Die Bombe B61-12 fehlt.",
        "Hans Meier, 21, kam.",
    ],
)
def test_no_quantity(text: str) -> None:
    assert quantities_of(text) == []


def test_two_numbers_joined_are_two_quantities() -> None:
    assert [(q[1], q[3]) for q in quantities_of("Es kamen 10 Panzer und 20 Soldaten.")] == [(10, "tanks"), (20, "persons")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10.000", 10000),
        ("3,5", 3.5),
        ("100 000", 100000),
        ("1.234.567,8", 1234567.8),
        ("7", 7),
        ("1.2.3", None),
        ("9" * 30, None),
        ("²", None),
    ],
)
def test_digits_value(text: str, value: float | None) -> None:
    assert digits_value(text) == value


@pytest.mark.parametrize(
    ("word", "value"),
    [("zwei", 2), ("einundzwanzig", 21), ("hundertdreißig", 130), ("dreitausend", 3000), ("tausendundeins", 1001), ("zwölfhundert", 1200),
     ("dreieinhalb", 3.5), ("Haus", None), ("tausendfach", None), ("ein", None)],
)  # fmt: skip
def test_number_word(word: str, value: float | None) -> None:
    assert PACK.get(Numerals.from_pack).word(word) == value


@pytest.mark.parametrize(
    ("noun", "unit"),
    [
        ("Elitesoldaten", "persons"),
        ("Kampfpanzer", "tanks"),
        ("Dokumenten", None),
        ("Artilleriegranaten", "shells"),
        ("Franken", "CHF"),
        ("Tische", None),
        ("Angebote", None),
        ("Terminen", None),
        ("Bierkisten", None),
        ("Konkurrenten", "persons"),
        ("Container", "containers"),
        ("Bundesländer", "items"),
        ("Mitgliedstaaten", "countries"),
        ("Ausländer", "persons"),
        ("Sprengköpfe", "munitions"),
    ],
)
def test_unit_of_noun(noun: str, unit: str | None) -> None:
    assert PACK.get(Units.from_pack).of_noun(noun) == unit


VOCABULARY = """über rund bis zu zwischen und 10 10.000 3,5 100 000 0 - : . % € zwei zwölf hundert tausend Millionen Mrd. eine halbe Drittel
Dutzend Hunderte mehrere Soldaten Euro Tonnen Stahl der Mai 2019 Prozent ein oder mehr 1.2.3 5. Panzer zweitausend"""


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(VOCABULARY.split()), max_size=14).map(" ".join)))
def test_any_text_gives_ordered_spans_within(text: str) -> None:
    document, parse = simple_document(text), simple_parse(text)
    found = find_quantities(document, parse, find_times(document, parse, PACK), PACK)
    assert all(0 <= q.span[0] < q.span[1] <= len(text) for q in found)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(found))
    assert all(q.of is None or (0 <= q.of[0] < q.of[1] <= len(text)) for q in found)
    assert all(q.upper is None or q.upper > q.value for q in found)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Die Regierung gewährte Kenia Kredite in Höhe von 5 Millionen Euro.", 5e6),
        ("Am Abend gab es 41 Festnahmen.", 41),
        ("Die Armee tötete über 40 Zivilisten.", 40),
        ("In Hamburg demonstrierten 3.000 Menschen gegen die Regierung.", 3000),
        ("Am Montag wurden 9.000 Soldaten in den Norden verlegt.", 9000),
        ("Die Polizei nahm einen Mann fest.", None),
    ],
)
def test_quantity_of_an_event(text: str, value: float | None) -> None:
    assert {e.quantity and e.quantity.value for e in drawn(text).events} == {value}
