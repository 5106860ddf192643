"""Train the extractive reader and write the weights that the package ships.

    python training/train_reader.py --eval-dir ../shared/eval --squad build/train-v1.1.json --work-dir ...

The whole encoder of all-MiniLM-L6-v2 is trained (its word and position vectors stay), then only
the *difference* to the bundled encoder is kept, in four bits a number with one scale for each
group of 64: 5.8 MB. Low-rank adapters of rank 64 cost as much time a step at this width and hold
less. For MiniLM, four passes: a short one that teaches the model to compare a question with a
passage, two longer ones at a falling rate, one over questions of SQuAD 1.1; the mean of the last two
is what ships. `--base multilingual` trains multilingual-e5-small instead, in one pass: 11.5 MB.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import math
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from other_languages import language_examples
from reader_examples import (
    DEV_ARTICLES,
    HELD_OUT_ARTICLES,
    Example,
    cloze_examples,
    human_examples,
    near_words_of,
    plain_texts,
    shortened,
    survey_examples,
)
from safetensors.torch import save_file
from squad_examples import squad_examples
from torch import Tensor, multiprocessing, nn
from torch import distributed as dist
from unanswerable import neighbours

from report_assistant.answering.reader_bases import Base, bundled_base, e5_base, tokens_of
from report_assistant.answering.word_matching import WordMatcher

log = logging.getLogger("train_reader")

WINDOW = 320  # tokens of question and passage together
TOKENS_A_BATCH = 2304  # with padding
# One thread each: beside other work, two threads of one process wait for each other at every
# product of matrices, two processes only at the end of a step.
PROCESSES = 2
GROUP = 64  # numbers that share a scale in the shipped difference


@dataclass(frozen=True, slots=True)
class Stage:
    """Say what one pass trains on and how fast.

    Attributes:
        rate: Highest learning rate of the encoder; the heads learn five times as fast.
        human: How often the questions that people asked are gone through.
        cloze: Examples made of plain texts.
        survey: Examples of the survey grammar.
        squad: Questions of SQuAD 1.1.
        near: How often the near misses that people wrote are gone through beside that.
        languages: How often the questions in French and German are gone through.
        stop: Steps after which the pass ends early, its rate still high; 0 to go on to the end.
    """

    rate: float
    human: float
    cloze: int
    survey: int
    squad: int = 0
    near: int = 0
    languages: int = 0
    stop: int = 0


STAGES = {
    "bundled": (
        Stage(rate=2e-4, human=0.5, cloze=1500, survey=300, stop=100),
        Stage(rate=2e-4, human=1.6, cloze=1600, survey=700),
        Stage(rate=1.5e-4, human=2.0, cloze=1800, survey=500),
        Stage(rate=1.5e-4, human=1.0, cloze=700, survey=300, squad=15_000),
    ),
    "multilingual": (Stage(rate=1.5e-4, human=0.7, cloze=0, survey=300, squad=8_500, near=1, languages=2),),
}


BASES = {"bundled": bundled_base, "multilingual": e5_base}


class ReaderNetwork(nn.Module):
    """Score the start, the end and the candidates of an answer, for question and passage."""

    def __init__(self, base: Base) -> None:
        """Take the encoder of a base; the heads start near zero."""
        super().__init__()
        self.encoder = base.encoder
        self._rows = base.rows
        width = self.encoder.config.hidden_size
        self.span = nn.Linear(width, 2)
        self.choice = nn.Linear(width, 1)
        self.none = nn.Linear(width, 1)
        self.match = nn.Embedding(11, width, padding_idx=0)
        nn.init.zeros_(self.match.weight)
        for head in (self.span, self.choice, self.none):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)
        # Attention dropout costs a third of a step here; one mask a passage on the input does.
        for module in self.encoder.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0
        self.encoder.embeddings.register_forward_hook(self._drop_features)

    @staticmethod
    def _drop_features(module: nn.Module, _: object, output: Tensor) -> Tensor:
        if not module.training:
            return output
        mask = torch.rand(output.shape[0], 1, output.shape[2]) > 0.08
        return output * mask / 0.92

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """Return (n, tokens, 2) span logits and (n, 1 + candidates) choice logits, none first."""
        hidden = self.encoder(
            inputs_embeds=self._rows(batch["input_ids"]) + self.match(batch["levels"]),
            token_type_ids=batch["token_type_ids"],
            attention_mask=batch["attention_mask"],
        ).last_hidden_state
        span = self.span(hidden).masked_fill(~batch["allowed"].unsqueeze(-1), -1e4)
        pooled = torch.einsum("nct,nth->nch", batch["pool"], hidden)
        choice = self.choice(pooled).squeeze(-1).masked_fill(~batch["is_candidate"], -1e4)
        return span, torch.cat([self.none(hidden[:, 0]), choice], dim=1)


def loss_of(span: Tensor, choice: Tensor, batch: dict[str, Tensor]) -> Tensor:
    """Add the marginal likelihoods of the right spans and of the right candidates."""
    logs = span.float().log_softmax(dim=1)
    starts, ends = logs[..., 0], logs[..., 1]
    at_start = starts.masked_fill(~batch["starts"], -1e4).logsumexp(dim=1)
    at_end = ends.masked_fill(~batch["ends"], -1e4).logsumexp(dim=1)
    pointed = -(at_start + at_end) / 2
    chosen = -choice.float().log_softmax(dim=1).masked_fill(~batch["right"], -1e4).logsumexp(dim=1)
    return (pointed * batch["has_span_loss"] + chosen * batch["has_choice_loss"]).mean()


class Collator:
    """Turn examples into padded tensors."""

    def __init__(self, base: Base) -> None:
        """Take the tokenizer of a base."""
        self._base = base
        self._matcher = WordMatcher(base.rows, base.centre, base.silent)

    def encode(self, examples: Sequence[Example]) -> list[dict[str, Any]]:
        """Tokenise, and find the tokens of spans and candidates; drop what was cut off."""
        tokenizer = self._base.tokenizer
        first, last = tokenizer.encode("").ids
        rows = []
        for example in examples:
            posed = example.question.replace("___", self._base.blank)
            asked = tokenizer.encode(posed, add_special_tokens=False).ids[: WINDOW // 4]
            read, offsets = tokens_of(tokenizer, example.passage)
            read = read[: WINDOW - len(asked) - 3]
            if not read:
                continue
            begin = len(asked) + 2
            tokens = [(begin + i, *span) for i, span in enumerate(offsets[: len(read)])]

            def cover(
                start: int, end: int, tokens: list[tuple[int, int, int]] = tokens
            ) -> tuple[int, int] | None:
                inside = [i for i, a, b in tokens if a < end and b > start]
                whole = bool(inside) and tokens[-1][2] >= end
                return (inside[0], inside[-1]) if whole else None

            spans = [s for s in (cover(*span) for span in example.spans) if s]
            candidates = [cover(*span) for span in example.candidates]
            right = [i for i in example.right if candidates[i]]
            if (example.spans and not spans) or (example.right and not right):
                continue
            rows.append({
                "ids": [first, *asked, last, *read, last], "levels": self._matcher.levels(asked, read),
                "begin": begin, "spans": spans, "candidates": candidates, "right": right,
                "kind": example.kind,
            })  # fmt: skip
        return rows

    def batch(self, rows: Sequence[dict[str, Any]]) -> dict[str, Tensor]:
        """Pad rows to the longest."""
        n, length = len(rows), max(len(r["ids"]) for r in rows)
        most = max([1, *(len(r["candidates"]) for r in rows)])
        ids = torch.zeros(n, length, dtype=torch.long)
        kinds = torch.zeros(n, length, dtype=torch.long)
        levels = torch.zeros(n, length, dtype=torch.long)
        mask = torch.zeros(n, length, dtype=torch.long)
        allowed = torch.zeros(n, length, dtype=torch.bool)
        starts, ends = torch.zeros_like(allowed), torch.zeros_like(allowed)
        pool = torch.zeros(n, most, length)
        is_candidate = torch.zeros(n, most, dtype=torch.bool)
        right = torch.zeros(n, most + 1, dtype=torch.bool)
        for i, row in enumerate(rows):
            size = len(row["ids"])
            ids[i, :size] = torch.tensor(row["ids"])
            levels[i, :size] = torch.tensor(row["levels"])
            mask[i, :size] = 1
            allowed[i, row["begin"] : size - 1] = True
            kinds[i, row["begin"] : size] = 1
            allowed[i, 0] = True  # the first token stands for "no answer"
            for a, b in row["spans"] or [(0, 0)]:
                starts[i, a] = ends[i, b] = True
            for j, span in enumerate(row["candidates"]):
                if span:
                    is_candidate[i, j] = True
                    pool[i, j, span[0] : span[1] + 1] = 1 / (span[1] + 1 - span[0])
            for j in row["right"]:
                right[i, j + 1] = True
            right[i, 0] = not row["right"]
        return {
            "input_ids": ids, "levels": levels, "token_type_ids": kinds, "attention_mask": mask,
            "allowed": allowed, "starts": starts, "ends": ends, "pool": pool,
            "is_candidate": is_candidate, "right": right,
            "has_span_loss": torch.tensor([float(not r["kind"].startswith("sentence"))
                                           for r in rows]),
            "has_choice_loss": torch.tensor([float(any(r["candidates"])) for r in rows]),
        }  # fmt: skip


def batches(rows: Sequence[dict[str, Any]], rng: random.Random) -> Iterator[list[dict[str, Any]]]:
    """Yield batches of rows of like length, in random order."""
    order = sorted(rows, key=lambda r: len(r["ids"]) + rng.uniform(-12, 12))
    made: list[list[dict[str, Any]]] = [[]]
    for row in order:
        if len(made[-1]) * len(row["ids"]) >= TOKENS_A_BATCH:
            made.append([])
        made[-1].append(row)
    rng.shuffle(made)
    yield from made


def stage_examples(eval_dir: Path, squad: Path, stage: Stage, seed: int) -> list[Example]:
    """Make the examples of one stage; each pass over the human questions is cut anew."""
    rng = random.Random(seed)
    leave_out = (*HELD_OUT_ARTICLES, *DEV_ARTICLES)
    examples: list[Example] = []
    share = stage.human
    while share > 0:
        asked = human_examples(eval_dir, rng, leave_out)
        rng.shuffle(asked)
        examples += asked[: int(len(asked) * min(1.0, share))]
        share -= 1
    english = bundled_base()
    vocabulary = english.tokenizer.get_vocab()
    if stage.cloze:
        near = near_words_of(vocabulary, english.rows(torch.arange(len(vocabulary))).numpy())
        examples += cloze_examples(plain_texts(eval_dir, leave_out), rng, stage.cloze, near)
    examples += survey_examples(rng, stage.survey)
    for _ in range(stage.near):
        examples += [e for e in human_examples(eval_dir, rng, leave_out) if e.kind == "squad-null"]
    if stage.squad:
        common = frozenset(w for w in vocabulary if w.isalpha() and len(w) > 2)
        examples += squad_examples(squad, rng, stage.squad, neighbours(common))
    for _ in range(stage.languages):
        examples += language_examples(eval_dir, rng, leave_out)
    return [shortened(example, 40) for example in examples]


def train_stage(
    network: ReaderNetwork,
    rows: list[dict[str, Any]],
    stage: Stage,
    seed: int,
    work_dir: Path,
    rank: int,
    minutes: float,
    collator: Collator,
) -> None:
    """Go through the rows once, or until the time is up; each process takes part of a batch."""
    rng = random.Random(seed)
    parts = (network.span, network.choice, network.none, network.match)
    heads = [parameter for part in parts for parameter in part.parameters()]
    for parameter in (network.encoder.embeddings.word_embeddings.weight,
                      network.encoder.embeddings.position_embeddings.weight):  # fmt: skip
        parameter.requires_grad = False
    body = [p for p in network.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": stage.rate}, {"params": heads, "lr": 5 * stage.rate}],
        betas=(0.9, 0.98), weight_decay=0.01, foreach=True,
    )  # fmt: skip
    plan = list(batches(rows, rng))
    warm = max(10, len(plan) // 20)
    rates = [group["lr"] for group in optimizer.param_groups]
    network.train()
    began, running = time.perf_counter(), 0.0
    learned = [*body, *heads]
    for index, group in enumerate(plan[: stage.stop] if stage.stop else plan):
        mine = group[rank::PROCESSES] or group[:1]
        batch = collator.batch(mine)
        span, choice = network(batch)
        loss = loss_of(span, choice, batch)
        (loss * len(mine) / len(group)).backward()
        # The last number is the share of the time that is gone, by the clock of the first process.
        spent = (time.perf_counter() - began) / 60
        clock = torch.tensor([0.0 if rank else min(1.0, spent / minutes)])
        flat = torch.cat([*(p.grad.flatten() for p in learned if p.grad is not None), clock])
        dist.all_reduce(flat)
        done = max(index / len(plan), float(flat[-1]))
        begin = 0
        for parameter in learned:
            if parameter.grad is not None:
                parameter.grad.copy_(flat[begin : begin + parameter.numel()].view_as(parameter))
                begin += parameter.numel()
        nn.utils.clip_grad_norm_(learned, 1.0)
        for part, rate in zip(optimizer.param_groups, rates, strict=True):
            part["lr"] = rate * min(1.0, (index + 1) / warm) * max(0.02, 1 - done)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        running = loss.item() if not index else 0.96 * running + 0.04 * loss.item()
        if index % 25 == 0 and not rank:
            log.info("step %d of %d, loss %.3f, %.1f minutes", index, len(plan), running, spent)
        if float(flat[-1]) >= 1.0:
            break
        if index % 100 == 99 and not rank:
            torch.save(network.state_dict(), work_dir / "running.pt")


def pack(network: ReaderNetwork, base: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the difference to the base in four bits, and the rest in float16.

    A matrix `name` becomes `name.bits`, uint8 with two numbers a byte (low half first, offset 8),
    and `name.scale`, float16 of shape (numbers / 64, 1).
    """
    packed: dict[str, Tensor] = {}
    for name, value in network.state_dict().items():
        if not name.startswith("encoder."):
            packed[name] = value.half().contiguous()
            continue
        short = name.removeprefix("encoder.")
        if short not in base:
            continue
        change = value - base[short]
        if not change.abs().max() > 0:
            continue
        if value.dim() == 2 and value.numel() > 10_000:
            packed |= four_bits(short, change)
        else:
            packed[short + ".change"] = change.half().contiguous()
    return packed


def four_bits(name: str, change: Tensor) -> dict[str, Tensor]:
    """Round each group of 64 numbers to 15 steps, at the scale with the least square error."""
    groups = change.reshape(-1, GROUP)
    top = groups.abs().amax(dim=1, keepdim=True).clamp_min(1e-8)
    best, error = top / 7, torch.full_like(top, math.inf)
    for share in np.linspace(0.5, 1.0, 16):
        scale = (top * float(share) / 7).half().float().clamp_min(1e-7)
        rounded = (groups / scale).round().clamp(-7, 7) * scale
        missed = (rounded - groups).square().sum(dim=1, keepdim=True)
        best, error = torch.where(missed < error, scale, best), torch.minimum(missed, error)
    steps = ((groups / best).round().clamp(-7, 7) + 8).to(torch.uint8).reshape(-1)
    return {
        name + ".bits": (steps[0::2] | (steps[1::2] << 4)).contiguous(),
        name + ".scale": best.half().contiguous(),
    }


def train(rank: int, args: argparse.Namespace) -> None:
    """Train in one of the processes; the first one writes the results."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    store = dist.FileStore(str(args.work_dir / "rendezvous"), PROCESSES)
    dist.init_process_group("gloo", store=store, rank=rank, world_size=PROCESSES)
    stages = STAGES[args.base]
    for number in range(args.first_stage, len(stages)):
        torch.manual_seed(args.seed + number)
        base = BASES[args.base]()
        network, collator = ReaderNetwork(base), Collator(base)
        # Both processes make the same examples, from the same seed.
        stage, seed = stages[number], args.seed + number
        examples = stage_examples(args.eval_dir, args.squad, stage, seed)
        if number:
            network.load_state_dict(torch.load(args.work_dir / f"stage{number - 1}.pt"))
        torch.manual_seed(args.seed + number + 100 * rank)  # for dropout only, from here on
        rows = collator.encode(examples)
        if not rank:
            tokens = sum(len(r["ids"]) for r in rows) / 1000
            kinds = dict(Counter(r["kind"] for r in rows))
            log.info("stage %d: %d examples, %.0fk tokens, %s", number, len(rows), tokens, kinds)
        train_stage(network, rows, stage, seed, args.work_dir, rank, args.minutes, collator)
        if not rank:
            torch.save(network.state_dict(), args.work_dir / f"stage{number}.pt")
        dist.barrier()
    if not rank:
        write_weights(args.work_dir, args.base)
    dist.destroy_process_group()


def write_weights(work_dir: Path, base: str) -> None:
    """Pack the mean of the last two passes, the last one counting two thirds; a single pass as it is.

    On the development articles the mean chooses figures better than either (Wortsman et al.,
    "Model soups", 2022) and keeps most of what the last pass gained in text answers.
    """
    passes = [work_dir / f"stage{number}.pt" for number in range(len(STAGES[base]))][-2:]
    before, last = torch.load(passes[0]), torch.load(passes[-1])
    mean = {k: torch.lerp(before[k], v, 2 / 3) if v.is_floating_point() else v
            for k, v in last.items()}  # fmt: skip
    untrained = BASES[base]()
    start = {name: value.clone() for name, value in untrained.encoder.state_dict().items()}
    network = ReaderNetwork(untrained)
    network.load_state_dict(mean)
    target = work_dir / "reader.safetensors"
    save_file(pack(network, start), target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    log.info("%s: %d bytes, sha256 %s", target.name, target.stat().st_size, digest)


def main() -> None:
    """Train, pack, and log the hash of the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval-dir", type=Path, required=True)
    parser.add_argument("--squad", type=Path, required=True, help="train-v1.1.json, see squad_examples.py")
    parser.add_argument("--work-dir", type=Path, required=True)
    parser.add_argument("--base", choices=sorted(BASES), default="bundled")
    parser.add_argument("--first-stage", type=int, default=0)
    parser.add_argument(
        "--minutes",
        type=float,
        default=math.inf,
        help="of a pass, at most; the learning rate falls so as to reach the end by then",
    )
    parser.add_argument("--seed", type=int, default=17)
    args = parser.parse_args()
    args.work_dir.mkdir(parents=True, exist_ok=True)
    (args.work_dir / "rendezvous").unlink(missing_ok=True)
    multiprocessing.spawn(train, args=(args,), nprocs=PROCESSES)


if __name__ == "__main__":
    main()
