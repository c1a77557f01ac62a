from __future__ import annotations

from datetime import date, timedelta

import pytest

from lagebild.clean.dates import date_in_url, read_date
from tests.clean.helpers import BODY, HEADLINE, LEAD, clean_text

TODAY = date(2024, 6, 1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-05-04", "2023-05-04"),
        ("2023-05-04T23:59:00+02:00", "2023-05-04"),
        ("20230504", "2023-05-04"),
        ("2024-06-02", "2024-06-02"),
        ("2024-06-03", None),
        ("2023-02-30", None),
        ("0000-00-00", None),
        ("1066-10-14", None),
        ("2023-5-4", "2023-05-04"),
        ("2023/05/04", "2023-05-04"),
        ("04.05.2023", "2023-05-04"),
        ("4.5.23", None),
        ("am 2023-05-04", None),
        ("gestern", None),
        ("", None),
    ],
)
def test_machine_readable_dates(value: str, expected: str | None) -> None:
    found, reason = read_date(value, TODAY)
    assert found == expected
    assert (reason is None) == (expected is not None)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/2023/05/04/hafen", "2023-05-04"),
        ("https://a.example/politik/2023/5/4/hafen", "2023-05-04"),
        ("https://a.example/hafen-2023-05-04.html", "2023-05-04"),
        ("https://a.example/20230504/hafen", "2023-05-04"),
        ("https://a.example/2025/05/04/hafen", None),
        ("https://a.example/2023/13/04/hafen", None),
        ("https://a.example/artikel12023050456.html", None),
        ("https://a.example/2023/hafen", None),
        ("http://[::1", None),
    ],
)
def test_dates_in_addresses(url: str, expected: str | None) -> None:
    assert date_in_url(url, TODAY) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Stand: 12.03.2022, 14:05 Uhr", "2022-03-12"),
        ("15. November 2023", "2023-11-15"),
        ("Veröffentlicht am 3. Mai 2021", "2021-05-03"),
        ("Montag, 3. Mai 2021", "2021-05-03"),
        ("2021-05-03", "2021-05-03"),
        ("Stand: 31.02.2022", None),
        ("Stand: 12.03.2999", None),
    ],
)
def test_visible_dates(line: str, expected: str | None) -> None:
    document = clean_text("\n\n".join((HEADLINE, line, LEAD, BODY)))
    assert document.published == expected
    if expected:
        assert document.published_basis == "visible"
        assert document.published_evidence is not None
        assert document.text[slice(*document.published_evidence)] in line


def test_the_date_of_publication_comes_before_that_of_a_change() -> None:
    document = clean_text("\n\n".join((HEADLINE, "Aktualisiert: 14.03.2022, 08:00 Uhr", "Veröffentlicht: 12.03.2022", LEAD, BODY)))
    assert document.published == "2022-03-12"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Am 3. Mai 2021 brannte im Hafen ein Schiff.", "2021-05-03"),
        ("Am 3. Mai 2021 brannte ein Schiff, am 5. Mai kam Hilfe.", "2021-05-05"),
        ("Am Montag, dem 3. Mai 2021, brannte im Hafen ein Schiff.", "2021-05-03"),
        ("Die Wahl soll am 3. Mai 2021 stattfinden.", None),
        ("Am 3. Mai 2011 brannte im Hafen ein Schiff. Im Jahr 2020 brannte noch eines.", None),
        ("Am 3. Mai brannte im Hafen ein Schiff. Im Jahr 2020 brannte noch eines.", None),
        ("Am 3. Mai brannte im Hafen ein Schiff.", None),
        (
            "Das Schiff sank 2022 bei der Sturmflut. Am zweiten Jahrestag der Sturmflut kam der Präsident. Am 3. Mai sprach er.",
            "2024-05-03",
        ),
        ("Am 31. Februar 2021 brannte im Hafen ein Schiff.", None),
    ],
)
def test_inferred_dates(sentence: str, expected: str | None) -> None:
    document = clean_text("\n\n".join((HEADLINE, sentence, BODY)))
    assert document.published == expected
    assert document.published_basis == ("inferred" if expected else None)


def test_the_best_basis_wins() -> None:
    text = "\n\n".join((HEADLINE, "Stand: 12.03.2022", LEAD, BODY))
    url = "https://a.example/2022/03/10/hafen"
    given = clean_text(text, published="2022-03-09T10:00:00Z", url=url)
    assert (given.published, given.published_basis, given.published_evidence) == ("2022-03-09", "given", None)
    assert clean_text(text, url=url).published_basis == "visible"
    bare = clean_text("\n\n".join((HEADLINE, LEAD, BODY)), url=url)
    assert (bare.published, bare.published_basis) == ("2022-03-10", "url")


def test_a_date_that_cannot_be_is_refused_with_a_note() -> None:
    tomorrow = (date.today() + timedelta(days=5)).isoformat()
    document = clean_text("\n\n".join((HEADLINE, LEAD, BODY)), published=tomorrow)
    assert document.published is None
    assert any("future" in p for p in document.problems)
