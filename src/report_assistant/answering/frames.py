"""Words that carry little of a claim's meaning: how reports introduce figures, and who acts in any report.

Closed classes of the language of reporting, not of any topic. A claim may word them otherwise than its
source.
"""

from __future__ import annotations

FRAME_WEIGHT = 0.2
"""Weight of a framing word beside 1 for a word that carries meaning."""

FRAMES = frozenset(
    [
        "say",
        "state",
        "report",
        "note",
        "describe",
        "call",
        "name",
        "cite",
        "mention",
        "indicate",
        "show",
        "find",
        "reckon",
        "estimate",
        "tell",
        "declare",
        "express",
        "consider",
        "think",
        "believe",
        "feel",
        "see",
        "view",
        "regard",
        "respond",
        "answer",
        "reply",
        "participate",
        "part",
        "survey",
        "poll",
        "interview",
        "question",
        "ask",
        "according",
        "accord",
        "account",
        "make",
        "come",
        "stand",
        "amount",
        "reach",
        "total",
        "represent",
        "constitute",
        "record",
        "number",
        "figure",
        "share",
        "percentage",
        "percent",
        "proportion",
        "rate",
        "level",
        "average",
        "put",
        "take",
        "become",
        "remain",
        "year",
        "month",
        "quarter",
        "period",
        "season",
        "time",
        "point",
        "respectively",
        "compare",
        "correspond",
        "exactly",
        "precisely",
        "overall",
        "roughly",
        "approximately",
        "around",
        "nearly",
        "almost",
        "currently",
        "present",
        "now",
        "today",
        "already",
        "still",
        "yet",
        "also",
        "instead",
        "however",
        "therefore",
        "even",
        "only",
        "just",
        "alone",
    ]
)
"""Lemmas of verbs and nouns that introduce or count what is said, and of adverbs of degree and time,
and those that link sentences."""

ACTORS = (
    frozenset(
        [
            "company",
            "firm",
            "business",
            "enterprise",
            "organisation",
            "organization",
            "corporation",
            "employer",
        ]
    ),
    frozenset(["respondent", "participant", "person", "people", "individual"]),
)
"""Groups of words for who acts or answers; the words of one group stand for each other."""

ANAPHORS = frozenset(
    [
        "it",
        "its",
        "itself",
        "they",
        "them",
        "their",
        "theirs",
        "themselves",
        "he",
        "she",
        "his",
        "her",
        "him",
        "this",
        "that",
        "these",
        "those",
        "such",
        "both",
        "former",
        "latter",
        "one",
        "ones",
        "same",
        "there",
        "here",
        "so",
    ]
)
"""Words that point back to an earlier sentence."""

PARTICLES = frozenset(["up", "out", "off", "down", "away", "back"])
"""Adverbs that make another verb of a verb ("give up"); a phrasal verb is found as a whole or not at all."""

FRAMING_GROUPS = frozenset(
    ["make up", "come out", "carry out", "find out", "go back", "set out", "point out", "turn out"]
)
"""Phrasal verbs that only frame a figure."""

PRONOUNS = frozenset(
    ["it", "its", "them", "they", "their", "theirs", "those", "these", "both", "he", "she", "his", "her"]
)
"""Pronouns by which a clause takes over words of an earlier one."""
