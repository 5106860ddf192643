"""The pages of the viewer in HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlencode

from report_assistant.reading.spans import Span
from report_assistant.serving.document_links import QUOTE_ID, VIEW
from report_assistant.serving.labels import say
from report_assistant.serving.markup import escaped
from report_assistant.serving.pdf_marks import Box
from report_assistant.serving.pdf_pages import PageLook
from report_assistant.serving.viewer_text import WINDOW, page_span, shown_text, window
from report_assistant.types import Document

PICTURE, ORIGINAL = f"{VIEW}/page.png", f"{VIEW}/original"
"""Paths of a page's picture and of the file itself, relative to the page of the assistant."""

_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at.

    Attributes:
        mark: what of the document's text is highlighted, or None.
        said: what the reader should know, in his language.
        place: parameters of the address that tell the place, to be kept while paging.
        has_file: whether the original can be downloaded.
        language: ISO 639-1 code of the labels.
    """

    document: Document
    mark: Span | None = None
    said: Sequence[str] = ()
    place: Mapping[str, str] | None = None
    has_file: bool = False
    language: str = "en"

    def address(self, **changed: int) -> str:
        """Return the address of this view with other parameters."""
        return f"{VIEW}?{urlencode({**(self.place or {}), **changed})}"


def text_view(view: View, at: int, nonce: str) -> str:
    """Return the page that shows a document's text.

    Args:
        view: what is looked at.
        at: place around which a long text is shown, in characters.
        nonce: by which the browser knows the style to be ours.
    """
    document, language = view.document, view.language
    first, last = window(document, at)
    steps = []
    if first > 0:
        before = view.address(at=max(0, first - WINDOW // 2))
        steps.append(f'<a href="{escaped(before)}">{say("earlier_part", language)}</a>')
    if last < len(document.text):
        after = view.address(at=last + WINDOW // 4)
        steps.append(f'<a href="{escaped(after)}">{say("later_part", language)}</a>')
    return _page(view, nonce, "".join(steps), shown_text(document, (first, last), view.mark, language))


def page_view(view: View, look: PageLook, boxes: Sequence[Box], nonce: str) -> str:
    """Return the page that shows a page of a PDF.

    Args:
        view: what is looked at.
        look: the page.
        boxes: what of it is highlighted.
        nonce: by which the browser knows the style to be ours.
    """
    document, language = view.document, view.language
    source = urlencode({"source": document.source, "page": look.number})
    picture = escaped(f"{PICTURE}?{source}")
    about = escaped(say("page_of", language, number=look.number, total=look.total))
    rects = "".join(
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{right - x:.2f}" height="{bottom - y:.2f}" rx="1.5"/>'
        for x, y, right, bottom in boxes
    ).replace("<rect", f'<rect id="{QUOTE_ID}"', 1)
    quote = document.text[slice(*view.mark)] if view.mark else ""
    shown = (
        (f"<blockquote>{escaped(quote)}</blockquote>" if quote else "")
        + f'<figure><img src="{picture}" width="{look.width:.0f}" height="{look.height:.0f}" alt="{about}">'
        f'<svg viewBox="0 0 {look.width:.2f} {look.height:.2f}" aria-hidden="true">{rects}</svg></figure>'
    )
    if span := page_span(document, look.number):
        opened = " open" if quote and not boxes else ""
        words = shown_text(document, span, view.mark if not boxes else None, language)
        shown += f"<details{opened}><summary>{say('text_of_page', language)}</summary>{words}</details>"
    return _page(view, nonce, _page_steps(view, look), shown)


def notice(text: str, nonce: str, language: str, *, again: bool = False, ways: str = "") -> str:
    """Return a page that only says something.

    Args:
        text: what it says.
        nonce: by which the browser knows the style to be ours.
        language: ISO 639-1 code of the text.
        again: makes the browser ask anew after two seconds.
        ways: HTML of links that lead on.
    """
    refresh = '<meta http-equiv="refresh" content="2">' if again else ""
    return _html(
        text,
        f'<main><p class="said" role="status">{escaped(text)}</p>{ways}</main>',
        nonce,
        language,
        refresh,
    )


def _page_steps(view: View, look: PageLook) -> str:
    language = view.language
    steps = []
    if look.number > 1:
        before = escaped(view.address(page=look.number - 1))
        steps.append(f'<a rel="prev" href="{before}">{say("previous_page", language)}</a>')
    steps.append(f"<span>{escaped(say('page_of', language, number=look.number, total=look.total))}</span>")
    if look.number < look.total:
        after = escaped(view.address(page=look.number + 1))
        steps.append(f'<a rel="next" href="{after}">{say("next_page", language)}</a>')
    if look.total > 2:
        kept = "".join(
            f'<input type="hidden" name="{escaped(name)}" value="{escaped(value)}">'
            for name, value in (view.place or {}).items()
        )
        label = say("go_to_page", language)
        steps.append(
            f'<form action="{VIEW}">{kept}<input type="number" name="page" min="1" max="{look.total}" '
            f'value="{look.number}" aria-label="{label}" required><button>{label}</button></form>'
        )
    return "".join(steps)


def _page(view: View, nonce: str, steps: str, shown: str) -> str:
    document, language = view.document, view.language
    about = " · ".join(filter(None, (document.publisher, document.published)))
    about = f"<p>{escaped(about)}</p>" if about else ""
    said = "".join(f'<p class="said" role="status">{escaped(one)}</p>' for one in view.said)
    inside = (
        f"<header><h1>{escaped(document.title)}</h1><p>{escaped(document.source)}</p>{about}"
        f"<nav>{steps}{_original(view)}</nav></header><main>{said}{shown}</main>"
    )
    return _html(document.title, inside, nonce, language)


def _original(view: View) -> str:
    """Return the link to the file or web page itself."""
    source = view.document.source
    if view.has_file:
        address = escaped(f"{ORIGINAL}?{urlencode({'source': source})}")
        return f'<a href="{address}" download>{say("download_original", view.language)}</a>'
    if source.startswith(_WEB):
        label = say("visit_original", view.language)
        return f'<a href="{escaped(source)}" target="_blank" rel="noopener noreferrer">{label}</a>'
    return ""


def _html(title: str, inside: str, nonce: str, language: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">{head}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escaped(title)}</title><link rel="icon" href="data:,">'
        f'<style nonce="{nonce}">{_style()}</style></head><body>{inside}</body></html>'
    )


@cache
def _style() -> str:
    return files(__package__).joinpath("viewer.css").read_text(encoding="utf-8")
