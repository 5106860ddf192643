"""Make reading examples in French and German, and between German and English.

From piaf_fr (Keraron et al., 2020) and xquad_de (Artetxe et al., 2020); xquad_en has the same questions.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from reader_examples import Example, answer_spans, by_id, cropped, held_out, occurrences, read_jsonl
from unanswerable import Neighbours, changed_question, without_answer

_NO_WORDS = Neighbours({}, {})  # the lexicon of near misses is English
_NULLS = {"other": 0.15, "changed": 0.15, "missing": 0.15}

Asked = tuple[str, str, tuple[str, ...], str]
"""Article, question, answers, text that answers."""


def piaf_questions(eval_dir: Path, *, held: bool) -> Iterator[Asked]:
    """Yield the questions of piaf_fr about articles that are held out, or about the others."""
    documents = by_id(eval_dir / "piaf_fr")
    for row in read_jsonl(eval_dir / "piaf_fr" / "questions.jsonl"):
        article = row["document_id"].rpartition("-")[0]
        if row["answerable"] and held_out(article) == held:
            yield (
                article,
                row["question"].strip(),
                tuple(row["answers"]),
                documents[row["document_id"]]["text"],
            )


def xquad_questions(eval_dir: Path, asked_in: str, read_in: str) -> Iterator[Asked]:
    """Yield the questions of xquad in one language about texts in another ("de", "en").

    Dutch questions, of which there are few, are those of xquad_nl, about English texts.
    """
    documents = by_id(eval_dir / f"xquad_{read_in}")
    titles = {key: document["title"] for key, document in by_id(eval_dir / "xquad_en").items()}
    answers = {row["id"]: row for row in read_jsonl(eval_dir / f"xquad_{read_in}" / "questions.jsonl")}
    for row in read_jsonl(eval_dir / f"xquad_{asked_in}" / "questions.jsonl"):
        there = answers[row["id"]]
        document = there["document_id"]
        yield titles[document], row["question"].strip(), tuple(there["answers"]), documents[document]["text"]


def language_examples(eval_dir: Path, rng: random.Random, leave_out: Sequence[str]) -> list[Example]:
    """Make the examples, and for nearly half of the questions one where nothing answers.

    Args:
        eval_dir: folder of the public sets.
        rng: source of all choices.
        leave_out: titles of articles of xquad that stay out.
    """
    asked = list(piaf_questions(eval_dir, held=False))
    for asked_in, read_in in (("de", "de"), ("de", "en"), ("en", "de")):
        asked += [one for one in xquad_questions(eval_dir, asked_in, read_in) if one[0] not in leave_out]
    texts: dict[str, set[str]] = {}
    for article, _, _, text in asked:
        texts.setdefault(article, set()).add(text)
    out: list[Example] = []
    for article, question, answers, text in asked:
        spans = answer_spans(question, answers, text)
        if not spans:
            continue
        size = rng.randint(230, 700)
        out.append(cropped(question, text, spans, rng, "language", size))
        way = rng.choices([*_NULLS, ""], [*_NULLS.values(), 1 - sum(_NULLS.values())])[0]
        if way == "other":
            others = [o for o in sorted(texts[article]) if not any(occurrences(a, o) for a in answers)]
            if others:
                out.append(cropped(question, rng.choice(others), (), rng, "language-null", size))
        elif way == "changed" and (changed := changed_question(question, text, rng, _NO_WORDS)):
            out.append(cropped(changed, text, (), rng, "language-null", size, spans))
        elif way == "missing" and (left := without_answer(text, spans[0])):
            out.append(cropped(question, left[0], (), rng, "language-null", size, left[1]))
    return out
