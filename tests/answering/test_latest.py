"""Figures of several times: the latest for the present, all for what changes, the one that is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from report_assistant import ReportAssistant

# Two figures of one series stand in the columns of the first table, and in the rows of the second.
WIDE = """# Glass Works: yearly figures 2024

| Indicator | 2022 | 2023 | 2024 | 2030 |
|---|---|---|---|---|
| Net income (million euros) | 41.2 | 39.9 | 45.7 | 60.0 |
| Employees | 1,204 | 1,180 | 1,251 | 1,400 |
| Share of women | 31% | 33% | 36% | 45% |
"""
LONG = """# Harbour of Stavell

| Year | Ships | Passengers |
|---|---|---|
| 2021 | 310 | 48,100 |
| 2022 | 342 | 51,900 |
| 2023 | 329 | 63,250 |
"""


PROSE = """# The brewery of Orwick, 2024

In 2022 the brewery of Orwick had 1,204 employees. In 2023 there were 1,180 employees at the brewery of
Orwick. At the end of 2024 the brewery of Orwick counted 1,251 employees. By 2030 it expects to have 1,500
employees.
"""


@pytest.fixture(scope="module")
def tables(assistant_over: Callable[[Mapping[str, str]], ReportAssistant]) -> ReportAssistant:
    return assistant_over({"glass": WIDE, "harbour": LONG, "brewery": PROSE})


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        # The latest that was reached: the document is about 2024.
        ("How many employees does Glass Works have?", ["1,251"]),
        ("What was the net income of Glass Works?", ["45.7"]),
        ("What is the share of women at Glass Works?", ["36%"]),
        ("How many passengers does the harbour of Stavell have?", ["63,250"]),
        ("How many employees does the brewery of Orwick have?", ["1,251"]),
        # The time that is asked about.
        ("How many employees did the brewery of Orwick have in 2022?", ["1,204"]),
        ("How many employees did Glass Works have in 2022?", ["1,204"]),
        ("How many passengers did the harbour of Stavell have in 2021?", ["48,100"]),
        # Not the latest: the first, and one that is to be confirmed.
        ("Did the harbour of Stavell have 310 ships?", ["310"]),
        # All of them that were reached, in order.
        ("How has the number of employees of Glass Works changed?", ["1,204", "1,180", "1,251"]),
        ("How did the number of passengers of Stavell develop?", ["48,100", "51,900", "63,250"]),
        ("How did the net income of Glass Works develop over time?", ["41.2", "39.9", "45.7"]),
    ],
)
def test_of_several_times_that_is_said_which_is_asked_for(
    tables: ReportAssistant, question: str, figures: list[str]
) -> None:
    assert re.findall(r"\*\*([^*]+)\*\*", tables.ask(question).text) == figures


HERDS = """---
title: Herds of Ollen 2024
period: "2024"
---
# Herds of Ollen 2024

The average herd grew from 92 to 95 cows. The calves are born in spring.
"""


@pytest.mark.parametrize(
    ("question", "bold"),
    [
        ("How many cows did the average herd have in 2024?", "**95**"),
        ("How many cows did the average herd have the year before?", "**92**"),
    ],
)
def test_what_it_was_before_it_changed_is_not_of_the_time_of_the_report(
    assistant_over: Callable[[Mapping[str, str]], ReportAssistant], question: str, bold: str
) -> None:
    assert bold in assistant_over({"herds": HERDS}).ask(question).text
