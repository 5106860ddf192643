"""Words that address the documents, or who answers, are no part of what is asked."""

from __future__ import annotations

import pytest

from report_assistant.answering.addressing import without_address
from report_assistant.answering.courtesy import without_courtesy
from report_assistant.answering.follow_up import standalone
from report_assistant.answering.intent import Intent
from report_assistant.answering.preamble import parted
from report_assistant.answering.question import question_language, understand


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("According to the report, what share of farms irrigate?", "what share of farms irrigate?"),
        ("Why did rents rise, as stated in this study?", "Why did rents rise,?"),
        ("How many nurses in the survey wanted to stay?", "How many nurses wanted to stay?"),
        ("In the survey, how many nurses were asked?", "how many nurses were asked?"),
        ("What was revenue in the Q1 2023 10-K?", "What was revenue in the Q1 2023?"),
        ("Which debts rose over the reported periods?", "Which debts rose ?"),
        ("How did debts differ across the filings?", "How did debts differ ?"),
        ("In Acme's 2023 report, what was revenue?", "In Acme's 2023 , what was revenue?"),
        ("What does the firm owe, in its financial statements?", "What does the firm owe,?"),
        ("Wat is de schuld volgens de jaarrekening?", "Wat is de schuld?"),
        ("According to the annual report, what is disclosed on debt?", "what is disclosed on debt?"),
        ("Selon le rapport, combien d'élèves sont absents ?", "combien d'élèves sont absents ?"),
        ("D'après l'étude, qui dirige l'usine ?", "qui dirige l'usine ?"),
        ("Combien coûte le pont, comme indiqué dans ce document ?", "Combien coûte le pont, ?"),
        ("Volgens het jaarverslag: hoeveel koeien zijn er?", "hoeveel koeien zijn er?"),
        ("Hoeveel koeien zijn er volgens dit rapport?", "Hoeveel koeien zijn er?"),
        ("Laut dem Bericht: wie viele Schüler gibt es?", "wie viele Schüler gibt es?"),
        ("Wie viele Schüler gibt es dem Jahresbericht zufolge?", "Wie viele Schüler gibt es?"),
        ("Wie hoch war die Miete laut Studie?", "Wie hoch war die Miete?"),
    ],
)
def test_where_to_look_is_not_what_to_look_for(question: str, rest: str) -> None:
    blanked = without_address(question, question_language(question))
    assert len(blanked) == len(question)
    assert " ".join(blanked.split()).replace(" ?", "?") == rest.replace(" ?", "?")


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote the report?",
        "How many in the study group died?",
        "How many incidents were reported?",
        "Which survey questions were left out?",
        "What is in this report?",  # nothing else is asked
        "Welche Mieten nennt der Bericht der Stadt?",
        "Who is named in the articles of association?",
        "Who sits in the brass section?",
        "What must be included in the annual report?",
        "How is ink removed from the paper?",
        "Que font les élèves dans leurs études ?",
        "Combien coûte le rapport ?",
        "Wie schreef het verslag?",
    ],
)
def test_a_document_that_is_asked_about_stays(question: str) -> None:
    assert without_address(question, question_language(question)) == question


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("Can you tell me how many nurses stayed?", "how many nurses stayed?"),
        ("Hi, could you please explain why rents rose?", "why rents rose?"),
        ("I'd like to know who runs the mill.", "who runs the mill."),
        ("Do you know if the bridge is open?", "the bridge is open?"),
        ("Tell me the share of women.", "the share of women."),
        ("Quick question: what did the bridge cost, please?", "what did the bridge cost ?"),
        ("how many bees died this year, roughly", "how many bees died this year"),
        ("Rents rose by 4%, didn't they?", "Rents rose by 4% ?"),
        ("Les loyers ont augmenté de 4 %, n'est-ce pas ?", "Les loyers ont augmenté de 4 % ?"),
        ("Korte vraag: hoeveel koeien zijn er, alsjeblieft?", "hoeveel koeien zijn er ?"),
        ("Die Mieten stiegen um 4 %, oder?", "Die Mieten stiegen um 4 % ?"),
        ("Pouvez-vous me dire combien coûte le pont ?", "combien coûte le pont ?"),
        ("J'aimerais savoir qui dirige l'usine.", "qui dirige l'usine."),
        ("Kun je me vertellen hoeveel koeien er zijn?", "hoeveel koeien er zijn?"),
        ("Weet u wanneer de brug opent?", "wanneer de brug opent?"),
        ("Können Sie mir sagen, wie viele Schüler es gibt?", "wie viele Schüler es gibt?"),
        ("Ich möchte gerne wissen, wer die Mühle leitet.", "wer die Mühle leitet."),
    ],
)
def test_asking_to_be_told_is_not_what_is_asked(question: str, rest: str) -> None:
    blanked = without_courtesy(question, question_language(question))
    assert len(blanked) == len(question)
    assert " ".join(blanked.split()) == rest


@pytest.mark.parametrize(
    "question",
    [
        "Can you explain?",
        "Tell me about the harvest.",
        "Give me the main findings.",
        "Show me all figures on rainfall.",
        "State budget in 2024?",
        "Can you swim in the lake?",
        "Can you find lead in tap water?",
        "When can I donate blood again?",
        "Do you know the muffin man?",
        "Savez-vous nager ?",
        "Was heißt danke?",
        "Hello Kitty was drawn by whom?",
        "A customer asks for a refund. What must the shop do?",
        "Question time in Parliament takes how long?",
        "Well depth in 2023?",
        "Which turn is right?",
        "Wie doet dat graag?",
        "Ich weiß nicht, wie hoch die Miete ist",
    ],
)
def test_what_says_which_kind_of_answer_is_wanted_stays(question: str) -> None:
    assert without_courtesy(question, question_language(question)) == question


def test_a_tag_denies_nothing() -> None:
    assert not understand("Rents rose because of the mine, didn't they?").negated
    assert understand("So rents rose by 4%, right?").intent is Intent.CONFIRMATION


@pytest.mark.parametrize(
    ("text", "lead", "question"),
    [
        ("I love the park. How many trees has it?", "I love the park.", "How many trees has it?"),
        ("What did the bridge cost in 2023? Thanks!", "", "What did the bridge cost in 2023?"),
        ("Tell me how many bees died. Thank you!", "", "Tell me how many bees died."),
        # What follows may tell which one is meant.
        ("How many ships came? I mean in 2021.", "", "How many ships came? I mean in 2021."),
        ("Ik woon in Gent. Hoeveel is de huur daar?", "Ik woon in Gent.", "Hoeveel is de huur daar?"),
        # Both ask, none asks, or the one that does names nothing.
        ("How many stayed? And how many left?", "", "How many stayed? And how many left?"),
        ("Rents in Ghent. And in Bruges.", "", "Rents in Ghent. And in Bruges."),
        ("It is 39% or 35%. Which is it?", "", "It is 39% or 35%. Which is it?"),
        ("He wants to know what it cost. Can you help?", "", "He wants to know what it cost. Can you help?"),
        ("Mr. Moss runs it. Do you know?", "", "Mr. Moss runs it. Do you know?"),
    ],
)
def test_the_sentence_that_asks_is_told_from_those_before_it(text: str, lead: str, question: str) -> None:
    assert parted(text) == (lead, question)


def test_sentences_before_the_question_are_brought_along_where_it_points_back() -> None:
    asked = standalone("My uncle likes the mill at Stavell. How many people work there?", [])
    assert asked == "How many people work there? (uncle likes the mill at Stavell)"
    whole = "How many people work at the mill in Stavell?"
    assert standalone(f"I like old mills a lot. {whole} Thanks!", []) == whole
    # Short, and right behind what it is about.
    short = standalone("The report mentions a strike in 2021. How many workers took part?", [])
    assert short.endswith("took part? (report mentions a strike in 2021)")
    # Too little to be about anything: the turn before counts.
    history = [("What share of Belgian firms use robots?", "60%")]
    assert standalone("Interesting! And in France?", history) == "What share of firms use robots in France?"


def test_a_framed_question_is_taken_apart_as_the_plain_one() -> None:
    plain = understand("How many nurses want to stay in 2024?")
    framed = understand("Could you tell me how many nurses want to stay in 2024 according to the report?")
    assert framed.intent is plain.intent is Intent.FIGURE
    assert framed.terms == plain.terms
    assert framed.kinds == plain.kinds
    assert [one.label for one in framed.periods] == [one.label for one in plain.periods]
    assert framed.asked.startswith("Could you")
    assert not understand("Explain how the pump works").is_keywords


def test_a_follow_up_takes_over_what_was_asked_and_not_how() -> None:
    before = "According to the report, what share of Belgian firms use robots?"
    assert standalone("And in France?", [(before, "60%")]) == "what share of firms use robots in France?"
