"""Which record a claim is about: wrong figure, others, another time, or the same in other words."""

from __future__ import annotations

import pytest

from report_assistant.answering.claims import split_claims
from report_assistant.answering.statements import StatementText
from report_assistant.answering.verdicts import judge
from report_assistant.reading.ledger import read_figures
from report_assistant.types import Document, Sentence, Verdict

REPORT = (
    "In 2023 Irish orchards harvested 41 tonnes of pears a hectare.",
    "In Poland the corresponding yield was 36 tonnes.",
    "Between April and June 2024, 62% of growers applied for a grant, against 55% in 2022.",
    "Sales of cider rose by a quarter, and juice made up 38% of all sales.",
    "Of the pickers, 47% had complained of back pain.",
    "Owners would recommend the trade: 71% said so.",
    "Night shifts feel less safe than day shifts.",
    "Frost kept 9% of growers from planting.",
)


def verdict(claim: str, *, geography: str | None = None) -> Verdict:
    places, at = [], 0
    for sentence in REPORT:
        places.append(Sentence(at, at + len(sentence)))
        at += len(sentence) + 1
    document = Document("a.md", "Orchards", " ".join(REPORT), tuple(places), geography=geography)
    text = StatementText(document, read_figures(document))
    (parsed,) = split_claims(claim)
    return judge(parsed, [text.statement(number) for number in range(len(REPORT))]).verdict


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("In Italy 36 tonnes of pears a hectare were harvested.", Verdict.WRONG_POPULATION),
        ("In 2019, 55% of growers applied for a grant.", Verdict.WRONG_PERIOD),
        ("In 2022, 62% of growers applied for a grant.", Verdict.WRONG_FIGURE),
        ("In the second quarter of 2024, 62% of growers applied for a grant.", Verdict.SUPPORTED),
        ("Cider sales increased by 25%.", Verdict.SUPPORTED),
        ("Sales of juice rose by 38%.", Verdict.NOT_SUPPORTED),
        ("Sales of cider rose to 25%.", Verdict.NOT_SUPPORTED),
        ("Night shifts feel safer than day shifts.", Verdict.NOT_SUPPORTED),
        ("Frost kept 9% of growers from planting.", Verdict.SUPPORTED),
        ("9% of growers did not plant because of frost.", Verdict.SUPPORTED),
        ("9% of growers planted because of frost.", Verdict.NOT_SUPPORTED),
    ],
)
def test_what_differs_decides_the_verdict(claim: str, expected: Verdict) -> None:
    assert verdict(claim) is expected


def test_a_figure_of_several_countries_is_none_of_one_of_them() -> None:
    claim = "In Wales, juice made up 38% of all sales."
    assert verdict(claim, geography="Wales") is Verdict.SUPPORTED
    assert verdict(claim, geography="Wales and Scotland") is Verdict.WRONG_POPULATION
