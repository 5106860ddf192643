"""Measure how many plain questions about the figures of quarterly filings are answered rightly.

    python benchmarks/filing_figures.py --eval-dir ../shared/eval

Questions that an investor would ask, ours (tests/answering/questions_filings_*.jsonl), over the twelve
filings of sec10q as text, each headed by the name that the set gives it. Prints Markdown, a table a set.
"Right": the figure is in bold and no neighbouring one is; of what no filing says, that it is refused. "Among
others": the figure is in the answer, not alone in bold.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stacked_tables import filings

from report_assistant import ReportAssistant, Settings
from report_assistant.types import Answer, Status

SETS = Path(__file__).resolve().parent.parent / "tests" / "answering"
VERDICTS = ("right", "among others", "refused", "wrong")
KINDS = ("table", "text", "change", "unanswerable", "all")


def holds(text: str, written: Sequence[str]) -> bool:
    """Tell whether a text has one of some ways to write a figure, not as a part of another number."""
    return any(re.search(rf"(?<![\d.,]){re.escape(one)}(?!\d|[.,]\d)", text) for one in written)


def verdict(answer: Answer, record: dict[str, Any]) -> str:
    """Return what became of a question."""
    refused = answer.status is not Status.ANSWERED
    if not record["answerable"]:
        return "right" if refused else "wrong"
    if refused:
        return "refused"
    wanted = record.get("all_figures") or [record["figures"]]
    bold = " ; ".join(re.findall(r"\*\*(.+?)\*\*", answer.text))
    alone = not holds(bold, record.get("not_figures", ()))
    if alone and all(holds(bold, figure) for figure in wanted):
        return "right"
    return "among others" if all(holds(answer.text, figure) for figure in wanted) else "wrong"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eval-dir", type=Path, default=Path("../shared/eval"))
    parser.add_argument("--model", default="bundled", help="embedding model")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "documents"
        folder.mkdir()
        for name, text in filings(options.eval_dir).items():
            (folder / f"{name}.txt").write_text(f"{name} 10-Q\n\n{text}", encoding="utf-8")
        settings = Settings(index_dir=Path(home) / "index", embedding_model=options.model, _env_file=None)
        with ReportAssistant.from_folder(folder, settings=settings) as assistant:
            for part in ("dev", "test"):
                found: Counter[tuple[str, str]] = Counter()
                with (SETS / f"questions_filings_{part}.jsonl").open(encoding="utf-8") as file:
                    for record in map(json.loads, file):
                        said = verdict(assistant.ask(record["question"]), record)
                        found.update([(record["kind"], said), ("all", said)])
                print(f"\n## questions_filings_{part}\n\n| kind | {' | '.join(VERDICTS)} |")
                print(f"| --- |{' ---: |' * len(VERDICTS)}")
                for kind in KINDS:
                    print(f"| {kind} | {' | '.join(str(found[kind, said]) for said in VERDICTS)} |")


if __name__ == "__main__":
    main()
