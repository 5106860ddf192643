"""Export a thread as a report: one HTML file without scripts or other hosts, fit to send and print."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from markdown_it import MarkdownIt

from report_assistant.serving.checking import TONES
from report_assistant.serving.export import exported_on, place, quotes
from report_assistant.serving.labels import say
from report_assistant.serving.library import Library
from report_assistant.serving.marks import HOLDING, mark_of
from report_assistant.serving.markup import escaped, linked_markdown
from report_assistant.serving.threads import Thread, Turn
from report_assistant.serving.verification import Finding
from report_assistant.types import Answer, CheckedClaim, Citation

STYLE_SHEET = Path(__file__).with_name("report.css")

# Nothing may be loaded, whatever the texts hold; styles are in the file.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def as_report(thread: Thread, library: Library, at: datetime, language: str = "en") -> str:
    """Return a thread as one HTML page: answers, their quotes and verdicts.

    Quotes are held against the documents as they are now; one that no longer stands there says so.

    Args:
        thread: to export.
        library: what its citations point into.
        at: when it is exported.
        language: ISO 639-1 code of the labels.
    """
    turns = "".join(
        _turn(turn, str(number), library, language) for number, turn in enumerate(thread.turns, start=1)
    )
    dated = exported_on(thread.collection, at, language)
    return standalone(thread.title, dated, turns, say("report_note", language), language)


def standalone(title: str, dated: str, sections: str, remark: str, language: str) -> str:
    """Return a whole page of HTML that needs nothing beside it.

    Args:
        title: of the page.
        dated: says when it was made.
        sections: HTML of what it holds.
        remark: at its foot.
        language: ISO 639-1 code of the texts.
    """
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escaped(title)}</title>"
        f"<style>{STYLE_SHEET.read_text(encoding='utf-8')}</style></head>"
        f"<body><main><h1>{escaped(title)}</h1><p class=note>{escaped(dated)}</p>{sections}"
        f"<footer>{escaped(remark)}</footer></main></body></html>\n"
    )


def _turn(turn: Turn, number: str, library: Library, language: str) -> str:
    shown = f"<h2>{escaped(turn.question)}</h2>"
    if turn.answer is None:
        said = turn.failure or say("cut_off", language)
        return f"<section>{shown}<p class=warning>{escaped(said)}</p></section>"
    shown += f'<div class="answer">{_rendered(turn.answer, number)}</div>'
    if not turn.complete:
        shown += f"<p class=warning>{say('cut_off', language)}</p>"
    if turn.answer.notice:
        shown += f"<p class=note>{escaped(turn.answer.notice)}</p>"
    quoted = _quotes(turn.answer, number, library, language)
    return f"<section>{shown}{quoted}{_claims(turn.answer, library, language)}</section>"


def _rendered(answer: Answer, number: str) -> str:
    """Return an answer's text as HTML; tags in it stay text, and its only links lead to its quotes."""
    rendered: str = MarkdownIt("commonmark", {"html": False}).render(
        linked_markdown(answer.text, answer.citations, number)
    )
    return rendered


def _quotes(answer: Answer, number: str, library: Library, language: str) -> str:
    shown = quotes(answer)
    if not shown:
        return ""
    key = "evidence" if answer.citations else "closest"
    note = "" if answer.citations else f"<p class=note>{say('closest_note', language)}</p>"
    items = "".join(quote(citation, number, library, language) for citation in shown)
    return f"<h3>{say(key, language)}</h3>{note}{items}"


def quote(citation: Citation, number: str, library: Library, language: str) -> str:
    """Return a quote with its place and whom and when its figures are about, as HTML; `number` as in ids."""
    figures = library.figures(citation)
    of = {", ".join(filter(None, (one.population, one.period))): None for one in figures}
    facts = " · ".join(filter(None, of))
    warning = ""
    finding = library.check(citation).finding
    if finding in (Finding.CHANGED, Finding.GONE):
        key = library.absent if finding is Finding.GONE else "quote_gone"
        warning = f"<p class=warning>{say(key, language)}</p>"
    mark = f"<b>[{citation.number}]</b> " if citation.number else ""
    said = escaped(" · ".join(filter(None, (place(citation, language), facts))))
    return (
        f'<blockquote id="evidence-{number}-{citation.number}"><p>{mark}{escaped(citation.quote)}</p>'
        f"<cite>{said}</cite>{warning}</blockquote>"
    )


def _claims(answer: Answer, library: Library, language: str) -> str:
    if not answer.claims:
        return ""
    held = "".join(_claim(one, answer, library, language) for one in answer.claims if one.verdict in HOLDING)
    refused = "".join(
        _claim(one, answer, library, language) for one in answer.claims if one.verdict not in HOLDING
    )
    shown = f"<h3>{say('checked_claims', language)}</h3><ul>{held}</ul>" if held else ""
    return shown + (f"<h3>{say('left_out', language)}</h3><ul>{refused}</ul>" if refused else "")


def _claim(claim: CheckedClaim, answer: Answer, library: Library, language: str) -> str:
    verdict = say(mark_of(claim, answer, library), language)
    remarks = escaped(" — ".join(filter(None, (claim.formula, claim.note))))
    return (
        f"<li><span class={TONES[claim.verdict]}>{verdict}</span> {escaped(claim.text)}"
        f"<small>{remarks}</small></li>"
    )
