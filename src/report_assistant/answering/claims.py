"""Split a text into claims: one a sentence, freed of Markdown, with what it takes over from around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from report_assistant.reading.binding import BoundQuantity, bind
from report_assistant.reading.markdown import read_markdown
from report_assistant.reading.number_lexicon import known
from report_assistant.reading.numbers import Quantity, QuantityKind, plain_value
from report_assistant.reading.periods import Period, find_periods
from report_assistant.reading.population import Attachment, PopulationMention, find_populations
from report_assistant.reading.spans import Span
from report_assistant.reading.tables import is_unscaled, scale_of
from report_assistant.types import Sentence

_MARKER = re.compile(r"[ \u00a0]?\[\^?\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\](?!\()|[ \u00a0]?【[^】]{1,20}】")
_LINK = re.compile(r"!?\[(?P<label>[^\]]*)\]\([^)\s]*(?:\s\"[^\"]*\")?\)")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_EMPHASIS = re.compile(r"\*{1,3}|~~|`+|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)")
_ASIDE = re.compile(r"\((?P<aside>[^()]*)\)")
_SPACE = re.compile(r"\s+")
_LABEL = re.compile(r"[^\W\d_][^.!?]{0,80}:$")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of a text that is to be checked.

    Attributes:
        text: the statement without Markdown and markers, white space single.
        start: where it starts in the text that was split.
        end: where it ends; half-open.
        language: ISO 639-1 code.
        figures: its figures, each with what the claim says of it; offsets count from the start of `text`.
        places: where it speaks of by its own words.
        periods: of when, by its own words.
        carried_places: where by an earlier sentence of the paragraph or a heading; empty if it says so
            itself.
        carried_periods: the same of when.
        context: the headings above, outermost first, and the line that introduces a list.
    """

    text: str
    start: int
    end: int
    language: str = "en"
    figures: tuple[BoundQuantity, ...] = ()
    places: tuple[PopulationMention, ...] = ()
    periods: tuple[Period, ...] = ()
    carried_places: tuple[PopulationMention, ...] = ()
    carried_periods: tuple[Period, ...] = ()
    context: tuple[str, ...] = ()

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The figures' quantities, in text order."""
        return tuple(figure.quantity for figure in self.figures)


def split_claims(text: str, language: str = "en") -> tuple[Claim, ...]:
    """Return the claims of a text in its order.

    A claim is a sentence, a list item or a table row. Headings, questions, lines that only introduce a list
    and sentences without a word are none.

    Args:
        text: plain text or Markdown, newlines as the newline character.
        language: ISO 639-1 code of the text.
    """
    claims: list[Claim] = []
    carried = _Carried()
    block = -1
    for sentence in _sentences(text, language):
        written = text[sentence.start : sentence.end]
        bare = strip_markdown(written)
        if sentence.block != block:
            block = sentence.block
            carried = _from_headings(sentence.headings, language)
        if not _WORD.search(bare) or bare.endswith("?"):
            continue
        places, periods = _places(bare, language), find_periods(bare, language)
        if _LABEL.fullmatch(bare):
            carried = carried.after(places, periods, bare)
            continue
        claims.append(
            Claim(
                text=bare,
                start=sentence.start,
                end=sentence.end,
                language=language,
                figures=_as_in_tables(bare, bind(bare, language), language),
                places=places,
                periods=periods,
                carried_places=() if places else carried.places,
                carried_periods=() if periods else carried.periods,
                context=(*sentence.headings, *carried.labels),
            )
        )
        carried = carried.after(places, periods)
    return tuple(claims)


def named_scales(text: str, language: str) -> list[tuple[Span, Decimal]]:
    """Return the asides that name a scale ("(in thousands)"), parentheses included, each with its factor."""
    asides = ((match.span(), scale_of(match["aside"], known(language))) for match in _ASIDE.finditer(text))
    return [(span, scale) for span, scale in asides if scale is not None]


def _as_in_tables(text: str, figures: Sequence[BoundQuantity], language: str) -> tuple[BoundQuantity, ...]:
    """Return figures with the scale that a claim names in parentheses, and with the minus of accountants.

    "Goodwill (in millions): (36)" says minus 36,000,000, as the row of a table does.
    """
    scale = None if is_unscaled(text) else next((scale for _, scale in named_scales(text, language)), None)
    read = []
    for figure in figures:
        quantity = figure.quantity
        bare = not any(letter.isalpha() for letter in text[quantity.start : quantity.end])
        value = quantity.value
        if scale is not None and bare and (quantity.kind is QuantityKind.MONEY or not quantity.unit):
            value = plain_value(value * scale)
        if text[: quantity.start].endswith(": (") and text.startswith(")", quantity.end):
            value = -abs(value)
        read.append(replace(figure, quantity=replace(quantity, value=value)))
    return tuple(read)


def strip_markdown(text: str) -> str:
    """Return a sentence without emphasis, links, tags and citation markers, white space single."""
    bare = _MARKER.sub("", text)
    bare = _LINK.sub(lambda match: match["label"], bare)
    bare = _TAG.sub(" ", bare)
    bare = _EMPHASIS.sub("", bare)
    return _SPACE.sub(" ", bare).strip()


@dataclass(frozen=True, slots=True)
class _Carried:
    """What holds for the next sentence unless it says otherwise."""

    places: tuple[PopulationMention, ...] = ()
    periods: tuple[Period, ...] = ()
    labels: tuple[str, ...] = ()

    def after(
        self, places: Sequence[PopulationMention], periods: Sequence[Period], label: str | None = None
    ) -> _Carried:
        """Return what holds after a sentence that names these."""
        settled = tuple(period for period in periods if not period.baseline)
        return _Carried(
            tuple(places) or self.places,
            settled or self.periods,
            self.labels if label is None else (*self.labels, label),
        )


def _from_headings(headings: Sequence[str], language: str) -> _Carried:
    carried = _Carried()
    for heading in headings:
        carried = carried.after(_places(heading, language), find_periods(heading, language))
    return carried


def _places(text: str, language: str) -> tuple[PopulationMention, ...]:
    """Return the places that a text speaks of, leaving out those that it merely mentions."""
    return tuple(
        mention
        for mention in find_populations(text, language)
        if mention.place and mention.attachment > Attachment.MENTION
    )


def _sentences(text: str, language: str) -> list[Sentence]:
    """Return the sentences of the text, code blocks included."""
    sentences, _ = read_markdown(text, 0, language)
    return sentences
