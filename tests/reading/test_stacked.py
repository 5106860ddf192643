"""Tables whose cells stand one under the other."""

from __future__ import annotations

import pytest

from report_assistant.reading.plain import read_plain


def cells(text: str) -> dict[tuple[str, str], str]:
    return {
        (c.row_head, c.column_head): text[c.start : c.end]
        for s in read_plain(text, 0, "en")[0]
        for c in s.cells
    }


def test_values_belong_to_the_label_over_them() -> None:
    text = "Total sales of the\nwhole group\n82,959\n—\nCost\n(47)\n"
    assert cells(text) == {("Total sales of the whole group", ""): "82,959", ("Cost", ""): "(47)"}


def test_dates_name_the_columns() -> None:
    text = "June 25,\n2022\nJune 26,\n2021\nSales\n$\n63\n$\n61\nCost\n—\n4\n"
    assert cells(text) == {
        ("Sales", "June 25, 2022"): "$\n63",
        ("Sales", "June 26, 2021"): "$\n61",
        ("Cost", "June 26, 2021"): "4",
    }


@pytest.mark.parametrize(
    "heads",
    [
        "Three Months Ended\nNine Months Ended\n" + "June 30,\n2022\nJune 30,\n2021\n" * 2,
        "Three Months Ended\nJune 30,\nNine Months Ended\nJune 30,\n2022\n2021\n2022\n2021\n",
    ],
)
def test_heads_over_heads_stand_over_equal_shares(heads: str) -> None:
    assert cells(f"{heads}Sales\n1\n2\n3\n4\n") == {
        ("Sales", "Three Months Ended June 30, 2022"): "1",
        ("Sales", "Three Months Ended June 30, 2021"): "2",
        ("Sales", "Nine Months Ended June 30, 2022"): "3",
        ("Sales", "Nine Months Ended June 30, 2021"): "4",
    }


@pytest.mark.parametrize(
    "text",
    [
        "2022\n2021\nSales\n1\n2\n3\n",
        "Adjusted\nCost\nFair\nValue\nSales\n1\n2\n",
        "Three Months Ended\n2022\n2021\n2020\nSales\n1\n2\n",
    ],
)
def test_heads_that_do_not_fit_are_not_guessed(text: str) -> None:
    assert {head for _, head in cells(text)} == {""}


def test_a_page_number_is_no_cell() -> None:
    assert cells("The mill was closed in the end.\n33\n") == {}
