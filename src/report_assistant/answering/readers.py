"""The readers of this process: one for English, one for all four languages where its package is there."""

from __future__ import annotations

from collections.abc import Collection

from report_assistant.answering.reader import Reader
from report_assistant.answering.reader_bases import bundled_base, e5_base
from report_assistant.answering.reader_weights import ENGLISH, MULTILINGUAL, check_hash
from report_assistant.index.multilingual import is_installed
from report_assistant.index.sharing import shared


def reader_for(languages: Collection[str]) -> Reader:
    """Return the reader for a question and its passages, loaded when it is first asked for.

    English alone is read by the smaller one, which learned from more questions and is twice as fast. Without
    the package of the multilingual encoder it reads everything.

    Args:
        languages: ISO 639-1 codes of the question and of the passages.

    Raises:
        ConfigurationError: a file is missing or is not the one that was shipped.
    """
    return english_reader() if set(languages) <= {"en"} or not is_installed() else multilingual_reader()


@shared
def english_reader() -> Reader:
    """Load the reader on top of the bundled encoder; errors as in `reader_for`."""
    check_hash(ENGLISH)
    return Reader.from_file(ENGLISH.path, bundled_base())


@shared
def multilingual_reader() -> Reader:
    """Load the reader on top of multilingual-e5-small; errors as in `reader_for`."""
    check_hash(MULTILINGUAL)
    return Reader.from_file(MULTILINGUAL.path, e5_base())
