"""Make the gate's lexicon from the database files of WordNet 3.0.

Usage: python training/make_lexicon.py WORDNET_DIR OUT.json

WORDNET_DIR holds `data.*`, `index.*` and `cntlist.rev` (Debian: package wordnet-base). Format: wndb(5WN).
Kept: the frequent senses of a word, their synonyms, direct hypernyms, derivations and antonyms. Dropped:
glosses,
proper names, and senses neither tagged in the corpora nor a word's first.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
SENSES = {"n": 4, "v": 8, "a": 4, "r": 4}  # of a word, most frequent first
RARE_SENSES = 1  # of a word that the sense-tagged corpora never use
_WORD = re.compile(r"[a-z]+(?:[_-][a-z]+){0,2}")


def main(wordnet: Path, out: Path) -> None:
    """Write the lexicon as JSON: synsets as lists of words, and links between them."""
    synsets: dict[tuple[str, str], dict[str, Any]] = {}
    for part, letter in PARTS.items():
        for line in (wordnet / f"data.{part}").read_text("latin-1").splitlines():
            if line.startswith("  "):
                continue
            fields = line.split(" | ")[0].split()
            count = int(fields[3], 16)
            words = [re.sub(r"\(.*\)$", "", fields[4 + 2 * i]) for i in range(count)]
            at = 4 + 2 * count
            links = []
            for i in range(int(fields[at])):
                symbol, offset, target_part, source_target = fields[at + 1 + 4 * i : at + 5 + 4 * i]
                links.append(
                    (symbol, (target_part, offset), int(source_target[:2], 16), int(source_target[2:], 16))
                )
            synsets[letter, fields[0]] = {"words": words, "links": links}

    used: set[tuple[str, str]] = set()  # synsets that the sense-tagged corpora meet
    kept: dict[tuple[str, str], set[str]] = defaultdict(
        set
    )  # synset -> words for which it is a frequent sense
    for part, letter in PARTS.items():
        for line in (wordnet / f"index.{part}").read_text("latin-1").splitlines():
            if line.startswith("  "):
                continue
            fields = line.split()
            word, pointers = fields[0], int(fields[3])
            tagged = int(fields[5 + pointers])
            senses = fields[6 + pointers :]
            if not _WORD.fullmatch(word):
                continue
            for offset in senses[: min(SENSES[letter], tagged) if tagged else RARE_SENSES]:
                kept[letter, offset].add(word)
                if tagged:
                    used.add((letter, offset))

    chosen = {}
    for key, words in kept.items():
        proper = all(word[:1].isupper() for word in synsets[key]["words"])
        common = [word.lower() for word in synsets[key]["words"] if word.lower() in words]
        if common and not proper:
            chosen[key] = common
    linked: set[tuple[str, str]] = set()
    hypernyms: dict[tuple[str, str], list[tuple[str, str]]] = {}
    derived: set[tuple[str, str]] = set()
    antonyms: set[tuple[str, str]] = set()
    similar: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for key in chosen:
        for symbol, linked_to, mine, theirs in synsets[key]["links"]:
            target = ("a" if linked_to[0] == "s" else linked_to[0], linked_to[1])
            if target not in chosen:
                continue
            if symbol == "@" and key in used and target in used:
                hypernyms.setdefault(key, []).append(target)
                linked |= {key, target}
            elif symbol == "&" and key in used and target in used:
                similar.setdefault(key, []).append(target)
                linked |= {key, target}
            elif symbol in ("+", "!", "\\") and mine and theirs:
                pair = synsets[key]["words"][mine - 1].lower(), synsets[target]["words"][theirs - 1].lower()
                if not (_WORD.fullmatch(pair[0]) and _WORD.fullmatch(pair[1])):
                    continue
                if symbol == "!":
                    antonyms.add((min(pair), max(pair)))
                elif pair[0] != pair[1]:
                    derived.add((min(pair), max(pair)))
    order = sorted(key for key, words in chosen.items() if len(words) > 1 or key in linked)
    number = {key: i for i, key in enumerate(order)}

    def links(table: dict[tuple[str, str], list[tuple[str, str]]]) -> dict[int, list[int]]:
        return {
            number[key]: [number[t] for t in targets if t in number] for key, targets in sorted(table.items())
        }

    lemmas = {word for words in chosen.values() for word in words}
    met: dict[str, int] = defaultdict(int)  # times that the sense-tagged corpora meet a lemma
    for line in (wordnet / "cntlist.rev").read_text("latin-1").splitlines():
        sense, _, times = line.split()
        met[sense.split("%")[0]] += int(times)
    irregular: dict[str, str] = {}
    for part in ("noun", "verb"):
        for line in (wordnet / f"{part}.exc").read_text("latin-1").splitlines():
            form, lemma = line.split()[:2]
            common = form not in lemmas or met[lemma] > met[form]
            if _WORD.fullmatch(form) and lemma in lemmas and lemma not in ("be", "have", "do") and common:
                irregular.setdefault(form, lemma)
    lexicon = {
        "source": "WordNet 3.0, Copyright 2006 by Princeton University; licence in LICENSE-WordNet.md",
        "synsets": [" ".join(chosen[key]) for key in order],
        "hypernyms": links(hypernyms),
        "similar": links(similar),
        "derived": [" ".join(pair) for pair in sorted(derived)],
        "irregular": irregular,
        "antonyms": [" ".join(pair) for pair in sorted(antonyms)],
    }
    out.write_text(json.dumps(lexicon, separators=(",", ":")) + "\n", "utf-8")
    print({name: len(value) for name, value in lexicon.items()}, out.stat().st_size)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
