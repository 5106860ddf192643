"""Parse XML and HTML from strangers with lxml: no entities, no network, no bottomless nesting."""

from __future__ import annotations

from typing import Any

from report_assistant.reading.decoding import UnreadableError

_TOO_DEEP = "nests its tags too deeply to be a document; save it anew from the program that made it"


def parse_xml(data: bytes) -> Any:
    """Return the root element of an XML file.

    Raises:
        UnreadableError: it is no well-formed XML, or nested too deeply.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise UnreadableError(_TOO_DEEP) from error
        raise UnreadableError(f"holds damaged XML ({error}); save or download it again") from error


def parse_html(data: bytes) -> Any:
    """Return the root element of a web page, or None if nothing is in it.

    Args:
        data: the page, in UTF-8 whatever it says of itself.

    Raises:
        UnreadableError: its tags are nested too deeply.
    """
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"holds damaged HTML ({error}); save or download it again") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise UnreadableError(_TOO_DEEP)
    return root
