"""Say what a sync did."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from report_assistant.index.known import KnownFiles
from report_assistant.index.records import File
from report_assistant.types import Failure, SyncReport


def report_of(
    known: KnownFiles,
    files: Mapping[str, File],
    untouched: Collection[str],
    reasons: Mapping[str, str],
    embedded: int,
) -> SyncReport:
    """Return the report of a sync.

    Args:
        known: the files as they were.
        files: those that may have changed, as they are now, by name.
        untouched: names of those that have not.
        reasons: why files cannot be read, by name.
        embedded: texts that were embedded.
    """
    before = {name: known.get(name) for name in known.names - untouched}
    had = {name: file.state for name, file in before.items() if file and file.document is not None}
    has = {name: file.state for name, file in files.items() if file.document is not None}
    both = had.keys() & has.keys()
    changed = {name for name in both - reasons.keys() if has[name].content != had[name].content}
    return SyncReport(
        added=tuple(sorted(has.keys() - had.keys())),
        changed=tuple(sorted(changed)),
        removed=tuple(sorted(had.keys() - has.keys())),
        unchanged=tuple(sorted((both - changed).union(untouched))),
        failed=tuple(Failure(source, reasons[source]) for source in sorted(reasons)),
        chunks_embedded=embedded,
    )
