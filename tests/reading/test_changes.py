"""How much something was before it changed is told from how much it came to."""

from __future__ import annotations

import pytest

from report_assistant.reading.changes import opens_change


@pytest.mark.parametrize(
    ("text", "figure", "language", "before"),
    [
        ("The herd grew from 92 to 95 cows.", "92", "en", True),
        ("The herd grew from 92 to 95 cows.", "95", "en", False),
        ("Departures on time stood at 78%, up from 71%, and lifted us.", "71%", "en", True),
        ("Turnover of staff fell to 11% from 16%.", "16%", "en", True),
        ("Turnover of staff fell to 11% from 16%.", "11%", "en", False),
        ("Fees range from £5 to £12.", "£5", "en", False),
        ("We heard from 143 people in towns.", "143", "en", False),
        ("It was sold to 12 firms from 2 countries.", "2", "en", False),
        ("Le taux est passé de 12 % à 15 %.", "12 %", "fr", True),
        ("Ils sont âgés de 12 à 15 ans.", "12", "fr", False),
        ("De huur steeg van 12 euro naar 15 euro.", "12 euro", "nl", True),
        ("Van 12 tot 15 uur is er rust.", "12", "nl", False),
        ("Die Miete stieg von 6,61 € auf 6,84 €.", "6,61 €", "de", True),
        ("Sie dauert von 12 bis 15 Uhr.", "12", "de", False),
    ],
)
def test_what_it_was_before(text: str, figure: str, language: str, before: bool) -> None:
    start = text.index(figure)
    assert opens_change(text, start, start + len(figure), language) is before
