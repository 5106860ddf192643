"""Which figures are targets, plans or budgets, and which were reached."""

from __future__ import annotations

import pytest

from report_assistant.reading.aims import aim_of, speaks_of_aims
from report_assistant.reading.binding import bind


@pytest.mark.parametrize(
    ("language", "text", "figure", "aimed_at"),
    [
        ("en", "The leakage target for 2023 is 84.5 megalitres a day.", "84.5", True),
        ("en", "The budget for roads in 2023 is $12 million.", "$12", True),
        ("en", "In 2023 the goal is a recycling rate of 61%.", "61", True),
        ("en", "The hospital missed its target of 78% for waiting times.", "78", True),
        (
            "en",
            "The standard was met for 73.5% of patients, short of the national target of 78%.",
            "73.5",
            False,
        ),
        ("en", "The target was missed by 3.2 points.", "3.2", False),
        ("en", "The target was met by 61% of schools.", "61", False),
        ("en", "Exceeding its target, it installed 45,000 meters.", "45,000", False),
        ("en", "Progress towards the target was 61%.", "61", False),
        ("en", "Leakage came down by 3.8% to 88.3 Ml/d.", "88.3", False),
        ("en", "We installed 52,600 smart meters, 7,400 fewer than planned.", "7,400", False),
        ("en", "The goal is to recycle 61% of waste.", "61", True),
        ("en", "Our plan was set at 400 homes.", "400", True),
        ("en", "Only 40% of the budget was spent.", "40", False),
        ("en", "The pension plans were worth $3 billion.", "3", True),
        ("en", "Some 31% of firms have plans to expand.", "31", False),
        ("en", "The health plan covers 300 people.", "300", False),
        ("fr", "La ville compte 61 000 habitants.", "61 000", False),
        ("fr", "La ville compte planter 400 arbres.", "400", True),
        ("nl", "De gemeente plant 900 bomen.", "900", False),
        ("fr", "L'objectif de fuites pour 2023 est de 84,5 mégalitres.", "84,5", True),
        ("fr", "L’objectif est fixé à 61 %.", "61", True),
        ("fr", "La ville prévoit de planter 400 arbres.", "400", True),
        ("fr", "L'objectif a été atteint par 61 % des écoles.", "61", False),
        ("fr", "En 2023, 61 % des déchets ont été recyclés.", "61", False),
        ("nl", "De doelstelling voor 2023 is 61%.", "61", True),
        ("nl", "We verwachten 400 woningen op te leveren.", "400", True),
        ("nl", "In 2023 leverden we 380 woningen op, 20 minder dan begroot.", "380", False),
        ("nl", "Het klimaatdoel ligt op 55%.", "55", True),
        ("de", "Das Ziel für 2023 liegt bei 61 %.", "61", True),
        ("de", "Geplant waren 2.100 Hektar.", "2.100", True),
        ("de", "Aufgeforstet wurden 1.840 Hektar.", "1.840", False),
        ("de", "Das Klimaziel von 55 % wurde verfehlt.", "55", True),
        ("de", "Das Ziel wurde von 61 % der Schulen erreicht.", "61", False),
        ("en", "The airline aims to cut emissions by 30% before 2030.", "30", True),
        ("en", "Emissions fell by 12%, against a goal of 30%.", "30", True),
        ("en", "Emissions fell by 12%, against a goal of 30%.", "12", False),
        ("en", "By 2026 the museum hopes to welcome 250,000 visitors a year.", "250,000", True),
        ("en", "Visitors numbered 214,000, above the 200,000 that had been forecast.", "214,000", False),
        ("en", "The council's target is that 95% of calls be answered within a minute.", "95", True),
        ("en", "In all, 71% of calls were answered within a minute; the target is 95%.", "71", False),
        ("en", "In all, 71% of calls were answered within a minute; the target is 95%.", "95", True),
        ("en", "Planned spending of €4.2 million was cut to €3.1 million.", "€4.2", True),
        ("en", "Construction came in 8% under budget.", "8", False),
        ("en", "The projected deficit is £2.4 million.", "£2.4", True),
        ("en", "Of the 320 farms, 48% plan to stop within ten years.", "48", False),
        ("en", "The objective set in 2020 was 1,500 new homes a year.", "1,500", True),
        ("en", "The plan covers 14 districts.", "14", False),
        ("en", "Three quarters of the goals were reached.", "Three", False),
        ("fr", "La ville vise 40 % de logements sociaux d'ici 2030.", "40", True),
        ("fr", "Le budget prévu était de 2,3 millions d'euros.", "2,3", True),
        (
            "fr",
            "Les dépenses ont atteint 2,6 millions d'euros, contre un budget de 2,3 millions.",
            "2,6",
            False,
        ),
        (
            "fr",
            "Les dépenses ont atteint 2,6 millions d'euros, contre un budget de 2,3 millions.",
            "2,3",
            True,
        ),
        ("fr", "L'an dernier, 58 % des trains étaient à l'heure.", "58", False),
        ("nl", "De gemeente wil 900 bomen planten.", "900", True),
        ("nl", "Vorig jaar zijn 640 bomen geplant, terwijl 900 gepland waren.", "640", False),
        ("nl", "Het streefcijfer bedraagt 95%.", "95", True),
        ("nl", "Van de huurders is 71% tevreden.", "71", False),
        ("de", "Die Stadt will 900 Bäume pflanzen.", "900", True),
        ("de", "Bis 2030 sollen 40 % der Busse elektrisch fahren.", "40", True),
        ("de", "Elektrisch fahren heute 12 % der Busse, das Ziel sind 40 %.", "12", False),
        ("de", "Elektrisch fahren heute 12 % der Busse, das Ziel sind 40 %.", "40", True),
        ("de", "Die Einnahmen lagen mit 3,1 Mio. € über dem Plan.", "3,1", False),
    ],
)
def test_a_figure_is_aimed_at_where_its_sentence_says_so(
    language: str, text: str, figure: str, aimed_at: bool
) -> None:
    at = text.index(figure)
    found = next(one for one in bind(text, language) if one.quantity.start <= at < one.quantity.end)
    clause = (found.clause.start, found.clause.end)
    assert (aim_of(text, found.quantity.start, clause, language) is not None) is aimed_at


@pytest.mark.parametrize(
    ("language", "text", "speaks"),
    [
        ("en", "How many homes are to be built?", True),
        ("en", "What is the recycling target for 2030?", True),
        ("en", "How many homes were built in 2023?", False),
        ("en", "How many plants and projects does the city have?", False),
        ("de", "Wie viel Prozent des Abfalls werden recycelt?", False),
        ("nl", "Hoeveel planten worden er gekweekt?", False),
        ("fr", "Combien d’habitants compte la ville ?", False),
        ("fr", "Quel est l’objectif pour 2030 ?", True),
        ("fr", "Combien de logements ont été construits ?", False),
        ("nl", "Hoeveel woningen zijn er gepland?", True),
        ("nl", "Hoeveel woningen zijn er gebouwd?", False),
        ("de", "Wie viele Wohnungen sollen entstehen?", True),
        ("de", "Wie viele Wohnungen sind entstanden?", False),
    ],
)
def test_a_question_asks_for_what_is_aimed_at_or_for_what_was_so(
    language: str, text: str, speaks: bool
) -> None:
    assert speaks_of_aims(text, language) is speaks
