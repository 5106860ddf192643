"""Find the page of a filing that answers a question: ours and a plain LangChain pipeline in one table.

    python benchmarks/pages.py --eval-dir ../shared/eval

The 536 pages of sec10q are one folder; asked are its questions that one chunk of one filing answers. The set
names the filing, not the page. The page is told from the answer: those pages of the filing count that hold
the most of the answer's figures, two at least, if they are four pages at most; questions whose answers tell
no page so are left out of the page columns.
Neither side is told the filing. Plain LangChain is what its tutorial builds, see retrieval.py.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from retrieval import PASSAGES, Run, index_ours, index_plain, lines, write_documents

_FIGURE = re.compile(r"\d[\d,]*\.\d+|\d[\d,]{2,}|\d+(?=\s?%)")
_SOURCE = re.compile(r"\(?SOURCES?:.*", re.DOTALL)
_YEAR = re.compile(r"(?:19|20)\d\d")
_KIND = "Single-Doc Single-Chunk RAG"
_FEWEST = 2  # figures that tell a page
_MOST = 4  # pages: what stands on more tells none


def figures(text: str) -> set[str]:
    """Return the figures of a text as written, years left out."""
    return {figure for figure in _FIGURE.findall(text) if not _YEAR.fullmatch(figure)}


def gold_pages(question: dict[str, Any], pages: Sequence[dict[str, Any]]) -> set[str]:
    """Return the ids of the pages that hold the most of the answer's figures; none if these do not tell."""
    wanted = figures(_SOURCE.sub("", question["answers"][0]))
    shared = {
        page["id"]: len(wanted & figures(page["text"]))
        for page in pages
        if page["filing"] in question["filings"]
    }
    most = max(shared.values(), default=0)
    gold = {page for page, count in shared.items() if count == most}
    return gold if most >= _FEWEST and len(gold) <= _MOST else set()


def score(run: Run, questions: Sequence[dict[str, Any]], pages: Sequence[dict[str, Any]]) -> str:
    filing_of = {page["id"]: page["filing"] for page in pages}
    counts = dict.fromkeys(("filing@1", "filing@5", "page@1", "page@5"), 0)
    told = 0
    for question in questions:
        found = [span.document for span in run.retrieve(question["question"])]
        filings = [filing_of[page] in question["filings"] for page in found]
        counts["filing@1"] += any(filings[:1])
        counts["filing@5"] += any(filings)
        gold = gold_pages(question, pages)
        told += bool(gold)
        counts["page@1"] += bool(gold & set(found[:1]))
        counts["page@5"] += bool(gold & set(found))
    of = {"filing": len(questions), "page": told}
    shown = (f"{name} {count / of[name.split('@')[0]]:.3f}" for name, count in counts.items())
    return f"{len(questions)} questions, {told} of them with a page:  " + "  ".join(shown)


def main() -> None:
    parser = argparse.ArgumentParser(description="Find the page that answers, in quarterly filings.")
    parser.add_argument("--eval-dir", type=Path, required=True, help="folder of the question sets")
    parser.add_argument("--models", nargs="+", default=["bundled"], help="embedding models of ours")
    arguments = parser.parse_args()
    pages = lines(arguments.eval_dir / "sec10q" / "documents.jsonl")
    asked = lines(arguments.eval_dir / "sec10q" / "questions.jsonl")
    questions = [question for question in asked if question["type"] == _KIND]
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, "documents")
        write_documents(pages, folder, plain=False)
        print(f"{len(pages)} pages, {PASSAGES} passages retrieved", flush=True)
        for make in [index_plain, *(partial(index_ours, model=model) for model in arguments.models)]:
            run = make(folder, Path(tempfile.mkdtemp(dir=home)))
            print(f"  {run.name}: {run.chunks} chunks in {run.seconds:.0f} s", flush=True)
            print(f"    {score(run, questions, pages)}", flush=True)


if __name__ == "__main__":
    main()
