"""Why a web page could not be fetched."""

from __future__ import annotations


class FetchError(ValueError):
    """A page cannot be fetched; the message says why and what to do.

    Attributes:
        unreachable: whether its server did not answer at all, so that asking it again now is in vain.
    """

    def __init__(self, message: str, *, unreachable: bool = False) -> None:
        super().__init__(message)
        self.unreachable = unreachable
