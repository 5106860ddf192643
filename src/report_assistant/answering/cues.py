"""Words by which questions show what they ask for, in four languages.

Closed sets of question forms (quantifiers, request verbs, comparatives, greetings), not of topics: nothing here
may name what a document is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cues:
    """Patterns of one language, all matched case-insensitively anywhere unless they start with `^`."""

    share: re.Pattern[str]
    portion: re.Pattern[str]
    rate: re.Pattern[str]
    quantity: re.Pattern[str]
    count: re.Pattern[str]
    money: re.Pattern[str]
    difference: re.Pattern[str]
    everything: re.Pattern[str]
    comparison: re.Pattern[str]
    yes_no: re.Pattern[str]
    why: re.Pattern[str]
    negation: re.Pattern[str]
    small_talk: re.Pattern[str]
    thanks: re.Pattern[str]
    findings: re.Pattern[str]
    asks: re.Pattern[str]
    duration: re.Pattern[str]
    points: re.Pattern[str]
    counted: re.Pattern[str]
    name: re.Pattern[str]
    identity: re.Pattern[str]
    amount: re.Pattern[str]
    definite: re.Pattern[str]
    several: re.Pattern[str]
    each: re.Pattern[str]
    which: re.Pattern[str]
    most: re.Pattern[str]
    least: re.Pattern[str]
    between: re.Pattern[str]
    latest: re.Pattern[str]
    over_time: re.Pattern[str]
    changed: re.Pattern[str]
    once: re.Pattern[str]


def _cues(**patterns: str) -> Cues:
    return Cues(**{name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()})


QUESTION_WORDS = {
    "en": "what|which|who|whose|whom|where|when|why|how",
    "fr": r"quel\w*|qui|que|qu['’]|quoi|où|quand|pourquoi|comment|combien",
    "nl": r"wat|welke?|wie|waar\w*|wanneer|waarom|hoe\w*",
    "de": r"was|welche\w*|wer|wen|wem|wo\w*|wann|warum|weshalb|wie\w*",
}
"""Words with which a question begins, as patterns."""

_AUXILIARY = "(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could)"
_STOCK = rf"share (?!(?:of|in|among|{_AUXILIARY})\b)(?:\w+ ){{1,2}}{_AUXILIARY}\b"  # "what share price did …"

CUES: dict[str, Cues] = {
    "en": _cues(
        share=rf"\b(?:what|which) (?!{_STOCK})(?:share|proportion|fraction|portion)\b|\bwhat part of\b|\bpercent(?:age)?s?\b|\bper cent\b"
        r"|\bhow (?:high|low|large|big|small) (?:is|was|are|were) (?=(?:[\w'’-]+ ){1,4}?(?:share|proportion|fraction)\b)"
        r"|\bshare of\b|\bwhat rate\b|\bproportion of\b|\b(?:their|respective|what are the) shares\b",
        portion=r"\b(?:what|which) portion\b|\bwhat part of\b",
        rate=r"\bhow (?:common|likely|probable|widespread|prevalent|rare)\b|\b(?:chances?|odds|likelihood|probability) (?:of|that)\b",
        quantity=r"\bhow much of\b|\b(?:what|which) (?:quantity|quantities|volumes?)\b",
        count=r"\bhow many\b|\bhow much\b|\bnumber of\b|\bwhat (?:number|amount|total)\b|\bfigures? for\b"
        r"|\bhow (?:concerned|often|frequently|big|large|small|high|low|far|fast|quick(?:ly)?|rapidly|slow(?:ly)?|long|old|tall"
        r"|deep|wide|broad|thick|heavy|hot|cold|warm|strong(?:ly)?|sharply|steep(?:ly)?)\b",
        money=r"\bhow much money\b|^\W*what (?:do|does|did|would|will|should)\b.*\b(?:earn|cost)\b|\bhow much (?:did|does|do|was|were|is|are)\b.*\b(?:cost|spen[dt]|pay|paid|earn\w*"
        r"|worth|price[ds]?)\b|\b(?:price|cost|revenue|profit|turnover|budget|salary)\b",
        difference=r"\bby how (?:much|many)\b|\bhow much (?:did|do|does|has|have|had) .*\b(?:change|differ|vary)(?:d|ed|s)?\b|\bhow (?:many (?:percentage )?points|much)\b.*\b(?:more|less|higher"
        r"|lower|fewer|bigger|smaller|above|below)\b|\bhow many (?:more|fewer)\b|\b(?:difference|gap)\b",
        everything=r"\b(?:give|show|tell) me (?:all|every|everything|the (?:main|key))\b|\blist\b|\ball (?:the )?"
        r"(?:\w+ ){0,3}(?:figures|findings|numbers|facts|results|shares)\b|\bsummar(?:y|i[sz]e)\b|^\W*(?:\w+ ){0,3}overview\b|\boverview (?:of|on)\b"
        r"|\bkey (?:figures|findings|points|facts)\b|\bmain (?:figures|findings|points)\b"
        r"|\bwhat (?:does|do) .{0,60}\bsay about\b|\btell me (?:more )?about\b",
        comparison=r"\bcompar(?:e|es|ed|ison)\b|\bversus\b|\bvs\b|\bdifference between\b"
        r"|\b(?:higher|lower|more|less|fewer|larger|smaller|greater) (?:\w+ ){0,6}than\b"
        r"|\b(?:who|what|which)\b.*\b(?:more|less|fewer|most|least|higher|lower|larger|smaller|greater|bigger|older|younger|faster|slower|longer|shorter|cheaper)\b.* or \b",
        yes_no=r"^\W*(?:so|then|and|but|well)?[\s,]*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would"
        r"|isn't|aren't|wasn't|don't|doesn't|didn't|hasn't|haven't|is it true|am i right)\b",
        why=r"^\W*(?:why|how come|for what reason|what (?:causes|caused|explains|explained|drove|drives|(?:is|was|are|were) the (?:reasons?|causes?)|(?:is|was|lies|lay|stands) behind))\b",
        negation=r"\b(?:not|never|no longer|without)\b|n['’]t\b",
        small_talk=r"^\W*(?:hi(?: there|ya)?|hello|heya?|good (?:morning|afternoon|evening|day)|greetings|howdy)\b"
        r"|^\W*(?:(?:hi|hello|hey)\W+)?(?:who are you|what are you|who r u|what can (?:you|u) do(?: for me)?|what do you do|how (?:do you work"
        r"|can you help|are you)|help|can you help(?: me)?)\W*$|^\W*(?:good)?bye\b",
        thanks=r"^\W*(?:many |ok(?:ay)?\W+)?(?:thanks?|thank you|thx|cheers|great|perfect|nice)\b"
        r"(?: (?:a lot|so much|very much|again))?(?: for (?:(?:all )?(?:the|your) )?(?:help(?:ing)?|info(?:rmation)?|answers?|time)(?: me)?(?: so far| today)?)?",
        findings=r"\b(?:figures?|findings?|numbers?|results?|facts?|statistics?|data points?|shares?|percentages?|stands?|stood|refers?|standing|i (?:need|want|would like)|reports?)\b",
        asks=r"^\W*(?:and |so |but )?(?:(?:by|in|at|for|of|to|from|on|since|until|with|under) )?(?:what|which|who|whom|whose|where|when|why|how|list|name|give|show|tell)\b",
        duration=r"\bhow (?:long|old)\b",
        points=r"\bpoints?\b",
        counted=r"\b(?:how many|(?:the |what )number of)\s+(?:of\s+)?(?:the\s+)?(?:[\d.,]+\s+)?(?P<noun>(?:[^\W\d_]+[\s-]+){0,2}[^\W\d_]+)",
        identity=r"^\W*who (?:the|its|their|our) .*\b(?:is|was|are|were)\W*$|^\W*who(?:['’]s| is| was| are| were) (?:the|its|their|our)\b|^\W*who(?:['’]s| is| was) [\w .-]+['’]s\b",
        name=r"\b(?:who|whom|whose|where|when|which)\b|\bwhat (?:year|date|day|month|century|country|city|town|place|name|person|company|kind|type)\b",
        amount=r"^\W*what (?:do|does|did|would|will|should)\b.*\b(?:earn|cost)\b|^\W*(?:what(?:['’]s| is| was| were| are)|how (?:high|large|big) (?:is|was|were|are)) .*\b(?:price|cost|revenue|profit|turnover|budget|salary|sales|income|loss)(?:e?s)?(?: (?:of|in|for|per|from|by|generated|earned|made)\b|\W*$)",
        definite=r"\b(?:the|this|that|these|those|our|your|its|their)\s+\Z",
        several=r"\b(?:the|their|its|what|which|all|with) (?:\w+ )?(?:shares|percentages|figures|numbers|rates|amounts)\b",
        each=r"\b(?:each|every|respective(?:ly)?)\b",
        which=r"\b(?:which|who|where|(?:in|at) what)\b",
        most=r"\b(?:high|larg|bigg|great)(?:est|er)\b|\b(?:the )most\b|\bmaximum\b",
        least=r"\b(?:low|small|fewe?)(?:est|er|st|r)\b|\bthe least\b|\bminimum\b",
        between=r"(?P<one>[^\W_][\w’'-]*(?: [^\W_][\w’'-]*){0,3}?),? (?:or|versus|vs\.?) (?:the )?(?P<other>[^\W_][\w’'-]*(?: [^\W_][\w’'-]*){0,3}?)\W*\Z|\bbetween (?:the )?(?P<first>[^\W_][\w’'-]*(?: [^\W_][\w’'-]*){0,3}?) and (?:the )?(?P<second>[^\W_][\w’'-]*(?: [^\W_][\w’'-]*){0,3}?)\W*\Z",
        latest=r"\b(?:the )?(?:latest|most recent|newest)(?: \w+)? (?:years?|quarters?|months?|half|halves|periods?|reports?|reporting|filings?|editions?|10-[QK]s?|surveys?|waves?|releases?)\b",
        over_time=r"\bcomparing (?:the )?(?:[\w-]+ ){0,3}(?:years?|quarters?|months?|periods?|reports?|filings?|editions?|waves?) (?:to|with|against|and) (?:the |those |all )?(?:previous|prior|earlier|past|last) (?:ones?|[\w-]+)|\bover time\b|\b(?:over|across|between|throughout|during|through) (?:the )?(?:\w+ )?(?:years|quarters|months|periods|reports|filings|editions|surveys|waves|reporting period)\b|\b(?:evolv|fluctuat)\w*|\btrends?\b|\b(?:each|every) (?:\w+ )?(?:year|quarter|month|period|report|filing|edition|wave)\b|\b(?:year by year|quarter by quarter)\b",
        changed=r"(?:^\W*|, )how (?:has|have|had|did) .*\b(?P<verb>(?:chang|evolv|progress)(?:ed|e)?|develop(?:ed)?)(?= (?:over|since|between|from|in|during|compared|and)\b|\W*$)",
        once=r"\b(?:first|earliest|initial\w*|original\w*|start(?:ed)?|beg[aiu]n\w*|founded|former\w*|previous\w*|earlier|before|record|peak|ever|histor\w*)\b",
    ),
    "fr": _cues(
        share=r"\bquelle (?:est la )?(?:part|portion|proportion|fraction)\b|\bpour[- ]?cent(?:age)?\b|\bquel pourcentage\b"
        r"|(?:^\W*|\bla )part d",
        portion=r"\bquelle portion\b",
        rate=r"\bquelle (?:est |était )?(?:la )?fréquence\b|\bà quelle fréquence\b|\b(?:chances?|probabilité) d",
        quantity=r"\bquelles? (?:quantités?)\b|\bquels? volumes?\b",
        count=r"\bcombien\b|\bà quelle vitesse\b|\bquel (?:est le )?nombre\b|\bnombre d|\bquel(?:le)?s? (?:est|sont|était|étaient|fut|a été)"
        r" (?:les? |la |l['’])(?:taux|montant|niveau|total|prix|coût|salaire|revenu|bénéfice|budget|âge|durée|taille)\b",
        money=r"\bcombien d['’]argent\b|\b(?:coût|prix|chiffre d['’]affaires|bénéfice|budget|salaire|revenu)\b|\b(?:coût|gagn)\w*",
        difference=r"\bde combien\b|\bcombien de .{1,40}? de (?:plus|moins)\b|\b(?:différence|écart)\b",
        everything=r"\b(?:donne|montre|cite)[sz]?[- ](?:moi )?(?:tou(?:s|tes)|les)\b|\bliste\b|\brésum(?:e|er|ez|é)\b"
        r"|\btou(?:s|tes) les (?:chiffres|résultats|données)\b|\bque dit\b|\baperçu\b",
        comparison=r"\bcompar(?:e|er|ez|aison|é)\b|\bpar rapport\b|\bplus (?:\w+ ){0,6}que\b|\bmoins (?:\w+ ){0,6}que\b"
        r"|\b(?:qui|quel\w*)\b.*\b(?:plus|moins)\b.* ou \b",
        yes_no=r"^\W*(?:alors|donc|et)?[\s,]*est-ce (?:que|qu)\b|^\W*(?:est|sont|a|ont|y a)-t?-?(?:il|elle|ils|elles|on)\b",
        why=r"^\W*(?:pourquoi|comment (?:ça se fait|cela se fait|se fait-il)|d['’]où vient que|à quoi tient|qu['’]est-ce qui explique|qu['’]y a-t-il derrière|quelles? (?:est|sont) les? (?:raisons?|causes?)|quelle est la (?:raison|cause))\b",
        negation=r"\bne\b.{0,40}\b(?:pas|plus|jamais)\b|\bn['’].{0,40}\b(?:pas|plus|jamais)\b|\bsans\b",
        small_talk=r"^\W*(?:bonjour|bonsoir|salut|coucou)\b|^\W*(?:qui (?:es-tu|êtes-vous)|que (?:peux-tu|pouvez-vous|sais-tu|savez-vous)"
        r" faire|qu['’]est-ce que (?:tu sais|vous savez) faire|tu peux faire quoi|comment (?:vas-tu|allez-vous)|aide|ça va)\W*$|^\W*(?:au revoir|bonne (?:journée|soirée))\b",
        thanks=r"^\W*(?:un grand |super\W+)?(?:merci|parfait|génial)\b(?: (?:beaucoup|bien))?(?: pour (?:votre |ton |vos |tes |l['’])(?:aide|réponses?|temps|informations?))?",
        findings=r"\b(?:chiffres?|résultats?|conclusions?|données|faits?|statistiques?|parts?|pourcentages?|correspond\w*)\b",
        asks=r"^\W*(?:et |mais )?(?:quel\w*|qui|que|qu['’]|quoi|où|quand|pourquoi|comment|combien|cite\w*|donne\w*|à quoi)\b|\b(?:quoi|combien|où|quand|qui)\W*\Z",
        duration=r"\bcombien de temps\b|\bquel âge\b",
        points=r"\bpoints?\b",
        counted=r"\b(?:combien|nombre) d(?:e |es |u |['’])(?P<noun>(?:[^\W\d_]+[\s-]+){0,2}[^\W\d_]+)",
        identity=r"^\W*qui (?:est|était|sont|étaient|fut) (?:le|la|les|l['’])",
        name=r"\b(?:qui|où|quand|lequel|laquelle)\b|\bquel(?:le)? (?:année|date|jour|mois|siècle|pays|ville|lieu|nom|personne|entreprise|type)\b",
        amount=r"^\W*(?:que|qu['’]est-ce que) .*\b(?:coût|gagn)\w*|^\W*quel(?:le)?s? (?:est|était|fut|sont|étaient) .*\b(?:coûts?|prix|chiffre d['’]affaires|budget|bénéfice|salaire)(?: (?:de|des|du|d|en|pour|par|aux?)\b|\W*$)",
        definite=r"\b(?:les?|la|ces?|cet(?:te)?|nos|vos|leurs?|des|du|aux?)\s+\Z|\bl['’]\Z",
        several=r"\b(?:les|leurs|ses|quels|quelles) (?:\w+ )?(?:parts|pourcentages|chiffres|taux|nombres|montants)\b",
        each=r"\b(?:chaque|chacune?s?|respecti(?:fs?|ves?|vement))\b",
        which=r"\b(?:quels?|quelles?|qui|où)\b",
        most=r"\bplus (?:élevée?s?|hautes?|grande?s?|forte?s?|importante?s?)\b|\ble plus\b(?! (?:bas|faible|petit))|\bmaximum\b",
        least=r"\bplus (?:faibles?|bas(?:se)?s?|petite?s?)\b|\ble moins\b|\bminimum\b",
        between=r"(?P<one>[^\W_][\w’'-]*(?: [^\W_][\w’'-]*){0,3}?),? ou (?:les? |la |l['’])?(?P<other>[^\W_][\w’'-]*(?: [^\W_][\w’'-]*){0,3}?)\W*\Z|\bentre (?:les? |la |l['’])?(?P<first>[^\W_][\w’'-]*(?: [^\W_][\w’'-]*){0,3}?) et (?:les? |la |l['’])?(?P<second>[^\W_][\w’'-]*(?: [^\W_][\w’'-]*){0,3}?)\W*\Z",
        latest=r"\b(?:le |la )?(?:derni(?:er|ère)s?|plus récente?s?) (?:ann[ée]e|trimestre|mois|semestre|période|rapport|édition|enquête|vague|publication)s?\b|\b(?:rapport|édition|enquête|trimestre|publication) (?:la |le )plus récente?\b",
        over_time=r"\b(?:au fil (?:du temps|des \w+)|d['’]une? (?:année|édition|période) (?:à|sur) l['’]autre)\b|\bévolu\w*|\btendances?\b|\b(?:chaque|tous les|toutes les) (?:années?|ans|trimestres?|mois|périodes?|rapports?|éditions?)\b",
        changed=r"^\W*comment .*\b(?P<verb>(?:évolué|changé|progressé)e?s?)\b",
        once=r"\b(?:premi\w*|initial\w*|à l['’]origine|début\w*|fondée?s?|ancien\w*|précédent\w*|avant|record|jamais|histori\w*)\b",
    ),
    "nl": _cues(
        share=r"\bhoeveel procent\b|\bwelk (?:deel|gedeelte|aandeel|percentage)\b|\bpercentage\b|\baandeel\b|\bprocent\b",
        portion=r"\bwelk (?:deel|gedeelte)\b",
        rate=r"\bhoe (?:verspreid|waarschijnlijk|gangbaar|zeldzaam)\b|\b(?:kans(?:en)?|waarschijnlijkheid) (?:op|dat|van)\b",
        quantity=r"\bwelke (?:hoeveelheid|hoeveelheden|volumes?)\b",
        count=r"\bhoeveel\b|\baantal\b|\bhoe (?:hoog|laag|groot|klein|vaak|sterk|ver|snel|traag|lang|oud|diep|breed|dik|zwaar|warm"
        r"|koud)\b",
        money=r"\bhoeveel geld\b|\b(?:kost|kosten|kostte|prijs|omzet|winst|budget|salaris|loon"
        r"|inkomen|verdien\w*)\b",
        difference=r"\bmet hoeveel\b|\bhoeveel (?:meer|minder)\b|\b(?:verschil|kloof)\b",
        everything=r"\bgeef (?:me |mij )?(?:alle|een (?:lijst|overzicht))\b|\blijst\b|\bsamenvatt|\bvat\b.*\bsamen\b"
        r"|\balle (?:cijfers|resultaten|bevindingen)\b|\boverzicht\b|\bwat zegt\b",
        comparison=r"\bvergelijk|\bin vergelijking\b|\b(?:hoger|lager|meer|minder|groter|kleiner) (?:\w+ ){0,6}dan\b"
        r"|\b(?:wie|wat|welke?)\b.*\b(?:meer|minder|vaker|hoger|lager|groter|kleiner)\b.* of \b",
        yes_no=r"^\W*(?:dus|en)?[\s,]*(?:is|zijn|was|waren|heeft|hebben|had|hadden|doet|doen|kan|kunnen|klopt het)\b",
        why=r"^\W*(?:waarom|hoe komt het|hoe kan het|waar ligt (?:het|dat) aan|waardoor|wat (?:zit er|ligt er|zit) achter|wat (?:is|zijn|was|waren) de (?:redenen|reden|oorzaken|oorzaak))\b",
        negation=r"\b(?:niet|geen|nooit|zonder)\b",
        small_talk=r"^\W*(?:hallo|hoi|hey|dag|goede(?:morgen|middag|avond|ndag))\b|^\W*(?:wie ben (?:je|jij)"
        r"|wat (?:kun|kan) (?:je|jij)(?: allemaal)?(?: doen)?|wat kunt u(?: allemaal)?(?: doen)?|help|hoe gaat het)\W*$|^\W*tot ziens\b",
        thanks=r"^\W*(?:hartelijk |heel erg )?(?:bedankt|dank je|dank u|dankjewel|dankuwel|perfect|top)\b(?: wel)?(?: voor (?:de|je|jouw|uw|het) (?:hulp|antwoord(?:en)?|informatie))?",
        findings=r"\b(?:cijfers?|bevindingen|resultaten|feiten|statistieken|aandelen|percentages?|staan|slaat)\b",
        asks=r"^\W*(?:en |maar )?(?:wat|welke?|wie|waar|wanneer|waarom|hoe\w*|geef|noem|toon)\b",
        duration=r"\bhoe (?:lang|oud)\b",
        points=r"\bpunten\b|procentpunt",
        counted=r"\b(?:hoeveel|aantal)\s+(?:van\s+)?(?:(?:de|het|deze|die)\s+)?(?P<noun>(?:[^\W\d_]+[\s-]+){0,2}[^\W\d_]+)",
        identity=r"^\W*wie (?:is|was|zijn|waren) (?:de|het)\b|^\W*wie (?:de|het) .*\b(?:is|was|zijn|waren)\W*$",
        name=r"\b(?:wie|waar|wanneer|welke?)\b",
        amount=r"^\W*wat (?:kost|kosten|kostte|verdien\w*)\b|^\W*(?:wat (?:is|was|zijn|waren)|hoe hoog (?:is|was)) .*\b(?:kosten|prijs|omzet|budget|winst|loon)(?: (?:van|in|voor|per)\b|\W*$)",
        definite=r"\b(?:de|het|deze|die|dit|dat|onze?|hun)\s+\Z",
        several=r"\b(?:de|hun|welke|alle) (?:\w+ )?(?:aandelen|percentages|cijfers|aantallen|bedragen)\b",
        each=r"\b(?:elke?|iedere?|respectievelijk)\b",
        which=r"\b(?:welke?|wie|waar)\b",
        most=r"\b(?:hoogste?|grootste?|hoger|groter|meeste?)\b",
        least=r"\b(?:laagste?|kleinste?|lager|kleiner|minste?)\b",
        between=r"(?P<one>[^\W_][\w’'-]*(?: [^\W_][\w’'-]*){0,3}?),? of (?:de |het )?(?P<other>[^\W_][\w’'-]*(?: [^\W_][\w’'-]*){0,3}?)\W*\Z|\btussen (?:de |het )?(?P<first>[^\W_][\w’'-]*(?: [^\W_][\w’'-]*){0,3}?) en (?:de |het )?(?P<second>[^\W_][\w’'-]*(?: [^\W_][\w’'-]*){0,3}?)\W*\Z",
        latest=r"\b(?:het |de )?(?:laatste|recentste|meest recente|nieuwste) (?:jaar|kwartaal|maand|halfjaar|periode|rapport|verslag|editie|enquête|peiling|meting)\b",
        over_time=r"\bdoor de (?:jaren|tijd)\b|\b(?:door|over) de (?:jaren|kwartalen|maanden|periodes|rapporten|edities) (?:heen)?|\bevolu\w*|\bontwikkeld\w*|\btrends?\b|\belk(?:e)? (?:jaar|kwartaal|maand|periode|rapport|editie)\b",
        changed=r"^\W*hoe (?:is|zijn|heeft|hebben) .*\b(?P<verb>veranderd|ontwikkeld|geëvolueerd)\b",
        once=r"\b(?:eerste|oorspronkelijk\w*|aanvankelijk|begin\w*|begon\w*|start\w*|opgericht|vorig\w*|vroeger\w*|eerder\w*|record\w*|ooit|histori\w*)\b",
    ),
    "de": _cues(
        share=r"\bwie ?viel prozent\b|\bwelcher (?:an)?teil\b|\banteil\b|\bprozent(?:satz)?\b",
        portion=r"\bwelche[rnsm]? teil\b",
        rate=r"\bwie (?:verbreitet|wahrscheinlich|üblich|selten)\b|\b(?:chancen?|wahrscheinlichkeit)\b",
        quantity=r"\bwelche mengen?\b|\bwelches volumen\b",
        count=r"\bwie ?viele?\b|\banzahl\b|\bwie (?:hoch|niedrig|groß|klein|oft|häufig|stark|weit|schnell|rasch|langsam|lange?"
        r"|alt|tief|breit|dick|schwer|warm|heiß|kalt)\b",
        money=r"\bwie ?viel geld\b|\b(?:kostete?n?|kosten|preis|umsatz|gewinn|budget|gehalt"
        r"|einkommen|verdien\w*)\b",
        difference=r"\bum wie ?viel\b|\bwie ?viele? (?:mehr|weniger)\b|\b(?:unterschied|abstand)\b",
        everything=r"\b(?:gib|nenne|zeige?) mir (?:alle|eine (?:liste|übersicht))\b|\bliste\b|\bfasse?\b.*\bzusammen\b"
        r"|\bzusammenfassung\b|\balle (?:zahlen|ergebnisse|werte)\b|\bübersicht\b|\bwas sagt\b",
        comparison=r"\bvergleich|\bim vergleich\b|\b(?:höher|niedriger|mehr|weniger|größer|kleiner) (?:\w+ ){0,6}als\b"
        r"|\b(?:wer|was|welche\w*)\b.*\b(?:mehr|weniger|häufiger|höher\w*|niedriger\w*|größer\w*|kleiner\w*)\b.* oder \b",
        yes_no=r"^\W*(?:also|und)?[\s,]*(?:ist|sind|war|waren|hat|haben|hatte|hatten|kann|können|stimmt es|wird|werden)\b",
        why=r"^\W*(?:warum|weshalb|wieso|woran liegt|wie kommt es|wodurch|was steckt hinter|was (?:ist|sind|war|waren) (?:der grund|die gründe|die ursachen?))\b",
        negation=r"\b(?:nicht|kein\w*|nie|ohne)\b",
        small_talk=r"^\W*(?:hallo|hi|guten (?:tag|morgen|abend)|servus|moin)\b|^\W*(?:wer bist du|wer sind sie"
        r"|was kannst du(?: alles)?(?: tun)?|was können sie(?: alles)?(?: tun)?|hilfe|wie geht(?:'s| es)(?: dir| ihnen)?)\W*$"
        r"|^\W*(?:auf wiedersehen|tschüss)\b",
        thanks=r"^\W*(?:vielen |herzlichen )?(?:danke?|dankeschön|perfekt|super)\b(?: (?:sehr|schön))?(?: für (?:die|deine|ihre) (?:hilfe|antwort(?:en)?|auskunft|informationen))?",
        findings=r"\b(?:zahlen|ergebnisse?|befunde?|fakten|statistiken|anteile?|prozentsätze|stehen|bezieht)\b",
        asks=r"^\W*(?:und |aber )?(?:was|welche[rsnm]?|wer|wo|wann|warum|weshalb|wie\w*|nenne|gib|zeige?|worauf)\b",
        duration=r"\bwie (?:lange?|alt)\b",
        points=r"\bpunkte\b|prozentpunkt",
        counted=r"\b(?:wie ?viele?|anzahl)\s+(?:von\s+)?(?:(?:der|den|diese[rn])\s+)?(?P<noun>(?:[^\W\d_]+[\s-]+){0,2}[^\W\d_]+)",
        identity=r"^\W*wer (?:ist|war|sind|waren) (?:der|die|das)\b|^\W*wer (?:der|die|das) .*\b(?:ist|war|sind|waren)\W*$",
        name=r"\b(?:wer|wem|wen|wessen|wo|wann|welche[rsnm]?)\b",
        amount=r"^\W*was (?:kostete?n?|kosten|verdien\w*)\b|^\W*(?:was (?:ist|war)|wie hoch (?:ist|war|sind|waren)) .*\b(?:kosten|\w*preis|umsatz|budget|gewinn|gehalt)(?: (?:von|des|der|in|für|pro|je)\b|\W*$)",
        definite=r"\b(?:der|die|das|den|dem|des|diese[rnsm]?|jene[rnsm]?|unsere[rnsm]?|ihre[rnsm]?)\s+\Z",
        several=r"\b(?:die|den|ihren?|welche|alle) (?:\w+ )?(?:anteilen?|prozentsätzen?|zahlen|werten?|beträgen?)\b",
        each=r"\b(?:jede[rsnm]?|jeweils|jeweiligen?)\b",
        which=r"\b(?:welche[rsmn]?|wer|wo)\b",
        most=r"\b(?:höchste[nrsm]?|größte[nrsm]?|meiste[nrs]?|höher|größer)\b",
        least=r"\b(?:niedrigste[nrsm]?|kleinste[nrsm]?|geringste[nrsm]?|wenigste[nrsm]?|niedriger|kleiner|geringer)\b",
        between=r"(?P<one>[^\W_][\w’'-]*(?: [^\W_][\w’'-]*){0,3}?),? oder (?:die |der |das |den )?(?P<other>[^\W_][\w’'-]*(?: [^\W_][\w’'-]*){0,3}?)\W*\Z|\bzwischen (?:den |der |dem )?(?P<first>[^\W_][\w’'-]*(?: [^\W_][\w’'-]*){0,3}?) und (?:den |der |dem )?(?P<second>[^\W_][\w’'-]*(?: [^\W_][\w’'-]*){0,3}?)\W*\Z",
        latest=r"\b(?:das |de[rmn] |die )?(?:letzte[nrsm]?|neueste[nrsm]?|jüngste[nrsm]?|aktuellste[nrsm]?) (?:jahr|quartal|monat|halbjahr|zeitraum|berichte?s?|ausgabe|umfrage|befragung|welle)\b",
        over_time=r"\bim (?:lauf|laufe|verlauf) der (?:zeit|jahre|quartale|monate)\b|\büber die (?:jahre|quartale|monate|zeit|berichte|ausgaben)\b|\bentwickelt\w*|\btrends?\b|\b(?:jedes|jede[mnr]?) (?:jahr|quartal|monat|zeitraum|bericht|ausgabe)\b",
        changed=r"^\W*wie (?:hat|haben) sich .*\b(?P<verb>verändert|gewandelt|entwickelt)\b",
        once=r"\b(?:erste[rsnm]?|ursprünglich\w*|anfangs|anfänglich\w*|beg[ao]nn\w*|start\w*|gegründet|vorig\w*|früher\w*|vorher|zuvor|rekord\w*|jemals|histori\w*)\b",
    ),
}
