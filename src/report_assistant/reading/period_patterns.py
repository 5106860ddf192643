"""What the expressions of periods share."""

from __future__ import annotations

import re
from collections.abc import Callable

from report_assistant.reading.period import PeriodKind

Reader = Callable[["re.Match[str]"], str | None]
"""Reads the label from a match, or None if it is no period after all."""

Rule = tuple[PeriodKind, str, Reader]
"""Kind, expression and reader of one way to give a period."""

YEAR = r"(?:1\d{3}|2[01]\d\d)"
FREE = r"(?<![\w.,/$€£¥#-])"
"""Before digits: nothing that would make them part of something longer."""

DONE = r"(?![\w%€£$]|[.,/:-]\d)"
"""After digits: the same."""
