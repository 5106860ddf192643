"""Find the files of indexed documents, never one outside the documents folder."""

from __future__ import annotations

from pathlib import Path


def file_of(root: Path, source: str) -> Path | None:
    """Return the file of a document, or None if it has none: it is a web page, it has gone, or lies outside.

    Args:
        root: the documents folder.
        source: of the document, relative to `root`.
    """
    if "://" in source or "\0" in source:
        return None
    path = root / source
    try:
        inside = path.resolve().is_relative_to(root.resolve()) and path.is_file()
    except (OSError, RuntimeError):  # a name that the system does not take, or links in a circle
        return None
    return path if inside else None
