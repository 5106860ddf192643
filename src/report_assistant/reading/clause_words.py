"""Connectives that part clauses in the four languages: closed lists, own compilation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Connectives:
    """Alternatives of regular expressions, in lower case.

    Attributes:
        contrast: conjunctions that part two full clauses.
        contrast_after_comma: words that do so only after a comma ("..., yet", "..., so that").
        compare: openings of a comparison whose verb stands in the clause before.
        addition: coordinating conjunctions.
        attach: openings of a relative or accompanying clause after a comma.
        subordinate: conjunctions that open a sentence with a subordinate clause.
        from_: opening of a change ("from 29% to 31%").
        to: its second half.
        attached: prepositions by which a count belongs to the noun before it ("leaders in 21 countries").
        leading: openings of an adverbial that holds for the whole sentence ("In France,").
        fillers: words that may stand between a connective and its figure.
        each: words by which a figure holds for every item by itself.
        respectively: words that pair two lists in order.
        consequence: openings of what a clause leads to.
        part_of: what follows a number of things named before ("four of which").
        anaphora: subjects that point to the figures of the sentence before ("those shares").
        likewise: predicates that repeat what the sentence before says ("would do the same").
    """

    contrast: str
    contrast_after_comma: str
    compare: str
    addition: str
    attach: str
    subordinate: str
    from_: str
    to: str
    attached: str
    leading: str
    fillers: str
    each: str
    respectively: str
    consequence: str
    part_of: str
    anaphora: str
    likewise: str


_CONNECTIVES = {
    "en": Connectives(
        contrast="while|whereas|although|even though|but", contrast_after_comma="yet|however|though|"
            "even as|unlike|despite|even if|so that",
        compare="compared with|compared to|in comparison with|as compared with|as compared to|as against|"
            "against|versus|vs\\.?|"
        "up from|down from|followed by|as opposed to|rather than",
        addition="and|or|nor|as well as|&",
        attach="with|which|who|whom|whose|of which|of whom|of these|where|when|as|so|then|leaving|"
        "including|making|for a|for an|in an?|"
        "because|since|after|before|until|resulting in|representing|bringing|or|on",
        subordinate="while|whereas|although|though|even though|as(?! of| for| at)|if|when|since|"
        "because|after|before|"
            "unless|despite|even if|where",
        from_="from", to="to",
        attached="in|of|from|across|among|over|for|within|by|with|on|at|to|than",
        leading="in|among|of|across|within|at|during|over|for|on|by|as of|since|under|between|throughout|"
            "according to|compared with|"
        "worldwide|globally|overall|today|meanwhile|currently",
        fillers="about|around|some|only|just|nearly|almost|roughly|approximately|more|less|fewer|than|over|"
            "under|at|least|by|the|"
        "a|an|of|all|those|these|another|further|even|still|then|as|many|much|up|to|also|in|an|estimated|"
        "is|was|are|were|respectively|"
        "another|greater|higher|lower|additional|well|slightly|fully|even|so|that|another|for|on|with|from",
        each="each|apiece|in each case|every one",
        respectively="respectively|in that order",
        consequence="resulting in|leading to|for a total of",
        part_of="of (?:which|whom|these|them|those)",
        anaphora=r"(?:those|these|this|that|the same|the corresponding|the comparable|the respective|"
            r"the equivalent|the)\s(?:two\s)?(?:shares?|figures?|"
        r"percentages?|numbers?|proportions?|rates?|values?|amounts?|totals?|ratios?|levels?|scores?)",
        likewise="(?:do|does|did|done|say|says|said|think|thought|feel|felt) (?:the same|so|likewise)",
    ),
    "fr": Connectives(
        contrast="tandis que?|tandis qu['’]|alors que?|alors qu['’]|mais|bien que?|bien qu['’]",
        contrast_after_comma="cependant|toutefois|or|malgré|si bien que?|de sorte que?",
        compare="contre|par rapport à|comparé à|comparés à|face à|versus|vs\\.?|suivis? de|suivis? par|"
            "devant",
        addition="et|ou|ni|ainsi que|&",
        attach="avec|qui|dont|lequel|laquelle|où|quand|lorsque|puis|soit|ce qui|notamment|car",
        subordinate="si|tandis que|alors que|bien que|lorsque|quand|comme|puisque|même si|malgré",
        from_="de", to="à", attached="dans|de|des|du|d|parmi|sur|en|à|pour|par|avec",
        leading="en|au|aux|dans|parmi|sur|selon|à|pour|depuis|chez|d['’]après|pendant|durant|actuellement|"
            "globalement",
        fillers="environ|quelque|seulement|près|de|plus|moins|que|presque|au|un|une|le|la|les|des|d|du|"
            "pour|par|à|en|encore|puis|seuls|"
        "seules|sont|est|ne|qu|dans|chez",
        each="chacune?|à chaque fois", respectively="respectivement|dans cet ordre",
        consequence="entraînant|portant|soit",
        part_of="d['’]entre (?:eux|elles)|dont",
        anaphora=r"(?:ces|cette|ce|la même|les mêmes|les)\s(?:parts?|chiffres?|pourcentages?|proportions?|"
            r"taux|valeurs?|montants?|niveaux?|scores?)",
        likewise="(?:font|fait|feraient|faisaient|disent|pensent) (?:de même|la même chose)|"
            "en (?:font|disent) autant",
    ),
    "nl": Connectives(
        contrast="terwijl|hoewel", contrast_after_comma="maar|echter|doch|al|ondanks|zodat",
        compare="vergeleken met|tegenover|tegen|versus|vs\\.?|ten opzichte van|gevolgd door|"
            "in vergelijking met",
        addition="en|of|noch|evenals|&",
        attach="met|die|dat|waarvan|waarbij|waar|wat|dan|zoals|waaronder|want",
        subordinate="terwijl|hoewel|als|wanneer|toen|omdat|aangezien|ondanks|ofschoon",
        from_="van", to="naar|tot", attached="in|van|uit|onder|over|voor|door|met|op|bij",
        leading="in|onder|van|over|binnen|bij|tijdens|voor|op|volgens|sinds|wereldwijd|momenteel|vandaag",
        fillers="ongeveer|circa|slechts|maar|bijna|ruim|meer|minder|dan|de|het|een|van|door|voor|op|bij|in|"
            "nog|ook|dan|zo|n|is|zijn|"
        "was|waren|liefst|zelfs|met",
        each="elk|ieder|telkens", respectively="respectievelijk",
        consequence="resulterend in|wat neerkomt op",
        part_of="van (?:hen|die|deze)|ervan|waarvan", anaphora=r"(?:die|deze|dat|dit|dezelfde|"
            r"de|het)\s(?:aandelen|aandeel|cijfers?|percentages?|aantallen|aantal|waarden|waarde|"
            r"bedragen|scores?)",
        likewise="(?:doen|doet|deed|deden|zeggen|vinden|zouden) hetzelfde|hetzelfde (?:doen|zeggen|vinden)",
    ),
    "de": Connectives(
        contrast="obwohl|wohingegen", contrast_after_comma="während|aber|jedoch|doch|sondern|hingegen|"
            "trotz|sodass|so dass",
        compare="verglichen mit|gegenüber|im vergleich zu|gegen|versus|vs\\.?|gefolgt von",
        addition="und|oder|sowie|&",
        attach="mit|die|der|das|denen|deren|wobei|wo|was|davon|darunter|wie|denn|wovon",
        subordinate="während|obwohl|wenn|als|da|weil|trotz|obgleich",
        from_="von", to="auf|bis", attached="in|im|aus|unter|über|für|von|mit|auf|bei|an",
        leading="in|im|unter|von|über|bei|während|für|auf|laut|nach|seit|weltweit|derzeit|heute|innerhalb",
        fillers="etwa|rund|ungefähr|nur|fast|knapp|mehr|weniger|als|die|der|das|den|dem|ein|eine|einen|"
            "einem|von|durch|für|auf|bei|in|"
        "im|noch|auch|sogar|ist|sind|war|waren|mit|zu|es|lediglich",
        each="jeweils|je", respectively="beziehungsweise|bzw\\.?|respektive",
        consequence="was zu|womit",
        part_of="davon|von ihnen|(?:von )?denen", anaphora=r"(?:diese|dieser|"
            r"jene|die|der|dieselben)\s(?:anteile?|zahlen|zahl|prozentsätze|werte?|beträge|quoten?)",
        likewise="(?:tun|tut|taten|sagen|meinen|würden) (?:das gleiche|dasselbe)|"
            "(?:das gleiche|dasselbe) (?:tun|sagen)",
    ),
}  # fmt: skip


def connectives(language: str) -> Connectives:
    """Return the connectives of a language that `number_lexicon.known` has named."""
    return _CONNECTIVES[language]


@lru_cache(maxsize=4)
def boundaries(language: str) -> tuple[tuple[float, re.Pattern[str]], ...]:
    """Return (weight, pattern) of what can part two clauses; the new clause starts at the group `next`.

    The weights only order the kinds of boundary: stops over contrasts over additions over mere commas.
    """
    c = connectives(language)
    weighted = (
        (6.0, r";\s*(?P<next>)|\s[–—]\s(?P<next2>)"),
        (5.0, rf",?\s(?P<next>(?:{c.contrast})(?![^\W_]))"),
        (5.0, rf",\s(?P<next>(?:{c.contrast_after_comma})(?![^\W_]))"),
        (5.0, rf",?\s\(?(?P<next>(?:{c.compare})\s)"),
        (4.5, rf",\s(?P<next>(?:{c.addition})\s)"),
        (3.5, rf",\s(?P<next>(?:{c.attach})(?![^\W_]))"),
        (3.6, rf",\s(?P<next>(?:[^\W_]+\s){{1,4}}(?:{c.part_of})\s)"),
        (3.5, rf"\s(?P<next>(?:{c.part_of}|{c.consequence})\s)"),
        (3.0, rf"\s(?P<next>(?:{c.addition})\s)"),
        (2.5, r",\s(?P<next>)"),
        (2.0, r"\s(?P<next>\()"),
        (1.5, r":\s(?P<next>)"),
    )
    return tuple((weight, re.compile(source, re.IGNORECASE)) for weight, source in weighted)
