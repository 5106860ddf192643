"""Read e-mails: the subject is the title, the date says when it was published, the body what is said."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from report_assistant.reading.decoding import UnreadableError, decode
from report_assistant.reading.formats.blocks import Block, Extracted, Paragraph, Plain
from report_assistant.reading.formats.web_page import page_of

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_MAX_HEAD = 2_000  # characters of a head line that are read
_MAX_PARTS = 1_000
_PART = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)


def read_mail(data: bytes) -> Extracted:
    """Return an .eml file: its head lines, and its body, the one with markup if there are two.

    Attachments are left out.

    Raises:
        UnreadableError: it has no head lines of a mail, or too many parts.
    """
    if sum(1 for _ in _PART.finditer(data)) > _MAX_PARTS:
        raise UnreadableError(f"has more than {_MAX_PARTS:,} parts; it is not read")
    # The older policy: the newer one takes hours for head lines that were made to take them.
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    if not any(name in message for name in ("From", "To", "Date", "Subject")):
        raise UnreadableError("has no head lines of an e-mail (From, To, Date); save it again as .eml")
    heads = {name: said for name in _SHOWN if (said := _head(message, name))}
    return Extracted(
        (Paragraph("\n".join(f"{name}: {said}" for name, said in heads.items())), *_body(message)),
        title=heads.get("Subject"),
        published=_day(heads.get("Date", "")),
        publisher=heads.get("From"),
    )


def _head(message: Message, name: str) -> str:
    """Return a head line in plain characters, as RFC 2047 encodes them."""
    written = " ".join(str(message.get(name, ""))[:_MAX_HEAD].split())
    try:
        return str(make_header(decode_header(written)))
    except (MessageError, LookupError, ValueError):
        return written


def _day(date: str) -> str | None:
    """Return the day of a date of RFC 5322, or None if it is none."""
    try:
        return parsedate_to_datetime(date).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def _body(message: Message) -> Iterator[Block]:
    """Yield what was written."""
    parts: dict[str, Message] = {}
    for part in message.walk():
        if not part.is_multipart() and part.get_content_disposition() != "attachment":
            parts.setdefault(part.get_content_type(), part)
    if "text/html" in parts:
        yield from page_of(_text(parts["text/html"])).blocks
    elif "text/plain" in parts:
        yield Plain(_text(parts["text/plain"]))


def _text(part: Message) -> str:
    """Return a part as text, in the encoding that it names if that is true, else in the one it looks like."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        return data.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(data)
