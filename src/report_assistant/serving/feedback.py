"""Keep what readers think of answers: one JSON object a line, beside the index."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from report_assistant.serving.named_folders import page_path
from report_assistant.serving.threads import Turn

REASON_CHARACTERS = 1000
"""Longest reason that is kept."""

FILE_NAME = "feedback.jsonl"


@dataclass(frozen=True, slots=True)
class Feedback:
    """The file of a page's feedback; lines are whole, whichever thread writes."""

    path: Path
    _lock: threading.Lock

    @classmethod
    def beside(cls, index_dir: Path, collection: str = "") -> Feedback:
        """Return the feedback kept in the folder of an index.

        Each named folder of documents has a file of its own, for `evaluate` asks one folder.
        """
        name = Path(FILE_NAME)
        return cls(index_dir / f"{name.stem}{page_path(collection)}{name.suffix}", threading.Lock())

    def add(self, turn: Turn, history: list[tuple[str, str]], opinion: str, reason: str = "") -> None:
        """Append an opinion.

        Args:
            turn: that was judged, with its answer.
            history: (question, answer) pairs before it, oldest first.
            opinion: "Like" or "Dislike".
            reason: in the reader's words, or "".

        Raises:
            OSError: the file cannot be written.
        """
        line = json.dumps(record(turn, history, opinion, reason, datetime.now(UTC)), ensure_ascii=False)
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")


def record(
    turn: Turn, history: list[tuple[str, str]], opinion: str, reason: str, at: datetime
) -> dict[str, Any]:
    """Return an opinion as plain JSON types.

    Its lines can be read by `report-assistant evaluate`: an answer that was liked is expected to be answered,
    or refused, again and to cite the same sources; one that was disliked counts as wrong until somebody who
    has read the reason writes down what is right.
    """
    answer = turn.answer
    if answer is None:
        raise ValueError("a turn without an answer has nothing to judge")
    liked = opinion == "Like"
    return {
        "kind": "liked" if liked else "disliked",
        "question": turn.question,
        "history": [list(pair) for pair in history],
        "lang": answer.language,
        "answerable": {"answered": True, "refused": False}.get(answer.status.value) if liked else None,
        "must_cite": sorted({citation.source for citation in answer.citations}) if liked else [],
        "reason": reason[:REASON_CHARACTERS],
        "time": at.isoformat(timespec="seconds"),
        "answer": answer.text,
        "verdicts": [[claim.verdict.value, claim.text] for claim in answer.claims],
    }
