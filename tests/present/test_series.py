from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.present.series import series_of
from lagebild.present.text import counted, interval, percent, short, word_of
from lagebild.store.records import Claim, ClaimDetail, ClaimQuantity, Support

Figure = tuple[str | None, float]


def _detail(figures: list[Figure], units: str = "persons", supporters: tuple[Support, ...] = ()) -> ClaimDetail:
    quantities = tuple(ClaimQuantity(v, None, units, "exact", f"d{n}", (n, n + 2), day) for n, (day, v) in enumerate(figures))
    claim = Claim("c", None, "x", "d0", (), (), (), None, None, quantities, 1, 0, 1, 1, 1)
    return ClaimDetail(claim, supporters, (), (), ())


@pytest.mark.parametrize(
    ("figures", "trend", "bars"),
    [
        ([("2024-01-01", 5)], "steady", "▄"),
        ([("2024-01-01", 5), ("2024-01-02", 5)], "steady", "▄▄"),
        ([("2024-01-01", 10), ("2024-02-01", 20), ("2024-03-01", 20)], "grows", "▁██"),
        ([("2024-02-01", 10), ("2024-01-01", 20)], "falls", "█▁"),
        ([("2024-01-01", 10), ("2024-01-02", 30), ("2024-01-03", 20)], "varies", "▁█▅"),
        ([("2024-01-01", 10), ("2024-01-01", 20), ("2024-01-02", 30)], "varies", "▁▅█"),
        ([(None, 10), ("2024-01-02", 30)], "varies", "█▁"),
    ],
)
def test_figures_in_order_of_publication_have_a_trend(figures: list[Figure], trend: str, bars: str) -> None:
    (series,) = series_of(_detail(figures))
    assert (series.trend, series.bars) == (trend, bars)
    assert (series.low.figure.value, series.high.figure.value) == (min(v for _, v in figures), max(v for _, v in figures))


@given(st.lists(st.tuples(st.one_of(st.none(), st.dates().map(str)), st.floats(0, 1e12)), max_size=8))
def test_no_figure_is_lost(figures: list[Figure]) -> None:
    found = [p.figure for s in series_of(_detail(figures)) for p in s.points]
    assert sorted(map(repr, found)) == sorted(map(repr, _detail(figures).claim.quantities))
    assert all(len(s.bars) == len(s.points) for s in series_of(_detail(figures)))


def test_who_gave_a_figure_is_the_narrowest_record_that_holds_it() -> None:
    def support(who: str, start: int, end: int) -> Support:
        return Support("supports", "d0", "Blatt", None, None, None, ((start, end),), "", who, None, (who,), None, None, 1)

    (series,) = series_of(_detail([("2024-01-01", 5)], supporters=(support("weit", 0, 90), support("nah", 0, 9), support("fern", 50, 60))))
    assert (series.points[0].who, series.points[0].outlet) == ("nah", "Blatt")


@pytest.mark.parametrize(("share", "shown"), [(0, "0"), (0.001, "1"), (0.84, "84"), (0.999, "99"), (1, "100")])
def test_nearly_all_is_not_all(share: float, shown: str) -> None:
    assert percent(share) == f"{shown}\u00a0%"


def test_counts_in_words() -> None:
    assert (interval(2, 3), interval(2, 2)) == ("2–3", "2")
    assert (counted(1, "record"), counted(0, "record")) == ("1 record", "0 records")


@pytest.mark.parametrize(
    ("chain", "who", "outlet", "shown"),
    [
        (("Reuters", "ein Beamter"), "ein Beamter", "Blatt", "Blatt → Reuters → ein Beamter"),
        ((), "Ada Berg", None, "→ Ada Berg"),
        ((), None, "Blatt", "Blatt itself"),
        ((), None, None, "the report itself"),
    ],
)
def test_a_record_stands_on_somebodys_word(chain: tuple[str, ...], who: str | None, outlet: str | None, shown: str) -> None:
    assert word_of(chain, who, outlet) == shown


def test_ids_are_shown_far_enough_to_be_told_apart() -> None:
    assert short("fd95d91312745271") == "fd95d913"
    assert short("amw-2022-10-18-generalstab") == "amw-2022-10-18-gener"
