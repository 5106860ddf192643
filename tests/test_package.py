"""What the package asks for is what it uses, and all of it is pinned."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib import metadata
from itertools import chain
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def imported(folder: Path) -> set[str]:
    """Return the top-level modules that the files of a folder import, lazily or not."""
    names: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {"report_assistant"}


def declared(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(requirement).name) for requirement in requirements}


def pins() -> dict[str, Version]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line) for line in pinned)
    return {
        canonicalize_name(name): Version(version) for name, version in (one.split("==") for one in pinned)
    }


def test_every_import_of_the_package_is_a_declared_dependency() -> None:
    distributions = metadata.packages_distributions()
    dependencies = declared([*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["multilingual"]])
    undeclared = {
        module
        for module in imported(ROOT / "src")
        if not {canonicalize_name(name) for name in distributions.get(module, [])} & dependencies
    }
    assert not undeclared


def test_every_dependency_is_used() -> None:
    distributions = metadata.packages_distributions()
    used = {
        canonicalize_name(distribution)
        for module in imported(ROOT / "src")
        for distribution in distributions.get(module, [])
    }
    # langchain-huggingface embeds with sentence-transformers, which it does not ask for; huggingface-hub is
    # bounded, for the newest one serves gradio but not langchain-huggingface.
    assert declared(PROJECT["dependencies"]) - used <= {"sentence-transformers", "huggingface-hub"}


def test_all_that_is_installed_for_the_package_is_pinned() -> None:
    pinned = pins()
    everything = [*PROJECT["dependencies"], *chain(*PROJECT["optional-dependencies"].values())]
    waiting, seen = [Requirement(requirement) for requirement in everything], set()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in seen or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        assert name in pinned, f"{name} is not in constraints.txt"
        assert requirement.specifier.contains(pinned[name], prereleases=True), (
            f"{requirement}: {pinned[name]}"
        )
        waiting += [Requirement(one) for one in metadata.requires(name) or ()]
