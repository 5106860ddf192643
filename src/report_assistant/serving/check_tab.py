"""The tab "Check a text": each claim with its verdict, and the evidence beside it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait

from report_assistant.assistant import ReportAssistant
from report_assistant.serving import evidence
from report_assistant.serving.evidence import Documents
from report_assistant.serving.failures import error_text, log_unexpected
from report_assistant.serving.markup import escaped, note
from report_assistant.serving.preparation import Preparation
from report_assistant.types import CheckedClaim, CheckReport, Verdict

VERDICTS = {
    Verdict.SUPPORTED: ("Supported", "good"),
    Verdict.DERIVED: ("Follows by arithmetic", "good"),
    Verdict.NOT_SEPARABLE: ("Joint figure", "doubtful"),
    Verdict.WRONG_FIGURE: ("Wrong figure", "bad"),
    Verdict.WRONG_POPULATION: ("Said of others", "bad"),
    Verdict.WRONG_PERIOD: ("Said of another time", "bad"),
    Verdict.NOT_SUPPORTED: ("Not supported", "bad"),
}
"""What a reader is told of each verdict, and the tone of its colour."""


def check_tab(preparation: Preparation) -> None:
    """Lay the tab out."""
    import gradio as gr

    def run(text: str) -> Iterator[str]:
        yield from check_text(preparation, text)

    text = gr.Textbox(
        label="Text to check",
        info="A paragraph, a slide, a press release: each claim in it is held against the documents.",
        lines=6,
        max_lines=14,
        elem_id="text",
    )
    button = gr.Button("Check", variant="primary", elem_id="check")
    result = gr.HTML(elem_id="verdicts", apply_default_css=False)
    button.click(run, text, result, concurrency_limit=4, show_progress="hidden", api_visibility="private")


def check_text(preparation: Preparation, text: str) -> Iterator[str]:
    """Yield what is going on, and last the checked text, as HTML."""
    if not text.strip():
        yield note("Paste a text first.")
        return
    try:
        for line in preparation.lines():
            yield note(line)
        yield from _check(preparation.assistant(), text)
    except Exception as error:  # whatever it is, the reader is told
        log_unexpected(error)
        yield note(error_text(error), tone="error")


def _check(assistant: ReportAssistant, text: str) -> Iterator[str]:
    """Yield how far the check is a few times a second, and last its report, as HTML."""
    line = "Checking …"

    def tell(done: int, total: int) -> None:
        nonlocal line
        line = f"Checking: {done:,} of {total:,} claims …"

    with ThreadPoolExecutor(max_workers=1) as pool:
        report = pool.submit(assistant.check, text, progress=tell)
        while not report.done():
            yield note(line)
            wait([report], timeout=0.3)
    yield checked(report.result(), assistant.document)


def checked(report: CheckReport, documents: Documents) -> str:
    """Return a check report as HTML: a line that sums it up, and a row for each claim."""
    if not report.claims:
        return note("There is no claim in this text.")
    holding = sum(VERDICTS[claim.verdict][1] == "good" for claim in report.claims)
    summary = note(f"{holding} of {len(report.claims)} claims hold.")
    rows = "".join(
        _row(claim, report, documents, place) for place, claim in enumerate(report.claims, start=1)
    )
    return f'<section class="ra-check" aria-label="Checked claims">{summary}{rows}</section>'


def _row(claim: CheckedClaim, report: CheckReport, documents: Documents, place: int) -> str:
    label, tone = VERDICTS[claim.verdict]
    remarks = "".join(f"<p>{escaped(remark)}</p>" for remark in (claim.note, claim.formula) if remark)
    cited = [citation for citation in report.citations if citation.number in claim.citations]
    beside = evidence.cards(cited, documents, f"check-{place}")
    return (
        f'<div class="ra-claim ra-{tone}"><div><span class="ra-verdict">{label}</span>'
        f'<p class="ra-words">{escaped(claim.text)}</p>{remarks}</div><div>{beside}</div></div>'
    )
