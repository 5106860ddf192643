"""Point at the words of a passage that answer a question, or say that none do.

The reader is an encoder (all-MiniLM-L6-v2, or multilingual-e5-small), run over question and passage
together, plus a small trained difference (see `weights/MODEL_CARD.md`). It writes nothing: all it
returns is character offsets and scores.

Two heads share the encoder. One marks the start and the end of an answer, as in Devlin et al.,
"BERT" (2019), section 4.3; the other one scores spans that the caller names, such as the figures
of a sentence. Both compare with "no answer" in the same passage, so that their scores can be
compared between passages of one question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from report_assistant.answering.closeness import closeness
from report_assistant.answering.reader_bases import Base, tokens_of
from report_assistant.answering.reader_weights import add_weights
from report_assistant.answering.readings import Reading, ScoredSpan
from report_assistant.answering.window_scores import PROPOSALS, Window, WindowScores
from report_assistant.answering.word_matching import WordMatcher

if TYPE_CHECKING:
    import torch

_WINDOW = 320  # tokens of question and passage together; what it was trained on
_STRIDE = 96  # tokens that neighbouring windows share
_QUESTION = 80  # tokens of a question that are read
_BATCH = 16  # windows at a time
_BLANK = re.compile(r"_{2,}")
_FLOOR = -100.0  # the score of a span without a word, far below any other
_CLOSE = 0.6  # the share of the closeness of the question's words; fitted on the development articles


class Reader:
    """Read passages for the words that answer a question.

    One reader serves many threads: reading changes nothing in it.
    """

    def __init__(self, base: Base, heads: dict[str, torch.Tensor]) -> None:
        """Take the parts; `from_file` makes them.

        Args:
            base: With the trained difference in its encoder.
            heads: `span.weight` (2, dim), `choice.weight` (1, dim), `none.weight` (1, dim) and
                their `.bias`; `match.weight` (11, dim), a vector for each level of likeness.
        """
        self._base = base
        self._heads = heads
        self._matcher = WordMatcher(base.rows, base.centre, base.silent)

    @classmethod
    def from_file(cls, weights: Path, base: Base) -> Reader:
        """Add weights that `training/train_reader.py` wrote to their base, which changes."""
        return cls(base, add_weights(base.encoder, weights))

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
                scores = WindowScores(window, hidden, self._heads)
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
                near = closeness(question, passages[index], spans, self._base.silent_words)
                found[index] = [
                    ScoredSpan(*span, named[index].get(span, (0, _FLOOR))[1] + _CLOSE * close)
                    for span, close in zip(spans, near, strict=True)
                ]
        return tuple(
            Reading(_best_first(spans, apart=candidates is None), null)
            for spans, null in zip(found, nulls, strict=True)
        )

    def _windows(self, question: str, passages: Sequence[str]) -> list[Window]:
        """Cut the passages into windows that fit beside the question."""
        tokenizer = self._base.tokenizer
        posed = _BLANK.sub(f" {self._base.blank} ", question)
        asked = tokenizer.encode(posed, add_special_tokens=False).ids[:_QUESTION]
        first, last = tokenizer.encode("").ids
        room = _WINDOW - len(asked) - 3
        windows = []
        for number, passage in enumerate(passages):
            ids, offsets = tokens_of(tokenizer, passage)
            begin = 0
            while ids:
                part = ids[begin : begin + room]
                tokens = (first, *asked, last, *part, last)
                levels = self._matcher.levels(asked, part)
                windows.append(Window(number, tokens, levels, tuple(offsets[begin : begin + room])))
                if begin + room >= len(ids):
                    break
                begin += room - _STRIDE
        return windows

    def _encode(self, windows: Sequence[Window]) -> list[torch.Tensor]:
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
            hidden = self._base.encoder(
                inputs_embeds=self._base.rows(ids) + self._heads["match.weight"][levels],
                token_type_ids=kinds,
                attention_mask=mask,
            ).last_hidden_state
        out = []
        for row, window in enumerate(windows):
            end = len(window.tokens) - 1
            start = end - len(window.offsets)
            out.append(torch.cat([hidden[row, :1], hidden[row, start:end]]))
        return out


def _best_first(spans: list[ScoredSpan], *, apart: bool) -> tuple[ScoredSpan, ...]:
    """Sort spans; with `apart`, keep the best five that do not overlap."""
    ordered = sorted(spans, key=lambda s: (-s.score, s.start, s.end))
    if not apart:
        return tuple(ordered)
    kept: list[ScoredSpan] = []
    for span in ordered:
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
        if len(kept) == PROPOSALS:
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
