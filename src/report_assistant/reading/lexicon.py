"""Abbreviations and closed-class words by which sentence splitting tells a full stop from a point.

Common abbreviations of English, French, Dutch and German as dictionaries list them; no names, and no words of
any one field. All are in lower case, without their last point and without inner spaces ("z.b"). Words that
mean something else in another language stand under their own language only.
"""

from __future__ import annotations

_ANY = ""

TITLES = {
    _ANY: "mr mrs ms dr prof profs rev hon messrs",
    "en": "gen col capt cmdr lt maj sgt sen rep gov pres atty supt amb mx mt",
    "fr": "m mm mme mmes mlle mlles me mgr",
    "nl": "dhr mevr mw drs ir ing mr.dr",
    "de": "hr fr frl dipl.-ing dipl.-kfm h.c",
}
"""Before a name; never the end of a sentence."""

NEVER_LAST = {
    _ANY: "e.g i.e viz vs v cf approx incl excl esp resp p.ex et.al",
    "fr": "c.-à-d c.-a-d càd env av apr",
    "nl": "bijv bv o.a d.w.z m.a.w m.b.t t.o.v t.a.v i.v.m o.b.v a.d.h.v m.u.v i.p.v i.h.b m.i.v "
    "t/m zgn vgl n.a.v",
    "de": "z.b d.h u.a bzw vgl ggf evtl inkl exkl sog i.d.r einschl zzgl abzgl o.ä v.a i.v.m gem lt mind",
}
"""Leads on to what follows; never the end of a sentence."""

BEFORE_NUMBER = {
    _ANY: "no nos nr nrs p pp pg vol vols ch chap art arts fig figs tab approx ca circa c max min "
    "avg jan feb mar apr may jun jul aug sep sept oct nov dec",
    "en": "sec secs sect para paras eq ed ref refs ser febr est",
    "fr": "num al alin fasc t janv févr avr juil déc env éd",
    "nl": "blz hfst hoofdst afb afd mrt okt",
    "de": "s bd bde abb kap abs ziff rz rn rdnr anm anl aufl okt dez",
}
"""Before a number ("No. 5", "p. 12", "Sept. 30"); may end a sentence where no number follows."""

WHOLE_WORDS = {
    _ANY: "no jan feb mar apr may jun jul aug sep sept oct nov dec",
    "en": "art arts",
    "fr": "juil janv févr avr déc",
    "nl": "mrt okt",
    "de": "okt dez",
}
"""Those of them that are words too, or stand alone: the end of a sentence before a capitalised word."""

AFTER_NUMBER = {
    _ANY: "mio mrd mln mld bn mn tsd std stk",
}
"""After a number ("5 Mio. Euro"); the end of a sentence only before a word that starts one."""

EITHER_WAY = {
    _ANY: "inc corp co ltd plc llc llp l.p s.a s.a.s s.r.l s.p.a n.v b.v jr sr ph.d m.d b.a m.a "
    "m.sc b.sc d.c u.s u.s.a u.k e.u u.n a.m p.m etc et.al bros",
    "fr": "cie",
    "nl": "enz e.d jl a.s",
    "de": "usw e.v a.g u.ä o.ä",
}
"""In the middle or at the end; the end before a word that starts a sentence."""

ORDINAL_HEADS = (
    "am im der die das den dem des vom zum zur beim ins ein eine einem einen einer eines und "
    "bis seit ab nach vor dieser diese dieses jeder jede jedes sein seine seinem seinen "
    "seiner ihr ihre ihrem ihren ihrer oder"
)
"""German words before an ordinal ("im 19. Jahrhundert", "der 2. Weltkrieg")."""

MONTHS_DE = "januar jänner februar märz april mai juni juli august september oktober november dezember"
"""German month names, which follow an ordinal ("1. Januar")."""

COUNTED_DE = (
    "jahrhundert jahrhunderts halbjahr halbjahres quartal quartals trimester semester geschäftsjahr "
    "lebensjahr schuljahr jahrestag auflage klasse liga weltkrieg stock obergeschoss bezirk wahlgang"
)
"""German nouns that are numbered rather with an ordinal before them ("1. Halbjahr") than begin a sentence."""

MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre "
    "januari februari maart april mei juni juli augustus september oktober november december " + MONTHS_DE
)
"""Month names, and the short ones of English."""

DANGLING = {
    "en": "the a an of to in on at by for from with as into than via per and or nor its their our "
    "your this these",
    "fr": "le la les un une des du de au aux à en dans sur sous par pour avec sans et ou ni son sa "
    "ses leur leurs ce",
    "nl": "de het een van in op aan bij voor met naar door uit over tot en of hun zijn haar onze deze dit",
    "de": "der die das den dem des ein eine einer einem einen eines von im in am an auf aus bei mit "
    "nach zu zum zur durch für gegen ohne um und oder ihre ihrer ihren seine seiner seinen",
}
"""Closed-class words after which no text ends: articles, possessives, prepositions, conjunctions."""

STARTERS = {
    "en": "the a an this that these those there here it its he she they we i you his her their our "
    "my your in on at of by for from with as if when while where although though because "
    "since after before during until but and or so yet however moreover furthermore therefore "
    "thus then also meanwhile instead nevertheless what who why how which no not some many "
    "most all each every both several such according despite unlike is are was were do does "
    "did has have had can could will would should may might let please see",
    "fr": "le la les un une des ce cet cette ces il elle ils elles on nous vous je tu son sa ses "
    "leur leurs notre nos dans en sur sous par pour avec sans selon depuis pendant après "
    "avant si quand lorsque comme mais et ou donc or ni car cependant toutefois ainsi puis "
    "alors aussi de du au aux à qui que où l c qu d",
    "nl": "de het een dit dat deze die hij zij ze wij we ik jij u hun haar zijn ons onze er hier "
    "daar in op aan van bij voor met zonder volgens sinds tijdens na tot als toen wanneer "
    "hoewel omdat maar en of dus ook toch echter bovendien daarom verder want wat wie waarom "
    "hoe welke niet geen",
    "de": "der die das den dem des ein eine einer eines einem einen dieser diese dieses diesem "
    "diesen es er sie wir ich ihr sein seine ihre unser unsere man hier dort da dann auch "
    "aber und oder denn doch jedoch dennoch daher deshalb außerdem zudem im am in an auf aus "
    "bei mit nach von vor zu zum zur durch für gegen ohne um während wegen seit bis wenn als "
    "ob weil obwohl wer was wie warum wo welche nicht kein keine",
}
"""Closed-class words that open sentences: articles, pronouns, prepositions, conjunctions and the like."""


def words(table: dict[str, str], language: str) -> frozenset[str]:
    """Return the words of `table` that hold in `language` (ISO 639-1), those of all languages included."""
    return frozenset(f"{table.get(_ANY, '')} {table.get(language, '')}".split())
