"""Keep raised digits apart from the figures that they follow: the note mark of "61% (1)" is no part of it."""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """Return what stands raised, its digits as superscript signs, so that no figure takes them in."""
    return text.translate(_RAISED) if re.fullmatch(r"[\s\d,;*()\[\]+−–-]{1,12}", text) else text
