"""Recognise the text of a picture by the command line of Tesseract, where it is installed."""

from __future__ import annotations

import io
import logging
import shutil
import subprocess
from functools import cache
from typing import Any

_TIMEOUT = 120  # seconds for a page
_log = logging.getLogger(__name__)


def recognise(picture: Any) -> str:
    """Return the text of a picture, line by line; empty if Tesseract is missing, fails or finds none.

    Args:
        picture: a `PIL.Image.Image`.
    """
    command = shutil.which("tesseract")
    if command is None:
        return ""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    try:
        run = subprocess.run(  # noqa: S603 - no word of the command comes from the document
            [command, "stdin", "stdout", "-l", _languages(command)],
            input=buffer.getvalue(),
            capture_output=True,
            timeout=_TIMEOUT,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        _log.warning("Tesseract failed: %s", error)
        return ""
    return run.stdout.decode("utf-8", "replace").replace("\f", "").strip()


@cache
def _languages(command: str) -> str:
    """Return the languages that are installed, as Tesseract takes them; English if they cannot be told."""
    try:
        run = subprocess.run(  # noqa: S603 - the same
            [command, "--list-langs"], capture_output=True, timeout=_TIMEOUT, check=True
        )
    except (subprocess.SubprocessError, OSError):
        return "eng"
    names = run.stdout.decode("utf-8", "replace").split("\n")[1:]
    return "+".join(sorted(name for name in map(str.strip, names) if name and name != "osd")) or "eng"
