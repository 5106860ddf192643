"""Words by which English, French, Dutch and German deny, and English grades and directs what it says.

Closed classes of grammar and its words for directions, not of any topic.
"""

from __future__ import annotations

NEGATORS = {
    "en": frozenset(
        ["not", "no", "never", "none", "without", "neither", "nor", "cannot", "nobody", "nothing"]
    ),
    "fr": frozenset(["non", "pas", "aucun", "aucune", "jamais", "ni", "sans", "rien", "personne"]),
    "nl": frozenset(["niet", "geen", "nooit", "noch", "zonder", "niemand", "niets"]),
    "de": frozenset(
        [
            "nicht",
            "kein",
            "keine",
            "keinen",
            "keinem",
            "keiner",
            "keines",
            "nie",
            "niemals",
            "weder",
            "noch",
            "ohne",
            "niemand",
            "nichts",
        ]
    ),
}
"""Words that deny what follows them, by language."""

SCOPE_ENDS = frozenset(
    [
        "but",
        "while",
        "whereas",
        "although",
        "though",
        "because",
        "which",
        "who",
        "mais",
        "maar",
        "aber",
        "sondern",
    ]
)
"""Words that end what a negation reaches."""

UP = frozenset(
    [
        "rise",
        "increase",
        "grow",
        "climb",
        "gain",
        "jump",
        "surge",
        "soar",
        "expand",
        "advance",
        "improve",
        "up",
        "higher",
        "more",
        "above",
        "upward",
        "exceed",
        "growth",
        "raise",
        "swell",
        "accelerate",
        "double",
        "triple",
        "upturn",
        "over",
    ]
)
"""Lemmas that say that something grows or is more."""

DOWN = frozenset(
    [
        "fall",
        "drop",
        "decline",
        "decrease",
        "shrink",
        "lose",
        "slip",
        "plunge",
        "reduce",
        "cut",
        "dip",
        "lower",
        "less",
        "fewer",
        "below",
        "under",
        "downward",
        "down",
        "contract",
        "worsen",
        "diminish",
        "lessen",
        "slump",
        "slow",
        "halve",
        "downturn",
        "loss",
        "shrinkage",
    ]
)
"""Lemmas that say that something shrinks or is less."""

LITTLE = frozenset(
    ["small", "little", "short", "weak", "slow", "cheap", "poor", "bad", "narrow", "thin", "light", "soft"]
)
"""Adjectives for little of something; their comparatives say that there is less of it."""

MAY = frozenset(
    ["may", "might", "could", "can", "possible", "possibly", "perhaps", "potential", "potentially"]
)
"""Words that make a statement merely possible."""

PLAN = frozenset(
    [
        "expect",
        "plan",
        "intend",
        "propose",
        "hope",
        "aim",
        "want",
        "forecast",
        "project",
        "predict",
        "anticipate",
        "likely",
        "probably",
        "should",
        "seek",
        "consider",
        "wish",
        "set",
        "believe",
        "promise",
        "think",
        "suggest",
    ]
)
"""Lemmas of planning and expecting."""

WOULD = frozenset(["would"])
"""Of a plan with a condition: as sure as a plan."""

WILL = frozenset(["will", "shall"])
"""Words that announce."""

ALL = frozenset(
    [
        "all",
        "every",
        "each",
        "always",
        "entire",
        "entirely",
        "whole",
        "everyone",
        "everything",
        "everywhere",
        "fully",
    ]
)
"""Words for every one."""

WHOLE = frozenset(["full", "complete", "completely", "total", "no", "none"])
"""Words by which a source may say "all"."""

MOST = frozenset(["most", "mostly", "majority"])
"""Words for more than half."""

DENY = frozenset(
    [
        "avoid",
        "fail",
        "refuse",
        "decline",
        "deny",
        "prevent",
        "stop",
        "quit",
        "cease",
        "escape",
        "miss",
        "lack",
        "forget",
        "neglect",
        "abandon",
        "cancel",
        "reject",
        "doubt",
        "refrain",
        "hesitate",
    ]
)
"""Verbs that deny what follows them (Karttunen, "Implicative Verbs", 1971)."""

BAR = frozenset(
    ["keep", "stop", "prevent", "deter", "discourage", "bar", "ban", "block", "hinder", "prohibit", "hold"]
)
"""Verbs that deny what follows them with "from" ("kept them from applying")."""
