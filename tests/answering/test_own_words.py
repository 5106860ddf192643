"""What an answer says of a figure is proved: the gate refuses nearly none of the documents' own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_assistant.answering.gate import Gate
from report_assistant.answering.phrasing import phrase_figure
from report_assistant.answering.retrieved import sentence_at
from report_assistant.index.index import Index
from report_assistant.settings import Settings
from report_assistant.types import Verdict

HERE = Path(__file__).parent


@pytest.mark.parametrize("folder", ["claims_fields", "claims_reports"])
def test_figures_are_proved_in_the_words_in_which_answers_say_them(folder: str, tmp_path: Path) -> None:
    settings = Settings(index_dir=tmp_path, embedding_model="bundled", _env_file=None)
    index = Index.open(HERE / folder, settings)
    index.sync()
    gate, refused = Gate(index), []
    figures = index.figures()
    for figure in figures:
        document = index.document(figure.source)
        said = phrase_figure(
            figure, sentence_at(index, figure.source, figure.start), document, document.language
        )
        checked, _ = gate.check_claim(said.text, said.evidence, language=document.language)
        if checked.verdict is not Verdict.SUPPORTED:
            refused.append((said.text, checked.note))
    index.close()
    assert len(figures) > 300
    assert len(refused) <= len(figures) // 100, refused
