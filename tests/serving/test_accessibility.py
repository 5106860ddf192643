"""No serious or critical violation that axe-core finds, on any tab, light and dark, at a desk and on a phone.

A picture of each tab is written to `build/screens`, to be looked at.

`vendor/axe.min.js` is axe-core 4.14.1 (Deque Systems, MPL-2.0, see `vendor/axe-core.LICENSE`), unchanged.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pages import TABS, ask, open_page, open_tab
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
# Gradio's own: its upload area has a name in other words than those that it shows.
KNOWN = {("label-content-name-mismatch", "upload-container")}
TEXT = (
    "66% of Belgian firms are repatriating data. "
    "In Belgium, 61% of companies feel more pressure than a year ago to prove that AI pays for itself."
)
STILL = """document.getAnimations().every((one) =>
    one.playState === 'finished' || one.effect.getComputedTiming().endTime === Infinity)"""
QUESTION = "Compare job transformation in Belgium and worldwide."


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 360)])
def test_no_serious_violation_on_any_tab(
    browser: Browser, site: str, pytestconfig: pytest.Config, scheme: str, width: int
) -> None:
    screens = pytestconfig.rootpath / "build" / "screens"
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.set_default_timeout(60_000)
    open_page(page, f"{site}/?__theme={scheme}")
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    ask(page, QUESTION)
    expect(page.locator("#conversation [class*=option]").first).to_be_visible()
    page.locator("#evidence summary").first.click()
    open_tab(page, "Check a text")
    page.get_by_label("Text to check").fill(TEXT)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".ra-claim")).to_have_count(2)
    expect(page.locator("#check-export")).to_be_visible()
    page.add_script_tag(path=AXE)
    found: list[str] = []
    for tab in TABS:
        open_tab(page, tab)
        page.wait_for_function(STILL)  # tabs fade in, and half-faded text has no contrast
        page.screenshot(path=screens / f"{tab.split()[0].lower()}-{scheme}-{width}.png")
        violations = page.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations)"
        )
        found += [
            f"{tab}: {one['id']}: {node['html'][:160]}"
            for one in violations
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
            if not any(one["id"] == rule and name in node["html"] for rule, name in KNOWN)
        ]
    context.close()
    assert not found, "\n".join(found)
