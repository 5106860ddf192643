"""Put a typing slip into each question of a set that has an answer, to measure what slips cost.

    python benchmarks/slips.py ../shared/eval/questions_dev.jsonl --seed 1 > build/slips.jsonl
    report-assistant evaluate build/slips.jsonl --documents documents

One word of five letters or more has two letters exchanged, one left out, one doubled, or one replaced by its
neighbour on an English keyboard. Follow-ups are left out. Some slips make another word ("trips" becomes
"trios"): those stay.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from pathlib import Path

_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]{5,}(?![\w'’-])")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NEIGHBOURS = {
    key: row[max(at - 1, 0) : at] + row[at + 1 : at + 2] for row in _ROWS for at, key in enumerate(row)
}


def slip(word: str, choose: random.Random) -> str:
    """Return a word with one slip in it, not at its first or last letter."""
    while True:
        at = choose.randrange(1, len(word) - 1)
        match choose.choice(("exchanged", "left out", "doubled", "neighbour")):
            case "exchanged":
                changed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            case "left out":
                changed = word[:at] + word[at + 1 :]
            case "doubled":
                changed = word[:at] + word[at] + word[at:]
            case _:
                beside = NEIGHBOURS.get(word[at].lower(), "")
                changed = word[:at] + choose.choice(beside) + word[at + 1 :] if beside else word
        if changed != word:
            return changed


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("questions", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    choose = random.Random(options.seed)
    for line in options.questions.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = record["question"]
        words = list(_WORD.finditer(text))
        if record["answerable"] and not record.get("history") and words:
            word = choose.choice(words)
            record["question"] = text[: word.start()] + slip(word.group(), choose) + text[word.end() :]
            sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
