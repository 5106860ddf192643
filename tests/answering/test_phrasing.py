"""How a sentence of a document is written in an answer."""

from __future__ import annotations

import pytest

from report_assistant.answering.phrasing import phrase_sentence, states_nothing
from report_assistant.types import Evidence


@pytest.mark.parametrize(
    ("text", "words", "written"),
    [
        ("Trees were planted.", "Trees were planted.", "**Trees were planted**."),
        ("Rain fell on 21,5 days.", "21", "Rain fell on **21,5** days."),
        ("Who pays? The town.", "The town.", "Who pays? **The town**."),
    ],
)
def test_the_words_that_answer_are_bold_with_all_of_a_number_and_no_full_stop(
    text: str, words: str, written: str
) -> None:
    start = text.index(words)
    item = Evidence("a.md", "A", None, 0, len(text), text, (), 1.0)
    assert phrase_sentence(item, "en", span=(start, start + len(words))) == written


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("See accompanying notes to the accounts.", True),
        ("Zie bijlage 3 voor meer informatie.", True),
        ("The costs were as follows:", True),
        ("Hill Hospital, Ghent, 2024", True),
        ("Visitors see the mill from afar.", False),
    ],
)
def test_what_points_elsewhere_states_nothing(text: str, nothing: bool) -> None:
    assert states_nothing(text, "en") is nothing
