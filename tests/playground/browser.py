"""The page in a real browser: opening it on a laptop or a phone, and pictures of it to look at."""

import os
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright

PICTURES = Path(__file__).parent.parent / "screenshots"
SCREENS: dict[str, Any] = {
    "laptop": {"viewport": {"width": 1280, "height": 800}},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "has_touch": True,
        "is_mobile": True,
        "device_scale_factor": 2,
    },
}
SWITCHES = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

Screen = Literal["laptop", "phone"]


@dataclass
class Window:
    """A page with what went wrong in it; `find` is by data-testid."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def find(self, test_id: str) -> Locator:
        return self.page.get_by_test_id(test_id)

    def bubble(self, text: str) -> Locator:
        return self.page.locator(".bubble", has_text=text).last

    def key(self, label: str) -> Locator:
        return self.page.locator(".key", has_text=label).last

    async def opens(self, chat: int) -> None:
        await self.find(f"person-{chat}" if chat > 0 else f"chat-{chat}").click()

    async def says(self, text: str) -> None:
        await self.find("input").fill(text)
        await self.find("send").click()

    async def picture(self, name: str) -> None:
        PICTURES.mkdir(exist_ok=True)
        await self.page.screenshot(path=PICTURES / f"{name}.png")

    async def too_wide(self) -> list[str]:
        """What sticks out of the window sideways."""
        found: list[str] = await self.page.evaluate(
            """() => [...document.querySelectorAll('body *')].filter((node) => {
                const box = node.getBoundingClientRect();
                const scrolls = node.closest('.clock-moves, .suggestions, .unseen, .calls[hidden], .sprite');
                return !scrolls && box.width > 0 && (box.right > innerWidth + 1 || box.left < -1);
            }).map((node) => node.outerHTML.slice(0, 120))"""
        )
        return found


def chromium_path() -> str:
    """Skips, and says so where it is seen, when there is none."""
    names = [os.environ.get("DUBAN_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    for name in filter(None, names):
        found = shutil.which(name)
        if found:
            return found
    print("\nTHE PAGE IS NOT TESTED: no Chromium here (install it or name it in DUBAN_CHROMIUM)", file=sys.__stderr__)
    pytest.skip("no Chromium")


@asynccontextmanager
async def running_browser() -> AsyncIterator[Browser]:
    path = chromium_path()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=SWITCHES)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def window(
    browser: Browser,
    address: str,
    screen: Screen = "laptop",
    *,
    dark: bool = False,
    language: str = "zh",
    faults_expected: bool = False,
) -> AsyncIterator[Window]:
    """Afterwards, nothing may have gone wrong in the page."""
    context = await browser.new_context(
        **SCREENS[screen], color_scheme="dark" if dark else "light", reduced_motion="reduce", locale="zh-CN"
    )
    await context.add_init_script(f"localStorage.setItem('duban.language', '{language}')")
    page = await context.new_page()
    page.set_default_timeout(10_000)
    one = Window(page)
    page.on("pageerror", lambda error: one.faults.append(str(error)))
    page.on("console", lambda line: one.faults.append(line.text) if line.type in ("error", "warning") else None)
    try:
        await page.goto(address)
        await page.get_by_test_id("person-7000001").wait_for()
        yield one
    finally:
        await context.close()
    if not faults_expected:
        assert one.faults == []
