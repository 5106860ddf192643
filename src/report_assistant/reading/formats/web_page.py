"""Read web pages: what is said on them, with its headings, lists and tables, and not what leads elsewhere.

Leaving out is done by what the page itself marks as no content (navigation, forms, what is hidden) and by
lists that hold nothing but links. Nothing is left out because a model finds it unimportant: a sentence too
many costs little, a figure too few cannot be asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from report_assistant.reading.decoding import decode
from report_assistant.reading.formats.blocks import (
    Block,
    Extracted,
    Heading,
    Item,
    Paragraph,
    Table,
    first_heading,
)
from report_assistant.reading.formats.html_tables import html_table
from report_assistant.reading.formats.languages import spoken
from report_assistant.reading.formats.markup import parse_html
from report_assistant.reading.formats.superscripts import raised

_NO_CONTENT = (
    "script style template noscript nav aside form button select textarea svg math canvas iframe object "
    "video audio map dialog head title"
)
_NO_CONTENT_ROLES = "navigation search banner contentinfo complementary dialog alert menu"
_LEFT_OUT = frozenset(_NO_CONTENT.split())
_LEFT_OUT_ROLES = frozenset(_NO_CONTENT_ROLES.split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span "
    "strike strong sub sup time tt u var wbr"
)
_INLINE = frozenset(_INLINE_TAGS.split())
_ARRANGED = ("table", "h1", "h2", "h3", "ul", "ol")  # what stands in tables that arrange a page
_DATED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@name='date' or @name='dcterms.date' or @name='DC.date' or @name='pubdate']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//time[@itemprop='datePublished']/@datetime",
)
_HEAD = 4_096  # bytes in which a page says its encoding
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DAY = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?")


def read_web_page(data: bytes) -> Extracted:
    """Return the content of an HTML file.

    Raises:
        UnreadableError: it is not text, or its tags are nested too deeply.
    """
    return page_of(_decoded(data))


def _decoded(data: bytes) -> str:
    """Decode a page: as UTF-8, else as it says itself, else as it looks."""
    declared = _CHARSET.search(data, 0, _HEAD)
    if declared is not None and b"\0" not in data:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return data.decode(declared[1].decode("ascii"))
            except (LookupError, UnicodeDecodeError):
                return decode(data)
    return decode(data)


def page_of(html: str) -> Extracted:
    """Return the content of a web page that is decoded already."""
    root = parse_html(html.encode("utf-8", "replace"))
    if root is None:
        return Extracted(())
    blocks = tuple(content_blocks(root))
    named = _first(root, "//meta[@property='og:title']/@content", "//title/text()")
    return Extracted(
        blocks,
        title=first_heading(blocks) or named,
        language=spoken(blocks, _language(root)),
        published=next(iter(_DAY.findall(_first(root, *_DATED) or "")), None),
        publisher=_first(root, "//meta[@property='og:site_name']/@content"),
        links=tuple(filter(None, [_first(root, "//link[@rel='canonical']/@href")])),
    )


def content_blocks(root: Any) -> Iterator[Block]:
    """Yield the blocks of a page: of its one `main`, else of its one `article`, else of all of it."""
    for path in ("//main | //*[@role='main']", "//article"):
        found = root.xpath(path)
        if len(found) == 1:
            root = found[0]
            break
    writer = _Writer(in_part=root.tag in ("main", "article"))
    writer.walk(root)
    yield from writer.blocks


@dataclass
class _Writer:
    """Collects blocks while walking through the elements.

    Attributes:
        in_part: whether headers and footers met are those of an article, not of the page.
        words: of the block that is being read.
        item: whether that block is an item of a list.
    """

    in_part: bool = False
    blocks: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    item: bool = False

    def walk(self, root: Any) -> None:
        """Go through an element and all in it, without recursion: pages nest thousands of tags."""
        from lxml import etree

        passed_over: Any = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if passed_over is not None:
                if event == "end" and element is passed_over:
                    passed_over = None
                    self._tail(element, root)
                continue
            if event == "start":
                if not isinstance(element.tag, str) or self._is_left_out(element) or self._take(element):
                    passed_over = element
                else:
                    self._open(element)
            else:
                self._close(element)
                self._tail(element, root)
        self._end()

    def _is_left_out(self, element: Any) -> bool:
        """Tell whether an element holds no content of the page."""
        tag = element.tag
        if tag in _LEFT_OUT or element.get("role") in _LEFT_OUT_ROLES or element.get("hidden") is not None:
            return True
        if element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style") or ""):
            return True
        if tag in ("header", "footer") and not self.in_part:
            return not any(True for _ in element.iterancestors("main", "article", "section"))
        return tag in ("ul", "ol") and _only_links(element)

    def _take(self, element: Any) -> bool:
        """Take headings and tables of data whole."""
        tag = element.tag
        if re.fullmatch(r"h[1-6]", tag):
            self._end()
            text = " ".join("".join(element.itertext()).split())
            if text:
                self.blocks.append(Heading(text, int(tag[1])))
            return True
        if tag != "table" or next(element.iterdescendants(*_ARRANGED), None) is not None:
            return False  # no table, or one that arranges the page
        self._end()
        caption, rows, head_rows = html_table(element)
        if caption:
            self.blocks.append(Paragraph(caption))
        if rows:
            self.blocks.append(Table(rows, head_rows=head_rows))
        return True

    def _open(self, element: Any) -> None:
        tag = element.tag
        if tag == "br":
            self.words.append("\n")
        elif tag not in _INLINE:
            self._end()
            self.item = tag in ("li", "dd") or (self.item and tag in ("p", "div"))
        self.words.append(raised(_flat(element.text)) if tag == "sup" else _flat(element.text))

    def _close(self, element: Any) -> None:
        if element.tag not in _INLINE and element.tag != "br":
            self._end()
            if element.tag in ("li", "dd"):
                self.item = False

    def _tail(self, element: Any, root: Any) -> None:
        if element is not root:
            self.words.append(_flat(element.tail))

    def _end(self) -> None:
        """End the block that is being read."""
        lines = re.sub(r" {2,}", " ", "".join(self.words)).split("\n")
        text = "\n".join(line.strip(" ") for line in lines if line.strip())
        self.words = []
        if text:
            self.blocks.append(Item(text) if self.item else Paragraph(text))


def _flat(text: str | None) -> str:
    """Fold the white space of a text as browsers do; no-break spaces stay."""
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")


def _only_links(element: Any) -> bool:
    """Tell whether a list holds nothing but links without figures, three of them at least."""
    links = list(element.iterdescendants("a"))
    if len(links) < 3:
        return False
    words = "".join("".join(element.itertext()).split())
    linked = "".join("".join("".join(link.itertext()).split()) for link in links)
    return len(linked) > 0.9 * len(words) and not any(map(str.isdigit, words))


def _first(root: Any, *paths: str) -> str | None:
    """Return the first text that one of the paths finds, white space folded."""
    for path in paths:
        for found in root.xpath(path):
            if text := " ".join(str(found).split()):
                return text
    return None


def _language(root: Any) -> str | None:
    """Return the language that the page says it is in."""
    found = re.match(r"[A-Za-z]{2}(?![A-Za-z])", root.get("lang") or "")
    return found.group().lower() if found else None
