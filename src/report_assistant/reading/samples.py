"""Where the people of a survey are from, where a document says it once: "640 German retailers were asked"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from report_assistant.reading.population import Population, normalise
from report_assistant.types import Figure, Origin


def place_counted_groups(figures: Sequence[Figure], language: str) -> list[Figure]:
    """Add the place of a group that a document counts ("640 German retailers") where it names only the group.

    If that group is named with other places too, nobody can tell which one is meant.
    """
    populations = [normalise(figure.population, language) for figure in figures]
    in_sentence: defaultdict[int, set[frozenset[str]]] = defaultdict(set)
    for figure, population in zip(figures, populations, strict=True):
        if population.places:
            in_sentence[figure.sentence_start].add(population.places)
    named: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
    counted = set()
    for figure, population in zip(figures, populations, strict=True):
        if not population.places:
            continue
        nouns = {figure.unit, *figure.unit.split()[-1:]}  # "german retailers" are retailers
        counted |= nouns
        for noun in nouns.union(population.groups):
            named[noun] |= in_sentence[figure.sentence_start]
    completed = []
    for figure, population in zip(figures, populations, strict=True):
        group = population.groups[0] if len(population.groups) == 1 else ""
        if not group or population.places or group not in counted or len(named[group]) != 1:
            completed.append(figure)
            continue
        (places,) = named[group]
        whole = Population(places, population.groups).text(language)
        completed.append(replace(figure, population=whole, population_from=Origin.DOCUMENT))
    return completed
