"""What the gate refuses is left aside, and the rest answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from report_assistant import Settings
from report_assistant.answering.chain import AnswerChain, Turn
from report_assistant.answering.draft import Draft
from report_assistant.answering.extractive import ExtractiveDrafter
from report_assistant.answering.gate import Gate
from report_assistant.answering.question import Question
from report_assistant.answering.relevance import Relevance
from report_assistant.index.index import Index
from report_assistant.types import Answer, Evidence, Reason, Status, Verdict

TEXT = """# The ferry in 2024

The ferry to Sandholm was late because its engine broke down in March.

On some days the ferry to Sandholm was late because of fog.

The fares of the ferry were 12,400 euros in 2024.

| | 2024 | 2023 |
| --- | --- | --- |
| Fares | 12,400 | 11,900 |
"""


class _Misphrasing(ExtractiveDrafter):
    """Words whatever rests on some sentences as what they do not say."""

    spoilt = ("fog",)

    def draft(
        self,
        question: Question,
        evidence: Sequence[Evidence],
        documents: Sequence[str] | None,
        failed: Collection[tuple[str, int]] = (),
    ) -> Draft:
        draft = super().draft(question, evidence, documents, failed)
        claims = tuple(
            replace(claim, text="The ferry was late on 61% of days.")
            if any(word in claim.evidence[0].text for word in self.spoilt)
            else claim
            for claim in draft.claims
        )
        return replace(draft, claims=claims[:1])


class _MisphrasingAll(_Misphrasing):
    spoilt = ("ferry",)


class _MisphrasingRows(_Misphrasing):
    spoilt = ("|",)


def _answer(
    folder: Path, kind: type[_Misphrasing], question: str = "Why was the ferry to Sandholm late?"
) -> Answer:
    (folder / "texts").mkdir()
    (folder / "texts" / "ferry.md").write_text(TEXT, encoding="utf-8")
    settings = Settings(_env_file=None, index_dir=folder / "index")
    with Index.open(folder / "texts", settings) as index:
        index.sync()
        gate = Gate(index)
        chain = AnswerChain(index, kind(index, Relevance(index), gate), gate)
        *_, answer = chain.runnable().stream(Turn(question))
    assert isinstance(answer, Answer)
    return answer


def test_another_sentence_answers_where_the_first_is_put_wrongly(tmp_path: Path) -> None:
    answer = _answer(tmp_path, _Misphrasing)
    assert answer.status is Status.ANSWERED
    assert "engine" in answer.text
    assert "61%" not in answer.text
    # What failed stays on the account of what was left out.
    assert any(claim.verdict is not Verdict.SUPPORTED for claim in answer.claims)


def test_where_nothing_passes_nothing_is_said(tmp_path: Path) -> None:
    answer = _answer(tmp_path, _MisphrasingAll)
    assert answer.status is Status.REFUSED
    assert answer.reason in (Reason.NOT_IN_DOCUMENTS, Reason.OUT_OF_SCOPE)
    assert "61%" not in answer.text


def test_where_a_row_that_was_looked_up_does_not_pass_a_sentence_answers(tmp_path: Path) -> None:
    answer = _answer(tmp_path, _MisphrasingRows, "What were the fares in 2024?")
    assert answer.status is Status.ANSWERED
    assert "12,400" in answer.text
    assert "61%" not in answer.text
    refused = [claim.text for claim in answer.claims if claim.verdict is not Verdict.SUPPORTED]
    assert refused == ["The ferry was late on 61% of days."]
