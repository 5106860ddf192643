"""Frame each question of a set as people do in a chat, to measure what that costs.

    python benchmarks/frames.py ../shared/eval/questions_dev.jsonl --by source > build/framed.jsonl
    report-assistant evaluate build/framed.jsonl --documents documents

`source` puts "according to the report" and the like before or behind a question, `polite` puts "can you
tell me" before one that opens with a question word. Follow-ups and small talk are left out.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

from report_assistant.answering.cues import QUESTION_WORDS
from report_assistant.reading.language import query_language

_BEFORE = {
    "en": ("According to the report, ", "In this document, ", "Based on the survey, "),
    "fr": ("Selon le rapport, ", "D'après le document, "),
    "nl": ("Volgens het rapport: ",),
    "de": ("Laut dem Bericht: ",),
}
_BEHIND = {
    "en": (" according to the report?", " in the study?", " as stated in the document?"),
    "fr": (" selon le rapport ?",),
    "nl": (" volgens het rapport?",),
    "de": (" laut dem Bericht?",),
}
_POLITE = {
    "en": ("Can you tell me ", "I would like to know ", "Hi, could you please tell me ", "Do you know "),
    "fr": ("Pouvez-vous me dire ", "Je voudrais savoir "),
    "nl": ("Kun je me vertellen ", "Weet je "),
    "de": ("Können Sie mir sagen, ", "Wissen Sie, "),
}


def _asks(question: str) -> bool:
    words = QUESTION_WORDS[query_language(question) or "en"]
    return re.match(rf"(?:{words})(?!\w)", question, re.IGNORECASE) is not None


def framed(question: str, number: int, *, polite: bool, behind: bool) -> str:
    """Return a question in a frame; its number picks which."""
    language = query_language(question) or "en"
    frames = (_POLITE if polite else _BEHIND if behind else _BEFORE)[language]
    frame = frames[number % len(frames)]
    if behind and not polite:
        return f"{question.rstrip(' ?')}{frame}"
    name = not question.split(maxsplit=1)[0][1:].islower()
    return frame + (question if name or frame.endswith(": ") else question[0].lower() + question[1:])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("questions", type=Path)
    parser.add_argument("--by", choices=("source", "polite"), required=True)
    options = parser.parse_args()
    polite = options.by == "polite"
    number = 0
    for line, text in enumerate(options.questions.read_text(encoding="utf-8").splitlines()):
        record = json.loads(text)
        question = record["question"].rstrip()
        follows = record.get("history") or record["kind"] in ("smalltalk", "small_talk", "follow_up")
        if follows or not question.endswith("?") or (polite and not _asks(question)):
            continue
        record["question"] = framed(question, number, polite=polite, behind=line % 2 == 0)
        number += 1
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
