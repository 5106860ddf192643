"""The command line: `report-assistant ask`, `chat`, `check`, `figures`, `index`, `serve` and the rest.

Results go to stdout, everything else to stderr. Exit codes: 0 done, 1 a check failed, 2 wrong use or
configuration, 3 failure at run time.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from report_assistant.errors import ConfigurationError, ReportAssistantError
from report_assistant.evaluation.scoring import evaluate as evaluate_questions
from report_assistant.serving import tables, terminal
from report_assistant.serving.conversation import converse
from report_assistant.serving.named_folders import named_folders
from report_assistant.serving.opening import counted, opened, sync, syncs
from report_assistant.serving.page import serve as serve_page
from report_assistant.serving.verification import Finding, read_citations, verify_quotes
from report_assistant.types import Verdict

CHECK_FAILED, WRONG_USE, FAILED = 1, 2, 3

Documents = Annotated[Path, typer.Option("--documents", metavar="DIR", help="Folder of the documents.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
DOCUMENTS = Path("documents")

logger = logging.getLogger(__name__)

app = typer.Typer(
    name="report-assistant",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(version("report-assistant"))
        raise typer.Exit


@app.callback()
def options(
    debug: Annotated[bool, typer.Option("--debug", help="Show where an unexpected failure arose.")] = False,
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Ask your documents, and get answers whose every figure is tied to the words of its source."""
    if debug:
        logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
        logging.getLogger("report_assistant").setLevel(logging.DEBUG)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="What you want to know.")],
    documents: Documents = DOCUMENTS,
    as_json: Json = False,
) -> None:
    """Answer one question, with citations."""
    with opened(documents) as assistant:
        answer = assistant.ask(question)
    if as_json:
        tables.show_json(answer.to_dict())
    else:
        terminal.show_answer(terminal.result_console(), answer)


@app.command()
def chat(documents: Documents = DOCUMENTS) -> None:
    """Answer question after question; Ctrl-D leaves."""
    console = terminal.result_console()
    with opened(documents) as assistant:
        converse(console, assistant)


@app.command()
def check(
    file: Annotated[
        typer.FileText, typer.Argument(metavar="FILE", help="Text to check; - reads stdin.", encoding="utf-8")
    ],
    documents: Documents = DOCUMENTS,
    as_json: Json = False,
) -> None:
    """Check each claim of a text; exit 1 if one does not follow from the documents."""
    try:
        text = file.read()
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{file.name}: not text in UTF-8. Save it as UTF-8 first.") from error
    with opened(documents) as assistant, counted("Checking claims") as progress:
        report = assistant.check(text, progress=progress)
    if as_json:
        tables.show_json(report.to_dict())
    else:
        terminal.show_check(terminal.result_console(), report)
    if any(claim.verdict not in (Verdict.SUPPORTED, Verdict.DERIVED) for claim in report.claims):
        raise typer.Exit(CHECK_FAILED)


@app.command()
def figures(
    documents: Documents = DOCUMENTS,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print comma-separated values.")] = False,
) -> None:
    """List every figure of the documents, with what it says and of whom."""
    if as_json and as_csv:
        raise typer.BadParameter("--json and --csv exclude each other")
    with opened(documents) as assistant:
        ledger = [figure.to_dict() for figure in assistant.figures()]
    if as_json:
        tables.show_json(ledger)
    elif as_csv:
        sys.stdout.write(tables.as_csv(ledger))
    else:
        shown = ("text", "clause", "population", "period", "source")
        rows = [[figure[column] for column in shown] for figure in ledger]
        tables.show_table(terminal.result_console(), shown, rows)


@app.command()
def index(
    documents: Documents = DOCUMENTS,
    as_json: Json = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on whenever they change, until Ctrl-C; a JSON line a run.")
    ] = False,
) -> None:
    """Bring the index up to date with the documents."""
    if watch:
        with contextlib.suppress(KeyboardInterrupt):
            _watch(documents, as_json)
        return
    report = sync(documents)
    if as_json:
        tables.show_json(report.to_dict())
    else:
        tables.show_sync(terminal.result_console(), report)


def _watch(documents: Path, as_json: bool) -> None:
    console = terminal.result_console()
    for report in syncs(documents, terminal.tell_error):
        if as_json:
            tables.show_json_line(report.to_dict())
        else:
            tables.show_sync(console, report)


@app.command()
def evaluate(
    questions: Annotated[
        Path, typer.Argument(metavar="QUESTIONS", help="JSON Lines file of questions with known answers.")
    ],
    documents: Documents = DOCUMENTS,
    as_json: Json = False,
) -> None:
    """Ask questions with known answers and score what comes back."""
    with opened(documents) as assistant, counted("Asking questions") as progress:
        report = evaluate_questions(assistant, questions, progress)
    if as_json:
        tables.show_json(report.to_dict())
    else:
        tables.show_evaluation(terminal.result_console(), report)


@app.command()
def verify(
    answer: Annotated[Path, typer.Argument(metavar="ANSWER", help="Answer saved by `ask --json`.")],
    documents: Documents = DOCUMENTS,
    as_json: Json = False,
) -> None:
    """Tell whether the quotes of a saved answer still stand in the documents; exit 1 if one does not."""
    citations = read_citations(answer)
    with opened(documents) as assistant:
        checks = verify_quotes(assistant, citations)
    if as_json:
        tables.show_json([check.to_dict() for check in checks])
    else:
        tables.show_verification(terminal.result_console(), checks)
    if any(check.finding in (Finding.CHANGED, Finding.GONE) for check in checks):
        raise typer.Exit(CHECK_FAILED)


@app.command()
def serve(
    documents: Annotated[
        list[str] | None,
        typer.Option(
            "--documents",
            metavar="[NAME=]DIR",
            help="Folder of the documents; several, each with a name, are served side by side.",
            show_default=str(DOCUMENTS),
        ),
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 7860,
    allow_changes: Annotated[
        bool, typer.Option("--allow-changes", help="Let all who reach the page upload and delete documents.")
    ] = False,
) -> None:
    """Serve the web page."""
    folders = named_folders(documents or [str(DOCUMENTS)])
    serve_page(folders, host=host, port=port, allow_changes=allow_changes)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line, turning errors into one message and an exit code.

    Args:
        arguments: those of the process if None.
    """
    # The program shows its own progress; that of the libraries would be chatter.
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    try:
        app(args=arguments, prog_name="report-assistant")
    except ConfigurationError as error:
        _leave(str(error), WRONG_USE)
    except ReportAssistantError as error:
        _leave(str(error), FAILED)
    except Exception as error:  # the last border: a defect is told in one line, too
        logger.debug("unexpected failure", exc_info=error)
        hint = "Run it again as `report-assistant --debug …` to see where."
        _leave(f"Unexpected failure: {type(error).__name__}: {error}. {hint}", FAILED)


def _leave(message: str, code: int) -> NoReturn:
    terminal.tell_error(message)
    sys.exit(code)


if __name__ == "__main__":  # `python -m report_assistant.serving.cli`, where the script is not installed
    main()
