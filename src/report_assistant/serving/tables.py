"""Write records to stdout: JSON, CSV and tables."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from report_assistant.evaluation.scoring import EvaluationReport
from report_assistant.serving.markup import one_line
from report_assistant.serving.verification import QuoteCheck
from report_assistant.types import SyncReport


def show_json(value: Any) -> None:
    """Write one JSON document to stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def show_json_line(value: Any) -> None:
    """Write one JSON document on one line to stdout, at once: whoever reads it is waiting."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def as_csv(records: Sequence[Mapping[str, Any]]) -> str:
    """Return records as comma-separated values, lists joined by semicolons, under a line of names."""
    if not records:
        return ""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, fieldnames=list(records[0]))
    writer.writeheader()
    for record in records:
        writer.writerow({name: _cell(value) for name, value in record.items()})
    return written.getvalue()


def show_table(console: Console, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Show rows as a table on a terminal, as tab-separated lines in a pipe."""
    cells = [[one_line(_cell(value)) for value in row] for row in rows]
    if not console.is_terminal:
        for line in (heads, *cells):
            console.print(Text("\t".join(line)))
        return
    grid = Table(*heads, header_style="bold", box=None, pad_edge=False)
    for line in cells:
        grid.add_row(*map(Text, line))
    console.print(grid)


def show_sync(console: Console, report: SyncReport) -> None:
    """Say what an index run did, failures included."""
    counts = ("added", "changed", "removed", "unchanged")
    said = ", ".join(f"{len(getattr(report, name))} {name}" for name in counts)
    console.print(f"{said}; {report.chunks_embedded} chunks embedded")
    for failure in report.failed:
        console.print(Text.assemble(("not read ", "yellow"), f"{failure.source}: {failure.reason}"))


def show_verification(console: Console, checks: Sequence[QuoteCheck]) -> None:
    """Say of each quote of a saved answer what became of it."""
    if not checks:
        console.print("This answer cites nothing.")
        return
    rows = [(f"[{check.number}]", check.finding.value, check.source, check.quote) for check in checks]
    show_table(console, ("quote", "finding", "source", "words"), rows)
    for check in checks:
        if check.now:
            console.print(Text(f"[{check.number}] now reads there: “{one_line(check.now)}”"))


def show_evaluation(console: Console, report: EvaluationReport) -> None:
    """Show how many questions of each kind were answered rightly."""
    heads = ("kind", "questions", "right", "answered", "refused", "median ms")
    rows = [
        (score.kind, score.questions, score.right, score.answered, score.refused, f"{score.median_ms:.0f}")
        for score in report.kinds
    ]
    show_table(console, heads, rows)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
