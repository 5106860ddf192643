"""How four languages ask for a figure: forms of clauses, and of the questions that they answer.

A clause is turned round only where that takes no knowledge of its verbs: the figure stands where the question
word goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a figure is, as far as asking for it goes."""

    SHARE = auto()
    MONEY = auto()
    COUNT = auto()
    """Counts something and opens its sentence, which makes what it counts the subject of a verb."""
    OTHER = auto()


_SHARES = frozenset({Kind.SHARE})
_COUNTS = frozenset({Kind.COUNT})
_RATES = frozenset({Kind.SHARE, Kind.MONEY})
_ALL = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of clause, and of the question that it answers.

    Attributes:
        clause: pattern of the whole clause; `{figure}` stands for the figure, `{when}` for words before it.
        question: made of the named parts of the pattern.
        kinds: of figures that it is for.
    """

    clause: str
    question: str
    kinds: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class Language:
    """How a language asks.

    Attributes:
        forms: tried in this order.
        when: pattern of words of time, place or group before the subject.
        pointing: words that point out of the clause: the question would not stand alone.
        weighing: words in front of a figure that a question leaves out.
        mark: of a question.
    """

    forms: tuple[Form, ...]
    when: str
    pointing: str
    weighing: str
    mark: str = "?"


_UNLIKE_A_VERB = (
    "of|more|less|fewer|higher|lower|below|above|in|on|at|by|for|to|from|than|and|or|as|with|the|a|an|each|per|"
    "points?|percentage|were|was|share"
)
_EN_REST = r"(?P<rest>(?:\s+(?:in|on|at|during|per|for|between)\s+.+)?)"
_ROSE = {
    "rose": "rise",
    "grew": "grow",
    "increased": "increase",
    "went up": "go up",
    "fell": "fall",
    "dropped": "drop",
    "declined": "decline",
    "decreased": "decrease",
    "shrank": "shrink",
    "went down": "go down",
}
_EN = Language(
    (
        *(
            Form(
                rf"(?P<what>.{{3,60}}?)\s+{past}\s+(?:by\s+)?{{figure}}{_EN_REST}",
                f"by how much did {{what}} {base}{{rest}}",
                _SHARES,
            )
            for past, base in _ROSE.items()
        ),
        Form(r"{when}{figure}\s+(?P<rest>of\s+.+)", "{when}what share {rest}", _SHARES),
        Form(
            rf"(?P<group>(?:of|among|in)\b.{{3,60}},\s+){{figure}}\s+(?P<rest>(?!(?:{_UNLIKE_A_VERB})\b)[a-z].+)",
            "{group}what share {rest}",
            _SHARES,
        ),
        Form(
            rf"(?:(?:while|whereas|and|but|yet|even\s+so,|still,)\s+)?{{figure}}\s+(?P<rest>(?!(?:{_UNLIKE_A_VERB})\b)[a-z].+)",
            "what share of {people} {rest}",
            _SHARES,
        ),
        Form(
            r"(?P<what>.{3,60}?)\s+(?P<be>is|are|was|were)\s+(?P<done>\w+(?:ed|en|un|ne|wn|ld|de|et|pt|ght))\s+"
            r"by\s+{figure}\s+(?P<whom>of\s+.+)",
            "by what share {whom} {be} {what} {done}",
            _SHARES,
        ),
        Form(r"{when}{figure}\s+(?P<rest>[a-z].+)", "{when}how many {rest}", _COUNTS),
        Form(
            r"{when}(?P<what>the\s+[^\d%]{4,60}?)\s+(?P<be>was|is|were|are)\s+{figure}"
            rf"{_EN_REST}",
            "{when}what {be} {what}{rest}",
            _ALL,
        ),
        Form(
            r"{when}(?P<what>the\s+[^\d%]{4,60}?)\s+(?:stood\s+at|came\s+to|amounted\s+to|reached)\s+{figure}"
            rf"{_EN_REST}",
            "{when}what was {what}{rest}",
            _ALL,
        ),
    ),
    when=r"(?P<when>(?:(?:in|within|over|by|during|since|among|across|of)\b.{1,60},\s+"
    r"|(?:worldwide|globally|nationwide),\s+)?)",
    pointing=r"them|those|these|they|this|such|it|its|which|whom|he|she|our|ours|we|us|others?|latter|former|same"
    r"|respective(?:ly)?|corresponding",
    weighing="only|just|even|still|some",
)
_FR = Language(
    (
        Form(
            r"(?P<what>(?:le|la|les)\s+[^\d%]{4,60}?)\s+(?P<be>a|ont)\s+(?P<done>augmenté|progressé|diminué|baissé|reculé)"
            r"\s+de\s+{figure}(?P<rest>(?:\s+(?:en|entre|depuis|par)\s+.+)?)",
            "de combien {be} {done} {what}{rest}",
            _SHARES,
        ),
        Form(
            r"{when}{figure}\s+(?P<rest>(?:des|du|de\s+la|de\s+l['’]|de|d['’])\s*.+)",
            "{when}quel pourcentage {rest}",
            _SHARES,
        ),
        Form(r"{figure}\s+(?P<rest>[aeiouyhâàéèêëîïôœ].+)", "combien d’{rest}", _COUNTS),
        Form(r"{figure}\s+(?P<rest>[a-zç].+)", "combien de {rest}", _COUNTS),
        Form(
            r"{when}la\s+(?P<what>[^\d%]{4,60}?)\s+(?P<be>est|était|a\s+été)\s+(?:de\s+)?{figure}"
            r"(?P<rest>(?:\s+(?:en|au|dans|par)\s+.+)?)",
            "{when}quelle {be} la {what}{rest}",
            _ALL,
        ),
        Form(
            r"{when}le\s+(?P<what>[^\d%]{4,60}?)\s+(?P<be>est|était|a\s+été)\s+(?:de\s+)?{figure}"
            r"(?P<rest>(?:\s+(?:en|au|dans|par)\s+.+)?)",
            "{when}quel {be} le {what}{rest}",
            _ALL,
        ),
    ),
    when=r"(?P<when>(?:(?:en|au|aux|dans|parmi|depuis|pendant|chez)\b.{1,60},\s+)?)",
    pointing=r"ils|elles|eux|celles?|celui|ceux|ces?|cette|cet|ceci|cela|notre|nos|nous|leurs?|autres?",
    weighing="seuls?|seulement|encore|quelque",
    mark="\u00a0?",
)
_NL_WHAT, _NL_REST = r"(?P<what>(?:de|het)\s+[^\d%]{4,60}?)", r"(?P<rest>(?:\s+(?:in|op|per|tijdens)\s+.+)?)"
_NL = Language(
    (
        Form(r"{figure}\s+(?P<rest>van\s+.+)", "hoeveel procent {rest}", _SHARES),
        Form(r"{figure}\s+(?P<rest>[a-z].+)", "hoeveel {rest}", _COUNTS),
        Form(
            rf"{_NL_WHAT}\s+(?P<be>bedroeg|bedraagt)\s+{{figure}}{_NL_REST}",
            "hoeveel {be} {what}{rest}",
            _ALL,
        ),
        Form(rf"{_NL_WHAT}\s+(?P<be>was|is)\s+{{figure}}{_NL_REST}", "hoe hoog {be} {what}{rest}", _RATES),
    ),
    when="(?P<when>)",
    pointing=r"hen|hun|zij|ze|deze|dit|die|dat|hiervan|daarvan|ervan|wij|we|ons|onze|andere|zo'n",
    weighing="slechts|maar|nog|zo'n",
)
_DE_WHAT, _DE_REST = (
    r"(?P<what>(?:der|die|das)\s+[^\d%]{4,60}?)",
    r"(?P<rest>(?:\s+(?:in|im|am|pro|je)\s+.+)?)",
)
_DE = Language(
    (
        Form(r"{figure}\s+(?P<rest>(?:der|des|von|aller)\s+.+)", "wie viel Prozent {rest}", _SHARES),
        Form(r"{figure}\s+(?P<rest>[A-ZÄÖÜ].+)", "wie viele {rest}", _COUNTS),
        Form(
            rf"{_DE_WHAT}\s+(?P<be>beträgt|betrug)\s+{{figure}}{_DE_REST}", "wie viel {be} {what}{rest}", _ALL
        ),
        Form(
            rf"{_DE_WHAT}\s+(?P<be>lag|liegt)\s+bei\s+{{figure}}{_DE_REST}",
            "wie hoch {be} {what}{rest}",
            _ALL,
        ),
        Form(rf"{_DE_WHAT}\s+(?P<be>war|ist)\s+{{figure}}{_DE_REST}", "wie hoch {be} {what}{rest}", _RATES),
    ),
    when="(?P<when>)",
    pointing=r"sie|ihnen|ihren?|diese[rsnm]?|jene[rsnm]?|denen|deren|davon|dieser|wir|uns|unsere?[rsnm]?|andere[rsnm]?",
    weighing="nur|lediglich|noch|rund",
)
LANGUAGES: dict[str, Language] = {"en": _EN, "fr": _FR, "nl": _NL, "de": _DE}
