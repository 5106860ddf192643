"""Measure how many cells of tables that PDF text has broken into lines are bound to the head of their column.

    python benchmarks/stacked_tables.py --eval-dir ../shared/eval

The quarterly filings of sec10q, as text. Prints Markdown, by company. Which heads are right is not counted:
that takes somebody who reads the tables.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

from report_assistant.reading.loader import read_content


def filings(eval_dir: Path) -> dict[str, str]:
    """Return the text of each filing, its pages joined, by its name ("2023 Q1 NVDA")."""
    pages: dict[str, list[str]] = defaultdict(list)
    with (eval_dir / "sec10q" / "documents.jsonl").open(encoding="utf-8") as file:
        for page in map(json.loads, file):
            pages[page["id"].partition("#")[0]].append(page["text"])
    return {name: "\n\n".join(texts) for name, texts in pages.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eval-dir", type=Path, default=Path("../shared/eval"))
    cells: Counter[str] = Counter()
    headed: Counter[str] = Counter()
    for name, text in filings(parser.parse_args().eval_dir).items():
        document = read_content(text.encode(), ".txt", f"{name}.txt", name)
        for company in (name.split()[-1], "all"):
            found = [cell for sentence in document.sentences for cell in sentence.cells]
            cells[company] += len(found)
            headed[company] += sum(bool(cell.column_head) for cell in found)
    print("| company | cells | with the head of their column |\n|---|---:|---:|")
    for company, number in cells.items():
        print(f"| {company} | {number} | {headed[company] / number:.3f} |")


if __name__ == "__main__":
    main()
