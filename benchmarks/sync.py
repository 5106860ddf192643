"""What a sync costs where one of 100, 1,000 or 10,000 files has changed.

    python benchmarks/sync.py                                # with embeddings that cost nothing
    python benchmarks/sync.py --model bundled --files 100 1000

The files are made (made_documents.py): three sentences each, a hundred in a sub-folder. Beside ours stand the
least that any system must do, to ask the file system for the time of each file; reading and hashing all
files; and LangChain's indexing API with its record manager, which is given all documents at each run and
finds out by their hashes which of them changed (cleanup "full", recursive splitter 1000/200, Chroma).
Seconds of processor time, which other work on the machine hardly touches; the median of `RUNS`, each of which
changes another file.
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings
from made_documents import WordSums, Writer

from report_assistant.index.embeddings import load_embeddings
from report_assistant.index.index import Index
from report_assistant.reading.loader import find_documents
from report_assistant.settings import Settings

RUNS = 5
RACY_SECONDS = 2.5  # what changed more recently is hashed again, as it may change within the clock's tick


def timed(run: Callable[[], Any]) -> tuple[float, Any]:
    clock = time.process_time()
    result = run()
    return time.process_time() - clock, result


def median(run: Callable[[], Any], before: Callable[[], None] = lambda: None) -> float:
    times = []
    for _ in range(RUNS):
        before()
        times.append(timed(run)[0])
    return statistics.median(times)


def change(folder: Path, number: int = 0) -> Callable[[], None]:
    """Return what adds a sentence to one file after another."""
    paths = iter(find_documents(folder)[number:])

    def change_next() -> None:
        path = next(paths)
        path.write_text(f"{path.read_text('utf-8')}\nIt was {time.time_ns() % 97}% then.\n", "utf-8")

    return change_next


def langchain(folder: Path, home: Path, embeddings: Embeddings) -> Callable[[], dict[str, Any]]:
    """Return what makes a LangChain index equal to the folder."""
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_core.indexing import InMemoryRecordManager, index
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    records = InMemoryRecordManager("documents")
    store = Chroma("plain", embeddings, str(home))

    def sync() -> dict[str, Any]:
        documents = [
            Document(page_content=path.read_text("utf-8"), metadata={"source": str(path)})
            for path in find_documents(folder)
        ]
        chunks = splitter.split_documents(documents)
        return dict(
            index(
                chunks, records, store, cleanup="full", source_id_key="source", key_encoder="sha256",
                batch_size=1000,
            )
        )  # fmt: skip

    return sync


def measure(files: int, embeddings: Any, home: Path, *, peer: bool) -> None:
    folder = home / "documents"
    Writer().write(folder, files)
    paths = find_documents(folder)
    rows: dict[str, tuple[float, int]] = {}
    with Index(folder, Settings(index_dir=home / "index", _env_file=None), embeddings) as index:
        seconds, report = timed(index.sync)
        rows["first sync"] = seconds, report.chunks_embedded
        time.sleep(RACY_SECONDS)
        index.sync()
        rows["nothing changed"] = median(index.sync), 0
        embedded = []
        seconds = median(lambda: embedded.append(index.sync().chunks_embedded), change(folder))
        rows["one changed"] = seconds, max(embedded)
    rows["ask the time of each file"] = median(lambda: [path.stat() for path in paths]), 0
    rows["read and hash each file"] = (
        median(lambda: [hashlib.sha256(path.read_bytes()).digest() for path in paths]),
        0,
    )
    if peer:
        sync = langchain(folder, home / "plain", embeddings)
        seconds, counts = timed(sync)
        rows["LangChain, first"] = seconds, counts["num_added"]
        rows["LangChain, nothing changed"] = median(sync), 0
        added = []
        rows["LangChain, one changed"] = (
            median(lambda: added.append(sync()["num_added"]), change(folder, RUNS)),
            max(added, default=0),
        )
    hashing = rows["read and hash each file"][0]
    print(f"\n{files:,} files\n| run | s | of hashing all | embedded |\n| --- | ---: | ---: | ---: |")
    for name, (seconds, chunks) in rows.items():
        print(f"| {name} | {seconds:.3f} | {seconds / hashing:.2f} | {chunks:,} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what a sync costs.")
    parser.add_argument("--files", type=int, nargs="+", default=[100, 1_000, 10_000])
    parser.add_argument("--model", help="embedding model; embeddings that cost next to nothing without it")
    parser.add_argument("--no-peer", action="store_true", help="leave LangChain's indexing out")
    arguments = parser.parse_args()
    embeddings = load_embeddings(arguments.model) if arguments.model else WordSums()
    embeddings.warm_up()
    with tempfile.TemporaryDirectory() as home:  # loads what is loaded once in a process
        Writer().write(Path(home, "documents"), 3)
        Index(Path(home, "documents"), Settings(index_dir=Path(home), _env_file=None), embeddings).sync()
    for files in arguments.files:
        with tempfile.TemporaryDirectory() as home:
            measure(files, embeddings, Path(home), peer=not arguments.no_peer)


if __name__ == "__main__":
    main()
