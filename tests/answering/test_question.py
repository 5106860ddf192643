from __future__ import annotations

import pytest

from report_assistant.answering.intent import Intent
from report_assistant.answering.question import question_language, understand
from report_assistant.reading.numbers import QuantityKind


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("What share of farms irrigate?", Intent.FIGURE),
        ("How many goals did the club score?", Intent.FIGURE),
        ("By how much did wages rise?", Intent.FIGURE),
        ("What share do women have?", Intent.FIGURE),
        ("What share in the north is irrigated?", Intent.FIGURE),
        # A share of a company, and a piece of a thing.
        ("What share repurchases did the company make?", Intent.TEXT),
        ("Which part of the harbour was flooded?", Intent.TEXT),
        ("Which results stand at 12%?", Intent.VALUE),
        ("What does 4.5 million refer to?", Intent.VALUE),
        ("Is 30% the share of nurses who work nights?", Intent.CONFIRMATION),
        ("So 30% of nurses work nights?", Intent.CONFIRMATION),
        ("Why do 30% of nurses work nights?", Intent.CONFIRMATION),
        ("Did the club score 40 goals?", Intent.CONFIRMATION),
        # What stands behind "the" is known already.
        ("Has the 30 km/h limit made the street safer?", Intent.TEXT),
        ("Which of the two clubs has a new stand?", Intent.TEXT),
        ("Hat das 30-km/h-Limit geholfen?", Intent.TEXT),
        ("How many of the 300 nurses work nights?", Intent.FIGURE),
        # A question that begins with its circumstances asks all the same.
        ("Of those with a licence, how many drive less than 500 km?", Intent.FIGURE),
        ("In the harbour report, what stands at 3.1?", Intent.VALUE),
        ("In the harbour report, what does the €5 million refer to?", Intent.VALUE),
        ("Why were so many fish landed in one go?", Intent.TEXT),
        # A dose is a name where nobody asks whether it is right.
        ("ibuprofen 400 mg headache", Intent.TEXT),
        ("Is the usual dose of ibuprofen 400 mg?", Intent.CONFIRMATION),
        ("Compare wages in Spain and Portugal.", Intent.COMPARISON),
        ("Give me all figures on rainfall.", Intent.EVERYTHING),
        ("Summarise the findings on soil.", Intent.EVERYTHING),
        ("What is a heat pump?", Intent.TEXT),
        ("Why did the bridge close?", Intent.TEXT),
        ("Hello!", Intent.SMALL_TALK),
        ("thanks a lot", Intent.SMALL_TALK),
        ("hiya, thanks for the help so far!", Intent.SMALL_TALK),
        ("merci beaucoup pour votre aide", Intent.SMALL_TALK),
        ("thanks, how many ships?", Intent.FIGURE),
        ("What can you do?", Intent.SMALL_TALK),
        ("Hello, what share of farms irrigate?", Intent.FIGURE),
        ("Quelle part des exploitations irrigue ?", Intent.FIGURE),
        ("Merci !", Intent.SMALL_TALK),
        ("Hoeveel procent van de boeren beregent?", Intent.FIGURE),
        ("Wie viele Betriebe bewässern ihre Felder?", Intent.FIGURE),
        ("Guten Tag", Intent.SMALL_TALK),
    ],
)
def test_intent_is_told_by_the_form_of_the_question(text: str, intent: Intent) -> None:
    assert understand(text).intent is intent


@pytest.mark.parametrize(
    ("question", "present"),
    [
        ("How many members does the choir have?", True),
        ("How many bees were found?", True),
        ("Hoeveel kost een kaart voor kinderen?", True),
        ("How many members did the choir start with?", False),
        ("Combien de membres avait le chœur à l'origine ?", False),
        ("Wie viele Mitglieder hatte der Chor früher?", False),
        ("How has the number of members changed?", False),
        ("So the choir has 12 members?", False),
    ],
)
def test_who_asks_for_the_first_does_not_want_the_latest(question: str, present: bool) -> None:
    assert understand(question).asks_present is present


def test_international_things_are_no_people_of_all_the_world() -> None:
    assert not understand("How is the revenue from international markets hedged?").places
    assert [place.code for place in understand("How many are worried worldwide?").places] == ["WORLD"]


def test_what_a_question_brings_along_denies_nothing_of_it() -> None:
    brought = "What share of the trees was hit by them? (Snowploughs and trees don't mix)"
    assert not understand(brought).negated
    assert understand("What share of the trees was not hit?").negated


def test_who_took_part_in_a_survey_is_asked_of_the_survey() -> None:
    question = "How many people filled in the Bremen travel survey?"
    assert understand(question).text == question


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What share of farms irrigate?", "en"),
        ("Quelle est la part des fermes qui irriguent ?", "fr"),
        ("Welk deel van de boerderijen beregent?", "nl"),
        ("Welcher Anteil der Höfe bewässert seine Felder?", "de"),
        ("ROI 2024?", "en"),
        ("🙂🙂🙂", "en"),
    ],
)
def test_language_is_told_by_function_words(text: str, language: str) -> None:
    assert question_language(text) == language


def test_a_share_is_answered_by_percentages_only() -> None:
    assert understand("What percentage of farms irrigate?").kinds == {QuantityKind.PERCENT}
    assert QuantityKind.COUNT in understand("How many farms irrigate?").kinds
    assert understand("What is irrigation?").kinds == frozenset()


def test_things_are_counted_by_counts_and_shares_only() -> None:
    farms = understand("How many farms irrigate?")
    assert QuantityKind.MONEY not in farms.kinds
    assert farms.kinds >= {QuantityKind.COUNT, QuantityKind.PERCENT}
    assert QuantityKind.MEASURE in understand("How many kilometres is the ditch?").kinds
    both = understand("How many farms were sold, and for how much money?").kinds
    assert both == {QuantityKind.COUNT, QuantityKind.MONEY}
    assert not farms.counts_people
    assert understand("How many people irrigate?").counts_people


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("How common is it for farms to irrigate?", QuantityKind.PERCENT, QuantityKind.COUNT),
        ("How much of the harvest is lost?", QuantityKind.PERCENT, QuantityKind.COUNT),
        ("Quelle quantité d'eau une ferme consomme-t-elle ?", QuantityKind.MEASURE, QuantityKind.PERCENT),
        ("How many euros does the water cost?", QuantityKind.MONEY, QuantityKind.COUNT),
        ("Um wie viel kg sank der Ertrag?", QuantityKind.MEASURE, QuantityKind.PERCENT),
        ("Wie viele der Höfe bewässern ihre Felder?", QuantityKind.COUNT, QuantityKind.MONEY),
        ("Hoeveel van de hoeven sproeien?", QuantityKind.COUNT, QuantityKind.MONEY),
    ],
)
def test_the_form_of_a_question_tells_the_kind_of_figure(
    text: str, wanted: QuantityKind, unwanted: QuantityKind
) -> None:
    kinds = understand(text).kinds
    assert wanted in kinds
    assert unwanted not in kinds


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("What stands at 3.1?", Intent.VALUE),
        ("What does the 61% refer to?", Intent.VALUE),
        ("What are numbers greater than 1 called?", Intent.TEXT),
        ("Who waters more, boys or girls aged 12?", Intent.COMPARISON),
    ],
)
def test_a_bound_or_an_age_is_no_value_to_look_up(text: str, intent: Intent) -> None:
    assert understand(text).intent is intent


def test_places_periods_and_terms_are_found() -> None:
    question = understand("What share of Spanish farms irrigated in 2021?")
    assert [place.code for place in question.places] == ["ES"]
    assert [period.label for period in question.periods] == ["2021"]
    assert "irrig" in question.terms
    assert "share" not in question.terms


def test_values_of_the_question_are_not_its_topic() -> None:
    question = understand("Is 30% the share of nurses who work nights?")
    assert [str(quantity.value) for quantity in question.quantities] == ["30"]
    assert not any(term.isdigit() for term in question.terms)


def test_negation_is_seen() -> None:
    assert understand("What share of farms do not irrigate?").negated
    assert not understand("What share of farms irrigate?").negated


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("helo", "en"),
        ("mercii !", "fr"),
        ("bednkt", "nl"),
        ("Danke schön 👍", "de"),
        ("👍", "en"),
        ("What can u do?", "en"),
        ("que sais-tu faire ?", "fr"),
        ("Wat kan je allemaal?", "nl"),
        ("was kannst du alles?", "de"),
    ],
)
def test_small_talk_may_be_misspelt_or_a_mere_sign(text: str, language: str) -> None:
    question = understand(text)
    assert (question.intent, question.language) == (Intent.SMALL_TALK, language)


@pytest.mark.parametrize(
    "text", ["salt", "tanks", "merit", "cheese", "?", "66%", "Thanks to robots, who milks less?"]
)
def test_a_word_that_is_near_a_greeting_is_still_a_question(text: str) -> None:
    assert understand(text).intent is not Intent.SMALL_TALK


def test_keywords_are_told_from_questions() -> None:
    assert understand("rainfall total 2023 coast").is_keywords
    assert not understand("what is the rainfall").is_keywords
    assert not understand("Rainfall on the coast?").is_keywords


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Which country has the highest price?", True),
        ("In which year were inventories larger?", True),
        ("Quel pays a le prix le plus élevé ?", True),
        ("Welk land heeft de laagste prijs?", True),
        ("In welchem Land ist der Preis am höchsten?", True),
        ("What is the highest price?", False),
        ("Which firms are repatriating data?", False),
    ],
)
def test_which_leads_is_told_from_other_questions(text: str, leads: bool) -> None:
    assert understand(text).asks_which_leads is leads


def test_what_asks_for_a_course_of_time_is_no_topic() -> None:
    asked = "Comparing the latest quarter to previous ones, how have farm rents changed?"
    assert understand(asked).terms == ("farm", "rent")


@pytest.mark.parametrize(
    ("asked", "terms"),
    [
        ("How long did it usually take before the insurers paid?", ("insur", "paid")),
        ("What does the clinic typically charge?", ("clinic", "charg")),
        ("Wie lange dauert eine Sanierung normalerweise?", ("sanier",)),
        ("Combien de temps dure un trajet en général ?", ("trajet",)),
        ("Hoe lang duurt een rit meestal?", ("rit",)),
        ("How many fewer closed roads were there in 2024 than the year before?", ("close", "road")),
        ("In 2021, how high was the remote share overall?", ("remot", "share", "overal")),
    ],
)
def test_what_only_asks_how_it_mostly_is_and_when_is_no_topic(asked: str, terms: tuple[str, ...]) -> None:
    assert understand(asked).terms == terms


@pytest.mark.parametrize(
    "asked", ["How high was the remote share overall?", "What part of the articles was free to read in 2022?"]
)
def test_a_share_may_be_asked_for_by_its_height_or_as_a_part(asked: str) -> None:
    assert understand(asked).kinds == {QuantityKind.PERCENT}
