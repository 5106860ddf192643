"""Uploads: names made safe, files checked before they replace others, nothing outside the folder touched."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_assistant.errors import DocumentError
from report_assistant.reading.loader import find_documents
from report_assistant.serving.changes import together
from report_assistant.serving.file_names import MAX_NAME_BYTES, safe_name, same_name
from report_assistant.serving.staging import STAGING
from report_assistant.serving.uploads import Fate, Uploads
from report_assistant.types import Failure, SyncReport

TEXT = b"# Mills\n\nIn Belgium, 61% of mills use wind power.\n"
OTHER = b"# Mills\n\nIn Belgium, 62% of mills use wind power.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "documents"
    root.mkdir()
    (root / "mills.md").write_bytes(TEXT)
    return root


@pytest.fixture
def uploads(root: Path) -> Uploads:
    return Uploads(root)


def upload(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "upload"
    path.write_bytes(content)
    return path


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*")}


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/report.pdf", "report.pdf"),
        ("C:\\temp\\report.pdf", "report.pdf"),
        (".hidden.md", "hidden.md"),
        ("~$report.docx", "report.docx"),
        ("..", "document"),
        (".md", "md"),
        ("con.txt", "_con.txt"),
        ("LPT1.final.md", "_LPT1.final.md"),
        ("contract.md", "contract.md"),
        ('a<b>:"c|?*.md', "a_b___c___.md"),
        ("a\u202efdp.md", "afdp.md"),
        ("a\n\tb\0.md", "a b.md"),
        ("re\u0301sume\u0301.md", "r\u00e9sum\u00e9.md"),
        ("report.md. ", "report.md"),
        ("R&D – 2025 (final).md", "R&D – 2025 (final).md"),
    ],
)
def test_names_are_made_safe(given_name: str, safe: str) -> None:
    assert safe_name(given_name) == safe


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from([".md", ".PDF", ""]))
def test_any_name_is_safe_on_every_system(stem: str, suffix: str) -> None:
    name = safe_name(stem + suffix)
    assert name
    assert len(name.encode()) <= MAX_NAME_BYTES
    assert name == safe_name(name)
    assert name == unicodedata.normalize("NFC", name)
    assert Path(name).name == PureWindowsPath(name).name == name
    assert not name.startswith((".", "~$", " "))
    assert not name.endswith((".", " "))


def test_names_that_some_system_takes_for_one_are_one() -> None:
    assert same_name("Report.md", "rEPORT.MD")
    assert same_name("r\u00e9sum\u00e9.md", "RE\u0301SUME\u0301.md")
    assert same_name("stra\u00dfe.md", "STRASSE.md")
    assert not same_name("report.md", "report.txt")


def test_a_new_file_is_added_and_nothing_is_left_over(uploads: Uploads, root: Path, tmp_path: Path) -> None:
    done = uploads.receive(upload(tmp_path, OTHER), "../New.md")
    assert (done.fate, done.source) == (Fate.ADDED, "New.md")
    assert files(root) == {"mills.md", "New.md"}
    assert (root / "New.md").read_bytes() == OTHER


def test_a_file_of_the_same_name_waits_until_it_may_replace(
    uploads: Uploads, root: Path, tmp_path: Path
) -> None:
    waits = uploads.receive(upload(tmp_path, OTHER), "MILLS.md")
    assert (waits.fate, waits.source) == (Fate.WAITING, "mills.md")
    assert (root / "mills.md").read_bytes() == TEXT
    assert [path.name for path in find_documents(root)] == ["mills.md"]
    assert uploads.replace(waits.token).fate is Fate.REPLACED
    assert (root / "mills.md").read_bytes() == OTHER
    assert files(root) == {"mills.md"}
    assert uploads.replace(waits.token).fate is Fate.REFUSED


def test_a_file_that_was_decided_against_is_dropped(uploads: Uploads, root: Path, tmp_path: Path) -> None:
    waits = uploads.receive(upload(tmp_path, OTHER), "mills.md")
    uploads.discard(waits.token)
    assert files(root) == {"mills.md"}
    assert uploads.replace(waits.token).fate is Fate.REFUSED
    assert (root / "mills.md").read_bytes() == TEXT


def test_the_same_content_again_changes_nothing(uploads: Uploads, root: Path, tmp_path: Path) -> None:
    assert uploads.receive(upload(tmp_path, TEXT), "mills.md").fate is Fate.UNCHANGED
    assert files(root) == {"mills.md"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("mills.md", b"", "is empty"),
        ("mills.md", b"%PDF-1.7 not text", "holds a PDF"),
        ("mills.pdf", TEXT, "holds text, not a PDF"),
        ("mills.docx", b"PK\x03\x04 broken", "damaged"),
        ("mills.exe", b"MZ", "not read"),
        ("mills", TEXT, "not read"),
        ("urls.txt", b"http://127.0.0.1/", "reserved"),
        ("URLS.TXT", b"http://127.0.0.1/", "reserved"),
    ],
)
def test_what_cannot_be_read_is_turned_down_and_the_good_one_stays(
    uploads: Uploads, root: Path, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    done = uploads.receive(upload(tmp_path, content), name)
    assert done.fate is Fate.REFUSED
    assert said in done.reason
    assert str(root) not in done.reason
    assert files(root) == {"mills.md"}
    assert (root / "mills.md").read_bytes() == TEXT


def test_only_visible_folders_inside_are_places_for_files(
    uploads: Uploads, root: Path, tmp_path: Path
) -> None:
    (root / "2025" / "q1").mkdir(parents=True)
    (root / ".git").mkdir()
    (tmp_path / "outside").mkdir()
    (root / "away").symlink_to(tmp_path / "outside")
    assert uploads.folders() == ["2025", "2025/q1"]
    assert uploads.receive(upload(tmp_path, OTHER), "mills.md", "2025/q1").source == "2025/q1/mills.md"
    for folder in ("away", "..", ".git", "/tmp", "none"):
        assert uploads.receive(upload(tmp_path, OTHER), "mills.md", folder).fate is Fate.REFUSED
    assert not list((tmp_path / "outside").iterdir())


def test_links_are_neither_followed_nor_replaced(uploads: Uploads, root: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_bytes(TEXT)
    (root / "link.md").symlink_to(secret)
    assert uploads.receive(upload(tmp_path, OTHER), "Link.md").fate is Fate.REFUSED
    assert secret.read_bytes() == TEXT
    (root / STAGING).symlink_to(tmp_path)
    assert uploads.receive(upload(tmp_path, OTHER), "new.md").fate is Fate.REFUSED


def test_only_documents_of_the_folder_can_be_deleted(uploads: Uploads, root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(TEXT)
    (root / "notes.log").write_text("kept")
    for source in ("../outside.md", str(outside), "notes.log", "", "none.md", "./mills.md"):
        with pytest.raises(DocumentError, match="no document of this folder"):
            uploads.delete(source)
    assert outside.exists()
    uploads.delete("mills.md")
    assert files(root) == {"notes.log"}


def test_deleting_a_link_leaves_what_it_leads_to(uploads: Uploads, root: Path) -> None:
    (root / "also.md").symlink_to(root / "mills.md")
    uploads.delete("also.md")
    assert files(root) == {"mills.md"}


def test_files_that_nobody_decided_on_are_dropped_by_a_later_run(
    uploads: Uploads, root: Path, tmp_path: Path
) -> None:
    uploads.receive(upload(tmp_path, OTHER), "mills.md")
    [left] = (root / STAGING).iterdir()
    os.utime(left, (0, 0))
    assert Uploads(root).receive(upload(tmp_path, OTHER), "new.md").fate is Fate.ADDED
    assert files(root) == {"mills.md", "new.md"}


def test_what_several_syncs_did_is_told_as_one() -> None:
    first = SyncReport(added=("a", "b"), changed=("c",), removed=("d",), failed=(Failure("e", "damaged"),))
    then = SyncReport(added=("d",), changed=("a",), removed=("b", "c"))
    assert together([first, then]) == SyncReport(added=("a",), changed=("d",), removed=("c",))
