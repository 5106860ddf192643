"""The gate over claims and documents in French, Dutch and German."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from report_assistant.answering.gate import Gate
from report_assistant.index.index import Index
from report_assistant.settings import Settings
from report_assistant.types import Verdict

DOCUMENTS = {
    "eau.md": """# Consommation d'eau en Wallonie en 2023

En 2023, 62 % des ménages wallons ont réduit leur consommation d'eau. À Bruxelles, 48 % des ménages l'ont
fait. Parmi les agriculteurs, 35 % ont installé une citerne, et 12 % ont creusé un puits. Le prix moyen a
augmenté de 4,3 % pour atteindre 5,61 euros par mètre cube. 27 % des communes ont interdit l'arrosage, le
lavage des voitures et le remplissage des piscines.
""",
    "water.md": """# Waterverbruik in Vlaanderen 2023

In 2023 verminderde 58% van de Vlaamse gezinnen het waterverbruik. Van de landbouwers plaatste 41% een
regenput. De gemiddelde prijs steeg met 3,1% tot 5,90 euro per kubieke meter.
""",
    "wasser.md": """# Wasserverbrauch in Österreich 2023

Im Jahr 2023 haben 54 % der österreichischen Haushalte ihren Wasserverbrauch verringert. Von den Landwirten
haben 29 % eine Zisterne gebaut. Der durchschnittliche Preis ist um 2,8 % auf 1,95 Euro je Kubikmeter
gestiegen.
""",
}

CLAIMS = [
    ("62 % des ménages wallons ont réduit leur consommation d'eau en 2023.", Verdict.SUPPORTED),
    ("48 % des ménages wallons ont réduit leur consommation d'eau.", Verdict.WRONG_FIGURE),
    ("35 % des agriculteurs ont creusé un puits.", Verdict.WRONG_FIGURE),
    ("12 % des agriculteurs ont creusé un puits.", Verdict.SUPPORTED),
    ("35 % des ménages ont installé une citerne.", Verdict.WRONG_POPULATION),
    ("Le prix moyen a baissé de 4,3 %.", Verdict.NOT_SUPPORTED),
    ("27 % des communes ont interdit le lavage des voitures.", Verdict.NOT_SEPARABLE),
    ("62 % des ménages wallons ont réduit leur consommation d'eau en 2022.", Verdict.WRONG_PERIOD),
    ("58% van de Vlaamse gezinnen verminderde het waterverbruik in 2023.", Verdict.SUPPORTED),
    ("41% van de landbouwers plaatste een regenput.", Verdict.SUPPORTED),
    ("41% van de gezinnen plaatste een regenput.", Verdict.WRONG_POPULATION),
    ("De gemiddelde prijs daalde met 3,1%.", Verdict.NOT_SUPPORTED),
    ("54 % der österreichischen Haushalte haben ihren Wasserverbrauch verringert.", Verdict.SUPPORTED),
    ("29 % der Landwirte haben eine Zisterne gebaut.", Verdict.SUPPORTED),
    ("29 % der Haushalte haben eine Zisterne gebaut.", Verdict.WRONG_POPULATION),
    ("Der durchschnittliche Preis ist um 2,8 % gesunken.", Verdict.NOT_SUPPORTED),
    ("54 % der deutschen Haushalte haben ihren Wasserverbrauch verringert.", Verdict.WRONG_POPULATION),
]


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gate]:
    root = tmp_path_factory.mktemp("gate")
    folder = root / "documents"
    folder.mkdir()
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, "utf-8")
    with Index.open(folder, Settings(_env_file=None, index_dir=root / "index")) as index:
        index.sync()
        yield Gate(index)


@pytest.mark.parametrize(("claim", "verdict"), CLAIMS)
def test_a_claim_is_judged_in_its_own_language(gate: Gate, claim: str, verdict: Verdict) -> None:
    (checked,) = gate.check(claim).claims
    assert checked.verdict is verdict, checked.note


def test_a_claim_in_a_language_of_no_document_is_said_not_to_be_comparable(gate: Gate) -> None:
    (checked,) = gate.check("In Wallonia, 62% of the households reduced their use of water in 2023.").claims
    assert checked.verdict is Verdict.NOT_SUPPORTED
    assert checked.note == "No document is in the language of this claim (en): they are in de, fr and nl."
