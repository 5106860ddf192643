"""After any changes of a folder, a sync leaves the index that one built from scratch would be."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from folder_model import BROKEN, ENDINGS, NAMES, PARAGRAPHS, FolderModel
from hashed_index import contents, open_hashed
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from report_assistant.index import folder as looking
from report_assistant.index.index import Index

RUNS, STEPS = 5, 40  # 200 steps in all
QUERIES = ("otters that sleep by day", "ferries 3,700", "violon", "long name", "cost of diesel")
CONTENTS = st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=3).map(
    lambda parts: "\n".join(parts).encode()
)
# Old enough to be believed when it has not changed, the same for several files, or now.
TIMES = st.sampled_from((1_000_000_000, 1_000_000_001, None))
# Seldom, what comes next is there as well when the index is made equal to the folder.
SOON = st.sampled_from((True, True, True, False))


def observed(index: Index, score=float) -> dict[str, object]:
    """Return all that can be seen of an index, and what it holds; `score` is called on each score."""
    names = [name for source in index.sources() for name in (source.source, *source.also)]
    return contents(index) | {
        "read": {name: index.document(name) for name in names},
        "figures by name": {name: index.figures([name]) for name in names},
        "found": [_scored(index.search(query, 20), score) for query in QUERIES],
        "found by words": [_scored(index.search_words(query, 20), score) for query in QUERIES],
        "found by name": {name: _scored(index.search(QUERIES[0], 20, [name]), score) for name in names},
        "in chroma": _in_chroma(index),
        "last sync": index._store.settled(index._vectors.space) or 0,
    }


def _nearly(score: float) -> object:
    """Return what equals a score but for its last digits: they depend on the order of the vectors."""
    return pytest.approx(score, abs=1e-4)


def _scored(passages, score) -> dict[tuple[object, ...], object]:
    return {(one.source, one.start, one.title, one.text): score(one.score) for one in passages}


def _in_chroma(index: Index) -> dict[str, tuple[object, ...]]:
    with index._vectors._using() as chroma:
        held = chroma.get(include=["embeddings", "metadatas", "documents"])
    rows = zip(held["ids"], held["embeddings"], held["metadatas"], held["documents"], strict=True)
    return {
        id_: (np.round(vector, 5).tolist(), tuple(sorted(metadata.items())), text)
        for id_, vector, metadata, text in rows
    }


class FolderChanges(RuleBasedStateMachine):
    """Change a folder, sync, and compare with an index that knows nothing but the folder as it is now."""

    built: ClassVar[dict[frozenset[tuple[str, bytes]], dict[str, object]]] = {}

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(prefix="changes"))
        (self.home / "documents").mkdir()
        self.folder = FolderModel(self.home / "documents")
        self.index = open_hashed(self.folder.root, self.home / "index")

        # What has not changed for longer is not hashed again, as in a folder that is left alone for a while.
        self.racy_ns, looking._RACY_NS = looking._RACY_NS, 20_000_000

    def teardown(self) -> None:
        looking._RACY_NS = self.racy_ns
        self.index.close()
        shutil.rmtree(self.home)

    # --- steps

    @rule(name=st.sampled_from(NAMES), content=CONTENTS, modified=TIMES, soon=SOON)
    def add_or_change(self, name, content, modified, soon):
        if name in self.folder.files or self.folder.is_free(name):
            self.folder.write(name, content, modified)
        self.sync(soon)

    @precondition(lambda self: self.folder.files)
    @rule(data=st.data(), name=st.sampled_from(NAMES), ending=st.sampled_from(ENDINGS), soon=SOON)
    def rename(self, data, name, ending, soon):
        self._rename(self.one(data), str(Path(name).with_suffix(ending)))
        self.sync(soon)

    @precondition(lambda self: self.folder.files)
    @rule(data=st.data(), soon=SOON)
    def change_case(self, data, soon):
        old = self.one(data)
        self._rename(old, str(Path(old).with_name(Path(old).name.swapcase())))
        self.sync(soon)

    @precondition(lambda self: any("/" in name for name in self.folder.files))
    @rule(new=st.sampled_from(("moved", "deep", "x/y")), data=st.data(), soon=SOON)
    def move_folder(self, new, data, soon):
        folders = {name.split("/")[0] for name in self.folder.files if "/" in name}
        old = data.draw(st.sampled_from(sorted(folders)))
        for name in [name for name in self.folder.files if name.startswith(old + "/")]:
            self._rename(name, new + name.removeprefix(old))
        self.sync(soon)

    @precondition(lambda self: self.folder.files)
    @rule(data=st.data(), soon=SOON)
    def delete(self, data, soon):
        self.folder.delete(self.one(data))
        self.sync(soon)

    @precondition(lambda self: self.folder.files)
    @rule(data=st.data(), new=st.sampled_from(NAMES), modified=TIMES, soon=SOON)
    def copy(self, data, new, modified, soon):
        content = self.folder.files[self.one(data)]
        if self.folder.is_free(new):
            self.folder.write(new, content, modified)
        self.sync(soon)

    @precondition(lambda self: len(self.folder.files) > 1)
    @rule(data=st.data(), soon=SOON)
    def swap(self, data, soon):
        one, other = data.draw(st.permutations(sorted(self.folder.files)))[:2]
        self.folder.rename(one, "between.md")
        self.folder.rename(other, one)
        self.folder.rename("between.md", other)
        self.sync(soon)

    @precondition(lambda self: self.folder.files)
    @rule(data=st.data(), content=st.sampled_from(BROKEN), modified=TIMES, soon=SOON)
    def break_one(self, data, content, modified, soon):
        self.folder.write(self.one(data), content, modified)
        self.sync(soon)

    @precondition(lambda self: self.folder.broken)
    @rule(data=st.data(), content=CONTENTS, modified=TIMES, soon=SOON)
    def mend(self, data, content, modified, soon):
        name = data.draw(st.sampled_from(sorted(self.folder.broken)))
        self.folder.write(name, self.folder.good.get(name, content), modified)
        self.sync(soon)

    @rule()
    def open_again(self):
        self.index.close()
        self.index = open_hashed(self.folder.root, self.home / "index")
        self.sync(True)

    # --- what steps share

    def one(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.folder.files)))

    def _rename(self, old: str, new: str) -> None:
        if self.folder.is_free(new):
            self.folder.rename(old, new)

    def sync(self, soon: bool) -> None:
        if soon:
            self._sync()

    def _sync(self) -> None:
        folder, had, seen = self.folder, self.folder.good, self.folder.seen
        kept = {hash_ for _, hash_ in contents(self.index)["kept"]}
        report = self.index.sync()
        folder.synced()
        has, broken = folder.good, folder.broken
        changed = {name for name in had.keys() & has.keys() - broken if folder.files[name] != seen[name]}
        assert report.added == tuple(sorted(has.keys() - had.keys()))
        assert report.changed == tuple(sorted(changed))
        assert report.removed == tuple(sorted(had.keys() - has.keys()))
        assert report.unchanged == tuple(sorted((had.keys() & has.keys()) - changed))
        assert {failure.source for failure in report.failed} == broken
        assert report.failed == self.index.failures()
        now = observed(self.index)
        assert report.chunks_embedded == len({hash_ for _, hash_ in now["kept"]} - kept)
        assert now == self._from_scratch()

    def _from_scratch(self) -> dict[str, object]:
        """Return what can be seen of an index that knows nothing but the folder; built once for each."""
        held = frozenset(self.folder.indexed.items())
        if held not in self.built:
            self.built[held] = self._built()
        return self.built[held]

    def _built(self) -> dict[str, object]:
        with tempfile.TemporaryDirectory(dir=self.home) as home:
            self.folder.lay_out_as_indexed(Path(home, "documents"))
            Path(home, "documents").mkdir(exist_ok=True)
            with open_hashed(Path(home, "documents"), Path(home, "index")) as index:
                index.sync()
                return observed(index, _nearly)


TestFolderChanges = FolderChanges.TestCase
TestFolderChanges.settings = settings(
    max_examples=RUNS,
    stateful_step_count=STEPS,
    deadline=None,
    phases=(Phase.generate,),  # a failure is told as it was found: to shorten it takes minutes
    suppress_health_check=list(HealthCheck),
)
