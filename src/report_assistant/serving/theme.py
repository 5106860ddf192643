"""Colours and fonts of the page: calm, from the system, in light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr

STYLE_SHEET = Path(__file__).with_name("page.css")

# Gradio applies a style sheet to what is inside its frame only.
_FRAME = """
.gradio-container .main.fillable { max-width: 1280px; padding-block: 12px; }
.gradio-container footer { display: none; }
@media (max-width: 760px) { .gradio-container .main.fillable { padding: 8px 14px; } }
"""

_SCRIPT = Path(__file__).with_name("page.js").read_text(encoding="utf-8")

HEAD = f"<script>{_SCRIPT}</script><style>{_FRAME}</style>"
"""What the page does in the browser, and its frame."""

# Fonts that are on every system: none is asked of another host.
_FONT = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")
_MONO = ("ui-monospace", "SF Mono", "Menlo", "Consolas", "monospace")


def theme() -> gr.themes.Base:
    """Return the theme."""
    import gradio as gr

    return gr.themes.Base(
        primary_hue="teal",
        neutral_hue="slate",
        radius_size="lg",
        font=_FONT,
        font_mono=_MONO,
    ).set(
        color_accent="*primary_700",
        input_background_fill="#ffffff",
        input_background_fill_dark="#10161f",
        input_border_width="1px",
        background_fill_primary="#ffffff",
        background_fill_primary_dark="#161d27",
        body_background_fill="#f7f8fa",
        body_background_fill_dark="#0f141b",
        block_background_fill="#ffffff",
        block_background_fill_dark="#161d27",
        block_border_width="1px",
        block_shadow="none",
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_700",
        button_primary_background_fill_hover_dark="*primary_600",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#ffffff",
        button_secondary_background_fill="*background_fill_primary",
        button_secondary_background_fill_dark="*background_fill_primary",
        button_secondary_background_fill_hover="*neutral_100",
        button_secondary_background_fill_hover_dark="*neutral_800",
        button_secondary_border_color="*border_color_primary",
        button_secondary_border_color_dark="*border_color_primary",
        button_border_width="1px",
        button_large_text_weight="500",
        button_medium_text_weight="500",
        layout_gap="12px",
    )
