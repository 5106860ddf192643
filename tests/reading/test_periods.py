"""Mentions of time: labels, kinds, and what they resolve to."""

# ruff: noqa: E501  (tables of whole sentences and records, one a line)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_assistant.reading.numbers import find_quantities
from report_assistant.reading.period_labels import label_of, relate_periods, resolve
from report_assistant.reading.periods import PeriodKind, find_periods
from report_assistant.reading.population import Relation


def labels(text: str, language: str = "en") -> list[str]:
    return [period.label for period in find_periods(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("In 2024 and since 1998", "en", ["2024", "1998"]),
        ("the 2024 edition and our 2019 results", "en", ["2024", "2019"]),
        ("the 2024-25 season, 2024/25", "en", ["2024/25", "2024/25"]),
        ("between 22/23 and 23/24, but 3/4, 12/20 and 9/10", "en", ["2022/23", "2023/24"]),
        ("FY2023, FY 23, fiscal 2019, fiscal year 2019", "en", ["FY2023", "FY2023", "FY2019", "FY2019"]),
        ("Q3 2022, 3Q22, the third quarter of 2022, third quarter of fiscal 2022", "en", ["2022-Q3"] * 4),
        ("H1 2024 and the second half of 2024", "en", ["2024-H1", "2024-H2"]),
        ("June 2025, 25 June 2025, June 25, 2025, 2025-06-25", "en",
         ["2025-06", "2025-06-25", "2025-06-25", "2025-06-25"]),
        ("for the three months ended June 25, 2022 and June 26, 2021", "en",
         ["3 months to 2022-06-25", "3 months to 2021-06-26"]),
        ("between 4 March and 12 April 2024, from December 20 to January 6, 2025", "en",
         ["2024-03-04", "2024-04-12", "2024-12-20", "2025-01-06"]),
        ("du 4 mars au 12 avril 2024", "fr", ["2024-03-04", "2024-04-12"]),
        ("van 4 maart tot en met 12 april 2024, 4 maart – 12 april 2024", "nl",
         ["2024-03-04", "2024-04-12", "2024-03-04", "2024-04-12"]),
        ("zwischen dem 4. März und dem 12. April 2024", "de", ["2024-03-04", "2024-04-12"]),
        ("on 4 March, and again on 12 April 2024", "en", ["03-04", "2024-04-12"]),
        ("for the years ended December 31, 2019 and 2018", "en", ["12 months to 2019-12-31", "12 months to 2018-12-31"]),
        ("the nine months ended\nJuly 1, 2023", "en", ["9 months to 2023-07-01"]),
        ("the half-year ended 30 June 2023, the quarterly period ended July 1, 2023", "en",
         ["6 months to 2023-06-30", "3 months to 2023-07-01"]),
        ("le semestre clos le 30 juin 2023", "fr", ["6 months to 2023-06-30"]),
        ("het halfjaar geëindigd op 30 juni 2023, het eerste halfjaar van 2023", "nl",
         ["6 months to 2023-06-30", "2023-H1"]),
        ("im Halbjahr zum 30. Juni 2023, im ersten Halbjahr 2024", "de",
         ["6 months to 2023-06-30", "2024-H1"]),
        ("the first half-year of 2023", "en", ["2023-H1"]),
        ("the third quarter and first nine months of fiscal year 2023", "en", ["2023-Q3", "9 months of 2023"]),
        ("from 2010 to 2015, 2010–2015, between 2010 and 2015", "en", ["2010/2015"] * 3),
        ("in the 1990s and the 19th century", "en", ["1990s", "19th century"]),
        ("He (865–915) wrote in 476, in 1047.", "en", ["865/915", "476", "1047"]),
        ("Fraud was suspected in 540 cases and proven in 310.", "en", []),
        ("in the past twelve months, over the last three years, the past decade", "en",
         ["past 12 months", "past 36 months", "past 120 months"]),
        ("than in the same quarter a year earlier, or the year-ago month", "en", ["year-1", "year-1"]),
        ("au même trimestre de l'année précédente", "fr", ["year-1"]),
        ("in dezelfde periode van vorig jaar", "nl", ["year-1"]),
        ("im gleichen Quartal des Vorjahres, im Vorjahreszeitraum", "de", ["year-1", "year-1"]),
        ("a year earlier, last year, two years ago, the year before", "en", ["year-1", "year-1", "year-2", "year-1"]),
        ("within a year, in the next five years, within twelve months", "en",
         ["next 12 months", "next 60 months", "next 12 months"]),
        ("au cours des douze derniers mois, l'année dernière, il y a un an, d'ici un an, 25 juin 2025", "fr",
         ["past 12 months", "year-1", "year-1", "next 12 months", "2025-06-25"]),
        ("de afgelopen twaalf maanden, vorig jaar, een jaar geleden, binnen een jaar, juni 2025", "nl",
         ["past 12 months", "year-1", "year-1", "next 12 months", "2025-06"]),
        ("in den vergangenen zwölf Monaten, im Vorjahr, vor einem Jahr, 25. Juni 2025, 1281 schlug", "de",
         ["past 12 months", "year-1", "year-1", "2025-06-25", "1281"]),
    ],
)  # fmt: skip
def test_labels(text: str, language: str, expected: list[str]) -> None:
    assert labels(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2000 people, 1,950 km, $2019, 2024%, 1800 units, 2019.5", "en"),
        ("2000 Menschen und 1500 Firmen", "de"),
        ("may march on, second to none, a quarter of them", "en"),
        ("version 3.2024.1 and A2024B", "en"),
    ],
)
def test_what_is_no_period(text: str, language: str) -> None:
    assert labels(text, language) == []


@pytest.mark.parametrize(
    ("text", "baseline"),
    [
        ("12 points more than in 2024", True),
        ("more pressure than a year ago", True),
        ("compared with 2024", True),
        ("available until 2030", True),
        ("above the average of 1991 to 2020", True),
        ("30% below the level of 1990", True),
        ("back to pre-war levels in 1950", True),
        ("noise levels in 2024", False),
        ("in 2024", False),
        ("the year before", False),
    ],
)
def test_baselines(text: str, baseline: bool) -> None:
    assert [period.baseline for period in find_periods(text)] == [baseline]


def test_kinds() -> None:
    text = "in 2024, a year earlier, in the past year, within a year, over one year"
    assert [period.kind for period in find_periods(text)] == [
        PeriodKind.ABSOLUTE,
        PeriodKind.RELATIVE,
        PeriodKind.WINDOW,
        PeriodKind.HORIZON,
        PeriodKind.DURATION,
    ]


@pytest.mark.parametrize(
    ("text", "base", "label"),
    [
        ("the year before", "2025", "2024"),
        ("the year before", "2022-Q3", "2021-Q3"),
        ("last quarter", "2022-Q1", "2021-Q4"),
        ("last month", "2022-01", "2021-12"),
        ("the season before", "2018/19", "2017/18"),
        ("a year earlier", "2025-06", "2024-06"),
        ("a year earlier", "2005-06", "2004-06"),
        ("a year earlier", "2025-06-30", "2024-06-30"),
        ("a year earlier", "12 months to 2025-03-31", "12 months to 2024-03-31"),
        ("this year", "FY2023", "FY2023"),
        ("two years ago", "FY2023", "FY2021"),
        ("in the past twelve months", "2025", "12 months to 2025"),
        ("in 2024", "2025", "2024"),
        ("the year before", None, "year-1"),
    ],
)
def test_counted_from_the_period_of_the_report(text: str, base: str | None, label: str) -> None:
    assert [resolve(period, base) for period in find_periods(text)] == [label]


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("2024", "2024", Relation.EQUAL),
        ("2024", "FY2024", Relation.EQUAL),
        ("12 months to 2025", "2025", Relation.EQUAL),
        ("2024-Q3", "2024", Relation.NARROWER),
        ("2024", "2024-Q3", Relation.BROADER),
        ("9 months of 2023", "2023", Relation.NARROWER),
        ("9 months to 2023-09-30", "9 months of 2023", Relation.EQUAL),
        ("2024", "2025", Relation.OTHER),
        ("2024", None, Relation.UNKNOWN),
        ("year-1", "2024", Relation.UNKNOWN),
        ("1990s", "1995", Relation.BROADER),
        ("2019", "2018/19", Relation.NARROWER),
        ("2006", "2005-06", Relation.OTHER),  # a month
        ("2006", "2005/06", Relation.NARROWER),
    ],
)
def test_relations(one: str | None, other: str | None, relation: Relation) -> None:
    assert relate_periods(one, other) is relation


def test_the_period_of_a_front_matter_field() -> None:
    assert label_of("2025") == "2025"
    assert label_of("Third quarter of 2022") == "2022-Q3"
    assert label_of("soon") is None
    assert label_of(None) is None


@given(
    st.lists(
        st.sampled_from(
            ["in", "2024", "the", "past", "twelve", "12", "months", "year", "before", "Q3", "June", "25", ",", "and",
             "ended", "fiscal", "-", "(", ")", "than", "last", "\n", "1990s", "first", "quarter", "of"]
        ),
        max_size=12,
    ),
    st.sampled_from(["en", "fr", "nl", "de"]),
)  # fmt: skip
def test_offsets_hold_and_no_figure_lies_in_a_date(pieces: list[str], language: str) -> None:
    text = " ".join(pieces)
    edge = 0
    periods = find_periods(text, language)
    for period in periods:
        assert edge <= period.start < period.end <= len(text)
        assert period.label
        edge = period.end
    for quantity in find_quantities(text, language):
        for period in periods:
            inside = period.start < quantity.end and quantity.start < period.end
            assert not inside or period.kind is PeriodKind.DURATION


@pytest.mark.parametrize(
    ("text", "baseline"),
    [
        ("Premiums rose by 5% on average in 2022.", False),
        ("Rainfall was below the average of 2015.", True),
        ("More than in 2015.", True),
        ("The Clean Air Act of 1970 is still in force.", True),
        ("The harvest of 1970 was poor.", False),
    ],
)
def test_a_baseline_is_what_is_compared_with(text: str, baseline: bool) -> None:
    (period,) = find_periods(text, "en")
    assert period.baseline is baseline


@pytest.mark.parametrize(
    ("text", "language"),
    [("la loi de 2016", "fr"), ("het verdrag van 1992", "nl"), ("dem Gesetz von 1998", "de")],
)
def test_the_year_of_a_law_is_part_of_its_name(text: str, language: str) -> None:
    assert [period.baseline for period in find_periods(text, language)] == [True]


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("2025-06", "2025-06"),
        ("2024-25", "2024/25"),
        ("2025", "2025"),
        ("June 2025", "2025-06"),
        ("April 2024 to March 2025", "2024/25"),
        ("April to September 2024", "6 months to 2024-09"),
        ("October 2023 – March 2024", "6 months to 2024-03"),
        ("March 2024 to February 2024", "2024-03"),
        ("May 2024, with figures of June 2023", "2024-05"),
        ("soon", None),
    ],
)
def test_a_field_of_the_front_matter_may_name_a_month(field: str, label: str | None) -> None:
    assert label_of(field) == label
