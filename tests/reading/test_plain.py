"""Plain text: headings, wrapped lines, bullets and tables without markup."""

from __future__ import annotations

import pytest

from report_assistant.reading.plain import read_plain

PROSE = "The mill by the river ground flour for the whole town, summer and winter."


def quotes(text: str) -> list[str]:
    return [text[s.start : s.end] for s in read_plain(text, 0, "en")[0]]


def headings(text: str) -> list[tuple[str, ...]]:
    return [s.headings for s in read_plain(text, 0, "en")[0]]


def test_blank_lines_part_blocks() -> None:
    sentences = read_plain("One. Two.\n \t\nThree.\n\n\nFour.", 0, "en")[0]
    assert [s.block for s in sentences] == [0, 0, 1, 2]


def test_a_short_line_over_running_text_is_a_heading() -> None:
    text = f"The mill\n\n{PROSE}\n\nIts owners\n\n{PROSE}"
    assert headings(text) == [("The mill",), ("Its owners",)]
    assert read_plain(text, 0, "en")[1] == "The mill"


def test_a_title_may_stand_over_a_line_that_says_who_writes() -> None:
    text = f"THE MILL\n\nMill Society, Ghent, 2024\n\n{PROSE}\n\nIts owners\n\n{PROSE}"
    assert headings(text) == [("THE MILL", "Mill Society, Ghent, 2024"), ("THE MILL", "Its owners")]
    assert read_plain(text, 0, "en")[1] == "THE MILL"


@pytest.mark.parametrize(
    "line",
    [
        "It was closed.",
        "Attract new people, or",
        "and then",
        "- an item",
        "Sales: 5;",
        "AUDIENCE: Boo —",
        "|a|b|",
        "5",
        "What we saw in the",
    ],
)
def test_other_short_lines_are_not(line: str) -> None:
    found = headings(f"{line}\n\n{PROSE}")
    assert found
    assert not any(found)


def test_items_of_an_announced_list_are_not_headings() -> None:
    assert not any(headings(f"It has been offered to:\n\nNew people\n\n{PROSE}"))


def test_a_heading_needs_running_text_under_it() -> None:
    assert quotes("Alpha\n\nBeta\n\nGamma") == ["Alpha", "Beta", "Gamma"]


def test_marked_headings_make_a_path() -> None:
    text = "= Mill =\nOne.\n== Owners ==\nTwo.\n\nRiver\n=====\nThree.\n\nFish\n----\nFour.\n\n"
    text += f"# Town\nFive.\n\nRoads\n\n{PROSE}"
    assert headings(text) == [
        ("Mill",),
        ("Mill", "Owners"),
        ("River",),
        ("River", "Fish"),
        ("Town",),
        ("Town", "Roads"),
    ]


def test_spaced_wiki_headings_count_their_signs() -> None:
    assert headings("= = Reception = =\nOne .\n= = = Sales = = =\nTwo .\n") == [
        ("Reception",),
        ("Reception", "Sales"),
    ]


def test_wrapped_lines_are_joined() -> None:
    text = (
        "The mill by the river ground flour for the whole town and for the\n"
        "villages around it, in summer and in winter. Its owner was Dr.\n"
        "Smith, who lived next to it. He sold 3,700 bags a year to the\n"
        "United Bakers and kept the rest."
    )
    assert [quote.count("\n") for quote in quotes(text)] == [1, 1, 1]


def test_lines_that_were_not_wrapped_stay_apart() -> None:
    assert quotes("Sales: 5 million\nProfit: 2 million\nStaff: 300 people") == [
        "Sales: 5 million",
        "Profit: 2 million",
        "Staff: 300 people",
    ]


def test_text_goes_on_after_a_small_word_even_over_a_blank_line() -> None:
    assert quotes("Come to Room 102 of the\n \nGordon House before noon.") == [
        "Come to Room 102 of the\n \nGordon House before noon."
    ]


@pytest.mark.parametrize("sign", ["- ", "* ", "• ", "•", "– ", "\uf0b7 ", "•\n"])
def test_bullets_stay_outside(sign: str) -> None:
    assert quotes(f"{sign}apples are red. Pears are not\n{sign}plums") == [
        "apples are red.",
        "Pears are not",
        "plums",
    ]


def test_numbers_alone_belong_to_the_line_under_them() -> None:
    text = "I certify that:\n1.\nI have read this report;\n(a)\nIt holds no untrue statement of a fact."
    assert quotes(text) == [
        "I certify that:",
        "1.\nI have read this report;",
        "(a)\nIt holds no untrue statement of a fact.",
    ]


def test_pipe_tables_without_a_rule_find_their_heads() -> None:
    text = (
        "|  |  | Years Ended June 30, |\n|  | 2019 | 2018 (1) |\n| Income: |  |  |\n"
        "| Fixed | $ 1,452 | $ 1,146 |\n| Total | 44 | – |\n"
    )
    sentences = read_plain(text, 0, "en")[0]
    assert [text[s.start : s.end] for s in sentences] == [
        "| Income: |  |  |",
        "| Fixed | $ 1,452 | $ 1,146 |",
        "| Total | 44 | – |",
    ]
    assert [(c.row_head, c.column_head, text[c.start : c.end]) for c in sentences[1].cells][1:] == [
        ("Fixed", "Years Ended June 30, 2019", "$ 1,452"),
        ("Fixed", "Years Ended June 30, 2018 (1)", "$ 1,146"),
    ]


def test_a_title_of_two_lines_stands_above_the_first_heading() -> None:
    text = f"HILL HOSPITAL\nYearly report 2024\n\nForeword\n\n{PROSE}\n"
    assert read_plain(text, 0, "en")[1] == "HILL HOSPITAL"
    assert read_plain(f"Foreword\n\n{PROSE}\n", 0, "en")[1] == "Foreword"


def test_the_title_is_the_first_line_if_it_looks_like_one() -> None:
    assert read_plain(f"The mill\n{PROSE}", 0, "en")[1] == "The mill"
    assert read_plain(f"{PROSE}\n", 0, "en")[1] is None


ALIGNED = f"""{PROSE}

  Mill               2022/23    2023/24    Target 2024/25
  ----               -------    -------    --------------
  North                  41%        38%               35%
    of which by wind     1.9        2.1                 -
  South              EUR 628    EUR 640                 -
"""


def test_columns_set_with_blanks_are_a_table() -> None:
    rows = [s for s in read_plain(ALIGNED, 0, "en")[0] if s.cells]
    cells = [[(ALIGNED[c.start : c.end], c.row_head, c.column_head) for c in row.cells[1:]] for row in rows]
    assert cells[0] == [
        ("41%", "North", "2022/23"),
        ("38%", "North", "2023/24"),
        ("35%", "North", "Target 2024/25"),
    ]
    assert [row[0][1] for row in cells] == ["North", "of which by wind", "South"]
    assert ("EUR 640", "South", "2023/24") in cells[2]


def test_the_column_of_names_may_have_no_head() -> None:
    text = "              2022      2023\nRepairs        8,7       9,8\nTotal         38,5      41,6"
    (first, _) = [s for s in read_plain(text, 0, "nl")[0] if s.cells]
    assert [(c.row_head, c.column_head) for c in first.cells] == [
        ("Repairs", ""),
        ("Repairs", "2022"),
        ("Repairs", "2023"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Built in 1841.  Burned in 1902.\nThe owner left.  Nobody came.\nIt stood empty.  Birds came.",
        "North    41%\nSouth    38%    1.9",
        "North    41%",
    ],
)
def test_what_is_no_table_stays_text(text: str) -> None:
    assert not any(s.cells for s in read_plain(text, 0, "en")[0])


def test_a_title_may_ask() -> None:
    assert read_plain(f"ON CHARGE, BUT COVERED?\nA survey of riders\n\nForeword\n\n{PROSE}\n", 0, "en")[
        1
    ] == ("ON CHARGE, BUT COVERED?")
