"""Measure answers from tables: whether each cell is proved in the words in which it is said, and questions.

    python benchmarks/tables.py --eval-dir ../shared/eval --sample 120

Documents and questions of tatqa (Zhu et al., "TAT-QA: A Question Answering Benchmark on a Hybrid of Tabular
and Textual Content in Finance", 2021): pages of annual reports, their tables written as Markdown, and of the
questions those that one cell answers. Each is asked of its own document, for they do not name it. Prints
Markdown.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from report_assistant.answering.gate import Gate
from report_assistant.answering.phrasing import phrase_figure
from report_assistant.answering.retrieved import sentence_at
from report_assistant.answering.rows import cell_of
from report_assistant.assistant import ReportAssistant
from report_assistant.index.index import Index
from report_assistant.settings import Settings
from report_assistant.types import Status, Verdict

CELLS = 12  # of a document whose statements are checked
Record = dict[str, Any]


def lines(path: Path) -> list[Record]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def as_markdown(text: str) -> str:
    """Put a delimiter row below the first row of each table, which makes it one."""
    written: list[str] = []
    for line in text.split("\n"):
        first = line.startswith("|") and not (written and written[-1].startswith("|"))
        written += [line, "|" + "---|" * (line.count("|") - 1)] if first else [line]
    return "\n".join(written)


def check_cells(index: Index, sources: Sequence[str]) -> Iterator[Verdict]:
    """Yield the verdict on each cell as an answer says it, against its own row."""
    gate = Gate(index)
    for source in sources:
        document = index.document(source)
        found = ((figure, sentence_at(index, source, figure.start)) for figure in index.figures([source]))
        cells = [(figure, item) for figure, item in found if cell_of(item, figure) is not None]
        for figure, item in cells[:CELLS]:
            said = phrase_figure(figure, item, document, document.language)
            checked, _ = gate.check_claim(said.text, said.evidence, language=document.language)
            yield checked.verdict


def outcome(assistant: ReportAssistant, question: Record) -> str:
    """Return what came of a question: the first figure in bold is right, another one is, refused or wrong."""
    answer = assistant.ask(question["question"], documents=[f"{question['document_id']}.md"])
    if answer.status is Status.REFUSED:
        return "refused"
    wanted = _digits(question["answers"][0])
    bold = [_digits(said) for said in re.findall(r"\*\*(.+?)\*\*", answer.text)]
    others = [_digits(said) for said in re.findall(r"\d[\d.,]*", answer.text)]
    return "right" if bold[:1] == [wanted] else "among others" if wanted in [*bold, *others] else "wrong"


def _digits(text: str) -> str:
    return re.sub(r"[\s,$€£%()]", "", text).rstrip(".")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eval-dir", type=Path, required=True)
    parser.add_argument("--sample", type=int, default=120, help="questions")
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    documents = lines(arguments.eval_dir / "tatqa" / "documents.jsonl")
    questions = [
        one
        for one in lines(arguments.eval_dir / "tatqa" / "questions.jsonl")
        if (one["type"], one["source"], len(one["answers"])) == ("span", "table", 1)
        and one["answer_in_document"]
        and re.search(r"\d", one["answers"][0])
        and not re.match(r"(?:in |between )?(?:which|what) (?:year|period)", one["question"], re.IGNORECASE)
    ]
    chance = random.Random(arguments.seed)
    chance.shuffle(questions)
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "documents"
        folder.mkdir()
        for one in documents:
            (folder / f"{one['id']}.md").write_text(as_markdown(one["text"]), encoding="utf-8")
        settings = Settings(index_dir=Path(home) / "index", embedding_model="bundled", _env_file=None)
        index = Index.open(folder, settings)
        index.sync()
        sources = [source.source for source in index.sources()]
        chance.shuffle(sources)
        verdicts = Counter(check_cells(index, sources[:40]))
        index.close()
        with ReportAssistant.from_folder(folder, settings=settings) as assistant:
            outcomes = Counter(outcome(assistant, one) for one in questions[: arguments.sample])
    print("\n## Cells as they are said, against their own row\n\n| verdict | cells |\n|---|---:|")
    for verdict, count in verdicts.most_common():
        print(f"| {verdict.value} | {count} |")
    print("\n## Questions that one cell answers\n\n| outcome | questions |\n|---|---:|")
    for name, count in outcomes.most_common():
        print(f"| {name} | {count} |")


if __name__ == "__main__":
    main()
