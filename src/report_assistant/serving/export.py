"""Export a thread: as Markdown to read on, as JSON that can be verified."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version

from report_assistant.serving.labels import say
from report_assistant.serving.marks import HOLDING, left_out
from report_assistant.serving.markup import inert_markdown, one_line
from report_assistant.serving.threads import Thread, Turn
from report_assistant.types import Answer, Citation, Status


def file_name(title: str, ending: str) -> str:
    """Return a file name made of a title: lower-case letters, digits and hyphens."""
    words = "-".join(re.findall(r"\w+", title.lower()))[:60].strip("-")
    return f"{words or 'conversation'}.{ending}"


def as_json(thread: Thread, at: datetime) -> str:
    """Return a thread as JSON: all that its answers rest on, for `report-assistant verify`.

    Each turn holds the whole answer as `Answer.to_dict` gives it, so each quote has its source and offsets.
    """
    exported = {
        "kind": "report-assistant thread",
        "version": version("report-assistant"),
        "exported": at.isoformat(timespec="seconds"),
        "title": thread.title,
        **thread.to_dict(),
    }
    return json.dumps(exported, ensure_ascii=False, indent=2) + "\n"


def as_markdown(thread: Thread, at: datetime, language: str = "en") -> str:
    """Return a thread as Markdown: each question, its answer, the quotes, and what was left out."""
    parts = [f"# {thread.title}", inert_markdown(exported_on(thread.collection, at, language))]
    for turn in thread.turns:
        parts += [f"## {one_line(turn.question)}", *_turn(turn, language)]
    return "\n\n".join(parts) + "\n"


def exported_on(collection: str, at: datetime, language: str) -> str:
    """Say when something was exported, and which collection it is about if that has a name."""
    named = say("collection_named", language, name=collection) if collection else ""
    return " ".join(filter(None, (say("exported_on", language, date=at.date().isoformat()), named)))


def place(citation: Citation, language: str) -> str:
    """Return where a quote stands: title, page and file."""
    page = [say("page", language, number=citation.page)] if citation.page is not None else []
    return ", ".join([citation.title, *page, citation.source])


def quoted(citation: Citation, language: str) -> str:
    """Return a quote with its place, in Markdown."""
    number = f"[{citation.number}] " if citation.number else ""
    return f"> {number}{one_line(citation.quote)}\n>\n> — {place(citation, language)}"


def quotes(answer: Answer) -> Sequence[Citation]:
    """Return an answer's citations, or the closest passages of a refusal, numbered 0."""
    if answer.citations or answer.status is not Status.REFUSED:
        return answer.citations
    return [
        Citation(0, near.source, near.title, near.page, near.start, near.end, near.text)
        for near in answer.nearest
    ]


def _turn(turn: Turn, language: str) -> list[str]:
    answer = turn.answer
    if answer is None:
        return [turn.failure or say("cut_off", language)]
    parts = [answer.text]
    if not turn.complete:
        parts.append(f"*{say('cut_off', language)}*")
    if answer.notice:
        parts.append(f"*{answer.notice}*")
    shown = quotes(answer)
    if shown and not answer.citations:
        parts.append(f"{say('closest', language)}. {say('closest_note', language)}")
    parts += [quoted(citation, language) for citation in shown]
    verdicts = [
        f"- {say(claim.verdict.value, language)}: {one_line(claim.text)}"
        + (f" ({claim.formula})" if claim.formula else "")
        for claim in answer.claims
        if claim.verdict in HOLDING
    ]
    if verdicts:
        parts.append(f"{say('checked_claims', language)}:\n\n" + "\n".join(verdicts))
    refused = [
        f"- {say(claim.verdict.value, language)}: {one_line(claim.text)} — {one_line(claim.note)}"
        for claim in left_out(answer)
    ]
    if refused:
        parts.append(f"{say('left_out', language)}:\n\n" + "\n".join(refused))
    return parts
