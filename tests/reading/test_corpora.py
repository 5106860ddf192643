"""The texts of the evaluation sets, written in several formats and read back: nothing is cut wrongly.

`CORPUS_EVERY=1` checks every text; as it is, a sample evenly spread over the sets.
"""

from __future__ import annotations

import html
import io
import json
import os
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from report_assistant.errors import DocumentError
from report_assistant.reading.chunks import chunk_document
from report_assistant.reading.ledger import read_figures
from report_assistant.reading.loader import read_document
from report_assistant.types import Document

EVAL = Path(__file__).parents[2] / ".." / "shared" / "eval"
SETS = sorted(path.parent.name for path in EVAL.glob("*/documents.jsonl"))
EVERY = int(os.environ.get("CORPUS_EVERY", "0"))  # which share of the texts is checked; 0 is a sample
_SAMPLE = 4  # texts a set and format
_LONGEST = 20_000  # characters of a text in the sample

pytestmark = pytest.mark.skipif(not SETS, reason="the evaluation sets are not at ../shared/eval")


def markdown(title: str, text: str) -> bytes:
    return f"# {title}\n\n{text}\n".encode()


def plain(title: str, text: str) -> bytes:
    return f"{title}\n\n{text}\n".encode()


def web_page(title: str, text: str) -> bytes:
    paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n"))
    return f"<!doctype html><title>{html.escape(title)}</title><main>{paragraphs}</main>".encode()


def word(title: str, text: str) -> bytes:
    import docx

    document = docx.Document()
    document.add_heading(_printable(title), 1)
    for part in text.split("\n"):
        document.add_paragraph(_printable(part))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf(title: str, text: str) -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()
    story = [Paragraph(escape(_printable(title)), styles["Heading1"])]
    story += [Paragraph(escape(_printable(part)), styles["BodyText"]) for part in text.split("\n")]
    file = io.BytesIO()
    SimpleDocTemplate(file).build(story)
    return file.getvalue()


WRITERS: dict[str, Callable[[str, str], bytes]] = {
    ".md": markdown,
    ".txt": plain,
    ".html": web_page,
    ".docx": word,
    ".pdf": pdf,
}


def texts(name: str) -> Iterator[tuple[str, str]]:
    """Yield titles and texts of a set."""
    with (EVAL / name / "documents.jsonl").open(encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    chosen = records[:: EVERY or 1]
    if not EVERY:
        short = [record for record in records if len(record["text"]) <= _LONGEST] or records[:1]
        chosen = random.Random(name).sample(short, min(_SAMPLE, len(short)))
    for record in chosen:
        text = record["text"] if EVERY else record["text"][:_LONGEST]
        controls = sum(character < " " and not character.isspace() for character in text)
        if text.strip() and controls < 0.01 * len(text):  # one text of ramdocs is binary, and rightly refused
            yield record.get("title") or record["id"], text


def violations(document: Document) -> list[str]:
    """Return what is cut wrongly in a document."""
    text, found = document.text, []
    end = 0
    for sentence in document.sentences:
        if not end <= sentence.start < sentence.end <= len(text):
            found.append(f"sentence {sentence.start}-{sentence.end} after {end} of {len(text)}")
        end = sentence.end
        words = text[sentence.start : sentence.end]
        if words != words.strip() or not words:
            found.append(f"sentence {words[:40]!r} is not trimmed")
        found += [
            f"cell {cell.start}-{cell.end} outside its row"
            for cell in sentence.cells
            if not sentence.start <= cell.start <= cell.end <= sentence.end
        ]
    bounds = [(sentence.start, sentence.end) for sentence in document.sentences]
    starts, ends = {start for start, _ in bounds}, {end for _, end in bounds}
    for chunk in chunk_document(document):
        if chunk.text != text[chunk.start : chunk.end] or chunk.start not in starts or chunk.end not in ends:
            found.append(f"chunk {chunk.start}-{chunk.end}")
    for figure in read_figures(document):
        inside = figure.sentence_start <= figure.start < figure.end <= figure.sentence_end
        if figure.text != text[figure.start : figure.end] or not inside:
            found.append(f"figure {figure.text!r} at {figure.start}")
        if figure.clause != text[figure.clause_start : figure.clause_end]:
            found.append(f"clause {figure.clause[:40]!r}")
        if (figure.sentence_start, figure.sentence_end) not in bounds:
            found.append(f"figure {figure.text!r} in no sentence")
    return found


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("name", SETS)
def test_every_text_is_cut_verbatim_in_every_format(name: str, suffix: str, tmp_path: Path) -> None:
    for number, (title, text) in enumerate(texts(name)):
        path = tmp_path / f"{number}{suffix}"
        path.write_bytes(WRITERS[suffix](title, text))
        try:
            document = read_document(path, tmp_path)
        except DocumentError as error:
            pytest.fail(f"{title}: {error}")
        assert violations(document) == [], title
        if suffix in (".md", ".txt"):
            assert document.text == re.sub(r"\r\n?", "\n", path.read_bytes().decode())


def _printable(text: str) -> str:
    """Return a text without the control characters that XML cannot hold."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", " ", text)
