"""The viewer finds each quote again, in every format, shows nothing else, and runs nothing."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.reading.format_files import FILES, HEADING, SENTENCE

from report_assistant.assistant import ReportAssistant
from report_assistant.serving.document_links import document_link, view_address
from report_assistant.serving.viewer import viewer_routes
from report_assistant.settings import Settings
from report_assistant.types import Status

PAGES = {".pdf": 2, ".pptx": 2, ".xlsx": 1}
TEXTS = {
    ".md": f"# {HEADING}\n\n{SENTENCE}\n",
    ".txt": f"{HEADING}\n\n{SENTENCE}\n",
    ".tsv": "Country\tMills using wind power\tMills using water\nBelgium\t61%\t66%\nFrance\t71%\t73.5%\n",
}
HOSTILE = (
    "# <img src=x onerror=alert(1)>\n\nIn Freedonia, 42% of firms use <script>alert(1)</script> tools.\n"
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportAssistant]:
    home = tmp_path_factory.mktemp("viewer")
    folder = home / "documents"
    folder.mkdir()
    for suffix, make in FILES.items():
        (folder / f"mills{suffix}").write_bytes(make())
    (folder / "copy of mills.pdf").write_bytes(FILES[".pdf"]())
    for suffix, text in TEXTS.items():
        (folder / f"mills{suffix}").write_text(text, encoding="utf-8")
    (folder / "hostile.md").write_text(HOSTILE, encoding="utf-8")
    (folder / "long.txt").write_text(
        "\n\n".join(f"In {year}, {year - 1000}% of mills stood still." for year in range(1100, 2900)),
        encoding="utf-8",
    )
    (home / "outside.md").write_text(TEXTS[".md"], encoding="utf-8")
    settings = Settings(_env_file=None, index_dir=home / "index", openai_api_key=None, openai_base_url=None)
    with ReportAssistant.from_folder(folder, settings=settings) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def client(assistant: ReportAssistant) -> TestClient:
    return TestClient(Starlette(routes=viewer_routes(lambda: assistant)))


def marked(page: str) -> str:
    """Return what is highlighted in a page: marked text, or the quote above framed places."""
    if "<rect" in page:
        return html.unescape("".join(re.findall(r"<blockquote>(.*?)</blockquote>", page, re.DOTALL)))
    return html.unescape("".join(re.findall(r"<mark[^>]*>(.*?)</mark>", page, re.DOTALL)))


@pytest.mark.parametrize("suffix", sorted(FILES.keys() | TEXTS.keys()))
def test_every_sentence_of_every_format_is_found(
    client: TestClient, assistant: ReportAssistant, suffix: str
) -> None:
    document = assistant.document(f"mills{suffix}")
    for sentence in document.sentences:
        words = document.text[sentence.start : sentence.end]
        shown = client.get("/" + view_address(document.source, sentence.start, sentence.end, words))
        assert shown.status_code == 200
        assert marked(shown.text) == words
        assert ("<rect" in shown.text) == (suffix == ".pdf")


@pytest.mark.parametrize("suffix", sorted(FILES.keys() | TEXTS.keys()))
def test_a_question_is_answered_from_every_format_and_its_quote_is_found(
    client: TestClient, assistant: ReportAssistant, suffix: str
) -> None:
    source = f"mills{suffix}"
    question = "What percentage of mills in Belgium use wind power?"
    answer = assistant.ask(question, documents=[source])
    assert answer.status is Status.ANSWERED
    assert "61%" in answer.text
    citation = answer.citations[0]
    assert (citation.source, citation.page) == (source, PAGES.get(suffix))
    shown = client.get("/" + view_address(source, citation.start, citation.end, citation.quote))
    assert marked(shown.text) == citation.quote


def test_what_a_document_says_is_shown_and_never_run(client: TestClient) -> None:
    shown = client.get("/view?source=hostile.md")
    assert "<script" not in shown.text
    assert "<img" not in shown.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown.text
    policy = shown.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert shown.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "source",
    ["../outside.md", "/etc/passwd", "none.md", "", "mills.md\0", "./mills.md", "https://example.org"],
)
def test_only_indexed_documents_are_shown(client: TestClient, source: str) -> None:
    for path in ("view", "view/original", "view/page.png"):
        answer = client.get(f"/{path}?{urlencode({'source': source, 'page': 1})}")
        assert answer.status_code == 404
        assert "61%" not in answer.text


def test_the_original_is_saved_never_shown(client: TestClient, assistant: ReportAssistant) -> None:
    answer = client.get("/view/original?source=mills.html")
    assert answer.content == (assistant.folder / "mills.html").read_bytes()
    assert answer.headers["content-disposition"] == 'attachment; filename="mills.html"'
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "place", ["start=-1&end=5", "start=9&end=3", "start=0&end=999999", "start=a&end=b", "start=" + "9" * 30]
)
def test_places_that_are_none_mark_nothing(client: TestClient, place: str) -> None:
    shown = client.get(f"/view?source=mills.md&{place}")
    assert shown.status_code == 200
    assert "<mark" not in shown.text


def test_a_quote_that_has_moved_or_gone_is_said_to_have(client: TestClient) -> None:
    moved = client.get("/" + view_address("mills.md", 0, 40, SENTENCE))
    assert marked(moved.text) == SENTENCE
    assert "now stand at another place" in moved.text
    gone = client.get("/" + view_address("mills.md", 0, 40, "In Belgium, 99% do."))
    assert "<mark" not in gone.text
    assert "no longer stand in it" in gone.text


def test_a_long_text_is_shown_in_parts_around_the_quote(
    client: TestClient, assistant: ReportAssistant
) -> None:
    document = assistant.document("long.txt")
    sentence = document.sentences[-500]
    words = document.text[sentence.start : sentence.end]
    shown = client.get("/" + view_address("long.txt", sentence.start, sentence.end, words))
    assert marked(shown.text) == words
    assert len(shown.text) < len(document.text)
    earlier = re.search(r'href="([^"]+)">Earlier part', shown.text)
    assert earlier
    assert client.get("/" + html.unescape(earlier[1])).status_code == 200


def test_pages_of_a_pdf_are_pictures(client: TestClient) -> None:
    for name in ("mills.pdf", "copy of mills.pdf"):  # the same content, cited under both names
        answer = client.get("/view/page.png", params={"source": name, "page": 2})
        assert answer.content.startswith(b"\x89PNG")
        assert client.get("/view/original", params={"source": name}).content == FILES[".pdf"]()
    assert client.get("/view/page.png?source=mills.md&page=1").status_code == 404
    assert "Page 2 of 2" in client.get("/view?source=mills.pdf&page=99").text


def test_links_carry_any_source() -> None:
    link = document_link('a&b "c"/é.md', 1, 2, "x")
    assert quote("é") in link
    assert '"c"' not in link


def test_before_the_documents_are_read_the_viewer_asks_again() -> None:
    answer = TestClient(Starlette(routes=viewer_routes(lambda: None))).get("/view?source=mills.md")
    assert answer.status_code == 503
    assert 'http-equiv="refresh"' in answer.text
