"""Take out of a question the words that only ask to be told: "Can you tell me", "I'd like to know"."""

from __future__ import annotations

import re

from report_assistant.answering.cues import QUESTION_WORDS
from report_assistant.reading.spans import blank_out
from report_assistant.reading.words import stems

# What asks for a list or a summary says what kind of answer is wanted, and stays: see `Cues.everything`.
_NO_LIST = (
    r"(?! (?:more|everything|all|every|a list|a summary|an overview|the main|the key|(?:\w+ ){0,2}about)\b)"
)
_TELL_ME = rf"(?:tell|show|give|remind) (?:me|us){_NO_LIST}"
_EXPLAIN = (
    r"(?:explain|describe|clarify|specify|discuss|identify|analy[sz]e|assess|evaluate|find out)"
    r"(?: (?:to|for) (?:me|us))?"
)
_SAGEN = "(?:sagen|erklären|mitteilen|verraten|beschreiben)"
# Whether somebody knows asks nothing only where it goes on with what.
_WHAT = {
    language: rf"(?=,? (?:{QUESTION_WORDS[language]}|{whether})(?!\w)|\W*\Z)"
    for language, whether in (("en", "if|whether"), ("fr", r"si|s['’]\w+|ce|à"), ("nl", "of"), ("de", "ob"))
}
# They open the question, behind a greeting at most.
_OPENINGS = {
    "en": r"(?:(?:can|could|would|will) (?:you|u)|(?:do|does) (?:you|anyone))"
    r" (?:(?:please|kindly|also|happen to) )*"
    rf"(?:{_TELL_ME}|{_EXPLAIN}|(?:help (?:me|us) )?(?:to )?understand|state|outline"
    rf"|(?:know|check|look up|find){_WHAT['en']})"
    rf"|(?:a|my|our) \w+ (?:asked(?: me| us)?|asks|wants to know|is asking|would like to know){_WHAT['en']}"
    rf"|(?:can|could|may|might) (?:i|we) (?:please )?(?:(?:know|ask|see){_WHAT['en']}"
    r"|(?:get|have|see)(?= all\b))"
    rf"|{_TELL_ME}|{_EXPLAIN}|let (?:me|us) know|help (?:me|us) (?:to )?understand"
    r"|i(?:['’]d| would)?(?: also)? (?:like|want|need|love|wish) to"
    r" (?:know|find out|see|learn|understand|hear)"
    r"|i(?:['’]m| am| was)(?: just)? (?:wondering|curious)|i wonder|any idea",
    "fr": r"(?:(?:peux|pourrais)-tu|(?:pouvez|pourriez)-vous|(?:est-ce que )?(?:tu peux|vous pouvez)"
    r"|tu pourrais|vous pourriez)"
    r" (?:(?:me |nous )(?:donner|trouver)|(?:me |nous )?(?:dire|expliquer|indiquer|décrire|préciser))"
    r"|(?:dis|dites|explique|expliquez|indique|indiquez|rappelle|rappelez)-(?:moi|nous)"
    rf"|(?:(?:est-ce que )?(?:tu sais|vous savez)|sais-tu|savez-vous)(?: par hasard)?{_WHAT['fr']}"
    r"|explique[rz]?|décri(?:s|vez|re)|précise[rz]?|je me demande"
    r"|(?:j['’]aimerais|je (?:voudrais|souhaite(?:rais)?|veux)) (?:bien )?(?:savoir|connaître|comprendre)",
    "nl": r"(?:kun|kan|kunt|zou|wil|wilt) (?:je|u|jij) (?:(?:me|mij|ons|even|ook|alsjeblieft) )*(?:kunnen )?"
    r"(?:vertellen|zeggen|uitleggen|laten weten|beschrijven|nagaan|opzoeken)"
    rf"|(?:weet|weten) (?:je|u|jij|jullie|iemand)(?: toevallig)?{_WHAT['nl']}"
    r"|ik (?:wil|zou) (?:(?:graag|ook|wel) )*(?:willen )?(?:weten|begrijpen)|ik vraag me af"
    r"|(?:vertel|zeg) (?:me|mij|ons)(?: eens)?|leg uit|beschrijf|verklaar",
    "de": rf"(?:können|könnten|würden) sie (?:(?:mir|uns|bitte|auch) )*{_SAGEN}"
    rf"|(?:kannst|könntest|würdest) du (?:(?:mir|uns|bitte|auch|mal) )*{_SAGEN}"
    rf"|(?:weißt du|wissen sie)(?: zufällig)?{_WHAT['de']}|ich frage mich|ich wüsste(?: gerne?)?"
    r"|ich (?:möchte|will|würde)(?: gerne?)? (?:wissen|erfahren|verstehen)"
    r"|(?:sage?|sagen sie|erkläre?|erklären sie|verrate?) (?:mir|uns)(?: bitte)?"
    r"|erkläre?n?(?: sie)?|beschreibe?n?(?: sie)?",
}
# What may be a word of the topic as well ("Hello Kitty", "Question time") is none before a comma or a colon.
_BEFORE = (
    r"(?:(?:please|hmm+|bitte|s['’]il (?:te|vous) pla[iî]t|by the way|btw|just checking)\b[\s,!:]+"
    r"|(?:hi(?: there)?|hello|hey|so|ok(?:ay)?|well|actually|basically|alors|bonjour|hallo|hoi|dag|guten tag"
    r"|(?:just )?(?:a )?(?:quick )?question|(?:une )?(?:petite )?question"
    r"|(?:een )?(?:korte |kleine )?vraag(?:je)?|(?:eine )?(?:kurze )?frage)\s?[,!:]\s*"
    rf"|so (?=(?:{QUESTION_WORDS['en']})\b))"
)
_WHETHER = r"(?: (?:if|whether|that|si|que|of|dat|ob|dass)\b)?"
# Thanks and the like close it, and behind a comma tags that ask to agree, whose "n't" denies nothing.
_CLOSINGS = {
    "en": r"please|pls|thanks?(?: you)?|thx|exactly|precisely|roughly|approximately|by the way"
    r"|if (?:known|stated|possible|you know)",
    "fr": r"merci(?: d['’]avance)?|svp|stp|s['’]il (?:te|vous) pla[iî]t|déjà|exactement|environ",
    "nl": r"alsjeblieft|alstublieft|bedankt|dank (?:je|u)(?: wel)?|ook alweer|precies|ongeveer",
    "de": r"bitte|danke(?: schön)?|vielen dank|noch ?mal|genau|ungefähr|eigentlich",
}
_TAGS = {
    "en": r"(?:(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)n['’]t"
    r" (?:it|they|he|she|there|we|you|i)|right|correct|is that (?:right|correct|true)|do you know)",
    "fr": r"(?:n['’]est-ce pas|non|c['’]est (?:bien )?ça)",
    "nl": r"(?:toch|hè|graag|niet ?waar|klopt (?:dat|het))",
    "de": r"(?:oder|nicht wahr|richtig|gell|stimmt(?:['’]s| das)?)",
}
_OPENING = {
    language: re.compile(
        rf"\A\W*(?:{_BEFORE})*(?:(?P<asks>{opening})\b{_WHETHER}[,:]?(?=[\s?!.]|\Z))?",
        re.IGNORECASE,
    )
    for language, opening in _OPENINGS.items()
}
_CLOSING = {
    language: re.compile(rf"(?:[\s,]+(?:{closing})|,\s*{_TAGS[language]})+(?=[\s?!.…]*\Z)", re.IGNORECASE)
    for language, closing in _CLOSINGS.items()
}


def without_courtesy(text: str, language: str) -> str:
    """Return a question with the words that only ask to be told, or to agree, blanked out, as long as it was.

    What says nothing else stays as it is: "Can you explain?".

    Args:
        text: the question.
        language: ISO 639-1 code, one of those with cues.
    """
    opening, closing = _OPENING[language].match(text), _CLOSING[language].search(text)
    opened = blank_out(text, [opening.span()]) if opening else text
    if not stems(opened, language):
        return text
    closed = blank_out(opened, [closing.span()]) if closing else opened
    said = stems(closed, language)
    apart = closing is not None and closing.group().lstrip().startswith(",")
    return closed if len(said) > 1 or (said and apart) else opened  # "Was heißt danke?"


def asks_to_be_told(text: str, language: str) -> bool:
    """Tell whether a sentence opens with words that ask to be told, behind a greeting or not."""
    found = _OPENING[language].match(text)
    return found is not None and found["asks"] is not None
