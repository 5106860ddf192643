"""The command line: clean stdout, exit codes that can be relied on, and no traceback for a user's error."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pages import COMMAND, DOCUMENTS

from report_assistant.assistant import ReportAssistant

QUESTION = "What share of Belgian firms are repatriating data?"

Run = Callable[..., Any]


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "from report_assistant.serving.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'chromadb', 'gradio', 'sentence_transformers', 'transformers', 'spacy'}\n"
        "sys.exit(f'loaded: {heavy & set(sys.modules)}' if heavy & set(sys.modules) else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for command in ("ask", "chat", "check", "figures", "index", "evaluate", "serve", "verify"):
        assert command in done.stdout


def test_json_is_all_that_is_on_stdout(run_process: Run, assistant: ReportAssistant) -> None:
    outcome = run_process("ask", QUESTION, "--documents", DOCUMENTS, "--json")
    assert outcome.code == 0, outcome.err
    answer = json.loads(outcome.out)
    assert answer["status"] == "answered"
    belgian = [one for one in answer["citations"] if one["source"] == "kyndryl-readiness-2025-belgium.md"]
    assert any("66%" in one["quote"] and "repatriating" in one["quote"] for one in belgian)
    for one in answer["citations"]:
        assert assistant.document(one["source"]).text[one["start"] : one["end"]] == one["quote"]


def test_in_a_pipe_an_answer_is_plain_text_with_its_citations(run: Run) -> None:
    outcome = run("ask", QUESTION, "--documents", DOCUMENTS)
    assert outcome.code == 0
    assert "66%" in outcome.out
    assert "**" not in outcome.out
    assert "\x1b" not in outcome.out
    assert "[1] Kyndryl Readiness Report 2025: the Belgian findings" in outcome.out
    assert "“The risks of managing data across the world" in outcome.out


@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        (["ask", QUESTION, "--documents", "no-such-folder"], 2, "no-such-folder"),
        (["ask", QUESTION, "--no-such-option"], 2, "no-such-option"),
        (["ask"], 2, "QUESTION"),
        (["ask", "", "--documents", DOCUMENTS], 2, "empty"),
        (["ask", "why " * 12_500, "--documents", DOCUMENTS], 2, "2,000"),
        (["figures", "--json", "--csv"], 2, "exclude"),
        (["check", "no-such-file.txt"], 2, "no-such-file.txt"),
        (["verify", "no-such-answer.json", "--documents", DOCUMENTS], 2, "no-such-answer.json"),
        (["evaluate", "no-such-questions.jsonl", "--documents", DOCUMENTS], 2, "no-such-questions.jsonl"),
        (["serve", "--documents", "no-such-folder"], 2, "no-such-folder"),
        (["serve", "--port", "99999999"], 2, "port"),
    ],
)
def test_wrong_use_is_told_in_words(arguments: list[str | Path], code: int, named: str, run: Run) -> None:
    outcome = run(*arguments)
    assert outcome.code == code
    assert named in outcome.err
    assert "Traceback" not in outcome.err
    assert outcome.out == ""


def test_a_failure_at_run_time_exits_3(
    run: Run, monkeypatch: pytest.MonkeyPatch, unused_address: str
) -> None:
    monkeypatch.setenv("REPORT_ASSISTANT_CHROMA_URL", unused_address)
    outcome = run("ask", QUESTION, "--documents", DOCUMENTS)
    assert outcome.code == 3
    assert unused_address in outcome.err
    assert "Traceback" not in outcome.err


def test_a_question_in_emoji_is_refused_not_failed(run: Run) -> None:
    outcome = run("ask", "🚢🤔❓", "--documents", DOCUMENTS, "--json")
    assert outcome.code == 0
    assert json.loads(outcome.out)["status"] in ("refused", "chat")


def test_an_empty_folder_is_a_refusal_with_its_reason(run: Run, tmp_path: Path) -> None:
    outcome = run("ask", QUESTION, "--documents", tmp_path, "--json")
    assert outcome.code == 0
    assert json.loads(outcome.out)["reason"] == "no_documents"


def test_check_exits_1_when_a_claim_does_not_follow(run: Run, tmp_path: Path) -> None:
    text = tmp_path / "slide.txt"
    text.write_text("66% of Belgian firms are repatriating data.", encoding="utf-8")
    outcome = run("check", text, "--documents", DOCUMENTS, "--json")
    assert outcome.code == 1
    (claim,) = json.loads(outcome.out)["claims"]
    assert claim["verdict"] == "not_separable"
    shown = run("check", text, "--documents", DOCUMENTS)
    assert shown.code == 1
    assert ": 66% of Belgian firms are repatriating data." in shown.out


def test_check_reads_stdin_and_exits_0_when_all_holds(run_process: Run) -> None:
    claim = (
        "In Belgium, 61% of companies feel more pressure than a year ago to prove that AI pays for itself."
    )
    outcome = run_process("check", "-", "--documents", DOCUMENTS, "--json", stdin=claim)
    assert outcome.code == 0, outcome.err
    assert [claim["verdict"] for claim in json.loads(outcome.out)["claims"]] == ["supported"]


def test_check_refuses_what_is_not_text(run: Run, tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")
    outcome = run("check", picture, "--documents", DOCUMENTS)
    assert outcome.code == 2
    assert "picture.png" in outcome.err


def test_figures_as_json_csv_and_table_are_the_same_ledger(run: Run, assistant: ReportAssistant) -> None:
    ledger = assistant.figures()
    as_json = json.loads(run("figures", "--documents", DOCUMENTS, "--json").out)
    assert as_json == [figure.to_dict() for figure in ledger]
    as_csv = list(csv.DictReader(io.StringIO(run("figures", "--documents", DOCUMENTS, "--csv").out)))
    assert [(row["text"], row["clause"], int(row["start"])) for row in as_csv] == [
        (figure.text, figure.clause, figure.start) for figure in ledger
    ]
    assert len(run("figures", "--documents", DOCUMENTS).out.splitlines()) == len(ledger) + 1


def test_index_tells_what_changed_and_a_second_run_embeds_nothing(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.md").write_text("# A\n\nOf the ships, 41% carried grain.\n", encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\x00\xff\x00\xff binary \x00")
    first = json.loads(run("index", "--documents", folder, "--json").out)
    assert first["added"] == ["a.md"]
    assert first["chunks_embedded"] > 0
    assert [failure["source"] for failure in first["failed"]] == ["b.txt"]
    second = run("index", "--documents", folder)
    assert second.code == 0
    assert "1 unchanged; 0 chunks embedded" in second.out
    assert "not read b.txt" in second.out


@contextlib.contextmanager
def index_watching(folder: Path, *options: str) -> Iterator[Callable[[], str]]:
    """Run `index --watch`; yields what reads its next line. At the end Ctrl-C must leave in peace."""
    command = [COMMAND, "index", "--documents", str(folder), "--watch", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)  # where Ctrl-C is ignored it fails rather than hangs
        finally:
            process.kill()
    assert process.returncode == 0
    assert "Traceback" not in err
    assert out == ""


def put(path: Path, content: bytes) -> None:
    """Write a file that is never there with half of its content: each would be a run of its own."""
    half = path.parents[1] / path.name
    half.write_bytes(content)
    half.rename(path)


def test_index_watch_tells_each_run(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.md").write_text("# A\n\nOf the ships, 41% carried grain.\n", encoding="utf-8")
    with index_watching(folder, "--json") as next_line:
        assert json.loads(next_line())["added"] == ["a.md"]
        put(folder / "b.md", b"# B\n\nOf the ships, 12% carried salt.\n")
        assert json.loads(next_line())["added"] == ["b.md"]
        put(folder / "c.pdf", b"no PDF at all")
        (failure,) = json.loads(next_line())["failed"]
        assert failure["source"] == "c.pdf"
        (folder / "a.md").unlink()
        assert json.loads(next_line())["removed"] == ["a.md"]


def test_index_watch_survives_a_folder_that_goes_and_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.md").write_text("# A\n\nOf the ships, 41% carried grain.\n", encoding="utf-8")
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.md").write_text("# B\n\nOf the ships, 12% carried salt.\n", encoding="utf-8")
    with index_watching(folder) as next_line:
        assert next_line().startswith("1 added, 0 changed, 0 removed, 0 unchanged")
        shutil.rmtree(folder)
        other.rename(folder)
        while not (line := next_line()).startswith("1 added"):
            assert line


def test_chat_goes_on_after_an_error_and_remembers(run_process: Run) -> None:
    questions = (
        f"{'x' * 3000}\nWhat share of Belgian leaders expect jobs to be transformed?\nAnd worldwide?\n"
    )
    outcome = run_process("chat", "--documents", DOCUMENTS, stdin=questions)
    assert outcome.code == 0, outcome.err
    assert "2,000" in outcome.err
    assert "85%" in outcome.out
    assert "87%" in outcome.out
    assert outcome.out.index("85%") < outcome.out.index("87%")


def test_an_unexpected_failure_is_told_in_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("gears are stuck")

    monkeypatch.setattr(ReportAssistant, "from_folder", broken)
    outcome = run("ask", QUESTION, "--documents", DOCUMENTS)
    assert outcome.code == 3
    assert "RuntimeError: gears are stuck" in outcome.err
    assert "Traceback" not in outcome.err
