"""The tab "Figures": the ledger as a table and as bars, each figure leading to its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from report_assistant.serving import evidence, ledger
from report_assistant.serving.ledger import Filter
from report_assistant.serving.markup import note
from report_assistant.serving.preparation import Preparation
from report_assistant.types import Figure

if TYPE_CHECKING:
    import gradio as gr

ROWS = 500
"""Rows that the table shows at most."""

PROMISE = "Select a figure to see its sentence in the document."

# A bar is a button; the number of its figure travels with the event.
_BAR_CLICK = """
element.addEventListener('click', (event) => {
  const bar = event.target.closest('button[data-figure]');
  if (bar) trigger('select', {index: Number(bar.dataset.figure), value: bar.dataset.figure});
});
"""


def figures_tab(preparation: Preparation, ready: gr.State) -> None:
    """Lay the tab out; `ready` changes once the documents are read."""
    import gradio as gr

    def filters() -> list[Any]:
        figures = _figures(preparation)
        sources = sorted({figure.source for figure in figures})
        populations = sorted({figure.population for figure in figures if figure.population})
        periods = sorted({figure.period for figure in figures if figure.period}, reverse=True)
        return [
            gr.Dropdown(choices=[(f"All {name}", ""), *((value, value) for value in values)], value="")
            for name, values in (("documents", sources), ("populations", populations), ("periods", periods))
        ]

    def show(source: str, population: str, period: str, words: str) -> tuple[Any, str, str]:
        wanted = Filter(source or "", population or "", period or "", words or "")
        shown = ledger.matching(_figures(preparation), wanted)
        more = f", the first {ROWS} in the table" if len(shown) > ROWS else ""
        return ledger.rows(shown[:ROWS]), ledger.bars(shown), note(f"Figures: {len(shown):,}{more}")

    def show_sentence(number: int) -> str:
        figure = _figures(preparation)[number - 1]
        return ledger.sentence(figure, preparation.assistant().document(figure.source))

    def row_selected(event: Any) -> str:
        return show_sentence(int(event.row_value[0]))

    def bar_selected(event: Any) -> str:
        return show_sentence(int(event.index))

    # Gradio finds the parameter for the event by this annotation, which must be the class itself: the
    # module cannot name it, for Gradio is not loaded when the module is.
    for handler in (row_selected, bar_selected):
        handler.__annotations__["event"] = gr.SelectData

    with gr.Row():
        choosers = [gr.Dropdown(label=name, min_width=160) for name in ("Document", "Of whom", "When")]
        words = gr.Textbox(label="Words", placeholder="such as: skills", min_width=160)
    count = gr.HTML(apply_default_css=False)
    with gr.Row():
        with gr.Column(scale=7, min_width=320), gr.Tabs():
            with gr.Tab("Table"):
                table = gr.Dataframe(
                    headers=list(ledger.HEADS),
                    datatype=["number", "str", "str", "str", "str"],
                    column_widths=["8%", "16%", "43%", "21%", "12%"],
                    interactive=False,
                    wrap=True,
                    show_label=False,
                    label="Figures",
                    max_height=560,
                    buttons=[],
                    elem_id="ledger",
                )
            with gr.Tab("Chart"):
                chart = gr.HTML(js_on_load=_BAR_CLICK, elem_id="bars", apply_default_css=False)
        with gr.Column(scale=5, min_width=320):
            shown_sentence = gr.HTML(
                evidence.placeholder(PROMISE), elem_id="sentence", apply_default_css=False
            )

    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    inputs, outputs = [*choosers, words], [table, chart, count]
    ready.change(filters, None, choosers, **private).then(show, inputs, outputs, **private)
    gr.on([*(chooser.input for chooser in choosers), words.change], show, inputs, outputs, **private)
    table.select(row_selected, None, shown_sentence, **private)
    chart.select(bar_selected, None, shown_sentence, **private)


def _figures(preparation: Preparation) -> Sequence[Figure]:
    assistant = preparation.ready()
    return assistant.figures() if assistant else ()
