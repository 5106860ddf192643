"""The tab "Figures": the ledger as a table and as bars, each figure leading to its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from report_assistant.serving import evidence, ledger
from report_assistant.serving.labels import reader_language, say, with_request
from report_assistant.serving.ledger import Filter
from report_assistant.serving.markup import note
from report_assistant.serving.preparation import Preparation
from report_assistant.serving.static_labels import Static
from report_assistant.types import Figure

if TYPE_CHECKING:
    import gradio as gr

ROWS = 500
"""Rows that the table shows at most."""

# A bar is a button; the place of its figure travels with the event.
_BAR_CLICK = """
element.addEventListener('click', (event) => {
  const bar = event.target.closest('button[data-start]');
  if (bar) trigger('select', {index: Number(bar.dataset.start), value: bar.dataset.source});
});
"""


def figures_tab(preparation: Preparation, ready: gr.State, static: Static) -> None:
    """Lay the tab out; `ready` changes whenever the documents do."""
    import gradio as gr

    def filters(source: str, population: str, period: str, request: Any) -> list[Any]:
        language = reader_language(request)
        figures = _figures(preparation)
        sources = sorted({figure.source for figure in figures})
        populations = sorted({figure.population for figure in figures if figure.population})
        periods = sorted({figure.period for figure in figures if figure.period}, reverse=True)
        return [
            gr.Dropdown(
                choices=[(say(key, language), ""), *((value, value) for value in values)],
                value=chosen if chosen in values else "",
            )
            for key, values, chosen in (
                ("all_documents", sources, source),
                ("all_populations", populations, population),
                ("all_periods", periods, period),
            )
        ]

    def show(source: str, population: str, period: str, words: str, request: Any) -> tuple[Any, str, str]:
        language = reader_language(request)
        wanted = Filter(source or "", population or "", period or "", words or "")
        shown = ledger.matching(_figures(preparation), wanted)
        key = "figures_cut" if len(shown) > ROWS else "figures_shown"
        count = note(say(key, language, count=len(shown), rows=ROWS))
        heads = [say(head, language) for head in ledger.HEADS]
        table = {"headers": heads, "data": ledger.rows(shown[:ROWS])}
        return table, ledger.bars(shown, language), count

    def show_sentence(figure: Figure | None, language: str) -> str:
        if figure is None:  # its document has changed since it was shown
            return note(say("figure_gone", language))
        document = preparation.assistant().document(figure.source)
        return ledger.sentence(figure, document, language, preparation.collection)

    def row_selected(event: Any, request: Any) -> str:
        return show_sentence(ledger.of_row(_figures(preparation), event.row_value), reader_language(request))

    def bar_selected(event: Any, request: Any) -> str:
        at = (str(event.value), int(event.index))
        figure = next((one for one in _figures(preparation) if (one.source, one.start) == at), None)
        return show_sentence(figure, reader_language(request))

    def promise(request: Any) -> str:
        language = reader_language(request)
        return evidence.placeholder(say("sentence_promise", language), language)

    with_request(filters, show, row_selected, bar_selected, promise)

    # Gradio finds the parameter for the event by this annotation, which must be the class itself: the
    # module cannot name it, for Gradio is not loaded when the module is.
    for handler in (row_selected, bar_selected):
        handler.__annotations__["event"] = gr.SelectData

    with gr.Row():
        choosers = [gr.Dropdown(min_width=160) for _ in range(3)]
        for chooser, key in zip(choosers, ("document", "whom", "when"), strict=True):
            static.add(chooser, label=key)
        words = gr.Textbox(min_width=160)
        static.add(words, label="words", placeholder="words_example")
    count = gr.HTML(apply_default_css=False)
    with gr.Row():
        with gr.Column(scale=7, min_width=320), gr.Tabs():
            with gr.Tab() as table_tab:
                static.add(table_tab, label="table")
                table = gr.Dataframe(
                    headers=[say(head, "en") for head in ledger.HEADS],
                    datatype=["number", "str", "str", "str", "str"],
                    column_widths=["8%", "15%", "42%", "20%", "15%"],
                    interactive=False,
                    wrap=True,
                    show_label=False,
                    max_height=560,
                    buttons=[],
                    elem_id="ledger",
                )
                static.add(table, label="figures")
            with gr.Tab() as chart_tab:
                static.add(chart_tab, label="chart")
                chart = gr.HTML(js_on_load=_BAR_CLICK, elem_id="bars", apply_default_css=False)
        with gr.Column(scale=5, min_width=320):
            shown_sentence = gr.HTML(elem_id="sentence", apply_default_css=False)

    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    inputs, outputs = [*choosers, words], [table, chart, count]
    ready.change(filters, choosers, choosers, **private).then(show, inputs, outputs, **private)
    gr.on([*(chooser.input for chooser in choosers), words.change], show, inputs, outputs, **private)
    static.page.load(promise, None, shown_sentence, **private)
    table.select(row_selected, None, shown_sentence, **private)
    chart.select(bar_selected, None, shown_sentence, **private)


def _figures(preparation: Preparation) -> Sequence[Figure]:
    assistant = preparation.ready()
    return assistant.figures() if assistant else ()
