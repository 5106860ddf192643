"""Tables whose cells stand one under the other."""

from __future__ import annotations

import pytest

from report_assistant.reading.ledger import read_figures
from report_assistant.reading.loader import read_content
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


def test_a_sign_behind_a_value_is_that_of_the_next_one() -> None:
    text = "June 25,\n2022\nJune 26,\n2021\nRise\n18\u00a0% $\n63\n"
    assert cells(text) == {("Rise", "June 25, 2022"): "18\u00a0%", ("Rise", "June 26, 2021"): "$\n63"}


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


def test_a_page_number_below_the_last_row_shifts_no_value() -> None:
    heads = "Three Months Ended\nSix Months Ended\n" + "July 30,\n2023\nJuly 31,\n2022\n" * 2
    found = cells(f"{heads}Profit\n70.1\n43.5\n68.2\n55.7\nNet income\n45.7 %\n9.8 %\n39.8 %\n15.2 %\n28\n")
    assert found["Net income", "Three Months Ended July 30, 2023"] == "45.7 %"
    assert found["Net income", "Six Months Ended July 31, 2022"] == "15.2 %"
    assert found["Profit", "Three Months Ended July 30, 2023"] == "70.1"
    assert "28" not in found.values()


def test_a_head_that_dates_stand_under_is_no_column() -> None:
    heads = "Three Months Ended\nSix Months Ended\n" + "July 30,\n2023\nJuly 31,\n2022\n" * 2
    assert {head for _, head in cells(f"{heads}Net income\n45.7\n9.8\n39.8\n15.2\n28.5\n")} == {""}


def test_days_above_their_years_are_paired() -> None:
    text = "Three Months Ended\nApril 30,\nMay 1,\n2023\n2022\nRevenue\n$\n71\n$\n82\n"
    assert cells(text) == {
        ("Revenue", "Three Months Ended April 30, 2023"): "$\n71",
        ("Revenue", "Three Months Ended May 1, 2022"): "$\n82",
    }


def test_a_sign_above_a_word_is_one_head() -> None:
    heads = "Wages\nThree Months Ended\nApril 30,\n2023\nMay 1,\n2022\n$\nChange\n%\nChange\n"
    assert cells(f"{heads}Drivers\n75\n60\n15\n25 %\n") == {
        ("Drivers", "Three Months Ended April 30, 2023"): "75",
        ("Drivers", "Three Months Ended May 1, 2022"): "60",
        ("Drivers", "Three Months Ended $ Change"): "15",
        ("Drivers", "Three Months Ended % Change"): "25 %",
    }


def test_empty_cells_part_no_table() -> None:
    text = (
        "\u00a0\nMay 1,\n2023\nMay 2,\n2022\n\u00a0\n(In millions)\nRevenue:\n\u00a0\n\u00a0\nTaiwan\n5\n7\n"
    )
    assert cells(text) == {("Taiwan", "May 1, 2023"): "5", ("Taiwan", "May 2, 2022"): "7"}


def test_a_space_that_does_not_break_between_paragraphs_is_no_cell() -> None:
    text = "The ferry\n\u00a0\nThe ferry to Sandholm was late because its engine broke down in March.\n"
    (sentence,) = read_plain(text, 0, "en")[0]
    assert sentence.headings == ("The ferry",)


def test_the_title_of_some_rows_leaves_the_columns_in_force() -> None:
    text = "May 1,\n2023\nMay 2,\n2022\nASSETS\nCash\n5\n7\nCurrent liabilities\nDebt owed to\nbanks\n3\n2\n"
    assert cells(text) == {
        ("Cash", "May 1, 2023"): "5",
        ("Cash", "May 2, 2022"): "7",
        ("Debt owed to banks", "May 1, 2023"): "3",
        ("Debt owed to banks", "May 2, 2022"): "2",
    }


@pytest.mark.parametrize(
    "between",
    [
        "Expected\nlife\n",
        "The table below shows the number of flats that were let and left.\nFlats\n",
    ],
)
def test_another_table_has_columns_of_its_own(between: str) -> None:
    found = cells(f"May 1,\n2023\nMay 2,\n2022\nCash\n5\n7\n{between}Let by the year\n3\n2\n")
    assert ("Let by the year", "") in found


def test_the_scale_in_the_heads_counts() -> None:
    text = "The cost was as follows.\n\nMay 1,\n2023\nMay 2,\n2022\n($ in millions)\nWages\n$\n75\n$\n60\n"
    values = {
        figure.heads: figure.value
        for figure in read_figures(read_content(text.encode(), ".txt", "cost.txt", "cost"))
    }
    assert values["Wages", "May 1, 2023"] == 75_000_000
