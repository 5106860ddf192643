"""Load the reader's encoder: the bundled all-MiniLM-L6-v2 with the shipped difference added."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from report_assistant.errors import ConfigurationError
from report_assistant.index.embeddings import bundled_folder, check_bundled

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parent / "weights" / "reader.safetensors"
"""What training added to the encoder, see `weights/MODEL_CARD.md`."""

WEIGHTS_SHA256 = "b777001815b718a3febf44dd564c7bd215646c41f4c64093b0cf49514afac00b"
_GROUP = 64  # numbers that share a scale
_HEADS = {"span", "choice", "none", "match"}


def load_parts(weights: Path) -> tuple[torch.nn.Module, dict[str, torch.Tensor], Tokenizer]:
    """Return the merged encoder in evaluation mode, the heads, and the tokenizer without truncation.

    Raises:
        ConfigurationError: The bundled encoder is missing or another one.
    """
    from safetensors.torch import load_file
    from tokenizers import Tokenizer
    from transformers import AutoModel

    base = bundled_folder()
    check_bundled(base)  # the difference is worth nothing on top of another encoder
    encoder = AutoModel.from_pretrained(str(base), add_pooling_layer=False, local_files_only=True)
    packed = load_file(weights)
    _merge(encoder, packed)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    heads = {name: value.float() for name, value in packed.items() if name.split(".")[0] in _HEADS}
    return encoder.eval(), heads, tokenizer


def check_hash(path: Path, expected: str) -> None:
    """Make sure that a file is the one that the reader was made with.

    Raises:
        ConfigurationError: It is not, or cannot be read.
    """
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ConfigurationError(
            f"The reader's file {path.name} cannot be read: {error}. Install the project again."
        ) from error
    if digest != expected:
        raise ConfigurationError(
            f"The reader's file {path.name} has the hash {digest[:12]}… instead of "
            f"{expected[:12]}…: it is another file than the one the reader was made with. "
            "Install the project again."
        )


def _merge(encoder: torch.nn.Module, packed: dict[str, torch.Tensor]) -> None:
    """Add the shipped difference to the encoder's numbers, in place.

    `name.bits` holds two four-bit numbers a byte, low half first, offset 8; `name.scale` one
    scale for each group of 64; `name.change` a difference in float16.
    """
    import torch

    parameters = dict(encoder.named_parameters())
    with torch.no_grad():
        for key, value in packed.items():
            name, _, part = key.rpartition(".")
            if part == "change":
                parameters[name].add_(value.float())
            elif part == "bits":
                steps = torch.stack([value & 15, value >> 4], dim=-1).reshape(-1, _GROUP)
                change = (steps.float() - 8) * packed[name + ".scale"].float()
                parameters[name].add_(change.reshape(parameters[name].shape))
