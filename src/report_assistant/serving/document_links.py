"""Links to the viewer, at the place that is cited."""

from __future__ import annotations

import hashlib
from urllib.parse import urlencode

from report_assistant.serving.labels import say
from report_assistant.serving.markup import escaped
from report_assistant.serving.named_folders import page_path

VIEW = "view"
"""Name of the viewer; its addresses are relative to the page: this holds behind a proxy with a path, too."""

QUOTE_ID = "quote"
"""HTML id of what is marked in the viewer."""

_DIGEST_CHARACTERS = 16


def viewer_path(collection: str) -> str:
    """Return the path of the viewer of a named folder's documents, relative to the root; "" has no name.

    All pages are at the root, so it is relative to them, too.
    """
    return "/".join(filter(None, (page_path(collection), VIEW)))


def view_address(source: str, start: int, end: int, quote: str, collection: str = "") -> str:
    """Return the address of a document at a place, relative to the page.

    Args:
        source: of the document.
        start: of the place, in characters of the document's text.
        end: of the place.
        quote: the words that stand there; their digest travels along, so that the viewer sees whether they
            still do.
        collection: name of the folder that the document is in, or "".
    """
    place = {"source": source, "start": start, "end": end, "digest": digest(quote)}
    return f"{viewer_path(collection)}?{urlencode(place)}#{QUOTE_ID}"


def document_link(
    source: str, start: int, end: int, quote: str, language: str = "en", collection: str = ""
) -> str:
    """Return a link in HTML that opens the document at a place in a tab of its own; arguments as above."""
    address = escaped(view_address(source, start, end, quote, collection))
    label = say("open_document", language)
    return f'<a class="ra-open" href="{address}" target="_blank" rel="noopener">{label}</a>'


def digest(quote: str) -> str:
    """Return what tells one quote from another: the first 64 bits of its SHA-256, in hexadecimal."""
    return hashlib.sha256(quote.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_CHARACTERS]
