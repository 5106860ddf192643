"""Read e-mails: the subject is the title, the date says when it was published, the body what is said."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from itertools import groupby

from report_assistant.reading.decoding import UnreadableError, decode
from report_assistant.reading.formats.blocks import Block, Extracted, Heading, Paragraph, Plain
from report_assistant.reading.formats.web_page import page_of

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_MAX_HEAD = 2_000  # characters of a head line that are read
_MAX_PARTS = 1_000
_MAX_NESTING = 20  # mails in mails, and parts in parts
_PART = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_QUOTED = re.compile(r"(?:>(?=[ >]|$) ?)*")  # ">From" is no quotation, but what mail boxes make of "From"

ReadAttachment = Callable[[bytes, str], tuple[Block, ...]]
"""From the content of an attachment and its name to its blocks; none if it is of no kind that is read."""


def read_mail(data: bytes, read_attachment: ReadAttachment) -> Extracted:
    """Return an .eml file: its head lines, its body, the one with markup if there are two, and attachments.

    Args:
        data: the file.
        read_attachment: reads what is attached; its blocks stand under the name of the attachment.

    Raises:
        UnreadableError: it has no head lines of a mail, or too many parts.
    """
    if sum(1 for _ in _PART.finditer(data)) > _MAX_PARTS:
        raise UnreadableError(f"has more than {_MAX_PARTS:,} parts; it is not read")
    # The older policy: the newer one takes hours for head lines that were made to take them.
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    if not any(name in message for name in ("From", "To", "Date", "Subject")):
        raise UnreadableError("has no head lines of an e-mail (From, To, Date); save it again as .eml")
    heads = _heads(message)
    return Extracted(
        (_written(heads), *_body(message, read_attachment)),
        title=heads.get("Subject"),
        published=_day(heads.get("Date", "")),
        publisher=heads.get("From"),
    )


def _heads(message: Message) -> dict[str, str]:
    """Return the head lines that are shown, by name."""
    return {name: said for name in _SHOWN if (said := _head(message, name))}


def _written(heads: dict[str, str]) -> Paragraph:
    return Paragraph("\n".join(f"{name}: {said}" for name, said in heads.items()))


def _head(message: Message, name: str) -> str:
    """Return a head line in plain characters, white space folded."""
    return _decoded(" ".join(str(message.get(name, ""))[:_MAX_HEAD].split()))


def _decoded(written: str) -> str:
    """Return in plain characters what RFC 2047 encodes."""
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


def _body(part: Message, read_attachment: ReadAttachment, depth: int = 0) -> Iterator[Block]:
    """Yield what was written, then what is attached, in the order of the parts."""
    kind, name = part.get_content_type(), _name(part)
    inner = [one for one in part.get_payload() if isinstance(one, Message)] if part.is_multipart() else []
    if depth > _MAX_NESTING:
        return
    if kind == "message/rfc822":
        for mail in inner:
            yield _written(_heads(mail))
            yield from _body(mail, read_attachment, depth + 1)
    elif kind == "multipart/alternative":
        richest = max(inner, key=_richness, default=None)
        if richest is not None:
            yield from _body(richest, read_attachment, depth + 1)
    elif part.is_multipart():
        for one in inner:
            yield from _body(one, read_attachment, depth + 1)
    elif name and (part.get_content_disposition() == "attachment" or not kind.startswith("text/")):
        payload = part.get_payload(decode=True)
        if blocks := read_attachment(payload if isinstance(payload, bytes) else b"", name):
            yield Heading(name)
            yield from map(_inside, blocks)
    elif kind == "text/html":
        yield from page_of(_text(part)).blocks
    elif kind == "text/plain":
        yield from _unquoted(_text(part))


def _richness(part: Message) -> int:
    """Rank the forms in which a mail says the same, by what is in them: markup, text, neither."""
    kinds = [one.get_content_type() for one in part.walk()]
    return 2 if "text/html" in kinds else int("text/plain" in kinds)


def _name(part: Message) -> str:
    """Return the file name of a part, in plain characters, or ""."""
    return _decoded(" ".join(str(part.get_filename() or "")[:_MAX_HEAD].split()))


def _inside(block: Block) -> Block:
    """Return a block of an attachment as one of the mail, which has no pages and a heading more."""
    if isinstance(block, Heading):
        return replace(block, level=block.level + 1, page=None)
    if isinstance(block, Paragraph):
        return replace(block, page=None, turns=())
    return replace(block, page=None)


def _unquoted(text: str) -> Iterator[Block]:
    """Yield a text, what it quotes of others apart and without the marks of quotation."""
    lines = text.splitlines()
    marks = [(line, _QUOTED.match(line)) for line in lines]
    parted = ((mark.group().count(">"), line[mark.end() :]) for line, mark in marks if mark)
    for _, group in groupby(parted, key=lambda one: one[0]):
        yield Plain("\n".join(line for _, line in group))


def _text(part: Message) -> str:
    """Return a part as text, in the encoding that it names if that is true, else in the one it looks like."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        return data.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(data)
