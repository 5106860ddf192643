"""The assistant over the project's own documents, without a language model."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

os.environ["HF_HUB_OFFLINE"] = "1"  # before any module of the hub is loaded

from report_assistant import ReportAssistant, Settings

DOCUMENTS = Path(__file__).parents[1] / "documents"

# A busy machine is no failure.
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="session")
def index_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shared") / "index"


@pytest.fixture(scope="session")
def settings(index_dir: Path) -> Settings:
    return Settings(_env_file=None, index_dir=index_dir, openai_api_key=None, openai_base_url=None)


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Iterator[ReportAssistant]:
    with ReportAssistant.from_folder(DOCUMENTS, settings=settings) as assistant:
        yield assistant
