"""Compare retrieval with a plain LangChain pipeline, on public question sets.

    python benchmarks/retrieval.py --eval-dir ../shared/eval

Both sides read the same files. Plain LangChain is what its tutorial builds: recursive splitter of 1000
characters with 200 overlap, Chroma, similarity search, all-MiniLM-L6-v2. Ours runs with each model of
`--models`.

Paragraph sets: a hit is a passage of the paragraph that the question was written about; German and Dutch
questions (xquad_de, xquad_nl) are asked of the English paragraphs of xquad_en. chunking_eval: recall
and intersection over union in characters, of 5 passages with the exact spans that answer ("Evaluating
Chunking Strategies for Retrieval", Smith and Troynikov, Chroma, 2024).
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from report_assistant.index.embeddings import load_embeddings
from report_assistant.index.index import Index
from report_assistant.index.multilingual import MULTILINGUAL
from report_assistant.reading.loader import find_documents
from report_assistant.settings import Settings

PASSAGES = 5
# Whose documents the questions of a paragraph set are asked of.
PARAGRAPHS = {
    "xquad_en": "xquad_en",
    "xquad_de": "xquad_en",
    "xquad_nl": "xquad_en",
    "piaf_fr": "piaf_fr",
    "squad2_en": "squad2_en",
}
SPANS = "chunking_eval"


class Span(NamedTuple):
    """A retrieved passage: document id, and half-open offsets in characters."""

    document: str
    start: int
    end: int


Retrieve = Callable[[str], Sequence[Span]]


@dataclass(frozen=True)
class Run:
    """A system on a set: how it retrieves, and what its index cost, in seconds of clock and of processor."""

    name: str
    retrieve: Retrieve
    chunks: int
    seconds: float
    cpu_seconds: float


def lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def write_documents(documents: Iterable[dict[str, Any]], folder: Path, *, plain: bool) -> None:
    """Write a file a document: text alone, so that offsets stay, or Markdown with its title."""
    folder.mkdir()
    for document in documents:
        if plain:
            (folder / f"{document['id']}.txt").write_text(document["text"], encoding="utf-8", newline="")
        else:
            title = json.dumps(document["title"], ensure_ascii=False)
            text = f"---\ntitle: {title}\n---\n\n{document['text']}\n"
            (folder / f"{document['id']}.md").write_text(text, encoding="utf-8")


def index_ours(folder: Path, home: Path, model: str) -> Run:
    load_embeddings(model).warm_up()
    clock, cpu = time.perf_counter(), time.process_time()
    index = Index.open(folder, Settings(index_dir=home, embedding_model=model, _env_file=None))
    report = index.sync()
    seconds, cpu_seconds = time.perf_counter() - clock, time.process_time() - cpu
    assert not report.failed, report.failed
    assert all(index.document(path.name).text == path.read_text("utf-8") for path in find_documents(folder))

    def retrieve(question: str) -> list[Span]:
        found = index.search(question, PASSAGES)
        return [Span(Path(passage.source).stem, passage.start, passage.end) for passage in found]

    return Run(f"ours, {model}", retrieve, report.chunks_embedded, seconds, cpu_seconds)


def index_plain(folder: Path, home: Path) -> Run:
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    load_embeddings("bundled").warm_up()
    clock, cpu = time.perf_counter(), time.process_time()
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200, add_start_index=True)
    documents = [
        Document(page_content=path.read_text(encoding="utf-8"), metadata={"document": path.stem})
        for path in find_documents(folder)
    ]
    chunks = splitter.split_documents(documents)
    model = load_embeddings("bundled")
    store = Chroma("plain", model, str(home), collection_configuration={"hnsw": {"space": "cosine"}})
    for start in range(0, len(chunks), 1000):
        store.add_documents(chunks[start : start + 1000])
    seconds, cpu_seconds = time.perf_counter() - clock, time.process_time() - cpu

    def retrieve(question: str) -> list[Span]:
        found = store.similarity_search(question, k=PASSAGES)
        starts = [document.metadata["start_index"] for document in found]
        return [
            Span(document.metadata["document"], start, start + len(document.page_content))
            for document, start in zip(found, starts, strict=True)
        ]

    return Run("plain LangChain", retrieve, len(chunks), seconds, cpu_seconds)


def hit_scores(asked: list[tuple[dict[str, Any], Sequence[Span]]]) -> dict[str, float]:
    """Return the share of questions whose paragraph comes first, and of those where it is found."""
    found = [[span.document for span in spans] for _, spans in asked]
    gold = [question["document_id"] for question, _ in asked]
    first = sum(documents[:1] == [document] for documents, document in zip(found, gold, strict=True))
    anywhere = sum(document in documents for documents, document in zip(found, gold, strict=True))
    return {"hit@1": first / len(asked), f"hit@{PASSAGES}": anywhere / len(asked)}


def span_scores(asked: list[tuple[dict[str, Any], Sequence[Span]]]) -> dict[str, float]:
    """Return the mean recall and intersection over union; text that is shown twice counts twice."""
    recalls, overlaps = [], []
    for question, spans in asked:
        gold = {position for start, end in question["spans"] for position in range(start, end)}
        own = [span for span in spans if span.document == question["document_id"]]
        shared = len(gold & {position for span in own for position in range(span.start, span.end)})
        shown = sum(span.end - span.start for span in spans)
        recalls.append(shared / len(gold))
        overlaps.append(shared / (len(gold) + shown - shared))
    return {f"recall@{PASSAGES}": statistics.mean(recalls), f"IoU@{PASSAGES}": statistics.mean(overlaps)}


def measure(
    collection: str, sets: Sequence[str], models: Sequence[str], eval_dir: Path, home: Path, *, plain: bool
) -> None:
    """Index the documents of a collection with each system, and print a line for each set of questions."""
    documents = lines(eval_dir / collection / "documents.jsonl")
    folder = home / "documents"
    write_documents(documents, folder, plain=collection == SPANS)
    print(f"\n{collection}: {len(documents)} documents", flush=True)
    ours = [partial(index_ours, model=model) for model in models]
    for make in [index_plain, *ours] if plain else ours:
        run = make(folder, Path(tempfile.mkdtemp(dir=home)))
        print(
            f"  {run.name}: {run.chunks} chunks indexed in {run.seconds:.1f} s (processor",
            f"{run.cpu_seconds:.1f} s), {run.chunks / run.seconds:.1f} a second",
        )
        for name in sets:
            asked, times = [], []
            for question in lines(eval_dir / name / "questions.jsonl"):
                if question["answerable"] is not True:
                    continue
                clock = time.perf_counter()
                asked.append((question, run.retrieve(question["question"])))
                times.append(time.perf_counter() - clock)
            scores = span_scores(asked) if name == SPANS else hit_scores(asked)
            print(
                f"    {name:14} {len(asked):5} questions ",
                "  ".join(f"{label} {score:.3f}" for label, score in scores.items()),
                f"  query {statistics.median(times) * 1000:.0f} ms",
                flush=True,
            )


def main() -> None:
    collections = PARAGRAPHS | {SPANS: SPANS}
    parser = argparse.ArgumentParser(description="Compare retrieval with a plain LangChain pipeline.")
    parser.add_argument("--eval-dir", type=Path, required=True, help="folder of the question sets")
    parser.add_argument("--sets", nargs="+", default=list(collections), choices=list(collections))
    parser.add_argument("--models", nargs="+", default=["bundled", MULTILINGUAL], help="embedding models")
    parser.add_argument("--ours-only", action="store_true", help="leave plain LangChain out")
    arguments = parser.parse_args()
    for collection in dict.fromkeys(collections[name] for name in arguments.sets):
        sets = [name for name in arguments.sets if collections[name] == collection]
        with tempfile.TemporaryDirectory() as home:
            measure(
                collection,
                sets,
                arguments.models,
                arguments.eval_dir,
                Path(home),
                plain=not arguments.ours_only,
            )


if __name__ == "__main__":
    main()
