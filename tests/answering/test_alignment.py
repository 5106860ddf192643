"""Where a claim's word is found does not hang on the order in which a set is gone through."""

from __future__ import annotations

import os
import subprocess
import sys

from report_assistant.answering.alignment import Zone, missing
from report_assistant.answering.analysis import analyse
from report_assistant.answering.negation import negation_conflict

SOURCE = "In the past year a diagnosis was missed because the patient was not in front of them."
CLAIM = "A diagnosis was missed because the patient was not in front of them."


def test_a_word_is_found_where_it_stands_alone_rather_than_in_a_group() -> None:
    claim, source = analyse(CLAIM, "en"), analyse(SOURCE, "en")
    zones = (Zone(source, 1.0),)
    _, _, places = missing(claim, zones)
    front = next(at for at, token in enumerate(claim.tokens) if token.text == "front")
    assert source.tokens[places[front].position].text == "front"
    assert negation_conflict(claim, places, zones) is None


def test_places_are_the_same_in_every_process() -> None:
    script = (
        "from report_assistant.answering.alignment import Zone, missing\n"
        "from report_assistant.answering.analysis import analyse\n"
        f"claim, source = analyse({CLAIM!r}, 'en'), analyse({SOURCE!r}, 'en')\n"
        "print(missing(claim, (Zone(source, 1.0),))[2])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
