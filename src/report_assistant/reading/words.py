"""Words, stems and function words of the four languages."""

from __future__ import annotations

import re
import threading
from functools import lru_cache
from typing import Any

# Languages with a Snowball stemmer and a list of function words here; others are treated as English.
SNOWBALL = {"en": "english", "fr": "french", "nl": "dutch", "de": "german"}

# Closed word classes: articles, pronouns, prepositions, conjunctions, auxiliaries, question words. Own lists.
_FUNCTION_WORDS = {
    "en": """a about above across after again against all also although am among an and another any
        anyone anything are around as at be became because become been before being below between
        both but by can could did do does doing done down during each either else even ever every
        everyone everything few for from further had has have having he her here hers herself him
        himself his how however i if in indeed into is it its itself just least less many may me
        might mine more most much must my myself neither no nobody none nor not nothing now of off
        on once one only onto or other others ought our ours ourselves out over own per please quite
        rather s same shall she should since so some someone something still such t than that the
        their theirs them themselves then there therefore these they this those though through
        throughout thus to together too toward towards under until up upon us very via was we were
        what whatever when where whereas whether which while who whoever whom whose why will with
        within without would yes yet you your yours""",
    "fr": """a afin ai ainsi alors après au aucun aucune auquel aussi autre autres aux avait avant
        avec avez avoir avons c car ce ceci cela celle celles celui ces cet cette ceux chaque chez
        ci comme comment d dans de depuis des dont du elle elles en encore entre es est et eu eux
        font fait faut hors il ils j je jusque l la laquelle le lequel les lesquelles lesquels leur
        leurs lors lorsque lui là m ma mais me mes moi moins mon même mêmes n ne ni non nos notre
        nous on ont ou où par parce parmi pas pendant peu peut peuvent plus plusieurs pour pourquoi
        puis qu quand que quel quelle quelles quels qui quoi s sa sans se sera serait ses si sinon
        soi soit son sont sous sur t ta te tes toi ton tous tout toute toutes trop tu un une vers
        via vos votre vous y à ça été être""",
    "nl": """aan aangezien achter af al alle alles als altijd ben bij binnen boven buiten daar
        daarom dan dat de deze die dit doe doet door doen dus een eens elk elke en er ergens ervan
        geen geweest haar had hadden heb hebben heeft heel hem het hier hij hoe hoeveel hun iemand
        iets ik in is ja je jij jullie kan kon kunnen langs maar me men met mij mijn moet moeten na
        naar naast niet niets nog nu of om omdat onder ons onze ook op over per sinds te tegen ten
        ter tijdens toch toen tot tussen u uit uw van vanaf vanwege veel via voor waar waarom
        wanneer want waren was wat we weer wel welk welke werd werden wie wij wil willen word worden
        wordt zal ze zei zelf zich zij zijn zo zonder zou zouden zullen""",
    "de": """aber alle allem allen aller alles als also am an ander andere anderem anderen anderer
        anderes auch auf aus bei beim bin bis bist da dabei dadurch damit dann das dass dein deine
        dem den denn der des dessen die dies diese diesem diesen dieser dieses doch dort du durch
        ein eine einem einen einer eines er es etwas euch euer für gegen gewesen hab habe haben hat
        hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem ins
        ist ja je jede jedem jeden jeder jedes jedoch jene kann kein keine keinem keinen keiner
        können könnte man mehr mein meine mich mir mit muss müssen nach nicht nichts noch nun nur ob
        oder ohne pro sehr sein seine seinem seinen seiner seit sich sie sind so solche soll sollen
        sollte sondern sonst um und uns unser unter vom von vor war waren warum was weil welche
        welchem welchen welcher welches wenn wer werde werden wessen wie wieder will wir wird wo
        wollen wurde wurden während zu zum zur zwar zwischen über""",
}
FUNCTION_WORDS = {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]{1,2}(?![^\W_]))?")
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=[^\W\d_])", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:n['’]t|['’]\w{0,2})$")  # and English contractions
_local = threading.local()


def words(text: str, language: str = "en") -> tuple[str, ...]:
    """Return the words of a text in order, case-folded, without possessive endings and French elisions."""
    if language == "fr":
        text = _ELISION.sub("", text)
    return tuple(_POSSESSIVE.sub("", match.group()).casefold() for match in _WORD.finditer(text))


def content_words(text: str, language: str = "en") -> tuple[str, ...]:
    """Return the words that are neither function words nor single letters."""
    closed = FUNCTION_WORDS.get(language, FUNCTION_WORDS["en"])
    return tuple(
        word for word in words(text, language) if word not in closed and (len(word) > 1 or word.isdigit())
    )


@lru_cache(maxsize=65536)
def stem(word: str, language: str = "en") -> str:
    """Return the Snowball stem of a case-folded word (Porter, 2001)."""
    stemmed: str = _stemmer(SNOWBALL.get(language, "english")).stemWord(word)
    return stemmed


def stems(text: str, language: str = "en") -> tuple[str, ...]:
    """Return the stems of the content words of a text, in order."""
    return tuple(stem(word, language) for word in content_words(text, language))


def _stemmer(algorithm: str) -> Any:
    """Return this thread's stemmer: PyStemmer's objects must not be shared between threads."""
    import Stemmer  # type: ignore[import-not-found]

    stemmers: dict[str, Any] = _local.__dict__.setdefault("stemmers", {})
    if algorithm not in stemmers:
        stemmers[algorithm] = Stemmer.Stemmer(algorithm)
    return stemmers[algorithm]
