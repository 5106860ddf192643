"""Words that open and close lists in the four languages: closed lists, own compilation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListWords:
    """Alternatives of regular expressions, in lower case.

    Attributes:
        openers: words after which a list of what a figure covers stands.
        gerund_openers: openers that open a list only before a verbal noun ("by cutting").
        gerund: ending of a verbal noun, or of what plays its part after `gerund_openers`.
        addition: conjunctions before the last item.
        both: openers of a list of two ("both ... and").
        determiners: words that after a word show it to be a verb ("prepare its ...").
        together: words by which a figure is that of things named before.
        verbs_first: words that no item starts with: auxiliaries and what introduces speech.
        auxiliaries: finite verbs with which the sentence goes on after a list.
        alternative: the conjunction of alternatives.
        means: prepositions before nouns without a determiner that are alternatives ("by bus or tram").
    """

    openers: str
    gerund_openers: str
    gerund: str
    addition: str
    both: str
    determiners: str
    together: str
    verbs_first: str
    auxiliaries: str
    alternative: str
    means: str


LIST_WORDS = {
    "en": ListWords(
        openers="through|via|such as|including|includes?|namely|like|for example|for instance|notably|"
            "in the form of|consisting of|"
        "ranging from|in particular|among them|by means of|thanks to|either",
        gerund_openers="by|in|from|towards?|on|with|for", gerund=r"[^\W\d_]+ing",
        addition="and|or|&|and then|as well as|and/or", both="both",
        determiners="the|a|an|its|their|his|her|our|your|my|these|those|this|more|less|fewer|some|all|any|"
            "each|every",
        together="together|combined|jointly|collectively",
        verbs_first="are|is|was|were|be|been|have|has|had|will|would|can|could|may|might|should|must|do|"
            "does|did|say|says|said|that|"
        "they|it|he|she|we|to|already|now|also|still|either|both",
        auxiliaries="are|is|was|were|have|has|had|will|would|can|could|may|might|should|must|do|does|did",
        alternative="or", means="by|via|with",
    ),
    "fr": ListWords(
        openers="par|via|comme|telles? que?|tels? que?|notamment|à savoir|y compris|par exemple|grâce à|"
            "au moyen de|incluant|comprenant",
        gerund_openers="en", gerund=r"[^\W\d_]+ant", addition="et|ou|ainsi que|&|et/ou", both="à la fois|"
            "tant",
        determiners="le|la|les|un|une|des|son|sa|ses|leur|leurs|ces|cette|l",
        together="ensemble|au total|conjointement",
        verbs_first="sont|est|ont|a|étaient|ont|peuvent|vont|disent|que|qu|ils|elles|se|ne|déjà",
        auxiliaries="sont|est|ont|a|étaient|était|avaient|peuvent|vont|font",
        alternative="ou", means="par|en|avec",
    ),
    "nl": ListWords(
        openers="door|via|zoals|waaronder|namelijk|bijvoorbeeld|met name|onder meer|te weten|inclusief|"
            "door middel van|dankzij",
        gerund_openers="door", gerund=r"[^\W\d_]+(?:en|te)", addition="en|of|evenals|&|en/of", both="zowel",
        determiners="de|het|een|zijn|haar|hun|onze|deze|die|dit|meer|minder",
        together="samen|gezamenlijk|tezamen",
        verbs_first="zijn|is|was|waren|hebben|heeft|had|zullen|kunnen|zeggen|dat|ze|zij|al|om|te|ook",
        auxiliaries="zijn|is|was|waren|hebben|heeft|had|hadden|zullen|kunnen|worden|werden",
        alternative="of", means="met|per|via",
    ),
    "de": ListWords(
        openers="durch|via|wie|etwa|darunter|nämlich|zum beispiel|z\\. ?b\\.|einschließlich|insbesondere|"
            "mittels|dank|vor allem|indem",
        gerund_openers="durch", gerund=r"(?:das\s|die\s|den\s)?[^\W\d_]+", addition="und|oder|sowie|&|"
            "und/oder", both="sowohl",
        determiners="die|das|den|ihre|ihren|seine|seinen|einen|eine|diese|mehr|weniger",
        together="zusammen|gemeinsam|insgesamt",
        verbs_first="sind|ist|war|waren|haben|hat|hatte|werden|können|sagen|dass|sie|es|bereits|auch|schon",
        auxiliaries="sind|ist|war|waren|haben|hat|hatte|hatten|werden|wird|wurden|können",
        alternative="oder", means="mit|per|via",
    ),
}  # fmt: skip
