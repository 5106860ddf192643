"""Tell the language of blocks that say one themselves: templates often say the wrong one."""

from __future__ import annotations

from collections.abc import Sequence

from report_assistant.reading.formats.blocks import Block, Table
from report_assistant.reading.language import DEFAULT, detect_language

_SAMPLE = 20_000  # characters that are looked at


def spoken(blocks: Sequence[Block], declared: str | None) -> str | None:
    """Return the ISO 639-1 code of the language that blocks show, else the one that they declare."""
    sample: list[str] = []
    length = 0
    for block in blocks:
        if not isinstance(block, Table):
            sample.append(block.text)
            length += len(block.text)
        if length > _SAMPLE:
            break
    shown = detect_language(" ".join(sample)[:_SAMPLE])
    return shown if shown != DEFAULT else declared
