"""Lists of findings keep to the documents that they are asked of, and lose none that reads alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from report_assistant import ReportAssistant
from report_assistant.types import Status, Verdict

ACME = """# Acme robots 2024

At Acme 39% of the robots weld. Acme bought 1,200 robots in 2024.
"""
BELGIUM = """# Bakers in Belgium 2024

A shortage of bakers is named by 39% of bakeries. The oven of Ghent holds 1.989 × 10^30 loaves in theory.
"""
FRANCE = """# Bakers in France 2024

A shortage of bakers is named by 39% of bakeries.
"""
ROWS = """# {name} 2024

| | 2024 |
| --- | --- |
| Umsatz | {value} |
| Gewinn | 12 |

Die Werke der Firma liegen im Norden, und alle haben einen Gleisanschluss.
"""


@pytest.fixture(scope="module")
def texts(assistant_over: Callable[[Mapping[str, str]], ReportAssistant]) -> ReportAssistant:
    return assistant_over({"acme": ACME, "belgium": BELGIUM, "france": FRANCE})


def test_a_list_keeps_to_its_documents(texts: ReportAssistant) -> None:
    asked = "Give me all figures on robots at Acme."
    assert texts.ask(asked).status is Status.ANSWERED
    elsewhere = texts.ask(asked, documents=["france.md"])
    assert not [one.source for one in elsewhere.citations if one.source != "france.md"]
    assert "1,200" not in elsewhere.text


def test_findings_of_the_same_words_are_all_said(texts: ReportAssistant) -> None:
    answer = texts.ask("Which findings stand at 39%?")
    assert {one.source for one in answer.citations} == {"acme.md", "belgium.md", "france.md"}


def test_a_very_large_figure_is_compared_like_any_other(texts: ReportAssistant) -> None:
    report = texts.check("The oven of Ghent holds 2.0 loaves in theory.")
    assert report.claims[0].verdict is not Verdict.SUPPORTED


def test_figures_of_tables_are_read_in_the_language_of_the_table(
    assistant_over: Callable[[Mapping[str, str]], ReportAssistant],
) -> None:
    # Two firms that nothing tells apart: neither figure goes before the other one by how it is written.
    firms = assistant_over(
        {
            "nord": ROWS.format(name="Nordwerk", value="850"),
            "sued": ROWS.format(name="Südwerk", value="1.234"),
        }
    )
    assert "**1.234**" not in firms.ask("Wie hoch war der Umsatz 2024?").text.split("\n")[0]
