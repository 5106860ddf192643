"""Search by words alone, as the gate does it."""

from __future__ import annotations

import pytest

from report_assistant.errors import ConfigurationError
from report_assistant.index.index import Index


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("62% of the dockers are older than fifty", "harbour.md"),
        ("Batteries store the surplus.", "energy/solar.md"),
        ("27 % des élèves apprennent le violon", "musique.md"),
    ],
)
def test_finds_the_passage_that_shares_the_words(unchanged: Index, text: str, source: str) -> None:
    found = unchanged.search_words(text, 3)
    assert found[0].source == source
    assert [passage.score for passage in found] == sorted((p.score for p in found), reverse=True)
    document = unchanged.document(source)
    assert document.text[found[0].start : found[0].end] == found[0].text


@pytest.mark.parametrize("text", ["", "the of and", "zebra", '"', "\ud800", "\0"])
def test_finds_nothing_where_no_word_is_shared(unchanged: Index, text: str) -> None:
    assert unchanged.search_words(text) == ()


def test_keeps_to_the_documents_that_are_asked_for(unchanged: Index) -> None:
    assert unchanged.search_words("ships", documents=["energy/solar.md"]) == ()
    with pytest.raises(ConfigurationError, match=r"none\.md"):
        unchanged.search_words("ships", documents=["none.md"])
    with pytest.raises(ConfigurationError, match="limit is 0"):
        unchanged.search_words("ships", limit=0)
