"""Tell why the index cannot be written, and what to do."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

_PROBE_BYTES = 1_000_000
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def obstacle(folder: Path) -> str | None:
    """Return why nothing can be written in the folder of an index, with the remedy; None if it can.

    What a database says of it ("disk I/O error", "failed to apply logs") helps nobody, so a megabyte is
    written to see.
    """
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(_PROBE_BYTES))
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return told(folder, error)
    return None


def told(folder: Path, error: OSError) -> str:
    """Return what an error in the folder of an index means, with the remedy."""
    if error.errno in _FULL:
        return (
            f"The disk that holds the index {folder} is full ({error.strerror}). Free some space and index "
            "again: nothing is lost, and what was done is not done again."
        )
    return (
        f"The index folder {folder} cannot be written ({error.strerror}). Make it writable, or set "
        "REPORT_ASSISTANT_INDEX_DIR to a folder that is."
    )
