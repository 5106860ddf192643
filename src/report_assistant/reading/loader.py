"""Find the documents of a folder and read them, each by the reader of its kind."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from report_assistant.errors import ConfigurationError, DocumentError
from report_assistant.reading.decoding import MAX_BYTES, UnreadableError, decode
from report_assistant.reading.formats import extracting
from report_assistant.reading.formats.layout import lay_out
from report_assistant.reading.front_matter import read_front_matter
from report_assistant.reading.language import detect_language
from report_assistant.reading.markdown import read_markdown
from report_assistant.reading.plain import read_plain
from report_assistant.reading.spans import checked_order
from report_assistant.types import Document, Sentence

_Reader = Callable[[str, int, str], tuple[list[Sentence], str | None]]
"""From the text, where its body starts and its language to the sentences and, if there is one, the title."""

_READERS: dict[str, _Reader] = {".md": read_markdown, ".markdown": read_markdown, ".txt": read_plain}

SUFFIXES: frozenset[str] = extracting.SUFFIXES | frozenset(_READERS)
"""File name endings that are read, in lower case."""

LIST_NAME = "urls.txt"
"""Name of the list of web pages, directly in the documents folder; it is no document itself."""

_SAMPLE = 20_000  # characters in which the language is looked for


def find_documents(root: Path) -> list[Path]:
    """Return the readable files under `root`, sorted by path; see `find_sources`.

    Raises:
        ConfigurationError: there is no folder `root`, or it cannot be listed.
    """
    return [root / source for source in find_sources(root)]


def find_sources(root: Path, *, refused: Callable[[str, OSError], None] | None = None) -> list[str]:
    """Return the paths of the readable files under `root`, relative to it, with `/`, sorted.

    Hidden files and folders are left out, and so are the marks of open Office documents, links that lead out
    of `root`, and its list of web pages; linked folders are not entered.

    Args:
        root: the documents folder.
        refused: told of each folder below `root` that cannot be listed, by its relative path with a final
            `/`; what is in it is missing.

    Raises:
        ConfigurationError: there is no folder `root`, or it cannot be listed.
    """
    if not root.is_dir():
        raise ConfigurationError(f"no documents folder at {root}; make it or name another one")
    inside = root.resolve()
    found: list[str] = []
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(root / folder) as entries:
                for entry in entries:
                    if is_passed_over(entry.name):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(f"{folder}{entry.name}/")
                    elif _is_readable_kind(entry.name) and _is_file_inside(entry, inside):
                        found.append(folder + entry.name)
        except OSError as error:
            if not folder:
                raise ConfigurationError(
                    f"the documents folder {root} cannot be listed: {error.strerror}"
                ) from error
            if refused is not None:
                refused(folder, error)
    return sorted(source for source in found if source != LIST_NAME)


def _is_readable_kind(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in SUFFIXES  # noqa: PTH122 - a Path for each name takes longer


def _is_file_inside(entry: os.DirEntry[str], inside: Path) -> bool:
    """Tell whether it is a file; a link counts if it leads to a file under `inside`."""
    return entry.is_file() and (not entry.is_symlink() or Path(entry.path).resolve().is_relative_to(inside))


def is_passed_over(name: str) -> bool:
    """Tell whether a file or folder is none of the user's: hidden, or the mark of an open Office document."""
    return name.startswith((".", "~$"))


def read_document(path: Path, root: Path) -> Document:
    """Read a file into a document with its sentences.

    Args:
        path: the file, under `root`.
        root: the documents folder; `Document.source` is relative to it.

    Raises:
        DocumentError: the file cannot be read, is empty, is not what its name says, is damaged, encrypted or
            too large, or its front matter is no YAML.
    """
    if not path.is_relative_to(root):
        raise DocumentError(path, f"lies outside the documents folder {root}; move it there")
    return parse_document(read_bytes(path), path, path.relative_to(root).as_posix())


def read_bytes(path: Path) -> bytes:
    """Return what is in a file.

    Raises:
        DocumentError: it is of a kind that is not read, no file, too large, or cannot be opened.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise DocumentError(path, f"files of this kind are not read; give {', '.join(sorted(SUFFIXES))}")
    try:
        if path.is_dir():
            raise DocumentError(path, "is a folder; give a file")
        if not path.is_file():
            raise DocumentError(path, "is no regular file; give a file that exists")
        check_size(path, path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(path, f"cannot be read ({error.strerror}); check its permissions") from error


def check_size(path: Path, size: int) -> None:
    """Refuse a file of more than `MAX_BYTES`.

    Raises:
        DocumentError: `size`, in bytes, is more.
    """
    if size > MAX_BYTES:
        raise DocumentError(path, f"has {size:,} bytes, more than {MAX_BYTES:,}; split it into smaller files")


def parse_document(data: bytes, path: Path, source: str) -> Document:
    """Make the document of what is in a file.

    Args:
        data: the content.
        path: names the kind by its ending, and the file in errors.
        source: of the document: a path relative to the folder.

    Raises:
        DocumentError: it is empty, is not what its name says, is damaged or encrypted, or its front matter is
            no YAML.
    """
    if not _is_encodable(source):
        raise DocumentError(path, "has a name that is not valid UTF-8; rename it")
    try:
        return read_content(data, path.suffix.lower(), source, PurePosixPath(source).stem)
    except UnreadableError as error:
        raise DocumentError(path, str(error)) from error


def renamed(document: Document, source: str) -> Document:
    """Return the document as it is under another name: with another title if that is made of the name."""
    if source == document.source:
        return document
    title = document.title if document.titled else _readable(PurePosixPath(source).stem)
    return replace(document, source=source, title=title)


def read_content(data: bytes, suffix: str, source: str, name: str) -> Document:
    """Read what is in a file, or was fetched, into a document.

    Args:
        data: all of it.
        suffix: one of `SUFFIXES`, which says what it is.
        source: of the document.
        name: of which a title is made where the document has none.

    Raises:
        UnreadableError: it is empty, is not what `suffix` says, is damaged, encrypted or too large, or its
            front matter is no YAML.
    """
    if suffix in _READERS:
        return _from_text(decode(data), source, _readable(name), _READERS[suffix])
    return _from_blocks(data, source, _readable(name), suffix)


def _from_text(text: str, source: str, name: str, read: _Reader) -> Document:
    """Make the document of a text file.

    Raises:
        UnreadableError: it is empty, or its front matter is no YAML.
    """
    try:
        front = read_front_matter(text)
    except ValueError as error:
        raise UnreadableError(
            f"its front matter is not valid YAML ({error}); correct or remove it"
        ) from error
    if not text[front.end :].strip():
        raise UnreadableError("is empty; write something in it or remove it")
    language = front.language or detect_language(text[front.end : front.end + _SAMPLE])
    sentences, title = read(text, front.end, language)
    return Document(
        source=source,
        title=front.title or title or name,
        titled=bool(front.title or title),
        text=text,
        sentences=checked_order(sentences),
        language=language,
        publisher=front.publisher,
        published=front.published,
        period=front.period,
        geography=front.geography,
        links=front.links,
    )


def _from_blocks(data: bytes, source: str, name: str, suffix: str) -> Document:
    """Make the document of a file that is more than text.

    Raises:
        UnreadableError: it cannot be read, or nothing stands in it.
    """
    extracted = extracting.extract(data, suffix)
    laid = lay_out(extracted)
    language = extracted.language or detect_language(laid.text[:_SAMPLE])
    sentences = checked_order(laid.sentences(language))
    if not sentences:
        raise UnreadableError("holds no text; write something in it or remove it")
    return Document(
        source=source,
        title=extracted.title or name,
        titled=bool(extracted.title),
        text=laid.text,
        sentences=sentences,
        language=language,
        publisher=extracted.publisher,
        published=extracted.published,
        links=extracted.links,
    )


def _is_encodable(name: str) -> bool:
    """Tell whether a file name can be written down: bytes that are not UTF-8 come as lone surrogates."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _readable(stem: str) -> str:
    """Turn a file name into a title: `annual-report_2025` becomes "Annual report 2025"."""
    words = " ".join(stem.replace("-", " ").replace("_", " ").split()) or stem
    return words[0].upper() + words[1:]
