"""Labels that are there before anything is asked: they follow the browser, or the chosen language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from report_assistant.serving.labels import COOKIE, LANGUAGES, labels, reader_language, say, with_request

if TYPE_CHECKING:
    import gradio as gr

_YEAR = 365 * 24 * 3600

# The page is loaded anew, so that all of it speaks the language that was chosen.
_CHOOSE = f"""(language) => {{
  document.cookie = `{COOKIE}=${{language}}; path=/; max-age={_YEAR}; samesite=lax`;
  location.reload();
  return language;
}}"""

_BUTTONS = {language: {key: say(key, language) for key in ("ask_now", "stop")} for language in LANGUAGES}
# Screen readers pronounce a page in the language that it declares, and say the names of its buttons.
_DECLARE = f"""(language) => {{
  document.documentElement.lang = language;
  window.reportAssistant.nameButtons({json.dumps(_BUTTONS)}[language]);
  return language;
}}"""


class Static:
    """Give the components of a page their labels.

    The browser fills them in from Gradio's own translations (`gr.I18n`); where the reader has chosen another
    language than the browser's, they are written anew when the page is loaded.
    """

    def __init__(self, page: gr.Blocks) -> None:
        import gradio as gr

        self.page = page
        self._translate = gr.I18n(**labels())
        self._components: list[tuple[Any, dict[str, str]]] = []

    def add(self, component: Any, **keys: str) -> None:
        """Label a component: names of its attributes, and the keys of their labels."""
        for attribute, key in keys.items():
            setattr(component, attribute, self._translate(key))
        self._components.append((component, keys))

    def offer_choice(self) -> None:
        """Show the chooser of the language here, and write the labels when the page is loaded.

        Called when all components have been added.
        """
        import gradio as gr

        def choose(request: Any) -> list[Any]:
            language = reader_language(request)
            chosen = request.cookies.get(COOKIE) in LANGUAGES
            updates: list[Any] = []
            for _, keys in self._components:
                written: dict[str, Any] = {name: say(key, language) for name, key in keys.items()}
                updates.append(gr.update(**written) if chosen else gr.skip())
            return [language, *updates]

        with_request(choose)
        names = [(name, code) for code, name in LANGUAGES.items()]
        chooser = gr.Dropdown(names, value="en", show_label=False, container=False, elem_id="language")
        chooser.label = self._translate("language")
        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        chooser.input(None, chooser, None, js=_CHOOSE, **private)
        outputs = [chooser, *(component for component, _ in self._components)]
        self.page.load(choose, None, outputs, **private).then(None, chooser, None, js=_DECLARE, **private)
