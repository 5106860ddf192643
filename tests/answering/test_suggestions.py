"""Suggested questions: the product answers them with the figure that each is made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from report_assistant import ReportAssistant, Settings
from report_assistant.answering.posing import question_about
from report_assistant.reading.ledger import read_figures
from report_assistant.reading.loader import parse_document
from report_assistant.types import Answer, Figure, Status

HERE = Path(__file__).parent
TEXTS = {
    "bibliotheques.md": """# Les bibliothèques de Wallonie en 2024

En 2024, 38 % des habitants ont poussé la porte d'une bibliothèque au moins une fois. La durée moyenne d'une \
visite était de 47 minutes. Le nombre de prêts a augmenté de 4 % en un an.

## Prêts

61 % des livres prêtés étaient des romans. Le prix moyen d'un abonnement était de 12 euros en 2024.

1 250 bénévoles ont tenu les comptoirs pendant l'été.
""",
    "fietsers.md": """# Fietsen in Vlaanderen 2024

44% van de Vlamingen fietst minstens een keer per week naar het werk. De gemiddelde afstand bedroeg 7,4 \
kilometer in 2024. Bij slecht weer blijft de helft thuis.

## Veiligheid

29% van de fietsers draagt altijd een helm. 3.200 fietsers raakten gewond bij een ongeval in de bebouwde kom.
""",
    "waerme.md": """# Heizen in Sachsen 2024

53 % der Haushalte heizen noch mit Erdgas. Der durchschnittliche Verbrauch lag bei 14.200 Kilowattstunden \
im Jahr 2024.

## Kosten

Die durchschnittliche Rechnung betrug 1.480 Euro im Jahr 2024. Viele Mieter haben eine Nachzahlung erhalten.
""",
}


def extractive(index_dir: Path) -> Settings:
    return Settings(_env_file=None, index_dir=index_dir, openai_api_key=None, openai_base_url=None)


@pytest.fixture(scope="module", params=["documents", "claims_reports", "other_fields", "other_languages"])
def assistant(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ReportAssistant]:
    home = tmp_path_factory.mktemp("suggestions")
    made = home / "texts"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text, encoding="utf-8")
    folder = {
        "documents": HERE.parents[1] / "documents",
        "claims_reports": HERE / "claims_reports",
        "other_fields": HERE / "documents",
        "other_languages": made,
    }[request.param]
    with ReportAssistant.from_folder(folder, settings=extractive(home / "index")) as assistant:
        yield assistant


def questions(assistant: ReportAssistant) -> dict[str, Figure]:
    """Return all questions that the figures of the documents make."""
    found: dict[str, Figure] = {}
    for source in assistant.sources():
        document, figures = assistant.document(source.source), assistant.figures(documents=[source.source])
        for figure in figures:
            siblings = [one for one in figures if one.sentence_start == figure.sentence_start]
            if question := question_about(figure, document, siblings):
                found.setdefault(question, figure)
    return found


def gives(answer: Answer, figure: Figure) -> bool:
    cited = any(
        one.source == figure.source and one.start <= figure.start < one.end for one in answer.citations
    )
    return answer.status is Status.ANSWERED and cited and figure.text.casefold() in answer.text.casefold()


def test_questions_are_answered_with_the_figures_that_they_are_made_of(assistant: ReportAssistant) -> None:
    posed = questions(assistant)
    wrong = [question for question, figure in posed.items() if not gives(assistant.ask(question), figure)]
    assert len(posed) >= 5
    assert len(wrong) <= 0.1 * len(posed), wrong


def test_first_questions_are_of_different_documents(assistant: ReportAssistant) -> None:
    first = assistant.suggest()
    assert len(first) == 3
    assert len({questions(assistant)[question].source for question in first}) == 3


def test_follow_ups_are_of_what_was_not_said_and_were_not_asked(assistant: ReportAssistant) -> None:
    posed = questions(assistant)
    for question in assistant.suggest():
        answer = assistant.ask(question)
        following = assistant.suggest(answer)
        assert question not in following
        assert len(set(following)) == len(following)
        for one in following:
            assert not any(
                citation.source == posed[one].source and citation.start <= posed[one].start < citation.end
                for citation in answer.citations
            )
        assert not set(following) & set(assistant.suggest(answer, asked=following))


@pytest.mark.parametrize(
    ("said", "same", "other"),
    [
        (
            "En Wallonie, 38 % des habitants ont poussé la porte d'une bibliothèque au moins une fois.",
            "En Bretagne, 52 % des habitants ont poussé la porte d'une bibliothèque au moins une fois.",
            "En Alsace, 17 % des ruches ont perdu une reine au moins une fois dans la saison.",
        ),
        (
            "38 % der Haushalte in Sachsen haben in der Zeit nach dem Umbau eine Wärmepumpe gekauft.",
            "52 % der Haushalte in Bayern haben in der Zeit nach dem Umbau eine Wärmepumpe gekauft.",
            "17 % der Imker in Hessen haben in der Nacht nach dem Sturm eine Königin verloren.",
        ),
    ],
)
def test_function_words_do_not_make_two_measures_one(
    said: str, same: str, other: str, tmp_path: Path
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in (("said.md", said), ("same.md", same), ("other.md", other)):
        (folder / name).write_text(f"# {name}\n\n{text}\n", encoding="utf-8")
    with ReportAssistant.from_folder(folder, settings=extractive(tmp_path / "index")) as assistant:
        question = {figure.source: question for question, figure in questions(assistant).items()}
        assert len(question) == 3
        assert assistant.suggest(assistant.ask(question["said.md"])) == (question["same.md"],)


def posed(text: str) -> list[str | None]:
    document = parse_document(text.encode(), Path("made.md"), "made.md")
    figures = read_figures(document)
    return [question_about(figure, document, figures) for figure in figures]


@pytest.mark.parametrize(
    ("clause", "question"),
    [
        ("64% of farmers have cut their use of water.", "What share of farmers have cut their use of water?"),
        ("Just 12% of shops have raised their prices.", "What share of shops have raised their prices?"),
        ("In towns, 44% of shops open on Sunday.", "In towns, what share of shops open on Sunday?"),
        ("A fee is charged by 41% of the shops asked.", "By what share of the shops asked is a fee charged?"),
        ("The price of milk fell by 4% in spring.", "By how much did the price of milk fall in spring?"),
        ("The average wage was €2,300 in spring.", "What was the average wage in spring?"),
        ("3,200 teachers took part in the study.", "How many teachers took part in the study?"),
    ],
)
def test_a_clause_is_turned_round(clause: str, question: str) -> None:
    assert question in posed(f"# Study\n\n{clause}\n")


@pytest.mark.parametrize(
    "text",
    [
        "64% of them have cut their use of water.",
        "Of these, 64% have cut their use of water.",
        "Our 64% of farms have cut their use of water.",
        "Farmers run 64% of farms in the whole of the valley.",
        "One parcel in six goes back to the sender at once.",
        "Fifteen months after the last examination, nothing had changed.",
        "The rise was steepest at Westfield, where attendances went up by 9%.",
        "They rose by 9% in the spring of the year.",
        "Zorblatt grew by 9% on average in the spring of the year.",
        "64% of farmers are repatriating data, reassessing vendors and moving towards private cloud.",
    ],
)
def test_what_would_not_stand_alone_is_no_question(text: str) -> None:
    assert not any(posed(f"# Study\n\n{text}\n"))


def test_an_acronym_is_no_pronoun() -> None:
    assert posed("# Study\n\nOf all leaders, 90% called their IT ready for the years ahead.\n") == [
        "Of all leaders, what share called their IT ready for the years ahead?"
    ]
