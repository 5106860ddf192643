"""Nouns for groups of people and organisations, with their kinds: closed lists, own compilation."""

from __future__ import annotations

from functools import lru_cache

from report_assistant.reading.number_lexicon import read_json


@lru_cache(maxsize=4)
def group_nouns(language: str) -> dict[str, str]:
    """Return the nouns of a language with their kinds: "organisation", "leader", "respondent" or "person"."""
    kinds = read_json("groups.json")[language]
    return {noun: kind for kind, nouns in kinds.items() if kind != "general" for noun in nouns}


@lru_cache(maxsize=4)
def general_words(language: str) -> dict[str, str]:
    """Return the words that stand for a whole kind ("company", "firm").

    Word -> what stands for all of its set.
    """
    return {word: f"={row[0]}" for row in read_json("groups.json")[language]["general"] for word in row}


def group_kind(group: str, language: str) -> str:
    """Return the kind of a group by its last known word, or ""."""
    kinds = group_nouns(language)
    return next((kinds[word] for word in reversed(group.split()) if word in kinds), "")
