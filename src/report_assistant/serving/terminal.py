"""Show results in a terminal, or as plain text where the output is piped."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.markdown import Markdown
from rich.padding import Padding
from rich.text import Text

from report_assistant.errors import ReportAssistantError
from report_assistant.serving.labels import say
from report_assistant.serving.markup import one_line
from report_assistant.types import Answer, CheckedClaim, CheckReport, Citation, Status, Verdict

VERDICT_STYLES = {
    Verdict.SUPPORTED: "green",
    Verdict.DERIVED: "green",
    Verdict.NOT_SEPARABLE: "yellow",
}
"""Colours of verdicts; those not named here are red."""

# A result that is piped must not be folded at the width of a terminal that nobody looks at.
_PIPED_WIDTH = 10_000


def result_console() -> Console:
    """Return a console on stdout that folds and colours on a terminal only."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = _PIPED_WIDTH
    return console


def tell_error(error: ReportAssistantError | str) -> None:
    """Tell on stderr what went wrong, in one line."""
    Console(stderr=True).print(Text.assemble(("Error: ", "bold red"), str(error)), soft_wrap=True)


def show_answer(console: Console, answer: Answer) -> None:
    """Show an answer with its citations below it."""
    console.print(answer_text(console, answer.text))
    show_footnotes(console, answer)


def answer_text(console: Console, markdown: str) -> RenderableType:
    """Return an answer's Markdown for a terminal, or as plain text for a pipe."""
    if console.is_terminal:
        return Markdown(markdown, hyperlinks=False)
    return Text(re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", markdown))


def show_footnotes(console: Console, answer: Answer) -> None:
    """Show what stands below an answer: citations, closest passages of a refusal, notice."""
    if answer.citations:
        console.print()
        console.print(citation_list(answer.citations, answer.language))
    if answer.status is Status.REFUSED and answer.nearest:
        console.print()
        heading, said = say("closest", answer.language), say("closest_note", answer.language)
        console.print(Text(f"{heading}. {said}", style="dim"))
        for passage in answer.nearest:
            where = _place(passage.title, passage.page, passage.source, answer.language)
            console.print(Group(where, Padding.indent(Text(one_line(passage.text), style="dim"), 4)))
    if answer.notice:
        console.print()
        console.print(Text(answer.notice, style="yellow"))


def citation_list(citations: Iterable[Citation], language: str = "en") -> RenderableType:
    """Return numbered citations, each with its place and its quote."""
    lines: list[RenderableType] = []
    for citation in citations:
        number = Text(f"[{citation.number}] ", style="bold cyan")
        lines.append(number + _place(citation.title, citation.page, citation.source, language))
        lines.append(Padding.indent(Text(f"“{one_line(citation.quote)}”", style="dim"), 4))
    return Group(*lines)


def show_check(console: Console, report: CheckReport) -> None:
    """Show each claim with its verdict, note and citations."""
    if not report.claims:
        console.print("There is no claim in this text.")
        return
    for claim in report.claims:
        console.print(_claim_line(claim))
        for remark in filter(None, (claim.note, claim.formula)):
            console.print(Padding.indent(Text(remark), 4))
        if claim.citations:
            marks = " ".join(f"[{number}]" for number in claim.citations)
            console.print(Padding.indent(Text(marks, style="cyan"), 4))
    if report.citations:
        console.print()
        console.print(citation_list(report.citations))


def _claim_line(claim: CheckedClaim) -> Text:
    style = VERDICT_STYLES.get(claim.verdict, "red")
    return Text(claim.verdict.value.replace("_", " "), style=f"bold {style}") + Text(f": {claim.text}")


def _place(title: str, page: int | None, source: str, language: str) -> Text:
    page_text = f", {say('page', language, number=page)}" if page is not None else ""
    return Text(f"{title}{page_text}") + Text(f" ({source})", style="dim")
