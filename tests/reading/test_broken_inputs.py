"""Broken and hostile files: each is read with the laws of offsets intact, or refused with its remedy."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reading.format_files import FILES
from tests.reading.test_offsets import check

from report_assistant.errors import DocumentError
from report_assistant.reading.ledger import read_figures
from report_assistant.reading.loader import read_document

ARCHIVES = (".docx", ".epub", ".odt", ".pptx", ".xlsx")
ROUNDS = 45  # broken files of each of the ten formats
MANY = 1_000_000
LAUGHS = (
    b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>"
)


def damaged(data: bytes, dice: random.Random) -> bytes:
    """Truncate, flip bits, cut, insert, repeat or blank out."""
    at, other = dice.randrange(len(data)), dice.randrange(len(data))
    match dice.randrange(6):
        case 0:
            return data[:at]
        case 1:
            flipped = bytearray(data)
            for _ in range(dice.choice((1, 8, 64))):
                flipped[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
            return bytes(flipped)
        case 2:
            return data[:at] + data[at + dice.randrange(200) :]
        case 3:
            return data[:at] + dice.randbytes(40) + data[at:]
        case 4:
            return data[:at] + data[other : other + 300] + data[at:]
        case _:
            return data[:at] + b"\0" * 50 + data[at + 50 :]


def rezipped(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Change members of an archive, so that its own checksums are right."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return buffer.getvalue()


def member_damaged(data: bytes, dice: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        markup = [name for name in archive.namelist() if name.endswith(("xml", "html", "rels", "opf"))]
    victim = dice.choice(markup)
    return rezipped(data, lambda name, member: damaged(member, dice) if name == victim else member)


def read_or_refuse(path: Path, data: bytes) -> str:
    """Return "" for a file that is read by the laws, else the message that refuses it."""
    path.write_bytes(data)
    refusal: DocumentError | None = None
    try:
        document = read_document(path, path.parent)
    except DocumentError as error:
        refusal = error
    if refusal is None:
        check(document)
        read_figures(document)
        return ""
    assert refusal.path == path
    message = str(refusal).removeprefix(f"{path}: ")
    assert message != str(refusal)
    assert ";" in message  # the cause; the remedy
    return message


@pytest.mark.parametrize("suffix", sorted(FILES))
def test_damaged_files_are_read_by_the_laws_or_refused(tmp_path: Path, suffix: str) -> None:
    whole = FILES[suffix]()
    assert read_or_refuse(tmp_path / f"whole{suffix}", whole) == ""
    refused = 0
    for number in range(ROUNDS):
        dice = random.Random(f"{suffix} {number}")
        inner = suffix in ARCHIVES and number % 3
        data = member_damaged(whole, dice) if inner else damaged(whole, dice)
        refused += read_or_refuse(tmp_path / f"broken{suffix}", data) != ""
    assert 0 < refused < ROUNDS


@pytest.mark.parametrize("promised", sorted(FILES))
def test_a_wrong_ending_is_told_from_the_content(tmp_path: Path, promised: str) -> None:
    for actual, make in FILES.items():
        names = {".csv": "text", ".eml": "text"}
        alike = names.get(actual, actual) == names.get(promised, promised)
        read_as_text = promised == ".html" and actual in names  # a page may lack all its tags
        if not alike and not read_as_text:
            message = read_or_refuse(tmp_path / f"wrong{promised}", make())
            assert message.startswith("holds "), (actual, message)


@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_text_files_that_are_none_are_named(tmp_path: Path, suffix: str) -> None:
    for actual in (*ARCHIVES, ".pdf", ".rtf"):
        assert "not text" in read_or_refuse(tmp_path / f"a{suffix}", FILES[actual]())


@pytest.mark.parametrize("suffix", sorted(FILES))
@pytest.mark.parametrize("data", [b"", b"\0" * 1000, b" \r\n\t"])
def test_nothing_is_called_empty(tmp_path: Path, suffix: str, data: bytes) -> None:
    assert read_or_refuse(tmp_path / f"a{suffix}", data).startswith("is empty")


def locked_pdf() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(72, 720, "In Belgium, 61% of mills use wind power.")
    canvas.save()
    return buffer.getvalue()


def empty_pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def zip_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 50_000_000)
    return buffer.getvalue()


def crowded_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", b"")
        for number in range(20_001):
            archive.writestr(str(number), b"")
    return buffer.getvalue()


def locked_zip() -> bytes:
    data = bytearray(FILES[".docx"]())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1  # the bit of the central directory that says "encrypted"
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


def swapped(suffix: str, member: str, change: Callable[[bytes], bytes]) -> bytes:
    return rezipped(FILES[suffix](), lambda name, old: change(old) if name == member else old)


def laughing(data: bytes) -> bytes:
    head, sign, rest = data.rpartition(b"?>") if data.startswith(b"<?xml") else (b"", b"", data)
    return head + sign + LAUGHS + rest


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "zip bomb": (".docx", zip_bomb, "unpacks to"),
    "many members": (".docx", crowded_zip, "packs 20,002 files"),
    "locked archive": (".docx", locked_zip, "encrypted"),
    "locked office": (
        ".xlsx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "an office document with a password, .*remove the password",
    ),
    "old office": (".docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old office document"),
    "locked pdf": (".pdf", locked_pdf, "encrypted; remove the password"),
    "empty pdf": (".pdf", empty_pdf, "only empty pages"),
    "entities in odt": (".odt", lambda: swapped(".odt", "content.xml", laughing), "XML entities"),
    "entities in docx": (".docx", lambda: swapped(".docx", "word/document.xml", laughing), "XML entities"),
    "entities in epub": (
        ".epub",
        lambda: swapped(
            ".epub", "text/book.opf", lambda old: laughing(old).replace(b"The mill book", b"&j;")
        ),
        "damaged XML",
    ),
    "nested html": (".html", lambda: b"<html>" + b"<div>" * MANY + b"5%", "too deeply"),
    "nested odt": (".odt", lambda: swapped(".odt", "content.xml", lambda _: b"<a>" * MANY), "too deeply"),
    "nested docx": (
        ".docx",
        lambda: swapped(
            ".docx", "word/document.xml", lambda old: old.replace(b"<w:body>", b"<w:body>" * MANY)
        ),
        "damaged, or not a Word document",
    ),
    "nested rtf": (".rtf", lambda: b"{\\rtf1 " + b"{" * MANY + b"61% of mills.}", ""),
    "nested mail": (
        ".eml",
        lambda: b"From: a\n" + b"content-type: message/rfc822\n\n" * 2_000,
        "more than 1,000 parts",
    ),
    "long head line": (".eml", lambda: b"From: " + b"a@b.c, " * 50_000 + b"\n\nHello.", ""),
    "huge cell": (".csv", lambda: b"a,b\n" + b"x5% " * MANY + b",2\n", "is no table"),
    "wide sheet": (".csv", lambda: b",".join([b"5%"] * 5_000) + b"\n", "5,000 columns"),
    "wide page": (
        ".html",
        lambda: b"<html><table><tr>" + b"<td colspan=99>5%" * 3_000 + b"</table>",
        "columns",
    ),
    "open quotation": (".csv", lambda: b'a,b\n"' + b"x,y\n" * 100_000, "quotation marks"),
    "invalid UTF-8": (".csv", lambda: "Größe,Fläche\nmäßig,5\n".encode() * 9 + b"\xff", "damaged UTF-8"),
    "binary length": (".rtf", lambda: b"{\\rtf1 61% of mills.\\bin999999999 x", ""),
    "nested pdf": (
        ".pdf",
        lambda: b"%PDF-1.4\n1 0 obj\n" + b"[" * MANY + b"\ntrailer<</Root 1 0 R>>",
        "damaged",
    ),
    "half a pdf": (".pdf", lambda: FILES[".pdf"]()[:900], "damaged"),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_files_do_no_harm(tmp_path: Path, name: str) -> None:
    suffix, make, says = HOSTILE[name]
    message = read_or_refuse(tmp_path / f"hostile{suffix}", make())
    assert re.search(says, message) if says else message == ""
