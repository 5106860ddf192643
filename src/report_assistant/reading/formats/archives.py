"""Open ZIP archives from strangers: nothing is unpacked before its size is known to be bearable."""

from __future__ import annotations

import io
import zipfile
import zlib

from report_assistant.reading.decoding import UnreadableError

MAX_MEMBERS = 20_000
"""Most files in an archive."""

MAX_UNPACKED = 300_000_000
"""Most bytes of all files in an archive together, unpacked."""

_MAX_RATIO = 150  # unpacked bytes for a packed one; tables of one repeated row reach about 100
_SMALL = 20_000_000  # bytes unpacked that are bearable at any ratio
_MAX_MARKUP = 100_000_000  # bytes of one XML file, which takes a multiple of that in memory
_MARKUP = (".xml", ".rels", ".xhtml", ".html", ".htm", ".opf")
_ENCRYPTED_BIT = 0x1


def open_archive(data: bytes, *, entities: bool = False) -> zipfile.ZipFile:
    """Open an archive after checking what it says of its sizes.

    `zipfile` reads no more of a file than the archive says that it holds, so the sums that are checked here
    bound what any reader can unpack.

    Args:
        data: the archive.
        entities: whether XML files in it may declare entities, as those of a book may.

    Raises:
        UnreadableError: it is damaged, encrypted, too large unpacked, or declares XML entities.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, LookupError, NotImplementedError) as error:
        raise UnreadableError(f"is damaged ({error}); save or download it again") from error
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise UnreadableError(f"packs {len(members):,} files, more than {MAX_MEMBERS:,}; it is not read")
    total = sum(member.file_size for member in members)
    if total > MAX_UNPACKED or (total > _SMALL and total > _MAX_RATIO * len(data)):
        raise UnreadableError(
            f"unpacks to {total:,} bytes from {len(data):,}, as archives made to do harm do; "
            "split it into smaller files"
        )
    for member in members:
        if member.flag_bits & _ENCRYPTED_BIT:
            raise UnreadableError("is encrypted; remove the password and save it again")
        markup = member.filename.lower().endswith(_MARKUP)
        if markup and member.file_size > _MAX_MARKUP:
            raise UnreadableError(
                f"holds {member.filename} of {member.file_size:,} bytes, more than {_MAX_MARKUP:,}; split it"
            )
        if markup and not entities and _declares_entities(archive, member):
            raise UnreadableError(
                f"declares XML entities in {member.filename}, as office programs do not; save it again"
            )
    return archive


def _declares_entities(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Tell whether the start of an XML file holds a document type: office formats forbid it."""
    try:
        with archive.open(member) as file:
            head = file.read(4096)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, zlib.error) as error:
        raise UnreadableError(
            f"is damaged ({member.filename}: {error}); save or download it again"
        ) from error
    return b"<!DOCTYPE" in head or b"<!ENTITY" in head or "<!DOCTYPE".encode("utf-16-le") in head


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a file of the archive, unpacked.

    Raises:
        UnreadableError: it is not there, or damaged.
    """
    try:
        return archive.read(name)
    except (
        zipfile.BadZipFile,
        LookupError,
        OSError,
        ValueError,
        NotImplementedError,
        EOFError,
        zlib.error,
    ) as error:
        raise UnreadableError(f"is damaged ({name}: {error}); save or download it again") from error
