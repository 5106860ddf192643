"""Write small survey reports by rule, with a question about one of their figures.

The subjects are everyday ones and none is taken from the documents that ship with the project.
What the examples teach is the form: a share, of whom, in which year, and beside it the same
share of others.
"""

from __future__ import annotations

import random

# What people say; the same in other words, for the question; and as a noun.
_TOPICS = (
    ("cycle to work", "go to work by bicycle", "cycling to work"),
    ("have moved some staff to a four-day week", "let part of their people work four days",
     "a four-day week"),
    ("offer free fruit at the office", "give employees fruit at no cost", "free fruit"),
    ("distrust advertising on social media", "do not believe adverts on social networks",
     "mistrust of online adverts"),
    ("expect fuel prices to rise", "think that petrol will become dearer", "dearer fuel"),
    ("have insulated their roof", "put insulation in the roof", "roof insulation"),
    ("rent out a spare room", "let a room to others", "letting a room"),
    ("buy second-hand clothes", "purchase used clothing", "used clothing"),
    ("plan to hire more apprentices", "intend to take on additional trainees",
     "hiring of apprentices"),
    ("store patient records on paper", "still keep files about patients on paper",
     "paper records"),
    ("read a local newspaper every week", "look at a regional paper weekly", "local newspapers"),
    ("worry about water shortages", "are anxious that water will run short", "water shortages"),
    ("have switched energy supplier", "changed to another power company",
     "a change of energy supplier"),
    ("say that training budgets are too small", "find that too little is spent on training",
     "too little money for training"),
    ("test their backups every month", "check monthly whether a restore works",
     "monthly backup tests"),
    ("suffered a power cut", "were left without electricity", "power cuts"),
    ("are investing in solar panels", "put money into photovoltaic power", "solar investment"),
    ("have closed a branch", "shut at least one office", "branch closures"),
    ("measure the carbon footprint of deliveries", "track emissions from transport of goods",
     "measuring delivery emissions"),
    ("lack qualified drivers", "cannot find enough people to drive", "a shortage of drivers"),
    ("use robots in the warehouse", "have automated storage with machines", "warehouse robots"),
    ("pay invoices late", "settle bills after the due date", "late payment"),
    ("support a ban on single-use plastic", "are in favour of forbidding throwaway plastic",
     "a ban on throwaway plastic"),
    ("feel lonely at work", "experience loneliness on the job", "loneliness"),
    ("trust the published crime statistics", "have confidence in official figures on crime",
     "trust in crime statistics"),
    ("have raised prices for customers", "charge clients more", "price rises"),
    ("grow vegetables at home", "have their own kitchen garden", "home-grown vegetables"),
    ("speak a second language", "master another tongue", "a second language"),
    ("were inspected by the regulator", "had a visit from the supervisory authority",
     "inspections"),
    ("consider leaving the profession", "think about quitting their occupation",
     "the wish to leave the profession"),
    ("outsource payroll", "have an outside party run salaries", "outsourced payroll"),
    ("offer remote consultations", "let patients see a doctor online", "remote consultations"),
    ("report delays of more than a week", "have been late by over seven days", "long delays"),
    ("are confident about the next quarter", "look ahead to the coming three months with trust",
     "confidence in the quarter"),
    ("blame outdated equipment", "name old machines as the cause", "outdated equipment"),
    ("teach programming in primary classes", "give coding lessons to young pupils",
     "programming lessons"),
)  # fmt: skip
_PLACES = (
    ("Norway", "Norwegian"), ("Spain", "Spanish"), ("Japan", "Japanese"), ("Chile", "Chilean"),
    ("Germany", "German"), ("Portugal", "Portuguese"), ("Kenya", "Kenyan"), ("Italy", "Italian"),
    ("Canada", "Canadian"), ("Poland", "Polish"), ("Austria", "Austrian"), ("India", "Indian"),
    ("Belgium", "Belgian"), ("France", "French"), ("the Netherlands", "Dutch"),
    ("Sweden", "Swedish"), ("Ireland", "Irish"), ("Brazil", "Brazilian"),
    ("the United Kingdom", "British"), ("Switzerland", "Swiss"),
)  # fmt: skip
_GROUPS = (
    "firms", "companies", "hospitals", "schools", "leaders", "chief executives", "households",
    "teachers", "nurses", "small businesses", "managers", "retailers", "employees", "banks",
    "residents", "organisations", "respondents", "farmers",
)  # fmt: skip


def _share(rng: random.Random, used: set[int]) -> int:
    value = rng.choice([v for v in range(3, 98) if v not in used])
    used.add(value)
    return value


def survey_report(rng: random.Random) -> tuple[str, str, tuple[int, int] | None]:
    """Write a report of three to seven sentences and a question about it.

    Returns:
        The question (or a statement with `___`), the report, and the half-open character span of
        the figure that answers; None where the report does not say it.
    """
    topics = rng.sample(_TOPICS, rng.randint(3, 6))
    home, far = rng.sample(_PLACES, 2)
    group = rng.choice(_GROUPS)
    year = rng.randint(2012, 2025)
    used: set[int] = set()
    text = ""
    # (topic, place or "world", year, span)
    facts: list[tuple[int, str, int, tuple[int, int]]] = []

    def say(pieces: list[str | tuple[int, str, int]]) -> None:
        nonlocal text
        if text:
            text += " "
        for piece in pieces:
            if isinstance(piece, str):
                text += piece
            else:
                value = str(_share(rng, used))
                facts.append((*piece, (len(text), len(text) + len(value))))
                text += value

    if rng.random() < 0.6:
        opening = rng.choice([
            f"The survey put its questions to {rng.randint(300, 9000):,} {group} in {home[0]}.",
            f"This is a summary of the {year} survey among {group}.",
            f"Between March and May {year}, {rng.randint(200, 4000):,} {group} answered.",
        ])  # fmt: skip
        say([opening])
    for number, (statement, _, noun) in enumerate(topics):
        here, there = (number, home[0], year), (number, far[0], year)
        world, past = (number, "world", year), (number, home[0], year - rng.randint(1, 3))
        pieces: list[str | tuple[int, str, int]] = rng.choice([
            [f"In {home[0]}, ", here, f"% of {group} {statement}."],
            ["", here, f"% of {home[1]} {group} {statement}."],
            [f"{group.capitalize()} in {home[0]} that {statement} make up ", here, "%."],
            [noun.capitalize() + " is reported by ", here, f"% of {group} in {home[0]}."],
            ["Among them, ", here, f"% {statement}; worldwide it is ", world, "%."],
            [f"Of the {home[1]} {group}, ", here, f"% {statement}, against ", there,
             f"% in {far[0]}."],
            ["", here, f"% {statement}, up from ", past, f"% in {past[2]}."],
            [f"For {noun}, the figures are ", here, f"% in {home[0]} and ", there,
             f"% in {far[0]}."],
            [f"In {past[2]}, ", past, f"% of {group} in {home[0]} said that they {statement}; in "
             f"{year} that was ", here, "%."],
            [f"Asked about {noun}, ", here, f"% of {home[1]} {group} said yes, compared with ",
             world, "% worldwide."],
        ])  # fmt: skip
        say(pieces)
    topic, place, when, span = rng.choice(facts)
    answer: tuple[int, int] | None = span
    roll = rng.random()
    if roll < 0.2:
        unused = [p for p in _PLACES if p[0] not in (home[0], far[0])]
        place, answer = rng.choice(unused)[0], None
    elif roll < 0.28:
        when, answer = year + rng.choice([-9, -8, -7, 5, 6]), None
    statement, other_words, noun = topics[topic]
    if 0.28 <= roll < 0.38:
        statement, other_words, noun = rng.choice([t for t in _TOPICS if t not in topics])
        answer = None
    does = rng.choice([statement, other_words, other_words])
    adjective = next((a for p, a in _PLACES if p == place), "")
    if place == "world":
        who = rng.choice([f"{group} worldwide", f"{group} across the world", f"all {group}"])
    elif rng.random() < 0.5:
        who = f"{adjective} {group}"
    else:
        who = f"{group} in {place}"
    period = f" in {when}" if when != year or rng.random() < 0.15 else ""
    question = rng.choice([
        f"What share of {who} {does}{period}?",
        f"What percentage of {who} {does}{period}?",
        f"How many {who} {does}{period}?",
        f"___ of {who} {does}{period}.",
        f"___% of {who} {does}{period}.",
        f"How widespread is {noun} among {who}{period}?",
        f"{noun} {who}{period} percent",
    ])  # fmt: skip
    return question, text, answer
