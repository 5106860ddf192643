"""The tab "Documents": what is indexed, and uploading, replacing and deleting it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report_assistant.reading.decoding import MAX_BYTES
from report_assistant.serving import document_list
from report_assistant.serving.access import Access
from report_assistant.serving.changes import question
from report_assistant.serving.document_actions import DocumentActions, Waiting
from report_assistant.serving.labels import reader_language, say, with_request
from report_assistant.serving.markup import note
from report_assistant.serving.preparation import Preparation
from report_assistant.serving.static_labels import Static
from report_assistant.serving.uploads import FILES_AT_ONCE

if TYPE_CHECKING:
    import gradio as gr

# A button of the list opens the dialog, which asks before anything is deleted.
_ASK = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-delete]');
  const dialog = document.querySelector('#delete-dialog dialog');
  if (!button || !dialog) return;
  dialog.dataset.source = button.dataset.delete;
  dialog.querySelector('[data-name]').textContent = button.dataset.delete;
  dialog.showModal();
});
"""
_ANSWER = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('dialog button');
  if (!button) return;
  const dialog = button.closest('dialog');
  dialog.close();
  if ('confirm' in button.dataset) trigger('select', {index: 0, value: dialog.dataset.source});
});
"""


def documents_tab(preparation: Preparation, ready: gr.State, static: Static, access: Access) -> None:
    """Lay the tab out; `ready` changes whenever the documents do."""
    import gradio as gr

    actions = DocumentActions(preparation, access)
    undecided = gr.State([])
    with gr.Column(visible=False, elem_id="document-changes") as changing, gr.Row():
        with gr.Column(scale=4, min_width=300):
            files = gr.File(file_count="multiple", height=150, elem_id="upload")
            static.add(files, label="upload")
            limits = gr.HTML(apply_default_css=False)
        with gr.Column(scale=1, min_width=200):
            folder = gr.Dropdown([], visible=False, elem_id="upload-folder")
            static.add(folder, label="put_into")
            again = gr.Button(size="md", elem_id="reindex")
            static.add(again, value="reindex")
    closed = gr.HTML(elem_id="read-only", apply_default_css=False)
    asked = gr.HTML(elem_id="replace-question", apply_default_css=False)
    with gr.Row(visible=False, elem_id="replace-buttons") as buttons:
        replace = gr.Button(variant="primary")
        static.add(replace, value="replace")
        keep = gr.Button()
        static.add(keep, value="keep")
    result = gr.HTML(elem_id="changes", apply_default_css=False)
    words = gr.Textbox(visible=False, elem_id="document-filter")
    static.add(words, label="filter_documents", placeholder="filter_example")
    listed = gr.HTML(elem_id="document-list", js_on_load=_ASK, apply_default_css=False)
    dialog = gr.HTML(elem_id="delete-dialog", js_on_load=_ANSWER, apply_default_css=False)

    def open_tab(request: Any) -> list[Any]:
        language, may_change = reader_language(request), access.may_change(request)
        size = document_list.written_size(MAX_BYTES, language)
        return [
            gr.update(visible=may_change),
            note(say("upload_limits", language, count=FILES_AT_ONCE, size=size)),
            "" if may_change else note(say("read_only", language)),
            _dialog(language) if may_change else "",
        ]

    def show(words: str, request: Any) -> list[Any]:
        found, language = actions.rows(), reader_language(request)
        shown = document_list.matching(found, words or "")
        may_change, collection = access.may_change(request), preparation.collection
        table = document_list.table(shown, language, may_change=may_change, collection=collection)
        offered = len(found) >= document_list.FILTERED or bool(words)
        return [table if preparation.ready() else "", gr.update(visible=offered)]

    def offer_folders(request: Any) -> Any:
        inside = actions.folders()
        choices = [(say("main_folder", reader_language(request)), ""), *((one, one) for one in inside)]
        return gr.update(choices=choices, value="", visible=bool(inside))

    def receive(
        paths: list[str] | None, folder: str | None, undecided: Waiting, request: Any
    ) -> Iterator[list[Any]]:
        language, skip = reader_language(request), gr.skip()
        emptied = None  # at first only: what is dropped from then on is taken in after these
        for said, waits in actions.receive([Path(path) for path in paths or []], folder or "", request):
            asks: list[Any] = [skip, skip, skip]
            if waits:
                both = [*actions.waiting(undecided), *waits]
                asks = [question(both, language), gr.update(visible=True), both]
            yield [emptied, said, *asks]
            emptied = skip

    def decide(undecided: Waiting, request: Any) -> Iterator[list[Any]]:
        for said in actions.replace(undecided, request):
            yield [None, said, "", gr.update(visible=False), []]

    def leave(undecided: Waiting, request: Any) -> list[Any]:
        return [None, actions.discard(undecided, request), "", gr.update(visible=False), []]

    def delete(event: Any, request: Any) -> Iterator[str]:
        yield from actions.delete(str(event.value), request)

    def look_again(request: Any) -> Iterator[str]:
        yield from actions.look_again(request)

    with_request(open_tab, show, offer_folders, receive, decide, leave, delete, look_again)
    # As in the figures tab: Gradio finds the parameter for the event by this annotation.
    delete.__annotations__["event"] = gr.SelectData

    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    busy: dict[str, Any] = {"concurrency_limit": 4, **private}
    static.page.load(open_tab, None, [changing, limits, closed, dialog], **private)
    gr.on([ready.change, words.change], show, words, [listed, words], **private)
    ready.change(offer_folders, None, folder, **private)
    decided = [files, result, asked, buttons, undecided]
    done = [
        # By default Gradio passes over what is dropped while this runs.
        files.upload(receive, [files, folder, undecided], decided, trigger_mode="always_last", **busy),
        replace.click(decide, undecided, decided, **busy),
        keep.click(leave, undecided, decided, **busy),
        dialog.select(delete, None, result, **busy),
        again.click(look_again, None, result, **busy),
    ]
    for event in done:
        event.then(show, words, [listed, words], **private)


def _dialog(language: str) -> str:
    """Return the dialog that asks before a document is deleted."""
    return (
        '<dialog aria-labelledby="delete-title" aria-describedby="delete-name">'
        f'<h3 id="delete-title">{say("delete_question", language)}</h3>'
        f'<p id="delete-name" data-name></p><p class="ra-note">{say("delete_warning", language)}</p>'
        f'<div><button type="button" data-confirm class="ra-danger">{say("delete", language)}</button>'
        f'<button type="button" autofocus>{say("cancel", language)}</button></div></dialog>'
    )
