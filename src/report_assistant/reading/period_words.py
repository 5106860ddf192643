"""Words of time in the four languages: months from CLDR, the rest our own compilation of closed lists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from babel import Locale


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """Expressions of one language, as regular expressions in lower case.

    Attributes:
        units: unit of time -> its English name ("half": of a year).
        window: stretches that end at the report ("in the past {n} {u}").
        single_window: the same without a number ("over the past {u}").
        relative: expression -> (unit, steps back) of a stretch counted from the report's own.
        ago: "{n} {u} ago" and its like.
        horizon: stretches that begin at the report ("within {n} {u}").
        single_horizon: the same without a number ("in the coming {u}").
        duration: lengths of time after a preposition ("over {n} {u}").
        ended: between a length of time and the date of its end ("three months ended").
        baseline: words before a period with which something is compared, whose own the figure is not.
        before_year: prepositions after which four digits are a year.
        fiscal: words for a financial year.
        from_today: words by which a time is counted from the day on which it is said.
        quarters: ordinal -> number, for quarters and halves.
        quarter: the word for a quarter of a year.
        half: the word for a half of a year.
        of: may stand between a part of a year and the year.
        decade: ending of a decade ("1990s").
        century: word for a century, after an ordinal number in digits or words.
        range_links: (opening word, linking words) of two years ("from", "to").
    """

    units: dict[str, str]
    window: tuple[str, ...]
    single_window: tuple[str, ...]
    relative: dict[str, tuple[str, int]]
    ago: tuple[str, ...]
    horizon: tuple[str, ...]
    single_horizon: tuple[str, ...]
    duration: tuple[str, ...]
    ended: str
    baseline: str
    before_year: str
    fiscal: str
    from_today: str
    quarters: dict[str, int]
    quarter: str
    half: str
    of: str
    decade: str
    century: str
    range_links: tuple[tuple[str, str], ...]


PERIOD_WORDS = {
    "en": PeriodWords(
        units={
            "half[- ]years?": "half",
            "quarterly period": "quarter",
            "years?": "year",
            "months?": "month",
            "quarters?": "quarter",
            "weeks?": "week",
            "days?": "day",
            "decades?": "decade",
            "centur(?:y|ies)": "century",
        },
        window=(r"(?:the|these|its|their|our)?\s?(?:past|last|previous|preceding|prior|trailing) {n} {u}",),
        single_window=(r"(?:the|this) (?:past|last) {u}", r"past {u}"),
        relative={
            r"(?:the )?(?:previous|preceding|prior) year(?!-)": ("year", 1),
            r"last year(?:'s|’s)?": ("year", 1),
            r"the (?:year|season) before(?! last)": ("year", 1),
            r"the year earlier": ("year", 1),
            r"(?:the )?same (?:period|quarter|month|half|time) "
            r"(?:(?:of |in )?(?:last|(?:the )?(?:previous|prior|preceding)) year|(?:of |in )?the year before"
            r"|(?:a|one) year (?:ago|earlier|before))": ("year", 1),
            r"(?:this|the current) year": ("year", 0),
            r"next year": ("year", -1),
            r"the year after": ("year", -1),
            r"(?:last|the previous|the prior|the preceding) quarter": ("quarter", 1),
            r"(?:this|the current) quarter": ("quarter", 0),
            r"(?:last|the previous) month": ("month", 1),
            r"(?:the )?(?:prior|previous)-year (?:period|quarter)": ("year", 1),
            r"(?:the )?year-ago (?:period|quarter|month|half)": ("year", 1),
        },
        ago=(r"{n} {u} (?:ago|earlier|before|previously)", r"(?:a|an) {u} (?:ago|earlier|before|previously)"),
        horizon=(
            r"within (?:the next )?{n} {u}",
            r"(?:in |over |during |for )?(?:the )?(?:next|coming|"
            r"following) {n} {u}",
            r"{n} {u} from now",
            r"within an? {u}",
        ),
        single_horizon=(r"(?:in|over|during|for) the (?:next|coming|following) {u}", r"by next year"),
        duration=(
            r"(?:in|over|during|for|throughout|after|across) (?:just |only |about )?{n} {u}",
            r"(?:in|over|during|for|on|throughout) (?:an?|the) {u}",
        ),
        ended="ended|ending|to|through|up to",
        baseline=r"(?:average|mean) (?:of|from)|"
        r"(?:above|below|over|under|than|against|(?:compared|relative) (?:with|to)|(?:up|down) (?:from|on)"
        r"|(?:back|close|similar|equal|return\w*) to) (?:the |its |their )?(?:[\w-]+ ){0,2}levels? "
        r"(?:of|in|from)|"
        r"until|till|"
        r"than|than in|than for|than at|than during|compared (?:with|to)(?: in| the)?|against|"
        r"versus|vs\.?|since|relative to|from(?! in\b)",
        before_year="in|since|by|until|till|before|after|during|from|to|through|between|around|circa|early|"
        "late|mid|year|years|of|for|and|or|vs|versus|edition|summer|spring|autumn|fall|winter",
        fiscal=r"fiscal(?: years?)?|financial years?|FY|tax year|academic year|school year",
        from_today=r"last|ago",
        quarters={"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4},
        quarter="quarter",
        half="half(?:[- ]year)?",
        of=r"(?:,? of|,|in)?(?: the)?",
        decade="s",
        century="century",
        range_links=(("between", "and"), ("from", "to|until|till|through")),
    ),
    "fr": PeriodWords(
        units={
            "ans?": "year",
            "années?": "year",
            "mois": "month",
            "trimestres?": "quarter",
            "semestres?": "half",
            "semaines?": "week",
            "jours?": "day",
            "décennies?": "decade",
            "siècles?": "century",
        },
        window=(
            r"(?:ces|les|des|aux) {n} (?:derniers|dernières|passés|passées) {u}",
            r"(?:ces|les|des|aux) {n} {u} (?:écoulés|écoulées|précédents|passés)",
            r"(?:ces|les|des|aux) (?:derniers|dernières) {n} {u}",
        ),
        single_window=(r"(?:la dernière|l['’]) ?(?:année écoulée|décennie)", r"l['’]année écoulée"),
        relative={
            r"l['’]an(?:née)? (?:dernier|dernière|passé|passée)": ("year", 1),
            r"l['’]année (?:précédente|"
            r"d['’]avant)": ("year", 1),
            r"(?:cette|l['’]) ?année en cours": ("year", 0),
            r"(?:le |la )?même (?:période|trimestre|mois|semestre) (?:de l['’]année (?:précédente|d['’]avant)"
            r"|un an (?:plus tôt|auparavant|avant))": ("year", 1),
            r"cette année": ("year", 0),
            r"l['’]an(?:née)? (?:prochain|prochaine)": ("year", -1),
            r"(?:le|du|au) trimestre (?:dernier|précédent)": ("quarter", 1),
            r"le mois (?:dernier|"
            r"précédent)": ("month", 1),
        },
        ago=(r"il y a {n} {u}", r"{n} {u} (?:plus tôt|auparavant|avant)"),
        horizon=(
            r"(?:d['’]ici|dans|dans les|sous|en moins d['’e]) ?{n} (?:prochain(?:e?s) )?{u}",
            r"(?:les|ces) {n} prochain(?:e?s) {u}",
        ),
        single_horizon=(r"(?:dans|d['’]ici|au cours de) l['’]année(?: prochaine| à venir| qui vient)?",),
        duration=(r"(?:en|pendant|durant|sur) {n} {u}",),
        ended=r"clos le|clos|se terminant le|terminé le|terminés le",
        baseline=r"jusqu['’]en|qu['’]en|que|qu['’]|par rapport à|contre|depuis|comparé à|face à|de",
        before_year="en|de|depuis|dès|avant|après|vers|jusqu'en|jusqu’en|année|entre|fin|début|printemps|"
        "été|automne|hiver|à|et|ou",
        fiscal=r"exercice(?: fiscal)?|année scolaire",
        from_today=r"derni(?:er|ère)|passée?|il y a",
        quarters={
            "premier": 1,
            "deuxième": 2,
            "second": 2,
            "troisième": 3,
            "quatrième": 4,
            "1er": 1,
            "2e": 2,
            "3e": 3,
            "4e": 4,
        },
        quarter="trimestre",
        half="semestre",
        of=r"(?:de|,)?(?: l['’]année)?",
        decade="",
        century="siècle",
        range_links=(("entre", "et"), ("de", "à"), ("depuis", "à")),
    ),
    "nl": PeriodWords(
        units={
            "half ?jaar": "half",
            "jaar": "year",
            "jaren": "year",
            "maanden": "month",
            "maand": "month",
            "kwartalen": "quarter",
            "kwartaal": "quarter",
            "weken": "week",
            "week": "week",
            "dagen": "day",
            "dag": "day",
            "decennia": "decade",
            "decennium": "decade",
            "eeuw": "century",
            "eeuwen": "century",
        },
        window=(r"(?:de |het )?(?:afgelopen|voorbije|laatste|voorgaande) {n} {u}",),
        single_window=(r"(?:de|het) (?:afgelopen|voorbije) {u}",),
        relative={
            r"vorig jaar": ("year", 1),
            r"het (?:vorige|voorgaande|voorbije) jaar": ("year", 1),
            r"het jaar (?:ervoor|"
            r""
            r""
            r"daarvoor|voordien)": ("year", 1),
            r"(?:het|de)?zelfde (?:periode|kwartaal|maand|tijd) "
            r"(?:(?:van |in )?(?:vorig|het (?:vorige|voorgaande)) jaar"
            r"|(?:van |in )?het jaar (?:ervoor|daarvoor)"
            r"|een jaar (?:eerder|geleden|ervoor))": ("year", 1),
            r"afgelopen jaar": ("year", 1),
            r"dit jaar": ("year", 0),
            r"volgend jaar": ("year", -1),
            r"(?:het )?vorig(?:e)? kwartaal": ("quarter", 1),
            r"vorige maand": ("month", 1),
        },
        ago=(r"{n} {u} (?:geleden|eerder|ervoor|daarvoor)",),
        horizon=(r"binnen(?: de)? {n} {u}", r"(?:in |over )?de (?:komende|volgende) {n} {u}"),
        single_horizon=(r"(?:het|de) (?:komende|volgende) {u}",),
        duration=(r"(?:in|gedurende|over|tijdens|na) {n} {u}",),
        ended="eindigend op|geëindigd op|tot",
        baseline=r"dan in|dan|vergeleken met|ten opzichte van|tegenover|tegen|sinds",
        before_year="in|sinds|voor|na|tot|van|vanaf|rond|tussen|jaar|eind|begin|medio|zomer|lente|herfst|"
        "winter|en|of|tijdens",
        fiscal=r"boekjaar|schooljaar",
        from_today=r"vorig|afgelopen|geleden",
        quarters={"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "1e": 1, "2e": 2, "3e": 3, "4e": 4},
        quarter="kwartaal",
        half="halfjaar",
        of=r"(?:van|,)?",
        decade="",
        century="eeuw",
        range_links=(("tussen", "en"), ("van", "tot")),
    ),
    "de": PeriodWords(
        units={
            "jahre?n?s?": "year",
            "monate?n?s?": "month",
            "quartale?n?s?": "quarter",
            "halbjahre?n?s?": "half",
            "wochen?": "week",
            "tage?n?s?": "day",
            "jahrzehnte?n?s?": "decade",
            "jahrhunderte?n?s?": "century",
        },
        window=(r"(?:den |die |der )?(?:vergangenen|letzten|vorangegangenen|zurückliegenden) {n} {u}",),
        single_window=(r"(?:das|im|des|die|der) (?:vergangenen?|zurückliegenden?) {u}",),
        relative={
            r"(?:im |das |des |zum |gegenüber dem )?vorjahr(?:es)?": ("year", 1),
            r"(?:im )?letzte[sn] jahr": ("year", 1),
            r"(?:im )?vorige[sn] jahr": ("year", 1),
            r"(?:im )?vergangene[sn] jahr": ("year", 1),
            r"(?:das |im )?jahr (?:zuvor|davor)": ("year", 1),
            r"(?:in )?diese[sm] jahr": ("year", 0),
            r"(?:im |des |das |dem )?vorjahres(?:zeitraum|quartal|monat)(?:e?s)?": ("year", 1),
            r"(?:im |das |des |dem )?(?:gleichen?|selben) (?:quartals?|zeitraums?|monats?|halbjahre?s?) "
            r"(?:des vorjahres|im vorjahr|(?:ein|das) jahr (?:zuvor|davor|früher))": ("year", 1),
            r"(?:im )?laufenden jahr": ("year", 0),
            r"(?:im )?nächste[sn] jahr": ("year", -1),
            r"(?:im )?vorquartal": ("quarter", 1),
            r"(?:im "
            r")?letzten quartal": ("quarter", 1),
            r"(?:im )?vormonat": ("month", 1),
        },
        ago=(r"vor {n} {u}", r"{n} {u} (?:zuvor|früher|davor|vorher)"),
        horizon=(
            r"(?:innerhalb|binnen) (?:von )?{n} {u}",
            r"(?:in )?(?:den )?(?:nächsten|"
            r"kommenden) {n} {u}",
        ),
        single_horizon=(r"(?:im|das) (?:kommenden?|nächsten?) {u}",),
        duration=(r"(?:in|während|über|für|nach) {n} {u}",),
        ended="bis zum|endend am|zum|bis",
        baseline=r"als|als im|als in|als vor|verglichen mit|gegenüber|im vergleich zu|gegen|seit",
        before_year="in|seit|bis|vor|nach|von|ab|um|zwischen|jahr|jahre|jahres|ende|anfang|mitte|sommer|"
        "frühling|herbst|winter|und|oder|im",
        fiscal=r"geschäftsjahr|schuljahr",
        from_today=r"letzte[nrsm]?|vergangene[nrsm]?|vor",
        quarters={
            "erste[nrs]?": 1,
            "zweite[nrs]?": 2,
            "dritte[nrs]?": 3,
            "vierte[nrs]?": 4,
            r"1\.": 1,
            r"2\.": 2,
            r"3\.": 3,
            r"4\.": 4,
        },
        quarter="quartal(?:s)?",
        half="halbjahr(?:s)?|hälfte",
        of=r"(?:des|von|,)?(?: jahres)?",
        decade="er",
        century="jahrhunderts?",
        range_links=(("zwischen", "und"), ("von", "bis")),
    ),
}


@lru_cache(maxsize=4)
def month_names(language: str) -> dict[str, int]:
    """Return the months' names and abbreviations of CLDR, without points, with their numbers."""
    names: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(language).months[context][width].items():
                names[name.lower().rstrip(".")] = number
    if language == "en":
        names["sept"] = 9
    return names
