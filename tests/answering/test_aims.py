"""What was aimed at is neither checked nor answered as what was reached."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from report_assistant.assistant import ReportAssistant
from report_assistant.settings import Settings
from report_assistant.types import Verdict

TEXT = """# Northbridge Waterworks, annual report 2023

The leakage target for 2023 is 84.5 megalitres a day. Leakage averaged 88.3 megalitres a day.

We expect to install 45,000 smart meters in 2023. The budget for new pipes is $12 million.

| | 2023 | Target 2025 |
| --- | --- | --- |
| Interruptions (minutes) | 19.7 | 8.0 |
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportAssistant]:
    folder = tmp_path_factory.mktemp("aims")
    (folder / "report.md").write_text(TEXT, encoding="utf-8")
    settings = Settings(_env_file=None, index_dir=folder / ".index", embedding_model="bundled")
    with ReportAssistant.from_folder(folder, settings=settings) as opened:
        yield opened


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("Leakage in 2023 averaged 88.3 megalitres a day.", True),
        ("Leakage in 2023 averaged 84.5 megalitres a day.", False),
        ("The leakage target for 2023 was 84.5 megalitres a day.", True),
        ("45,000 smart meters were installed in 2023.", False),
        ("Northbridge expects to install 45,000 smart meters in 2023.", True),
        ("New pipes cost $12 million.", False),
        ("$12 million was budgeted for new pipes.", True),
        ("Interruptions in 2025: 8.0 minutes.", False),
        ("The target for interruptions in 2025 is 8.0 minutes.", True),
    ],
)
def test_a_claim_that_something_was_reached_does_not_follow_from_an_aim(
    assistant: ReportAssistant, claim: str, holds: bool
) -> None:
    (checked,) = assistant.check(claim).claims
    assert (checked.verdict is Verdict.SUPPORTED) is holds


def test_what_was_reached_comes_before_what_was_aimed_at(assistant: ReportAssistant) -> None:
    text = assistant.ask("How high was leakage in 2023, in megalitres a day?").text
    assert "88.3" in text
    assert "84.5" not in text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many smart meters were installed in 2023?", True),
        ("How many smart meters are planned for 2023?", False),
    ],
)
def test_an_answer_says_that_it_gives_an_aim_only(
    assistant: ReportAssistant, question: str, said: bool
) -> None:
    text = assistant.ask(question).text
    assert "45,000" in text
    assert text.startswith("The documents give this only as a target") is said
