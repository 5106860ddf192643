"""Read the front matter of a text: what it says of itself between two lines of dashes."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml
from frontmatter.default_handlers import YAMLHandler

_BLOCK = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MAX_LENGTH = 20_000  # characters: longer than any front matter, short enough not to search a whole book
# This loader leaves scalars as written: 2025-06 stays text, and so does the language code `no`.
_Loader = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
_EMPTY = frozenset({"", "~", "null", "none"})


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says; None and () for what it does not say.

    Attributes:
        end: where the body begins, in characters.
    """

    end: int = 0
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    period: str | None = None
    geography: str | None = None
    language: str | None = None
    links: tuple[str, ...] = ()


def read_front_matter(text: str) -> FrontMatter:
    """Read the YAML at the very start of `text`; all values are taken as they are written.

    Raises:
        ValueError: there is front matter, but it is no YAML; the message says what and where.
    """
    found = _BLOCK.match(text, 0, _MAX_LENGTH)
    if found is None:
        return FrontMatter()
    try:
        values = YAMLHandler().load(found["yaml"], Loader=_Loader)
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(values, dict):
        return FrontMatter()  # two rules with text between them, no front matter
    known = {str(key).strip().lower(): value for key, value in values.items()}
    return FrontMatter(
        end=found.end(),
        title=_one(known.get("title")),
        publisher=_one(known.get("publisher")),
        published=_one(known.get("published")),
        period=_one(known.get("period")),
        geography=_one(known.get("geography")),
        language=_code(_one(known.get("language"))),
        links=tuple(_all(known.get("sources"))),
    )


def _all(value: object) -> list[str]:
    """Return the scalars of a value as text, empty ones left out, white space folded."""
    items = value if isinstance(value, list) else [value]
    written = (" ".join(item.split()) for item in items if isinstance(item, str))
    return [item for item in written if item.lower() not in _EMPTY]


def _one(value: object) -> str | None:
    """Return a scalar, or a list of scalars with commas, as text; None if there is none."""
    return ", ".join(_all(value)) or None


def _code(language: str | None) -> str | None:
    """Return the ISO 639-1 code of a tag such as `en-GB`; None for anything else."""
    code = re.split(r"[-_]", language or "", maxsplit=1)[0].lower()
    return code if re.fullmatch(r"[a-z]{2}", code) else None
