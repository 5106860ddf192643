"""Add what training changed to the encoder that a reader is made of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from report_assistant.errors import ConfigurationError

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True, slots=True)
class Weights:
    """A file that training wrote, and its SHA-256; see `weights/MODEL_CARD.md`."""

    path: Path
    sha256: str


_FOLDER = Path(__file__).parent / "weights"
ENGLISH = Weights(
    _FOLDER / "reader.safetensors",
    "b777001815b718a3febf44dd564c7bd215646c41f4c64093b0cf49514afac00b",
)
"""On top of all-MiniLM-L6-v2."""

MULTILINGUAL = Weights(
    _FOLDER / "reader_multilingual.safetensors",
    "0e6dc9fbe6e2dad88b50bbff649e2498e7226616e46cb56474925f3b3f4f20c0",
)
"""On top of multilingual-e5-small."""

_GROUP = 64  # numbers that share a scale
_HEADS = {"span", "choice", "none", "match"}


def add_weights(encoder: torch.nn.Module, weights: Path) -> dict[str, torch.Tensor]:
    """Add the difference to the encoder in place; return the heads, float32."""
    from safetensors.torch import load_file

    packed = load_file(weights)
    heads = {name: value.float() for name, value in packed.items() if name.split(".")[0] in _HEADS}
    _merge(encoder, {name: value for name, value in packed.items() if name not in heads})
    return heads


def check_hash(weights: Weights) -> None:
    """Make sure that a file is the one that training wrote.

    Raises:
        ConfigurationError: It is not, or cannot be read.
    """
    name = weights.path.name
    try:
        digest = hashlib.sha256(weights.path.read_bytes()).hexdigest()
    except OSError as error:
        raise ConfigurationError(
            f"The reader's file {name} cannot be read: {error}. Install the project again."
        ) from error
    if digest != weights.sha256:
        raise ConfigurationError(
            f"The reader's file {name} has the hash {digest[:12]}… instead of {weights.sha256[:12]}…: it is "
            "another file than the one that training wrote. Install the project again."
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
