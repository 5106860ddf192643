"""What is said while documents are read."""

from __future__ import annotations

import pytest

from report_assistant.index.progress import SyncProgress
from report_assistant.serving.opening import progress_line


@pytest.mark.parametrize(
    ("progress", "line"),
    [
        (SyncProgress("a.md", 1, 5, 0), "Reading documents: 2 of 5"),
        (
            SyncProgress("a.md", 1, 5, 90, 41.7, 130.0),
            "Reading documents: 2 of 5 (42 passages a second, 3 min left)",
        ),
        (SyncProgress("", 5, 5, 90, 41.7, 0.0), "Getting ready"),
    ],
)
def test_tells_how_far_how_fast_and_how_long(progress: SyncProgress, line: str) -> None:
    assert progress_line(progress) == line
