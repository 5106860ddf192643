"""Claims that turn their source around."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_assistant.answering.claims import split_claims
from report_assistant.answering.statements import StatementText
from report_assistant.answering.verdicts import judge
from report_assistant.reading.ledger import read_figures
from report_assistant.reading.loader import read_document
from report_assistant.types import Verdict


@pytest.mark.parametrize(
    ("source", "claim", "holds"),
    [
        ("The ferry does not run in winter.", "The ferry does not run in winter.", True),
        ("The ferry does not run in winter.", "The ferry runs in winter.", False),
        ("The ferry runs in winter.", "The ferry does not run in winter.", False),
        ("No ship sank in the storm.", "Ships sank in the storm.", False),
        ("Exports increased by 4% in spring.", "Exports grew by 4% in spring.", True),
        ("Exports increased by 4% in spring.", "Exports fell by 4% in spring.", False),
        ("The museum may close two halls.", "The museum may close two halls.", True),
        ("The museum may close two halls.", "The museum will close two halls.", False),
        ("The club expects to hire a coach.", "The club hired a coach.", False),
        ("Some bridges were repaired.", "All bridges were repaired.", False),
        ("The survey found 62% of tenants satisfied.", "Most tenants are satisfied.", True),
        ("The survey found 62% of tenants satisfied.", "62% of tenants are dissatisfied.", False),
        ("The tower stands above the harbour.", "The tower stands below the harbour.", False),
        ("The firm gave staff an office.", "The firm gave up an office.", False),
        ("Villages are better prepared but not better insured.", "Villages are better insured.", False),
        ("The survey found 62% of tenants satisfied.", "62% of tenants were content.", True),
        ("The mayor said that 40% of nurses had fallen ill.", "40% of doctors had fallen ill.", False),
        ("40% of firms suffered a power cut.", "40% of firms avoided a power cut.", False),
        ("40% of firms sell furniture in spring.", "40% of firms purchase furniture in spring.", False),
        ("30% cook with a stove, an open oven or an iron oven.", "30% cook with an iron oven.", False),
    ],
)
def test_direction_and_certainty(tmp_path: Path, source: str, claim: str, holds: bool) -> None:
    path = tmp_path / "note.md"
    path.write_text(f"# Note\n\n{source}\n", "utf-8")
    document = read_document(path, tmp_path)
    text = StatementText(document, read_figures(document))
    statements = [text.statement(number) for number in range(len(document.sentences))]
    (parsed,) = split_claims(claim)
    judgement = judge(parsed, statements)
    assert (judgement.verdict is Verdict.SUPPORTED) is holds, judgement.note
