"""The reader with its real weights, on texts written for these tests."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report_assistant.answering.reader import Reader
from report_assistant.answering.reader_weights import ENGLISH, Weights, check_hash
from report_assistant.answering.readers import english_reader, multilingual_reader, reader_for
from report_assistant.answering.readings import Reading
from report_assistant.errors import ConfigurationError
from report_assistant.index.multilingual import is_installed

BRIDGE = (
    "The Arden Bridge was opened in 1931 after six years of work. It is 412 metres long and "
    "carries 18,500 vehicles a day. A toll of 3 euros was charged until 1974."
)
HARBOUR = (
    "The harbour of Sollund handled 2.4 million tonnes of grain in 2019. Timber came second with "
    "850,000 tonnes. The harbour employs 1,130 people, of whom 212 work on the cranes."
)
SURVEY = (
    "Of the Norwegian bakeries, 58% have raised their prices, against 44% in Finland. "
    "A shortage of flour is reported by 17% of bakeries in Norway. "
    "Some 29% are looking for an apprentice."
)
ORCHESTRA = (
    "The city orchestra has 84 musicians. Last season it gave 61 concerts, heard by 97,000 people. "
    "Tickets cost 22 euros on average, and the city pays a subsidy of 5 million euros a year."
)
TELESCOPE = (
    "The telescope has a mirror of 8 metres across. It stands at an altitude of 2,635 metres and "
    "saw first light in May 1998. A team of 46 engineers keeps it running."
)
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


needs_package = pytest.mark.skipif(not is_installed(), reason="the extra `multilingual` is not installed")


@pytest.fixture(
    scope="module", params=[english_reader, pytest.param(multilingual_reader, marks=needs_package)]
)
def reader(request: pytest.FixtureRequest) -> Reader:
    load: Callable[[], Reader] = request.param
    return load()


@pytest.fixture(scope="module")
def english() -> Reader:
    return english_reader()


def figures(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in FIGURE.finditer(text)]


def picked(reader: Reader, question: str, passage: str) -> str:
    best = reader.read(question, [passage], [figures(passage)])[0].spans[0]
    return passage[best.start : best.end]


@pytest.mark.parametrize(
    ("question", "passage", "figure"),
    [
        ("How long is the Arden Bridge?", BRIDGE, "412"),
        ("When was the Arden Bridge opened?", BRIDGE, "1931"),
        ("How many vehicles cross the bridge each day?", BRIDGE, "18,500"),
        ("How many people work at the harbour?", HARBOUR, "1,130"),
        ("How much timber did the harbour handle?", HARBOUR, "850,000"),
        ("What share of bakeries in Norway have raised prices?", SURVEY, "58"),
        ("How many bakeries are looking for an apprentice?", SURVEY, "29"),
        ("___% of Norwegian bakeries report a shortage of flour.", SURVEY, "17"),
        ("How many concerts did the orchestra give?", ORCHESTRA, "61"),
        ("How many musicians play in the orchestra?", ORCHESTRA, "84"),
        ("In what year did the telescope see first light?", TELESCOPE, "1998"),
        ("At what altitude does the telescope stand?", TELESCOPE, "2,635"),
    ],
)
def test_the_right_figure_is_picked(english: Reader, question: str, passage: str, figure: str) -> None:
    assert picked(english, question, passage) == figure


PONT = (
    "Le pont d'Arden a été ouvert en 1931 après six ans de travaux. Il mesure 412 mètres et porte 18 500 "
    "véhicules par jour. Un péage de 3 euros a été perçu jusqu'en 1974."
)
ORKEST = (
    "Het stadsorkest telt 84 muzikanten. Vorig seizoen gaf het 61 concerten, die 97.000 mensen bijwoonden. "
    "Een kaartje kostte gemiddeld 22 euro en de stad geeft 5 miljoen euro subsidie per jaar."
)
TELESKOP = (
    "Das Teleskop hat einen Spiegel von 8 Metern. Es steht in einer Höhe von 2.635 Metern und nahm 1998 den "
    "Betrieb auf. Ein Team von 46 Fachleuten hält es in Gang."
)


@needs_package
@pytest.mark.parametrize(
    ("question", "passage", "figure"),
    [
        ("Quelle est la longueur du pont ?", PONT, "412"),
        ("En quelle année le pont a-t-il été ouvert ?", PONT, "1931"),
        ("Hoeveel muzikanten spelen er in het orkest?", ORKEST, "84"),
        ("Hoeveel concerten gaf het orkest?", ORKEST, "61"),
        ("In welcher Höhe steht das Teleskop?", TELESKOP, "2.635"),
        ("Wie viele Menschen arbeiten für das Teleskop?", TELESKOP, "46"),
        ("How many musicians play in the orchestra?", ORKEST, "84"),
        ("Hoe lang is de brug?", BRIDGE, "412"),
        ("Wie viele Menschen arbeiten im Hafen?", HARBOUR, "1,130"),
    ],
)
def test_the_right_figure_is_picked_in_four_languages(question: str, passage: str, figure: str) -> None:
    assert picked(multilingual_reader(), question, passage) == figure


def test_proposed_spans_are_apart_inside_the_passage_and_best_first(reader: Reader) -> None:
    reading = reader.read("When was the Arden Bridge opened?", [BRIDGE])[0]
    assert 1 <= len(reading.spans) <= 5
    assert "1931" in BRIDGE[reading.spans[0].start : reading.spans[0].end]
    scores = [span.score for span in reading.spans]
    assert scores == sorted(scores, reverse=True)
    in_order = sorted(reading.spans, key=lambda s: s.start)
    assert all(a.end <= b.start for a, b in pairwise(in_order))
    assert all(0 <= s.start < s.end <= len(BRIDGE) for s in reading.spans)


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("When was the Arden Bridge opened?", BRIDGE),
        ("How many musicians play in the orchestra?", ORCHESTRA),
        ("___ of Norwegian bakeries have raised their prices.", SURVEY),
    ],
)
def test_a_passage_on_another_subject_is_ranked_as_without_answer(
    reader: Reader, question: str, passage: str
) -> None:
    right, other = reader.read(question, [passage, TELESCOPE])
    assert other.null_score > right.null_score


def test_scores_compare_between_passages(reader: Reader) -> None:
    texts = [TELESCOPE, HARBOUR, BRIDGE]
    readings = reader.read("How many vehicles cross the bridge each day?", texts, [figures(t) for t in texts])
    assert max(range(3), key=lambda i: readings[i].spans[0].score) == 2


def test_exactly_the_given_candidates_are_scored(reader: Reader) -> None:
    given_spans = [(0, 9), (4, 16), (4, 16), (40, 55)]
    reading = reader.read("What was opened?", [BRIDGE], [given_spans])[0]
    assert sorted((s.start, s.end) for s in reading.spans) == sorted(given_spans)
    free = reader.read("What was opened?", [BRIDGE])[0]
    assert reading.null_score == free.null_score


def test_a_long_passage_is_read_to_its_end(reader: Reader) -> None:
    filler = " ".join([ORCHESTRA, HARBOUR, TELESCOPE] * 8)
    passage = f"{filler} {BRIDGE}"
    best = reader.read("When was the Arden Bridge opened?", [passage])[0].spans[0]
    assert best.start >= len(filler)
    assert "1931" in passage[best.start : best.end]
    assert picked(reader, "How long is the Arden Bridge?", passage) == "412"


def test_a_candidate_longer_than_a_window_is_scored(reader: Reader) -> None:
    passage = " ".join([ORCHESTRA] * 20)
    reading = reader.read("How many concerts?", [passage], [[(0, len(passage))]])[0]
    assert reading.spans[0].score > -50


def test_nothing_to_read_gives_nothing(reader: Reader) -> None:
    assert reader.read("When?", []) == ()
    assert reader.read("When?", [], []) == ()
    empty, full = reader.read("When was it opened?", ["", BRIDGE])
    assert empty.spans == ()
    assert empty.null_score > full.null_score
    assert reader.read("When was it opened?", [BRIDGE], [[]])[0].spans == ()
    assert reader.read("", [BRIDGE])[0].spans


@pytest.mark.parametrize("span", [(3, 3), (5, 4), (-1, 4), (0, 10_000)])
def test_a_candidate_outside_its_passage_is_refused(reader: Reader, span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="Candidate"):
        reader.read("When?", [BRIDGE], [[span]])


def test_as_many_lists_as_passages_are_asked_for(reader: Reader) -> None:
    with pytest.raises(ValueError, match="one list a passage"):
        reader.read("When?", [BRIDGE, SURVEY], [[(0, 3)]])


def test_reading_repeats_itself_and_serves_threads(reader: Reader) -> None:
    passages = [BRIDGE, HARBOUR, SURVEY, ORCHESTRA]

    def read(_: int) -> tuple[Reading, ...]:
        return reader.read("How many people work at the harbour?", passages)

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(read, range(8)))
    assert all(result == results[0] for result in results)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(passage=st.text(max_size=300), question=st.text(max_size=60))
def test_offsets_hold_for_any_text(reader: Reader, passage: str, question: str) -> None:
    reading = reader.read(question, [passage])[0]
    assert all(0 <= s.start < s.end <= len(passage) for s in reading.spans)


def test_other_weights_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "reader.safetensors"
    other.write_bytes(b"not the weights")
    with pytest.raises(ConfigurationError, match="hash"):
        check_hash(Weights(other, ENGLISH.sha256))
    with pytest.raises(ConfigurationError, match="cannot be read"):
        check_hash(Weights(tmp_path / "missing.safetensors", ENGLISH.sha256))


@needs_package
@pytest.mark.parametrize(
    ("languages", "multilingual"),
    [({"en"}, False), ({"fr"}, True), ({"en", "nl"}, True)],
)
def test_the_languages_choose_the_reader(languages: set[str], multilingual: bool) -> None:
    assert reader_for(languages) is (multilingual_reader() if multilingual else english_reader())
