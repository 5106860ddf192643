"""Read e-mails: the subject is the title, the date says when it was published, the body what is said."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart

from report_assistant.reading.decoding import UnreadableError, decode
from report_assistant.reading.formats.blocks import Block, Extracted, Paragraph, Plain
from report_assistant.reading.formats.web_page import page_of

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_MAX_PARTS = 1_000


def read_mail(data: bytes) -> Extracted:
    """Return an .eml file: its head lines, and its body, the one with markup if there are two.

    Attachments are left out.

    Raises:
        UnreadableError: it has no head lines of a mail, or too many parts.
    """
    if data.count(b"\nContent-Type:") > _MAX_PARTS:
        raise UnreadableError(f"has more than {_MAX_PARTS:,} parts; it is not read")
    message = email.message_from_bytes(data, _class=EmailMessage, policy=email.policy.default)
    if not any(name in message for name in ("From", "To", "Date", "Subject")):
        raise UnreadableError("has no head lines of an e-mail (From, To, Date); save it again as .eml")
    heads = "\n".join(f"{name}: {value}" for name in _SHOWN if (value := _head(message, name)))
    date = message["Date"]
    published = getattr(date, "datetime", None)
    return Extracted(
        (Paragraph(heads), *_body(message)),
        title=_head(message, "Subject") or None,
        published=published.date().isoformat() if published is not None else None,
        publisher=_head(message, "From") or None,
    )


def _head(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())


def _body(message: EmailMessage) -> Iterator[Block]:
    """Yield what was written."""
    part = message.get_body(preferencelist=("html", "plain"))
    if part is None:
        return
    text = _text(part)
    if part.get_content_type() == "text/html":
        yield from page_of(text).blocks
    else:
        yield Plain(text)


def _text(part: MIMEPart) -> str:
    """Return a part as text, in the encoding that it names if that is true, else in the one it looks like."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        return data.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(data)
