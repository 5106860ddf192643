"""Days of the week, months without a year and times of the day."""

from __future__ import annotations

import pytest

from report_assistant.reading.recurring import Cycle, recurring_times


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("closed on Tuesdays", "en", {1}),
        ("from Friday to Monday", "en", {4, 5, 6, 0}),
        ("Mondays and Fridays", "en", {0, 4}),
        ("du lundi au mercredi", "fr", {0, 1, 2}),
        ("op maandag t/m woensdag", "nl", {0, 1, 2}),
        ("montags bis mittwochs", "de", {0, 1, 2}),
        ("between Monday and Wednesday", "en", {0, 1, 2}),
    ],
)
def test_days_of_the_week(text: str, language: str, days: set[int]) -> None:
    assert recurring_times(text, language) == {Cycle.WEEK: days}


@pytest.mark.parametrize(
    ("text", "language", "months"),
    [
        ("from November to February", "en", {10, 11, 0, 1}),
        ("in May and in march", "en", {4}),
        ("what may happen", "en", None),
        ("in May 2023", "en", None),
        ("de mars à mai", "fr", {2, 3, 4}),
    ],
)
def test_months_without_a_year(text: str, language: str, months: set[int] | None) -> None:
    assert recurring_times(text, language) == ({} if months is None else {Cycle.YEAR: months})


@pytest.mark.parametrize(
    ("text", "language", "hours"),
    [
        ("at 5 am", "en", {5}),
        ("at 12 p.m. and at 12:30 a.m.", "en", {12, 0.5}),
        ("at 17:00", "en", {17}),
        ("um 17 Uhr", "de", {17}),
        ("à 14h30", "fr", {14.5}),
        ("om 14.30 uur", "nl", {14.5}),
        ("het duurt 2 uur", "nl", None),
        ("5 h of work for 3.50", "en", None),
    ],
)
def test_times_of_the_day(text: str, language: str, hours: set[float] | None) -> None:
    minutes = None if hours is None else {int(60 * hour) for hour in hours}
    assert recurring_times(text, language) == ({} if minutes is None else {Cycle.DAY: minutes})


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("open from 9 am to 5 pm", "en"),
        ("open 9 to 5 pm", "en"),
        ("between 9 am and 5 pm", "en"),
        ("von 9 bis 17 Uhr", "de"),
        ("de 9h à 17h30", "fr"),
    ],
)
def test_what_lies_between_two_times_belongs_to_them(text: str, language: str) -> None:
    minutes = recurring_times(text, language)[Cycle.DAY]
    assert {10 * 60, 15 * 60} <= minutes
    assert 20 * 60 not in minutes
