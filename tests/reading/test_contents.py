"""Tables of contents say nothing: their page numbers are no figures."""

from __future__ import annotations

import pytest

from report_assistant.reading.contents import contents_lines
from report_assistant.reading.plain import read_plain

BODY = "The farms along the river sold 310 sheep in the autumn of that year, more than ever before.\n"


@pytest.mark.parametrize(
    "table",
    [
        "Contents\nSheep 3\nCattle 17\nProperty, plant and equipment 21\n",
        "TABLE OF CONTENTS\nPage\nPart I\nItem 1.\nSheep\n3\n\u00a0\nItem 2.\nCattle\n17\nPart II\nHay\n21\n",
        "Inhoudsopgave\n\nSchapen .......... 3\nRunderen ......... 17\nGeiten ........... 21\n",
        "Sommaire\nMoutons\t3\nBovins en juillet\n2023\n17\nChèvres\t21\n",
        "Inhaltsverzeichnis:\nKapitel 1\nSchafe 3\nKapitel 2\nRinder 17\nZiegen 21\n",
    ],
)
def test_entries_are_no_sentences_and_the_text_below_is(table: str) -> None:
    text = f"{table}\n{BODY}"
    assert [text[one.start : one.end] for one in read_plain(text, 0, "en")[0]] == [BODY.strip()]


@pytest.mark.parametrize(
    "lines",
    [
        "Contents\nSheep 3\nCattle 17\n",  # two entries are too few to tell
        "Contents of the box\nSheep 3\nCattle 17\nGoats 21\n",
        "Contents\nSheep\n3\n5\nCattle\n17\n18\nGoats\n21\n22\n",  # two values each
        "Contents\nSheep\n$\n3\nCattle\n17\nGoats\n21\n",
        "Contents\nSheep 31\nCattle 17\nGoats 12\n",
    ],
)
def test_other_tables_stay(lines: str) -> None:
    assert not contents_lines(lines.split("\n"))


def test_the_title_above_each_page_is_a_link() -> None:
    entries = ["Contents", "Sheep 3", "Cattle 17", "Goats 21", "Contents", "Wool 30", "Milk 31", "Hay 40"]
    assert contents_lines(entries) == range(4)
    assert contents_lines([*entries[4:5], BODY * 3, *entries]) == range(2, 6)
