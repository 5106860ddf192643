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
    closest: str
    greeting: str
    thanks: str
    no_separate_figure: str
    taken_together: str
    yes: str
    no: str
    nothing_said: str
    points_higher: str
    points_lower: str
    equal: str
    complement: str
    source_says: str
    worldwide: str
    model_failed: str
    decimal_mark: str
    thousands_mark: str
    percent: str


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
        closest="Closest:",
        greeting="Hello! I answer from the documents and show the exact words behind each figure. For example:",
        thanks="You are welcome. You could go on with:",
        no_separate_figure="The documents give no separate figure for “{member}”.",
        taken_together="That figure covers several things taken together: {members}.",
        yes="Yes.",
        no="No.",
        nothing_said="The documents do not say that.",
        points_higher="{first} is {points} percentage points higher than {second} ({formula}, our arithmetic).",
        points_lower="{first} is {points} percentage points lower than {second} ({formula}, our arithmetic).",
        equal="{first} and {second} stand at the same figure.",
        complement="**{value}** by our arithmetic ({formula}), from this:",
        source_says="The source says of {place}:",
        worldwide="Worldwide",
        model_failed="The language model did not answer ({error}); these are the documents' own words.",
        decimal_mark=".",
        thousands_mark=",",
        percent="%",
    ),
    "fr": Wording(
        refusals={
            Reason.NOT_IN_DOCUMENTS: "Les documents ne le disent pas.",
            Reason.OTHER_POPULATION: "Les documents ne disent rien à ce sujet pour {asked}.",
            Reason.OTHER_PERIOD: "Les documents ne donnent rien à ce sujet pour {asked}.",
            Reason.AMBIGUOUS: "Que voulez-vous dire ? Les documents donnent plusieurs réponses.",
            Reason.OUT_OF_SCOPE: "Cette question sort du sujet des documents.",
            Reason.NO_DOCUMENTS: "Il n’y a aucun document. Déposez des textes dans {asked} et reposez la question.",
        },
        closest="Le plus proche :",
        greeting="Bonjour ! Je réponds d’après les documents et montre les mots exacts derrière chaque chiffre. "
        "Par exemple :",
        thanks="Avec plaisir. Vous pourriez poursuivre avec :",
        no_separate_figure="Les documents ne donnent pas de chiffre séparé pour « {member} ».",
        taken_together="Ce chiffre couvre plusieurs choses prises ensemble : {members}.",
        yes="Oui.",
        no="Non.",
        nothing_said="Les documents ne disent pas cela.",
        points_higher="{first} : {points} points de plus que {second} ({formula}, notre calcul).",
        points_lower="{first} : {points} points de moins que {second} ({formula}, notre calcul).",
        equal="{first} et {second} sont au même chiffre.",
        complement="**{value}** d’après notre calcul ({formula}), à partir de ceci :",
        source_says="La source dit de {place} :",
        worldwide="Dans le monde",
        model_failed="Le modèle de langage n’a pas répondu ({error}) ; voici les mots des documents.",
        decimal_mark=",",
        thousands_mark="\u202f",
        percent="\u00a0%",
    ),
    "nl": Wording(
        refusals={
            Reason.NOT_IN_DOCUMENTS: "De documenten zeggen dat niet.",
            Reason.OTHER_POPULATION: "De documenten zeggen hierover niets voor {asked}.",
            Reason.OTHER_PERIOD: "De documenten geven hierover niets voor {asked}.",
            Reason.AMBIGUOUS: "Wat bedoelt u precies? De documenten geven meerdere antwoorden.",
            Reason.OUT_OF_SCOPE: "Dat valt buiten het onderwerp van de documenten.",
            Reason.NO_DOCUMENTS: "Er zijn geen documenten. Zet teksten in {asked} en stel de vraag opnieuw.",
        },
        closest="Het dichtst in de buurt:",
        greeting="Hallo! Ik antwoord uit de documenten en toon de exacte woorden achter elk cijfer. Bijvoorbeeld:",
        thanks="Graag gedaan. U kunt verdergaan met:",
        no_separate_figure="De documenten geven geen apart cijfer voor “{member}”.",
        taken_together="Dat cijfer omvat meerdere zaken samen: {members}.",
        yes="Ja.",
        no="Nee.",
        nothing_said="De documenten zeggen dat niet.",
        points_higher="{first} ligt {points} procentpunten hoger dan {second} ({formula}, eigen berekening).",
        points_lower="{first} ligt {points} procentpunten lager dan {second} ({formula}, eigen berekening).",
        equal="{first} en {second} staan op hetzelfde cijfer.",
        complement="**{value}** volgens onze berekening ({formula}), op basis hiervan:",
        source_says="De bron zegt over {place}:",
        worldwide="Wereldwijd",
        model_failed="Het taalmodel antwoordde niet ({error}); dit zijn de woorden van de documenten.",
        decimal_mark=",",
        thousands_mark=".",
        percent="%",
    ),
    "de": Wording(
        refusals={
            Reason.NOT_IN_DOCUMENTS: "Das steht nicht in den Dokumenten.",
            Reason.OTHER_POPULATION: "Die Dokumente sagen dazu nichts über {asked}.",
            Reason.OTHER_PERIOD: "Die Dokumente geben dazu nichts für {asked} an.",
            Reason.AMBIGUOUS: "Was genau meinen Sie? Die Dokumente geben mehrere Antworten.",
            Reason.OUT_OF_SCOPE: "Das liegt außerhalb dessen, wovon die Dokumente handeln.",
            Reason.NO_DOCUMENTS: "Es gibt keine Dokumente. Legen Sie Texte in {asked} und fragen Sie noch einmal.",
        },
        closest="Am nächsten kommt:",
        greeting="Guten Tag! Ich antworte aus den Dokumenten und zeige die genauen Worte hinter jeder Zahl. "
        "Zum Beispiel:",
        thanks="Gern geschehen. Weiter ginge es mit:",
        no_separate_figure="Die Dokumente geben keine eigene Zahl für „{member}“ an.",
        taken_together="Diese Zahl umfasst mehreres zusammen: {members}.",
        yes="Ja.",
        no="Nein.",
        nothing_said="Das sagen die Dokumente nicht.",
        points_higher="{first} liegt {points} Prozentpunkte höher als {second} ({formula}, unsere Rechnung).",
        points_lower="{first} liegt {points} Prozentpunkte niedriger als {second} ({formula}, unsere Rechnung).",
        equal="{first} und {second} stehen bei derselben Zahl.",
        complement="**{value}** nach unserer Rechnung ({formula}), aus diesem Satz:",
        source_says="Die Quelle sagt über {place}:",
        worldwide="Weltweit",
        model_failed="Das Sprachmodell hat nicht geantwortet ({error}); dies sind die Worte der Dokumente.",
        decimal_mark=",",
        thousands_mark=".",
        percent=" %",
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
