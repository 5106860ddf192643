"""A conversation in the terminal."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.live import Live
from rich.text import Text

from report_assistant.assistant import ReportAssistant
from report_assistant.errors import ReportAssistantError
from report_assistant.serving import terminal
from report_assistant.types import Answer


def converse(console: Console, assistant: ReportAssistant) -> None:
    """Answer the lines of stdin until it ends; Ctrl-C leaves, too.

    An error of the assistant is told and the conversation goes on.
    """
    history: list[tuple[str, str]] = []
    if console.is_terminal:
        console.print(Text("Ask away. An empty line or Ctrl-D leaves.", style="dim"))
    while question := _next_question():
        try:
            answer = _answer(console, assistant, question, history)
        except ReportAssistantError as error:
            terminal.tell_error(error)
            continue
        except KeyboardInterrupt:
            break
        history.append((question, answer.text))
    if console.is_terminal:
        console.print(Text("Goodbye.", style="dim"))


def _next_question() -> str:
    try:
        return input("\n> " if sys.stdin.isatty() else "").strip()
    except (EOFError, KeyboardInterrupt):
        return ""


def _answer(
    console: Console, assistant: ReportAssistant, question: str, history: list[tuple[str, str]]
) -> Answer:
    """Show the answer as it grows on a terminal, and at once in a pipe."""
    text = ""
    with Live(console=console, refresh_per_second=12) as live:
        for piece in assistant.stream(question, history=history):
            text = piece.text if isinstance(piece, Answer) else text + piece.text
            live.update(terminal.answer_text(console, text))
            if isinstance(piece, Answer):
                answer = piece
    terminal.show_footnotes(console, answer)
    return answer
