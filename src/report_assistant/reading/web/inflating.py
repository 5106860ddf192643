"""Put together what a server sends, unpacked, up to a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from report_assistant.reading.web.failing import FetchError

_GZIP = zlib.MAX_WBITS | 16


def collected(parts: Iterable[bytes], encoding: str, max_bytes: int) -> bytes:
    """Return the content of a reply; what is packed is never unpacked beyond the limit.

    Args:
        parts: of the body as they arrive.
        encoding: the header Content-Encoding: "gzip" or "", others are not asked for.
        max_bytes: of the content, unpacked.

    Raises:
        FetchError: it is larger, damaged, or packed otherwise.
    """
    unpacked: bytearray = bytearray()
    coding = encoding.strip().lower()
    if coding in ("", "identity"):
        for part in parts:
            unpacked += part
            _check(unpacked, max_bytes)
        return bytes(unpacked)
    if coding not in ("gzip", "x-gzip"):
        raise FetchError(f"the server packs it as {coding!r}, which was not asked for; save it as a file")
    unpacker = zlib.decompressobj(_GZIP)
    try:
        for part in parts:
            waiting = part
            while waiting:
                if unpacker.eof:  # one packed part may follow another (RFC 1952)
                    unpacker = zlib.decompressobj(_GZIP)
                unpacked += unpacker.decompress(waiting, max_bytes + 1 - len(unpacked))
                _check(unpacked, max_bytes)
                waiting = unpacker.unconsumed_tail or unpacker.unused_data
    except zlib.error as error:
        raise FetchError(f"what the server sends is damaged ({error}); try again later") from error
    if not unpacker.eof:
        raise FetchError("what the server sends ends too early; try again later")
    return bytes(unpacked)


def _check(content: bytearray, max_bytes: int) -> None:
    if len(content) > max_bytes:
        raise too_large(max_bytes)


def too_large(max_bytes: int) -> FetchError:
    """Return the error of a page that is larger than what is read."""
    return FetchError(f"it has more than {max_bytes:,} bytes; save the part that you need as a file")
