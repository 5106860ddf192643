"""Questions in their readers' own words over a short report, in the ways that went wrong with others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import cast

import pytest

from report_assistant import ReportAssistant
from report_assistant.answering.clues import Clues
from report_assistant.answering.confirming import _offers_several, _stated
from report_assistant.answering.contrast import _stated as _standing
from report_assistant.answering.intent import Intent
from report_assistant.answering.question import understand
from report_assistant.answering.relevance import Relevance
from report_assistant.answering.selecting import Selector
from report_assistant.answering.selection import Selection
from report_assistant.answering.texts import TextAnswerer
from report_assistant.index.index import Index
from report_assistant.reading.ledger import read_figures
from report_assistant.reading.loader import read_content
from report_assistant.types import Evidence, Reason, Status

HARBOUR = """# Harbour of Ellerwick

Annual review, 12 May 2025

We asked 840 berth holders in spring. Of them 61% sail at night.

## Money

| | 2024/25 | 2023/24 | 2022/23 |
|---|---:|---:|---:|
| Income (£m) | 41.8 | 37.5 | 30.2 |
| – berths and cranes | 14.9 | 12.8 | 9.6 |

The median fee of a berth was £2,950 this year. It had been £3,200 in 2023, before the new pier opened. In
2024 the harbour sold 812 permits. Of those, 78% went to locals. The corresponding share was 75% in 2023 and
71% in 2022, so that the goal of 80% is near.

**Table 1. Boats by kind**

| Kind | 2023 | 2024 |
|---|---:|---:|
| Sailing | 1,295 | 1,434 |
| Laid up | 990 | 927 |

## Complaints

We received 143 noise complaints from 61 households, compared with 167 from 70 households a year earlier.
Some 19% of all fishers saw damage. Fishers in towns report it more often (22%) than fishers in the
countryside (14%).

The grounds for turning a claim down: the lock was of the wrong kind (11 claims), there was no receipt (8),
the engine was left out (7). Of those over 65, 87% are content with the harbour; overall 79% are content
with it.
"""
FERME = """# Ferme des Aulnes, bilan 2024

Le budget annuel, de 145 000 €, n'est garanti que jusqu'en 2026. On compte 231 vers de terre par mètre carré
dans les champs non labourés, contre 94 dans les champs labourés.
"""
QUAYS = """# Quays of Morrin

The board of the quays of Morrin proposes no dividend, because the extension of the quay comes first. That
extension, with a budget of £11.5m, is to start in spring.
"""


@pytest.fixture(scope="module")
def harbour(assistant_over: Callable[[Mapping[str, str]], ReportAssistant]) -> ReportAssistant:
    return assistant_over({"harbour": HARBOUR, "ferme": FERME, "quays": QUAYS})


@pytest.mark.parametrize(
    ("question", "said", "others"),
    [
        # The cell of a row is of the time that is asked about, whatever the form of the question.
        ("What did the harbour take in from berths and cranes in 2022/23?", ["**9.6**"], ["14.9", "12.8"]),
        # Years are counted back from the date at the top.
        ("What was the median fee of a berth two years ago?", ["£3,200"], ["**£2,950**"]),
        # A bare figure of another year says what the one before it says.
        ("What part of the permits went to locals in 2022?", ["**71%**"], ["**78%**"]),
        # The caption says what the rows count.
        ("How many laid up boats were there in 2023?", ["**990**"], ["927"]),
        ("How many fewer laid up boats were there in 2024 than the year before?", ["927", "990", "63"], []),
        # Two counts against two counts.
        ("How many noise complaints did the harbour get the year before?", ["**167**"], []),
        # Alternatives are told by the words in which they differ.
        ("Who reports more damage: town fishers or country fishers?", ["22%"], ["19%"]),
        ("On what grounds were claims rejected, and how often each?", ["11", "8", "7"], []),
        ("Combien de vers de terre trouve-t-on là où le champ n'est pas labouré ?", ["**231**"], ["**94**"]),
        # A document that is named goes before another one in the language of the question.
        ("À combien se monte le budget de l'agrandissement du quai de Morrin ?", ["£11.5m"], ["145"]),
        ("Quelle part des titulaires navigue de nuit ?", ["**61\u00a0%**", "Of them 61%"], []),
        ("What share of berth holders sail at night?", ["holders in spring. Of them **61%**"], []),
    ],
)
def test_what_is_asked_is_answered(
    harbour: ReportAssistant, question: str, said: list[str], others: list[str]
) -> None:
    answer = harbour.ask(question)
    assert answer.status is Status.ANSWERED
    for part in said:
        assert part in answer.text
    for other in others:
        assert other not in answer.text


@pytest.mark.parametrize(
    ("question", "stated", "several"),
    [
        ("Is it true that 79% of those over 65 are content?", ["79"], False),
        ("Do 40 of the 90 boats sail at night?", ["40", "90"], False),
        ("Is the share 40% or 60%?", ["40", "60"], True),
        ("Sind es 40 % oder 60 %?", ["40", "60"], True),
        ("Did 40% of boats or 12 crews stay?", ["40"], False),
    ],
)
def test_values_are_told_from_what_they_are_of(question: str, stated: list[str], several: bool) -> None:
    asked = understand(question)
    assert sorted(str(value) for value, _ in _stated(asked)) == stated
    assert _offers_several(asked) is several


def test_what_is_asked_of_a_part_is_not_confirmed_by_the_whole(harbour: ReportAssistant) -> None:
    answer = harbour.ask("Is it true that 79% of those over 65 are content with the harbour?")
    assert not answer.text.startswith("Yes")
    assert "87%" in answer.text


PLANS = """# Lifeboats of Ellerwick 2025

The crew answered 41 calls in 2025, after 38 in 2024.

## What was decided

By June 2026 the crew is to:

- buy a second boat for the river;
- train 12 more helmsmen;
- move the slipway to Quay 7.

The works at Quay 7 kept within their budget of £2.1m. Calls fell in the north. The reason is a new buoy
there.

| Calls | 2024 | 2025 |
| --- | --- | --- |
| North | 14 | 9 |
| South | 24 | 32 |
"""


@pytest.fixture(scope="module")
def lifeboats(assistant_over: Callable[[Mapping[str, str]], ReportAssistant]) -> ReportAssistant:
    return assistant_over({"lifeboats": PLANS})


def test_the_items_of_a_list_are_said_with_what_introduces_it(lifeboats: ReportAssistant) -> None:
    answer = lifeboats.ask("What is the crew to do by June 2026?")
    assert answer.status is Status.ANSWERED
    lines = answer.text.splitlines()
    assert lines[0] == "- Buy a second boat for the river. [1][2]"
    assert ["12" in line for line in lines] == [False, True, False]
    assert len(lines) == 3


def test_no_row_of_a_table_gives_a_reason(lifeboats: ReportAssistant) -> None:
    answer = lifeboats.ask("What is behind the fall of calls in the north?")
    assert "buoy" in answer.text
    assert "14" not in answer.text


def test_the_number_of_a_name_is_no_figure_that_a_question_states(lifeboats: ReportAssistant) -> None:
    asked = understand("Why did the works at Quay 7 go over budget?")
    assert asked.intent is not Intent.CONFIRMATION
    assert understand("In Belgium 66 firms agree?").intent is Intent.CONFIRMATION
    assert "within their budget" in lifeboats.ask("Did the works at Quay 7 go over budget?").text


def test_a_time_is_compared_with_the_latest_where_only_the_one_before_is_named(
    assistant_over: Callable[[Mapping[str, str]], ReportAssistant],
) -> None:
    clinic = """# Clinic of Orrin 2024

| | 2023 | 2024 |
| --- | --- | --- |
| Nurses | 140 | 152 |
"""
    answer = assistant_over({"clinic": clinic}).ask(
        "By how much did the number of nurses grow compared with the year before?"
    )
    assert "12" in answer.text
    assert "152 − 140" in answer.text


def test_without_a_figure_of_the_kind_the_subject_is_still_there(harbour: ReportAssistant) -> None:
    answer = harbour.ask("By how many percentage points did the permits of the harbour differ by ward?")
    assert answer.status is Status.REFUSED
    assert answer.reason is not Reason.OUT_OF_SCOPE


def test_a_bare_figure_leans_on_what_the_one_before_it_leans_on() -> None:
    document = read_content(HARBOUR.encode(), ".md", "harbour.md", "harbour")
    figures = [one for one in read_figures(document) if one.text in ("78%", "75%", "71%")]
    stated = _standing(figures, document)
    assert [one.head for one in stated] == [None, 0, 0]


def test_a_reason_speaks_for_a_sentence_where_one_is_asked_for() -> None:
    clues = Clues(0.0, 0.0, 0.5, 0.5, 0.0, 0.0, 0.0, 1.0)

    def score(text: str, question: str) -> float:
        item = Evidence("a.md", "A", None, 0, len(text), text, (), 0.5)
        return Relevance._score(item, None, clues, understand(question))

    told, untold = "Calls fell because of a buoy.", "Calls fell in the north."
    assert score(told, "Why did calls fall?") > score(untold, "Why did calls fall?")
    assert score(told, "Where did calls fall?") == score(untold, "Where did calls fall?")


def test_of_sentences_as_good_the_first_that_is_sure_goes_first() -> None:
    def answers(one: SimpleNamespace) -> bool:
        return bool(one.sure)

    chooser = TextAnswerer(cast("Index", None), cast("Selector", SimpleNamespace(answers=answers)))
    rated = ((5.0, False), (4.5, True), (1.0, True))
    unsure, sure, far = (SimpleNamespace(score=score, sure=is_sure) for score, is_sure in rated)
    assert chooser._surest_first(cast("list[Selection]", [unsure, sure, far])) == [sure, unsure, far]
    assert chooser._surest_first(cast("list[Selection]", [unsure, far])) == [unsure, far]
