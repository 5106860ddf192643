"""The units of measure of CLDR, as written after a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from babel import Locale

_LOCALES = {"en": ("en", "en_GB"), "fr": ("fr",), "nl": ("nl",), "de": ("de",)}
_SKIPPED = (
    "concentr-percent", "concentr-per", "concentr-item", "concentr-portion", "graphics-dot", "graphics-em",
    "length-point", "temperature-generic", "duration-quarter", "volume-drop", "volume-pinch", "volume-cup",
)  # fmt: skip
# One letter after a space is rather a word or a name; these letters are in use that way.
_SPACED_LETTERS = frozenset("mglhWVJL")
_WORDS_NOT_UNITS = frozenset(
    {"in", "a", "à", "st", "dz", "pt", "c", "w", "y", "j", "k", "s", "to", "bar", "po", "pi"}
)
_SYMBOLS = frozenset(
    [
        "°C",
        "°F",
        "°",
        "km/h",
        "km²",
        "m²",
        "m³",
        "km2",
        "m2",
        "m3",
        "kWh",
        "MWh",
        "GWh",
        "TWh",
        "CO2e",
        "GB",
        "TB",
        "mg/L",
    ]
)


@lru_cache(maxsize=4)
def measure(language: str) -> re.Pattern[str]:
    """Compile what matches a unit of measure right after a number, as `unit`.

    Symbols as written, names in any case.
    """
    symbols = set(_SYMBOLS)
    names: set[str] = set()
    for locale in _LOCALES[language]:
        for _, width, name in _units(Locale.parse(locale)):
            if width == "long" and len(name) > 2 and name.lower() not in _WORDS_NOT_UNITS:
                names.add(name.lower())
            elif name.lower() not in _WORDS_NOT_UNITS and name not in {"B", "C", "A", "G"}:
                symbols.add(name)
    one = {symbol for symbol in symbols if len(symbol) == 1 and symbol.isalpha()}
    spaced = "|".join(sorted(map(re.escape, symbols - one | (one & _SPACED_LETTERS)), key=len, reverse=True))
    glued = "|".join(sorted(map(re.escape, symbols - {"d", "h"}), key=len, reverse=True))
    worded = "|".join(sorted((r"\s+".join(map(re.escape, n.split())) for n in names), key=len, reverse=True))
    return re.compile(
        rf"[\s-]{{1,2}}(?P<name>(?i:{worded}))\b|\s?(?P<spaced>{spaced})(?![\w²³/])|(?P<glued>{glued})(?![\w²³/(]|-\d)"
    )


@lru_cache(maxsize=1)
def _keys() -> dict[str, str]:
    """Map what units are called, symbols as written and names in lower case, to their CLDR identifiers.

    What is written at length counts before what is written shortest: "m" is a metre rather than a month.
    """
    written = [one for locales in _LOCALES.values() for name in locales for one in _units(Locale.parse(name))]
    keys: dict[str, str] = {}
    for wanted in ("long", "short", "narrow"):
        for key, width, name in written:
            if width == wanted:
                keys.setdefault(name.lower() if width == "long" else name, key)
    return keys


def unit_key(unit: str) -> str:
    """Return the CLDR identifier of a unit: "length-meter" of "m", "metres" and "Meter"; "" if unknown."""
    return _keys().get(unit) or _keys().get(unit.lower(), "")


def _units(locale: Locale) -> Iterator[tuple[str, str, str]]:
    """Yield (identifier, width, name) of the units that stand after their number."""
    for key, widths in locale._data["unit_patterns"].items():
        if key.startswith(_SKIPPED):
            continue
        for width, patterns in widths.items():
            for form, pattern in patterns.items():
                if form != "per" and isinstance(pattern, str) and pattern.startswith("{0}"):
                    name = pattern.removeprefix("{0}").replace("\u202f", " ").replace("\u00a0", " ").strip()
                    if name and (name[0].isalpha() or name[0] in "°µΩ") and name[-1] != ".":
                        yield key, width, name
