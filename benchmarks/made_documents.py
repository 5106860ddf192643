"""Make folders of documents, and embeddings that cost next to nothing, for what depends on no model."""

from __future__ import annotations

import hashlib
import random
from functools import lru_cache
from pathlib import Path

import numpy as np

from report_assistant.index.embeddings import LocalEmbeddings
from report_assistant.index.index import Index
from report_assistant.settings import Settings

WORDS = 30_000
DIMENSIONS = 384
_SYLLABLES = [
    consonant + vowel for consonant in "bdfgklmnprstvw" for vowel in ("a", "e", "i", "o", "u", "ar")
]


class WordSums(LocalEmbeddings):
    """Embed a text as the sum of a random direction for each of its words: such as share words are near."""

    def __init__(self) -> None:
        super().__init__("word-sums", None)
        self.fingerprint = f"word-sums-{DIMENSIONS}"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector a text."""
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a text."""
        total = np.sum([_direction(word) for word in text.casefold().split()], axis=0)
        unit: list[float] = (total / np.linalg.norm(total)).tolist()
        return unit


@lru_cache(maxsize=2 * WORDS)
def _direction(word: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8])
    return np.random.default_rng(seed).standard_normal(DIMENSIONS, dtype=np.float32)


def open_cheap(folder: Path, home: Path) -> Index:
    """Open an index with `WordSums`."""
    return Index(folder, Settings(index_dir=home, _env_file=None), WordSums())


class Writer:
    """Make sentences of words that are as unequally frequent as those of a language (Zipf)."""

    def __init__(self, seed: int = 7) -> None:
        """Begin; writers of all seeds share their words."""
        of_words = random.Random(0)
        self._random = random.Random(seed)
        self._words = list(dict.fromkeys("".join(of_words.choices(_SYLLABLES, k=3)) for _ in range(WORDS)))
        self._weights = list(np.cumsum([1 / rank for rank in range(1, len(self._words) + 1)]))

    def sentence(self, *, figure: bool = False) -> str:
        """Return a sentence of 10 to 21 words, with a share among them or not."""
        chosen = self._random.choices(self._words, cum_weights=self._weights, k=self._random.randint(10, 18))
        if figure:
            chosen.insert(self._random.randint(1, 6), f"{self._random.randint(1, 99)}% of the")
        return " ".join(chosen).capitalize() + "."

    def section(self, sentences: int) -> str:
        """Return a heading and a paragraph, the first sentence of which has a figure."""
        text = " ".join(self.sentence(figure=number == 0) for number in range(sentences))
        return f"## {self.sentence()[:40]}\n\n{text}\n\n"

    def write(self, folder: Path, files: int, *, sections: int = 1, sentences: int = 3) -> None:
        """Write so many files, a hundred a sub-folder."""
        for number in range(files):
            path = folder / f"part-{number // 100:03}" / f"document-{number:05}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            body = "".join(self.section(sentences) for _ in range(sections))
            path.write_text(f"# Report {number}\n\n{body}", encoding="utf-8")
