"""Recognise the text of a picture by the command line of Tesseract, where it is installed."""

from __future__ import annotations

import io
import logging
import math
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from statistics import median
from typing import Any

from report_assistant.reading.formats.markup import parse_html
from report_assistant.reading.formats.pdf_runs import WIDE, Line, Run

_TIMEOUT = 120  # seconds for a page
_STEP = 1.2  # sizes of letters that are measured closer to each other than this factor are one size
_BOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
_BASE = re.compile(r"baseline (\S+) (\S+)")
_SIZE = re.compile(r"x_size (\S+)")
_log = logging.getLogger(__name__)


def recognise(picture: Any, scale: float) -> list[Line]:
    """Return the lines of a picture; none if Tesseract is missing, fails or finds none.

    Args:
        picture: of the page, a `PIL.Image.Image`.
        scale: pixels of it for a point of the page.
    """
    command = shutil.which("tesseract")
    if command is None:
        return []
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    try:
        run = subprocess.run(  # noqa: S603 - no word of the command comes from the document
            [command, "stdin", "stdout", "-l", _languages(command), "hocr"],
            input=buffer.getvalue(),
            capture_output=True,
            timeout=_TIMEOUT,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        _log.warning("Tesseract failed: %s", error)
        return []
    root = parse_html(run.stdout)
    return [] if root is None else _levelled(list(_lines(root, picture.height, scale)))


def _lines(root: Any, height: int, scale: float) -> Iterator[Line]:
    """Yield the lines of a page in hOCR 1.2, words that stand far apart as cells.

    Args:
        root: of the page.
        height: of its picture, in pixels.
        scale: pixels for a point.
    """
    for line in root.xpath("//*[span[@class='ocrx_word']]"):
        said = line.get("title") or ""
        size = float(_number(_SIZE, said, 1) or 0.0) / scale
        _, top, _, bottom = _box(said)
        base = (height - bottom - float(_number(_BASE, said, 2) or 0.0)) / scale
        found: Line = []
        for word in line.iterchildren("span"):
            text, (left, _, right, _) = "".join(word.itertext()).strip(), _box(word.get("title") or "")
            if text and found and left / scale - found[-1].right < WIDE * size:
                found[-1].text += f" {text}"
                found[-1].right = right / scale
            elif text:
                ends = ((height - bottom) / scale, (height - top) / scale)
                found.append(Run(text, left / scale, right / scale, *ends, base, size))
        if found and size > 0:
            yield found


def _levelled(lines: list[Line]) -> list[Line]:
    """Return lines whose letters have one of a few sizes: those that are measured vary from line to line."""
    sizes = [run.size for line in lines for run in line for _ in run.text]
    usual = median(sizes) if sizes else 1.0

    def level(run: Run) -> Run:
        return replace(run, size=usual * _STEP ** round(math.log(run.size / usual, _STEP)))

    return [[level(run) for run in line] for line in lines]


def _box(said: str) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom, in pixels from the upper left."""
    found = _BOX.search(said)
    return (int(found[1]), int(found[2]), int(found[3]), int(found[4])) if found else (0, 0, 0, 0)


def _number(pattern: re.Pattern[str], said: str, group: int) -> str | None:
    found = pattern.search(said)
    return found[group].rstrip(";") if found else None


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
