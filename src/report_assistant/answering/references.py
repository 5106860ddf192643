"""How questions point back to what was said before, in four languages.

Closed classes: pronouns, openings of follow-ups, and the forms in which a pronoun points to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class References:
    """Patterns of one language.

    Attributes:
        points: a word that stands for something said before.
        idle: the same words where they stand for nothing ("is there", "is it true that"), or where they
            point to the documents at hand ("this report").
        opens: how a follow-up opens ("and", "what about").
        stands_in: a demonstrative for the noun of the question before ("that of the mine").
        defines: a question that asks what its only word means.
        place: the preposition for a country.
        prepositions: prepositions, each with the one that it is a form of ("im": "in").
    """

    points: re.Pattern[str]
    idle: re.Pattern[str]
    opens: re.Pattern[str]
    stands_in: re.Pattern[str]
    defines: re.Pattern[str]
    place: str
    prepositions: Mapping[str, str]


def _references(
    points: str, idle: str, opens: str, stands_in: str, defines: str, place: str, prepositions: str
) -> References:
    return References(
        re.compile(points),
        re.compile(idle, re.IGNORECASE),
        re.compile(opens, re.IGNORECASE),
        re.compile(rf"^(?:{stands_in})\s+", re.IGNORECASE),
        re.compile(defines, re.IGNORECASE),
        place,
        {form: group.split("/")[0] for group in prepositions.split() for form in group.split("/")},
    )


REFERENCES: dict[str, References] = {
    "en": _references(
        points=r"(?i:\b(?:they|them|their|theirs|it|its|he|him|his|she|her|hers|those|these|this|that one"
        r"|that (?=number|figure|percentage|share|value|amount)|that(?=\W*$)|the same"
        r"|there|such|the (?:first|second|last|other) ones?)\b)",
        idle=r"\bthere(?: \w+)? (?:is|are|was|were|be|been)\b|\b(?:is|are|was|were|be) there\b"
        r"|\b(?:is|was|isn't|wasn't) it (?:\w+ )?(?:that|to|for|when|\d)"
        r"|\bit (?:is|was|takes?|took|costs?) (?:\w+ )?(?:that|to)\b|\bdoes it (?:take|mean|cost)\b"
        r"|\b(?:this|these|those) (?:document|report|survey|study|file|text|source)s?\b"
        r"|\b(?:this|these|those) (?:year|month|week|quarter|day)s?\b"
        r"|\bsuch as\b",
        opens=r"^\W*(?:and|what about|how about|also|or|but|same (?:for|in)|then)\b"
        r"(?:\s+(?:just|only|then|what about)\b)?",
        stands_in="that|those|the ones?",
        defines=r"^\W*(?:what (?:is|are|was|were|does|do)|who (?:is|was|are|were)|define)\b",
        place="in ",
        prepositions="in on at for by about with without among under over from to of between during against"
        " across within through via per above below before after",
    ),
    "fr": _references(
        points=r"(?i:(?<!-)(?<!-t-)\b(?:ils|elles|il|elle|leur|leurs|eux|lui|ceux-ci|celles-ci|cela|ça|là-bas)\b"
        r"|\bd['’]entre (?:eux|elles)\b|\bparmi (?:eux|elles)\b|\b(?:ces|cette|cet) (?=\w)"
        r"|\bce (?=chiffre|nombre|pourcentage|montant|taux))",
        idle=r"\bil (?:y a|s['’]agit|faut|est (?:vrai|possible))\b|\bil vrai\b"
        r"|\b(?:ces|cette|cet|ce) (?:document|rapport|enquête|étude|source|année|mois)s?\b",
        opens=r"^\W*(?:et|qu['’]en est-il|mais|ou|même chose)\b",
        stands_in="celui|celle|ceux|celles",
        defines=r"^\W*(?:qu['’]est-ce que?|que signifie|qui (?:est|était))\b",
        place="en ",
        prepositions="en dans sur sous à/au/aux de/du/des/d pour par avec sans chez parmi entre contre avant"
        " après selon",
    ),
    "nl": _references(
        points=r"(?i:\b(?:zij|ze|hen|hun|ervan|daar|daarvan|daarin|daarmee|daarover|hiervan|dezelfde)\b"
        r"|\b(?:deze|die) (?=\w)|\bhet\s*(?=\W*$)|\bis het\b)",
        idle=r"\b(?:deze|die|dit|dat) (?:documenten|rapporten|enquêtes|studies|enquête|studie|bron|bronnen)\b"
        r"|\bis het (?:waar|mogelijk|zo)\b",
        opens=r"^\W*(?:en|hoe zit het|maar|of|ook)\b",
        stands_in="die|dat|degenen?",
        defines=r"^\W*(?:wat (?:is|zijn|betekent)|wie (?:is|was))\b",
        place="in ",
        prepositions="in op met zonder bij van voor uit onder boven over door naar tussen tegen tijdens na"
        " per via te/ter/ten",
    ),
    "de": _references(
        # With a capital "Sie" and "Ihr" are the person who is spoken to.
        points=r"\b(?:sie|ihnen|ihr|ihre[rnms]?)\b|(?i:\b(?:davon|daran|darin|damit|darüber|dort|denen|derselben?|er)\b"
        r"|\bdiese[rnms]? (?=\w)|\bes\s*(?=\W*$))",
        idle=r"\bdiese[rnms]? (?:dokumente?|berichte?s?|umfragen?|studien?|quellen?|jahr(?:es)?)\b",
        opens=r"^\W*(?:und|wie (?:ist|sieht) es|aber|oder|auch)\b",
        stands_in="der|die|das|den|dem|denen|jene[rsnm]?",
        defines=r"^\W*(?:was (?:ist|sind|bedeutet)|wer (?:ist|war))\b",
        place="in ",
        prepositions="in/im/ins an/am/ans auf mit ohne bei/beim von/vom für aus unter über durch nach vor"
        " zwischen gegen während zu/zum/zur per",
    ),
}
