"""Rows under a title of their own, in each kind of table, and the sentence that introduces a table."""

from __future__ import annotations

import pytest

from report_assistant.reading.captions import caption_of
from report_assistant.reading.ledger import read_figures
from report_assistant.reading.loader import read_content
from report_assistant.types import Document

STACKED = """The results of the bakeries are as follows (in millions):

May 1,
2023
May 2,
2022
North
Sales
$
40
$
35
Cost
22
20
South
Sales
31
30
Total sales
71
65
Wages
12
11
"""
PIPED = """The results were as follows:

| | 2023 | 2022 |
| --- | --- | --- |
| **North:** | | |
| Sales | $40 | $35 |
| South | | |
| Sales | $31 | $30 |
| Total sales | $71 | $65 |
| Wages | $12 | $11 |
"""
HTML = """<p>The results were as follows:</p><table><tr><th></th><th>2023</th><th>2022</th></tr>
<tr><td>North</td><td></td><td></td></tr><tr><td>Sales</td><td>$40</td><td>$35</td></tr>
<tr><td>South</td><td></td><td></td></tr><tr><td>Sales</td><td>$31</td><td>$30</td></tr>
<tr><td>Total sales</td><td>$71</td><td>$65</td></tr>
<tr><td>Wages</td><td>$12</td><td>$11</td></tr></table>"""


def document(text: str, suffix: str) -> Document:
    return read_content(text.encode(), suffix, f"bakeries{suffix}", "bakeries")


@pytest.mark.parametrize(("text", "suffix"), [(STACKED, ".txt"), (PIPED, ".md"), (HTML, ".html")])
def test_rows_stand_under_the_title_over_them_up_to_their_total(text: str, suffix: str) -> None:
    read = document(text, suffix)
    rows = {cell.row for sentence in read.sentences for cell in sentence.cells if cell.row_head}
    assert {"North, Sales", "South, Sales", "Total sales", "Wages"} <= rows
    heads = {figure.text: figure.heads for figure in read_figures(read)}
    assert [heads[text][2:] for text in heads if "40" in text or "31" in text] == [("North",), ("South",)]
    assert [heads[text][2:] for text in heads if "71" in text or "12" in text] == [(), ()]


def test_a_sentence_is_no_title() -> None:
    text = STACKED.replace("South\n", "These are those of the south of the country.\n")
    assert {cell.section for s in document(text, ".txt").sentences for cell in s.cells} <= {"", "North"}


def test_the_title_of_a_section_may_name_the_unit() -> None:
    text = STACKED.replace("South\n", "Percentage of staff that left\n")
    values = {figure.text: figure.unit for figure in read_figures(document(text, ".txt"))}
    assert values["31"] == "%"
    assert values["22"] == ""


def test_shares_used_to_compute_an_amount_per_share_have_the_scale_of_the_table() -> None:
    text = STACKED.replace("South\n", "Shares used in computing earnings per share\n")
    values = {figure.text: figure.value for figure in read_figures(document(text, ".txt"))}
    assert values["31"] == 31_000_000


@pytest.mark.parametrize(("text", "suffix"), [(STACKED, ".txt"), (PIPED, ".md")])
def test_the_caption_is_the_sentence_before_the_table(text: str, suffix: str) -> None:
    read = document(text, suffix)
    captions = {caption_of(read, sentence) for sentence in read.sentences if sentence.cells}
    assert len(captions) == 1
    assert captions.pop().startswith("The results")


def test_what_does_not_introduce_is_no_caption() -> None:
    read = document(PIPED.replace("as follows:", "good."), ".md")
    assert {caption_of(read, sentence) for sentence in read.sentences if sentence.cells} == {""}


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("**Table 1. Sales by town**", "Sales by town"),
        ("Table 12: Sales by town", "Sales by town"),
        ("Tabelle 3 – Umsatz nach Ort", "Umsatz nach Ort"),
        ("**Sales by town**", "Sales by town"),
        ("Sales by town", ""),
        ("Tables are read from left to right.", ""),
    ],
)
def test_a_numbered_line_and_one_in_bold_are_captions(line: str, caption: str) -> None:
    read = document(PIPED.replace("The results were as follows:", line), ".md")
    assert {caption_of(read, sentence) for sentence in read.sentences if sentence.cells} == {caption}


def test_marked_rows_are_parts_of_the_one_above_them() -> None:
    read = document(
        """| | 2024 |
| --- | --- |
| Revenue (£m) | 41.8 |
| – retail | 14.9 |
| – property | 4.3 |
| Staff | 318 |
| of which part-time | 40 |
""",
        ".md",
    )
    figures = read_figures(read)
    assert [(one.heads[0], one.heads[2:], str(one.value), one.unit) for one in figures] == [
        ("Revenue (£m)", (), "41800000", "GBP"),
        ("– retail", ("Revenue (£m)",), "14900000", "GBP"),
        ("– property", ("Revenue (£m)",), "4300000", "GBP"),
        ("Staff", (), "318", ""),
        ("of which part-time", ("Staff",), "40", ""),
    ]
    assert read.sentences[1].cells[1].row == "Revenue (£m), retail"
