"""Say what a change of the documents came to, while it is made and afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, wait
from dataclasses import replace

from report_assistant.serving.labels import say
from report_assistant.serving.markup import escaped, note
from report_assistant.serving.preparation import Preparation
from report_assistant.serving.uploads import Fate, Received
from report_assistant.types import SyncReport

_LOOK_SECONDS = 0.5
_TONES = {Fate.ADDED: "good", Fate.REPLACED: "good", Fate.REFUSED: "bad", Fate.DELETED: "good"}


def caught_up(
    preparation: Preparation, language: str, reports: Sequence[SyncReport]
) -> Iterator[str | SyncReport]:
    """Have the index follow the folder; yield what is going on, and last what was done.

    Args:
        preparation: has the index.
        language: ISO 639-1 code of what is said.
        reports: those that `preparation` collects since before the folder was changed: a sync that was
            running then may have taken the change up first.

    Raises:
        ConfigurationError: the documents are still being read for the first time.
        ReportAssistantError: the index cannot be written.
    """
    report: Future[SyncReport] = preparation.refresh()
    while not report.done():
        yield preparation.news(language) or say("looking", language)
        wait([report], timeout=_LOOK_SECONDS)
    report.result()
    yield together(reports)


def together(reports: Sequence[SyncReport]) -> SyncReport:
    """Return what syncs, oldest first, came to in all."""
    added: set[str] = set()
    changed: set[str] = set()
    removed: set[str] = set()
    for report in reports:
        for source in report.added:
            # What was removed before is back, and may be another.
            (changed if source in removed else added).add(source)
            removed.discard(source)
        changed.update(set(report.changed) - added)
        removed.update(set(report.removed) - added)
        added.difference_update(report.removed)
        changed.difference_update(report.removed)
    last = reports[-1]
    return replace(
        last, added=tuple(sorted(added)), changed=tuple(sorted(changed)), removed=tuple(sorted(removed))
    )


def told(report: SyncReport, language: str) -> str:
    """Return in HTML what a sync did."""
    counts = [
        (key, len(sources))
        for key, sources in (
            ("sync_added", report.added),
            ("sync_changed", report.changed),
            ("sync_removed", report.removed),
            ("sync_failed", report.failed),
        )
        if sources
    ]
    said = [say(key, language, count=count) for key, count in counts]
    return note(" · ".join(said) or say("sync_nothing", language))


def fates(files: Sequence[Received], language: str) -> str:
    """Return in HTML what became of uploaded files."""
    lines = "".join(_line(file, language) for file in files if file.fate is not Fate.WAITING)
    return f'<ul class="ra-fates" role="status">{lines}</ul>' if lines else ""


def question(files: Sequence[Received], language: str) -> str:
    """Return in HTML the question whether files are to take the place of those that have their names."""
    if not files:
        return ""
    names = "".join(f"<li>{escaped(file.source)}</li>" for file in files)
    said = escaped(say("replace_question", language, count=len(files)))
    return f'<div class="ra-question" role="alert"><p>{said}</p><ul>{names}</ul></div>'


def _line(file: Received, language: str) -> str:
    reason = f"<small>{escaped(file.reason)}</small>" if file.reason else ""
    tone = _TONES.get(file.fate, "busy")
    return (
        f'<li><span class="ra-{tone}">{say(file.fate.value, language)}</span> '
        f"<b>{escaped(file.source)}</b>{reason}</li>"
    )
