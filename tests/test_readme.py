"""The README is true: its Python runs, its commands exist, its table names every setting."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from report_assistant.reading.loader import SUFFIXES
from report_assistant.serving.cli import app
from report_assistant.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_python_blocks_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("REPORT_ASSISTANT_INDEX_DIR", str(tmp_path))
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), {})
    assert "66%" in capsys.readouterr().out


def test_the_commands_exist() -> None:
    named = set(re.findall(r"\breport-assistant (\w+)", "\n".join(blocks("sh"))))
    assert named == set(get_command(app).commands)  # type: ignore[attr-defined]


def test_the_table_has_every_setting_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| (?:`(.*?)`)? ?\|", README, re.MULTILINE))
    fields = Settings.model_fields
    names = {
        name: f"REPORT_ASSISTANT_{name.upper()}" if not name.startswith("openai") else name.upper()
        for name in fields
    }
    assert rows == {names[name]: str(field.default or "") for name, field in fields.items()}


def test_every_kind_of_file_is_named() -> None:
    words = {".md": "Markdown", ".txt": "text", ".pdf": "PDF", ".docx": "Word", ".pptx": "PowerPoint",
             ".xlsx": "Excel", ".csv": "CSV", ".html": ".html", ".eml": ".eml", ".epub": "EPUB",
             ".odt": "OpenDocument", ".rtf": "RTF"}  # fmt: skip
    variants = {".markdown": ".md", ".htm": ".html", ".xhtml": ".html", ".tsv": ".csv", ".xlsm": ".xlsx"}
    assert {variants.get(suffix, suffix) for suffix in SUFFIXES} == set(words)
    assert all(word in README for word in words.values())
