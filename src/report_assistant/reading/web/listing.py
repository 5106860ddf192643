"""Read `urls.txt`, the list of web pages that belong to a documents folder.

It stands directly in the folder and holds one address a line; `#` begins a comment.
"""

from __future__ import annotations

import re
from pathlib import Path

import httpx

from report_assistant.reading.decoding import UnreadableError, decode
from report_assistant.reading.loader import LIST_NAME
from report_assistant.types import Failure

_COMMENT = re.compile(r"(?:^|\s)#.*")  # a # inside an address leads to a part of the page


def read_list(folder: Path) -> tuple[tuple[str, ...], tuple[Failure, ...]]:
    """Return the addresses that are listed, each once, as written but for their fragments, and wrong lines.

    Args:
        folder: of the documents; without a list in it there are no pages.

    Raises:
        UnreadableError: the list cannot be read.
    """
    try:
        text = decode((folder / LIST_NAME).read_bytes())
    except FileNotFoundError:
        return (), ()
    except OSError as error:
        raise UnreadableError(f"cannot be read ({error.strerror}); check its permissions") from error
    found: dict[httpx.URL, str] = {}
    failures: list[Failure] = []
    for number, line in enumerate(text.split("\n"), start=1):
        written = _COMMENT.sub("", line).strip()
        if not written:
            continue
        try:
            found.setdefault(page_address(written), written.partition("#")[0])
        except ValueError as error:
            failures.append(Failure(_without_secrets(written), f"line {number} of {LIST_NAME} {error}"))
    return tuple(found.values()), tuple(failures)


def page_address(written: str) -> httpx.URL:
    """Return an address ready to be asked, without its fragment.

    Raises:
        ValueError: it is none of a web page; the message says why and what to do.
    """
    if re.search(r"\s", written):
        raise ValueError("holds a space; give one address a line")
    try:
        url = httpx.URL(written).copy_with(fragment=None)
    except httpx.InvalidURL as error:
        raise ValueError(f"is no address ({error}); copy it from the browser") from error
    if url.scheme not in ("http", "https"):
        raise ValueError("is no address of a web page; it must begin with http:// or https://")
    if not url.host:
        raise ValueError("names no server; copy the address from the browser")
    if url.userinfo:
        raise ValueError("holds a user name or password, which would be shown; leave it out")
    return url


def _without_secrets(written: str) -> str:
    return re.sub(r"(?<=//)[^/@\s]*@", "", written)
