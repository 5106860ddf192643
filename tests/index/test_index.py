from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from conftest import TEXTS, write
from report_assistant.errors import ConfigurationError, IndexingError
from report_assistant.index import folder as folder_module
from report_assistant.index.index import Index
from report_assistant.index.known import KnownFiles
from report_assistant.index.records import Entry
from report_assistant.reading.chunks import chunk_document
from report_assistant.reading.ledger import read_figures
from report_assistant.reading.loader import read_document
from report_assistant.settings import Settings

ALL = tuple(sorted(TEXTS))


def test_first_sync_adds_everything_and_the_second_costs_nothing(folder, settings):
    with Index.open(folder, settings) as index:
        first = index.sync()
        assert (first.added, first.failed) == (ALL, ())
        assert first.chunks_embedded == sum(source.chunks for source in index.sources()) > 0
        second = index.sync()
        assert (second.unchanged, second.chunks_embedded) == (ALL, 0)
        assert second.added + second.changed + second.removed == ()
    with Index.open(folder, settings) as reopened:
        assert reopened.sync() == second


def test_gives_back_what_was_read(unchanged):
    index, folder = unchanged, unchanged.root
    for source in ALL:
        document = read_document(folder / source, folder)
        assert index.document(source) == document
        assert index.figures([source]) == read_figures(document)
        described = next(one for one in index.sources() if one.source == source)
        assert (described.title, described.language) == (document.title, document.language)
        assert described.sentences == len(document.sentences)
        assert described.chunks == len(chunk_document(document))
        assert described.figures == len(read_figures(document))
    assert index.figures() == tuple(figure for source in ALL for figure in index.figures([source]))
    assert index.document(ALL[0]) is index.document(ALL[0])


def test_a_changed_file_is_indexed_anew(index, folder):
    (folder / "harbour.md").write_text("# Harbour\n\nA lighthouse was built.\n", encoding="utf-8")
    report = index.sync()
    assert (report.changed, report.unchanged) == (("harbour.md",), ("energy/solar.md", "musique.md"))
    assert report.chunks_embedded == 1
    assert index.search("lighthouse")[0].text == "A lighthouse was built."
    assert index.document("harbour.md").title == "Harbour"
    assert not any("dockers" in passage.text for passage in index.search("dockers older than fifty", 10))


def test_a_change_within_the_same_size_and_moment_is_noticed(index, folder):
    path = folder / "harbour.md"
    status = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("62%", "63%"), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert index.sync().changed == ("harbour.md",)


def test_a_file_that_was_only_touched_is_unchanged(index, folder):
    os.utime(folder / "harbour.md", ns=(0, 0))
    report = index.sync()
    assert (report.unchanged, report.chunks_embedded) == (ALL, 0)


def test_a_changed_part_leaves_the_other_chunks_embedded(index, folder):
    path = folder / "harbour.md"
    path.write_text(path.read_text(encoding="utf-8").replace("grain", "coal and grain"), encoding="utf-8")
    report = index.sync()
    # The second section has moved: another chunk, but the same words, whose vector is kept.
    assert (report.changed, report.chunks_embedded) == (("harbour.md",), 1)
    for passage in index.search("dockers older than fifty", 10):
        assert index.document(passage.source).text[passage.start : passage.end] == passage.text


def test_a_removed_file_disappears(index, folder):
    (folder / "musique.md").unlink()
    report = index.sync()
    assert (report.removed, report.unchanged) == (("musique.md",), ("energy/solar.md", "harbour.md"))
    assert [source.source for source in index.sources()] == ["energy/solar.md", "harbour.md"]
    assert all(passage.source != "musique.md" for passage in index.search("élèves violon", 10))
    with pytest.raises(ConfigurationError, match=r"musique\.md"):
        index.document("musique.md")


def test_a_renamed_file_is_not_embedded_again(index, folder):
    (folder / "musique.md").rename(folder / "violons.md")
    report = index.sync()
    assert (report.added, report.removed, report.chunks_embedded) == (("violons.md",), ("musique.md",), 0)
    assert index.search("violon")[0].source == "violons.md"


def test_bad_files_never_stop_the_others(folder, settings):
    (folder / "binary.md").write_bytes(bytes(range(256)) * 8)
    (folder / "empty.md").write_text("", encoding="utf-8")
    (folder / "broken.md").write_text("---\ntitle: [\n---\nText.\n", encoding="utf-8")
    with Index.open(folder, settings) as index:
        report = index.sync()
        assert report.added == ALL
        assert [failure.source for failure in report.failed] == ["binary.md", "broken.md", "empty.md"]
        assert all(failure.reason for failure in report.failed)
        assert [failure.source for failure in index.sync().failed] == ["binary.md", "broken.md", "empty.md"]


def test_a_file_that_became_unreadable_keeps_its_last_good_version(index, folder, settings):
    before = index.document("harbour.md")
    (folder / "harbour.md").write_bytes(b"\x00\xff" * 100)
    report = index.sync()
    assert [failure.source for failure in report.failed] == ["harbour.md"]
    assert report.removed + report.changed == ()
    assert index.document("harbour.md") == before
    assert index.search("dockers older than fifty", 1)[0].source == "harbour.md"
    with Index.open(folder, settings) as reopened:
        assert reopened.failures() == index.failures() == report.failed
        assert reopened.sync().failed == report.failed
    (folder / "harbour.md").write_text("# Harbour\n\nA lighthouse was built.\n", encoding="utf-8")
    assert index.sync().changed == ("harbour.md",)
    assert index.failures() == ()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not make such names")
def test_a_file_name_that_is_no_text_is_reported(folder, settings):
    (folder / os.fsdecode(b"caf\xe9.md")).write_text("A coffee house.\n", encoding="utf-8")
    with Index.open(folder, settings) as index:
        report = index.sync()
    assert report.added == ALL
    assert [failure.source for failure in report.failed] == ["caf\ufffd.md"]


def test_an_empty_folder_is_fine(tmp_path, settings):
    with Index.open(write(tmp_path, {}), settings) as index:
        report = index.sync()
        assert report.to_dict() == {
            "added": [], "changed": [], "removed": [], "unchanged": [], "failed": [], "chunks_embedded": 0
        }  # fmt: skip
        assert index.sources() == index.figures() == index.search("anything") == ()


@pytest.mark.parametrize("name", ["missing", "file"])
def test_a_missing_folder_is_named(tmp_path, settings, name):
    (tmp_path / "file").touch()
    with pytest.raises(ConfigurationError, match=name):
        Index.open(tmp_path / name, settings)


def test_an_index_folder_that_cannot_be_made_is_named(folder, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(IndexingError, match=r"REPORT_ASSISTANT_INDEX_DIR"):
        Index.open(folder, Settings(index_dir=tmp_path / "file", _env_file=None))


def test_two_folders_in_one_index_folder_do_not_mix(index, tmp_path, settings):
    other = write(tmp_path / "other", {"harbour.md": "# Harbour\n\nWhales swim by.\n"})
    with Index.open(other, settings) as second:
        second.sync()
        assert [source.source for source in second.sources()] == ["harbour.md"]
        assert [passage.text for passage in second.search("ships in the harbour", 9)] == ["Whales swim by."]
    assert index.sync().unchanged == ALL
    assert index.search("whales", 1)[0].text != "Whales swim by."


def test_reports_how_far_it_is(folder, settings):
    seen = []
    with Index.open(folder, settings) as index:
        report = index.sync(seen.append)
        assert [progress.source for progress in seen[:3]] == list(ALL)
        assert all(progress.documents_total == 3 for progress in seen)
        assert (seen[-1].source, seen[-1].documents_done) == ("", 3)
        assert seen[-1].chunks_embedded == report.chunks_embedded


def test_what_other_reading_code_made_is_read_anew_without_embedding(index, monkeypatch):
    monkeypatch.setattr("report_assistant.index.folder.reader", lambda: "another version")
    report = index.sync()
    assert (report.changed, report.chunks_embedded) == (ALL, 0)
    assert index.sync().unchanged == ALL


# --- search


def test_passages_are_exact_quotes_scored_best_first(unchanged):
    found = unchanged.search("How many ships came to the harbour?", limit=4)
    assert len(found) == 4
    assert "3,700 ships" in found[0].text
    assert [passage.score for passage in found] == sorted((p.score for p in found), reverse=True)
    for passage in found:
        assert 0 <= passage.score <= 1
        assert unchanged.document(passage.source).text[passage.start : passage.end] == passage.text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("age of longshoremen", "62%"),  # shares no word: found by meaning
        ("violons", "violon"),
        ("1.2", "1.2 million"),
    ],
)
def test_finds_by_meaning_and_by_words(unchanged, query, expected):
    assert expected in unchanged.search(query, 1)[0].text


def test_keeps_to_the_documents_that_are_asked_for(unchanged):
    found = unchanged.search("ships in the harbour", 10, documents=["energy/solar.md", "energy/solar.md"])
    assert {passage.source for passage in found} == {"energy/solar.md"}
    assert unchanged.search("ships", documents=[]) == ()
    with pytest.raises(ConfigurationError, match=r"none\.md"):
        unchanged.search("ships", documents=["none.md"])
    with pytest.raises(ConfigurationError, match=r"none\.md"):
        unchanged.figures(["none.md"])


@pytest.mark.parametrize(
    "query", ['"', "AND OR NOT (", "ships*", "😀", "x" * 50_000, "ships " * 10_000, "\ud800 ships", "\0"]
)
def test_any_query_is_searched(unchanged, query):
    assert len(unchanged.search(query, 3)) == 3


@pytest.mark.parametrize("query", ["", " \n"])
def test_an_empty_query_finds_nothing(unchanged, query):
    assert unchanged.search(query) == ()


def test_asks_for_a_positive_limit(unchanged):
    with pytest.raises(ConfigurationError, match="limit is 0"):
        unchanged.search("ships", limit=0)
    assert len(unchanged.search("ships", limit=1000)) == sum(source.chunks for source in unchanged.sources())


def test_what_waits_to_be_published_is_not_found(index, folder):
    path = folder / "new.md"
    path.write_text("# New\n\nWhales swim in the harbour.\n", encoding="utf-8")
    content = folder_module.look(folder, path.name, KnownFiles({})).content
    entry = Entry.of(content, read_document(path, folder))
    before = index.search("whales in the harbour", 10)
    index._vectors.add(entry.chunks)  # as a run that is killed leaves it
    index._store.stage([entry])
    assert index.search("whales in the harbour", 10) == before
    assert index.figures(["harbour.md"])
    report = index.sync()
    assert (report.added, report.chunks_embedded) == (("new.md",), 0)
    assert index.search("whales in the harbour", 1)[0].source == "new.md"


def test_finds_by_words_what_has_no_vector_yet(index):
    ids = [chunk.id for chunk in chunk_document(index.document("harbour.md"))]
    index._vectors.delete(ids)
    assert index.search("dockers cranes", 1)[0].source == "harbour.md"
    assert index.sync().chunks_embedded == 0  # the words are kept with their vectors
    assert set(ids) <= index._vectors.ids()


def test_a_closed_index_says_so(folder, settings):
    index = Index.open(folder, settings)
    index.close()
    with pytest.raises(IndexingError, match="closed"):
        index.sources()


def test_opening_reads_and_loads_nothing(folder, settings):
    with Index.open(folder, settings) as index:
        assert index.sources() == ()
        assert not (settings.index_dir / "vectors").exists()


@pytest.mark.usefixtures("index")
def test_a_relative_folder_is_the_same_folder(folder, settings, monkeypatch):
    monkeypatch.chdir(folder.parent)
    with Index.open(Path("documents"), settings) as again:
        assert again.sync().unchanged == ALL
