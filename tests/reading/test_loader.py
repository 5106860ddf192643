"""Finding and reading files: what a good one gives, and what a bad one says."""

from __future__ import annotations

import codecs
import os
import sys
from pathlib import Path

import pytest

from report_assistant.errors import ConfigurationError, DocumentError
from report_assistant.reading.loader import SUFFIXES, find_documents, read_document

REPO = Path(__file__).parents[2]

FRONT = """---
title: "The mill: a history"
publisher: Town press
published: 2025-11-12
period: 2024
geography: [Chad, Peru]
language: en-GB
sources:
  - https://example.com/a
  - https://example.com/b
---
"""


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_front_matter_says_what_the_document_is(tmp_path: Path) -> None:
    document = read_document(
        write(tmp_path, "a/mill.md", f"{FRONT}# Heading\n\nIt ground flour.\n"), tmp_path
    )
    assert document.source == "a/mill.md"
    assert document.title == "The mill: a history"
    assert (document.publisher, document.published, document.period) == ("Town press", "2025-11-12", "2024")
    assert (document.geography, document.language) == ("Chad, Peru", "en")
    assert document.links == ("https://example.com/a", "https://example.com/b")
    assert [document.text[s.start : s.end] for s in document.sentences] == ["It ground flour."]


def test_the_language_code_no_is_not_false(tmp_path: Path) -> None:
    path = write(
        tmp_path, "a.md", "---\nlanguage: no\nperiod: 2024-2025\ntitle: ~\nsources: http://x\n---\nMølla.\n"
    )
    document = read_document(path, tmp_path)
    assert (document.language, document.period, document.title, document.links) == (
        "no",
        "2024-2025",
        "A",
        ("http://x",),
    )


@pytest.mark.parametrize(
    "text", ["---\nA rule, then text.\n", "---\n\nOne.\n\n---\n\nTwo.\n", "----\na: b\n----\nOne."]
)
def test_rules_are_no_front_matter(tmp_path: Path, text: str) -> None:
    document = read_document(write(tmp_path, "a.md", text), tmp_path)
    assert document.sentences[0].start > 0
    assert document.publisher is None


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("a.md", "Intro.\n\n## The mill\n\nIt ground flour.", "The mill"),
        ("a.txt", "The mill\nIt ground flour for the town.", "The mill"),
        ("annual-report_2025.txt", "It ground flour for the town.", "Annual report 2025"),
        ("état-2025.md", "It ground flour.", "État 2025"),
    ],
)
def test_a_title_is_found(tmp_path: Path, name: str, text: str, title: str) -> None:
    assert read_document(write(tmp_path, name, text), tmp_path).title == title


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Mühlbach treibt das Rad der alten Mühle, und die Müllerin mahlt jeden Tag Korn.", "de"),
        ("Le moulin au bord de la rivière a longtemps moulu la farine de toute la ville.", "fr"),
        ("De molen aan de rivier maalt al jaren het meel voor alle inwoners van de stad.", "nl"),
        ("The mill by the river ground flour for the whole town and the villages.", "en"),
        ("Мельница у реки много лет молола муку для всех жителей города и деревень.", "ru"),
        ("The hymn देवनागरी लिपि में लिखी जाती है was sung at the mill by the whole town, old and young.", "en"),
        ("42", "en"),
        ("Umsatz", "en"),
    ],
)
def test_the_language_is_told_or_taken_for_english(tmp_path: Path, text: str, language: str) -> None:
    assert read_document(write(tmp_path, "a.txt", text), tmp_path).language == language


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Café — 5 %.\r\n\r\nZweiter “Satz”.\rDritter.\n".encode(), "utf-8"),
        (codecs.BOM_UTF8 + "Café.\r\n".encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + "Café.\r\nÜber.".encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + "Café.".encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF32_LE + "Café.".encode("utf-32-le"), "utf-32"),
    ],
)
def test_the_text_is_the_decoded_file_with_universal_newlines(
    tmp_path: Path, data: bytes, encoding: str
) -> None:
    path = write(tmp_path, "a.txt", data)
    assert read_document(path, tmp_path).text == path.read_text(encoding=encoding)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Die Müllerin mahlt für die Bauern der Umgebung, schöner als je.", "cp1252"),
        ("Ticket revenue covers 54 % of the cost; in Malmö the share is 61 %.", "cp1252"),
        ("A room costs £640 – or €740 – and 5 m² more cost “nothing”.", "cp1252"),
        ("В 2024 году доля женщин выросла до 41 процента.", "cp1251"),
        ("2024 yılında kadınların payı yüzde 41 oldu; İstanbul başı çekiyor, çoğu şehir geride.", "cp1254"),
        ("二〇二四年、女性の割合は四十一パーセントに上昇した。", "shift_jis"),
    ],
)
def test_old_encodings_are_told(tmp_path: Path, text: str, encoding: str) -> None:
    assert read_document(write(tmp_path, "a.txt", text.encode(encoding)), tmp_path).text == text


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.md", b"", "is empty"),
        ("blank.txt", b" \n\t\r\n\xc2\xa0\n", "is empty"),
        ("front.md", FRONT.encode(), "is empty"),
        ("bom.txt", codecs.BOM_UTF8, "is empty"),
        ("nul.txt", b"text\0text", "binary"),
        ("controls.txt", bytes(range(1, 32)) * 20, "binary"),
        ("paper.md", b"%PDF-1.7\n...", "PDF"),
        ("office.txt", b"PK\x03\x04rest", "office document"),
        ("half.txt", codecs.BOM_UTF16_LE + b"a", "damaged"),
        ("one-bad-byte.txt", "Über der Brücke, äußerst schön.".encode() + b"\xff", "damaged UTF-8"),
        ("yaml.md", b"---\na: [1\nb: 2\n---\nText.\n", "front matter"),
        ("deep.md", b"---\na: " + b"[" * 3000 + b"\n---\nText.\n", "front matter"),
        ("kind.exe", b"Text.", "files of this kind"),
    ],
)
def test_a_bad_file_is_named_with_its_remedy(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = write(tmp_path, name, data)
    with pytest.raises(DocumentError, match=says) as caught:
        read_document(path, tmp_path)
    assert caught.value.path == path
    assert str(path) in str(caught.value)


def test_missing_files_folders_and_pipes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    for name, says in (("folder.md", "folder"), ("pipe.txt", "regular"), ("none.md", "exists")):
        with pytest.raises(DocumentError, match=says):
            read_document(tmp_path / name, tmp_path)
    with pytest.raises(DocumentError, match="outside"):
        read_document(write(tmp_path, "a.md", "Text."), tmp_path / "other")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not allow such names")
def test_a_name_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, os.fsdecode(b"a\xff.md"), "Text.")
    with pytest.raises(DocumentError, match="rename it"):
        read_document(path, tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "a.md", "Text.")
    path.chmod(0)
    with pytest.raises(DocumentError, match="cannot be read"):
        read_document(path, tmp_path)


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("report_assistant.reading.loader.MAX_BYTES", 4)
    with pytest.raises(DocumentError, match="split it"):
        read_document(write(tmp_path, "a.md", "Text."), tmp_path)


def test_documents_are_found_in_order_and_hidden_ones_left_out(tmp_path: Path) -> None:
    inside, outside = tmp_path / "documents", tmp_path / "outside"
    for name in ("b.md", "a.TXT", "c/d.markdown", ".hidden.md", ".git/e.md", "f.exe", "notes"):
        write(inside, name, "Text.")
    write(outside, "g.md", "Text.")
    (inside / "link.md").symlink_to(inside / "b.md")
    (inside / "leak.md").symlink_to(outside / "g.md")
    (inside / "broken.md").symlink_to(inside / "none.md")
    (inside / "folder").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    found = [path.relative_to(inside).as_posix() for path in find_documents(inside)]
    assert found == ["a.TXT", "b.md", "c/d.markdown", "link.md"]
    assert {path.suffix.lower() for path in find_documents(inside)} <= SUFFIXES


def test_an_empty_folder_has_no_documents_and_a_missing_one_is_an_error(tmp_path: Path) -> None:
    assert find_documents(tmp_path) == []
    for name in ("none", "file.md"):
        write(tmp_path, "file.md", "Text.")
        with pytest.raises(ConfigurationError, match=name):
            find_documents(tmp_path / name)


def test_our_briefs_are_read_whole() -> None:
    root = REPO / "documents"
    paths = find_documents(root)
    assert len(paths) == 5
    for path in paths:
        document = read_document(path, root)
        assert document.text == path.read_text(encoding="utf-8")
        assert document.title.startswith("Kyndryl")
        assert document.language == "en"
        assert document.links
        assert all(document.text[s.end - 1] == "." for s in document.sentences)
        assert all(s.headings[0] == document.title for s in document.sentences)
        body = document.text[document.text.index("\n# ") :].splitlines()
        words = sum(len(line.split()) for line in body if not line.startswith("#"))
        assert sum(len(document.text[s.start : s.end].split()) for s in document.sentences) == words
