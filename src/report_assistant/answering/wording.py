"""The fixed sentences around an answer, in four languages. Facts never stand here, only their frame."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from report_assistant.reading.places import WORLD, place_name
from report_assistant.types import Reason


@dataclass(frozen=True, slots=True)
class Wording:
    """Frames of one language; the fields in braces are filled by code."""

    refusals: dict[Reason, str]
    not_mentioned: str
    read_as: str
    closest: str
    greeting: str
    thanks: str
    no_separate_figure: str
    taken_together: str
    yes: str
    no: str
    nothing_said: str
    not_related: str
    nothing_of: str
    higher: str
    lower: str
    equal: str
    complement: str
    computed: str
    aimed_at: str
    worldwide: str
    model_failed: str
    decimal_mark: str
    thousands_mark: str
    percent: str
    points: str
    scales: dict[int, str]
    bounds: dict[str, str]
    source_words: str
    colon: str


WORDINGS: dict[str, Wording] = {
    "en": Wording(
        refusals={
            Reason.NOT_IN_DOCUMENTS: "The documents do not say.",
            Reason.OTHER_POPULATION: "The documents say nothing about {asked} on this.",
            Reason.OTHER_PERIOD: "The documents give nothing for {asked} on this.",
            Reason.AMBIGUOUS: "Which one do you mean? The documents have several answers to this.",
            Reason.OUT_OF_SCOPE: "That is outside what the documents are about.",
            Reason.NO_DOCUMENTS: "There are no documents to answer from. Put source texts into {asked} and ask again.",
        },
        not_mentioned="The documents do not mention {names}.",
        read_as="Read “{typed}” as “{read}”.",
        closest="Closest:",
        greeting="Hello! I answer from the documents and show the exact words behind each figure. For example:",
        thanks="You are welcome. You could go on with:",
        no_separate_figure="The documents give no separate figure for “{member}”.",
        taken_together="That figure covers several things taken together: {members}.",
        yes="Yes.",
        no="No.",
        nothing_said="The documents do not say that.",
        not_related="The documents do not say how these two go together, but this about them:",
        nothing_of="Of “{thing}” the documents say nothing that would answer this. Of the other they say:",
        higher="{first} is {difference} higher than {second} ({formula}, our arithmetic).",
        lower="{first} is {difference} lower than {second} ({formula}, our arithmetic).",
        equal="{first} and {second} stand at the same figure.",
        aimed_at="The documents give this only as a target, a plan or an expectation:",
        complement="**{value}** by our arithmetic ({formula}), from this:",
        computed="**{value}** by our arithmetic ({formula}), from these figures:",
        worldwide="Worldwide",
        model_failed="The language model did not answer ({error}); these are the documents' own words.",
        decimal_mark=".",
        thousands_mark=",",
        percent="%",
        points="percentage points",
        scales={1_000: "in thousands", 1_000_000: "in millions", 1_000_000_000: "in billions"},
        bounds={
            "above": "more than",
            "at least": "at least",
            "about": "about",
            "at most": "at most",
            "below": "less than",
        },
        source_words="In the words of the source:",
        colon=": ",
    ),
    "fr": Wording(
        refusals={
            Reason.NOT_IN_DOCUMENTS: "Les documents n’en disent rien.",
            Reason.OTHER_POPULATION: "Les documents ne disent rien à ce sujet pour la population demandée ({asked}).",
            Reason.OTHER_PERIOD: "Les documents ne donnent rien à ce sujet pour la période demandée ({asked}).",
            Reason.AMBIGUOUS: "Laquelle voulez-vous\u00a0? Les documents donnent plusieurs réponses à cette question.",
            Reason.OUT_OF_SCOPE: "Cette question dépasse le sujet des documents.",
            Reason.NO_DOCUMENTS: "Il n’y a aucun document auquel se référer. Déposez des textes dans {asked}, puis reposez la question.",
        },
        not_mentioned="Les documents ne mentionnent pas {names}.",
        read_as="«\u00a0{typed}\u00a0» est lu comme «\u00a0{read}\u00a0».",
        closest="Ce qui s’en approche le plus\u00a0:",
        greeting="Bonjour\u00a0! Je réponds d’après les documents et je montre les mots exacts d’où vient chaque chiffre. "
        "Par exemple\u00a0:",
        thanks="Avec plaisir. Vous pouvez poursuivre avec\u00a0:",
        no_separate_figure="Les documents ne donnent pas de chiffre distinct pour «\u00a0{member}\u00a0».",
        taken_together="Ce chiffre porte sur plusieurs éléments pris ensemble\u00a0: {members}.",
        yes="Oui.",
        no="Non.",
        nothing_said="Les documents ne le disent pas.",
        not_related="Les documents ne disent pas comment les deux sont liés, mais ceci à leur sujet\u00a0:",
        nothing_of="De «\u00a0{thing}\u00a0», les documents ne disent rien qui réponde à cela. De l’autre, ils disent\u00a0:",
        higher="{first}\u00a0: {difference} de plus que {second} ({formula}, notre calcul).",
        lower="{first}\u00a0: {difference} de moins que {second} ({formula}, notre calcul).",
        equal="Même chiffre pour {first} et {second}.",
        aimed_at="Les documents ne le donnent que comme objectif, projet ou prévision\u00a0:",
        complement="**{value}** d’après notre calcul ({formula}), à partir de cette phrase\u00a0:",
        computed="**{value}** d’après notre calcul ({formula}), à partir de ces chiffres\u00a0:",
        worldwide="Dans le monde",
        model_failed="Le modèle de langage n’a pas répondu ({error})\u00a0; voici les termes mêmes des documents.",
        decimal_mark=",",
        thousands_mark="\u202f",
        percent="\u00a0%",
        points="points de pourcentage",
        scales={1_000: "en milliers", 1_000_000: "en millions", 1_000_000_000: "en milliards"},
        bounds={
            "above": "plus de",
            "at least": "au moins",
            "about": "environ",
            "at most": "au plus",
            "below": "moins de",
        },
        source_words="Selon les termes de la source\u00a0:",
        colon="\u00a0: ",
    ),
    "nl": Wording(
        refusals={
            Reason.NOT_IN_DOCUMENTS: "De documenten zeggen daar niets over.",
            Reason.OTHER_POPULATION: "De documenten zeggen hierover niets voor {asked}.",
            Reason.OTHER_PERIOD: "De documenten geven hierover geen gegevens voor {asked}.",
            Reason.AMBIGUOUS: "Welke bedoelt u? De documenten geven hier meerdere antwoorden op.",
            Reason.OUT_OF_SCOPE: "Die vraag valt buiten het onderwerp van de documenten.",
            Reason.NO_DOCUMENTS: "Er zijn geen documenten om uit te antwoorden. Zet teksten in {asked} en stel de vraag opnieuw.",
        },
        not_mentioned="De documenten vermelden {names} niet.",
        read_as="‘{typed}’ is gelezen als ‘{read}’.",
        closest="Het dichtst in de buurt komt:",
        greeting="Hallo! Ik antwoord op basis van de documenten en toon bij elk cijfer de exacte woorden waarop het steunt. Bijvoorbeeld:",
        thanks="Graag gedaan. U kunt bijvoorbeeld verdergaan met:",
        no_separate_figure="De documenten geven geen afzonderlijk cijfer voor “{member}”.",
        taken_together="Dat cijfer geldt voor meerdere zaken samen: {members}.",
        yes="Ja.",
        no="Nee.",
        nothing_said="De documenten zeggen dat niet.",
        not_related="De documenten zeggen niet hoe die twee samenhangen, wel dit erover:",
        nothing_of="Over “{thing}” zeggen de documenten niets dat hierop antwoordt. Over het andere zeggen ze:",
        higher="{first} ligt {difference} hoger dan {second} ({formula}, eigen berekening).",
        lower="{first} ligt {difference} lager dan {second} ({formula}, eigen berekening).",
        equal="{first} en {second}: hetzelfde cijfer.",
        aimed_at="De documenten geven dit alleen als doel, plan of verwachting:",
        complement="**{value}** volgens onze berekening ({formula}), op basis van deze zin:",
        computed="**{value}** volgens onze berekening ({formula}), op basis van deze cijfers:",
        worldwide="Wereldwijd",
        model_failed="Het taalmodel heeft niet geantwoord ({error}); dit zijn de woorden van de documenten zelf.",
        decimal_mark=",",
        thousands_mark=".",
        percent="%",
        points="procentpunten",
        scales={1_000: "in duizenden", 1_000_000: "in miljoenen", 1_000_000_000: "in miljarden"},
        bounds={
            "above": "meer dan",
            "at least": "minstens",
            "about": "ongeveer",
            "at most": "hoogstens",
            "below": "minder dan",
        },
        source_words="In de woorden van de bron:",
        colon=": ",
    ),
    "de": Wording(
        refusals={
            Reason.NOT_IN_DOCUMENTS: "Das steht nicht in den Dokumenten.",
            Reason.OTHER_POPULATION: "Die Dokumente enthalten dazu keine Angaben über die Gruppe, nach der Sie fragen ({asked}).",
            Reason.OTHER_PERIOD: "Die Dokumente enthalten dazu keine Angaben für diese Zeit ({asked}).",
            Reason.AMBIGUOUS: "Welche meinen Sie? Die Dokumente geben darauf mehrere Antworten.",
            Reason.OUT_OF_SCOPE: "Diese Frage geht über das Thema der Dokumente hinaus.",
            Reason.NO_DOCUMENTS: "Es gibt keine Dokumente, aus denen ich antworten könnte. Legen Sie Texte in {asked} ab und fragen Sie noch einmal.",
        },
        not_mentioned="Die Dokumente erwähnen {names} nicht.",
        read_as="„{typed}“ wurde als „{read}“ gelesen.",
        closest="Dem am nächsten kommt:",
        greeting="Guten Tag! Ich antworte aus den Dokumenten und zeige zu jeder Zahl den genauen Wortlaut, auf dem sie beruht. "
        "Zum Beispiel:",
        thanks="Gern geschehen. Sie könnten zum Beispiel so weiterfragen:",
        no_separate_figure="Die Dokumente nennen keine eigene Zahl für „{member}“.",
        taken_together="Diese Zahl gilt für mehreres zusammen: {members}.",
        yes="Ja.",
        no="Nein.",
        nothing_said="Das sagen die Dokumente nicht.",
        not_related="Wie beides zusammenhängt, sagen die Dokumente nicht, aber dies dazu:",
        nothing_of="Zu „{thing}“ sagen die Dokumente nichts, was das beantwortet. Zum anderen sagen sie:",
        higher="{first} liegt {difference} höher als {second} ({formula}, unsere Rechnung).",
        lower="{first} liegt {difference} niedriger als {second} ({formula}, unsere Rechnung).",
        equal="{first} und {second}: dieselbe Zahl.",
        aimed_at="Die Dokumente nennen das nur als Ziel, Plan oder Erwartung:",
        complement="**{value}** nach unserer Rechnung ({formula}), auf Grundlage dieses Satzes:",
        computed="**{value}** nach unserer Rechnung ({formula}), auf Grundlage dieser Zahlen:",
        worldwide="Weltweit",
        model_failed="Das Sprachmodell hat nicht geantwortet ({error}); dies ist der Wortlaut der Dokumente.",
        decimal_mark=",",
        thousands_mark=".",
        percent="\u00a0%",
        points="Prozentpunkte",
        scales={1_000: "in Tausend", 1_000_000: "in Millionen", 1_000_000_000: "in Milliarden"},
        bounds={
            "above": "mehr als",
            "at least": "mindestens",
            "about": "rund",
            "at most": "höchstens",
            "below": "weniger als",
        },
        source_words="Im Wortlaut der Quelle:",
        colon=": ",
    ),
}


def wording(language: str) -> Wording:
    """Return the frames of a language (ISO 639-1), English where there are none."""
    return WORDINGS.get(language, WORDINGS["en"])


def written_number(value: Decimal, language: str) -> str:
    """Write a number with the decimal and thousands marks of a language."""
    frame = wording(language)
    english = f"{value.normalize():,f}"
    return english.translate({ord(","): frame.thousands_mark, ord("."): frame.decimal_mark})


def written_place(code: str, language: str) -> str:
    """Return the name of a place at the start of a sentence."""
    return wording(language).worldwide if code == WORLD else place_name(code, language)
