"""Web pages, mails and books: what they say of themselves, in what encoding and language."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from tests.reading.format_files import FILES, HEADING, SENTENCE

from report_assistant.errors import DocumentError
from report_assistant.reading.loader import read_document
from report_assistant.types import Document

GERMAN = (
    "Die Müllerin mahlt für die Bauern der Umgebung, und das Korn wächst auf großen Feldern, schöner als je."
)


def document_of(folder: Path, name: str, data: bytes) -> Document:
    (folder / name).write_bytes(data)
    return read_document(folder / name, folder)


def said(document: Document) -> list[str]:
    return [document.text[s.start : s.end] for s in document.sentences]


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252"])
def test_a_page_is_decoded_as_it_says(tmp_path: Path, encoding: str) -> None:
    page = f"<html><head><meta charset='{encoding}'></head><body><p>{GERMAN}</p></body></html>"
    assert said(document_of(tmp_path, "a.html", page.encode(encoding))) == [GERMAN]


@pytest.mark.parametrize("encoding", ["nonsense", "ascii"])
def test_a_page_that_says_a_wrong_encoding_is_decoded_as_it_looks(tmp_path: Path, encoding: str) -> None:
    page = f"<html><head><meta charset='{encoding}'></head><body><p>{GERMAN}</p></body></html>"
    assert said(document_of(tmp_path, "a.html", page.encode())) == [GERMAN]


def test_what_a_page_shows_counts_more_than_the_language_of_its_template(tmp_path: Path) -> None:
    page = f"<html lang='en'><p>{GERMAN}</p></html>"
    assert document_of(tmp_path, "a.html", page.encode()).language == "de"
    page = "<html lang='fr-BE'><p>61 %</p></html>"
    assert document_of(tmp_path, "a.html", page.encode()).language == "fr"


@pytest.mark.parametrize(
    "hidden",
    [
        "<nav>{}</nav>",
        "<footer>{}</footer>",
        "<aside>{}</aside>",
        "<script>{}</script>",
        "<div style='display: none'>{}</div>",
        "<div hidden>{}</div>",
        "<div role=navigation>{}</div>",
        "<form><select><option>{}</select></form>",
        "<!-- {} -->",
        "<ul><li><a>Home</a><li><a>News</a><li><a>About us</a></ul><noscript>{}</noscript>",
    ],
)
def test_what_is_no_content_is_left_out(tmp_path: Path, hidden: str) -> None:
    page = f"<html><body><p>Before it.</p>{hidden.format('Not this 99%.')}<p>After it.</p></body></html>"
    assert said(document_of(tmp_path, "a.html", page.encode())) == ["Before it.", "After it."]


def test_text_around_inline_tags_and_breaks_stays_whole(tmp_path: Path) -> None:
    page = (
        "<html><div>In <b>Bel</b>gium, 61%<sup>[2]</sup>\n of&nbsp;mills<br>use <a href='x'>wind</a>.</div>"
        "Loose.<p>10<sup>6</sup> sails &lt; all.</html>"
    )
    document = document_of(tmp_path, "a.html", page.encode())
    assert said(document) == ["In Belgium, 61%[²] of\u00a0mills\nuse wind.", "Loose.", "10⁶ sails < all."]


def test_a_plain_mail_is_read_as_a_text_file_is(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "Müllers Zahlen"
    message["From"] = "Müller <m@example.com>"
    message["Date"] = "not a date"
    message.set_content(
        "Hello,\n\nIn Belgium, 61% of mills\nuse wind power.\n\n- One item here.\n", charset="iso-8859-1"
    )
    document = document_of(tmp_path, "a.eml", message.as_bytes())
    assert (document.title, document.publisher, document.published) == (
        "Müllers Zahlen",
        "Müller <m@example.com>",
        None,
    )
    assert said(document)[-2:] == ["In Belgium, 61% of mills\nuse wind power.", "One item here."]


def test_a_text_without_head_lines_is_no_mail(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no head lines of an e-mail"):
        document_of(tmp_path, "a.eml", b"In Belgium, 61% of mills use wind power.")


def test_a_mail_is_read_with_what_it_quotes_and_what_is_attached(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Ines <ines@example.com>", "Mills"
    mail.set_content("We ground 5 tonnes.\n\nTom wrote:\n> I had noted\n> that it was less.\n>> Well?\n")
    mail.add_attachment(b"Mill,Tonnes\nOak,3\n", maintype="text", subtype="csv", filename="mühlen.csv")
    mail.add_attachment(FILES[".pdf"](), maintype="application", subtype="pdf", filename="the mills.pdf")
    mail.add_attachment(b"%PDF-1.4 damaged", maintype="application", subtype="pdf", filename="damaged.pdf")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    forwarded = EmailMessage()
    forwarded["From"], forwarded["Date"] = "Ana <ana@example.com>", "Thu, 06 Feb 2025 10:00:00 +0000"
    forwarded.set_content("The lock has 2 gates.\n")
    mail.add_attachment(forwarded)
    document = document_of(tmp_path, "a.eml", mail.as_bytes())
    found = said(document)
    body = ["We ground 5 tonnes.", "Tom wrote:", "I had noted\nthat it was less.", "Well?"]
    at = found.index(body[0])
    assert found[at : at + 5] == [*body, "Oak | Tonnes: 3"]
    assert found[-2:] == ["Date: Thu, 06 Feb 2025 10:00:00 +0000", "The lock has 2 gates."]
    by_text = dict(zip(found, document.sentences, strict=True))
    assert by_text["Oak | Tonnes: 3"].headings == ("mühlen.csv",)
    assert by_text[SENTENCE].headings[0] == "the mills.pdf"
    assert by_text[SENTENCE].headings[-1] == HEADING
    assert {sentence.page for sentence in document.sentences} == {None}
    assert not any("damaged" in sentence or "logo" in sentence for sentence in found)
