"""Choose among the threads that the browser keeps; name, restrict, export and delete the one that is open."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from report_assistant.serving.chat_view import PRIVATE, ChatView, apart, thread_of
from report_assistant.serving.drawing import DRAW, drawing
from report_assistant.serving.export_bar import export_bar
from report_assistant.serving.labels import reader_language, say, with_request
from report_assistant.serving.markup import note
from report_assistant.serving.static_labels import Static
from report_assistant.serving.thread_choice import choice
from report_assistant.serving.threads import TITLE_CHARACTERS, Thread, new_thread, recorded

if TYPE_CHECKING:
    import gradio as gr

# The choice of threads is drawn in the order of the events that change it: one that is slow does not bring an
# older list back.
_IN_ORDER: dict[str, Any] = {**PRIVATE, "concurrency_id": "threads", "concurrency_limit": 1}

# What the browser does, each time with the threads of the page.
_SAVE = "(record) => {threads}.save(record)"
_OPENED = "() => [{threads}.opened(), {threads}.list()]"
_LOAD = "(id) => [{threads}.load(id), {threads}.list()]"
_REMOVE = """(record, listing, question) => window.confirm(question)
  ? ["", {threads}.remove(record), question] : [record, listing, question]"""


class ThreadBar:
    """The bar above a chat, the fold below it, and the thread's record, which the browser keeps.

    Attributes:
        record: holds the thread as JSON text; sent along with each event.
        busy: holds a text while an answer is made, else "".
    """

    def __init__(self, view: ChatView, served: Sequence[str], static: Static) -> None:
        """Lay the bar out.

        Args:
            view: draws the threads.
            served: names of all folders that have a page, "" for one without a name.
            static: labels the components.
        """
        import gradio as gr

        self._view = view
        self._static = static
        about = f"{json.dumps(view.preparation.collection)}, {json.dumps(list(served))}"
        self._threads = f"window.reportAssistant.threads({about})"
        self.record = gr.Textbox("", visible=False)
        self.busy = gr.Textbox("", visible=False)
        self._listing = gr.Textbox("[]", visible=False)
        with gr.Row(elem_id="threads"):
            self._chooser = gr.Dropdown(
                [], show_label=False, container=False, scale=1, min_width=180, elem_id="thread"
            )
            static.add(self._chooser, label="conversations")
            self._new = gr.Button(scale=0, min_width=190, size="md", elem_id="new-thread")
            static.add(self._new, value="new_conversation")

    @property
    def switches(self) -> tuple[Any, ...]:
        """Return what leads to another thread or changes this one: out of use while an answer is made.

        And the mark that says so.
        """
        return self._chooser, self._new, self._delete, self._documents, self._name, self.busy

    def switched(self, thread: Thread, *, on: bool) -> tuple[Any, ...]:
        """Return the switches as they are while an answer to a thread is made, or `on` once it is there."""
        import gradio as gr

        switch = gr.update(interactive=on)
        return *[switch] * 4, gr.update(interactive=on, placeholder=thread.title), "" if on else "busy"

    def fold(self, ready: gr.State) -> None:
        """Lay out what can be done with the open thread; `ready` changes once the documents are read."""
        import gradio as gr

        def choices(record: str, request: Any) -> Any:
            return self._documents_of(thread_of(record, reader_language(request)))

        with_request(choices)
        with gr.Accordion(open=False, elem_id="thread-fold") as fold:
            self._static.add(fold, label="this_conversation")
            self._documents = gr.Dropdown([], multiselect=True, elem_id="thread-documents")
            self._static.add(self._documents, label="documents", info="documents_info")
            with gr.Row():
                self._name = gr.Textbox(max_length=TITLE_CHARACTERS, elem_id="thread-name", scale=1)
                self._static.add(self._name, label="thread_name")
                self._delete = gr.Button(scale=0, min_width=120, size="sm", elem_id="delete-thread")
                self._static.add(self._delete, value="delete")
            export_bar(self._view, self.record, self._static)
            self._question = gr.Textbox(visible=False)
            self._static.add(self._question, value="delete_conversation")
        ready.change(choices, self.record, self._documents, **PRIVATE)

    def keep(self, then: Callable[..., Any]) -> Any:
        """Let the browser keep the record after an event.

        Args:
            then: `then` or `success` of the event.

        Returns:
            The event of its being kept.
        """
        return then(None, self.record, [self.record, self._listing], js=self._js(_SAVE))

    def keep_listed(self, then: Callable[..., Any]) -> None:
        """Let the browser keep the record, and draw the choice of threads anew, after an event.

        For events that may change its title. Gradio can lose the second of two drawings that reach the
        browser at the same moment, so nothing else draws it.

        Args:
            then: `then` or `success` of the event.
        """

        def listed(record: str, listing: str, request: Any) -> Any:
            language = reader_language(request)
            thread = thread_of(record, language)
            return choice(listing, thread, self._view.preparation.collection, language)

        with_request(listed)
        self.keep(then).then(listed, [self.record, self._listing], self._chooser, **_IN_ORDER)

    def connect(self, shown: Sequence[Any], question: gr.Textbox, closed: gr.HTML) -> None:
        """Connect the bar to what shows a thread.

        Args:
            shown: chat, record and evidence.
            question: takes questions.
            closed: stands in its place where a thread cannot be asked, and says why.
        """
        import gradio as gr

        def opened(record: str, listing: str, request: Any) -> tuple[Any, ...]:
            language = reader_language(request)
            thread = thread_of(record, language)
            placeholder = say("ask_on" if thread.turns else "ask", language)
            is_apart = self._view.is_apart(thread)
            beside = (
                gr.update(value=thread.name, placeholder=thread.title),
                gr.update(placeholder=placeholder, visible=not is_apart),
                gr.update(value=note(apart(thread, language)) if is_apart else "", visible=is_apart),
            )
            choices = choice(listing, thread, self._view.preparation.collection, language)
            made = drawing(record, shown[0], self._view.show(thread, language), [choices], beside)
            return made, self._documents_of(thread)

        def started() -> str:
            return recorded(new_thread())

        def named(record: str, name: str, request: Any) -> str:
            thread = thread_of(record, reader_language(request))
            return recorded(replace(thread, name=" ".join(name.split())))

        def restricted(record: str, documents: list[str], request: Any) -> str:
            return recorded(replace(thread_of(record, reader_language(request)), documents=tuple(documents)))

        with_request(opened, named, restricted)
        whole = [*shown, self._chooser, self._name, question, closed]
        both, drawn = [self.record, self._listing], gr.Textbox(visible=False)

        def open_after(then: Callable[..., Any]) -> None:
            drawing_made = then(opened, both, [drawn, self._documents], **_IN_ORDER)
            drawing_made.success(None, [drawn, self.record, self.busy], whole, js=DRAW)

        chosen = self._chooser.input(None, self._chooser, both, js=self._js(_LOAD))
        for begun in (self._static.page.load(None, None, both, js=self._js(_OPENED)), chosen):
            open_after(begun.then)
        begun = self._new.click(started, None, self.record, **PRIVATE)
        open_after(begun.then(None, self.record, both, js=self._js(_SAVE)).then)
        asked = [*both, self._question]
        open_after(self._delete.click(None, asked, asked, js=self._js(_REMOVE)).then)
        for event in (self._name.submit, self._name.blur):
            self.keep_listed(event(named, [self.record, self._name], self.record, **PRIVATE).then)
        self.keep(
            self._documents.input(restricted, [self.record, self._documents], self.record, **PRIVATE).then
        )

    def _documents_of(self, thread: Thread) -> Any:
        """Return the choice of documents, those of the thread chosen."""
        import gradio as gr

        is_apart = self._view.is_apart(thread)
        assistant = self._view.preparation.ready()
        sources = assistant.sources() if assistant and not is_apart else ()
        known = [source.source for source in sources]
        chosen = [source for source in thread.documents if source in known]
        choices = [(source.title, source.source) for source in sources]
        return gr.Dropdown(choices, value=chosen, visible=not is_apart)

    def _js(self, action: str) -> str:
        return action.replace("{threads}", self._threads)
