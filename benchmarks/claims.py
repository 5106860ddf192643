"""Measure the claim gate: labelled claims, sentences about their own documents, WiCE, and a long text.

Usage: python benchmarks/claims.py --eval-dir ../shared/eval --documents ../shared/documents [--sample 300]

Prints Markdown. Compared with two plain gates: "every number of the claim occurs in the document", and a
fuzzy quote match (difflib ratio with the best matching sentence, at the threshold that serves it best).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from report_assistant.answering.claims import split_claims
from report_assistant.answering.gate import Gate
from report_assistant.index.index import Index
from report_assistant.reading.numbers import find_quantities
from report_assistant.settings import Settings
from report_assistant.types import Document, Verdict

PASSES = {Verdict.SUPPORTED, Verdict.DERIVED}
DANGEROUS = ("wrong_figure", "wrong_population", "wrong_period", "not_separable")
LONG = 5000  # words
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def main() -> None:
    """Run the chosen parts and print their tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eval-dir", type=Path, required=True)
    parser.add_argument("--documents", type=Path, help="folder of the documents that claims_dev is about")
    parser.add_argument(
        "--claims", type=Path, nargs=2, action="append", default=[], metavar=("JSONL", "FOLDER")
    )
    parser.add_argument("--sample", type=int, default=300, help="sentences a set")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--parts", default="labelled,self,wice,long")
    parser.add_argument("--verbose", action="store_true", help="print each claim that came out wrong")
    options = parser.parse_args()
    parts = options.parts.split(",")
    if "labelled" in parts:
        sets = [
            (
                options.eval_dir / "claims_dev.jsonl",
                options.documents or options.eval_dir.parent / "documents",
            )
        ]
        for claims, folder in [*sets, *options.claims]:
            labelled(claims, folder, verbose=options.verbose)
    if "self" in parts:
        for name in ("sec10q", "tatqa", "chunking_eval"):
            itself(options.eval_dir / name, options.sample, options.seed, verbose=options.verbose)
    if "wice" in parts:
        wice(options.eval_dir / "wice" / "claims.jsonl")
    if "long" in parts:
        documents = options.documents or options.eval_dir.parent / "documents"
        long_text(documents, options.eval_dir / "xquad_en" / "documents.jsonl")


def open_index(folder: Path, home: str) -> Index:
    """Return the index of a folder, made in a temporary place; the English model, as all sets are."""
    index = Index.open(folder, Settings(index_dir=Path(home), embedding_model="bundled"))
    index.sync()
    return index


def read(path: Path) -> list[dict[str, Any]]:
    """Return the records of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


# --- labelled claims


def labelled(path: Path, folder: Path, *, verbose: bool) -> None:
    """Print what the gate makes of labelled claims, next to the plain gates."""
    rows = read(path)
    with tempfile.TemporaryDirectory() as home:
        index = open_index(folder, home)
        gate = Gate(index)
        gate.check(rows[0]["claim"], documents=[rows[0]["document"]])
        verdicts, taken = [], []
        for row in rows:
            start = time.perf_counter()
            report = gate.check(row["claim"], documents=[row["document"]])
            taken.append((time.perf_counter() - start) * 1000)
            verdicts.append(report.claims[0].verdict.value if report.claims else "none")
            label = row["label"]
            if verbose and verdicts[-1] != label:
                mark = "!!" if (verdicts[-1] in PASSES) != (label in PASSES) else "  "
                print(
                    f"{mark} {row['id']} {label} -> {verdicts[-1]}: {row['claim']} | {report.claims[0].note}"
                )
        documents = {row["document"]: index.document(row["document"]) for row in rows}
        index.close()
    good = [row["label"] in PASSES for row in rows]
    exact = sum(
        v == row["label"] or (v in PASSES and row["label"] in PASSES)
        for v, row in zip(verdicts, rows, strict=True)
    )
    strict = sum(v == row["label"] for v, row in zip(verdicts, rows, strict=True))
    ratios = [best_ratio(row["claim"], documents[row["document"]]) for row in rows]
    cut = max(
        sorted(set(ratios)), key=lambda t: sum((r >= t) == g for r, g in zip(ratios, good, strict=True))
    )
    gates = {
        "report assistant": [v in PASSES for v in verdicts],
        "number in document": [numbers_in(row["claim"], documents[row["document"]].text) for row in rows],
        f"fuzzy quote ≥ {cut:.2f}": [ratio >= cut for ratio in ratios],
    }
    print(f"\n### {path.name}: {len(rows)} claims\n")
    print("| gate | right | false passed | " + " | ".join(DANGEROUS) + " | not_supported | true refused |")
    print("| --- | ---: | ---: | " + "---: | " * (len(DANGEROUS) + 2))
    for name, passed in gates.items():
        right = sum(p == g for p, g in zip(passed, good, strict=True))
        by_label = Counter(row["label"] for row, p, g in zip(rows, passed, good, strict=True) if p and not g)
        counts = " | ".join(str(by_label[label]) for label in (*DANGEROUS, "not_supported"))
        refused = sum(g and not p for p, g in zip(passed, good, strict=True))
        print(f"| {name} | {right / len(rows):.1%} | {by_label.total()} | {counts} | {refused} |")
    print(
        f"\nExact label: {strict / len(rows):.1%} "
        f"({exact / len(rows):.1%} with derived counted as supported). ",
        end="",
    )
    print(f"Median {statistics.median(taken):.0f} ms a claim, search included; slowest {max(taken):.0f} ms.")


def numbers_in(claim: str, text: str) -> bool:
    """Tell whether every number of the claim occurs in the text, in digits; the plainest gate there is."""
    there = {n.replace(",", "") for n in NUMBER.findall(text)}
    return all(number.replace(",", "") in there for number in NUMBER.findall(claim))


def best_ratio(claim: str, document: Document) -> float:
    """Return the difflib ratio of the claim with the sentence that matches it best."""
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(claim.lower())
    best = 0.0
    for sentence in document.sentences:
        matcher.set_seq1(document.text[sentence.start : sentence.end].lower())
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            best = max(best, matcher.ratio())
    return best


# --- sentences as claims about their own documents


def itself(folder: Path, sample: int, seed: int, *, verbose: bool) -> None:
    """Print how sentences fare as claims about their own document: as they are, changed, swapped."""
    chance = random.Random(seed)
    documents = read(folder / "documents.jsonl")
    chance.shuffle(documents)
    documents = documents[:60]
    with tempfile.TemporaryDirectory() as place:
        texts = Path(place, "documents")
        texts.mkdir()
        for number, document in enumerate(documents):
            (texts / f"{number:03}.txt").write_text(document["text"], "utf-8")
        index = open_index(texts, str(Path(place, "index")))
        gate = Gate(index)
        pool = []
        for source in index.sources():
            document = index.document(source.source)
            for sentence in document.sentences:
                words = document.text[sentence.start : sentence.end]
                if (
                    find_quantities(words, document.language)
                    and len(split_claims(words, document.language)) == 1
                ):
                    pool.append((source.source, document.language, " ".join(words.split())))
        chance.shuffle(pool)
        counts: Counter[str] = Counter()
        passed: Counter[str] = Counter()
        for source, language, words in pool[:sample]:
            for kind, claim in (
                ("verbatim", words),
                ("digit changed", change_digit(words, language, chance)),
                ("swapped", swap(words, language, chance)),
            ):
                if claim is None:
                    continue
                report = gate.check(claim, documents=[source], language=language)
                if len(report.claims) != 1:
                    continue
                fine = report.claims[0].verdict in PASSES
                counts[kind] += 1
                passed[kind] += fine
                if verbose and fine != (kind == "verbatim"):
                    print(
                        f"!! {kind} {source} {report.claims[0].verdict}: {claim[:220]!r} "
                        f"| {report.claims[0].note}"
                    )
        index.close()
    print(
        f"\n### {folder.name}: {min(sample, len(pool))} of {len(pool)} sentences with a figure "
        f"(seed {seed})\n"
    )
    print("| claim | n | passed |\n| --- | ---: | ---: |")
    for kind in ("verbatim", "digit changed", "swapped"):
        print(f"| {kind} | {counts[kind]} | {passed[kind] / max(counts[kind], 1):.1%} |")


def change_digit(words: str, language: str, chance: random.Random) -> str | None:
    """Return the sentence with one digit of one figure changed, or None if no figure has a digit."""
    spots = [
        at
        for quantity in find_quantities(words, language)
        for at in range(quantity.start, quantity.end)
        if words[at].isdigit()
    ]
    if not spots:
        return None
    at = chance.choice(spots)
    digit = chance.choice([d for d in "123456789" if d != words[at]])
    return words[:at] + digit + words[at + 1 :]


def swap(words: str, language: str, chance: random.Random) -> str | None:
    """Return the sentence with two figures of different values and like kind swapped, or None."""
    quantities = find_quantities(words, language)
    pairs = [
        (one, two)
        for i, one in enumerate(quantities)
        for two in quantities[i + 1 :]
        if one.value != two.value and one.unit == two.unit
    ]
    if not pairs:
        return None
    one, two = chance.choice(pairs)
    first, second = words[one.start : one.end], words[two.start : two.end]
    return words[: one.start] + second + words[one.end : two.start] + first + words[two.end :]


# --- WiCE


def wice(path: Path) -> None:
    """Print accuracy and AUROC of supported against not on WiCE (Kamoi et al., 2023), with baselines."""
    import numpy as np

    from report_assistant.index.embeddings import load_embeddings

    rows = read(path)
    good = [row["label"] == "supported" for row in rows]
    embeddings = load_embeddings("bundled")
    ours: list[float] = []
    verdicts: list[bool] = []
    cosine: list[float] = []
    present: list[float] = []
    with tempfile.TemporaryDirectory() as place:
        texts = Path(place, "documents")
        texts.mkdir()
        for number, row in enumerate(rows):
            (texts / f"{number:03}.txt").write_text("\n".join(row["evidence_sentences"]), "utf-8")
        index = open_index(texts, str(Path(place, "index")))
        gate = Gate(index)
        for number, row in enumerate(rows):
            source = f"{number:03}.txt"
            rated = [judgement for _, judgement in gate.judgements(row["claim"], documents=[source])]
            verdicts.append(bool(rated) and all(j.verdict in PASSES for j in rated))
            ours.append(min((j.closeness for j in rated), default=0.0) + verdicts[-1])
            claim = np.array(embeddings.embed_query(row["claim"]))
            cosine.append(float(max(np.array(embeddings.embed_documents(row["evidence_sentences"])) @ claim)))
            present.append(float(numbers_in(row["claim"], " ".join(row["evidence_sentences"]))))
        index.close()
    print(f"\n### WiCE: {len(rows)} claims, {sum(good)} supported\n")
    print("| gate | accuracy | AUROC |\n| --- | ---: | ---: |")
    print(f"| report assistant | {accuracy(verdicts, good):.3f} | {auroc(ours, good):.3f} |")
    print(f"| number present | {accuracy([p > 0 for p in present], good):.3f} | {auroc(present, good):.3f} |")
    best = max(accuracy([c >= t for c in cosine], good) for t in sorted(set(cosine)))
    print(f"| cosine, best threshold | {best:.3f} | {auroc(cosine, good):.3f} |")
    print(f"| refuse all | {1 - sum(good) / len(good):.3f} | 0.500 |")


# --- a long text


def long_text(folder: Path, others: Path) -> None:
    """Print how long a text of 5,000 words takes: at most half of it from the documents."""
    with tempfile.TemporaryDirectory() as home:
        index = open_index(folder, home)
        own = [part for one in index.sources() for part in index.document(one.source).text.split("\n\n")]
        words, text = 0, ""
        for parts, goal in ((own, LONG / 2), ([row["text"] for row in read(others)[::3]], LONG)):
            for part in parts:
                if words < goal:
                    words, text = words + len(part.split()), f"{text}{part}\n\n"
        gate = Gate(index)
        gate.warm_up()
        gate.check("About 5% of it.")
        start = time.perf_counter()
        report = gate.check(text)
        seconds = time.perf_counter() - start
        index.close()
    print(f"\n### A text of {words:,} words: {len(report.claims)} claims in {seconds:.1f} s")


def accuracy(passed: Sequence[bool], good: Sequence[bool]) -> float:
    """Return the share that agree."""
    return sum(p == g for p, g in zip(passed, good, strict=True)) / len(good)


def auroc(scores: Iterable[float], good: Sequence[bool]) -> float:
    """Return the chance that a good one scores above a bad one, ties counting half."""
    pairs = list(zip(scores, good, strict=True))
    ups = [s for s, g in pairs if g]
    downs = [s for s, g in pairs if not g]
    wins = sum((u > d) + 0.5 * (u == d) for u in ups for d in downs)
    return wins / (len(ups) * len(downs))


if __name__ == "__main__":
    main()
