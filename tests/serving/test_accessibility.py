"""No serious or critical violation that axe-core finds, on any tab, light and dark, at a desk and on a phone.

`vendor/axe.min.js` is axe-core 4.14.1 (Deque Systems, MPL-2.0, see `vendor/axe-core.LICENSE`), unchanged.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
TABS = ("Chat", "Check a text", "Figures", "Documents", "About")
# Gradio's own: its upload area has a name in other words than those that it shows.
KNOWN = {("label-content-name-mismatch", "upload-container")}
QUESTION = "Compare job transformation in Belgium and worldwide."


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 360)])
def test_no_serious_violation_on_any_tab(browser: Browser, site: str, scheme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{site}/?__theme={scheme}")
    expect(page.locator("#banner")).to_contain_text("5 documents", timeout=180_000)
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_label("Your question").press("Enter")
    expect(page.locator("#conversation [class*=option]").first).to_be_visible()
    page.locator("#evidence summary").first.click()
    page.add_script_tag(path=AXE)
    found: list[str] = []
    for tab in TABS:
        page.get_by_role("tab", name=tab).click()
        expect(page.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")
        page.wait_for_timeout(500)  # tabs fade in, and half-faded text has no contrast
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
