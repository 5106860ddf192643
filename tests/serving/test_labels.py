"""The labels of the page and the command line in four languages."""

from __future__ import annotations

import ast
import string
from pathlib import Path
from types import SimpleNamespace

import pytest

from report_assistant.serving import labels as labels_module
from report_assistant.serving.labels import COOKIE, LANGUAGES, accepted_language, labels, reader_language, say
from report_assistant.types import Origin, Verdict

ROOM = Path(labels_module.__file__).parent


def names(label: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(label) if name}


def test_every_label_exists_in_every_language_with_the_same_fields() -> None:
    assert labels().keys() == LANGUAGES.keys()
    english = labels()["en"]
    for language in LANGUAGES:
        assert labels()[language].keys() == english.keys()
        for key, label in labels()[language].items():
            assert label.strip()
            assert names(label) == names(english[key]), key


def test_every_label_is_used() -> None:
    strings = {
        node.value
        for path in ROOM.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    strings |= {verdict.value for verdict in Verdict} | {f"from_{origin.value}" for origin in Origin}
    assert set(labels()["en"]) <= strings


def test_every_verdict_and_origin_has_a_label() -> None:
    keys = {verdict.value for verdict in Verdict} | {f"from_{origin.value}" for origin in Origin}
    assert keys <= labels()["en"].keys()


def test_french_puts_no_breaking_space_before_its_high_marks() -> None:
    for label in labels()["fr"].values():
        assert not any(f" {mark}" in label for mark in ":;?!»")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "5 documents, 1,234 figures"),
        ("fr", "5 documents, 1\u202f234 chiffres"),
        ("nl", "5 documenten, 1.234 cijfers"),
        ("de", "5 Dokumente, 1.234 Zahlen"),
        ("fi", "5 documents, 1,234 figures"),
    ],
)
def test_numbers_are_written_the_local_way(language: str, said: str) -> None:
    assert say("read", language, documents=5, figures=1234) == said


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("fr-BE,fr;q=0.9,en;q=0.8", "fr"),
        ("nl", "nl"),
        ("en;q=0.5, de-AT;q=0.9", "de"),
        ("es-ES,es;q=0.9,nl;q=0.4,en;q=0.3", "nl"),
        ("fr;q=0, en;q=0.1", "en"),
        ("ja", "en"),
        ("", "en"),
        ("*;q=0.5, ;;,", "en"),
    ],
)
def test_the_browser_says_which_language_it_prefers(header: str, language: str) -> None:
    assert accepted_language(header) == language


@pytest.mark.parametrize(("chosen", "language"), [("de", "de"), ("xx", "fr"), (None, "fr")])
def test_a_choice_outweighs_the_browser(chosen: str | None, language: str) -> None:
    cookies = {} if chosen is None else {COOKIE: chosen}
    request = SimpleNamespace(cookies=cookies, headers={"accept-language": "fr-BE"})
    assert reader_language(request) == language
