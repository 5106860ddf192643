"""The house rules that code alone can break."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "report_assistant"
# A module may import from its own room and from those after it.
ROOMS = ["serving", "evaluation", "assistant", "answering", "index", "reading", "types", "settings", "errors"]
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else "assistant"


def imports_of(tree: ast.AST) -> list[tuple[ast.stmt, str]]:
    found: list[tuple[ast.stmt, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("report_assistant"):
            found.append((node, node.module or ""))
        elif isinstance(node, ast.Import):
            found += [(node, name.name) for name in node.names if name.name.startswith("report_assistant")]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    if parts == ("__init__",):
        return
    room = parts[0]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node, module in imports_of(tree):
        other = room_of(module)
        assert ROOMS.index(other) >= ROOMS.index(room), f"line {node.lineno}: {room} imports {other}"
        assert node in tree.body or _only_for_types(node, tree), (
            f"line {node.lineno}: import inside a function"
        )


def _only_for_types(node: ast.stmt, tree: ast.Module) -> bool:
    return any(
        isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING" and node in block.body
        for block in tree.body
    )


def test_importing_the_package_loads_no_heavy_library() -> None:
    code = "import sys, report_assistant; print('\\n'.join(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    loaded = set(run.stdout.split())
    assert "report_assistant.assistant" in loaded
    heavy = {"torch", "chromadb", "gradio", "sentence_transformers", "transformers", "langchain_chroma"}
    assert not loaded & (heavy | {"langchain_huggingface", "langchain_openai", "sklearn"})


def test_public_names_are_sorted_and_there() -> None:
    import report_assistant

    assert report_assistant.__all__ == sorted(report_assistant.__all__)
    assert all(hasattr(report_assistant, name) for name in report_assistant.__all__)
