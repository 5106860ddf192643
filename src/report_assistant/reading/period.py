"""The record of a mention of time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PeriodKind(StrEnum):
    """How a period is given."""

    ABSOLUTE = "absolute"  # by the calendar: "2024", "Q3 2022", "three months ended June 25, 2022"
    RELATIVE = "relative"  # counted from the report's own period: "a year earlier", "last quarter"
    WINDOW = "window"  # a stretch that ends with it: "in the past twelve months"
    HORIZON = "horizon"  # a stretch that begins with it: "within a year"; not when it was observed
    DURATION = "duration"  # a length of time without a place: "over one year"


@dataclass(frozen=True, slots=True)
class Period:
    """A mention of time: text[start:end].

    Attributes:
        label: normalised. Absolute: "2024", "2024-06", "2024-06-25", "2024-Q3", "2024-H1", "FY2023",
            "2010/2015", "2023/24", "1990s", "19th century", "3 months to 2022-06-25", "9 months of 2023",
            "Q3" or "06-25" without a year. Relative: "year-1" (one year back), "quarter+0". Window: "past 12
            months"; horizon: "next 12 months"; duration: "12 months".
        baseline: it is what something is compared with ("than in 2024") or how far it reaches ("until 2030"),
            or part of the name of a law ("the Act of 1970"), not when the figure holds.
        fiscal: it is called a financial one ("the third quarter of fiscal 2024").
        from_today: it is counted from the day on which it is said ("last year"), not from another time ("the
            year before").
    """

    label: str
    kind: PeriodKind
    start: int
    end: int
    baseline: bool = False
    fiscal: bool = False
    from_today: bool = False
