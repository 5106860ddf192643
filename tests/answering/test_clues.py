from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_assistant.answering import senses
from report_assistant.answering.clues import ClueFinder, PassageText
from report_assistant.answering.coverage import Coverage, keys
from report_assistant.answering.names import names_of
from report_assistant.answering.question import understand
from report_assistant.answering.readings import Reading
from report_assistant.types import Cell, Evidence


def sentence(text: str, *, title: str = "A report", score: float = 0.9, start: int = 0) -> Evidence:
    return Evidence("a.txt", title, None, start, start + len(text), text, (), score)


def passage(*texts: str, score: float = 0.9) -> PassageText:
    members, text = [], ""
    for one in texts:
        members.append((sentence(one, score=score, start=len(text)), len(text)))
        text += one + " "
    return PassageText(text, tuple(members))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Who founded the Red Cross?", {"red", "cross"}),
        ("What does Henry Dunant's book describe?", {"henry", "dunant"}),
        ("Which farms irrigate?", set()),
        ("What is “drip feed” in farming?", {"drip feed"}),
        ("How many of the 300 nurses work nights?", {"300"}),
        # Places and times are compared with the ledger, not by their words.
        ("How many Spanish farms irrigated in 2021?", set()),
        ("NATO spending?", {"nato"}),
        ("Who opens the Moor Gate on Mondays in March?", {"moor", "gate"}),
        # One of a name and its abbreviation is enough.
        ("What do nurses of the HHS (Hill Health Service) earn?", {"hhs"}),
        ("What do nurses of the Hill Health Service (HHS) earn?", {"hill", "health", "service"}),
        ("What do nurses of Hill Health (formerly Moor Care) earn?", {"hill", "health", "moor", "care"}),
        ("What moves farmers? Give me the shares.", set()),
        ("Wie viele Betriebe bewässern ihre Felder?", set()),
        ("What was its focus? (first quarter of 2023, Acme)", {"acme"}),
        ("How did the iPad sell?", {"ipad"}),
        ("What was its focus? (Heavy rain)", set()),
    ],
)
def test_names_are_what_must_occur_as_written(text: str, names: set[str]) -> None:
    assert set(names_of(understand(text))) == names


def test_a_passage_without_the_name_lacks_it() -> None:
    question = understand("When was the Red Cross founded?")
    there, elsewhere = passage("The Red Cross was founded in 1863."), passage("The club was founded in 1863.")
    evidence = [item for one in (there, elsewhere) for item, _ in one.members]
    finder = ClueFinder(question, evidence, chunks=50)
    reading = Reading((), 0.0)
    assert finder.of_passage(there, reading)["names"] == 0
    assert finder.of_passage(elsewhere, reading)["names"] == 1


def test_a_number_is_there_however_it_is_written() -> None:
    question = understand("How many farms with 5 horses and 2000 hens are there?")
    there, elsewhere = (
        passage("Farms with five horses and 2,000 hens."),
        passage("Farms with 15 horses, in 20005."),
    )
    evidence = [item for one in (there, elsewhere) for item, _ in one.members]
    finder = ClueFinder(question, evidence, chunks=50)
    assert finder.of_passage(there, Reading((), 0.0))["names"] == 0
    assert finder.of_passage(elsewhere, Reading((), 0.0))["names"] == 1


def test_whoever_writes_a_document_need_not_be_named_again() -> None:
    question = understand("How many nurses does the Red Cross train?")
    there = passage("We train 300 nurses.")
    reading = Reading((), 0.0)
    evidence = [item for item, _ in there.members]
    finder = ClueFinder(question, evidence, 50, {"a.txt": "Annual report of the Red Cross"})
    assert finder.of_passage(there, reading)["names"] == 0


def test_a_sentence_that_names_the_topic_covers_more() -> None:
    question = understand("What share of farms irrigate at night?")
    near, far = sentence("Some 40% of farms irrigate at night."), sentence("Farms are small.", start=60)
    coverage = Coverage(question, [near, far])
    assert coverage.share(keys(near.text, "en")) == pytest.approx(1)
    assert 0 < coverage.share(keys(far.text, "en")) < 0.6
    assert coverage.share(frozenset()) == 0


def test_a_synonym_and_an_irregular_form_cover_a_term() -> None:
    question = understand("How many pupils were taught at home?")
    said = sentence("We teach 40 students at home.")
    assert Coverage(question, [said]).share(keys(said.text, "en")) > 0.8


@given(st.floats(0.01, 0.99), st.integers(1, 10_000))
def test_standing_grows_with_the_retrieval_score_and_is_bounded(score: float, chunks: int) -> None:
    finder = ClueFinder(understand("What is irrigation?"), [], chunks)
    low, high = passage("Water.", score=score * 0.9), passage("Water.", score=score)
    assert finder.standing(low) < finder.standing(high)
    standing = finder.of_passage(high, Reading((), 0.0))["standing"]
    assert math.isfinite(standing)
    assert standing <= 1.5


def test_a_term_is_not_stemmed_twice() -> None:
    question = understand("How many employees work at Harrowmere?")
    words = keys("Its employees work at Harrowmere", "en")
    assert Coverage(question, []).share(words) == 1.0


def test_what_an_abbreviation_stands_for_is_no_further_topic() -> None:
    asked = understand("What do nurses of the HHS (Hill Health Service) earn?")
    assert asked.terms == understand("What do nurses of the HHS earn?").terms


def test_another_name_of_a_compound_says_the_word_that_it_ends_with() -> None:
    ways = senses.related(senses.key("revenue"))  # sales, or gross revenue
    assert ways[senses.key("sales")] == senses.COMPOUND < min(senses.SIMILAR, senses.SYNONYM)
    assert "away" not in senses.related("store")
    assert senses.key("store") not in senses.related("away")  # "salt away" ends with no noun


@pytest.mark.parametrize(
    ("question", "row", "least", "most"),
    [
        ("What did the ferries earn with parcels?", "Parcels", 0.4, 1.0),
        ("What did the ferries earn with parcels?", "Letters", 0.0, 0.0),  # as its section says nothing of it
        ("How much cash came from investing?", "Proceeds of shares", 0.0, 0.0),  # only its section does
        ("What do the ferries do?", "Letters", 1.0, 1.0),  # nothing is asked but what the title says
    ],
)
def test_a_row_names_the_topic_by_its_own_heads(question: str, row: str, least: float, most: float) -> None:
    cell = Cell(0, 2, row, "2024", section="Cash from investing")
    item = Evidence("a.txt", "The ferries", None, 0, 2, "12", (), 1.0, cells=(cell,))
    assert least <= ClueFinder(understand(question), [item], 10).headed(item) <= most
