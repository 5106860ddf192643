"""Mark each claim of an answer with its verdict, quietly, at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from report_assistant.reading.words import content_words
from report_assistant.serving.labels import say
from report_assistant.serving.library import Library
from report_assistant.serving.markup import linked_markdown, tooltip
from report_assistant.types import Answer, CheckedClaim, Verdict

HOLDING = frozenset({Verdict.SUPPORTED, Verdict.DERIVED})
"""Verdicts of claims that may be shown as facts."""

_CORRECTING = frozenset(
    {Verdict.NOT_SEPARABLE, Verdict.WRONG_FIGURE, Verdict.WRONG_POPULATION, Verdict.WRONG_PERIOD}
)
_ALIKE = 0.5  # share of a shown claim's words that a refused one has, to count as a first wording of it

_WORDS = {"derived": "mark_derived", "joint": "mark_joint", "corrected": "mark_corrected"}

# Places of marks while the text is made inert: characters that no text has a use for.
_OPEN, _CLOSE = "\ue000", "\ue001"


def mark_of(claim: CheckedClaim, answer: Answer, library: Library) -> str:
    """Return the key of a claim's mark: `supported`, `derived`, `joint` or `corrected`, or a refusal.

    A claim is `corrected` where the check refused another wording of it for a wrong figure, people or time.
    """
    if claim.verdict not in HOLDING:
        return claim.verdict.value
    if any(figure.members for _, figure in library.figures_of(claim, answer.citations)):
        return "joint"
    if any(_alike(claim, refused, answer.language) for refused in left_out(answer)):
        return "corrected"
    return claim.verdict.value


def left_out(answer: Answer) -> list[CheckedClaim]:
    """Return what was claimed on the way and refused by the check."""
    return [claim for claim in answer.claims if claim.verdict not in HOLDING]


def marked_markdown(answer: Answer, number: str, library: Library, language: str = "en") -> str:
    """Return an answer's Markdown with links to its evidence and, at each claim, to its verdict.

    Args:
        answer: to show.
        number: of its turn; it sets its links apart from those of other answers.
        library: what its citations point into.
        language: ISO 639-1 code of the labels.
    """
    linked = linked_markdown(_with_places(answer), answer.citations, number)

    def link(place: re.Match[str]) -> str:
        claim = answer.claims[int(place[1]) - 1]
        key = mark_of(claim, answer, library)
        sign = "✓" if key == "supported" else f"✓ {say(_WORDS[key], language)}"
        note = tooltip(f"{say(key, language)}: {claim.formula or claim.note}")
        return f' [{sign}](#{claim_id(number, int(place[1]))} "{note}")'

    return re.sub(f"{_OPEN}(\\d+){_CLOSE}", link, linked)


def claim_id(answer: str, place: int) -> str:
    """Return the HTML id of a claim's verdict; `place` counts from 1."""
    return f"claim-{answer}-{place}"


def _with_places(answer: Answer) -> str:
    """Return the answer's text with the number of each shown claim behind the claim and its markers."""
    text = answer.text.replace(_OPEN, "").replace(_CLOSE, "")
    kept = [place for place in range(len(text)) if not _in_stars(text, place)]
    plain = "".join(text[place] for place in kept)
    ends: list[tuple[int, int]] = []
    after = 0
    for number, claim in enumerate(answer.claims, start=1):
        words = claim.text.replace("**", "").strip()
        start = plain.find(words, after)
        if not words or start == -1 or claim.verdict not in HOLDING:
            continue
        after = start + len(words)
        markers = re.compile(r"[\s*.]*(?:\[\d+\])+|\**").match(text, kept[after - 1] + 1)
        ends.append((markers.end() if markers else kept[after - 1] + 1, number))
    for end, number in reversed(ends):
        text = f"{text[:end]}{_OPEN}{number}{_CLOSE}{text[end:]}"
    return text


def _in_stars(text: str, place: int) -> bool:
    return text[place] == "*" and "*" in (text[place - 1 : place], text[place + 1 : place + 2])


def _alike(claim: CheckedClaim, refused: CheckedClaim, language: str) -> bool:
    """Tell whether a refused claim is another wording of a shown one."""
    shown: Sequence[str] = list(content_words(claim.text, language))
    if refused.verdict not in _CORRECTING or not shown:
        return False
    other = set(content_words(refused.text, language))
    return sum(word in other for word in shown) >= _ALIKE * len(shown)
