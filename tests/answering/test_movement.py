"""Claims that say which way figures moved, over a source that only gives both."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_assistant.answering.claims import split_claims
from report_assistant.answering.statements import StatementText
from report_assistant.answering.verdicts import judge
from report_assistant.reading.ledger import read_figures
from report_assistant.reading.loader import read_document
from report_assistant.types import Verdict

REPORT = """# Harbour report

| | 2025 | 2024 |
| --- | --- | --- |
| Ferry passengers | 148,000 | 171,000 |
| Share of freight by rail | 31% | 24% |
"""


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("Ferry passengers slipped from 171,000 to 148,000.", True),
        ("Ferry passengers rose from 148,000 to 171,000.", False),
        ("Ferry passengers rose from 171,000 to 148,000.", False),
        ("The share of freight by rail climbed from 24% to 31%.", True),
        ("The share of freight by rail fell from 31% to 24%.", False),
        ("The share of freight by rail fell from 24% to 31%.", False),
    ],
)
def test_a_movement_follows_from_both_figures(tmp_path: Path, claim: str, holds: bool) -> None:
    path = tmp_path / "harbour.md"
    path.write_text(REPORT, "utf-8")
    document = read_document(path, tmp_path)
    text = StatementText(document, read_figures(document))
    statements = [text.statement(number) for number in range(len(document.sentences))]
    (parsed,) = split_claims(claim)
    judgement = judge(parsed, statements)
    assert (judgement.verdict is Verdict.SUPPORTED) is holds, judgement.note
