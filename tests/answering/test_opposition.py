"""What says the opposite of a question does not answer it."""

from __future__ import annotations

import pytest

from report_assistant.answering.opposition import Opposition
from report_assistant.answering.question import Question, understand

OPPOSED = [
    ("Which stops are closed at night?", "The stops in the centre are open at night.", "en"),
    ("Why did rents decrease?", "Rents increased because fewer flats were built.", "en"),
    ("Who did not sign the treaty?", "The treaty was signed by Denmark.", "en"),
    ("Which firms didn't report losses?", "Twelve firms reported losses.", "en"),
    ("Who is not insured?", "Some 12% of the tenants are insured.", "en"),
    ("Wie viele Flächen sind nicht vermietet?", "Es sind 80 Flächen vermietet.", "de"),
    ("Qui n'est pas venu ?", "Dix sont venus.", "fr"),
    ("Who lost the tender?", "The tender was won by a firm from Ghent.", "en"),
    ("What happens before the vote?", "After the vote the minutes are read.", "en"),
    ("Which tests are unreliable?", "The second test is reliable.", "en"),
    ("What is the smallest lake?", "The largest lake is in the north.", "en"),
    ("Who explains the simplicity of cells?", "Ross explains the complexity of cells.", "en"),
    ("Which party has the lowest score?", "The party with the highest score gets the seat.", "en"),
    ("What was the least costly option?", "The tunnel was the most costly option.", "en"),
    ("Who led the third expedition?", "Ross led the second expedition.", "en"),
    ("What happens in stage 4?", "In stage 3 the ore is washed.", "en"),
    ("Which trips last 55 minutes?", "The tours of the lake last 45 minutes.", "en"),
    ("What did the two ministers sign?", "The three ministers signed the pact.", "en"),
    ("Wer leitete die dritte Expedition?", "Die zweite Expedition wurde von Ross geleitet.", "de"),
    ("Wie leidde de derde expeditie?", "De tweede expeditie stond onder leiding van Ross.", "nl"),
    ("Qui a dirigé la troisième expédition ?", "La deuxième expédition a été dirigée par Ross.", "fr"),
    ("What flows into the Spanish lakes?", "The water of the Alps flows into the Swiss lakes.", "en"),
    ("What do the lifeguards do on Tuesday?", "On Wednesdays the lifeguards train the children.", "en"),
    ("Who opens the gate at 5 am?", "The porter opens the gate at 5 pm.", "en"),
    ("What is sown in April?", "Rye is sown from August to October.", "en"),
    ("What do most nurses want?", "Few nurses want to work at night.", "en"),
    (
        "What does the council decide by a part of its members?",
        "The whole of its members decides on loans.",
        "en",
    ),
    ("Was bauen die dänischen Werften?", "Die polnischen Werften bauen Fähren.", "de"),
    ("Que veulent la plupart des infirmiers ?", "Peu d'infirmiers veulent travailler la nuit.", "fr"),
    ("Wat gebeurt er op maandag?", "Op vrijdag wordt het plein geveegd.", "nl"),
    ("Quelles communes n'ont pas de piscine ?", "Douze communes ont une piscine.", "fr"),
    ("Welke wijken hebben geen bibliotheek?", "Vier wijken hebben een bibliotheek.", "nl"),
    ("Welche Orte haben keinen Bahnhof?", "Neun Orte haben einen Bahnhof.", "de"),
]
AGREED = [
    ("Which stops are closed at night?", "The stops in the centre are closed at night.", "en"),
    ("Which firms did not report losses?", "Only two firms reported no losses.", "en"),
    ("Who failed to sign the treaty?", "Norway never signed the treaty.", "en"),
    ("Which regions did not grow?", "The south failed to grow.", "en"),
    ("Who is not insured?", "Some 12% of the tenants are uninsured.", "en"),
    ("Which firms do not win tenders?", "Twelve firms lose tenders.", "en"),
    (
        "Que trouve-t-on là où le sol n'est pas travaillé ?",
        "Les parcelles non travaillées ont des vers.",
        "fr",
    ),
    ("Wie viele Flächen sind nicht vermietet?", "Es sind 80 Flächen unvermietet.", "de"),
    ("Hoeveel huizen zijn niet bewoond?", "Er zijn 80 huizen onbewoond.", "nl"),
    ("What is the largest lake?", "The largest lake is in the north, the smallest in the south.", "en"),
    ("Did rents rise or fall?", "Rents rose.", "en"),
    ("What do the lifeguards do on Tuesday?", "From Monday to Thursday the lifeguards train children.", "en"),
    ("Is the gate open at 3 pm?", "The gate is open from 9 am to 5 pm.", "en"),
    ("What is sown in January?", "From November to February rye is sown.", "en"),
    ("What flows into the Spanish lakes?", "Rivers flow into the Spanish and the Swiss lakes.", "en"),
    ("What do the Dutch firms fear?", "Firms fear the new duties of the American ports.", "en"),
    ("What do some nurses want?", "Most nurses want to work by day.", "en"),
    ("What do most nurses want?", "All nurses want to work by day.", "en"),
    ("What do most nurses want?", "Few shifts are at night, as nurses want.", "en"),
    ("How many people were employed?", "The mill employed 40 people.", "en"),
    ("How many of the 12 districts have a plan?", "Nine districts have a plan.", "en"),
    ("How many of the twelve districts grew?", "Of the 12 districts, nine grew.", "en"),
    ("What was spent in 2023?", "In 2023 spending was 4 million, in 2022 3 million.", "en"),
    ("What was spent in 2023?", "Spending was 3 million in 2022.", "en"),  # the ledger tells the time
    (
        "Who led the second expedition?",
        "The first expedition failed, the second expedition was led by Ross.",
        "en",
    ),
    # "Demand" stands far from what is asked, and in no word's stead.
    (
        "How does the supply chain reflect the strategy?",
        "Our strategy is to hold large stocks of glass, and at times we cannot meet demand.",
        "en",
    ),
    ("What decides on the reliability of tests?", "Tests are unreliable if two runs differ.", "en"),
    ("What is of interest?", "The forest and the west are of interest.", "en"),
    ("How many points was the rate below the target?", "The rate went up to 73%; the target was 78%.", "en"),
    ("Why do they have no counter?", "The branches were turned into machines for lack of customers.", "en"),
    ("De combien la note a-t-elle baissé ?", "La facture est passée de 14 à 11 euros.", "fr"),
    ("Wie groß war die Not der Bauern?", "Die Armut der Bauern war groß.", "de"),
    ("Quelles communes n'ont pas de piscine ?", "Trois communes n'ont aucune piscine.", "fr"),
    ("Hoeveel wijken hebben een bibliotheek?", "Vier wijken hebben een bibliotheek.", "nl"),
]


def asked(text: str, language: str) -> Question:
    question = understand(text)
    assert question.language == language
    return question


@pytest.mark.parametrize(("question", "sentence", "language"), OPPOSED)
def test_the_opposite_is_told(question: str, sentence: str, language: str) -> None:
    assert Opposition(asked(question, language)).of(sentence)


@pytest.mark.parametrize(("question", "sentence", "language"), AGREED)
def test_what_agrees_is_not_opposed(question: str, sentence: str, language: str) -> None:
    assert not Opposition(asked(question, language)).of(sentence)
