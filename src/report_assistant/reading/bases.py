"""Whom or what a share is a share of: the noun phrase after "61% of"."""

from __future__ import annotations

import re

from report_assistant.reading.counted import counted_noun, is_plural
from report_assistant.reading.quantity import Quantity, QuantityKind
from report_assistant.reading.spans import Span

_OF = {
    "en": r"\s(?:of|among|out of)\s(?:(?:all|the|these|those|our|its|their|such|both)\s)*",
    "fr": r"\s(?:des?|du|d['’]|parmi\sles|de\s(?:tous|toutes)\sles|de\s(?:la|l['’]|ces|nos|leurs))\s?"
    r"(?:l['’])?",
    "nl": r"\svan\s(?:(?:alle|de|het|onze|deze|die|hun)\s)*",
    "de": r"\s(?:der|aller|von|des|unter\sden|unserer|dieser|ihrer|vom)\s(?:(?:den|allen|diesen)\s)?",
}
_OPENING_OF = {
    "en": r"\W*(?:of|among|out of)\s(?:(?:all|the|these|those|our)\s)*",
    "fr": r"\W*(?:parmi|sur|de)\s(?:(?:tous|toutes|les|ces|nos)\s)*",
    "nl": r"\W*(?:van|onder)\s(?:(?:alle|de|deze|die|onze)\s)*",
    "de": r"\W*(?:von|unter)\s(?:(?:allen|den|diesen|unseren)\s)*",
}
_AMONG = {
    "en": r"\W*(?:among|for)\s(?:(?:all|the|these|those|our)\s)*",
    "fr": r"\W*(?:parmi|chez)\s(?:les\s)?",
    "nl": r"\W*(?:onder|bij)\s(?:de\s)?",
    "de": r"\W*(?:unter|bei)\s(?:den\s)?",
}
# What may stand between the noun phrase and its share; in Dutch and German the verb does.
_TO_SHARE = {
    "en": r",\s(?:[^\W\d_]+\s){0,2}",
    "fr": r",\s(?:[^\W\d_]+\s){0,2}",
    "nl": r",?\s(?:[^\W\d_]+\s){0,2}",
    "de": r",?\s(?:[^\W\d_]+\s){0,2}",
}
_OPENING_ANAPHORA = {
    "en": r"\W*(?:of|among)\s(?:these|them|those)\b(?!\s[a-z]+s\b)",
    "fr": r"\W*(?:parmi|d['’]entre)\s(?:eux|elles|ceux-ci|celles-ci)\b",
    "nl": r"\W*(?:van|onder)\s(?:hen|deze|die)\b(?!\s[a-z]+en\b)",
    "de": r"\W*(?:davon|von\sihnen|unter\sihnen|von\sdiesen)\b",
}
_ANAPHORA = {
    "en": r"\s(?:of|among)\s(?:them|those|these|whom|which)\b(?!\s[a-z]+s\b)",
    "fr": r"\s(?:d['’]entre\s(?:eux|elles)|dont)\b",
    "nl": r"\s(?:van\s(?:hen|die|deze)|daarvan|ervan)\b",
    "de": r"\s(?:davon|von\sihnen|unter\sihnen)\b",
}


def opens_a_whole(before: str, language: str) -> bool:
    """Tell whether the words before a figure make it the whole of which their clause speaks: "Of our 860".

    Args:
        before: the words of the clause up to the figure.
        language: a language that `number_lexicon.known` has named.
    """
    return re.fullmatch(_OPENING_OF[language], before, re.IGNORECASE) is not None


def counts_part_of(text: str, whole: Quantity, part: Quantity, language: str) -> bool:
    """Tell whether a count counts some of those of the count before it: "Of our 860 buses, 95 run on gas".

    What stands behind it is then no noun that it counts, unless it is a plural.

    Args:
        text: the sentence.
        whole: the count before.
        part: the count.
        language: a language that `number_lexicon.known` has named.
    """
    if not whole.kind is part.kind is QuantityKind.COUNT:
        return False
    clause = re.split(r"[.,;:]\s", text[: whole.start])[-1]
    if not opens_a_whole(clause, language) or text[whole.noun_end : part.start] != ", ":
        return False
    return not part.unit or not is_plural(part.unit, language)


def base_noun(text: str, end: int, language: str) -> Span | None:
    """Return the span of the noun phrase that the share ending at `end` is a share of, or None.

    Args:
        text: the text.
        end: where the share ends.
        language: a language that `number_lexicon.known` has named.
    """
    of = re.compile(_OF[language], re.IGNORECASE).match(text, end)
    if of is None or re.compile(_ANAPHORA[language], re.IGNORECASE).match(text, end):
        return None
    start, stop = counted_noun(text, of.end() - (text[of.end() - 1].isspace()), language)
    return (start, stop) if stop > start else None


def base_before(text: str, start: int, end: int, language: str) -> Span | None:
    """Return the span of the noun phrase in "Of all leaders, 90% ...", or None.

    Args:
        text: the text.
        start: where the clause starts.
        end: where the share starts.
        language: a language that `number_lexicon.known` has named.
    """
    opening = re.compile(_OPENING_OF[language], re.IGNORECASE).match(text, start, end)
    if opening is None:
        return None
    noun = counted_noun(text, opening.end() - 1, language)
    alone = re.fullmatch(_TO_SHARE[language], text[noun[1] : end]) is not None
    return noun if noun[1] > noun[0] and alone else None


def group_before(text: str, start: int, end: int, language: str) -> Span | None:
    """Return the span of the noun phrase in "among men the share was 22%", or None."""
    opening = re.compile(_AMONG[language], re.IGNORECASE).match(text, start, end)
    if opening is None:
        return None
    noun = counted_noun(text, opening.end() - 1, language)
    return noun if noun[0] < noun[1] <= end else None


def has_base(text: str, end: int, language: str) -> bool:
    """Tell whether a share is one of something that is named or pointed to.

    As in "61% of them", "25% of others".
    """
    return re.compile(_OF[language], re.IGNORECASE).match(text, end) is not None


def is_anaphoric(text: str, clause: int, end: int, language: str) -> bool:
    """Tell whether a share is one of people named before: "61% of them", "Of these, 61% ...".

    Args:
        text: the sentence.
        clause: where the share's clause starts.
        end: where the share ends.
        language: a language that `number_lexicon.known` has named.
    """
    opening = re.compile(_OPENING_ANAPHORA[language], re.IGNORECASE)
    if opening.match(text) or opening.match(text, clause):
        return True
    return re.compile(_ANAPHORA[language], re.IGNORECASE).match(text, end) is not None
