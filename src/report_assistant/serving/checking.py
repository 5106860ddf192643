"""Give an account of an answer: the verdict on each claim, what was left out and why, how long it took."""

from __future__ import annotations

from decimal import Decimal

from report_assistant.answering.wording import written_number
from report_assistant.serving.labels import say
from report_assistant.serving.library import Library
from report_assistant.serving.marks import HOLDING, claim_id, mark_of
from report_assistant.serving.markup import escaped
from report_assistant.types import Answer, CheckedClaim, Verdict

TONES = {
    Verdict.SUPPORTED: "good",
    Verdict.DERIVED: "good",
    Verdict.NOT_SEPARABLE: "doubtful",
    Verdict.WRONG_FIGURE: "bad",
    Verdict.WRONG_POPULATION: "bad",
    Verdict.WRONG_PERIOD: "bad",
    Verdict.NOT_SUPPORTED: "bad",
}
"""The tone of the colour in which each verdict is shown."""


def account(answer: Answer, number: str, library: Library, language: str = "en") -> str:
    """Return the account of an answer, folded, as HTML; "" if there is nothing to tell.

    Args:
        answer: a complete one.
        number: of its turn; it sets ids apart from those of other answers.
        library: what its citations point into.
        language: ISO 639-1 code of the labels.
    """
    shown, refused = "", ""
    for place, claim in enumerate(answer.claims, start=1):
        item = _item(claim, mark_of(claim, answer, library), claim_id(number, place), language)
        if claim.verdict in HOLDING:
            shown += item
        else:
            refused += item
    told = f'<ul class="ra-claims">{shown}</ul>' if shown else ""
    if refused:
        told += f'<h4>{say("left_out", language)}</h4><ul class="ra-claims">{refused}</ul>'
    if answer.searched_for and answer.searched_for != answer.question:
        told += f"<p>{escaped(say('searched_for', language, query=answer.searched_for))}</p>"
    told += _times(answer, language)
    if not told:
        return ""
    count = sum(claim.verdict not in HOLDING for claim in answer.claims)
    summary = say("how_checked_left_out", language, count=count) if count else say("how_checked", language)
    return f'<details class="ra-account"><summary>{summary}</summary>{told}</details>'


def _item(claim: CheckedClaim, key: str, identifier: str, language: str) -> str:
    remarks = [remark for remark in (claim.formula, claim.note) if remark]
    said = "".join(f"<p>{escaped(remark)}</p>" for remark in remarks)
    return (
        f'<li id="{identifier}" tabindex="-1" class="ra-{TONES[claim.verdict]}">'
        f'<span class="ra-verdict">{say(key, language)}</span> {escaped(claim.text)}{said}</li>'
    )


def _times(answer: Answer, language: str) -> str:
    """Say how long each stage took, in seconds, and which model worded the answer."""
    total = answer.timings_ms.get("total")
    if total is None:
        return ""
    stages = [
        say(key, language, seconds=_seconds(answer.timings_ms[name], language))
        for name, key in (("retrieve", "stage_retrieve"), ("draft", "stage_draft"))
        if name in answer.timings_ms
    ]
    took = say("took", language, seconds=_seconds(total, language), stages=", ".join(stages))
    worded = say("worded_by", language, model=answer.model) if answer.model else ""
    return f'<p class="ra-times">{escaped(f"{took} {worded}".strip())}</p>'


def _seconds(milliseconds: float, language: str) -> str:
    return written_number(Decimal(f"{milliseconds / 1000:.1f}"), language)
