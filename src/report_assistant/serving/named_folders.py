"""Name folders of documents, so that several can be served side by side: `reports=DIR`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from urllib.parse import quote

from report_assistant.errors import ConfigurationError

NAME_CHARACTERS = 40
"""Longest name of a folder."""

_NAME = re.compile(rf"[^\W_](?:[\w .-]{{0,{NAME_CHARACTERS - 2}}}[\w.-])?")
_RULE = (
    f"A name has 1 to {NAME_CHARACTERS} letters, digits, spaces and any of . _ -, and begins with a letter "
    "or digit"
)


@dataclass(frozen=True, slots=True)
class NamedFolder:
    """A folder of documents and the name that it is served under, "" where it is the only one."""

    name: str
    path: Path


def named_folders(values: Sequence[str]) -> tuple[NamedFolder, ...]:
    """Return the folders that `--documents` names, each a `DIR` or a `NAME=DIR`.

    A folder whose own path has a `=` in it is taken for what it is.

    Args:
        values: at least one.

    Raises:
        ConfigurationError: a folder is missing; there are several and one has no name; or two have names that
            cannot be told apart, or hold the same documents.
    """
    folders = tuple(_parsed(value) for value in values)
    if unnamed := [folder for folder in folders if not folder.name and len(folders) > 1]:
        raise ConfigurationError(
            f"{unnamed[0].path}: give each of several folders a name, as in "
            f"--documents reports={unnamed[0].path}."
        )
    for one, other in combinations(folders, 2):
        if page_path(one.name) == page_path(other.name):
            same = one.name if one.name == other.name else f"{one.name} and {other.name}"
            raise ConfigurationError(
                f"{same}: two folders cannot have the same name; capitals and accents make no difference. "
                "Rename one of them."
            )
    for one, other in combinations(folders, 2):
        first, second = one.path.resolve(), other.path.resolve()
        if first.is_relative_to(second) or second.is_relative_to(first):
            what = "the same folder" if first == second else "one folder inside the other"
            raise ConfigurationError(
                f"{one.name}={one.path} and {other.name}={other.path}: this is {what}, and documents belong "
                "to one collection only. Name folders apart from each other."
            )
    return folders


def page_path(name: str) -> str:
    """Return the path of the page of a named folder, relative to the root; "" for the folder without a name.

    It needs no escapes, and begins with a tilde, as nothing else of the page's server does.
    """
    if not name:
        return ""
    apart = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return "~" + quote(plain.replace(" ", "-"), safe="").replace("%", "=")


def _parsed(value: str) -> NamedFolder:
    name, equals, path = value.partition("=")
    name = name.strip()
    if Path(value).is_dir() or not equals:
        folder = NamedFolder("", Path(value))
    elif path and _NAME.fullmatch(name):
        folder = NamedFolder(name, Path(path).expanduser())
    else:
        raise ConfigurationError(
            f"{value}: no such folder, and {name!r} names none. {_RULE}, as in --documents reports=DIR."
        )
    if not folder.path.is_dir():
        raise ConfigurationError(f"{folder.path}: no such folder. Name the folder of your documents.")
    return folder
