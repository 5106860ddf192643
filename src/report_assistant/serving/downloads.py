"""Hand a text to the browser, to save as a file or to copy: none of it stays on the server."""

from __future__ import annotations

import json

SAVE = "(file) => { window.reportAssistant.download(file); }"
"""What the browser does with a packed file that is to be saved."""

COPY = "async (file) => { await window.reportAssistant.copy(file); }"
"""What the browser does with a packed file whose text is to be copied."""


def packed(name: str, media_type: str, text: str) -> str:
    """Return a file as JSON text for the browser."""
    return json.dumps({"name": name, "type": media_type, "text": text}, ensure_ascii=False)
