"""Export a checked text: each claim with its verdict and the sentences that decided, to send or to keep."""

from __future__ import annotations

from datetime import datetime

from report_assistant.serving.checking import TONES
from report_assistant.serving.export import exported_on, quoted
from report_assistant.serving.labels import say
from report_assistant.serving.library import Library
from report_assistant.serving.markup import escaped, inert_markdown, one_line
from report_assistant.serving.report import quote, standalone
from report_assistant.types import CheckedClaim, CheckReport, Citation


def summary(report: CheckReport, language: str) -> str:
    """Say how many claims of a text hold."""
    holding = sum(TONES[claim.verdict] == "good" for claim in report.claims)
    return say("claims_hold", language, holding=holding, total=len(report.claims))


def cited(claim: CheckedClaim, report: CheckReport) -> list[Citation]:
    """Return the citations of a claim."""
    return [citation for citation in report.citations if citation.number in claim.citations]


def check_markdown(report: CheckReport, at: datetime, language: str = "en", collection: str = "") -> str:
    """Return a checked text as Markdown: each claim, its verdict, and the quotes that decided."""
    dated = exported_on(collection, at, language)
    parts = [f"# {say('checked_claims', language)}", inert_markdown(f"{dated} {summary(report, language)}")]
    for claim in report.claims:
        parts.append(f"## {say(claim.verdict.value, language)}\n\n{inert_markdown(one_line(claim.text))}")
        parts += [inert_markdown(one_line(remark)) for remark in (claim.formula, claim.note) if remark]
        parts += [quoted(citation, language) for citation in cited(claim, report)]
    return "\n\n".join(parts) + "\n"


def check_html(report: CheckReport, library: Library, at: datetime, language: str = "en") -> str:
    """Return a checked text as one HTML page without scripts or other hosts."""
    sections = "".join(
        _section(claim, report, str(place), library, language)
        for place, claim in enumerate(report.claims, start=1)
    )
    dated = f"{exported_on(library.collection, at, language)} {summary(report, language)}"
    return standalone(say("checked_claims", language), dated, sections, say("check_note", language), language)


def _section(claim: CheckedClaim, report: CheckReport, place: str, library: Library, language: str) -> str:
    verdict = f"<span class={TONES[claim.verdict]}>{say(claim.verdict.value, language)}</span>"
    remarks = "".join(f"<p class=note>{escaped(one)}</p>" for one in (claim.formula, claim.note) if one)
    quotes = "".join(quote(citation, place, library, language) for citation in cited(claim, report))
    return f"<section><h2>{verdict} {escaped(claim.text)}</h2>{remarks}{quotes}</section>"
