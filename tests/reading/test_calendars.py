"""A company's own names of times: by the title, by its text, by the dates of its tables."""

from __future__ import annotations

import pytest

from report_assistant.reading.calendars import Calendar, calendar_of
from report_assistant.reading.loader import read_content
from report_assistant.reading.periods import find_periods
from report_assistant.reading.population import Relation

FILING = """# Alder Q3 2023

For the quarterly period ended October 29, 2023

## Results

Sales of the third quarter of fiscal year 2024 rose. In the third quarter of fiscal year 2023 they had fallen.
For the third quarter of fiscal year 2024 we expected less.
"""


def calendar(text: str = FILING) -> Calendar:
    return calendar_of(read_content(text.encode(), ".md", "alder.md", "alder"))


@pytest.mark.parametrize(
    ("asked", "given", "relation"),
    [
        ("Q3 2023", "3 months to 2023-10-29", Relation.EQUAL),
        ("Q3 2023", "2024-Q3", Relation.EQUAL),
        ("Q3 2023", "2023-Q3", Relation.OTHER),  # of the fiscal year 2023
        ("Q3 2023", "9 months to 2023-10-29", Relation.NARROWER),
        ("the third quarter of fiscal 2024", "3 months to 2023-10-29", Relation.EQUAL),
        ("the third quarter of fiscal 2024", "2024-Q3", Relation.EQUAL),
        ("the first nine months of fiscal 2024", "9 months to 2023-10-29", Relation.EQUAL),
        ("the first nine months of 2023", "9 months to 2023-10-29", Relation.EQUAL),
        ("the three months ended October 30, 2022", "3 months to 2022-10-30", Relation.EQUAL),
        ("the three months ended October 30, 2022", "2023-Q3", Relation.EQUAL),
        ("Q3 2022", "3 months to 2022-10-30", Relation.EQUAL),
        ("Q3 2022", "3 months to 2023-10-29", Relation.OTHER),
    ],
)
def test_times_are_compared_whatever_they_are_called(asked: str, given: str, relation: Relation) -> None:
    (period,) = find_periods(asked)
    assert calendar().relate(period, given) is relation


def test_the_time_of_the_title_is_called_as_the_title_calls_it() -> None:
    (period,) = find_periods("Q3 2023")
    assert calendar().relate(period, "2023-Q3", titled=True) is Relation.EQUAL


@pytest.mark.parametrize(
    ("asked", "own"),
    [
        ("Q3 2023", True),
        ("the third quarter of fiscal 2024", True),
        ("the quarter ended October 29, 2023", True),
        ("the first nine months of 2023", True),
        ("October 29, 2023", True),
        ("Q2 2023", False),
        ("the third quarter of fiscal 2023", False),
        ("2023", False),  # other quarters are of it too
    ],
)
def test_a_document_is_about_its_own_time(asked: str, own: bool) -> None:
    (period,) = find_periods(asked)
    assert calendar().is_own(period) is own


def test_without_dates_on_the_cover_times_are_those_of_the_calendar() -> None:
    text = FILING.replace("For the quarterly period ended October 29, 2023\n", "")
    (period,) = find_periods("Q3 2023")
    assert calendar(text).relate(period, "2023-Q3") is Relation.EQUAL
    assert calendar(text).relate(period, "2024-Q3") is Relation.OTHER


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("# Riders\n\nA research note, 9 September 2025\n\n## Prices\n\nPrices fell.", Relation.EQUAL),
        ("# Riders\n\nThe survey ended on 9 September 2025.\n\n## Prices\n\nPrices fell.", Relation.UNKNOWN),
        ("# Riders\n\n140 shops, 9 September 2025\n\n## Prices\n\nPrices fell.", Relation.UNKNOWN),
        ("---\ntitle: Riders\npublished: 2025-09\n---\n# Riders\n\nPrices fell.", Relation.EQUAL),
        ("# Riders 2025\n\nPrices fell.", Relation.EQUAL),
    ],
)
def test_years_are_counted_back_from_the_day_of_publication(text: str, relation: Relation) -> None:
    (period,) = find_periods("two years ago")
    found = calendar(text).relate(period, "2023")
    assert (Relation.EQUAL if found is Relation.NARROWER else found) is relation


@pytest.mark.parametrize(
    ("asked", "language", "year"),
    [
        ("last year", "en", "2024"),
        ("two years ago", "en", "2023"),
        ("the year before", "en", "2023"),
        ("this year", "en", "2024"),
        ("l'année dernière", "fr", "2024"),
        ("vorig jaar", "nl", "2024"),
        ("letztes Jahr", "de", "2024"),
        ("vor zwei Jahren", "de", "2023"),
    ],
)
def test_last_year_is_counted_from_the_publication_the_year_before_from_the_report(
    asked: str, language: str, year: str
) -> None:
    (period,) = find_periods(asked, language)
    read = "---\ntitle: Riders\nperiod: 2024\npublished: 2025-04-02\n---\n# Riders\n\nPrices fell."
    assert calendar(read).relate(period, year) is Relation.EQUAL
    assert calendar("# Riders 2024\n\nPrices fell.").relate(period, "2024") is not Relation.UNKNOWN
