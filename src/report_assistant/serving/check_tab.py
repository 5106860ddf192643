"""The tab "Check a text": each claim with its verdict, and the evidence beside it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

from report_assistant.assistant import ReportAssistant
from report_assistant.serving import evidence
from report_assistant.serving.checking import TONES
from report_assistant.serving.failures import error_text, log_unexpected
from report_assistant.serving.labels import reader_language, say, with_request
from report_assistant.serving.library import Library
from report_assistant.serving.markup import escaped, note
from report_assistant.serving.preparation import Preparation
from report_assistant.serving.static_labels import Static
from report_assistant.types import CheckedClaim, CheckReport


def check_tab(preparation: Preparation, static: Static) -> None:
    """Lay the tab out."""
    import gradio as gr

    def run(text: str, request: Any) -> Iterator[str]:
        yield from check_text(preparation, text, reader_language(request))

    with_request(run)
    text = gr.Textbox(
        lines=6,
        max_lines=14,
        elem_id="text",
    )
    static.add(text, label="text_to_check", info="text_info")
    button = gr.Button(variant="primary", elem_id="check")
    static.add(button, value="check")
    result = gr.HTML(elem_id="verdicts", apply_default_css=False)
    button.click(run, text, result, concurrency_limit=4, show_progress="hidden", api_visibility="private")


def check_text(preparation: Preparation, text: str, language: str = "en") -> Iterator[str]:
    """Yield what is going on, and last the checked text, as HTML."""
    if not text.strip():
        yield note(say("text_missing", language))
        return
    try:
        for line in preparation.lines(language):
            yield note(line)
        yield from _check(preparation.assistant(), text, language, preparation.collection)
    except Exception as error:  # whatever it is, the reader is told
        log_unexpected(error)
        yield note(error_text(error), tone="error")


def _check(assistant: ReportAssistant, text: str, language: str, collection: str) -> Iterator[str]:
    """Yield how far the check is a few times a second, and last its report, as HTML."""
    line = say("checking", language)

    def tell(done: int, total: int) -> None:
        nonlocal line
        line = say("checking_claims", language, done=done, total=total)

    with ThreadPoolExecutor(max_workers=1) as pool:
        report = pool.submit(assistant.check, text, progress=tell)
        while not report.done():
            yield note(line)
            wait([report], timeout=0.3)
    yield checked(report.result(), Library.of(assistant, collection), language)


def checked(report: CheckReport, library: Library, language: str = "en") -> str:
    """Return a check report as HTML: a line that sums it up, and a row for each claim."""
    if not report.claims:
        return note(say("no_claim", language))
    holding = sum(TONES[claim.verdict] == "good" for claim in report.claims)
    summary = note(say("claims_hold", language, holding=holding, total=len(report.claims)))
    rows = "".join(
        _row(claim, report, library, place, language) for place, claim in enumerate(report.claims, start=1)
    )
    heading = say("checked_claims", language)
    return f'<section class="ra-check" aria-label="{heading}">{summary}{rows}</section>'


def _row(claim: CheckedClaim, report: CheckReport, library: Library, place: int, language: str) -> str:
    label, tone = say(claim.verdict.value, language), TONES[claim.verdict]
    remarks = "".join(f"<p>{escaped(remark)}</p>" for remark in (claim.note, claim.formula) if remark)
    cited = [citation for citation in report.citations if citation.number in claim.citations]
    beside = evidence.cards(cited, library, f"check-{place}", language)
    return (
        f'<div class="ra-claim ra-{tone}"><div><span class="ra-verdict">{label}</span>'
        f'<p class="ra-words">{escaped(claim.text)}</p>{remarks}</div><div>{beside}</div></div>'
    )
