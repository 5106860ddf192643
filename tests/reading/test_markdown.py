"""Markdown blocks: what becomes a sentence, what becomes context, and where it stands."""

from __future__ import annotations

import pytest

from report_assistant.reading import markdown, markdown_pieces
from report_assistant.reading.markdown import read_markdown
from report_assistant.types import Sentence


def read(text: str) -> list[tuple[tuple[str, ...], str]]:
    return [(s.headings, text[s.start : s.end]) for s in read_markdown(text, 0, "en")[0]]


def quotes(text: str) -> list[str]:
    return [quote for _, quote in read(text)]


def rows(text: str) -> list[Sentence]:
    return [sentence for sentence in read_markdown(text, 0, "en")[0] if sentence.cells]


def test_headings_are_the_path_of_what_follows_and_no_sentences() -> None:
    text = "# A *b* `c`\n\nOne.\n\n## D [e](http://f)\n\nTwo.\n\n### G\n\nThree.\n\n## H\n\nFour.\n\n"
    text += "I\n=\n\nFive.\n"
    assert read(text) == [
        (("A b c",), "One."),
        (("A b c", "D e"), "Two."),
        (("A b c", "D e", "G"), "Three."),
        (("A b c", "H"), "Four."),
        (("I",), "Five."),
    ]
    assert read_markdown(text, 0, "en")[1] == "A b c"


def test_a_level_may_be_left_out() -> None:
    assert read("# A\n\n### B\n\nOne.\n\n## C\n\nTwo.") == [(("A", "B"), "One."), (("A", "C"), "Two.")]


def test_a_long_paragraph_over_dashes_stays_text() -> None:
    paragraph = "The mill ground flour for the town, and it did so in every season of every year. " * 3
    assert quotes(f"{paragraph.strip()}\n---\nNext.")[:1] == [paragraph[: paragraph.index(".") + 1]]


def test_list_markers_stay_outside() -> None:
    text = "- one\n- two. And more\n  lines\n\n1. three\n   * four\n\n     five\n2) six\n"
    assert quotes(text) == ["one", "two.", "And more\n  lines", "three", "four", "five", "six"]


def test_a_whole_list_is_one_block() -> None:
    sentences = read_markdown("Intro.\n\n- one\n- two\n  - three\n\nEnd.\n", 0, "en")[0]
    assert [s.block for s in sentences] == [0, 1, 1, 1, 2]


def test_quote_marks_stay_outside_where_a_sentence_begins_or_ends() -> None:
    assert quotes("> One\n> goes on. Two.\n>\n> Three.\n") == ["One\n> goes on.", "Two.", "Three."]


def test_emphasis_links_and_footnotes_stay_as_written() -> None:
    text = "**61%** of [firms](http://x.org/a_b) agree.[^1] _Few_ do not.\n\n[^1]: Own survey.\n"
    assert quotes(text) == [
        "**61%** of [firms](http://x.org/a_b) agree.[^1]",
        "_Few_ do not.",
        "[^1]: Own survey.",
    ]


def test_hard_breaks_end_a_sentence() -> None:
    assert quotes("Sales: 5  \nProfit: 6\\\nLoss: 7\n") == ["Sales: 5", "Profit: 6", "Loss: 7"]


def test_wrapped_lines_are_one_sentence() -> None:
    assert quotes("The mill ground 3.5 tons\nof flour a day. It\nstands by Dr.\nSmith's house.") == [
        "The mill ground 3.5 tons\nof flour a day.",
        "It\nstands by Dr.\nSmith's house.",
    ]


def test_comments_and_tags_are_passed_over() -> None:
    text = (
        "<!-- a. b -->\n\nOne <!-- hidden. --> two. Three. <!-- c -->\n\n<div>\nFour. <b>Five</b>\n</div>\n"
    )
    assert quotes(text) == ["One <!-- hidden. --> two.", "Three.", "Four.", "Five"]


def test_fenced_code_is_one_sentence_and_indented_text_is_split() -> None:
    assert quotes("```py\na = 1\n\nb. c\n```\n\n    One. Two.\n\n    Three.\n") == [
        "a = 1\n\nb. c",
        "One.",
        "Two.",
        "Three.",
    ]


def test_an_open_fence_and_an_empty_fence_are_no_error() -> None:
    assert quotes("```\n```\n\n```\ncode") == ["code"]


def test_table_rows_know_their_heads() -> None:
    text = "| Country | 2023 | 2024 |\n|---|--:|:-:|\n| Chad |  5% | 6% |\n| Peru | | 7 \\| 8 |\n| | | |\n"
    first, second = rows(text)
    assert text[first.start : first.end] == "| Chad |  5% | 6% |"
    assert [(c.row_head, c.column_head, text[c.start : c.end]) for c in first.cells] == [
        ("Chad", "Country", "Chad"),
        ("Chad", "2023", "5%"),
        ("Chad", "2024", "6%"),
    ]
    assert [(c.column_head, text[c.start : c.end]) for c in second.cells] == [
        ("Country", "Peru"),
        ("2024", "7 \\| 8"),
    ]


@pytest.mark.parametrize(
    ("table", "heads"),
    [
        (
            ["|  | Years ended June 30, | |", "|---|---|---|", "| ($m) | 2019 | 2018 |"],
            ["Years ended June 30, 2019", "Years ended June 30, 2018"],
        ),
        (
            ["|  | Amount |  | Change |  |", "|---|---|---|---|---|", "|  | 2019 | 2018 | Amount | % |"],
            ["Amount 2019", "Amount 2018", "Change Amount", "Change %"],
        ),
        (["| Company | Acme | Bolt |", "|---|---|---|", "| Founded | 1998 | 2003 |"], ["Acme", "Bolt"]),
    ],
)
def test_a_second_row_of_heads_stands_under_the_first(table: list[str], heads: list[str]) -> None:
    values = "| Sales | " + " | ".join(["9.5"] * len(heads)) + " |"
    *_, row = rows("\n".join([*table, values]) + "\n")
    assert [cell.column_head for cell in row.cells[1:]] == heads


@pytest.mark.parametrize("prefix", ["> ", "   ", ""])
def test_tables_stand_in_quotes_and_without_outer_pipes(prefix: str) -> None:
    text = "".join(f"{prefix}{line}\n" for line in ("A | B", "--|--", "c | 5"))
    (row,) = rows(text)
    assert [(c.column_head, text[c.start : c.end]) for c in row.cells] == [("A", "c"), ("B", "5")]


def test_a_table_in_a_list_has_no_marker_in_its_head() -> None:
    text = "- | A | B |\n  |---|---|\n  | c | 5 |\n"
    (row,) = rows(text)
    assert [c.column_head for c in row.cells] == ["A", "B"]


def test_lines_of_figures_are_a_stacked_table() -> None:
    text = "Total sales\n82,959\n81,434\nCost\n47,074\n46,179\n"
    assert quotes(text) == ["Total sales\n82,959\n81,434", "Cost\n47,074\n46,179"]


def test_the_body_may_start_late() -> None:
    text = "---\ntitle: x\n---\n# A\n\nOne.\n"
    sentences, heading = read_markdown(text, text.index("# A"), "en")
    assert (heading, [text[s.start : s.end] for s in sentences]) == ("A", ["One."])


def test_long_texts_parsed_in_pieces_read_as_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    part = (
        "# Head\n\nText one. Text two.\n\n```\ncode\n\nAfter a blank\n```\n\n<!-- a\n\nb -->\n\n"
        "- item\n\n  Still item.\n\n| A | B |\n|---|---|\n| c | 5 |\n\n~~~~\n~~~\n\nstill code\n~~~~\n\n"
        "<script>\n\nx\n</script>\n\n> Quote.\n\nEnd.\n\n"
    )
    text = part * 20
    whole = read_markdown(text, 0, "en")
    monkeypatch.setattr(markdown_pieces, "PIECE", 10)
    parses: list[str] = []
    parse = markdown._BLOCKS.parse
    monkeypatch.setattr(markdown._BLOCKS, "parse", lambda piece: parses.append(piece) or parse(piece))
    assert read_markdown(text, 0, "en") == whole
    assert len(parses) > 30
