"""The tab "Figures": the ledger as a table and as bars, each figure leading to its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from report_assistant.serving import evidence, ledger
from report_assistant.serving.downloads import SAVE, packed
from report_assistant.serving.labels import reader_language, say, with_request
from report_assistant.serving.ledger import Filter
from report_assistant.serving.markup import note
from report_assistant.serving.preparation import Preparation
from report_assistant.serving.static_labels import Static
from report_assistant.serving.tables import as_csv
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

    def filters(source: str, population: str, period: str, order: str, request: Any) -> list[Any]:
        language = reader_language(request)
        orders = [(say(key, language), key) for key in ledger.ORDERS]
        figures = _figures(preparation)
        sources = sorted({figure.source for figure in figures})
        populations = sorted({figure.population for figure in figures if figure.population})
        periods = sorted({figure.period for figure in figures if figure.period}, reverse=True)
        return [
            *(
                gr.Dropdown(
                    choices=[(say(key, language), ""), *((value, value) for value in values)],
                    value=chosen if chosen in values else "",
                )
                for key, values, chosen in (
                    ("all_documents", sources, source),
                    ("all_populations", populations, population),
                    ("all_periods", periods, period),
                )
            ),
            gr.Dropdown(orders, value=order or ledger.ORDERS[0]),
        ]

    def chosen(source: str, population: str, period: str, order: str, words: str) -> list[ledger.Numbered]:
        wanted = Filter(source or "", population or "", period or "", words or "")
        return ledger.ordered(ledger.matching(_figures(preparation), wanted), order)

    def show(
        source: str, population: str, period: str, order: str, words: str, request: Any
    ) -> tuple[Any, str, str]:
        language = reader_language(request)
        shown = chosen(source, population, period, order, words)
        key = "figures_cut" if len(shown) > ROWS else "figures_shown"
        count = note(say(key, language, count=len(shown), rows=ROWS))
        heads = [say(head, language) for head in ledger.HEADS]
        table = {"headers": heads, "data": ledger.rows(shown[:ROWS])}
        return table, ledger.bars(shown, language), count

    def as_file(source: str, population: str, period: str, order: str, words: str, request: Any) -> str:
        shown = [figure.to_dict() for _, figure in chosen(source, population, period, order, words)]
        if not shown:
            raise gr.Error(say("no_figures", reader_language(request)), title="", print_exception=False)
        # Excel takes a file for UTF-8 by the mark at its beginning only.
        return packed("figures.csv", "text/csv", f"\ufeff{as_csv(shown)}")

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

    with_request(filters, show, as_file, row_selected, bar_selected, promise)

    # Gradio finds the parameter for the event by this annotation, which must be the class itself: the
    # module cannot name it, for Gradio is not loaded when the module is.
    for handler in (row_selected, bar_selected):
        handler.__annotations__["event"] = gr.SelectData

    with gr.Row():
        choosers = [gr.Dropdown(min_width=160) for _ in range(4)]
        for chooser, key in zip(choosers, ("document", "whom", "when", "order"), strict=True):
            static.add(chooser, label=key)
        words = gr.Textbox(min_width=160)
        static.add(words, label="words", placeholder="words_example")
    with gr.Row(elem_id="figures-bar"):
        count = gr.HTML(apply_default_css=False, min_width=160)
        save = gr.Button(size="sm", scale=0, min_width=150)
        static.add(save, value="save_csv")
        file = gr.Textbox(visible=False)
    with gr.Row():
        with gr.Column(scale=7, min_width=320), gr.Tabs():
            with gr.Tab() as table_tab:
                static.add(table_tab, label="table")
                table = gr.Dataframe(
                    headers=[say(head, "en") for head in ledger.HEADS],
                    datatype=["number", "str", "str", "str", "str"],
                    column_widths=["56px", "104px", "294px", "140px", "104px"],
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
    # What is chosen while an earlier choice is still being shown must not be lost.
    gr.on(
        [*(chooser.input for chooser in choosers), words.change],
        show,
        inputs,
        outputs,
        trigger_mode="always_last",
        **private,
    )
    static.page.load(promise, None, shown_sentence, **private)
    save.click(as_file, inputs, file, **private).success(None, file, None, js=SAVE)
    table.select(row_selected, None, shown_sentence, **private)
    chart.select(bar_selected, None, shown_sentence, **private)


def _figures(preparation: Preparation) -> Sequence[Figure]:
    assistant = preparation.ready()
    return assistant.figures() if assistant else ()
