"""Folders of small documents, and an index over them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from report_assistant.index.index import Index
from report_assistant.settings import Settings

sys.path.append(str(Path(__file__).parent))  # for the modules that tests and their processes share

TEXTS = {
    "harbour.md": """---
title: The harbour report
language: en
---

# The harbour report

## Ships

In 2021 the harbour received 3,700 ships, and 41% of them carried grain.

## Staff

Of the dockers, 62% are older than fifty. Most cranes are driven by women.
""",
    "energy/solar.md": """# Solar energy in the islands

Panels on roofs cover 18% of demand. Batteries store the surplus for the evening.

The remaining demand is met by imported diesel, which costs 1.2 million a year.
""",
    "musique.md": """---
title: L'enquête sur la musique
language: fr
---

# L'enquête sur la musique

Les écoles de musique accueillent 5 400 élèves. Parmi les élèves, 27 % apprennent le violon.
""",
}


def write(folder: Path, texts: dict[str, str]) -> Path:
    """Write files under a folder."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


os.environ["HF_HUB_OFFLINE"] = "1"  # before any module of the hub is loaded


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "documents", TEXTS)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(index_dir=tmp_path / "index", embedding_model="bundled", _env_file=None)


@pytest.fixture(scope="session")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Open an index that tests only search."""
    root = tmp_path_factory.mktemp("unchanged")
    folder = write(root / "documents", TEXTS)
    settings = Settings(index_dir=root / "index", embedding_model="bundled", _env_file=None)
    with Index.open(folder, settings) as opened:
        opened.sync()
        yield opened


@pytest.fixture
def index(folder: Path, settings: Settings) -> Iterator[Index]:
    with Index.open(folder, settings) as opened:
        opened.sync()
        yield opened
