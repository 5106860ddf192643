"""Make the names of uploaded files safe on every system."""

from __future__ import annotations

import re
import unicodedata

MAX_NAME_BYTES = 200
"""Longest name in bytes of UTF-8: file systems take 255, and some room is left for what backups add."""

_FORBIDDEN = re.compile(r'[<>:"|?*]')
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")  # control and direction signs, halves of characters, unassigned
_EDGES = " .~$"  # at the beginning they hide a file or mark it as temporary, at the end Windows drops them
# Names of devices in Windows, with any ending (Microsoft, "Naming Files, Paths, and Namespaces").
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\.|\s|$)", re.IGNORECASE)


def safe_name(name: str) -> str:
    """Return a file name without path, hidden beginning, and what some system gives a meaning to.

    It is in Unicode's composed form (NFC) and at most `MAX_NAME_BYTES` long; the ending is kept.
    """
    name = re.split(r"[/\\]", name)[-1]
    visible = (" " if letter.isspace() else letter for letter in unicodedata.normalize("NFC", name))
    name = "".join(letter for letter in visible if unicodedata.category(letter) not in _INVISIBLE)
    name = " ".join(_FORBIDDEN.sub("_", name).split())
    stem, dot, suffix = name.lstrip(_EDGES).rstrip(" .").rpartition(".")
    if not dot:
        stem, suffix = suffix, ""
    suffix = f".{suffix}" if suffix else ""
    stem = stem.strip(" .") or "document"
    if _DEVICES.match(stem):
        stem = f"_{stem}"
    room = max(1, MAX_NAME_BYTES - len(suffix.encode()))
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(" .")
    return f"{stem}{suffix}"


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are one file to a system that ignores case or the form of accents."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    """Return a name as canonical caseless matching compares it (Unicode Standard, section 3.13, D145)."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())
