"""Errors that users of the package can catch, all under `ReportAssistantError`.

A message names the thing, the value that was met and the remedy. Errors of the libraries underneath are
wrapped where they arise, with the original as `__cause__`.
"""

from __future__ import annotations

from pathlib import Path


class ReportAssistantError(Exception):
    """Base of all errors that this package raises on purpose."""


class ConfigurationError(ReportAssistantError):
    """A setting, an argument or a folder is missing or unusable."""


class DocumentError(ReportAssistantError):
    """One document cannot be read.

    Attributes:
        path: the file that failed, or the address of the web page.
    """

    def __init__(self, path: Path | str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path


class IndexingError(ReportAssistantError):
    """The index cannot be opened, read or written."""


class ModelError(ReportAssistantError):
    """A language or embedding model failed.

    Attributes:
        retryable: whether the same call may succeed later (a time-out, HTTP 429 or 5xx).
    """

    def __init__(self, message: str, *, retryable: bool = False) -> None:
        super().__init__(message)
        self.retryable = retryable
