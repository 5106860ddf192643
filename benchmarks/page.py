"""How long a reader of the page waits: until it is there, for an answer, and when twenty ask at once.

    python benchmarks/page.py

Starts `report-assistant serve` over documents/ as `make run` does, without a key, and asks on the loopback
only. A browser is driven if there is a Chromium; without one, what it measures is left out. Medians, in
seconds; the slowest in brackets. Where others use the machine, the processor time says more (Linux only).
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from page_client import Exchange, PageClient

DOCUMENTS = Path(__file__).parents[1] / "documents"
SERVE = "import sys; from report_assistant.serving.cli import main; main(sys.argv[1:])"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

QUESTIONS = (
    "What share of Belgian firms are repatriating data?",
    "What percentage of Belgian enterprises feel more pressure to prove ROI on AI?",
    "How many Belgian companies say innovation stalls after the proof of concept?",
    "Which Belgian findings stand at 39%?",
    "What does 35% refer to in the Belgian results?",
    "How many organisations in Belgium had a cyber-related outage?",
    "How concerned are Belgian leaders about global data risks?",
    "What share of leaders worldwide are bringing data back on premises?",
    "Compare the share of leaders who expect AI to transform jobs completely in Belgium and worldwide.",
    "How many organisations worldwide saw a positive return on AI in 2025?",
    "What share of Belgian leaders thought their IT was ready for future disruption in 2024?",
    "How many senior leaders took part in the 2025 survey, and in how many countries?",
    "By how much did AI spending grow?",
    "How many chief executives say their cloud came about by accident?",
    "What percentage of workforces is not ready to use AI well?",
    "How many leaders took part from the Benelux in 2024?",
    "Give me all Belgian figures on security.",
    "What share of Dutch firms are repatriating data?",
    "How many CEOs meet hostility or resistance to AI?",
    "hello",
)
"""As many as there are readers; each is answered from other sentences."""

# Resolves to the milliseconds from now to the first marker of a new answer, to its last change, and until one
# can ask again.
_WATCH = """() => new Promise((done) => {
  const start = performance.now(), answers = document.querySelectorAll("#conversation .bot").length;
  let first = null, last = 0, said = "", busy = false;
  const look = () => {
    const answer = [...document.querySelectorAll("#conversation .bot")][answers];
    first ??= answer?.querySelector('a[href^="#evidence-"]') ? performance.now() - start : null;
    const box = document.querySelector("#question textarea"), now = performance.now() - start;
    busy ||= box.disabled;
    if (answer && answer.textContent !== said) { said = answer.textContent; last = now; }
    if (answer && busy && !box.disabled) done([first ?? last, last, now]);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""


@contextlib.contextmanager
def serving(index_dir: Path) -> Iterator[tuple[str, int, float]]:
    """Serve documents/ without a language model.

    Yields:
        The address, the id of the process and the seconds to the first byte.
    """
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    keyless = {name: value for name, value in os.environ.items() if not name.startswith("OPENAI_")}
    command = [sys.executable, "-c", SERVE, "serve", "--documents", str(DOCUMENTS), "--port", str(port)]
    environment = {**keyless, "REPORT_ASSISTANT_INDEX_DIR": str(index_dir)}
    started = time.perf_counter()
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            while not _answers(address):
                if server.poll() is not None:
                    raise RuntimeError(f"the page ended with code {server.returncode}")
                time.sleep(0.02)
            yield address, server.pid, time.perf_counter() - started
        finally:
            server.terminate()


def start(index_dir: Path) -> tuple[float, ...]:
    """Return the seconds from the start to the first byte, and to an answer that was asked for at once.

    Each is followed by the processor time that it took.
    """
    with serving(index_dir) as (address, process, first_byte):
        begun, processor = time.perf_counter(), processor_time(process)
        with PageClient(address) as client:
            client.ask(QUESTIONS[0])
        elapsed = time.perf_counter() - begun
        return first_byte, processor, first_byte + elapsed, processor_time(process)


def processor_time(process: int) -> float:
    """Return the seconds of processor time that a process has used, in all its threads."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def one_reader(address: str) -> list[Exchange]:
    """Ask all questions, each in a thread of its own, one after the other."""
    asked = []
    for question in QUESTIONS:
        with PageClient(address) as client:
            asked.append(client.ask(question))
    return asked


def all_at_once(address: str, alone: Sequence[Exchange]) -> list[Exchange]:
    """Ask all questions at the same time.

    Raises:
        RuntimeError: a reader was shown anything but the answer to the own question.
    """
    clients = [PageClient(address) for _ in QUESTIONS]
    with ThreadPoolExecutor(len(QUESTIONS)) as readers:
        asked = list(readers.map(lambda pair: pair[0].ask(pair[1]), zip(clients, QUESTIONS, strict=True)))
    for question, one, before in zip(QUESTIONS, asked, alone, strict=True):
        turns = [(turn["question"], turn["answer"]["text"]) for turn in one.thread["turns"]]
        if turns != [(question, before.thread["turns"][0]["answer"]["text"])]:
            raise RuntimeError(f"asked {question!r}, shown {turns!r}")
    return asked


def in_browser(address: str) -> list[list[float]] | None:
    """Ask in Chromium; returns seconds to the first claim, to the last and to the next question."""
    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if executable is None:
        return None
    from playwright.sync_api import sync_playwright

    times = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        page.locator("#banner", has_text="documents").wait_for()
        for question in QUESTIONS:
            page.locator("#new-thread").click()
            page.locator("#conversation .placeholder").wait_for()
            page.locator("#question textarea").fill(question)
            page.evaluate(f"() => {{ window.watched = ({_WATCH})(); }}")  # not awaited yet
            page.locator("#question textarea").press("Enter")
            times.append([elapsed / 1000 for elapsed in page.evaluate("window.watched")])
        browser.close()
    return times


def row(name: str, *columns: Sequence[float]) -> str:
    """Return a line of a Markdown table: the median and the slowest of each column."""
    cells = [f"{statistics.median(column):.2f} ({max(column):.2f})" for column in columns]
    return f"| {name} | {' | '.join(cells)} |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, help="starts with and without an index")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as home:
        print("| from the start | first byte | processor | first answer | processor |")
        print("| --- | ---: | ---: | ---: | ---: |")
        bare = [start(Path(home) / f"index{run}") for run in range(runs)]
        print(row("without an index", *zip(*bare, strict=True)))
        ready = [start(Path(home) / "index0") for _ in range(runs)]
        print(row("with an index", *zip(*ready, strict=True)))
        with serving(Path(home) / "index0") as (address, *_):
            one_reader(address)
            alone = one_reader(address)
            seen = in_browser(address)
            together = all_at_once(address, alone)
    print("\n| from the question | first claim | last claim | next question |\n| --- | ---: | ---: | ---: |")
    for name, asked in (("one reader", alone), ("20 readers at once", together)):
        columns = ([getattr(one, of) for one in asked] for of in ("first", "last", "settled"))
        print(row(name, *columns))
    if seen:
        print(row("one reader, in Chromium", *zip(*seen, strict=True)))
    print(f"\nLoad of the machine in the end: {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores.")


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address).close()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
