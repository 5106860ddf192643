"""The ledger of the shipped documents, record by record, and of documents in other fields."""

# ruff: noqa: E501  (tables of whole sentences and records, one a line)

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_assistant.reading.context import cover, introduction
from report_assistant.reading.ledger import read_figures
from report_assistant.reading.loader import read_document
from report_assistant.reading.markdown import read_markdown
from report_assistant.types import Document, Figure

DOCUMENTS = Path(__file__).parents[2] / "documents"
BELGIUM, WORLD, FIRST, CLOUD, PEOPLE = (
    "kyndryl-readiness-2025-belgium.md", "kyndryl-readiness-2025-global.md", "kyndryl-readiness-2024.md",
    "kyndryl-cloud-readiness-2025.md", "kyndryl-people-readiness-2025.md",
)  # fmt: skip
MEASURES = ("repatriating data", "reassessing vendors", "moving towards private cloud")


@pytest.fixture(scope="module")
def ledgers() -> dict[str, tuple[Document, tuple[Figure, ...]]]:
    documents = [
        read_document(DOCUMENTS / name, DOCUMENTS) for name in (BELGIUM, WORLD, FIRST, CLOUD, PEOPLE)
    ]
    return {document.source: (document, read_figures(document)) for document in documents}


# document, words of the clause, figure, value, unit, population, its origin, period, its origin, members;
# read by hand from the documents.
RECORDS = [
    (BELGIUM, "answers from", "3,700", "3700", "senior leaders", "senior leaders, 21 countries", "clause", "2025", "document", ()),
    (BELGIUM, "feel more pressure", "61%", "61", "%", "companies, Belgium", "paragraph", "2025", "document", ()),
    (BELGIUM, "Innovation often stalls", "44%", "44", "%", "Belgium", "document", "2025", "document", ()),
    (BELGIUM, "basic shortcomings", "50%", "50", "%", "companies, Belgium", "document", "2025", "document", ()),
    (BELGIUM, "keep up with the pace", "45%", "45", "%", "Belgium", "document", "2025", "document", ()),
    (BELGIUM, "complexity of their IT", "34%", "34", "%", "Belgium", "document", "2025", "document", ()),
    (BELGIUM, "out of step", "25%", "25", "%", "Belgium", "document", "2025", "document", ()),
    (BELGIUM, "expect jobs", "85%", "85", "%", "leaders, Belgium", "document", "2025", "document", ()),
    (BELGIUM, "cognitive skills", "39%", "39", "%", "Belgium", "document", "2025", "document", ()),
    (BELGIUM, "technical skills", "35%", "35", "%", "Belgium", "document", "2025", "document", ()),
    (BELGIUM, "cyber-related outage", "90%", "90", "%", "organisations, Belgium", "document", "12 months to 2025", "clause", ()),
    (BELGIUM, "across the world", "74%", "74", "%", "leaders, Belgium", "clause", "2025", "document", ()),
    (BELGIUM, "adjusting their infrastructure", "66%", "66", "%", "leaders, Belgium", "sentence", "2025", "document", MEASURES),
    (BELGIUM, "best in class", "91%", "91", "%", "business leaders, Belgium", "clause", "2024", "clause", ()),
    (BELGIUM, "ready for future", "40%", "40", "%", "business leaders, Belgium", "sentence", "2024", "sentence", ()),
    (WORLD, "Spending on AI", "33%", "33", "%", "worldwide", "document", "2025", "document", ()),
    (WORLD, "invest heavily", "68%", "68", "%", "organisations, worldwide", "document", "2025", "document", ()),
    (WORLD, "more than in 2024", "12 points", "12", "pp", "worldwide", "document", "2025", "document", ()),
    (WORLD, "end of its service life", "25%", "25", "%", "worldwide", "document", "2025", "document", ()),
    (WORLD, "holds innovation back", "half", "50", "%", "worldwide", "document", "2025", "document", ()),
    (WORLD, "outside risks", "31%", "31", "%", "worldwide", "document", "2025", "document", ()),
    (WORLD, "the year before", "29%", "29", "%", "worldwide", "document", "2024", "clause", ()),
    (WORLD, "1,200 customers", "1,200", "1200", "customers", "customers, worldwide", "document", "2025", "document", ()),
    (FIRST, "best in class", "90%", "90", "%", "leaders, worldwide", "heading", "2024", "document", ()),
    (FIRST, "ready for future risks", "39%", "39", "%", "leaders, worldwide", "heading", "2024", "document", ()),
    (FIRST, "thought it ready", "38%", "38", "%", "Benelux", "sentence", "2024", "document", ()),
    (FIRST, "Modernisation had", "97%", "97", "%", "Benelux", "paragraph", "2024", "document", ()),
    (FIRST, "each at 66%", "66%", "66", "%", "Benelux", "paragraph", "2024", "document", ()),
    (FIRST, "Ready to invest", "43%", "43", "%", "business leaders, Benelux", "clause", "2024", "document", ()),
    (FIRST, "in Germany", "30%", "30", "%", "business leaders, Germany", "sentence", "2024", "document", ()),
    (FIRST, "in the United Kingdom", "32%", "32", "%", "business leaders, United Kingdom", "sentence", "2024", "document", ()),
    (CLOUD, "by accident", "70%", "70", "%", "chief executives, worldwide", "document", "2025", "document", ()),
    (CLOUD, "worth more than", "700 billion dollars", "700000000000", "USD", "worldwide", "document", "2025", "document", ()),
    (CLOUD, "geopolitical risk", "75%", "75", "%", "leaders, worldwide", "clause", "2025", "document", ()),
    (CLOUD, "those shares", "71%", "71", "%", "leaders, France", "clause", "2025", "document", ()),
    (CLOUD, "those shares", "66%", "66", "%", "leaders, France", "clause", "2025", "document", ()),
    (PEOPLE, "not yet ready", "71%", "71", "%", "leaders, worldwide", "document", "2025", "document", ()),
]  # fmt: skip


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: f"{record[0]}: {record[2]} {record[1]}")
def test_records_of_the_shipped_documents(
    ledgers: dict[str, tuple[Document, tuple[Figure, ...]]], record: tuple[str, ...]
) -> None:
    source, words, text, value, unit, population, population_from, period, period_from, members = record
    (figure,) = [f for f in ledgers[source][1] if words in f.clause and f.text == text]
    found = (str(figure.value), figure.unit, figure.population, figure.population_from, figure.period)
    assert (*found, figure.period_from, figure.members) == (
        value, unit, population, population_from, period, period_from, members,
    )  # fmt: skip


def test_a_repeated_figure_is_one_record(ledgers: dict[str, tuple[Document, tuple[Figure, ...]]]) -> None:
    figures = ledgers[BELGIUM][1]
    assert [f.text for f in figures if "basic shortcomings" in f.clause] == ["50%"]


def test_figures_that_point_back_share_the_clauses_of_the_sentence_before(
    ledgers: dict[str, tuple[Document, tuple[Figure, ...]]],
) -> None:
    document, figures = ledgers[CLOUD]
    shared = {
        f.text: [document.text[s:e] for s, e in f.shared] for f in figures if "those shares" in f.clause
    }
    assert [len(words) for words in shared.values()] == [1, 1]
    assert "geopolitical risk" in shared["71%"][0]
    assert "data sovereignty" in shared["66%"][0]


def test_a_count_of_them_shares_what_is_said_of_all(tmp_path: Path) -> None:
    path = tmp_path / "panel.md"
    path.write_text("About 3,200 growers took part. Some 200 of them live in Ghent.\n", encoding="utf-8")
    document = read_document(path, tmp_path)
    figure = next(f for f in read_figures(document) if f.text == "200")
    assert [document.text[s:e] for s, e in figure.shared] == ["About 3,200 growers took part."]


def test_all_offsets_of_the_shipped_documents(
    ledgers: dict[str, tuple[Document, tuple[Figure, ...]]],
) -> None:
    for document, figures in ledgers.values():
        assert figures
        for figure in figures:
            assert document.text[figure.start : figure.end] == figure.text
            assert document.text[figure.clause_start : figure.clause_end] == figure.clause
            assert figure.sentence_start <= figure.clause_start <= figure.start
            assert figure.end <= figure.clause_end <= figure.sentence_end
            assert figure.source == document.source
        assert [f.start for f in figures] == sorted({f.start for f in figures})


def document_of(text: str, **fields: str) -> Document:
    sentences, title = read_markdown(text, 0, fields.get("language", "en"))
    return Document(source="x.md", title=title or "x", text=text, sentences=tuple(sentences), **fields)


def test_cells_are_bound_to_their_heads() -> None:
    text = """# Accounts

All amounts in thousands.

| | 2019 | 2018 |
| --- | --- | --- |
| Revenue ($) | 1,496.5 | (1,202.9) |
| Margin (%) | 12.5 | 11 |
| Staff in France | 40 | 38 |
"""
    figures = read_figures(document_of(text))
    found = [(f.text, str(f.value), f.unit, f.period, f.population, f.heads) for f in figures]
    assert found == [
        ("1,496.5", "1496500", "USD", "2019", None, ("Revenue ($)", "2019")),
        ("(1,202.9)", "-1202900", "USD", "2018", None, ("Revenue ($)", "2018")),
        ("12.5", "12.5", "%", "2019", None, ("Margin (%)", "2019")),
        ("11", "11", "%", "2018", None, ("Margin (%)", "2018")),
        ("40", "40000", "", "2019", "France", ("Staff in France", "2019")),
        ("38", "38000", "", "2018", "France", ("Staff in France", "2018")),
    ]


def test_population_and_period_without_front_matter_come_from_the_text() -> None:
    text = """# Attendance in Sweden, season 2018-19

The league sold 2.3 million tickets, up from 2.1 million the season before. Of these, 81% went to members.

## Norway

In 2017, 44% of seats were filled.
"""
    figures = read_figures(document_of(text))
    found = [(f.text, f.unit, f.population, f.population_from, f.period, f.period_from) for f in figures]
    assert found == [
        ("2.3 million", "tickets", "Sweden", "document", "2018/19", "document"),
        ("2.1 million", "tickets", "Sweden", "document", "2017/18", "clause"),
        ("81%", "%", "Sweden", "document", "2018/19", "document"),
        ("44%", "%", "seats, Norway", "heading", "2017", "clause"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "populations"),
    [
        # Who does the same is said of what the first figure of the sentence before says.
        (
            "en",
            "In Spain 63% of readers borrow e-books, after 51% in 2023. In Portugal 57% would do the same.",
            ["readers, Spain", "readers, Spain", "readers, Portugal"],
        ),
        (
            "de",
            "In Spanien leihen 63% der Leser E-Books. In Portugal würden 57% das Gleiche tun.",
            ["leser, Spanien", "leser, Portugal"],
        ),
        (
            "nl",
            "In Spanje leent 63% van de lezers e-books. In Portugal zou 57% hetzelfde doen.",
            ["lezers, Spanje", "lezers, Portugal"],
        ),
        (
            "fr",
            "En Espagne, 63 % des lecteurs empruntent des livres. Au Portugal, 57 % font de même.",
            ["lecteurs, Espagne", "lecteurs, Portugal"],
        ),
        # A group that is counted once, of one place, is that group throughout.
        (
            "en",
            "We asked 640 Spanish librarians. Later, 58% of librarians saw fewer readers.",
            ["Spain", "librarians, Spain"],
        ),
        (
            "en",
            "We asked 640 Spanish and 200 Dutch librarians. Later, 58% of librarians saw fewer readers.",
            None,
        ),
        # A share that opens its sentence is one of those before it.
        (
            "en",
            "Some 58% of librarians see fewer readers. Just 12% have closed a branch.",
            ["librarians", "librarians"],
        ),
        (
            "en",
            "Some 58% of librarians see fewer readers. Just 12% of vans are electric.",
            ["librarians", "vans"],
        ),
        # "of them" are those whom the same sentence names.
        (
            "en",
            "The target was met for 73% of adults. Children waited less: 89% of them left at noon.",
            ["adults", "children"],
        ),
    ],
)
def test_of_whom_a_figure_is_where_its_clause_does_not_say(
    language: str, text: str, populations: list[str] | None
) -> None:
    sentences, _ = read_markdown(text, 0, language)
    figures = read_figures(Document("a.md", "Reading", text, tuple(sentences), language=language))
    shares = [figure.population for figure in figures]
    if populations is None:
        assert shares[-1] == "librarians"
    else:
        assert shares == populations


def test_respectively_pairs_figures_with_times() -> None:
    text = "Sales were $5 million and $6 million in 2019 and 2018, respectively, and costs $3 million."
    figures = read_figures(document_of(text))
    pairs = [(f.text, f.period, f.counterpart and text[slice(*f.counterpart)]) for f in figures]
    assert pairs[:2] == [("$5 million", "2019", "2019"), ("$6 million", "2018", "2018")]
    assert pairs[2][2] is None


def test_page_numbers_alone_are_no_figures() -> None:
    assert read_figures(document_of("Some text without figures.\n\n14\n")) == ()


BLOCKS = st.lists(
    st.sampled_from(
        ["## Belgium", "In 2024, 61% of firms agree, compared with 30% in Germany.", "Half of them, 50%, say so.",
         "| a | 2019 |\n| --- | --- |\n| b ($) | (1,234) |", "- 3,700 leaders\n- €3.4m", "Those shares are 5% and 6%.",
         "> **61%** of them", "1. 12 points more than in 2024", "\u00a0 9 out of 10 \U0001f600", "Am 25. Juni 2025: 3,5 Mio. Euro"]
    ),
    max_size=6,
)  # fmt: skip


@given(BLOCKS, st.sampled_from(["en", "fr", "nl", "de"]))
def test_any_document_gives_a_sound_ledger(blocks: list[str], language: str) -> None:
    document = document_of("\n\n".join(blocks), language=language)
    figures = read_figures(document)  # checks its offsets itself
    assert [f.start for f in figures] == sorted({f.start for f in figures})
    for figure in figures:
        assert (figure.population is None) == (figure.population_from is None)
        assert (figure.period is None) == (figure.period_from is None)
        for start, end in figure.shared:
            assert document.text[start:end].strip()


def test_a_long_document_names_itself_on_its_cover_page(tmp_path: Path) -> None:
    page = "# Yearly filing\n\n## Form 7\n\nFiled on paper.\n\n## Registrant\n\nVandermolen Mills\n\n## Part I\n\n"
    rest = 60 * "The directors met and read the minutes of the meeting before.\n\n" + "Brandsma asked.\n"
    (tmp_path / "filing.md").write_text(page + rest, encoding="utf-8")
    filing = read_document(tmp_path / "filing.md", tmp_path)
    assert "Vandermolen" in cover(filing)
    assert "Vandermolen" not in introduction(filing)
    assert "Brandsma" not in cover(filing)


def test_counts_side_by_side_are_of_the_nouns_of_the_first_pair() -> None:
    text = (
        "# Noise\n\nWe got 143 complaints from 61 households, compared with 167 from 70 households in 2023."
    )
    figures = read_figures(document_of(text))
    assert [(one.text, one.unit) for one in figures] == [
        ("143", "complaints"),
        ("61", "households"),
        ("167", "complaints"),
        ("70", "households"),
    ]
