"""Figures that say by how much something changed ("fell by 12%", "400 fewer") or what it came to."""

from __future__ import annotations

import re

from report_assistant.reading.number_lexicon import known

_BEFORE = {
    "en": r"\bby\s(?:(?:about|around|some|only|just|nearly|almost|over|more than)\s)?\Z",
    "fr": r"\b(?:augment|progress|hauss|baiss|recul|diminu|chut|cr[ûu])\w*\sde\s(?:près\sde\s|plus\sde\s)?\Z",
    "nl": r"\bmet\s(?:(?:ongeveer|circa|bijna|ruim|meer\sdan)\s)?\Z",
    "de": r"\bum\s(?:(?:etwa|rund|fast|knapp|mehr\sals)\s)?\Z",
}
_AFTER = {
    "en": r"(?:\s[^\W\d_]+)?\s(?:(?P<up>more|higher|above)|less|fewer|lower|below)\b",
    "fr": r"(?:\s[^\W\d_]+)?\sde\s(?:(?P<up>plus)|moins)\b",
    "nl": r"(?:\s[^\W\d_]+)?\s(?:(?P<up>meer|hoger)|minder|lager)\b",
    "de": r"(?:\s[^\W\d_]+)?\s(?:(?P<up>mehr|höher)|weniger|niedriger)\b",
}

# Verbs of change, and the word before how much something was.
_CHANGED = {
    "en": r"grew|grown|rose|risen|fell|fallen|went|gone|increas\w+|decreas\w+|dropp\w+|climb\w+|declin\w+"
    r"|shr[aiu]nk\w*|cut|rais\w+|lift\w+|mov\w+|improv\w+|jump\w+|widen\w+|narrow\w+|slipp\w+|s[au]nk"
    r"|expand\w+|reduc\w+|chang\w+|up|down",
    "fr": r"pass\w+|augment\w+|progress\w+|hauss\w+|baiss\w+|recul\w+|diminu\w+|chut\w+|mont\w+",
    "nl": r"steeg|stegen|gestegen|daald\w+|gedaald|groeid\w+|gegroeid|zakt\w+|gezakt|ging\w*|gegaan"
    r"|toegenomen|afgenomen",
    "de": r"stieg\w*|gestiegen|sank\w*|gesunken|wuchs\w*|gewachsen|fiel\w*|gefallen|erhöht\w*|ging\w*"
    r"|kletter\w+|verringert\w*",
}
_FROM = {"en": r"from\s", "fr": r"(?:de\s|d['’])", "nl": r"van\s", "de": r"von\s"}
_TO = {"en": "to", "fr": "à|au", "nl": "naar|tot", "de": "auf|zu"}
_NEAR = 25  # characters from the one to the word before the other: what is counted

_THAN = {"en": "than", "fr": "que?|qu['’]", "nl": "dan", "de": "als"}


_LEVEL = re.compile(
    r"\b(?:to|at|was|were|is|are|ma[dk]es?\sup|account(?:s|ed|ing)?\sfor|represent(?:s|ed|ing)?|reach(?:es|ed|ing)?)\s"
    r"(?:(?:about|around|some|only|just|nearly|almost|over|more than|a|an)\s)?\Z",
    re.IGNORECASE,
)


def is_change(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether the figure [start, end) of a sentence says by how much something changed or differs.

    Args:
        text: the sentence.
        start: where the figure starts.
        end: where it ends, without the noun that it counts.
        language: ISO 639-1 code.
    """
    code = known(language)
    by = re.compile(_BEFORE[code], re.IGNORECASE).search(text, 0, start)
    return by is not None or re.compile(_AFTER[code], re.IGNORECASE).match(text, end) is not None


def opens_change(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether the figure [start, end) of a sentence is how much something was before it changed.

    As 92 is in "grew from 92 to 95 cows", and 71% in "78%, up from 71%".
    """
    code = known(language)
    near = rf"[^.;:]{{0,{_NEAR}}}?\s"
    changed, was = rf"\b(?:{_CHANGED[code]})\b", rf"{_FROM[code]}(?:\w+\s)?\Z"
    if not re.compile(f"{changed}{near}{was}", re.IGNORECASE).search(text, 0, start):
        return False
    to = rf"(?:{_TO[code]})\s"
    # "Up from 71%" and "fell to 11% from 16%" say first what it came to.
    first = rf"\b(?:up|down)\s{was}|{changed}{near}{to}[^.;:,]{{1,{_NEAR}}}\s{was}"
    follows = re.compile(f"{near}{to}", re.IGNORECASE).match(text, end)
    return follows is not None or re.compile(first, re.IGNORECASE).search(text, 0, start) is not None


def difference_from(text: str, end: int, language: str) -> tuple[int, str] | None:
    """Return which way a figure that ends at `end` says that something differs, and from what, or None.

    As in "400 fewer than a year earlier": -1 and the words behind.
    """
    code = known(language)
    after = re.compile(rf"(?:{_AFTER[code]})\s(?:{_THAN[code]})", re.IGNORECASE).match(text, end)
    return None if after is None else (1 if after["up"] else -1, text[after.end() :])


def is_level(text: str, start: int, language: str) -> bool:
    """Tell whether the figure at `start` of an English sentence says what something came to ("to 12%")."""
    return language == "en" and _LEVEL.search(text, 0, start) is not None
