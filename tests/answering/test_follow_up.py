from __future__ import annotations

import pytest

from report_assistant.answering.follow_up import standalone
from report_assistant.answering.intent import Intent
from report_assistant.answering.question import understand


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (
            "How many farms in Spain irrigate?",
            "And in Portugal?",
            "How many farms in Portugal irrigate?",
        ),
        (
            "What share of Spanish farms irrigate?",
            "And Portuguese ones?",
            "What share of Portuguese farms irrigate?",
        ),
        (
            "What share of Spanish farms irrigate?",
            "What about Portugal?",
            "What share of farms irrigate in Portugal?",
        ),
        ("What was the harvest in 2021?", "And in 2022?", "What was the harvest in 2022?"),
        (
            "How many ships came in the third quarter of 2025?",
            "And in the same quarter a year earlier?",
            "How many ships came in the same quarter a year earlier?",
        ),
        (
            "How long does it take a farm to get water?",
            "how long did that take the year before",
            "How long does it take a farm to get water the year before?",
        ),
        (
            "Combien de fermes irriguent en Espagne ?",
            "Et au Portugal ?",
            "Combien de fermes irriguent au Portugal ?",
        ),
        (
            "Hoeveel boeren in Spanje beregenen?",
            "En in Portugal?",
            "Hoeveel boeren in Portugal beregenen?",
        ),
        (
            "Wie viele Betriebe in Spanien bewässern?",
            "Und in Portugal?",
            "Wie viele Betriebe in Portugal bewässern?",
        ),
        (
            "What share of Spanish farms irrigate?",
            "and worldwide?",
            "What share of worldwide farms irrigate?",
        ),
        (
            "What share of farms irrigate?",
            "What about the year before?",
            "What share of farms irrigate the year before?",
        ),
        (
            "Quelle part des fermes en Espagne irrigue ?",
            "Et en France ?",
            "Quelle part des fermes en France irrigue ?",
        ),
    ],
)
def test_a_place_or_time_is_put_into_the_question_before(before: str, now: str, expected: str) -> None:
    assert standalone(now, [(before, "…")]) == expected


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("What share of nurses left in 2023?", "And doctors?", "What share of doctors left in 2023?"),
        ("What is the turnover of Delcor?", "and the profit?", "What is the profit of Delcor?"),
        ("What is the turnover of Delcor?", "and Sibelco?", "What is the turnover of Sibelco?"),
        ("Who runs Harrow Water Ltd now?", "what about Calder Gas?", "Who runs Calder Gas now?"),
        ("How much of the waste was recycled?", "and burned?", "How much of the waste was burned?"),
        ("How many young teens smoke?", "and just the oldest ones?", "How many young oldest teens smoke?"),
        ("How happy are tenants with repairs?", "and with lifts?", "How happy are tenants with lifts?"),
        ("How many tenants complain?", "and about lifts?", "How many tenants complain about lifts?"),
        ("What did the depot in Ghent cost?", "and the one in Liège?", "What did the depot in Liège cost?"),
        ("How many farms irrigate?", "and those with pumps?", "How many farms irrigate with pumps?"),
        (
            "Combien de visiteurs au Musée d'art moderne en 2023 ?",
            "et celui de la mine ?",
            "Combien de visiteurs au Musée de la mine en 2023 ?",
        ),
        (
            "Hoeveel bezoekers had het museum van Gent in 2023?",
            "en dat van Brugge?",
            "Hoeveel bezoekers had het museum van Brugge in 2023?",
        ),
        (
            "Wie viele Besucher hatte das Museum von Aachen?",
            "und das von Trier?",
            "Wie viele Besucher hatte das Museum von Trier?",
        ),
        (
            "Hoeveel woningen staan in Oudermeer sinds 2020?",
            "en in klaverdorp?",
            "Hoeveel woningen staan in klaverdorp sinds 2020?",
        ),
        (
            "Wie viele Frauen sitzen in der Verwaltung?",
            "Und im Vorstand?",
            "Wie viele Frauen sitzen im Vorstand?",
        ),
        (
            "Combien de vélos ont été vendus ?",
            "Et de trottinettes ?",
            "Combien de trottinettes ont été vendus ?",
        ),
    ],
)
def test_what_is_named_takes_the_place_of_what_it_stands_for(before: str, now: str, expected: str) -> None:
    assert standalone(now, [(before, "…")]) == expected


@pytest.mark.parametrize("now", ["And how many of them smoke?", "and was it expensive?", "and those?"])
def test_a_follow_up_that_asks_or_points_back_takes_no_place(now: str) -> None:
    assert standalone(now, [("What share of nurses left in 2023?", "…")]).startswith(now)


def test_a_question_that_points_back_brings_the_one_before_along() -> None:
    question = standalone("How many of them use drip lines?", [("How many farms irrigate?", "Forty.")])
    assert "drip lines" in question
    assert "farms irrigate" in question


def test_a_new_topic_takes_nothing_along() -> None:
    history = [("How many farms irrigate in Spain?", "Forty.")]
    assert standalone("What is a heat pump?", history) == "What is a heat pump?"


def test_follow_ups_chain() -> None:
    history = [("How many farms in Spain irrigate?", "Forty."), ("And in Portugal?", "Ten.")]
    assert standalone("And in France?", history) == "How many farms in France irrigate?"


def test_without_history_a_question_stands() -> None:
    assert standalone("And in France?", []) == "And in France?"


@pytest.mark.parametrize(
    ("before", "now", "brought"),
    [
        ("How many farms irrigate?", "Why?", "farms irrigate"),
        ("Does the pump filter sand?", "What does it actually do?", "pump filter sand"),
        ("Combien de fermes irriguent ?", "Combien d’entre elles utilisent des sondes ?", "fermes irriguent"),
        ("Hoeveel boeren beregenen?", "Hoeveel van hen gebruiken sensoren?", "boeren beregenen"),
        ("Wie viele Betriebe bewässern?", "Wie viele davon nutzen Sensoren?", "Betriebe bewässern"),
        ("What is drip irrigation?", "other methods?", "drip irrigation"),
    ],
)
def test_what_points_back_brings_the_topic_without_its_question_words(
    before: str, now: str, brought: str
) -> None:
    question = standalone(now, [(before, "…")])
    assert question.startswith(now)
    assert brought in question
    assert "many" not in question.removeprefix(now)


def test_the_figure_that_was_given_is_named_so_that_it_is_not_given_again() -> None:
    history = [("How many farms irrigate?", "**40%** of farms irrigate. [1]")]
    question = understand(standalone("How many of them use drip lines?", history))
    assert [str(quantity.value) for quantity in question.quantities] == ["40"]
    assert question.intent is Intent.FIGURE


@pytest.mark.parametrize(
    "now",
    [
        "What is a heat pump?",
        "Is there a vaccine against malaria?",
        "Is it true that nurses work nights?",
        "What share of hospitals in Spain use robots?",
        "What does this report say about hospitals?",
        "Gibt es einen Impfstoff gegen Malaria?",
        "Welk deel van het personeel werkt in de nacht?",
        "Können Sie Zahlen zu Krankenhäusern nennen?",
        "Why does a steam turbine stop when it overheats?",
        "Heat pump noise limits",
        "And why do heat pumps freeze in winter?",
        "Y a-t-il un vaccin contre le paludisme ?",
        "thanks",
    ],
)
def test_no_earlier_topic_leaks_into_a_question_of_its_own(now: str) -> None:
    assert standalone(now, [("How many farms irrigate in Spain?", "Forty.")]) == now


def test_small_talk_in_between_is_passed_over() -> None:
    history = [("How many farms in Spain irrigate?", "Forty."), ("thanks", "You are welcome.")]
    assert standalone("And in Portugal?", history) == "How many farms in Portugal irrigate?"


@pytest.mark.parametrize(
    "question",
    [
        "And what share of Dutch firms are moving to rented offices?",
        "Et quelle part des entreprises belges rapatrie ses données ?",
        "En hoeveel Belgische bedrijven hadden een storing?",
    ],
)
def test_a_question_that_names_its_own_people_and_topic_takes_nothing_along(question: str) -> None:
    history = [("Compare the use of bicycles in Belgium and worldwide.", "Belgium: 12%. Worldwide: 8%.")]
    assert standalone(question, history) == question


def test_what_question_and_answer_keep_coming_back_to_is_the_topic() -> None:
    history = [
        ("How does drip irrigation work?", "Drip irrigation brings water to the roots through thin pipes."),
        ("Is it expensive?", "Compared with sprinklers, drip irrigation saves water and costs little. [1]"),
        ("thanks", "You are welcome."),
    ]
    assert standalone("Where does it come from?", history) == "Where does it come from? (drip irrigation)"


def test_a_refusal_before_gives_no_topic_of_its_own() -> None:
    history = [("What do drip lines cost?", "The documents do not say. Closest: nothing.")]
    assert standalone("Who makes them?", history) == "Who makes them? (drip lines cost)"


def test_a_fragment_that_names_a_topic_known_already_stands() -> None:
    assert standalone("Winter irrigation", [("What is irrigation?", "…")]) == "Winter irrigation"
