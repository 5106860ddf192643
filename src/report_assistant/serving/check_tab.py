"""The tab "Check a text": each claim with its verdict, and the evidence beside it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import AsyncGenerator, Generator
from concurrent.futures import CancelledError, ThreadPoolExecutor, wait
from contextlib import aclosing
from datetime import datetime
from typing import Any

from report_assistant.assistant import ReportAssistant
from report_assistant.serving import evidence
from report_assistant.serving.check_report import check_html, check_markdown, cited, summary
from report_assistant.serving.checking import TONES
from report_assistant.serving.downloads import COPY, SAVE, packed
from report_assistant.serving.export import file_name
from report_assistant.serving.failures import error_text, log_unexpected
from report_assistant.serving.interrupting import interruptible
from report_assistant.serving.labels import reader_language, say, with_request
from report_assistant.serving.library import Library
from report_assistant.serving.markup import escaped, note
from report_assistant.serving.preparation import Preparation
from report_assistant.serving.static_labels import Static
from report_assistant.types import CheckedClaim, CheckReport

TEXT_CHARACTERS = 100_000
"""Longest text that is checked at once: some fifty pages."""

Checked = tuple[str, str, str]
"""What is shown (HTML), and once a text is checked its report as packed files: HTML, Markdown."""


def check_tab(preparation: Preparation, static: Static) -> None:
    """Lay the tab out."""
    import gradio as gr

    def busy() -> list[Any]:
        return [gr.Button(visible=False), gr.Button(visible=True), gr.Row(visible=False)]

    async def run(text: str, request: Any) -> AsyncGenerator[Checked]:
        checking = check_text(preparation, text, reader_language(request))
        async with aclosing(interruptible(checking)) as shown:
            async for one in shown:
                yield one

    def idle(as_html: str) -> list[Any]:
        return [gr.Button(visible=True), gr.Button(visible=False), gr.Row(visible=bool(as_html))]

    def stopped(request: Any) -> Checked:
        return note(say("check_stopped", reader_language(request))), "", ""

    def copied(request: Any) -> None:
        gr.Info(say("copied", reader_language(request)), title="", duration=3)

    with_request(run, stopped, copied)
    text = gr.Textbox(lines=6, max_lines=14, elem_id="text")
    static.add(text, label="text_to_check", info="text_info", placeholder="text_example")
    with gr.Row(elem_id="check-bar"):
        button = gr.Button(variant="primary", scale=0, min_width=140, elem_id="check")
        static.add(button, value="check")
        stop = gr.Button(visible=False, scale=0, min_width=140)
        static.add(stop, value="stop")
        with gr.Row(visible=False, elem_id="check-export") as exports:
            save_html, save_markdown, copy = (gr.Button(size="sm", scale=0, min_width=110) for _ in range(3))
            for one, key in (
                (save_html, "export_report"),
                (save_markdown, "export_markdown"),
                (copy, "copy"),
            ):
                static.add(one, value=key)
    result = gr.HTML(elem_id="verdicts", apply_default_css=False)
    as_html, as_markdown = gr.Textbox(visible=False), gr.Textbox(visible=False)

    private: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    switches, shown = [button, stop, exports], [result, as_html, as_markdown]
    begun = gr.on([button.click, text.submit], busy, None, switches, **private)
    running = begun.then(run, text, shown, concurrency_limit=4, **private)
    running.then(idle, as_html, switches, **private)
    halted = stop.click(stopped, None, shown, cancels=[running], **private)
    halted.then(idle, as_html, switches, **private)
    save_html.click(None, as_html, None, js=SAVE)
    save_markdown.click(None, as_markdown, None, js=SAVE)
    copy.click(None, as_markdown, None, js=COPY).success(copied, None, None, **private)


def check_text(preparation: Preparation, text: str, language: str = "en") -> Generator[Checked]:
    """Yield what is going on, and last the checked text."""
    if wrong := complaint(text, language):
        yield note(wrong), "", ""
        return
    try:
        for line in preparation.lines(language):
            yield note(line), "", ""
        yield from _check(preparation.assistant(), text, language, preparation.collection)
    except Exception as error:  # whatever it is, the reader is told
        log_unexpected(error)
        yield note(error_text(error), tone="error"), "", ""


def complaint(text: str, language: str) -> str:
    """Return why a text cannot be checked, or ""."""
    if not text.strip():
        return say("text_missing", language)
    if len(text) > TEXT_CHARACTERS:
        return say("text_long", language, length=len(text), allowed=TEXT_CHARACTERS)
    return ""


def _check(assistant: ReportAssistant, text: str, language: str, collection: str) -> Generator[Checked]:
    """Yield how far the check is a few times a second, and last its report; closing this ends the check."""
    line, ended = say("checking", language), threading.Event()

    def tell(done: int, total: int) -> None:
        nonlocal line
        if ended.is_set():
            raise CancelledError
        line = say("checking_claims", language, done=done, total=total)

    with ThreadPoolExecutor(max_workers=1) as pool:
        running = pool.submit(assistant.check, text, progress=tell)
        try:
            while not running.done():
                yield note(line), "", ""
                wait([running], timeout=0.3)
        finally:
            ended.set()
    report, library, at = running.result(), Library.of(assistant, collection), datetime.now().astimezone()
    shown = checked(report, library, language)
    if not report.claims:
        yield shown, "", ""
        return
    title = say("checked_claims", language)
    yield (
        shown,
        packed(file_name(title, "html"), "text/html", check_html(report, library, at, language)),
        packed(file_name(title, "md"), "text/markdown", check_markdown(report, at, language, collection)),
    )


def checked(report: CheckReport, library: Library, language: str = "en") -> str:
    """Return a check report as HTML: what became of its claims in all, and a row for each."""
    if not report.claims:
        return note(say("no_claim", language))
    counts = Counter(claim.verdict for claim in report.claims)
    chips = "".join(
        f'<li class="ra-{TONES[verdict]}"><b>{count}</b> {say(verdict.value, language)}</li>'
        for verdict, count in counts.most_common()
    )
    rows = "".join(
        _row(claim, report, library, place, language) for place, claim in enumerate(report.claims, start=1)
    )
    heading = say("checked_claims", language)
    return (
        f'<section class="ra-check" aria-label="{heading}"><div class="ra-summary">'
        f'{note(summary(report, language))}<ul class="ra-counts">{chips}</ul></div>{rows}</section>'
    )


def _row(claim: CheckedClaim, report: CheckReport, library: Library, place: int, language: str) -> str:
    label, tone = say(claim.verdict.value, language), TONES[claim.verdict]
    remarks = "".join(f"<p>{escaped(remark)}</p>" for remark in (claim.note, claim.formula) if remark)
    beside = evidence.cards(cited(claim, report), library, f"check-{place}", language)
    return (
        f'<div class="ra-claim ra-{tone}"><div><span class="ra-verdict">{label}</span>'
        f'<p class="ra-words">{escaped(claim.text)}</p>{remarks}</div><div>{beside}</div></div>'
    )
