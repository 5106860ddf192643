"""Make the reader's training examples from the public sets and from plain texts.

Human questions come from xquad_en, squad2_en, ramdocs, tatqa, hotpotqa100, clapnq and
chunking_eval; the rest is made from texts alone: sentences whose figure or name is blanked and
whose words are dropped, moved or exchanged for near words (after Lewis et al., "Unsupervised
Question Answering by Cloze Translation", 2019), and small survey reports from a grammar.

No article of `HELD_OUT_ARTICLES` and no text that repeats one of their sentences gets in.
"""

from __future__ import annotations

import json
import random
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from survey_grammar import survey_report

Span = tuple[int, int]

# Fixed before anything was trained. Both squad2_en and xquad_en ask about the first two, so an
# article is held out of both sets at once, by its title.
HELD_OUT_ARTICLES = (
    "Huguenot",
    "Scottish Parliament",
    "Amazon rainforest",
    "Newcastle upon Tyne",
    "Oxygen",
    "Sky (United Kingdom)",
    "Pharmacy",
    "Prime number",
    "American Broadcasting Company",
)
# Part of the training articles: what is tried out is compared on these.
DEV_ARTICLES = (
    "Black Death",
    "Jacksonville, Florida",
    "Apollo program",
    "Civil disobedience",
    "Normans",
)

FIGURE = re.compile(r"(?<![A-Za-z\d])\d+(?:[.,]\d+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|\n\s*\n")
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:\s(?:of\s|the\s|and\s)?[A-Z][\w’'-]+){0,3}")
_YEAR = re.compile(r"\b(?:1[1-9]|20)\d\d\b")
_WORD = re.compile(r"[\w’'-]+")
ASKS_FIGURE = re.compile(
    r"\b(how (many|much|long|far|old|high|large|big|tall|often|deep|wide|fast|hot)|percent"
    r"|percentage|proportion|share|fraction|number|amount|population|when|cost|price|rank|score"
    r"|rate|(what|which) (year|years|date|day|century|decade|age|time))\b",
    re.IGNORECASE,
)
_FUNCTION_WORDS = (
    "a an the of in on at to for by with from as and or but is are was were be been being has have "
    "had do does did that which who whom whose this these those it its their his her they he she "
    "what when where how why many much there than then also into over under about after before "
    "during between not no more most some any all other such only"
)
_STOP = frozenset(_FUNCTION_WORDS.split())
_OPPOSITES = {
    "highest": "lowest", "lowest": "highest", "most": "least", "least": "most",
    "more": "fewer", "fewer": "more", "less": "more", "first": "last", "last": "first",
    "largest": "smallest", "smallest": "largest", "before": "after", "after": "before",
    "increase": "decrease", "decrease": "increase", "increased": "decreased",
    "decreased": "increased", "began": "ended", "ended": "began", "start": "end",
    "won": "lost", "lost": "won", "born": "married", "north": "south", "south": "north",
    "east": "west", "west": "east", "above": "below", "below": "above", "minimum": "maximum",
    "maximum": "minimum", "oldest": "newest", "younger": "older", "rose": "fell", "fell": "rose",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """Hold one question, one passage and what is right there.

    Attributes:
        question: A question, or a statement with `___` for the figure that is asked for.
        passage: Text of at most about 2,000 characters.
        spans: Half-open character spans that answer; empty where nothing does.
        candidates: Half-open spans to choose among.
        right: Indices into `candidates` that answer; empty where none does.
        kind: Where the example comes from.
    """

    question: str
    passage: str
    spans: tuple[Span, ...]
    candidates: tuple[Span, ...]
    right: tuple[int, ...]
    kind: str


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """Read one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def sentences(text: str) -> list[Span]:
    """Return half-open spans of sentences, without the white space around them."""
    spans: list[Span] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    trimmed = []
    for start, end in spans:
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        if piece.strip():
            trimmed.append((start + left, start + left + len(piece.strip())))
    return trimmed


def figures(text: str) -> list[Span]:
    """Return the half-open spans of the number and year tokens of a text."""
    return [match.span() for match in FIGURE.finditer(text)]


def stems(text: str) -> set[str]:
    """Return the first five letters of each word that carries meaning."""
    return {w.lower()[:5] for w in _WORD.findall(text) if w.lower() not in _STOP}


def occurrences(answer: str, text: str) -> list[Span]:
    """Return where an answer stands as whole words, whatever its case."""
    answer = answer.strip().rstrip(".")
    if not answer:
        return []
    pattern = r"(?<!\w)" + re.escape(answer) + r"(?!\w)"
    return [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]


def answer_spans(question: str, answers: Sequence[str], text: str) -> tuple[Span, ...]:
    """Locate an answer that is given as a string only.

    Where it stands more than once, the places whose sentence shares the most words with the
    question are taken: the sets do not say which one was meant.
    """
    found = sorted({span for answer in answers for span in occurrences(answer, text)})
    if len(found) < 2:
        return tuple(found)
    asked = stems(question)
    parts = sentences(text)

    def shared(span: Span) -> int:
        around = [text[a:b] for a, b in parts if a <= span[0] < b] or [text]
        return len(asked & stems(around[0]))

    best = max(shared(span) for span in found)
    return tuple(span for span in found if shared(span) == best)


def crop(passage: str, spans: Sequence[Span], rng: random.Random, most: int) -> tuple[str, int]:
    """Cut whole sentences around the answer, at most `most` characters unless one is longer.

    Returns:
        The cut passage and the offset that it starts at.
    """
    parts = sentences(passage)
    if len(passage) <= most or not parts:
        return passage, 0
    if spans:
        low = next((i for i, (_, end) in enumerate(parts) if end > spans[0][0]), 0)
        high = next((i for i, (_, end) in enumerate(parts) if end >= spans[0][1]), len(parts) - 1)
    else:
        low = high = rng.randrange(len(parts))
    while True:
        options = []
        if low > 0 and parts[high][1] - parts[low - 1][0] <= most:
            options.append("left")
        if high + 1 < len(parts) and parts[high + 1][1] - parts[low][0] <= most:
            options.append("right")
        if not options:
            break
        if rng.choice(options) == "left":
            low -= 1
        else:
            high += 1
    return passage[parts[low][0] : parts[high][1]], parts[low][0]


def names_of(text: str) -> list[str]:
    """Return the names of a text; a single word that opens a sentence may be none."""
    opening = {start for start, _ in sentences(text)}
    found = _NAME.finditer(text)
    return [m.group() for m in found if m.start() not in opening or " " in m.group()]


def noun_candidates(text: str) -> list[Span]:
    """Return names and longer words: what a wrong reader might point at."""
    names = [match.span() for match in _NAME.finditer(text)]
    words = [m.span() for m in _WORD.finditer(text) if len(m.group()) > 6]
    return names + [w for w in words if not any(a <= w[0] < b for a, b in names)]


def with_candidates(
    question: str, passage: str, spans: Sequence[Span], rng: random.Random, kind: str
) -> Example:
    """Add the candidates: figures if the answer is one, else names and words beside it."""
    numbers = figures(passage)
    right: tuple[int, ...] = ()
    inside = [i for i, (a, b) in enumerate(numbers) if any(s <= a and b <= e for s, e in spans)]
    short = all(end - start < 40 for start, end in spans)
    if spans and inside and short:
        candidates, right = numbers, tuple(inside)
    elif spans:
        others = [
            (a, b)
            for a, b in noun_candidates(passage) + numbers
            if not any(a < e and s < b for s, e in spans)
        ]
        rng.shuffle(others)
        candidates = sorted([*spans, *others[:12]])
        right = tuple(i for i, span in enumerate(candidates) if span in set(spans))
    elif ASKS_FIGURE.search(question) or "___" in question:
        candidates = numbers
    else:
        candidates = noun_candidates(passage) + numbers
        rng.shuffle(candidates)
        candidates = candidates[:12]
    return Example(question, passage, tuple(spans), tuple(candidates), right, kind)


def cropped(
    question: str,
    passage: str,
    spans: Sequence[Span],
    rng: random.Random,
    kind: str,
    most: int,
    around: Sequence[Span] = (),
) -> Example:
    """Make an example of a passage cut about its answer, or else about the spans `around`."""
    text, offset = crop(passage, spans or around, rng, most)
    kept = [(s - offset, e - offset) for s, e in spans if s >= offset and e <= offset + len(text)]
    return with_candidates(question, text, kept, rng, kind)


# ---------------------------------------------------------------- questions that people asked


def by_id(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the documents of a set by their ids."""
    return {document["id"]: document for document in read_jsonl(folder / "documents.jsonl")}


def _documents_of(question: Mapping[str, Any]) -> list[str]:
    ids = question["document_id"]
    return [ids] if isinstance(ids, str) else list(ids or [])


def squad_like(eval_dir: Path) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield (title, question, passage) of xquad_en and squad2_en."""
    for name in ("xquad_en", "squad2_en"):
        documents = by_id(eval_dir / name)
        for question in read_jsonl(eval_dir / name / "questions.jsonl"):
            document = documents[question["document_id"]]
            yield document["title"], question, document["text"]


def held_out(key: str, share: float = 0.2) -> bool:
    """Say whether an item of a set without article titles is held out, by its hash."""
    return zlib.crc32(key.encode()) % 1000 < share * 1000


def ramdocs_questions(eval_dir: Path) -> Iterator[tuple[str, str, Sequence[str], str]]:
    """Yield (group, question, answers, passage); the answers are those of that passage."""
    documents = by_id(eval_dir / "ramdocs")
    for question in read_jsonl(eval_dir / "ramdocs" / "questions.jsonl"):
        known = [a for a in [*question["answers"], *question["wrong_answers"]] if a]
        ids = _documents_of(question) + question["misinformation_ids"] + question["noise_ids"]
        for document_id in ids:
            yield question["group"], question["question"], known, documents[document_id]["text"]


def tatqa_questions(eval_dir: Path) -> Iterator[tuple[str, str, Sequence[str], str]]:
    """Yield (document, question, answers, text) where one span of prose answers."""
    documents = by_id(eval_dir / "tatqa")
    for question in read_jsonl(eval_dir / "tatqa" / "questions.jsonl"):
        if question["type"] == "span" and question["source"] == "text":
            document = documents[_documents_of(question)[0]]
            yield document["id"], question["question"], question["answers"], document["text"]


def changed_question(question: str, passage: str, rng: random.Random) -> str | None:
    """Change a question so that its passage answers it no longer: year, name or direction."""
    ways = []
    years = [m.span() for m in _YEAR.finditer(question)]
    if years:
        a, b = rng.choice(years)
        shift = rng.choice([-20, -7, -3, -2, -1, 1, 2, 3, 8, 30])
        moved = str(int(question[a:b]) + shift)
        if moved not in passage:
            ways.append(question[:a] + moved + question[b:])
    asked = [m.span() for m in _NAME.finditer(question) if m.start() > 0]
    names = [m.group() for m in _NAME.finditer(passage) if m.group() not in question]
    if asked and names:
        a, b = rng.choice(asked)
        ways.append(question[:a] + rng.choice(names) + question[b:])
    for match in _WORD.finditer(question):
        other = _OPPOSITES.get(match.group().lower())
        if other:
            ways.append(question[: match.start()] + other + question[match.end() :])
    return rng.choice(ways) if ways else None


def human_examples(
    eval_dir: Path, rng: random.Random, leave_out: Sequence[str], most: int = 800
) -> list[Example]:
    """Make the examples of questions that people (or, in chunking_eval, a model) asked.

    Args:
        eval_dir: Folder of the public sets.
        rng: Source of all choices.
        leave_out: Article titles that stay out.
        most: Characters of a passage, unless one sentence is longer.
    """

    def size() -> int:
        # Short passages are quicker; long ones are what the reader will meet.
        return most if rng.random() < 0.3 else rng.randint(230, 540)

    out: list[Example] = []
    by_article: dict[str, list[str]] = {}
    for title, _, text in squad_like(eval_dir):
        if title in leave_out:
            continue
        passages = by_article.setdefault(title, [])
        if text not in passages:
            passages.append(text)
    for title, question, text in squad_like(eval_dir):
        if title in leave_out:
            continue
        asked = question["question"].strip()
        spans = answer_spans(asked, question["answers"], text) if question["answerable"] else ()
        if question["answerable"] and not spans:
            continue
        if not spans:
            tempting = answer_spans(asked, question.get("wrong_answers", ()), text)
            out.append(cropped(asked, text, (), rng, "squad-null", size(), tempting))
            continue
        out.append(cropped(asked, text, spans, rng, "squad", size()))
        if rng.random() < 0.2:
            changed = changed_question(asked, text, rng)
            if changed:
                out.append(cropped(changed, text, (), rng, "changed-null", size(), spans))
        elif rng.random() < 0.15:
            other = rng.choice(by_article[title])
            if not any(occurrences(a, other) for a in question["answers"]):
                out.append(cropped(asked, other, (), rng, "other-null", size()))
    seen: dict[str, int] = {}
    for group, asked, answers, text in ramdocs_questions(eval_dir):
        if held_out(group):
            continue
        seen[asked] = seen.get(asked, 0) + 1
        spans = answer_spans(asked, answers, text)
        if seen[asked] <= 4 and (spans or rng.random() < 0.4):
            out.append(cropped(asked, text, spans, rng, "ramdocs", size()))
    for document, asked, answers, text in tatqa_questions(eval_dir):
        spans = answer_spans(asked, answers, text)
        if held_out(document) or not spans or spans[0][1] - spans[0][0] > 200:
            continue
        out.append(cropped(asked, text, spans, rng, "tatqa", size()))
    documents = by_id(eval_dir / "hotpotqa100")
    for row in read_jsonl(eval_dir / "hotpotqa100" / "questions.jsonl"):
        for document_id in _documents_of(row):
            text = documents[document_id]["text"]
            spans = answer_spans(row["question"], row["answers"], text)
            if spans and rng.random() < 0.5:
                out.append(cropped(row["question"], text, spans, rng, "hotpot", size()))
    documents = by_id(eval_dir / "clapnq")
    for row in read_jsonl(eval_dir / "clapnq" / "questions.jsonl"):
        if rng.random() < 0.75:
            continue
        texts = [documents[document_id]["text"] for document_id in _documents_of(row)]
        out.extend(_sentence_choice(row["question"], t, row["evidence"], rng, most) for t in texts)
    documents = by_id(eval_dir / "chunking_eval")
    for row in read_jsonl(eval_dir / "chunking_eval" / "questions.jsonl"):
        if rng.random() < 0.75:
            continue
        document_id = _documents_of(row)[0]
        start = row["spans"][0][0]
        text = documents[document_id]["text"][max(0, start - 900) : start + 900]
        out.append(_sentence_choice(row["question"], text, row["evidence"], rng, most))
    # Figure questions are few and what matters most: they come twice.
    return out + [e for e in out if e.right and e.kind in ("squad", "ramdocs", "tatqa")
                  and FIGURE.fullmatch(e.passage[slice(*e.candidates[e.right[0]])])]  # fmt: skip


def _sentence_choice(
    question: str, text: str, evidence: Sequence[str], rng: random.Random, most: int
) -> Example:
    """Make an example whose candidates are the sentences of the passage."""
    first = next((text.find(e[:60]) for e in evidence if e[:60] in text), -1)
    anchor = [(first, first + 1)] if first >= 0 else []
    passage, _ = crop(text, anchor, rng, most)
    parts = sentences(passage)
    right = tuple(
        i
        for i, (a, b) in enumerate(parts)
        if b - a > 20 and any(passage[a:b] in e or e in passage[a:b] for e in evidence)
    )
    # Whole sentences would teach the start and end of a span the wrong length, so only the
    # choice among candidates is trained; no candidate is right where the evidence is elsewhere.
    kind = "sentence" if right else "sentence-null"
    return Example(question, passage, (), tuple(parts), right, kind)


# --------------------------------------------------------- questions made from texts alone


def plain_texts(eval_dir: Path, leave_out: Sequence[str]) -> list[tuple[str, str]]:
    """Return (set, text) to make questions of; none repeats a sentence of a left-out article."""
    texts: list[tuple[str, str]] = []
    forbidden: set[str] = set()
    for name in ("xquad_en", "squad2_en"):
        for document in by_id(eval_dir / name).values():
            if document["title"] in leave_out:
                forbidden.update(document["text"][a : a + 50] for a, _ in
                                 sentences(document["text"]))  # fmt: skip
            else:
                texts.append((name, document["text"]))
    for name in ("ramdocs", "hotpotqa100", "clapnq", "tatqa", "mtrag"):
        held_groups = {"ramdocs": "group", "tatqa": "id"}.get(name)
        for document in by_id(eval_dir / name).values():
            if held_groups and held_out(document[held_groups]):
                continue
            texts.append((name, document["text"]))
    claims = read_jsonl(eval_dir / "wice" / "claims.jsonl")
    texts.extend(("wice", " ".join(row["evidence_sentences"][:12])) for row in claims)
    for document in by_id(eval_dir / "chunking_eval").values():
        if document["id"] == "chatlogs":
            continue
        text = document["text"]
        texts.extend(("chunking_eval", text[i : i + 1500]) for i in range(0, len(text), 1500))
    texts.extend(("sec10q", d["text"]) for d in by_id(eval_dir / "sec10q").values())
    return [(n, t) for n, t in texts if not any(t.find(f) >= 0 for f in forbidden)]


def _prose(sentence: str) -> bool:
    words = _WORD.findall(sentence)
    letters = sum(c.isalpha() for c in sentence)
    return 7 <= len(words) <= 45 and letters > 0.68 * len(sentence) and "\n" not in sentence


def _perturb(figure: str, rng: random.Random) -> str:
    """Return another figure that is written alike."""
    if _YEAR.fullmatch(figure):
        return str(int(figure) + rng.choice([-31, -12, -5, -3, -2, -1, 1, 2, 3, 4, 9, 21]))
    digits = [rng.choice("0123456789") if c.isdigit() else c for c in figure]
    if digits[0] == "0" and len(figure) > 1:
        digits[0] = rng.choice("123456789")
    return "".join(digits)


class ClozeMaker:
    """Make questions out of statements."""

    def __init__(self, rng: random.Random, near_words: Mapping[str, Sequence[str]]) -> None:
        """Take the source of choices and, for a word, the words nearest in meaning or form."""
        self._rng = rng
        self._near = near_words

    def noisy(self, words: list[str], drop: float, protect: set[str]) -> list[str]:
        """Drop and exchange words, but not the protected ones and not a blank."""
        kept = []
        for word in words:
            bare = word.strip(",.;:()\"'“”").lower()
            if word.strip(",.;:()\"'“”%$") == "___" or bare in protect:
                kept.append(word)
                continue
            chance = drop * (1.0 if bare in _STOP else 0.8)
            if self._rng.random() < chance:
                continue
            exchange = bare in self._near and self._rng.random() < 0.2
            kept.append(self._rng.choice(list(self._near[bare])) if exchange else word)
        return kept

    def ask(self, sentence: str, span: Span, protect: set[str], *, figure: bool) -> str:
        """Turn a statement into a question about one of its spans.

        Args:
            sentence: The statement.
            span: Half-open span of the figure or name that is asked for.
            protect: Lower-case words that must stay.
            figure: Whether the span is a figure.

        Returns:
            A statement with a blank, a question, or bare keywords.
        """
        rng = self._rng
        start, end = span
        before, after, answer = sentence[:start], sentence[end:], sentence[start:end]
        unit = ""
        match = re.match(r"\s?(%|percent|per cent)", after)
        if match:
            unit, after = "%", after[match.end() :]
        money = re.search(r"[$£€]\s?$", before)
        if money:
            unit, before = "$", before[: money.start()]
        # The part around the figure, not always the whole statement.
        if rng.random() < 0.6:
            before = re.split(r"[;:—–]|,\s", before)[-1] if rng.random() < 0.4 else before
            after = re.split(r"[;:—–]|,\s(?!\d)", after)[0] if rng.random() < 0.6 else after
        left, right = before.split()[-22:], after.split()[:22]
        drop = rng.choice([0.0, 0.1, 0.2, 0.3, 0.4, 0.5])
        form = rng.random()
        if form < 0.35:
            blank = "___%" if unit == "%" and rng.random() < 0.5 else "___"
            words = [*self.noisy(left, drop, protect), blank, *self.noisy(right, drop, protect)]
            if rng.random() < 0.25:
                cut = words.index(blank)
                words = words[cut:] + words[:cut]
            return " ".join(words).strip(" ,;:").rstrip(".") + "."
        lead, taken = self._wh(answer, unit, right, figure=figure)
        right = right[taken:]
        left, right = self.noisy(left, drop, protect), self.noisy(right, drop, protect)
        rest = left + right if rng.random() < 0.5 else right + left
        if form > 0.85:
            rest = [w for w in rest if w.lower() not in _STOP or w.lower() in protect]
            rng.shuffle(rest)
        return " ".join([lead, *rest]).rstrip(" .,;:") + "?"

    def _wh(
        self, answer: str, unit: str, right: list[str], *, figure: bool
    ) -> tuple[str, int]:  # fmt: skip
        """Choose question words; say how many words after the figure they take along."""
        rng = self._rng
        if not figure:
            return rng.choice(["who", "what", "which", "where", "what", "who"]), 0
        if unit == "%":
            return rng.choice(["what percentage", "what share", "how many", "what proportion",
                               "what percent of", "how large a share"]), 0  # fmt: skip
        if unit == "$":
            return rng.choice(["how much", "what amount", "how much money"]), 0
        if _YEAR.fullmatch(answer):
            return rng.choice(["when", "in what year", "what year", "in which year", "when did"]), 0
        take = rng.choice([1, 1, 2]) if right else 0
        noun = " ".join(right[:take]).strip(".,;:")
        return f"{rng.choice(['how many', 'how many', 'what number of', 'how much'])} {noun}", take


def near_words_of(vocabulary: Mapping[str, int], vectors: Any) -> dict[str, tuple[str, ...]]:
    """Find, for each whole word, up to four nearest words by the model's input vectors.

    Args:
        vocabulary: Token to row.
        vectors: (n, dim) float32 array of input vectors.
    """
    import numpy as np

    words = [w for w in vocabulary if w.isascii() and w.isalpha() and len(w) > 3]
    words = [w for w in words if w not in _STOP]
    matrix = np.asarray(vectors)[[vocabulary[w] for w in words]]
    matrix = matrix - matrix.mean(axis=0)
    matrix = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
    near: dict[str, tuple[str, ...]] = {}
    for begin in range(0, len(words), 1000):
        close = matrix[begin : begin + 1000] @ matrix.T
        best = np.argpartition(-close, 5, axis=1)[:, :5]
        for row, columns in enumerate(best):
            word = words[begin + row]
            chosen = [words[c] for c in columns if words[c] != word and close[row, c] > 0.45]
            if chosen:
                near[word] = tuple(chosen)
    return near


def cloze_examples(
    texts: Sequence[tuple[str, str]],
    rng: random.Random,
    count: int,
    near_words: Mapping[str, Sequence[str]],
) -> list[Example]:
    """Make `count` examples of statements with a figure (four in five) or a name blanked."""
    maker = ClozeMaker(rng, near_words)
    by_set: dict[str, list[str]] = {}
    for name, text in texts:
        by_set.setdefault(name, []).append(text)
    weights = {"sec10q": 0.7, "chunking_eval": 2.0, "squad2_en": 1.2, "xquad_en": 1.2,
               "ramdocs": 2.0, "wice": 1.5, "hotpotqa100": 1.5, "tatqa": 1.2}  # fmt: skip
    names = sorted(by_set)
    pool = sorted({m.group() for _, t in texts[:1500] for m in _NAME.finditer(t)})
    out: list[Example] = []
    while len(out) < count:
        name = rng.choices(names, [weights.get(n, 1.0) for n in names])[0]
        example = _cloze(rng.choice(by_set[name]), rng, maker, pool)
        if example:
            out.append(example)
    return out


def _cloze(text: str, rng: random.Random, maker: ClozeMaker, pool: list[str]) -> Example | None:
    parts = sentences(text)
    about_figure = rng.random() < 0.8
    usable = []
    for index, (a, b) in enumerate(parts):
        piece = text[a:b]
        if not _prose(piece):
            continue
        spans = figures(piece) if about_figure else [
            m.span() for m in _NAME.finditer(piece) if m.start() > 0
        ]  # fmt: skip
        if spans:
            usable.append((index, spans))
    if not usable:
        return None
    index, spans = rng.choice(usable)
    span = rng.choice(spans)
    low = max(0, index - rng.randint(0, 4))
    high = min(len(parts), index + rng.randint(1, 5))
    said = [text[a:b] for a, b in parts[low:high]]
    at = index - low
    statement = said[at]
    if sum(len(s) for s in said) > 1100:
        keep = slice(max(0, at - 1), at + 2)
        at -= keep.start
        said = said[keep]
    if sum(len(s) for s in said) > 1500:
        return None
    answer = statement[span[0] : span[1]]
    protect: set[str] = set()
    twin: str | None = None
    # A second statement that differs in a name or a year and in its figure: the near miss that
    # a reader of reports meets most.
    others = [m.span() for m in _YEAR.finditer(statement)]
    others += [m.span() for m in _NAME.finditer(statement) if m.start() > 0]
    others = [o for o in others if o[1] <= span[0] or o[0] >= span[1]]
    if others and about_figure:
        a, b = rng.choice(others)
        term = statement[a:b]
        replacement = _perturb(term, rng) if term.isdigit() else rng.choice(pool)
        if replacement != term:
            protect = {w.lower() for w in _WORD.findall(term)}
            pieces = sorted([(a, b, replacement), (*span, _perturb(answer, rng))], reverse=True)
            twin = statement
            for p, q, new in pieces:
                twin = twin[:p] + new + twin[q:]
    question = maker.ask(statement, span, protect, figure=about_figure)
    if len(_WORD.findall(question)) < 4:
        return None
    roll = rng.random()
    kind = "cloze" if about_figure else "cloze-name"
    if twin and roll < 0.35:
        if rng.random() < 0.5:
            words = maker.noisy(twin.split(), 0.15, set(_WORD.findall(twin.lower())) & protect)
            shorter = " ".join(words)
            twin = shorter if FIGURE.search(shorter) else twin
        place = rng.randint(0, 1)
        said.insert(at + place, twin)
        at += 1 - place
    elif twin and roll < 0.5:
        said[at] = twin
        return with_candidates(question, " ".join(said), (), rng, kind + "-null")
    elif roll > 0.9 and len(said) > 1:
        del said[at]
        passage = " ".join(said)
        return with_candidates(question, passage, (), rng, kind + "-null")
    offset = sum(len(s) + 1 for s in said[:at])
    passage = " ".join(said)
    same = occurrences(answer, passage)
    gold = (span[0] + offset, span[1] + offset)
    if len(same) > 2:
        return None
    example = with_candidates(question, passage, (gold,), rng, kind)
    if about_figure and len(example.candidates) < 2:
        return None
    return example


def survey_examples(rng: random.Random, count: int) -> list[Example]:
    """Make `count` examples from the grammar of small survey reports."""
    out = []
    while len(out) < count:
        question, passage, span = survey_report(rng)
        out.append(with_candidates(question, passage, [span] if span else (), rng,
                                   "survey" if span else "survey-null"))  # fmt: skip
    return out


def shortened(example: Example, most: int) -> Example:
    """Drop the candidates beyond `most`, right ones first in line to stay."""
    if len(example.candidates) <= most:
        return example
    keep = sorted([*example.right][:most])
    rest = [i for i in range(len(example.candidates)) if i not in set(example.right)]
    keep = sorted([*keep, *rest[: most - len(keep)]])
    return replace(
        example,
        candidates=tuple(example.candidates[i] for i in keep),
        right=tuple(keep.index(i) for i in example.right if i in keep),
    )
