"""Index a large folder, kill it on the way, take it up again, and search it: time and memory.

    python benchmarks/size.py --files 1000 --sections 100

The documents are made and the embeddings cost next to nothing (made_documents.py), because a real model's
rate does not depend on the size of the folder: retrieval.py prints it. Each step runs in a process of its
own, so that its peak of resident memory is its own.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import shutil
import signal
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from made_documents import Writer, open_cheap

from report_assistant.index.progress import SyncProgress

QUERIES = 200


def megabytes() -> float:
    """Return the peak of resident memory of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def index(folder: Path, home: Path, told: Path, note: Path) -> None:
    """Sync, and note at each step how many documents are done."""

    def progress(now: SyncProgress) -> None:
        note.write_text(str(now.documents_done))

    with open_cheap(folder, home) as opened:
        clock, cpu = time.perf_counter(), time.process_time()
        report = opened.sync(progress)
        measured = {"seconds": time.perf_counter() - clock, "processor": time.process_time() - cpu}
    told.write_text(json.dumps(measured | {"embedded": report.chunks_embedded, "MB": megabytes()}))


def search(folder: Path, home: Path, told: Path) -> None:
    """Open, search once, sync with nothing changed, and search with queries of 8 words."""
    writer = Writer(seed=8)
    clock = time.perf_counter()
    with open_cheap(folder, home) as opened:
        opened.search(writer.sentence())
        measured: dict[str, Any] = {
            "first search after": time.perf_counter() - clock,
            "opened MB": megabytes(),
        }
        times: dict[str, list[float]] = {"search": [], "by words": [], "Chroma alone": []}
        for _ in range(QUERIES):
            query = " ".join(writer.sentence().split()[:8])
            vector = opened._embeddings.embed_query(query)
            for name, run in (
                ("search", lambda query=query: opened.search(query)),
                ("by words", lambda query=query: opened.search_words(query)),
                ("Chroma alone", lambda vector=vector: opened._vectors.nearest(vector, 100, None)),
            ):
                clock = time.perf_counter()
                run()
                times[name].append(1000 * (time.perf_counter() - clock))
        for name, taken in times.items():
            ordered = sorted(taken)
            measured[name] = f"{statistics.median(taken):.0f} / {ordered[int(0.95 * len(ordered))]:.0f} ms"
        measured["searched MB"] = megabytes()
        for name in ("sync, nothing changed", "again"):
            clock = time.perf_counter()
            opened.sync()
            measured[name] = time.perf_counter() - clock
    told.write_text(json.dumps(measured))


def in_a_process(step: Callable[..., None], *arguments: Any) -> multiprocessing.Process:
    process = multiprocessing.get_context("spawn").Process(target=step, args=arguments)
    process.start()
    return process


def shown(told: Path) -> str:
    measured = json.loads(told.read_text())
    return ", ".join(
        f"{name} {value:,.1f}" if isinstance(value, float) else f"{name} {value}"
        for name, value in measured.items()
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Index and search a large folder.")
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--sections", type=int, default=100, help="a file; each is one chunk")
    parser.add_argument("--kill-at", type=float, default=0.3, help="share of the files")
    parser.add_argument("--keep", type=Path, help="folder in which all is kept")
    arguments = parser.parse_args()
    home = arguments.keep or Path(tempfile.mkdtemp())
    folder, told, note = home / "documents", home / "told.json", home / "done"
    Writer().write(folder, arguments.files, sections=arguments.sections)
    size = sum(path.stat().st_size for path in folder.rglob("*.md"))
    print(f"{arguments.files} files, {size / 1e6:.0f} MB", flush=True)
    note.write_text("0")
    first = in_a_process(index, folder, home / "index", told, note)
    while first.is_alive() and int(note.read_text() or 0) < arguments.kill_at * arguments.files:
        time.sleep(0.5)
    first.kill()
    first.join()
    assert first.exitcode == -signal.SIGKILL
    print(f"killed after {note.read_text()} documents", flush=True)
    for step, values in ((index, (told, note)), (search, (told,))):
        process = in_a_process(step, folder, home / "index", *values)
        process.join()
        assert process.exitcode == 0
        print(f"{step.__name__}: {shown(told)}", flush=True)
    stored = sum(path.stat().st_size for path in (home / "index").rglob("*") if path.is_file())
    print(f"index on disk: {stored / 1e6:,.0f} MB")
    if arguments.keep is None:
        shutil.rmtree(home)


if __name__ == "__main__":
    main()
