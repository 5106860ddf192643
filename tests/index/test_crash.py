"""A run that is killed leaves an index that the next run makes equal to that of an undisturbed run."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import signal
import time
from pathlib import Path

import pytest
from crash_child import sync_and_die, sync_when_told
from hashed_index import contents, open_hashed, sync_hashed

from conftest import TEXTS, write
from report_assistant.index.index import Index

BEFORE = TEXTS | {"old.md": "# Old\n\nA ferry left at noon.\n", "same.md": "# Same\n\nGulls cry.\n"}
AFTER = TEXTS | {
    "harbour.md": TEXTS["harbour.md"].replace("grain", "coal"),
    "new.md": "# New\n\nA train arrived at night.\n",
    "renamed.md": BEFORE["old.md"],
    "same.md": BEFORE["same.md"],
}
QUERIES = ("ships with coal", "violon", "a ferry at noon", "train")


def kill_at(root: Path, index_dir: Path, step: int) -> bool:
    """Sync in a process that kills itself after this step; tell whether it got there."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["langchain_chroma", "report_assistant.index.index"])
    child = context.Process(target=sync_and_die, args=(root, index_dir, step))
    child.start()
    child.join(timeout=120)
    code = child.exitcode
    child.close()
    assert code in {0, -signal.SIGKILL}
    return code != 0


def searched(index: Index) -> list[list[tuple[object, ...]]]:
    """Return what queries find; cosines of the same vectors differ in the last digits."""
    return [
        [(found.source, found.start, found.text, round(found.score, 4)) for found in index.search(query)]
        for query in QUERIES
    ]


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """A folder that has changed since it was indexed, in `before`."""
    home = tmp_path_factory.mktemp("crash")
    folder = write(home / "documents", BEFORE)
    sync_hashed(folder, home / "before")
    shutil.rmtree(folder)
    return write(folder, AFTER)


@pytest.fixture(scope="module")
def undisturbed(root):
    home = root.parent
    shutil.copytree(home / "before", home / "undisturbed")
    assert sync_hashed(root, home / "undisturbed").removed == ("old.md",)
    with open_hashed(root, home / "undisturbed") as index:
        return contents(index), searched(index)


# The run is begun; vectors are kept and added and documents staged, in batches; then all is published, and
# what nothing needs any more is deleted, in Chroma and in its list; the end is noted.
LAST_STEP = 13


@pytest.mark.parametrize("step", range(1, LAST_STEP + 2))
def test_killed_after_any_step_the_next_run_repairs_it(root, undisturbed, tmp_path, step):
    index_dir = tmp_path / "index"
    shutil.copytree(root.parent / "before", index_dir)
    assert kill_at(root, index_dir, step) == (step <= LAST_STEP)
    with open_hashed(root, index_dir) as index:
        for query in QUERIES:  # before any repair: what is there can be searched, and quotes are exact
            for passage in index.search(query):
                assert index.document(passage.source).text[passage.start : passage.end] == passage.text
        index.sync()
        assert contents(index) == undisturbed[0]
        assert searched(index) == undisturbed[1]
        assert index.sync().chunks_embedded == 0


def test_killed_in_its_first_run(root, undisturbed, tmp_path):
    assert kill_at(root, tmp_path / "index", 3)
    assert sync_hashed(root, tmp_path / "index").chunks_embedded > 0
    with open_hashed(root, tmp_path / "index") as index:
        assert contents(index) == undisturbed[0]
        assert searched(index) == undisturbed[1]


def killed_after(root: Path, index_dir: Path, seconds: float) -> float:
    """Sync in a process that is killed so many seconds after it began; return how long it has lived."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["langchain_chroma", "report_assistant.index.index"])
    here, there = context.Pipe()
    child = context.Process(target=sync_when_told, args=(root, index_dir, there))
    child.start()
    there.close()
    assert here.recv() == "ready"
    began = time.monotonic()
    if here.poll(seconds):
        assert here.recv() == "done"
    child.kill()
    child.join()
    child.close()
    return time.monotonic() - began


def test_killed_at_any_moments_nothing_is_lost(tmp_path):
    moments = random.Random()
    folder = write(tmp_path / "documents", BEFORE)
    for number in range(60):
        (folder / f"ship{number}.md").write_text(f"# Ship {number}\n\nIt carries {number + 2}% more.\n")
    index_dir = tmp_path / "index"
    sync_hashed(folder, index_dir)
    spared = killed_after(folder, tmp_path / "spared", 120)  # how long a sync of everything takes
    for kill in range(5):
        for number in range(60):  # all of them change again and again
            path = folder / f"ship{moments.randrange(60)}.md"
            path.write_text(f"# Ship {number}\n\nIt has {kill + 2}% of {number} sailors.\n")
        killed_after(folder, index_dir, moments.uniform(0, spared))
        with open_hashed(folder, index_dir) as index:
            for query in (*QUERIES, "sailors"):
                for passage in index.search(query):
                    assert index.document(passage.source).text[passage.start : passage.end] == passage.text
    sync_hashed(folder, index_dir)
    sync_hashed(folder, tmp_path / "from scratch")
    with open_hashed(folder, index_dir) as index, open_hashed(folder, tmp_path / "from scratch") as fresh:
        assert contents(index) == contents(fresh)
