"""Text of documents and models stays text on the page."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from report_assistant.serving.markup import escaped, inert_markdown, linked_markdown
from report_assistant.types import Citation

CITATION = Citation(1, "a.md", 'The "first" <b>report</b> [draft]', None, 0, 5, "words")

HOSTILE = st.text(alphabet=st.sampled_from("![]()<>&:\\\"'/=#;1abxsrcimg \n*_`"), max_size=60)


def tags(rendered: str) -> list[tuple[str, dict[str, str | None]]]:
    """Return the elements of HTML with their attributes."""
    found: list[tuple[str, dict[str, str | None]]] = []

    class Collector(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

    Collector().feed(rendered)
    return found


@given(HOSTILE)
def test_markdown_of_documents_holds_no_link_picture_or_tag(text: str) -> None:
    rendered = MarkdownIt("commonmark", {"html": True}).render(inert_markdown(text))
    assert not {"a", "img"} & {tag for tag, _ in tags(rendered)}
    assert not any(name.startswith("on") for _, attributes in tags(rendered) for name in attributes)


@given(HOSTILE)
def test_escaped_text_shows_itself(text: str) -> None:
    assert html.unescape(escaped(text)) == text
    assert not re.search(r"[<>\"']", escaped(text))


def test_pictures_of_other_hosts_are_shown_as_text() -> None:
    rendered = MarkdownIt().render(inert_markdown("See ![chart](http://example.org/spy.png) and **bold**"))
    assert "<img" not in rendered
    assert "![chart](http://example.org/spy.png)" in html.unescape(rendered)
    assert "<strong>bold</strong>" in rendered


@given(HOSTILE)
def test_only_markers_of_citations_become_links(text: str) -> None:
    rendered = MarkdownIt("commonmark", {"html": True}).render(linked_markdown(text, [CITATION], "3"))
    links = [attributes for tag, attributes in tags(rendered) if tag == "a"]
    assert all(link["href"] == "#evidence-3-1" for link in links)
    assert {tag for tag, _ in tags(rendered)} & {"img", "script", "b"} == set()


def test_a_marker_leads_to_its_evidence() -> None:
    rendered = MarkdownIt().render(linked_markdown("It is **61%**. [1] It is not. [2]", [CITATION], "3"))
    assert re.search(r'<a href="#evidence-3-1" title="The first b report /b draft">\[1\]</a>', rendered)
    assert "[2]" in rendered
    assert rendered.count("<a ") == 1
