"""Measure retrieval for follow-up questions: as asked, with our standalone question, with the set's own.

    python benchmarks/follow_ups.py --eval-dir ../shared/eval

Conversations and passages of mtrag, standalone questions by people of mtrag_rewrite (Katsis et al., "MTRAG: A
Multi-Turn Conversational Benchmark", 2025). A hit is a passage that the annotators used for the answer. The
second table holds the turns whose standalone wording takes a word from the turns before. Prints Markdown.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from report_assistant.answering.follow_up import standalone
from report_assistant.index.index import Index
from report_assistant.reading.words import stems
from report_assistant.settings import Settings

PASSAGES = 5
Record = dict[str, Any]


def lines(path: Path) -> list[Record]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def file_of(document: str) -> str:
    return document.replace(":", "_") + ".md"


def open_index(documents: Sequence[Record], home: Path, model: str) -> Index:
    folder = home / "documents"
    folder.mkdir()
    for document in documents:
        title = json.dumps(document["title"], ensure_ascii=False)
        text = f"---\ntitle: {title}\n---\n\n{document['text']}\n"
        (folder / file_of(document["id"])).write_text(text, encoding="utf-8")
    index = Index.open(folder, Settings(index_dir=home / "index", embedding_model=model, _env_file=None))
    index.sync()
    return index


def turns(record: Record) -> list[tuple[str, str]]:
    """Return the conversation before a question: pairs of a question and its answer."""
    said = [turn["text"] for turn in record["history"]]
    return list(zip(said[::2], said[1::2], strict=True))


def leans_back(record: Record) -> bool:
    """Tell whether people took a word from the turns before to word the question by itself."""
    before = stems(" ".join(text for turn in turns(record) for text in turn))
    return bool((set(stems(record["rewrite"])) - set(stems(record["question"]))) & set(before))


def report(title: str, records: Sequence[Record], found: dict[str, list[int]]) -> None:
    """Print hit rates and mean reciprocal rank of the ranks found for records, 0 for none."""
    print(f"\n{title}: {len(records)} turns\n\n| query | hit@1 | hit@{PASSAGES} | MRR@{PASSAGES} |")
    print("|---|---:|---:|---:|")
    for label, ranks in found.items():
        first = statistics.mean(rank == 1 for rank in ranks)
        hit = statistics.mean(rank > 0 for rank in ranks)
        reciprocal = statistics.mean(1 / rank if rank else 0 for rank in ranks)
        print(f"| {label} | {first:.3f} | {hit:.3f} | {reciprocal:.3f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure retrieval for follow-up questions.")
    parser.add_argument("--eval-dir", type=Path, required=True, help="folder of the question sets")
    parser.add_argument("--model", default="auto", help="embedding model")
    options = parser.parse_args()
    worded = {one["id"]: one["rewrite"] for one in lines(options.eval_dir / "mtrag_rewrite/rewrites.jsonl")}
    records = [
        one | {"rewrite": worded[one["id"]]}
        for one in lines(options.eval_dir / "mtrag/questions.jsonl")
        if one["history"] and one["document_id"] and one["id"] in worded
    ]
    ways: dict[str, Callable[[Record], str]] = {
        "the last turn as it is": lambda one: one["question"],
        "our standalone question": lambda one: standalone(one["question"], turns(one)),
        "the set's own wording": lambda one: one["rewrite"],
    }
    found: dict[str, list[int]] = {}
    with tempfile.TemporaryDirectory() as home:
        documents = lines(options.eval_dir / "mtrag/documents.jsonl")
        with open_index(documents, Path(home), options.model) as index:
            for label, say in ways.items():
                for one in records:
                    gold = {file_of(name) for name in one["document_id"]}
                    hits = [passage.source in gold for passage in index.search(say(one), PASSAGES)]
                    found.setdefault(label, []).append(hits.index(True) + 1 if any(hits) else 0)
    report("All follow-ups", records, found)
    leaning = [leans_back(one) for one in records]
    report(
        "Those that lean on the turns before",
        [one for one, leans in zip(records, leaning, strict=True) if leans],
        {
            label: [rank for rank, leans in zip(ranks, leaning, strict=True) if leans]
            for label, ranks in found.items()
        },
    )


if __name__ == "__main__":
    main()
