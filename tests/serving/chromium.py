"""Find a Chromium to test the page with."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

MISSING = (
    "No Chromium was found: the page is NOT tested. Install one: apt-get install chromium, or Google Chrome, "
    "or .venv/bin/playwright install chromium."
)

ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    # The page has to work with the network unplugged: no name is resolved, and the loopback is an address.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find(playwright: Playwright) -> str | None:
    """Return the path of a Chromium: one on the PATH, Chrome on a Mac, or Playwright's own."""
    own = Path(playwright.chromium.executable_path)
    candidates = [
        *filter(None, map(shutil.which, _NAMES)),
        *(str(path) for path in (_MAC, own) if path.is_file()),
    ]
    return candidates[0] if candidates else None
