"""The gate over documents of other fields, through a real index."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_assistant.answering.claims import split_claims
from report_assistant.answering.gate import Gate
from report_assistant.answering.statements import StatementText
from report_assistant.answering.verdicts import judge
from report_assistant.index.index import Index
from report_assistant.reading.ledger import read_figures
from report_assistant.settings import Settings
from report_assistant.types import Document, Evidence, Sentence, Verdict

HERE = Path(__file__).parent


def claims(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


CLAIMS = claims("claims_other.jsonl")
PASSES = {Verdict.SUPPORTED, Verdict.DERIVED}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    home = tmp_path_factory.mktemp("index")
    with Index.open(HERE / "documents", Settings(index_dir=home)) as opened:
        opened.sync()
        yield opened


def test_no_false_claim_passes_and_most_verdicts_are_exact(index: Index) -> None:
    gate = Gate(index)
    passed, exact = [], 0
    for row in CLAIMS:
        (claim,) = gate.check(row["claim"], documents=[row["document"]]).claims
        exact += claim.verdict.value == row["label"]
        if claim.verdict in PASSES and row["label"] not in ("supported", "derived"):
            passed.append(row["id"])
        assert claim.note.endswith((".", "”."))
        assert (claim.formula is not None) == (claim.verdict is Verdict.DERIVED)
    assert passed == []
    assert exact / len(CLAIMS) >= 0.85


def test_paraphrased_claims_about_other_reports_do_not_pass_if_they_are_false(tmp_path: Path) -> None:
    with Index.open(HERE / "claims_reports", Settings(index_dir=tmp_path)) as reports:
        reports.sync()
        gate = Gate(reports)
        right, passed = 0, []
        rows = claims("claims_reports_dev.jsonl")
        for row in rows:
            verdict = gate.check(row["claim"], documents=[row["document"]]).claims[0].verdict
            true = row["label"] in ("supported", "derived")
            right += (verdict in PASSES) == true
            if verdict in PASSES and not true:
                passed.append(row["id"])
    assert passed == []
    assert right / len(rows) >= 0.75


def test_quotes_are_cut_from_the_documents(index: Index) -> None:
    seen = []
    report = Gate(index).check(
        "# Alder Bank\n\nNet profit came to €84 million in the third quarter of 2020. Customers deferred "
        "payments on **11%** of mortgages [1].\n",
        progress=lambda done, of: seen.append((done, of)),
    )
    assert [claim.verdict for claim in report.claims] == [Verdict.SUPPORTED, Verdict.WRONG_FIGURE]
    assert [citation.number for citation in report.citations] == list(range(1, len(report.citations) + 1))
    for citation in report.citations:
        assert index.document(citation.source).text[citation.start : citation.end] == citation.quote
    for claim in report.claims:
        assert claim.citations
    assert seen == [(1, 2), (2, 2)]


def test_a_drafted_claim_counts_against_its_own_citations_only(index: Index) -> None:
    document = index.document("trial.md")

    def evidence(words: str) -> Evidence:
        sentence = next(s for s in document.sentences if words in document.text[s.start : s.end])
        quote = document.text[sentence.start : sentence.end]
        return Evidence("trial.md", document.title, None, sentence.start, sentence.end, quote, (), 1.0)

    gate = Gate(index)
    right, citations = gate.check_claim("58% of the patients were **women**.", [evidence("58%")])
    wrong, _ = gate.check_claim("58% of the patients were women.", [evidence("Dizziness")])
    assert right.verdict is Verdict.SUPPORTED
    assert [citation.quote[:9] for citation in citations] == ["Of these,"]
    assert wrong.verdict not in PASSES


GROUPS = ["farmers", "teachers", "clinics", "drivers", "shops", "pupils"]
DEEDS = [
    "own a bicycle",
    "read the manual",
    "use solar power",
    "support the reform",
    "keep bees",
    "rent a garage",
]


@st.composite
def reports(draw: st.DrawFn) -> tuple[str, list[int]]:
    """Draw a sentence with two shares and the shares."""
    one, two = draw(st.lists(st.integers(11, 98), min_size=2, max_size=2, unique=True))
    first, second = draw(st.lists(st.sampled_from(DEEDS), min_size=2, max_size=2, unique=True))
    group = draw(st.sampled_from(GROUPS))
    link = draw(st.sampled_from([", and", ", while", ", but only"]))
    return f"In the survey {one}% of {group} {first}{link} {two}% {second}.", [one, two]


def verdict(source: str, claim: str) -> Verdict:
    text = f"{source} The rest did not answer."
    document = Document(
        "a.md", "Survey", text, (Sentence(0, len(source)), Sentence(len(source) + 1, len(text)))
    )
    statements = StatementText(document, read_figures(document))
    (parsed,) = split_claims(claim)
    return judge(parsed, [statements.statement(0), statements.statement(1)]).verdict


@settings(deadline=None, max_examples=40)
@given(reports())
def test_a_sentence_supports_itself(report: tuple[str, list[int]]) -> None:
    assert verdict(report[0], report[0]) is Verdict.SUPPORTED


@settings(deadline=None, max_examples=40)
@given(reports(), st.randoms(use_true_random=False))
def test_a_changed_digit_is_never_supported(report: tuple[str, list[int]], chance: random.Random) -> None:
    source, _ = report
    at = chance.choice([i for i, mark in enumerate(source) if mark.isdigit()])
    digit = chance.choice([d for d in "123456789" if d != source[at]])
    assert verdict(source, source[:at] + digit + source[at + 1 :]) not in PASSES


@settings(deadline=None, max_examples=40)
@given(reports())
def test_swapped_figures_are_never_supported(report: tuple[str, list[int]]) -> None:
    source, (one, two) = report
    swapped = source.replace(f"{one}%", "@").replace(f"{two}%", f"{one}%").replace("@", f"{two}%")
    assert verdict(source, swapped) not in PASSES
