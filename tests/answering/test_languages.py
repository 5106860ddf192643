"""Questions in one language over documents in another: wording, figures, and what answers."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path

import pytest

from report_assistant.answering.chain import AnswerChain, Turn
from report_assistant.answering.crossing import Crossing
from report_assistant.answering.extractive import ExtractiveDrafter
from report_assistant.answering.gate import Gate
from report_assistant.answering.local_figures import local_figure
from report_assistant.answering.phrasing import phrase_figure
from report_assistant.answering.question import understand
from report_assistant.answering.relevance import Relevance
from report_assistant.answering.retrieved import gather_evidence, sentence_at
from report_assistant.answering.wording import WORDINGS, Wording
from report_assistant.index import multilingual
from report_assistant.index.index import Index
from report_assistant.settings import Settings
from report_assistant.types import Answer, Figure, Reason, Status

TEXT = """---
title: The harbour report
language: en
geography: Norway
---

# The harbour report

## Ships

In 2021 the harbour received more than 3,700 ships, and 41% of them carried grain.

## Staff

Of the dockers, 62.5% are older than fifty. The cranes cost 1.2 million euros a year.

## History

The old lighthouse was built by two brothers after a storm had sunk their boat.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    root = tmp_path_factory.mktemp("languages")
    folder: Path = root / "documents"
    folder.mkdir()
    (folder / "harbour.md").write_text(TEXT, encoding="utf-8")
    model = "multilingual" if multilingual.is_installed() else "bundled"
    settings = Settings(_env_file=None, index_dir=root / "index", embedding_model=model)
    with Index.open(folder, settings) as opened:
        opened.sync()
        yield opened


def figure(index: Index, text: str) -> Figure:
    return next(one for one in index.figures() if one.text.startswith(text))


def said(index: Index, text: str, language: str) -> str:
    one = figure(index, text)
    claim = phrase_figure(
        one, sentence_at(index, one.source, one.start), index.document(one.source), language
    )
    return claim.opening + claim.text


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("41", "fr", "41\u00a0%"),
        ("41", "nl", "41%"),
        ("41", "de", "41\u00a0%"),
        ("62.5", "de", "62,5\u00a0%"),
        ("62.5", "nl", "62,5%"),
        ("3,700", "nl", "meer dan 3.700"),
        ("3,700", "de", "mehr als 3.700"),
        ("3,700", "fr", "plus de 3\u202f700"),
        ("1.2", "de", "1.200.000\u00a0€"),
        ("1.2", "nl", "€\u00a01.200.000"),
    ],
)
def test_a_figure_is_written_the_local_way(index: Index, text: str, language: str, written: str) -> None:
    assert local_figure(figure(index, text), "en", language) == written


def test_money_is_not_rounded_to_the_decimals_of_its_currency(index: Index) -> None:
    amount = replace(figure(index, "1.2"), value=Decimal("1.234"), unit="JPY")
    assert "1,234" in local_figure(amount, "en", "de")


def test_a_year_is_not_grouped(index: Index) -> None:
    year = replace(figure(index, "3,700"), value=Decimal(1998), text="1998", qualifier="")
    assert local_figure(year, "en", "nl") == "1998"


def test_the_figure_comes_first_in_the_language_of_the_question_and_the_words_in_that_of_the_source(
    index: Index,
) -> None:
    french, german = said(index, "62.5", "fr"), said(index, "62.5", "de")
    assert french.startswith("Norvège\u00a0: **62,5\u00a0%**. Selon les termes de la source\u00a0: ")
    assert german.startswith("Norwegen: **62,5\u00a0%**. Im Wortlaut der Quelle: ")
    assert french.endswith("Of the dockers, 62.5% are older than fifty.")


def test_in_one_language_the_source_speaks_for_itself(index: Index) -> None:
    assert said(index, "62.5", "en") == "Norway: of the dockers, **62.5%** are older than fifty."


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
def test_every_frame_exists_in_every_language_with_the_same_fields(language: str) -> None:
    english, other = WORDINGS["en"], WORDINGS[language]
    assert set(other.refusals) == set(Reason)
    for field in fields(Wording):
        ours, theirs = getattr(english, field.name), getattr(other, field.name)
        frames = [(ours[key], theirs[key]) for key in ours] if isinstance(ours, dict) else [(ours, theirs)]
        for one, two in frames:
            assert two
            assert names(one) == names(two)


def names(frame: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(frame) if name}


def test_french_puts_no_breaking_space_before_its_high_marks() -> None:
    frames = WORDINGS["fr"]
    texts = [*frames.refusals.values(), *(getattr(frames, field.name) for field in fields(Wording))]
    for text in texts:
        if isinstance(text, str):
            assert not any(f" {mark}" in text for mark in ":;?!»")


@pytest.mark.parametrize(
    ("said", "language", "thanked"),
    [
        ("Hello!", "en", False),
        ("Thanks!", "en", True),
        ("Bonjour", "fr", False),
        ("Merci !", "fr", True),
        ("Hoi", "nl", False),
        ("Dank u", "nl", True),
        ("Guten Tag", "de", False),
        ("Danke schön", "de", True),
        ("mercii", "fr", True),
    ],
)
def test_greetings_and_thanks_are_returned_in_kind(
    index: Index, said: str, language: str, thanked: bool
) -> None:
    gate = Gate(index)
    drafter = ExtractiveDrafter(index, Relevance(index), gate)
    *_, answer = AnswerChain(index, drafter, gate).runnable().stream(Turn(said))
    frame = WORDINGS[language]
    assert isinstance(answer, Answer)
    assert answer.status is Status.CHAT
    assert answer.text.startswith(frame.thanks if thanked else frame.greeting)


needs_multilingual = pytest.mark.skipif(
    not multilingual.is_installed(), reason="the extra `multilingual` is not installed"
)


@needs_multilingual
@pytest.mark.parametrize(
    ("question", "unit", "answer"),
    [
        ("Quelle part des navires transportait des céréales ?", "%", "41"),
        ("Welcher Anteil der Hafenarbeiter ist älter als fünfzig?", "%", "62.5"),
        ("Hoeveel kosten de kranen per jaar?", "", "1.2"),
        ("Hoeveel schepen ontving de haven?", "", "3,700"),
    ],
)
def test_the_figure_that_another_language_asks_for_is_rated_best(
    index: Index, question: str, unit: str, answer: str
) -> None:
    evidence = gather_evidence(index, index.search(question, 8))
    rated = Crossing(index).rate(understand(question), evidence)
    scores = {
        one.text: score
        for item, likeness in zip(evidence, rated, strict=True)
        for one, score in zip(item.figures, likeness.figures, strict=True)
        if not unit or one.unit == unit
    }
    assert max(scores, key=lambda text: scores[text]).startswith(answer)


@needs_multilingual
def test_an_absent_topic_is_less_sure_than_one_that_is_there(index: Index) -> None:
    crossing = Crossing(index)

    def surest(question: str) -> float:
        evidence = gather_evidence(index, index.search(question, 8))
        return max(likeness.confidence for likeness in crossing.rate(understand(question), evidence))

    assert (
        surest("Wer hat den alten Leuchtturm gebaut?") > 0 > surest("Wie hoch ist der Eiffelturm in Paris?")
    )


def test_rating_across_languages_is_for_other_languages_only(index: Index) -> None:
    evidence = gather_evidence(index, index.search("ships", 8))
    crossing = Crossing(index)
    assert not crossing.applies("en", evidence)
    assert not crossing.applies("fr", ())
    assert crossing.applies("fr", evidence) == multilingual.is_installed()
    assert crossing.rate(understand("navires"), ()) == ()
